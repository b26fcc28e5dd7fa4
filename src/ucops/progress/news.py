"""What changed since a day: finished, started, added, become late; and whose turn it is. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ucops.progress.history import opening_day
from ucops.progress.programme import UseCaseProgress
from ucops.progress.standing import SOON, Standing, closing_day, once
from ucops.progress.state import FINISHED, UNDER_WAY
from ucops.progress.workload import pressing

Why = Literal["freed", "late", "due"]
WHYS: tuple[Why, ...] = ("freed", "late", "due")
"""Why it is somebody's turn, the most welcome first: what they waited for is there; it is late; it
is due soon."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier report said.

    Attributes:
        as_of: Its day.
        states: Key → state of every item that it knew.
    """

    as_of: dt.date
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an item.

    Attributes:
        use_case: The use case that it belongs to.
        item: The item as it stands now.
        on: The day on which it happened, where that is known.
    """

    use_case: UseCaseProgress
    item: Standing
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Errand:
    """An item that waits for its person."""

    use_case: UseCaseProgress
    item: Standing
    why: Why


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: somebody's errands, or those that nobody is responsible for."""

    person: str | None
    errands: tuple[Errand, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What changed from the beginning of one day to another one.

    Attributes:
        earlier: The day of the report that was compared with, where there was one.
        finished: What was finished; without a day where only that report shows it.
        started: What somebody began to work on; None where nothing says it.
        added: What was filed, or is new in the files.
        late: What became late, and still is.
    """

    since: dt.date
    as_of: dt.date
    earlier: dt.date | None
    finished: tuple[Event, ...]
    started: tuple[Event, ...] | None
    added: tuple[Event, ...]
    late: tuple[Event, ...]
    turns: tuple[Turn, ...]


def earlier(document: Mapping[str, Any]) -> Earlier | None:
    """What an earlier index says, whatever stands in the file of its name; None of no index."""
    match document:
        case {"as_of": str() as day, "use_cases": list() as use_cases}:
            items = (item for one in use_cases for item in _rows(one))
            states = {item["key"]: item["state"] for item in items}
        case _:
            return None
    try:
        return Earlier(dt.date.fromisoformat(day), states)
    except ValueError:
        return None


def _rows(use_case: object) -> Iterator[Mapping[str, str]]:
    rows = use_case.get("items") if isinstance(use_case, Mapping) else ()
    for row in rows if isinstance(rows, list) else ():
        match row:
            case {"key": str(), "state": str()}:
                yield row


def news(
    use_cases: Iterable[UseCaseProgress],
    since: dt.date,
    as_of: dt.date,
    *,
    before: Earlier | None = None,
    begun: Mapping[str, dt.date] | None = None,
) -> News:
    """Say what changed.

    Args:
        use_cases: Those that it is about.
        since: The first day that counts.
        as_of: The last day that counts.
        before: What an earlier report said, where there is one.
        begun: Key → the day on which somebody last said that work on it began, where the events of
            labels say that; without it the earlier report does.
    """
    every = [Event(one, item, None) for one in use_cases for item in one.items if item.counted]
    period = Period(since, as_of, before.states if before else None)
    return News(
        since=since,
        as_of=as_of,
        earlier=before.as_of if before else None,
        finished=_dated(every, period.finished),
        started=_started(every, period, begun),
        added=_dated(every, period.added),
        late=_dated(every, period.late),
        turns=tuple(_turns(every, period)),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """How many items are elsewhere than an earlier report said.

    Attributes:
        since: The report's day.
        finished, started, added: How many are finished, worked on, or in the files by now.
        late: How many became late and are late still.
    """

    since: dt.date
    finished: int
    started: int
    added: int
    late: int


def moved(use_cases: Iterable[UseCaseProgress], before: Earlier, as_of: dt.date) -> Moved:
    """Compare with an earlier report; a piece that use cases share counts once."""
    items = once(item for one in use_cases for item in one.items if item.counted)
    period = Period(before.as_of, as_of, before.states)
    known = [(item, before.states.get(item.item.key)) for item in items]
    return Moved(
        since=before.as_of,
        finished=sum(item.finished and was not in FINISHED for item, was in known if was),
        started=sum(period.started(item) is not None for item in items),
        added=sum(was is None for _, was in known),
        late=sum(period.late(item) is not None for item in items),
    )


UNDATED = dt.date.max
"""Stands for the day of what happened on one that nobody knows."""
Happened = Callable[[Standing], dt.date | None]


@dataclass(frozen=True, slots=True)
class Period:
    """The days that count, and what the states were before, where an earlier report says that.

    Its methods say on which day something happened to an item: None where it did not.
    """

    since: dt.date
    until: dt.date
    states: Mapping[str, str] | None

    def within(self, day: dt.date | None) -> dt.date | None:
        """The day, if it counts."""
        return day if day and self.since <= day <= self.until else None

    def finished(self, item: Standing) -> dt.date | None:
        """When it was finished; a piece without an issue shows only in the report before."""
        if not item.finished:
            return None
        if day := closing_day(item.issue):
            return self.within(day)
        was = (self.states or {}).get(item.item.key)
        return UNDATED if was is not None and was not in FINISHED else None

    def added(self, item: Standing) -> dt.date | None:
        """When it was filed; what is not filed yet shows only in the report before."""
        if item.issue:
            return self.within(opening_day(item.issue))
        return UNDATED if self.states is not None and item.item.key not in self.states else None

    def late(self, item: Standing) -> dt.date | None:
        """The due day that passed: an item is late from the next one on."""
        due = item.item.due
        return due if item.open and due and self.since <= due < self.until else None

    def started(self, item: Standing) -> dt.date | None:
        """Whether the report before knew it, and nobody worked on it then."""
        was = (self.states or {}).get(item.item.key)
        idle = was is not None and was not in UNDER_WAY | FINISHED
        return UNDATED if idle and item.state in UNDER_WAY else None


def _dated(every: Iterable[Event], happened: Happened) -> tuple[Event, ...]:
    """The items that something happened to, by the day on which it did."""
    found = [
        replace(one, on=None if day == UNDATED else day)
        for one in every
        if (day := happened(one.item)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.on or UNDATED, pressing(one.item))))


def _started(
    every: Iterable[Event], period: Period, begun: Mapping[str, dt.date] | None
) -> tuple[Event, ...] | None:
    if begun is not None:
        return _dated(every, lambda item: period.within(begun.get(item.item.key)))
    return None if period.states is None else _dated(every, period.started)


def _turns(every: Iterable[Event], period: Period) -> Iterator[Turn]:
    """Everybody's errands; whoever has most of them first, and what nobody has last."""
    events = tuple(every)
    new = frozenset(one.item.item.key for one in events if period.finished(one.item))
    errands: defaultdict[str | None, list[Errand]] = defaultdict(list)
    for one in events:
        if one.item.open and (why := _why(one.item, new, period.until)):
            person = one.item.item.responsible
            errands[person].append(Errand(one.use_case, one.item, why))
    for person in sorted(errands, key=lambda name: (name is None, -len(errands[name]), str(name))):
        yield Turn(person, tuple(sorted(errands[person], key=_first)))


def _why(item: Standing, new: frozenset[str], until: dt.date) -> Why | None:
    """Why an open item waits for its person; None while it waits for something else."""
    due = item.item.due
    if not item.waits_for and not new.isdisjoint(item.item.depends_on):
        return "freed"
    if item.health == "overdue":
        return "late"
    soon = due is not None and until <= due <= until + SOON
    return "due" if soon and not item.waits_for else None


def _first(errand: Errand) -> tuple[int, dt.date, int, str]:
    return (WHYS.index(errand.why), *pressing(errand.item))
