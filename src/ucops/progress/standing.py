"""Where one BOM item stands: its state and its health on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ucops.github.snapshot import Issue
from ucops.model.catalog import Catalog, Item
from ucops.model.config import Config
from ucops.model.facts import Work, needs_refresh
from ucops.progress.state import FINISHED, LEFT_OUT, OPEN, UNDER_WAY, Health, State

SOON = dt.timedelta(days=14)
"""An item that is due within this time, and that nobody works on, is at risk."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One BOM item with everything derived for it.

    Attributes:
        item: What the files say.
        issue: What GitHub holds for it, or None.
        state: How far the work is.
        health: Whether it will be there in time.
        waits_for: Keys of the unfinished items that it depends on.
    """

    item: Item
    issue: Issue | None
    state: State
    health: Health
    waits_for: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it is in the denominator of progress."""
        return self.state not in LEFT_OUT

    @property
    def finished(self) -> bool:
        """Whether it counts as done."""
        return self.state in FINISHED

    @property
    def open(self) -> bool:
        """Whether work on it is still to come."""
        return self.state in OPEN


def work(standings: Iterable[Standing]) -> Work:
    """The items that count: the finished ones, and the ones still to come."""
    every = tuple(standings)
    return Work(
        done=tuple(standing.item for standing in every if standing.finished),
        open=tuple(standing.item for standing in every if standing.open),
    )


def standings(catalog: Catalog, issues: Mapping[str, Issue], as_of: dt.date) -> dict[str, Standing]:
    """Derive every item's standing, by key."""
    items = {item.key: item for item in catalog.items}
    own = {
        key: _own_state(items.get(item.piece, item), issues.get(item.piece), catalog.config, as_of)
        for key, item in items.items()
    }
    late = {key for key, item in items.items() if own[key] in OPEN and _past(item.due, as_of)}
    alone = {key: _standing(item, issues.get(key), own, late, as_of) for key, item in items.items()}
    return {
        key: replace(alone[one.item.piece], item=one.item) if one.item.piece in alone else one
        for key, one in alone.items()
    }


def once(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Each piece once: of one that use cases share, the item itself where it is among them."""
    found: dict[str, Standing] = {}
    for one in standings:
        if one.item.shared is None or one.item.piece not in found:
            found[one.item.piece] = one
    return tuple(found.values())


def _standing(
    item: Item,
    issue: Issue | None,
    own: Mapping[str, State],
    late: set[str],
    as_of: dt.date,
) -> Standing:
    waits_for = tuple(key for key in item.depends_on if own.get(key) in OPEN)
    state: State = "blocked" if waits_for and own[item.key] in OPEN else own[item.key]
    late_before = any(key in late for key in item.depends_on)
    health = item_health(item.due, state, as_of, depends_on_overdue=late_before)
    return Standing(item, issue, state, health, waits_for if state in OPEN else ())


def _own_state(item: Item, issue: Issue | None, config: Config, as_of: dt.date) -> State:
    """The state without regard to what the item depends on."""
    if item.skip is not None:
        return "skipped"
    if item.retired is not None:
        return "retired"
    if item.deliverable is not None or _completed(issue):
        stale = needs_refresh(item, config, as_of, closing_day(issue))
        return "needs-refresh" if stale else "done"
    if issue is None:
        return "not-filed"
    return "dropped" if issue.state == "closed" else _open_state(issue)


def _completed(issue: Issue | None) -> bool:
    """Whether it was closed as completed; issues closed before GitHub asked for a reason count."""
    return (
        issue is not None
        and issue.state == "closed"
        and issue.state_reason not in {"not_planned", "duplicate"}
    )


def closing_day(issue: Issue | None) -> dt.date | None:
    """The day on which an issue was closed, in UTC, or None while it is open."""
    if issue is None or issue.state == "open" or not issue.closed_at:
        return None
    return dt.date.fromisoformat(issue.closed_at[:10])


def _open_state(issue: Issue) -> State:
    labels = {label.casefold() for label in issue.labels}
    by_label: tuple[State, ...] = ("blocked", "in-review", "in-progress")
    return next((state for state in by_label if f"status:{state}" in labels), "planned")


def _past(due: dt.date | None, as_of: dt.date) -> bool:
    return due is not None and due < as_of


def item_health(
    due: dt.date | None, state: State, as_of: dt.date, *, depends_on_overdue: bool
) -> Health:
    """Judge whether an item will be there in time.

    Overdue beats at risk; a finished item is on track, and so is one that is left out.
    """
    if state in OPEN:
        if _past(due, as_of):
            return "overdue"
        soon = due is not None and due - as_of <= SOON and state not in UNDER_WAY
        if soon or depends_on_overdue:
            return "at-risk"
    return "no-date" if due is None else "on-track"
