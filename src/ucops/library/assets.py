"""Finished and planned collateral over all use cases, and where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ucops.model.facts import fresh_until
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.standing import Standing, closing_day
from ucops.progress.state import State

Freshness = Literal["done", "open", "stale"]
"""Finished and fresh; still to come; finished, and in need of a fresh look."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A piece of collateral; one that several use cases share is listed once.

    Attributes:
        key: `<use case>/<item>` of the use case that makes it.
        use_cases: Ids of the use cases that use it.
        state: As in index.json.
        kind: done, open or stale.
        fresh_until: The last day on which it needs no fresh look, or None.
    """

    key: str
    title: str
    use_cases: tuple[str, ...]
    type: str | None
    stages: tuple[str, ...]
    audiences: tuple[str, ...]
    personas: tuple[str, ...]
    requirements: tuple[str, ...]
    state: State
    kind: Freshness
    responsible: str | None
    due: dt.date | None
    deliverable: str | None
    fresh_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stage × audience for which a use case has nothing, neither finished nor planned."""

    use_case: str
    stage: str
    audience: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an asset has to be; None where it does not matter."""

    stage: str | None = None
    audience: str | None = None
    persona: str | None = None
    type: str | None = None
    requirement: str | None = None
    use_case: str | None = None
    kind: Freshness | None = None


def assets(programme: Programme, wanted: Wanted) -> tuple[Asset, ...]:
    """The collateral that fits: finished pieces first, then by due day."""
    merged: dict[str, Asset] = {}
    for one in programme.use_cases:
        for standing in one.items:
            if not (standing.finished or standing.open):
                continue
            asset = _asset(one, standing, programme)
            known = merged.get(asset.key)
            merged[asset.key] = _both(known, asset) if known else asset
    fitting = [asset for asset in merged.values() if fits(asset, wanted)]
    return tuple(sorted(fitting, key=_order))


def gaps(programme: Programme, wanted: Wanted) -> tuple[Gap, ...]:
    """The stages and audiences for which a use case has nothing at all."""
    every = (
        Gap(one.entry.id, cell.stage, cell.audience)
        for one in programme.use_cases
        for cell in one.coverage
        if cell.gap
    )
    return tuple(
        gap
        for gap in every
        if wanted.use_case in {None, gap.use_case}
        and wanted.stage in {None, gap.stage}
        and wanted.audience in {None, gap.audience}
    )


def _asset(one: UseCaseProgress, standing: Standing, programme: Programme) -> Asset:
    item = standing.item
    stale = standing.state == "needs-refresh"
    kind: Freshness = "stale" if stale else "done" if standing.finished else "open"
    until = (
        fresh_until(item, programme.config, closing_day(standing.issue))
        if standing.finished
        else None
    )
    return Asset(
        key=item.piece,
        title=item.title,
        use_cases=(one.entry.id,),
        type=item.type,
        stages=item.stages,
        audiences=item.audiences,
        personas=item.personas,
        requirements=item.market_requirements,
        state=standing.state,
        kind=kind,
        responsible=item.responsible,
        due=item.due,
        deliverable=item.deliverable,
        fresh_until=until,
    )


def _both(one: Asset, other: Asset) -> Asset:
    """A shared piece with what either use case says of whom it is for."""
    return replace(
        one,
        use_cases=_merged(one.use_cases, other.use_cases),
        stages=_merged(one.stages, other.stages),
        audiences=_merged(one.audiences, other.audiences),
        personas=_merged(one.personas, other.personas),
        requirements=_merged(one.requirements, other.requirements),
    )


def _merged(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def fits(asset: Asset, wanted: Wanted) -> bool:
    """Whether an asset is what is wanted in every respect."""
    return all(_respects(asset, wanted))


def _respects(asset: Asset, wanted: Wanted) -> Iterator[bool]:
    for asked, said in (
        (wanted.stage, asset.stages),
        (wanted.audience, asset.audiences),
        (wanted.persona, asset.personas),
        (wanted.type, (asset.type,)),
        (wanted.requirement, asset.requirements),
        (wanted.use_case, asset.use_cases),
        (wanted.kind, (asset.kind,)),
    ):
        yield asked is None or asked in said


def _order(asset: Asset) -> tuple[bool, bool, dt.date, str]:
    return asset.kind == "open", asset.due is None, asset.due or dt.date.max, asset.key
