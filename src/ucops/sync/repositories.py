"""The repositories of a plan: their labels and milestones, and what an issue finds there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ucops.github.labels import STATUS
from ucops.sync.change import Change, Warned
from ucops.sync.denials import unmade
from ucops.sync.desired import DesiredIssue, DesiredMilestone
from ucops.sync.label_changes import label_changes
from ucops.sync.merge import Ground
from ucops.sync.milestone_order import Schedule, losers, schedule
from ucops.sync.milestones import Held, as_held, ending, held
from ucops.sync.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """One repository of a plan.

    Attributes:
        held: Its labels and milestones.
        denied: What of it the token may not keep: `labels`, `milestones`.
        milestones: Slug → milestone as it can be there.
        schedule: What becomes of its milestones.
        filed: The issues of the plan that are kept in step there.
    """

    name: str
    held: Held
    denied: frozenset[str]
    milestones: Mapping[str, DesiredMilestone]
    schedule: Schedule
    filed: tuple[DesiredIssue, ...]

    def labels(self, situation: Situation) -> Iterator[Change]:
        """What changes in its labels."""
        if self.filed and "labels" not in self.denied:
            names = {*STATUS, *chain.from_iterable(issue.labels for issue in self.filed)}
            wanted = [situation.desired.labels[name] for name in names]
            yield from label_changes(self.name, wanted, self.held.labels)

    def ground(self, situation: Situation, home: str) -> Ground:
        """What the comparison of an issue stands on that is there.

        Args:
            situation: What the plan stands on.
            home: Where new issues of its kind are filed, whose people count.
        """
        return Ground(
            main=situation.desired.repository,
            ours=situation.desired.vocabulary,
            titles=self.schedule.titles(self.milestones),
            slugs={one.title: slug for slug, one in self.held.milestones.items()},
            refilled=self.schedule.refilled,
            rights=situation.snapshot.rights.get(self.name, ""),
            unmade=unmade(self.denied, situation.desired.labels, self.held.labels),
            lacks=frozenset(situation.snapshot.lacks),
            kinds=situation.options.types.get(self.name),
            assignable=_people(situation.options.assignable, home),
            unassignable=_people(situation.options.unassignable, home),
        )


def repositories(situation: Situation) -> Mapping[str, Repository]:
    """Where issues are filed, or live, as far as it is known what there is; the main one first."""
    main, matched = situation.desired.repository, situation.matched
    others = {issue.repository for issue in situation.desired.issues}
    lived_in = {found.live.issue.repository for found in matched.by_key.values()}
    others |= lived_in & {*situation.snapshot.repositories}
    filed = [issue for issue in situation.planned if situation.filed(issue)]
    found = {}
    for name in (main, *sorted(others - {main})):
        here = tuple(issue for issue in filed if situation.at(issue) == name)
        there = held(situation.snapshot, name, situation.desired.milestones)
        wanted = situation.desired.milestones
        milestones = {slug: as_held(one, there) for slug, one in wanted.items()}
        denied = situation.denied.get(name, frozenset())
        found[name] = Repository(
            name=name,
            held=there,
            denied=denied,
            milestones=milestones,
            schedule=schedule(
                name,
                there,
                _milestones(situation, name, here, milestones),
                losers(situation.desired, matched, name),
                denied="milestones" in denied,
            ),
            filed=here,
        )
    return found


def _milestones(
    situation: Situation,
    name: str,
    filed: Sequence[DesiredIssue],
    wanted: Mapping[str, DesiredMilestone],
) -> list[DesiredMilestone]:
    """The milestones that a repository needs: all in the main one, else those in use."""
    used = {issue.milestone for issue in filed}
    everything = name == situation.desired.repository and not situation.options.only
    return [milestone for slug, milestone in wanted.items() if everything or slug in used]


def endings(
    situation: Situation,
    every: Mapping[str, Repository],
    changes: Sequence[Change],
    *,
    closing: bool,
) -> Iterator[Change]:
    """Milestones that are over once these changes are made, or not over any more.

    Args:
        situation: What the plan stands on.
        every: Its repositories.
        changes: What the plan does before.
        closing: Whether everything is planned for, so that it is known whether one is over.
    """
    moved = {
        one.key: one.fields["state"][1]
        for one in changes
        if "state" in one.fields and getattr(one.request, "reason", "") != "duplicate"
    }
    for name, there in every.items():
        if "milestones" in there.denied:
            continue
        here = [issue for issue in situation.desired.issues if situation.at(issue) == name]
        used = {issue.milestone for issue in here}
        open_ = {issue.milestone for issue in here if not _over(situation, issue, moved)}
        for slug, milestone in there.milestones.items():
            if slug in used:
                live = there.held.milestones.get(slug)
                over = closing and slug not in open_
                yield from ending(name, milestone, live, changes, over=over)


def _over(situation: Situation, issue: DesiredIssue, moved: Mapping[str, str]) -> bool:
    """Whether an item's issue is closed, or is closed by these changes or never filed."""
    if issue.key in moved:
        return moved[issue.key] == "closed"
    found = situation.matched.by_key.get(issue.key)
    return found.live.issue.state == "closed" if found else issue.closing is not None


def _people(known: frozenset[tuple[str, str]], repository: str) -> frozenset[str]:
    """The logins of one repository among pairs of repository and login."""
    return frozenset(login for name, login in known if name == repository)


def twins(every: Iterable[Repository]) -> Iterator[Warned]:
    """Milestones whose titles differ only in case, once for each of them."""
    for there in every:
        for slug, milestone in there.milestones.items():
            if milestone.title.casefold() in there.held.twins:
                used = there.held.milestones.get(slug)
                number = f" {used.number}" if used else ""
                text = f"{there.name} has several milestones called {milestone.title!r} but for "
                text += f"letter case: {slug} is milestone{number}; delete the other"
                yield Warned(key="", message=text)
