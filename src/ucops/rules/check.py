"""Everything that is wrong with the loaded files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ucops.rules.all import rules
from ucops.rules.engine.context import BodyLength, Context, blames, texts_length
from ucops.rules.engine.everything import everything
from ucops.rules.engine.file import File
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.form import FORM_RULES
from ucops.rules.engine.judging import Judge, Judged, finding_at, placed
from ucops.rules.engine.place import dotted
from ucops.rules.engine.rule import Hit, Rule, severity_of
from ucops.rules.engine.silence import Complaint, by_silence, complaints
from ucops.rules.inspect import Inspected, inspect, of_problem
from ucops.text.collecting import no_collecting
from ucops.text.source import Span

if TYPE_CHECKING:
    from ucops.model.values import Severity
    from ucops.reading.load import Loaded


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
    context = context_of(loaded, as_of, body_length)
    asked = rules().values()
    with no_collecting():
        return concluded(inspected(context, asked), context, asked, lambda _file: context)


def errors(
    loaded: Loaded, *, as_of: dt.date | None = None, body_length: BodyLength = texts_length
) -> tuple[Finding, ...]:
    """The errors alone, as `check` finds them: rules that cannot yield one are not asked."""
    context = context_of(loaded, as_of, body_length)
    asked = _for_errors(context.config.rules)
    with no_collecting():
        found = concluded(inspected(context, asked), context, asked, lambda _file: context)
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
    return Context(loaded, levels, as_of, body_length)


def inspected(context: Context, asked: Collection[Rule]) -> dict[str, Inspected]:
    """Each file by itself; the rules are asked file by file, so that each is at hand only once."""
    files = (File(one, context.by_file.get(one.file)) for one in context.loaded.sources.values())
    return {file.name: inspect(file, context, asked) for file in files}


def concluded(
    each: Mapping[str, Inspected],
    settings: Context,
    asked: Collection[Rule],
    read: Callable[[str], Context],
) -> Checked:
    """Everything that is wrong, of what each file is by itself.

    Args:
        each: What there is to know of each file.
        settings: What rules look settings up in.
        asked: The rules.
        read: Reads a file again, for the rare case that its facts are not enough.
    """
    beside = _beside(each, settings, asked, read)
    elsewhere = (one for one in settings.loaded.problems if one.file not in each)
    findings = [finding for one in each.values() for finding in one.findings]
    findings += [found for one in elsewhere if (found := of_problem(one, settings))]
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
                    yield _placed(one, settings, read)


def _is_outdone(one: Judged, file: Inspected) -> bool:
    """Whether all there is to say about a value is said by what was found in its file."""
    path, better = dotted(one.hit.path), one.rule.yields_to
    return bool(better) and any(it.rule == better and it.path == path for it in file.findings)


def _placed(one: Judged, settings: Context, read: Callable[[str], Context]) -> Finding:
    hit, home = one.hit, settings.config.home
    if hit.at:
        return finding_at(hit.at, one.rule, hit, one.severity, home)
    return placed(one, read(hit.file).loaded.sources[hit.file], home)


def _from_complaints(about: Iterable[Complaint], context: Context) -> Iterator[Finding]:
    for complaint in about:
        rule, at = rules()[complaint.rule], complaint.silence
        severity = severity_of(rule, "active", context.config.rules)
        if severity is not None:
            hit = Hit(complaint.message, hint=complaint.hint, file=at.file)
            span = Span(at.line, at.column, at.line, at.end_column)
            yield finding_at(span, rule, hit, severity, context.config.home)
