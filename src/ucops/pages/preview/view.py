"""What the template of a preview gets, and the addresses of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from ucops.pages.findings.report import NOUNS
from ucops.pages.preview.sentences import case_lines
from ucops.pages.preview.words import Line, Titles
from ucops.preview.measures import Measure, Number
from ucops.preview.preview import CasePreview, Preview
from ucops.prose.neutral import GAP, neutralise
from ucops.prose.words import counted, listed
from ucops.rules.engine.finding import Finding

LINES = 60
"""The most sentences about one use case."""
KINDS = {"added": "new", "removed": "removed", "changed": "changed", "renamed": "renamed"}
MEASURES = {
    "readiness": "Story complete",
    "journey_covered": "Journey covered",
    "journey_planned": "Journey planned",
    "requirements": "Requirements",
    "with_demo": "With a demo",
    "demo_planned": "Demo planned",
    "with_comparison": "With a comparison",
    "comparison_planned": "Comparison planned",
    "with_roi": "With an ROI item",
    "roi_planned": "ROI item planned",
    "seats_named": "Seats named",
    "links_present": "Links present",
    "items_done": "Items done",
}
"""What the figures are called, as on the pages of the roadmap."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the reader finds the files.

    Attributes:
        ref: What the branch is compared with, as the user named it.
        commit: The commit that the branch left it at.
        blob: The address of the root's files on GitHub, without a slash at its end; empty where
            nothing says it.
        server: The address of GitHub.
        prefix: The way from the top of the repository to the root, with a slash at its end.
    """

    ref: str
    commit: str
    blob: str = ""
    server: str = "https://github.com"
    prefix: str = ""

    def address(self, file: str, line: int = 0) -> str | None:
        """The address of a file's line."""
        at = f"#L{line}" if line else ""
        return f"{self.blob}/{quote(file)}{at}" if self.blob else None

    def outside(self, line: Line) -> Line:
        """A sentence without its address where following that would leave a trace."""
        traced = line.url and GAP in neutralise(line.url, self.server)
        return replace(line, url=None) if traced else line


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One number before and after.

    Attributes:
        name: What it counts.
        text: The number, or both with an arrow between them.
        differs: Whether it is another number now.
        key: The same as `ucops.preview.measures` calls it.
    """

    name: str
    text: str
    differs: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """One use case that differs.

    Attributes:
        title: What it is called.
        id: Its id.
        kind: New, changed, renamed, removed, or changed with the settings.
        url: The address of its file, or None.
        unread: Whether its file has errors of form, so that something of it is left out.
        lost_before: Whether whole sections of it could not be read on the base.
        lost_now: Whether whole sections of it cannot be read on the branch.
        measures: How far it was and is.
        won: The points of readiness that it earns now.
        lost: The points that it does not earn any more, with what would earn them again.
        lines: What happens to it.
        more: How many sentences do not fit.
    """

    title: str
    id: str
    kind: str
    url: str | None
    unread: bool
    lost_before: bool
    lost_now: bool
    measures: tuple[MeasureView, ...]
    won: tuple[Line, ...]
    lost: tuple[Line, ...]
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Head:
    """The first lines.

    Attributes:
        ref: What the branch is compared with.
        commit: The first characters of the commit that it left there.
        verdict: Whether it may be merged, and if not, what to do first.
        changes: How many use cases, items and settings differ.
        found: How many findings are new, and how many are resolved.
    """

    ref: str
    commit: str
    verdict: str
    changes: str
    found: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings as the template gets them.

    Attributes:
        rows: The findings that are shown.
        more: How many are not.
    """

    rows: tuple[Finding, ...]
    more: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.rows) + self.more


def head(preview: Preview, where: Where) -> Head:
    """The first lines."""
    errors = counted(preview.after.errors, "error")
    ready = preview.mergeable
    return Head(
        ref=where.ref,
        commit=where.commit[:8],
        verdict="Ready to merge" if ready else f"Not ready to merge: correct {errors} first",
        changes=_changes(preview),
        found=_found(preview),
    )


def _changes(preview: Preview) -> str:
    cases = Counter(KINDS[case.change.kind] for case in preview.cases)
    items = Counter(
        KINDS.get(item.kind, "renamed")
        for case in preview.cases
        for item in case.change.items
        if item.kind != "left"  # counted where it arrives
    )
    settings = len(preview.difference.config)
    parts = [
        _several(cases, KINDS.values(), "Use cases"),
        _several(items, ("new", "changed", "removed", "renamed"), "Items"),
        counted(settings, "setting") + " changed" if settings else "",
        "ucops.yaml: not to be read as a whole, and not compared" if preview.settings_lost else "",
    ]
    return " · ".join(filter(None, parts)) or "No use case, item or setting changes"


def _several(numbers: Mapping[str, int], words: Iterable[str], heading: str) -> str:
    told = [f"{numbers[word]} {word}" for word in words if numbers[word]]
    return f"{heading}: {', '.join(told)}" if told else ""


def _found(preview: Preview) -> str:
    new = Counter(finding.severity for finding in preview.findings.new)
    told = [counted(new[level], f"new {noun}") for level, noun in NOUNS.items() if new[level]]
    resolved = len(preview.findings.resolved)
    return f"{listed(told) or 'nothing new'}; {resolved} resolved"


def case_view(case: CasePreview, where: Where, titles: Titles) -> CaseView:
    """One use case."""
    lines, points = case_lines(case, titles), case.points
    return CaseView(
        title=case.title,
        id=case.change.id,
        kind="with the settings" if case.by_settings else KINDS[case.change.kind],
        url=where.address(case.file) if case.change.after else None,
        unread=case.unread,
        lost_before=case.lost_before,
        lost_now=case.lost_now,
        measures=tuple(map(_measure_view, _shown(case))),
        won=tuple(Line(point.test, point.reason) for point in points.won),
        lost=tuple(Line(point.test, point.remedy) for point in points.lost),
        lines=tuple(map(where.outside, lines[:LINES])),
        more=max(0, len(lines) - LINES),
    )


def _shown(case: CasePreview) -> Iterable[Measure]:
    """Readiness and the journey of a changed file, the others where they differ."""
    always = 0 if case.by_settings else ALWAYS
    return (one for at, one in enumerate(case.measures) if at < always or one.differs)


ALWAYS = 2
"""How many of the numbers are always shown."""


def _measure_view(measure: Measure) -> MeasureView:
    name, before, after = MEASURES[measure.name], measure.before, measure.after
    if before is None or after is None or before == after:
        return MeasureView(name, _number(after or before), differs=False, key=measure.name)
    whole = before[1]
    if whole is not None and whole == after[1]:
        told = f"{before[0]} → {after[0]} of {whole}"
    else:
        told = f"{_number(before)} → {_number(after)}"
    return MeasureView(name, told, differs=True, key=measure.name)


def _number(number: Number | None) -> str:
    if number is None:
        return "–"
    return str(number[0]) if number[1] is None else f"{number[0]} of {number[1]}"
