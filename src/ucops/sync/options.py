"""What a plan is asked for, besides the files and the snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ucops.model.config import Limits

Person = tuple[str, str]
"""Repository and login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to plan.

    Attributes:
        only: Use cases to plan for; empty for all.
        close_orphans: Whether open orphans are closed.
        stuck: Keys whose issues are in an archived repository, and would be changed.
        assignable: People denied before who can be assigned now.
        unassignable: People who are to be assigned and cannot be.
        types: Repository → the issue types that there are, where that was asked.
        boardless: Why nothing is kept on the Projects board, or an empty string.
        board_setup: Writes that the board's own fields take.
        board_unfit: Field that the board cannot hold → how it is; None where it was not read.
        board_remarks: What is worth knowing of its fields.
        reads: Requests that reading GitHub took, for the estimate.
        limits: For the estimate of the time.
    """

    only: frozenset[str] = frozenset()
    close_orphans: bool = False
    stuck: frozenset[str] = frozenset()
    assignable: frozenset[Person] = frozenset()
    unassignable: frozenset[Person] = frozenset()
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    boardless: str = ""
    board_setup: int = 0
    board_unfit: Mapping[str, str] | None = None
    board_remarks: tuple[str, ...] = ()
    reads: int = 0
    limits: Limits = field(default_factory=Limits)
