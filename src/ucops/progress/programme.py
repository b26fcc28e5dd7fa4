"""The whole programme on a given day: everything that status, report and index.json say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ucops.github.matching import match
from ucops.github.snapshot import Gone, Issue, Snapshot, Unreachable
from ucops.github.wanted import wanted_issues
from ucops.model.catalog import Catalog, Entry
from ucops.model.config import TIERS, Config
from ucops.model.facts import (
    FILED,
    Cell,
    KeyLink,
    Requirement,
    RoleSeat,
    coverage,
    links,
    requirements,
    seats,
)
from ucops.model.values import Tier
from ucops.progress.forecast import Forecast, forecast
from ucops.progress.history import Week, history
from ucops.progress.milestones import MilestoneProgress, milestones
from ucops.progress.readiness import Readiness, readiness
from ucops.progress.standing import Standing, once, standings, work
from ucops.progress.state import Health
from ucops.progress.tally import Tally, tally
from ucops.progress.workload import Workload, workload


@dataclass(frozen=True, slots=True)
class Filed:
    """The issues of a snapshot, each at its place in the programme.

    Attributes:
        issues: Key → its issue; an epic's key is its use case's id.
        orphans: Issues of ours that the files do not ask for, in the order of the snapshot.
        duplicates: Issues that carry a key which another issue holds.
        gone: Issues that were there before and are not any more.
        undecided: Keys that a plan leaves alone until a person decides which issue is theirs.
        unreachable: Repositories that could not be read: nothing is known of their issues.
    """

    issues: Mapping[str, Issue] = field(default_factory=dict)
    orphans: tuple[Issue, ...] = ()
    duplicates: tuple[Issue, ...] = ()
    gone: tuple[Gone, ...] = ()
    undecided: tuple[str, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()


@dataclass(frozen=True, slots=True)
class UseCaseProgress:
    """One use case with everything derived for it.

    Attributes:
        epic: Its epic on GitHub, or None.
        items: Every item of its BOM, the ones left out included.
        count: The count over its items.
        forecast: When they may be done.
    """

    entry: Entry
    epic: Issue | None
    items: tuple[Standing, ...]
    count: Tally
    seats: tuple[RoleSeat, ...]
    links: tuple[KeyLink, ...]
    requirements: tuple[Requirement, ...]
    coverage: tuple[Cell, ...]
    readiness: Readiness
    forecast: Forecast

    @property
    def health(self) -> Health | None:
        """Its health; None of a draft or a paused or retired one, which nobody works on."""
        return self.count.health if self.entry.use_case.status == "active" else None

    @property
    def ready_to_sell(self) -> bool:
        """Whether its story is complete, and what comes first is there: priority 1 is done."""
        first = [one for one in self.items if one.counted and one.item.priority == 1]
        return self.readiness.complete and all(one.finished for one in first)


@dataclass(frozen=True, slots=True)
class TierProgress:
    """The use cases of one tier that count.

    Attributes:
        count: The count over their items.
        forecast: When these may be done.
    """

    tier: Tier
    use_cases: tuple[UseCaseProgress, ...]
    count: Tally
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Programme:
    """All use cases on one day.

    Attributes:
        repository: `owner/name`, or an empty string when nothing says it.
        as_of: The day that health and freshness are judged on.
        use_cases: The ones that count: active and paused.
        drafts: Listed apart, not counted.
        retired: Listed apart, not counted.
        tiers: `use_cases` by tier; tiers without any are left out.
        count: The count over the items of `use_cases`.
        history: How these items stood week by week.
        forecast: When they may be done.
        filed: What GitHub holds, at its place.
        from_files: Whether nobody asked GitHub, so that every state is what the files alone say.
    """

    config: Config
    repository: str
    as_of: dt.date
    use_cases: tuple[UseCaseProgress, ...]
    drafts: tuple[UseCaseProgress, ...]
    retired: tuple[UseCaseProgress, ...]
    tiers: tuple[TierProgress, ...]
    count: Tally
    history: tuple[Week, ...]
    forecast: Forecast
    milestones: tuple[MilestoneProgress, ...]
    workload: tuple[Workload, ...]
    filed: Filed
    from_files: bool

    @property
    def every(self) -> Iterator[UseCaseProgress]:
        """The use cases that count, then drafts, then retired ones."""
        yield from (*self.use_cases, *self.drafts, *self.retired)


def measure(
    catalog: Catalog,
    snapshot: Snapshot | None,
    as_of: dt.date,
    first_days: Mapping[str, dt.date] | None = None,
) -> Programme:
    """Say how far the programme is.

    Args:
        catalog: The files.
        snapshot: What GitHub holds; without one, as if nothing were filed yet.
        as_of: The day to judge on.
        first_days: Use case → the first day of its file in git, as far as it is known.
    """
    filed = find_issues(catalog, snapshot) if snapshot else Filed()
    by_key = standings(catalog, filed.issues, as_of)
    since = first_days or {}
    every = [
        _use_case(
            entry,
            filed,
            by_key,
            as_of,
            readiness(entry.use_case, catalog.config, as_of, since.get(entry.id)),
            catalog.config,
        )
        for entry in catalog.entries.values()
    ]
    counted = tuple(one for one in every if one.entry.use_case.status in FILED)
    items = once(standing for one in counted for standing in one.items)
    return Programme(
        config=catalog.config,
        repository=(snapshot.repository if snapshot else catalog.config.github.repository) or "",
        as_of=as_of,
        use_cases=counted,
        drafts=tuple(one for one in every if one.entry.use_case.status == "draft"),
        retired=tuple(one for one in every if one.entry.use_case.status == "retired"),
        tiers=tuple(_tiers(counted, as_of)),
        count=tally(items),
        history=history(items, as_of),
        forecast=forecast(items, as_of),
        milestones=milestones(catalog.config, items, as_of),
        workload=workload(items),
        filed=filed,
        from_files=snapshot is None,
    )


def find_issues(catalog: Catalog, snapshot: Snapshot) -> Filed:
    """Find every key's issue, as a plan does.

    A key that a plan leaves to a person has the issue that carries it already.
    """
    matched = match(wanted_issues(catalog, snapshot.repository).values(), snapshot)
    lives = matched.likely | {key: found.live for key, found in matched.by_key.items()}
    orphaned = {live.reference for live in matched.orphans}
    held = {live.reference for live in lives.values()} | orphaned
    carrying = [live for live in matched.live.values() if live.issue.key]
    return Filed(
        {key: live.issue for key, live in lives.items()},
        tuple(live.issue for live in carrying if live.reference in orphaned),
        tuple(live.issue for live in carrying if live.reference not in held),
        snapshot.gone,
        tuple(sorted(matched.undecided)),
        snapshot.unreachable,
    )


def _tiers(use_cases: tuple[UseCaseProgress, ...], as_of: dt.date) -> Iterator[TierProgress]:
    for tier in TIERS:
        if members := tuple(one for one in use_cases if one.entry.use_case.tier == tier):
            items = once(standing for one in members for standing in one.items)
            yield TierProgress(tier, members, tally(items), forecast(items, as_of))


def _use_case(
    entry: Entry,
    filed: Filed,
    by_key: Mapping[str, Standing],
    as_of: dt.date,
    story: Readiness,
    config: Config,
) -> UseCaseProgress:
    items = tuple(by_key[item.key] for item in entry.items)
    use_case, done = entry.use_case, work(items)
    return UseCaseProgress(
        entry=entry,
        epic=filed.issues.get(entry.id),
        items=items,
        count=tally(items),
        seats=seats(use_case, config),
        links=links(use_case, config),
        requirements=requirements(use_case, done),
        coverage=coverage(done),
        readiness=story,
        forecast=forecast(items, as_of),
    )
