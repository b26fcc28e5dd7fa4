"""One file by itself: everything that is wrong with it, and what is known of it for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ucops.prose.words import sentence
from ucops.rules.all import rules
from ucops.rules.engine.context import Blamed, Context, blames
from ucops.rules.engine.doubt import doubtful
from ucops.rules.engine.facts import CaseFacts, People, case_facts, case_of, people, people_of
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.judging import Judge, finding_at, page_of, placed, without_outdone
from ucops.rules.engine.rule import Hit, Rule, severity_of
from ucops.rules.engine.silence import Silence, silences_of
from ucops.text.source import START

if TYPE_CHECKING:
    from ucops.rules.engine.file import File
    from ucops.text.problem import Problem


@dataclass(frozen=True, slots=True)
class Inspected:
    """What there is to know of a file.

    Attributes:
        findings: What is wrong with it by itself, what comments silence included.
        silences: The comments in it that silence rules.
        people: Who it names.
        case: What is known of its use case; None for `ucops.yaml`.
        blamed: Its values that are known to be wrong.
        mendable: How many of its problems mending puts an end to.
    """

    findings: tuple[Finding, ...]
    silences: tuple[Silence, ...]
    people: People
    case: CaseFacts | None
    blamed: Blamed
    mendable: int


def inspect(file: File, context: Context, asked: Collection[Rule]) -> Inspected:
    """Ask rules about one file.

    Args:
        file: The file.
        context: What rules look things up in.
        asked: The rules.
    """
    blamed = context.blamed(file.name)
    findings = (*_from_problems(file, context), *_from_rules(file, context, asked, blamed))
    found = Inspected(
        findings=findings,
        silences=tuple(silences_of(file.source)),
        people=people(file),
        case=case_facts(file, file.entry, context) if file.entry else None,
        blamed=blamed,
        mendable=sum(one.is_mended for one in context.problems.get(file.name, ())),
    )
    file.source.forget_lines()
    return found


def _from_problems(file: File, context: Context) -> Iterator[Finding]:
    for problem in context.problems.get(file.name, ()):
        if finding := of_problem(problem, context):
            if finding.severity != "error" and problem.path:
                value = file.source.locate(problem.path)
                finding = replace(finding, value_line=value.line)
            yield finding


def of_problem(problem: Problem, context: Context) -> Finding | None:
    """What reading found, in the severity that is configured for it."""
    rule = rules()[problem.rule]
    severity = severity_of(rule, context.status(problem.file), context.config.rules)
    if severity is None:
        return None
    hit = Hit(sentence(problem.message), problem.path, problem.hint, file=problem.file)
    return finding_at(problem.span or START, rule, hit, severity, context.config.home)


def _from_rules(
    file: File, context: Context, asked: Collection[Rule], blamed: Blamed
) -> Iterator[Finding]:
    problems = context.problems.get(file.name)

    def in_doubt(rule: Rule, hit: Hit) -> bool:
        return problems is not None and (
            blames(blamed, hit.path, kept=not rule.fixed)
            or doubtful(rule, hit, file.source, problems)
        )

    judge = Judge(context.config.rules, context.status, in_doubt)
    judged = [
        one
        for rule in asked
        if rule.in_file and judge.asks(rule)
        for one in judge.judged(rule, rule.in_file(file, context))
    ]
    return (placed(one, file.source, context.config.home) for one in without_outdone(judged))


def plain(found: Inspected) -> list[object]:
    """What there is to know of a file as JSON holds it, without the file's name."""
    return [
        [[getattr(one, name) for name in _FIELDS] for one in found.findings],
        [[getattr(one, name) for name in _OF_SILENCE] for one in found.silences],
        found.people,
        found.case,
        sorted(found.blamed, key=str),
        found.mendable,
    ]


def of_plain(row: list[Any], file: str, home: str) -> Inspected:
    """The same from what JSON holds.

    Args:
        row: What `plain` made.
        file: The file's name.
        home: Where explanations are.
    """
    findings, silences, named, case, blamed, mendable = row
    return Inspected(
        findings=tuple(
            Finding(file=file, url=page_of(one[0], home), **dict(zip(_FIELDS, one, strict=True)))
            for one in findings
        ),
        silences=tuple(
            Silence(file, line, column, end, target, tuple(names), why)
            for line, column, end, target, names, why in silences
        ),
        people=people_of(named),
        case=case_of(case) if case else None,
        blamed=frozenset((tuple(path), mended) for path, mended in blamed),
        mendable=mendable,
    )


_FIELDS = (
    "rule",
    "severity",
    "message",
    "hint",
    "line",
    "column",
    "end_line",
    "end_column",
    "path",
    "value_line",
)
_OF_SILENCE = ("line", "column", "end_column", "target", "names", "why")


def depends_on_day(file: File, context: Context, ahead: dt.timedelta) -> bool:
    """Whether anything is, or will be, said of a file because of the day.

    What is late or stale is so from a day on, and what lies in the future is so up to a day. Where
    nothing is said today nor so many days ahead, nothing is said in between.
    """
    if context.as_of is None:
        return False
    later = replace(context, as_of=context.as_of + ahead)
    dated = [rule.in_file for rule in rules().values() if rule.dated and rule.in_file]
    return any(next(find(file, then), None) for then in (context, later) for find in dated)
