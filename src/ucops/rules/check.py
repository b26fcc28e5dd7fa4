"""Everything that is wrong with the loaded files."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ucops.prose.words import sentence
from ucops.rules.all import rules
from ucops.rules.engine.context import BodyLength, Context, texts_length
from ucops.rules.engine.doubt import doubtful
from ucops.rules.engine.file import File
from ucops.rules.engine.finding import Finding, Level
from ucops.rules.engine.form import FORM_RULES
from ucops.rules.engine.rule import MOST, Hit, Hits, Rule, severity_of
from ucops.rules.engine.silence import Complaint, by_silence, complaints, silences_of
from ucops.text.collecting import no_collecting
from ucops.text.source import Path, Span

if TYPE_CHECKING:
    from ucops.reading.load import Loaded
    from ucops.text.source import Source

PAGE = "{home}/rules/{name}.md"
"""Where a rule's page is, below the place where explanations are."""


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
    context = _context(loaded, as_of, body_length)
    with no_collecting():
        findings = [*_from_problems(context), *_from_rules(context, rules().values())]
    silences = silences_of(loaded.sources)
    kept = [*_from_complaints(complaints(findings, silences, rules()), context)]
    silenced = []
    for finding, silence in by_silence(findings, silences):
        if silence is None:
            kept.append(finding)
        else:
            silenced.append((finding, silence.why))
    silenced.sort(key=lambda pair: _order(pair[0]))
    return Checked(tuple(sorted(kept, key=_order)), tuple(silenced))


def errors(
    loaded: Loaded, *, as_of: dt.date | None = None, body_length: BodyLength = texts_length
) -> tuple[Finding, ...]:
    """The errors alone, as `check` finds them: rules that cannot yield one are not asked."""
    configured = loaded.catalog.config.rules
    may = {name for name, rule in rules().items() if rule.may_be_error(configured)}
    if any(rules()[name].family == "silencing" for name in may & FORM_RULES.keys()):
        found: Iterable[Finding] = check(loaded, as_of=as_of, body_length=body_length)
    else:
        context = _context(loaded, as_of, body_length)
        asked = [rules()[name] for name in rules() if name in may | _outdoing(may)]
        with no_collecting():
            found = sorted([*_from_problems(context), *_from_rules(context, asked)], key=_order)
    return tuple(one for one in found if one.severity == "error")


def _outdoing(names: Collection[str]) -> set[str]:
    """The rules beside which nothing that these find is said."""
    return {rules()[name].yields_to for name in names} - {""}


def _context(loaded: Loaded, as_of: dt.date | None, body_length: BodyLength) -> Context:
    levels = {name: rule.severity for name, rule in rules().items()}
    return Context(loaded, levels, as_of, body_length)


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.file, finding.line, finding.rule, finding.column, finding.message


def _from_problems(context: Context) -> Iterator[Finding]:
    """What reading found, in the severity that is configured for it."""
    for problem in context.loaded.problems:
        rule = rules()[problem.rule]
        severity = severity_of(rule, context.status(problem.file), context.config.rules)
        if severity is not None:
            hit = Hit(sentence(problem.message), problem.path, problem.hint, file=problem.file)
            finding = _finding(context, rule, hit, severity, problem.span or START)
            if severity != "error" and problem.path:
                value = context.loaded.sources[problem.file].locate(problem.path)
                finding = replace(finding, value_line=value.line)
            yield finding


def _from_rules(context: Context, asked: Collection[Rule]) -> Iterator[Finding]:
    """Ask all rules about one file after the other, so that each is at hand only once."""
    across = _across(context, asked)
    in_file = [(rule, rule.in_file) for rule in asked if rule.in_file and _is_on(rule, context)]
    for name, source in context.loaded.sources.items():
        file = File(source, context.by_file.get(name))
        judged = [
            one for rule, find in in_file for one in _judged(rule, find(file, context), context)
        ]
        yield from _placed(context, source, [*judged, *across[name]])


def _across(context: Context, asked: Iterable[Rule]) -> Mapping[str, list[_Judged]]:
    """By file, what the rules find that look at all files beside each other, or at the settings."""
    found: dict[str, list[_Judged]] = defaultdict(list)
    for rule in asked:
        if rule.in_all and _is_on(rule, context):
            for one in _judged(rule, rule.in_all(context), context):
                found[one.hit.file].append(one)
    return found


