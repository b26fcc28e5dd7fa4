"""How far each milestone is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucops.model.config import Config, Milestone
from ucops.progress.standing import Standing
from ucops.progress.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """One milestone and the count of the items planned for it."""

    id: str
    milestone: Milestone
    count: Tally


def milestones(config: Config, standings: Iterable[Standing]) -> tuple[MilestoneProgress, ...]:
    """Every milestone of the configuration: by due date, those without one last."""
    every = tuple(standings)
    ordered = sorted(config.milestones.items(), key=lambda pair: pair[1].due or dt.date.max)
    return tuple(
        MilestoneProgress(slug, milestone, tally(_planned_for(slug, every)))
        for slug, milestone in ordered
    )


def _planned_for(slug: str, every: Iterable[Standing]) -> Iterator[Standing]:
    return (standing for standing in every if standing.item.milestone == slug)
