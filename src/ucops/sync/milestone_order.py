"""Which milestones have to change: in an order in which every title is free, and filled again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ucops.github.matched import Conflict, Matched
from ucops.github.snapshot import Milestone
from ucops.sync.change import Change
from ucops.sync.desired import Desired, DesiredMilestone
from ucops.sync.milestones import Held, described, milestone_change, milestone_write, refilling
from ucops.sync.request import CreateMilestone, SettleMilestone

Milestones = Mapping[str, DesiredMilestone]
"""Slug → milestone as the files want it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What becomes of the milestones of one repository.

    Attributes:
        held: What it has.
        lost: Slug → keys of issues that were in the milestone when it was deleted.
        denied: Whether the token may not create or change milestones.
        changes: What creates and changes them, each once its title is free.
        stuck: Slugs of milestones whose title another milestone has, or that cannot be made.
    """

    repository: str
    held: Held
    lost: Mapping[str, Sequence[str]]
    denied: bool
    changes: tuple[Change, ...]
    stuck: frozenset[str]

    def titles(self, wanted: Milestones) -> dict[str, str]:
        """Slug → the title that a milestone has, or will have; none for one that cannot be."""
        free = {slug: one.title for slug, one in wanted.items() if slug not in self.stuck}
        there = self.held.milestones
        return free | {slug: there[slug].title for slug in self.stuck if slug in there}

    @property
    def refilled(self) -> frozenset[str]:
        """Slugs of milestones that issues are put into again."""
        there = self.held.milestones
        return frozenset(slug for slug in self.lost if slug not in there or refilling(there[slug]))

    def conflicts(self, wanted: Milestones) -> Iterator[Conflict]:
        """Titles that two milestones would have."""
        for slug in () if self.denied else sorted(self.stuck):
            title = wanted[slug].title
            other = self.held.titled[title.casefold()]
            yield Conflict(
                keys=(slug,),
                message=f"milestone {slug} is to be called {title!r}, as milestone "
                f"{other.number} of {self.repository} is",
                hint="rename or delete that one, or choose another title in ucops.yaml; two that "
                "change titles take two syncs, the first with a title of its own",
            )

    def settled(self, wanted: Milestones, changes: Sequence[Change]) -> Iterator[Change]:
        """Note that a milestone is filled again, once these changes put every issue into it."""
        if self.denied:
            return
        updated = {change.key for change in changes if "milestone" in change.fields}
        there = self.held.milestones
        made = {
            change.key
            for change in changes
            if isinstance(change.request, CreateMilestone) and change.repository == self.repository
        }
        for slug, milestone in wanted.items():
            live = there.get(slug)
            open_ = refilling(live) if live else slug in made and slug in self.lost
            if open_ and updated.issuperset(self.lost.get(slug, ())):
                yield self._settle(milestone, live)

    def _settle(self, milestone: DesiredMilestone, live: Milestone | None) -> Change:
        request = SettleMilestone(
            repository=self.repository,
            title=milestone.title,
            live=live,
            description=described(milestone, live.description if live else ""),
            keys=tuple(self.lost.get(milestone.slug, ())),
        )
        place, reason = (self.repository, live), "its issues are in it again"
        fields = {"refilling": (True, False)}
        return milestone_write("update", milestone, place, fields, reason, request)


def schedule(
    repository: str,
    held: Held,
    wanted: Sequence[DesiredMilestone],
    lost: Mapping[str, Sequence[str]],
    *,
    denied: bool,
) -> Schedule:
    """Put the changes of a repository's milestones in an order.

    Args:
        repository: Its name.
        held: What it has.
        wanted: The milestones that it needs.
        lost: Slug → keys of issues that were in the milestone when it was deleted.
        denied: Whether the token may not create or change milestones.
    """
    changes: list[Change] = []
    taken = {title: one.number for title, one in held.titled.items()}
    waiting = list(wanted)
    while ready := [one for one in waiting if not denied and _is_free(one, held, taken)]:
        for milestone in ready:
            live = held.milestones.get(milestone.slug)
            if live is not None:
                taken.pop(live.title.casefold(), None)
            taken[milestone.title.casefold()] = live.number if live else 0
            refill = milestone.slug in lost
            changes += milestone_change(repository, milestone, live, refill=refill)
        waiting = [one for one in waiting if one not in ready]
    return Schedule(
        repository=repository,
        held=held,
        lost=lost,
        denied=denied,
        changes=tuple(changes),
        stuck=frozenset(one.slug for one in waiting),
    )


def _is_free(milestone: DesiredMilestone, held: Held, taken: Mapping[str, int]) -> bool:
    live = held.milestones.get(milestone.slug)
    if live is not None and live.title == milestone.title:
        return True
    holder = taken.get(milestone.title.casefold())
    return holder is None or (live is not None and holder == live.number)


def losers(desired: Desired, matched: Matched, repository: str) -> dict[str, list[str]]:
    """Slug → keys of issues that a milestone was applied to and that have none any more."""
    lost: dict[str, list[str]] = {}
    for issue in desired.issues:
        found = matched.by_key.get(issue.key)
        retired = issue.closing is not None and issue.closing.reason == "not_planned"
        if not found or retired or found.live.issue.repository != repository:
            continue
        record = found.live.record
        applied = record.milestone == issue.milestone and record.denied.milestone is None
        if issue.milestone is not None and applied and found.live.issue.milestone is None:
            lost.setdefault(issue.milestone, []).append(issue.key)
    return lost
