"""A plan that has asked GitHub who can be assigned, and whether the board can be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ucops.github.errors import MissingPermissionError, NotFoundError, UnsupportedError
from ucops.github.protocols import Board, BoardField, Reader
from ucops.github.snapshot import Snapshot
from ucops.sync.card_record import unfit_on
from ucops.sync.change import Plan
from ucops.sync.desired import Desired
from ucops.sync.estimate import typed_in
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
    """A plan that asks for nobody, no issue type and no board field that is not to be had.

    One question for each repository whose people or issue types are asked for, and one for the
    board. Nothing is asked when nobody new is to be assigned, no type is to be set, nothing was
    denied before, and nothing changes on the board.
    """
    before, first = options, plan(desired, snapshot, options)
    if desired.project and (_concerns_board(first) or first.board_doubts):
        options = _with_board(options, desired, first.board_doubts, reader)
    if typed := typed_in(first.changes) | first.untyped:
        options = replace(options, types={name: reader.types(name) for name in sorted(typed)})
    wanted = frozenset(_assigned(first)) | first.refused
    if wanted:
        able = _assignable(reader, wanted)
        options = replace(options, assignable=first.refused & able, unassignable=wanted - able)
    if options is before:
        return first
    return plan(desired, snapshot, replace(options, reads=reader.counts().reads))


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
    options = replace(options, boardless=boardless)
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
