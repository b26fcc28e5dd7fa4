"""From a hit to a finding: its severity, whether it is to be told, and its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ucops.rules.engine.finding import Finding, Level
from ucops.rules.engine.place import dotted, place
from ucops.rules.engine.rule import MOST, Hit, Rule, severity_of

if TYPE_CHECKING:
    from ucops.model.usecase import Status
    from ucops.model.values import Severity
    from ucops.text.source import Path, Source, Span

PAGE = "{home}/rules/{name}.md"
"""Where a rule's page is, below the place where explanations are."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit, the rule that it breaks, and how bad that is."""

    rule: Rule
    hit: Hit
    severity: Level


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges hits.

    Attributes:
        configured: Severities by rule, from `rules:` in `ucops.yaml`.
        status: Says how far the use case of a file is.
        in_doubt: Says whether a hit may be due to what else is wrong.
    """

    configured: Mapping[str, Severity]
    status: Callable[[str], Status]
    in_doubt: Callable[[Rule, Hit], bool]

    def asks(self, rule: Rule) -> bool:
        """Whether a rule is not turned off."""
        return rule.fixed or self.configured.get(rule.name) != "off"

    def judged(self, rule: Rule, hits: Iterable[Hit]) -> Iterator[Judged]:
        """A rule's hits in the severity that they have, so many of each file as are listed."""
        counts: Counter[str] = Counter()
        for hit in hits:
            if counts[hit.file] > MOST or self.in_doubt(rule, hit):
                continue
            severity = severity_of(rule, self.status(hit.file), self.configured, soft=hit.soft)
            if severity is not None:
                counts[hit.file] += 1
                yield Judged(rule, hit if counts[hit.file] <= MOST else _and_more(hit), severity)


def _and_more(hit: Hit) -> Hit:
    message = "There is more of this kind in the file than is listed."
    return replace(hit, message=message, hint="correct the places above first")


def without_outdone(judged: list[Judged]) -> Iterator[Judged]:
    """What was found in one file, without what is said about one value in other words."""
    said: defaultdict[Path, set[str]] = defaultdict(set)
    for one in judged:
        said[one.hit.path].add(one.rule.name)
    return (one for one in judged if one.rule.yields_to not in said[one.hit.path])


def placed(one: Judged, source: Source, home: str) -> Finding:
    """The finding at its place.

    Args:
        one: What was found.
        source: The file.
        home: Where explanations are.
    """
    hit = one.hit
    span = hit.span or place_of(source, hit)
    finding = finding_at(span, one.rule, hit, one.severity, home)
    part = hit.span and hit.path
    return replace(finding, value_line=place_of(source, hit).line) if part else finding


def place_of(source: Source, hit: Hit) -> Span:
    """Where the path of a hit leads."""
    return hit.at or place(source, hit.path, on_key=hit.on_key)


@cache
def page_of(rule: str, home: str) -> str:
    """The address of a rule's page."""
    return PAGE.format(home=home.rstrip("/"), name=rule)


def finding_at(span: Span, rule: Rule, hit: Hit, severity: Level, home: str) -> Finding:
    """The finding at a place that is known."""
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
        url=page_of(rule.name, home),
    )