def _is_on(rule: Rule, context: Context) -> bool:
    return rule.fixed or context.config.rules.get(rule.name) != "off"


def _placed(context: Context, source: Source, judged: list[_Judged]) -> Iterator[Finding]:
    """What was found in one file, each at its place."""
    for one in _without_outdone(judged):
        finding = _finding(context, one.rule, one.hit, one.severity, place(source, one.hit))
        part = one.hit.span and one.hit.path
        yield replace(finding, value_line=_value_line(source, one.hit)) if part else finding
    source.forget_lines()


def _value_line(source: Source, hit: Hit) -> int:
    """Where the value begins of which a part is shown."""
    return place(source, replace(hit, span=None)).line


@dataclass(frozen=True, slots=True)
class _Judged:
    rule: Rule
    hit: Hit
    severity: Level


def _without_outdone(judged: list[_Judged]) -> Iterator[_Judged]:
    """What was found in one file, without what is said about one value in other words."""
    said: defaultdict[Path, set[str]] = defaultdict(set)
    for one in judged:
        said[one.hit.path].add(one.rule.name)
    return (one for one in judged if one.rule.yields_to not in said[one.hit.path])


def _judged(rule: Rule, hits: Hits, context: Context) -> Iterator[_Judged]:
    """A rule's hits in the severity that they have, so many of each file as are listed."""
    counts: Counter[str] = Counter()
    for hit in hits:
        if counts[hit.file] > MOST or _in_doubt(rule, hit, context):
            continue
        status = context.status(hit.file)
        severity = severity_of(rule, status, context.config.rules, soft=hit.soft)
        if severity is not None:
            counts[hit.file] += 1
            yield _Judged(rule, hit if counts[hit.file] <= MOST else _and_more(hit), severity)


def _in_doubt(rule: Rule, hit: Hit, context: Context) -> bool:
    if context.blames(hit.file, hit.path, kept=not rule.fixed):
        return True
    problems = context.problems.get(hit.file)
    return problems is not None and doubtful(rule, hit, context.loaded.sources[hit.file], problems)


def _and_more(hit: Hit) -> Hit:
    message = "There is more of this kind in the file than is listed."
    return replace(hit, message=message, hint="correct the places above first")


def _from_complaints(about: Iterable[Complaint], context: Context) -> Iterator[Finding]:
    for complaint in about:
        rule, at = rules()[complaint.rule], complaint.silence
        severity = severity_of(rule, "active", context.config.rules)
        if severity is not None:
            hit = Hit(complaint.message, hint=complaint.hint, file=at.file)
            span = Span(at.line, at.column, at.line, at.end_column)
            yield _finding(context, rule, hit, severity, span)


def _finding(context: Context, rule: Rule, hit: Hit, severity: Level, span: Span) -> Finding:
    return Finding(
        rule=rule.name,
        severity=severity,
        message=hit.message,
        hint=hit.hint,
        file=hit.file,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        path=dotted(hit.path),
        url=PAGE.format(home=context.config.home.rstrip("/"), name=rule.name),
    )


START = Span(1, 1, 1, 1)
"""The place of what concerns a whole file or its name."""


def place(source: Source, hit: Hit) -> Span:
    """Find the key or value that a hit points at, else the nearest one above it that exists.

    What concerns a use case as a whole is shown at its title, what is in no value where it stands.
    """
    if hit.span is not None:
        return hit.span
    path = _existing(source.data, hit.path) or _existing(source.data, ("title",))
    if not path:
        return START
    return source.locate(path, key=hit.on_key or path != hit.path)


def _existing(data: object, path: Path) -> Path:
    for depth, step in enumerate(path):
        match data:
            case dict() if (key := _key(data, step)) is not None:
                data = data[key]
            case list() if isinstance(step, int) and step < len(data):
                data = data[step]
            case _:
                return path[:depth]
    return path


def _key(data: dict[object, object], step: str | int) -> object:
    """The key that a step names; days are steps as text."""
    return step if step in data else next((key for key in data if str(key) == step), None)


def dotted(path: Path) -> str:
    """Write a path the way people read it: `analysts[0].date`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
