"""How far a use case is, before and after: the figures of the report and of `index.json`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ucops.model.facts import count_links, count_requirements, count_seats
from ucops.progress.programme import UseCaseProgress
from ucops.progress.readiness import Point

Number = tuple[int, int | None]
"""How many, and of how many; None where there is no whole."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number on both sides.

    Attributes:
        name: What it counts, such as `journey_covered`.
        before: What it was, or None for a use case that was not there.
        after: What it is, or None for a use case that is not there any more.
    """

    name: str
    before: Number | None
    after: Number | None

    @property
    def differs(self) -> bool:
        """Whether it is another number now; where there is only one side, whether it is one."""
        if self.before is None or self.after is None:
            return any(number and number[0] for number in (self.before, self.after))
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Points:
    """The points of readiness that are won and lost."""

    won: tuple[Point, ...] = ()
    lost: tuple[Point, ...] = ()


def measures(before: UseCaseProgress | None, after: UseCaseProgress | None) -> tuple[Measure, ...]:
    """Every number of a use case on both sides; readiness and the journey first."""
    was = dict(_numbers(before)) if before else {}
    now = dict(_numbers(after)) if after else {}
    return tuple(Measure(name, was.get(name), now.get(name)) for name in now or was)


def points(before: UseCaseProgress | None, after: UseCaseProgress | None) -> Points:
    """Which tests of readiness a use case passes now and did not before, and the reverse."""
    if before is None or after is None:
        return Points()
    pairs = list(zip(before.readiness.points, after.readiness.points, strict=True))
    return Points(
        won=tuple(now for was, now in pairs if now.earned and not was.earned),
        lost=tuple(now for was, now in pairs if was.earned and not now.earned),
    )


def _numbers(case: UseCaseProgress) -> Iterator[tuple[str, Number]]:
    cells = [cell.state for cell in case.coverage]
    yield "readiness", (case.readiness.score, len(case.readiness.points))
    yield "journey_covered", (cells.count("covered"), len(cells))
    yield "journey_planned", (cells.count("planned"), len(cells))
    rows = count_requirements(case.requirements)
    yield "requirements", (rows.count, None)
    yield "with_demo", (rows.with_demo, None)
    yield "demo_planned", (rows.demo_planned, None)
    yield "with_comparison", (rows.with_comparison, None)
    yield "comparison_planned", (rows.comparison_planned, None)
    yield "with_roi", (rows.with_roi, None)
    yield "roi_planned", (rows.roi_planned, None)
    seats, links = count_seats(case.seats), count_links(case.links)
    yield "seats_named", (seats.named, seats.total)
    yield "links_present", (links.present, links.total)
    yield "items_done", (case.count.done, case.count.total)
