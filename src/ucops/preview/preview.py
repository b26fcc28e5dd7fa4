"""Everything that a preview says, as data: both sides compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ucops.model.catalog import Entry
from ucops.pages.preview.config_words import config_line
from ucops.pages.preview.use_case_words import lines
from ucops.pages.preview.words import Line, Names
from ucops.preview.change import Difference, UseCaseChange
from ucops.preview.diff import diff
from ucops.preview.findings import Compared, compare
from ucops.preview.internal import internal_customers, without
from ucops.preview.lookalikes import lookalikes
from ucops.preview.measures import Measure, Points, measures, points
from ucops.preview.side import Side

CONFIG_FILE = "ucops.yaml"
ITEMS_HANG_ON = frozenset({"tier", "bom"})
"""The sections that say which items there are."""


@dataclass(frozen=True, slots=True)
class CasePreview:
    """One use case that differs.

    Attributes:
        change: What differs.
        lines: The same in words.
        measures: How far it was and is.
        points: The points of readiness won and lost.
        unread: Whether a part of its file could not be read on one of the sides.
        lost_before: Whether whole sections could not on the base, so that they are not compared.
        lost_now: The same of the branch.
        by_settings: Whether its file is the same, and only `ucops.yaml` makes it differ.
    """

    change: UseCaseChange
    lines: tuple[Line, ...]
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


@dataclass(frozen=True, slots=True)
class Preview:
    """What a branch changes.

    Attributes:
        before, after: Both sides.
        difference: What differs.
        findings: What is wrong, new things apart.
        config: What happens to `ucops.yaml`, in words.
        cases: The use cases that differ, those last that only the settings make differ.
        untold: Files whose text differs and says the same: comments, order or layout.
    """

    before: Side
    after: Side
    difference: Difference
    findings: Compared
    config: tuple[Line, ...]
    cases: tuple[CasePreview, ...]
    untold: tuple[str, ...]

    @property
    def settings_lost(self) -> bool:
        """Whether a part of `ucops.yaml` could not be read, so that it is not compared."""
        return _settings_lost(self.before, self.after)

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
    difference = _of_what_was_read(diff(before.catalog, after.catalog), before, after)
    names = Names(before.catalog, after.catalog, as_of)
    files = frozenset(_changed_files(before.texts, after.texts))
    found = compare(before.findings, after.findings, _moved(difference), files)
    internal = internal_customers((before.catalog, after.catalog))
    likely = lookalikes(difference)
    every = [
        _case(change, before, after, (*likely.get(change.id, ()), *lines(change, names)))
        for change in difference.use_cases
    ]
    cases = tuple(sorted(every, key=lambda case: case.by_settings))
    told = {case.file for case in cases} | {entry.file for entry in _former(difference)}
    told |= {CONFIG_FILE} if difference.config or _settings_lost(before, after) else set()
    return Preview(
        before=before,
        after=after,
        difference=difference,
        findings=Compared(
            new=without(internal, found.new),
            standing=without(internal, found.standing),
            resolved=without(internal, found.resolved),
        ),
        config=tuple(config_line(change, names) for change in difference.config),
        cases=cases,
        untold=tuple(sorted(files - told)),
    )


def _of_what_was_read(difference: Difference, before: Side, after: Side) -> Difference:
    """The difference without the sections that could not be read on one of the sides."""
    cases = (_comparable(change, before, after) for change in difference.use_cases)
    if not _settings_lost(before, after):
        return replace(difference, use_cases=tuple(cases))
    own = (case for case in cases if not _same_text(case, before, after))
    return Difference(config=(), use_cases=tuple(own))


def _settings_lost(before: Side, after: Side) -> bool:
    return CONFIG_FILE in before.broken | after.broken


def _comparable(change: UseCaseChange, before: Side, after: Side) -> UseCaseChange:
    lost = _lost(change, before, after)
    kept = tuple(one for one in change.fields if one.path[0] not in lost)
    return replace(change, fields=kept, items=() if lost & ITEMS_HANG_ON else change.items)


def _lost(change: UseCaseChange, before: Side, after: Side) -> frozenset[str]:
    """The sections that one side has and the other lost."""
    was, now = _sections(change.before, before), _sections(change.after, after)
    broken = _broken(change, before, after)
    return (now - was if broken[0] else frozenset()) | (was - now if broken[1] else frozenset())


def _broken(change: UseCaseChange, before: Side, after: Side) -> tuple[bool, bool]:
    """Whether sections of the file were lost on the base, and on the branch."""
    was, now = change.before, change.after
    return bool(was and was.file in before.broken), bool(now and now.file in after.broken)


def _sections(entry: Entry | None, side: Side) -> frozenset[str]:
    return side.sections.get(entry.file, frozenset()) if entry else frozenset()


def _changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    return (name for name in {*before, *after} if before.get(name) != after.get(name))


def _former(difference: Difference) -> Iterator[Entry]:
    return (change.before for change in difference.use_cases if change.before)


def _moved(difference: Difference) -> Mapping[str, str]:
    """File now → the file that it was, for use cases that were renamed or moved."""
    return {
        change.after.file: change.before.file
        for change in difference.use_cases
        if change.before and change.after and change.before.file != change.after.file
    }


def _case(change: UseCaseChange, before: Side, after: Side, said: tuple[Line, ...]) -> CasePreview:
    lost_before, lost_now = _broken(change, before, after)
    whole = not (lost_before or lost_now)
    was = before.progress.get(change.before.id) if change.before and whole else None
    now = after.progress.get(change.after.id) if change.after and not lost_now else None
    return CasePreview(
        change=change,
        lines=said if whole or change.kind in {"changed", "renamed"} else (),
        measures=measures(was, now),
        points=points(was, now),
        lost_before=lost_before,
        lost_now=lost_now,
        by_settings=_same_text(change, before, after),
        unread=bool(
            (change.before and change.before.file in before.unread)
            or (change.after and change.after.file in after.unread)
        ),
    )


def _same_text(change: UseCaseChange, before: Side, after: Side) -> bool:
    if change.before is None or change.after is None:
        return False
    was, now = before.texts.get(change.before.file), after.texts.get(change.after.file)
    return was is not None and was == now
