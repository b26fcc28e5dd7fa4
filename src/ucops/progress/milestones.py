"""How far each milestone is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucops.model.config import Config, Milestone
from ucops.progress.burndown import BurnDown, burndown
from ucops.progress.forecast import Forecast, forecast
from ucops.progress.standing import Standing
from ucops.progress.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """One milestone, the count of the items planned for it, and when they may be done.

    Attributes:
        burndown: What was left of them day by day, or None where no day is known.
    """

    id: str
    milestone: Milestone
    count: Tally
    forecast: Forecast
    burndown: BurnDown | None


def milestones(
    config: Config, standings: Iterable[Standing], as_of: dt.date
) -> tuple[MilestoneProgress, ...]:
    """Every milestone of the configuration: by due date, those without one last."""
    every = tuple(standings)
    ordered = sorted(config.milestones.items(), key=lambda pair: pair[1].due or dt.date.max)
    return tuple(
        MilestoneProgress(
            slug,
            milestone,
            tally(planned),
            forecast(planned, as_of),
            burndown(milestone, planned, as_of),
        )
        for slug, milestone in ordered
        for planned in [tuple(_planned_for(slug, every))]
    )


def _planned_for(slug: str, every: Iterable[Standing]) -> Iterator[Standing]:
    return (standing for standing in every if standing.item.milestone == slug)
