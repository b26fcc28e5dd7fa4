"""What the programme brings: the use cases' measures added up where they are of one kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ucops.model.usecase import Measure
from ucops.progress.programme import UseCaseProgress


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure over all use cases that have it.

    Attributes:
        slug: The measure's key in the use cases' files.
        title: What the first of them calls it.
        unit: The unit that they share.
        latest: The sum of the latest numbers.
        target: The sum of the targets, or None where one of them has none.
        as_of: The oldest of the days on which the numbers were taken.
        use_cases: Ids of the use cases that have a number.
    """

    slug: str
    title: str
    unit: str
    latest: float
    target: float | None
    as_of: dt.date
    use_cases: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """What is reached of the target; None without one."""
        return self.latest / self.target if self.target else None


def measured(use_cases: Iterable[UseCaseProgress]) -> tuple[Measured, ...]:
    """The measures that have numbers, those of most use cases first.

    One that has several units cannot be added up, and is left out.
    """
    found: dict[str, list[tuple[str, Measure]]] = {}
    for one in use_cases:
        for slug, measure in one.entry.use_case.measures.items():
            if measure.values:
                found.setdefault(slug, []).append((one.entry.id, measure))
    sums = (
        _sum(slug, every)
        for slug, every in sorted(found.items())
        if len({measure.unit for _, measure in every}) == 1
    )
    return tuple(sorted(sums, key=lambda one: -len(one.use_cases)))


def _sum(slug: str, every: list[tuple[str, Measure]]) -> Measured:
    measures = [measure for _, measure in every]
    targets = [one.target for one in measures if one.target is not None]
    return Measured(
        slug=slug,
        title=measures[0].title,
        unit=measures[0].unit,
        latest=sum(one.values[max(one.values)] for one in measures),
        target=sum(targets) if len(targets) == len(measures) else None,
        as_of=min(max(one.values) for one in measures),
        use_cases=tuple(use_case for use_case, _ in every),
    )
