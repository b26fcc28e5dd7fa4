"""What is covered and what is a gap: market requirements, and the buyer's journey by audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ucops.model.catalog import Entry
from ucops.model.values import AUDIENCES, STAGES, Audience, Stage
from ucops.progress.standing import Standing

Cover = Literal["there", "planned", "missing"]
"""A finished item is there; an unfinished one is planned; no item at all is missing."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One market requirement, and what there is to show for it.

    Attributes:
        slug: Its key in the file.
        title: What the market expects.
        demo, comparison, roi: there, planned or missing.
    """

    slug: str
    title: str
    demo: Cover
    comparison: Cover
    roi: Cover


@dataclass(frozen=True, slots=True)
class RequirementCount:
    """Market requirements, and how many have a finished demo, comparison or ROI item."""

    count: int
    with_demo: int
    with_comparison: int
    with_roi: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage of the buyer's journey for one audience.

    Attributes:
        stage: awareness, consideration or decision.
        audience: executive, manager or contributor.
        finished: Items that are there.
        planned: Items that are still to come.
    """

    stage: Stage
    audience: Audience
    finished: int
    planned: int

    @property
    def gap(self) -> bool:
        """Whether nothing finished serves this audience at this stage."""
        return self.finished == 0


def requirements(entry: Entry, items: Iterable[Standing]) -> tuple[Requirement, ...]:
    """Every market requirement of a use case, in the order of its file."""
    shown: dict[tuple[str, str | None], Cover] = {}
    for standing in items:
        if standing.counted:
            for slug in standing.item.market_requirements:
                place = (slug, standing.item.shows)
                if standing.finished or place not in shown:
                    shown[place] = "there" if standing.finished else "planned"
    return tuple(
        Requirement(
            slug,
            requirement.title,
            demo=shown.get((slug, "demo"), "missing"),
            comparison=shown.get((slug, "comparison"), "missing"),
            roi=shown.get((slug, "roi"), "missing"),
        )
        for slug, requirement in entry.use_case.market_requirements.items()
    )


def count_requirements(every: Iterable[Requirement]) -> RequirementCount:
    """Count what is there."""
    rows = tuple(every)
    return RequirementCount(
        count=len(rows),
        with_demo=sum(row.demo == "there" for row in rows),
        with_comparison=sum(row.comparison == "there" for row in rows),
        with_roi=sum(row.roi == "there" for row in rows),
    )


def coverage(items: Iterable[Standing]) -> tuple[Cell, ...]:
    """Stage × audience, stage by stage."""
    counted = [standing for standing in items if standing.counted]
    return tuple(_cell(stage, audience, counted) for stage in STAGES for audience in AUDIENCES)


def _cell(stage: Stage, audience: Audience, counted: list[Standing]) -> Cell:
    here = [s for s in counted if stage in s.item.stages and audience in s.item.audiences]
    finished = sum(standing.finished for standing in here)
    return Cell(stage, audience, finished, len(here) - finished)
