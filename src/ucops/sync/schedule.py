"""Which milestones have to change: in an order in which every title is free, and filled again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.github.matched import Conflict, Matched
from ucops.github.snapshot import Milestone
from ucops.sync.change import Change
from ucops.sync.desired import Desired, DesiredMilestone
from ucops.sync.milestones import Held, described, milestone_change, refilling
from ucops.sync.request import CreateMilestone, SettleMilestone


@dataclass(slots=True)
class Schedule:
    """The milestones of one repository.

    Attributes:
        lost: Slug → keys of issues that were in the milestone when it was deleted.
        denied: Whether the token may not create or change milestones.
        stuck: Slugs of milestones whose title another milestone has, or that cannot be made.
    """

    repository: str
    desired: Desired
    held: Held
    lost: Mapping[str, Sequence[str]]
    denied: bool = False
    stuck: set[str] = field(default_factory=set)

    @property
    def titles(self) -> dict[str, str]:
        """Slug → the title that a milestone has, or will have; none for one that cannot be."""
        wanted = {
            slug: one.title
            for slug, one in self.desired.milestones.items()
            if slug not in self.stuck
        }
        there = self.held.milestones
        return wanted | {slug: there[slug].title for slug in self.stuck if slug in there}

    @property
    def refilled(self) -> frozenset[str]:
        """Slugs of milestones that issues are put into again."""
        there = self.held.milestones
        return frozenset(slug for slug in self.lost if slug not in there or refilling(there[slug]))

    def changes(self, wanted: Sequence[DesiredMilestone]) -> Iterator[Change]:
        """Create and change milestones, each once its title is free."""
        if self.denied:
            self.stuck |= {one.slug for one in wanted}
            return
        taken = {title: one.number for title, one in self.held.titled.items()}
        waiting = list(wanted)
        while ready := [one for one in waiting if self._is_free(one, taken)]:
            for milestone in ready:
                live = self.held.milestones.get(milestone.slug)
                if live is not None:
                    taken.pop(live.title.casefold(), None)
                taken[milestone.title.casefold()] = live.number if live else 0
                refill = milestone.slug in self.lost
                change = milestone_change(self.repository, milestone, live, refill=refill)
                if change is not None:
                    yield change
            waiting = [one for one in waiting if one not in ready]
        self.stuck |= {one.slug for one in waiting}

    def _is_free(self, milestone: DesiredMilestone, taken: Mapping[str, int]) -> bool:
        live = self.held.milestones.get(milestone.slug)
        holder = taken.get(milestone.title.casefold())
        return holder is None or (live is not None and holder == live.number)

    def conflicts(self) -> Iterator[Conflict]:
        """Titles that two milestones would have."""
        for slug in () if self.denied else sorted(self.stuck):
            title = self.desired.milestones[slug].title
            other = self.held.titled[title.casefold()]
            yield Conflict(
                keys=(slug,),
                message=f"milestone {slug} is to be called {title!r}, as milestone "
                f"{other.number} of {self.repository} is",
                hint="rename or delete that one, or choose another title in ucops.yaml; two that "
                "change titles take two syncs, the first with a title of its own",
            )

    def settled(self, changes: Sequence[Change]) -> Iterator[Change]:
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
        for slug, milestone in self.desired.milestones.items():
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
        return Change(
            action="update",
            kind="milestone",
            key=milestone.slug,
            repository=self.repository,
            number=live.number if live else None,
            title=milestone.title,
            fields={"refilling": (True, False)},
            reason="its issues are in it again",
            request=request,
        )


def losers(desired: Desired, matched: Matched, repository: str) -> dict[str, list[str]]:
    """Slug → keys of issues that a milestone was applied to and that have none any more."""
    lost: dict[str, list[str]] = {}
    for issue in desired.issues:
        found = matched.by_key.get(issue.key)
        retired = issue.closing is not None and issue.closing.reason == "not_planned"
        if not found or retired or found.live.issue.repository != repository:
            continue
        record = found.live.body.record
        applied = record.milestone == issue.milestone and record.denied.milestone is None
        if issue.milestone is not None and applied and found.live.issue.milestone is None:
            lost.setdefault(issue.milestone, []).append(issue.key)
    return lost
