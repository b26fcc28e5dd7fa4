"""From desired state and snapshot to a plan: pure, and the same for the same input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ucops.github.labels import STATUS
from ucops.github.matched import DUPLICATE, Conflict, Live, Matched
from ucops.github.matching import match
from ucops.github.snapshot import Issue, Snapshot
from ucops.sync.adoption import other_than_named
from ucops.sync.board import board_change, status_change
from ucops.sync.change import Change, Plan, Warned
from ucops.sync.denials import denied_ground, ground_warnings, said_once, unmade
from ucops.sync.desired import Desired, DesiredIssue
from ucops.sync.estimate import estimate
from ucops.sync.issues import close_duplicate, issue_changes, new_issue
from ucops.sync.label_changes import label_changes
from ucops.sync.links import Links
from ucops.sync.merge import Ground
from ucops.sync.milestones import ending, held
from ucops.sync.options import Options
from ucops.sync.orphans import Orphans, orphan
from ucops.sync.remarks import LACKING, gone_text, likely_renames, strangers, strays
from ucops.sync.request import CreateIssue, ListTasks, SetBoard
from ucops.sync.schedule import Schedule, losers
from ucops.sync.selected import people, selected
from ucops.sync.tasks import list_change, listing_tasks, task_list

PAGE = 100
"""Issues on one page of a listing."""


def plan(desired: Desired, snapshot: Snapshot, options: Options | None = None) -> Plan:
    """Say what has to change on GitHub.

    Args:
        desired: What the files want.
        snapshot: What GitHub holds.
        options: What is asked for.

    Raises:
        UsageError: A use case of `options.only` is not there.
    """
    return _Planning(desired, snapshot, options or Options()).run()


def files_anything(found: Plan) -> bool:
    """Whether a plan files an issue: what it takes for missing has to be missing for sure."""
    return any(isinstance(change.request, CreateIssue) for change in found.changes)


class _Planning:
    """One plan in the making."""

    def __init__(self, desired: Desired, snapshot: Snapshot, options: Options) -> None:
        self.desired = desired
        self.snapshot = snapshot
        self.options = options
        self.matched: Matched = match(desired.issues, snapshot)
        self.conflicts = [*self.matched.conflicts]
        self.undecided = {*self.matched.undecided}
        self.selected = selected(desired, self.matched, options)
        self.orphans = Orphans(
            [live for live in self.matched.orphans if self._concerns(live.issue.key or "")]
        )
        self.held = {
            name: held(snapshot, name, desired.milestones) for name in self._repositories()
        }
        self.denied = denied_ground(self.matched, snapshot.rights)
        self.schedules = {
            name: Schedule(
                name,
                desired,
                there,
                losers(desired, self.matched, name),
                denied="milestones" in self.denied[name],
            )
            for name, there in self.held.items()
        }
        self.gone = {gone.key: gone for gone in snapshot.gone if gone.key}
        self.warnings: list[Warned] = [
            *strangers(desired, snapshot),
            *strays(self.matched),
            *ground_warnings(self.denied),
        ]
        self.links = Links(desired, snapshot, self.matched, self.undecided, self.warnings)
        remarks = [LACKING[feature] for feature in snapshot.lacks]
        for remark in (*remarks, self.options.boardless):
            if remark:
                self._warn("", remark)

    def run(self) -> Plan:
        changes = tuple(chain(self._grounds(), self._use_cases(), self._orphaned()))
        for schedule in self.schedules.values():
            changes = (*changes, *schedule.settled(changes))
        changes = (*changes, *self._endings(changes))
        self.warnings += likely_renames(changes, self.orphans.open)
        matched = self.matched
        conflicts = [one for one in self.conflicts if self._concerns(*one.keys)]
        return Plan(
            repository=self.desired.repository,
            changes=changes,
            orphans=tuple(orphan(live) for live in self.orphans.open),
            conflicts=tuple(sorted(conflicts, key=lambda one: (one.keys, one.message))),
            warnings=said_once(self.warnings),
            estimate=estimate(changes, self._reads(), self.options),
            open_issues=matched.open_issues,
            known={**{key: it.issue for key, it in self.orphans.by_key.items()}, **self._known()},
            task_lists=self._task_lists(),
            board_fields=self.desired.board_fields,
            wanted={issue.key: issue.assignee for issue in self._planned()},
        )

    def _reads(self) -> int:
        """Requests for a reading: as counted, else as the snapshot's size lets expect."""
        pages = -(-self.snapshot.listed // PAGE) + len(self.held)
        return self.options.reads or pages + 1

    def _concerns(self, *keys: str) -> bool:
        only = self.options.only
        return not only or any(key.partition("/")[0] in only for key in keys)

    def _repositories(self) -> tuple[str, ...]:
        """Where issues are filed, or live, as far as it is known what there is."""
        others = {issue.repository for issue in self.desired.issues}
        lived_in = {found.live.issue.repository for found in self.matched.by_key.values()}
        others |= lived_in & {*self.snapshot.repositories}
        return (self.desired.repository, *sorted(others - {self.desired.repository}))

    # Labels and milestones

    def _grounds(self) -> Iterator[Change]:
        wanted = [issue for issue in self._planned() if self._filed(issue)]
        for repository in self.held:
            here = [issue for issue in wanted if self._at(issue) == repository]
            if here and "labels" not in self.denied[repository]:
                names = {*STATUS, *chain.from_iterable(issue.labels for issue in here)}
                labels = [self.desired.labels[name] for name in names]
                yield from label_changes(repository, labels, self.held[repository].labels)
        for repository in self.held:
            here = [issue for issue in wanted if self._at(issue) == repository]
            yield from self._milestones(repository, here)

    def _milestones(self, repository: str, here: list[DesiredIssue]) -> Iterator[Change]:
        used = {issue.milestone for issue in here}
        everything = repository == self.desired.repository and not self.options.only
        wanted = [
            milestone
            for slug, milestone in self.desired.milestones.items()
            if everything or slug in used
        ]
        schedule = self.schedules[repository]
        yield from schedule.changes(wanted)
        self.conflicts += schedule.conflicts()

    def _endings(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Milestones that are over; looked at only when everything is planned for."""
        if self.options.only or self.conflicts:
            return
        moved = {
            one.key: one.fields["state"][1]
            for one in changes
            if "state" in one.fields and getattr(one.request, "reason", "") != "duplicate"
        }
        for repository, there in self.held.items():
            if "milestones" in self.denied[repository]:
                continue
            here = [issue for issue in self.desired.issues if self._at(issue) == repository]
            used = {issue.milestone for issue in here}
            open_ = {issue.milestone for issue in here if not self._over(issue, moved)}
            for slug, milestone in self.desired.milestones.items():
                if slug in used:
                    live = there.milestones.get(slug)
                    yield from ending(repository, milestone, live, changes, over=slug not in open_)

    def _over(self, issue: DesiredIssue, moved: Mapping[str, str]) -> bool:
        """Whether an item's issue is closed, or is closed by these changes or never filed."""
        if issue.key in moved:
            return moved[issue.key] == "closed"
        found = self.matched.by_key.get(issue.key)
        return found.live.issue.state == "closed" if found else issue.closing is not None

    def _at(self, issue: DesiredIssue) -> str:
        found = self.matched.by_key.get(issue.key)
        return found.live.issue.repository if found else issue.repository

    # Issues

    def _planned(self) -> Iterator[DesiredIssue]:
        undecided = self.undecided
        for use_case in self.selected:
            for issue in self.desired.use_cases[use_case]:
                if issue.key not in undecided:
                    yield issue

    def _filed(self, issue: DesiredIssue) -> bool:
        """Whether it has an issue that is kept in step, or gets one."""
        if issue.closing is None:
            return True
        return issue.key in self.matched.by_key and issue.closing.reason == "completed"

    def _use_cases(self) -> Iterator[Change]:
        for use_case in self.selected:
            issues = self._listed(self.desired.use_cases[use_case])
            created, boarded = False, []
            for issue in issues:
                if issue.key in self.undecided:
                    continue
                for change in self._issue(issue):
                    if isinstance(change.request, SetBoard):
                        boarded.append(replace(change, use_case=use_case))
                        continue
                    created |= change.action in ("create", "adopt") and change.kind == "item"
                    yield replace(change, use_case=use_case)
            if created and self._lacks("sub_issues"):
                yield from self._task_list(issues)
            yield from self.links.dependencies(issues)
            yield from boarded

    def _lacks(self, feature: str) -> bool:
        return feature in self.snapshot.lacks

    def _items(self, issues: Sequence[DesiredIssue]) -> tuple[str, ...]:
        return tuple(issue.key for issue in issues if issue.parent and self._filed(issue))

    def _listed(self, issues: Sequence[DesiredIssue]) -> Sequence[DesiredIssue]:
        """The issues, the epic with a list of its items where there are no sub-issues."""
        if not self._lacks("sub_issues"):
            return issues
        epic, *items = issues
        return (listing_tasks(epic, self._known(), self._items(issues)), *items)

    def _task_list(self, issues: Sequence[DesiredIssue]) -> Iterator[Change]:
        epic = issues[0]
        found = self.matched.by_key.get(epic.key)
        request = task_list(epic, self._items(issues))
        if request and epic.key not in self.undecided:
            yield list_change(epic, request, found.live.issue.number if found else None)

    def _known(self) -> Mapping[str, Issue]:
        return {key: found.live.issue for key, found in self.matched.by_key.items()}

    def _task_lists(self) -> Mapping[str, ListTasks]:
        lists = (
            task_list(issues[0], self._items(issues))
            for issues in (self.desired.use_cases[use_case] for use_case in self.selected)
        )
        return {one.epic: one for one in lists if one is not None}

    def _issue(self, issue: DesiredIssue) -> Iterator[Change]:
        ground = self._ground(issue)
        found = self.matched.by_key.get(issue.key)
        if found is None:
            if issue.closing is None:
                yield from self._new(issue, ground)
            return
        self.warnings += other_than_named(issue, self.matched)
        changes = tuple(issue_changes(issue, found, ground, self._blame))
        yield from changes
        if issue.key in self.undecided:
            return
        if issue.closing is None or issue.closing.reason == "completed":
            self.links.exists(issue.key)
            yield from self.links.parent(issue, found.live)
            yield from self._board(issue, found.live, changes)
        else:
            yield from self._status(issue.key, found.live, changes)
        for other in self.matched.duplicates.get(issue.key, ()):
            if other.issue.state == "open" and not other.body.record.closed.startswith(DUPLICATE):
                yield close_duplicate(issue, other, found.live)

    def _new(self, issue: DesiredIssue, ground: Ground) -> Iterator[Change]:
        if issue.parent in self.undecided:
            self._warn(issue.key, f"is not filed while {issue.parent} is undecided")
            return
        self.links.exists(issue.key)
        filed = issue if self.links.has_room(issue) else replace(issue, parent=None)
        yield new_issue(filed, ground, self._gone_reason(issue), self._blame)
        yield from self._board(issue, None)

    def _board(
        self, issue: DesiredIssue, live: Live | None, changes: Sequence[Change] = ()
    ) -> Iterator[Change]:
        if self._project and (made := board_change(issue, live, self._project, changes)):
            yield made

    def _status(self, key: str, live: Live, changes: Sequence[Change]) -> Iterator[Change]:
        if self._project and (made := status_change(key, live, self._project, changes)):
            yield made

    @property
    def _project(self) -> str | None:
        """The board, where one is wanted and can be kept."""
        out = self._lacks("boards") or self.options.boardless
        return None if out else self.desired.project

    def _gone_reason(self, issue: DesiredIssue) -> str:
        gone = self.gone.get(issue.key)
        if gone is None:
            return "not filed yet"
        text = gone_text(gone)
        self._warn(issue.key, f"{text}; it is filed anew")
        return text

    def _ground(self, issue: DesiredIssue) -> Ground:
        schedule = self.schedules.get(self._at(issue), self.schedules[issue.repository])
        return Ground(
            main=self.desired.repository,
            ours=self.desired.vocabulary,
            titles=schedule.titles,
            slugs={one.title: slug for slug, one in schedule.held.milestones.items()},
            refilled=schedule.refilled,
            rights=self.snapshot.rights.get(schedule.repository, ""),
            unmade=unmade(
                self.denied[schedule.repository], self.desired.labels, schedule.held.labels
            ),
            types="types" not in self.snapshot.lacks,
            assignable=people(self.options.assignable, issue.repository),
            unassignable=people(self.options.unassignable, issue.repository),
        )

    def _warn(self, key: str, message: str) -> None:
        self.warnings.append(Warned(key=key, message=message))

    def _blame(self, key: str, message: str, hint: str) -> None:
        """Note a warning, or with a hint a conflict."""
        if hint:
            self.conflicts.append(Conflict(keys=(key,), message=message, hint=hint))
            self.undecided.add(key)
        else:
            self._warn(key, message)

    # What the files do not want

    def _orphaned(self) -> Iterator[Change]:
        closings = self.orphans.closings() if self.options.close_orphans else {}
        yield from closings.values()
        for key, live in self.orphans.by_key.items():
            closing = closings.get(live.reference)
            if closing or live.issue.state == "closed":
                yield from self._status(key, live, (closing,) if closing else ())
