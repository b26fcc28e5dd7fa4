"""From desired state and snapshot to a plan: pure, and the same for the same input."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ucops.github.matched import Conflict, Live
from ucops.github.matching import left_alone
from ucops.github.refusals import UNARCHIVE
from ucops.github.snapshot import Issue, Snapshot
from ucops.sync.board import CardChanges
from ucops.sync.change import Change, Plan, Warned
from ucops.sync.denials import ground_warnings, said_once
from ucops.sync.desired import Desired
from ucops.sync.estimate import estimate
from ucops.sync.links import Links
from ucops.sync.options import Options
from ucops.sync.orphans import first_by_key, orphan, orphan_changes
from ucops.sync.remarks import LACKING, decisions, likely_renames, strangers, strays
from ucops.sync.repositories import Repository, endings, repositories, twins
from ucops.sync.request import CreateIssue, ListTasks
from ucops.sync.situation import Notes, Situation, situation
from ucops.sync.tasks import task_list
from ucops.sync.use_cases import UseCases

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
    options = options or Options()
    found = _plan(desired, snapshot, options)
    stuck = {one.key for one in found.changes if _is_stuck(one, snapshot) and one.use_case}
    if stuck:
        return _plan(desired, snapshot, replace(options, stuck=frozenset(stuck)))
    return found


def _is_stuck(change: Change, snapshot: Snapshot) -> bool:
    """Whether it is in an archived repository beside the main one, where nothing can be written."""
    return change.repository != snapshot.repository and change.repository in snapshot.archived


def _plan(desired: Desired, snapshot: Snapshot, options: Options) -> Plan:
    here = situation(desired, snapshot, options)
    there = repositories(here)
    orphans = [live for live in here.matched.orphans if here.concerns(live.issue.key or "")]
    left = [live for live in orphans if live.issue.state == "open"]
    notes = Notes(
        [*_warnings(here), *ground_warnings(here.denied)],
        [*here.matched.conflicts],
        {*here.matched.undecided},
    )
    _leave_stuck(here, notes)
    cards = CardChanges(here.project, here.options.board_unfit) if here.project else None
    changes = _changes(here, there, orphans, notes, cards)
    notes.warnings += twins(there.values())
    notes.warnings += likely_renames(changes, left)
    notes.warnings += cards.warnings() if cards else ()
    conflicts = [one for one in notes.conflicts if here.concerns(*one.keys)]
    return Plan(
        repository=desired.repository,
        changes=changes,
        orphans=tuple(orphan(live) for live in left),
        conflicts=tuple(sorted(conflicts, key=lambda one: (one.keys, one.message))),
        warnings=said_once(notes.warnings),
        estimate=estimate(changes, _reads(here, there), here.options),
        managed=here.matched.managed,
        known={**_issues(first_by_key(orphans)), **here.known},
        task_lists=_task_lists(here),
        board_fields=desired.board_fields,
        board_doubts=frozenset(cards.doubts) if cards else frozenset(),
        refused=frozenset(notes.refused),
        untyped=frozenset(notes.untyped),
    )


def _leave_stuck(here: Situation, notes: Notes) -> None:
    """Leave the keys alone whose issues would change in an archived repository."""
    places: dict[str, list[str]] = defaultdict(list)
    for issue in here.desired.issues:
        if issue.key in here.options.stuck and issue.key not in notes.undecided:
            places[here.at(issue)].append(issue.key)
    for name, keys in places.items():
        message = f"{name} is archived and read-only: {left_alone(keys)}"
        notes.conflicts.append(Conflict(keys=tuple(sorted(keys)), message=message, hint=UNARCHIVE))
        notes.undecided.update(keys)


def files_anything(found: Plan) -> bool:
    """Whether a plan files an issue: what it takes for missing has to be missing for sure."""
    return any(isinstance(change.request, CreateIssue) for change in found.changes)


def _changes(
    here: Situation,
    there: Mapping[str, Repository],
    orphans: Sequence[Live],
    notes: Notes,
    cards: CardChanges | None,
) -> tuple[Change, ...]:
    """The changes in order: what others need comes first."""
    labels = [change for one in there.values() for change in one.labels(here)]
    milestones = [change for one in there.values() for change in one.schedule.changes]
    for one in there.values():
        notes.conflicts += one.schedule.conflicts(one.milestones)
    gone = {one.key: one for one in here.snapshot.gone if one.key}
    issues = UseCases(here, there, notes, Links(here, notes), cards, gone).changes()
    changes = (*labels, *milestones, *issues, *orphan_changes(here, orphans, cards))
    for one in there.values():
        changes = (*changes, *one.schedule.settled(one.milestones, changes))
    everything = not (here.options.only or notes.conflicts)
    changes = (*changes, *endings(here, there, changes, closing=everything))
    return tuple(one for one in changes if one.use_case or not _is_stuck(one, here.snapshot))


def _warnings(here: Situation) -> Iterator[Warned]:
    yield from strangers(here.desired, here.snapshot)
    yield from strays(here.matched)
    yield from decisions((here.desired.use_cases[name] for name in here.selected), here.matched)
    lacking = [LACKING[feature] for feature in here.snapshot.lacks]
    remarks = (*_aside(here), *lacking, here.options.boardless, *here.options.board_remarks)
    for remark in filter(None, remarks):
        yield Warned(key="", message=remark)


def _aside(here: Situation) -> Iterator[str]:
    """Repositories that cannot be read, and in which nothing is wanted now."""
    told = tuple(one.message for one in here.matched.conflicts)
    for there in here.snapshot.unreachable:
        if not any(message.startswith(there.why) for message in told):
            yield f"{there.why}; {there.hint}"


def _reads(here: Situation, there: Mapping[str, Repository]) -> int:
    """Requests for a reading: as counted, else as the snapshot's size lets expect."""
    pages = -(-here.snapshot.listed // PAGE) + len(there)
    return here.options.reads or pages + 1


def _issues(lives: Mapping[str, Live]) -> Mapping[str, Issue]:
    return {key: live.issue for key, live in lives.items()}


def _task_lists(here: Situation) -> Mapping[str, ListTasks]:
    every = (here.desired.use_cases[use_case] for use_case in here.selected)
    lists = (task_list(issues[0], here.items(issues)) for issues in every)
    return {one.epic: one for one in lists if one is not None}
