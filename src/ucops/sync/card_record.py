"""What an issue remembers of its card on the Projects board, in its marker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ucops.github.protocols import Board, BoardField
from ucops.github.snapshot import Issue
from ucops.sync.request import SetBoard

PROJECT = "project"
"""Under which name an issue remembers which board its values were set on."""

ISSUE = "issue"
"""Under which name it remembers whose values they are: a body may be copied."""

UNFIT = "unfit"
"""Under which name it remembers the fields that the board cannot hold."""

ARCHIVED = "archived"
"""Under which name it remembers what was to be set on a card that is archived."""

RESERVED = frozenset({PROJECT, ISSUE, UNFIT, ARCHIVED})


@dataclass(frozen=True, slots=True)
class Noted:
    """What an issue remembers of its card.

    Attributes:
        values: Field → value as set for this issue on this board.
        unfit: Field that the board could not hold → how the board was then.
        archived: What was to be set when the card was found to be archived, as `sealed` says it.
    """

    values: Mapping[str, str]
    unfit: Mapping[str, str]
    archived: str = ""

    @classmethod
    def of(cls, record: Mapping[str, str], project: str, issue: Issue) -> Noted:
        """What is remembered; nothing where that is of another board, or of a copied body."""
        if (record.get(PROJECT), record.get(ISSUE)) != (project, issue.place):
            return cls({}, {})
        pairs = (pair.partition("=") for pair in record.get(UNFIT, "").split(", ") if pair)
        unfit = {name: state for name, _, state in pairs}
        values = {name: value for name, value in record.items() if name not in RESERVED}
        return cls(values, unfit, record.get(ARCHIVED, ""))


def remembered(
    request: SetBoard, issue: Issue, unfit: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What an issue remembers of its values on the board.

    Args:
        request: What was set.
        issue: Whose values they are.
        unfit: Fields that the board could not hold, and how the board is.
    """
    unfit = {**request.unfit, **(unfit or {})}
    values = {name: value for name, value in request.values.items() if name not in unfit}
    of = {PROJECT: request.project, ISSUE: issue.place}
    told = ", ".join(f"{name}={state}" for name, state in sorted(unfit.items()))
    return {**values, **of, **({UNFIT: told} if told else {})}


def remembered_archived(
    request: SetBoard, issue: Issue, record: Mapping[str, str]
) -> dict[str, str]:
    """The same for a card that is archived: what it holds, and what was to be set."""
    values = Noted.of(record, request.project, issue).values
    now = replace(request, values=values)
    return {**remembered(now, issue), ARCHIVED: sealed(request.values)}


def sealed(values: Mapping[str, str]) -> str:
    """A short sign for values: the same for the same ones."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


def state_of(board: Board, field: BoardField) -> str:
    """What has to change about a board before it is worth trying again to give it a field."""
    there = board.named(field.name)
    return there.kind if there else f"{len(board.fields)}/{len(field.options)}"


def unfit_on(
    board: Board, wanted: Sequence[BoardField], before: Iterable[tuple[str, str]]
) -> Mapping[str, str]:
    """Field that the board cannot hold → how the board is.

    Args:
        board: As it is read.
        wanted: The fields that it should have.
        before: Fields that an earlier run could not give it, and how it was then.
    """
    misfits, before = board.misfits(wanted), frozenset(before)
    states = {field.name: state_of(board, field) for field in wanted}
    return {
        name: state for name, state in states.items() if name in misfits or (name, state) in before
    }
