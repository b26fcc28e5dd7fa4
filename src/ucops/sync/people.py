"""Whom a plan would assign for the first time, and whether they can be assigned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from ucops.github.body import read_body
from ucops.github.protocols import Reader
from ucops.github.snapshot import Snapshot
from ucops.sync.boarding import setup_writes, trouble
from ucops.sync.change import Plan
from ucops.sync.desired import Desired
from ucops.sync.options import Options, Person
from ucops.sync.plan import plan
from ucops.sync.request import CreateIssue, SetBoard, UpdateIssue


def plan_with_people(
    desired: Desired, snapshot: Snapshot, options: Options, reader: Reader
) -> Plan:
    """A plan that asks nobody to be assigned who cannot be, and for nothing on a closed board.

    One question for each repository and one for the board. Nothing is asked when nobody new is to
    be assigned, nobody was denied before, and nothing changes on the board.
    """
    first = plan(desired, snapshot, options)
    if desired.project and any(isinstance(one.request, SetBoard) for one in first.changes):
        board, boardless = trouble(reader, desired.project)
        setup = setup_writes(board, desired.board_fields) if board else 0
        options = replace(
            options, boardless=boardless, board_setup=setup, reads=reader.counts().reads
        )
        first = plan(desired, snapshot, options)
    denied = frozenset(_denied(first))
    wanted = frozenset(_assigned(first)) | denied
    if not wanted:
        return first
    able = _assignable(reader, wanted)
    people = replace(
        options,
        assignable=denied & able,
        unassignable=wanted - able,
        reads=reader.counts().reads,
    )
    return plan(desired, snapshot, people)


def _assignable(reader: Reader, people: frozenset[Person]) -> frozenset[Person]:
    logins: dict[str, set[str]] = defaultdict(set)
    for repository, login in people:
        logins[repository].add(login)
    return frozenset(
        (repository, login)
        for repository in sorted(logins)
        for login in reader.assignable(repository, logins[repository])
    )


def _assigned(first: Plan) -> Iterator[Person]:
    for change in first.changes:
        request = change.request
        if isinstance(request, CreateIssue):
            yield from ((request.repository, login) for login in request.assignees)
        elif isinstance(request, UpdateIssue):
            new = {*request.fields.get("assignees", ())} - {*request.issue.assignees}
            yield from ((request.issue.repository, login) for login in new)


def _denied(first: Plan) -> Iterator[Person]:
    """People that GitHub would not take before: they may have got access since."""
    for key, issue in first.known.items():
        wanted = first.wanted.get(key)
        for login in read_body(issue).record.denied.assignees:
            if login == wanted:
                yield issue.repository, login
