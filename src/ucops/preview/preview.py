"""Everything that a preview says, as data: both sides compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ucops.preview.difference import Difference, UseCaseChange, difference
from ucops.preview.findings import Compared, compare
from ucops.preview.lookalikes import Lookalike, lookalikes
from ucops.preview.measures import Measure, Points, measures, points
from ucops.preview.private import hushed, points_of
from ucops.preview.side import Side

CONFIG_FILE = "ucops.yaml"
ITEMS_HANG_ON = frozenset({"tier", "bom"})
"""The sections that say which items there are."""


@dataclass(frozen=True, slots=True)
class CasePreview:
    """One use case that differs.

    Attributes:
        change: What differs.
        likely: What is new in it and may be something that goes, under another key.
        measures: How far it was and is.
        points: The points of readiness won and lost.
        unread: Whether a part of its file could not be read on one of the sides.
        lost_before: Whether whole sections could not on the base, so that they are not compared.
        lost_now: The same of the branch.
        by_settings: Whether its file is the same, and only `ucops.yaml` makes it differ.
    """

    change: UseCaseChange
    likely: tuple[Lookalike, ...]
    measures: tuple[Measure, ...]
    points: Points
    unread: bool
    lost_before: bool
    lost_now: bool
    by_settings: bool

    @property
    def title(self) -> str:
        """What the use case is called; its former title where the present one may be lost."""
        was, now = self.change.before, self.change.after
        entry = (was or now) if self.lost_now else (now or was)
        return entry.use_case.title if entry else self.change.id

    @property
    def file(self) -> str:
        """Its file now, or the one that it was in; relative to the root."""
        entry = self.change.after or self.change.before
        return entry.file if entry else ""

    @property
    def told(self) -> bool:
        """Whether what differs can be told: a file that comes or goes has to be read as a whole."""
        whole = not (self.lost_before or self.lost_now)
        return whole or self.change.kind in {"changed", "renamed"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What a branch changes.

    Attributes:
        before, after: Both sides.
        as_of: The day that the reader lives on.
        difference: What differs.
        findings: What is wrong, new things apart.
        cases: The use cases that differ, those last that only the settings make differ.
        untold: Files whose text differs and says the same: comments, order or layout.
    """

    before: Side
    after: Side
    as_of: dt.date
    difference: Difference
    findings: Compared
    cases: tuple[CasePreview, ...]
    untold: tuple[str, ...]

    @property
    def settings_lost(self) -> bool:
        """Whether a part of `ucops.yaml` could not be read, so that it is not compared."""
        return CONFIG_FILE in self.before.broken | self.after.broken

    @property
    def mergeable(self) -> bool:
        """Whether no error stands in the way of a merge."""
        return not self.after.errors


def preview(before: Side, after: Side, as_of: dt.date) -> Preview:
    """Compare both sides.

    Args:
        before: The base.
        after: The branch.
        as_of: The day that the reader lives on.
    """
    settings_lost = CONFIG_FILE in before.broken | after.broken
    found = difference(before.catalog, after.catalog)
    found = _of_what_was_read(found, before, after, settings_lost=settings_lost)
    likely = lookalikes(found)
    cases = [_case(one, likely.get(one.id, ()), before, after) for one in found.use_cases]
    files = frozenset(_changed_files(before.texts, after.texts))
    findings = compare(before.findings, after.findings, _moved(found), files)
    told = {case.file for case in cases}
    told |= {one.before.file for one in found.use_cases if one.before}
    told |= {CONFIG_FILE} if found.config or settings_lost else set()
    return Preview(
        before=before,
        after=after,
        as_of=as_of,
        difference=found,
        findings=_public(findings, before, after),
        cases=tuple(sorted(cases, key=lambda case: case.by_settings)),
        untold=tuple(sorted(files - told)),
    )


def _public(found: Compared, before: Side, after: Side) -> Compared:
    """The findings as everybody may see them."""
    points = [*points_of((before.catalog, after.catalog))]
    return Compared(
        new=hushed(found.new, points, after.texts),
        standing=hushed(found.standing, points, after.texts),
        resolved=hushed(found.resolved, points, before.texts),
    )


def _of_what_was_read(
    found: Difference, before: Side, after: Side, *, settings_lost: bool
) -> Difference:
    """The difference without the sections that could not be read on one of the sides."""
    cases = tuple(_comparable(change, before, after) for change in found.use_cases)
    if not settings_lost:
        return replace(found, use_cases=cases)
    own = (case for case in cases if not _same_text(case, before, after))
    return Difference(config=(), use_cases=tuple(own))


def _comparable(change: UseCaseChange, before: Side, after: Side) -> UseCaseChange:
    was, now = before.sections_of(change.before), after.sections_of(change.after)
    lost = now - was if before.lost(change.before) else frozenset()
    lost |= was - now if after.lost(change.after) else frozenset()
    kept = tuple(one for one in change.fields if one.path[0] not in lost)
    return replace(change, fields=kept, items=() if lost & ITEMS_HANG_ON else change.items)


def _changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    return (name for name in {*before, *after} if before.get(name) != after.get(name))


def _moved(found: Difference) -> Mapping[str, str]:
    """File now → the file that it was, for use cases that were renamed or moved."""
    return {
        change.after.file: change.before.file
        for change in found.use_cases
        if change.before and change.after and change.before.file != change.after.file
    }


def _case(
    change: UseCaseChange, likely: tuple[Lookalike, ...], before: Side, after: Side
) -> CasePreview:
    lost_before, lost_now = before.lost(change.before), after.lost(change.after)
    whole = not (lost_before or lost_now)
    was = before.progress.get(change.before.id) if change.before and whole else None
    now = after.progress.get(change.after.id) if change.after and not lost_now else None
    return CasePreview(
        change=change,
        likely=likely,
        measures=measures(was, now),
        points=points(was, now),
        unread=before.misread(change.before) or after.misread(change.after),
        lost_before=lost_before,
        lost_now=lost_now,
        by_settings=_same_text(change, before, after),
    )


def _same_text(change: UseCaseChange, before: Side, after: Side) -> bool:
    if change.before is None or change.after is None:
        return False
    was, now = before.texts.get(change.before.file), after.texts.get(change.after.file)
    return was is not None and was == now
