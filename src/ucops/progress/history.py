"""How the work went, week by week, from the days on which issues were opened and closed.

Nothing is kept for it anywhere: GitHub remembers those days. Weeks are those of ISO 8601, from
Monday to Sunday, in UTC.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucops.github.snapshot import Issue
from ucops.progress.standing import Standing, closing_day

LONGEST = 52
"""Weeks that are looked back at most: a year is what a chart of weeks still shows."""
WEEK = dt.timedelta(weeks=1)


NOW = dt.date.max
"""Stands for a day that is not known, but later than all that are."""


@dataclass(frozen=True, slots=True)
class Week:
    """How a set of items stood at the end of a week.

    Attributes:
        monday: Its first day.
        done: Items that were finished by then, those of which no day is known included.
        open: Items that were filed and not finished.
        finished: Items that were finished in this week.
        planned: Items that the files wanted then, where git says it.
    """

    monday: dt.date
    done: int
    open: int
    finished: int
    planned: int | None = None

    @property
    def name(self) -> str:
        """Its name in ISO 8601: `2026-W48`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


@dataclass(frozen=True, slots=True)
class Life:
    """From when to when an item was open.

    Attributes:
        since: The day that it was filed, NOW where it is not yet; None where it always was there.
        until: The day that it was finished or given up; None while it is open, or where it was
            finished before anything is known of it.
        finished: Whether it ended by being done.
    """

    since: dt.date | None
    until: dt.date | None
    finished: bool


def history(standings: Iterable[Standing], as_of: dt.date) -> tuple[Week, ...]:
    """The weeks from the first to the last one in which something happened to these items.

    After the last one, everything stands as it says. There are none where nothing is filed. What
    has a `deliverable` and never had an issue was done in every week: nobody knows since when. What
    is not filed yet counts as open in the last week.
    """
    filed = tuple(standings)
    if not any(standing.issue for standing in filed):
        return ()
    lives = [life for standing in filed for life in _life(standing, as_of)]
    days = (day for life in lives for day in (life.since, life.until))
    known = [day for day in days if day is not None and day != NOW]
    last = monday_of(max(known))
    first = max(monday_of(min(known)), last - (LONGEST - 1) * WEEK)
    return tuple(_weeks(lives, first, (last - first) // WEEK + 1))


def monday_of(day: dt.date) -> dt.date:
    """The first day of a day's week."""
    return day - dt.timedelta(day.weekday())


def _weeks(lives: Iterable[Life], first: dt.date, number: int) -> Iterator[Week]:
    """So many weeks; what happened before the first one is there from its beginning."""
    came, went, ended = Counter[int](), Counter[int](), Counter[int]()
    for life in lives:
        since, until = (_place(day, first, number) for day in (life.since, life.until))
        came[since] += 1
        if life.until is not None or life.finished:
            went[until] += 1
            ended[until] += life.finished
    open_ = done = 0
    for place in range(-1, number):
        open_ += came[place] - went[place]
        done += ended[place]
        if place >= 0:
            yield Week(first + place * WEEK, done, open_, ended[place])


def _place(day: dt.date | None, first: dt.date, number: int) -> int:
    """Which of so many weeks a day is in; -1 for everything before the first."""
    if day is None:
        return -1
    return min(max(-1, (day - first) // WEEK), number - 1)


def _life(standing: Standing, as_of: dt.date) -> Iterator[Life]:
    """When an item was open; nothing of one that was left out before it was filed."""
    issue = standing.issue
    if issue is not None:
        closed = closing_day(issue)
        until = None if standing.open else min(closed, as_of) if closed else NOW
        yield Life(min(opening_day(issue), closed or as_of, as_of), until, standing.finished)
    elif standing.finished:
        yield Life(None, None, finished=True)
    elif standing.open:
        yield Life(NOW, None, finished=False)


def opening_day(issue: Issue) -> dt.date:
    """The day on which an issue was filed, in UTC."""
    return dt.date.fromisoformat(issue.created_at[:10])
