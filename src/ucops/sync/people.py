"""A plan that has asked GitHub who can be assigned, and whether the board can be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ucops.github.body import read_body
from ucops.github.errors import MissingPermissionError, NotFoundError, UnsupportedError
from ucops.github.protocols import Board, BoardField, Reader
from ucops.github.snapshot import Snapshot
from ucops.sync.card_record import unfit_on
from ucops.sync.change import Plan
from ucops.sync.desired import Desired
from ucops.sync.options import Options, Person
from ucops.sync.plan import plan
from ucops.sync.request import CreateIssue, SetBoard, UpdateIssue

READ_ONLY = (
    "the token may read it and not write to it; that takes the right to write to the "
    "organisation's projects (`project` for a classic token)"
)


def plan_with_people(
    desired: Desired, snapshot: Snapshot, options: Options, reader: Reader
) -> Plan:
    """A plan that asks nobody to be assigned who cannot be, and for nothing on a closed board.

    One question for each repository and one for the board. Nothing is asked when nobody new is to
    be assigned, nobody was denied before, and nothing changes on the board.
    """
    first = plan(desired, snapshot, options)
    if desired.project and (_concerns_board(first) or first.board_doubts):
        options = _with_board(options, desired, first.board_doubts, reader)
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


def _board(reader: Reader, project: str) -> tuple[Board | None, str]:
    """The board, or why nothing can be kept on it: told, and no reason to stop."""
    nothing = f"nothing is kept on the board {project}"
    try:
        board = reader.board(project)
    except (MissingPermissionError, NotFoundError, UnsupportedError) as error:
        return None, "; ".join(part for part in (f"{nothing}: {error.message}", error.hint) if part)
    return (board, "") if board.writable else (None, f"{nothing}: {READ_ONLY}")


def _concerns_board(first: Plan) -> bool:
    return any(isinstance(one.request, SetBoard) for one in first.changes)


def _with_board(
    options: Options, desired: Desired, doubts: Iterable[tuple[str, str]], reader: Reader
) -> Options:
    """The options with what the board can hold."""
    board, boardless = _board(reader, desired.project or "")
    options = replace(options, boardless=boardless, reads=reader.counts().reads)
    if board is None or boardless:
        return options
    unfit = unfit_on(board, desired.board_fields, doubts)
    fields = [field for field in desired.board_fields if field.name not in unfit]
    return replace(
        options,
        board_unfit=unfit,
        board_setup=_setup_writes(board, fields),
        board_remarks=tuple(_remarks(board, desired, unfit)),
    )


def _remarks(board: Board, desired: Desired, unfit: Mapping[str, str]) -> Iterator[str]:
    """Fields of the board that are not as they would be made."""
    fields = [(one, board.named(one.name)) for one in desired.board_fields]
    texts = [one.name for one, there in fields if there and there.kind == "text" != one.kind]
    if texts:
        names = ", ".join(texts)
        yield f"the board {desired.project} has a text field for {names}: it is written as text"
    if unfit:
        names, why = (
            ", ".join(unfit),
            "a field of that name is of another kind, or there is no room",
        )
        hint = "rename or delete that field"
        yield f"the board {desired.project} does not hold {names}: {why}; {hint}"


def _setup_writes(board: Board, wanted: Iterable[BoardField]) -> int:
    """How many writes it takes to give the board its fields and options."""
    lacking = 0
    for one in wanted:
        there = board.named(one.name)
        select = there is None or there.kind == one.kind
        lacking += there is None or (select and bool(one.options.keys() - there.options.keys()))
    return lacking
