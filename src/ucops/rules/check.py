"""Everything that is wrong with the loaded files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ucops.rules.all import rules
from ucops.rules.engine.context import BodyLength, Context, Settings, blames, texts_length
from ucops.rules.engine.everything import everything
from ucops.rules.engine.file import File
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.form import FORM_RULES
from ucops.rules.engine.judging import Judge, Judged, finding_at, place_of
from ucops.rules.engine.place import dotted
from ucops.rules.engine.rule import Hit, Rule, severity_of
from ucops.rules.engine.silence import Complaint, by_silence, complaints
from ucops.rules.inspect import Inspected, inspect, of_problem
from ucops.text.collecting import no_collecting
from ucops.text.source import Span

if TYPE_CHECKING:
    from ucops.model.values import Severity
    from ucops.reading.load import Loaded
    from ucops.text.problem import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking brought.

    Attributes:
        findings: Everything that is wrong, sorted by file, line and rule.
        silenced: What a comment silences, with the reason that it gives; in the same order.
    """

    findings: tuple[Finding, ...]
    silenced: tuple[tuple[Finding, str], ...]


def check(
    loaded: Loaded, *, as_of: dt.date | None = None, body_length: BodyLength = texts_length
) -> tuple[Finding, ...]:
    """Find everything that is wrong, sorted by file, line and rule.

    Args:
        loaded: What was read.
        as_of: The day on which the age of things is judged; None leaves those rules out.
        body_length: Measures issues' bodies as they are rendered; by default only the texts of the
            files are counted, which are shorter.
    """
    return checked(loaded, as_of=as_of, body_length=body_length).findings


def checked(
    loaded: Loaded, *, as_of: dt.date | None = None, body_length: BodyLength = texts_length
) -> Checked:
    """The same as `check`, with what is silenced."""
    return _checked(context_of(loaded, as_of, body_length), rules().values())


def errors(
    loaded: Loaded, *, as_of: dt.date | None = None, body_length: BodyLength = texts_length
) -> tuple[Finding, ...]:
    """The errors alone, as `check` finds them: rules that cannot yield one are not asked."""
    context = context_of(loaded, as_of, body_length)
    asked = _for_errors(context.config.rules)
    found = _checked(context, asked)
    return tuple(one for one in found.findings if one.severity == "error")


def _for_errors(configured: Mapping[str, Severity]) -> list[Rule]:
    """The rules to ask for all errors: what may be one, and what outdoes it.

    Where a comment that silences nothing is an error, everything matters.
    """
    may = {name for name, rule in rules().items() if rule.may_be_error(configured)}
    if any(rules()[name].family == "silencing" for name in may & FORM_RULES.keys()):
        return list(rules().values())
    may |= {rules()[name].yields_to for name in may}
    return [rule for name, rule in rules().items() if name in may]


def context_of(loaded: Loaded, as_of: dt.date | None, body_length: BodyLength) -> Context:
    """What rules look things up in, of what was loaded."""
    levels = {name: rule.severity for name, rule in rules().items()}
    return Context(loaded, Settings(loaded.catalog.config), levels, as_of, body_length)


def _checked(context: Context, asked: Collection[Rule]) -> Checked:
    loaded = context.loaded
    with no_collecting():
        files = (File(one, context.by_file.get(one.file)) for one in loaded.sources.values())
        each = {file.name: inspect(file, context, asked) for file in files}
        elsewhere = [one for one in loaded.problems if one.file not in each]

        def locate(hit: Hit) -> Span:
            return place_of(loaded.sources[hit.file], hit)

        return concluded(each, context, asked, lambda _file: context, locate, elsewhere)


def concluded(
    each: Mapping[str, Inspected],
    settings: Context,
    asked: Collection[Rule],
    read: Callable[[str], Context],
    locate: Callable[[Hit], Span],
    problems: Iterable[Problem],
) -> Checked:
    """Everything that is wrong, of what each file is by itself.

    Args:
        each: What there is to know of each file.
        settings: What rules look settings up in.
        asked: The rules.
        read: Reads a file again, for the rare case that its facts are not enough.
        locate: Finds the place of a hit.
        problems: What is known to be wrong beside that, such as the names of files.
    """
    beside = _beside(each, settings, asked, read, locate)
    findings = [finding for one in each.values() for finding in one.findings]
    findings += [found for one in problems if (found := of_problem(one, settings))]
    findings += beside
    silences = [silence for one in each.values() for silence in one.silences]
    kept = [*_from_complaints(complaints(findings, silences, rules()), settings)]
    silenced = []
    for finding, silence in by_silence(findings, silences):
        if silence is None:
            kept.append(finding)
        else:
            silenced.append((finding, silence.why))
    silenced.sort(key=lambda pair: _order(pair[0]))
    return Checked(tuple(sorted(kept, key=_order)), tuple(silenced))


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.file, finding.line, finding.rule, finding.column, finding.message


def _beside(
    each: Mapping[str, Inspected],
    settings: Context,
    asked: Collection[Rule],
    read: Callable[[str], Context],
    locate: Callable[[Hit], Span],
) -> Iterator[Finding]:
    """What rules find that look at all files beside each other."""
    cases = {file: one.case for file, one in each.items() if one.case}
    everybody = {file: one.people for file, one in each.items()}
    facts = everything(settings, cases.values(), everybody, read)
    judge = Judge(
        settings.config.rules,
        lambda file: cases[file].status if file in cases else "active",
        lambda rule, hit: blames(each[hit.file].blamed, hit.path, kept=not rule.fixed),
    )
    for rule in asked:
        if rule.in_all and judge.asks(rule):
            for one in judge.judged(rule, rule.in_all(facts)):
                if not _is_outdone(one, each[one.hit.file]):
                    span = one.hit.at or locate(one.hit)
                    yield finding_at(span, one.rule, one.hit, one.severity, settings.config.home)


def _is_outdone(one: Judged, file: Inspected) -> bool:
    """Whether all there is to say about a value is said by what was found in its file."""
    path, better = dotted(one.hit.path), one.rule.yields_to
    return bool(better) and any(it.rule == better and it.path == path for it in file.findings)


def _from_complaints(about: Iterable[Complaint], context: Context) -> Iterator[Finding]:
    for complaint in about:
        rule, at = rules()[complaint.rule], complaint.silence
        severity = severity_of(rule, "active", context.config.rules)
        if severity is not None:
            hit = Hit(complaint.message, hint=complaint.hint, file=at.file)
            span = Span(at.line, at.column, at.line, at.end_column)
            yield finding_at(span, rule, hit, severity, context.config.home)
