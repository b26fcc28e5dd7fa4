"""What somebody should decide: said in status, report and index, never done by ucops itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ucops.github.body import is_shortened
from ucops.github.snapshot import Issue
from ucops.progress.programme import Programme, UseCaseProgress

Kind = Literal["epic-complete", "epic-closed", "given-up", "shortened", "orphan", "duplicate"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to decide.

    Attributes:
        kind: `epic-complete`: all is done, and the epic is still open. `epic-closed`: the epic is
            closed, and work is still to come. `given-up`: closed as not planned, though the files
            want it. `shortened`: its text is too long for an issue. `orphan`: the files do not ask
            for it. `duplicate`: another issue has its key.
        key: The key that it is about.
        issue: The issue to look at.
    """

    kind: Kind
    key: str
    issue: Issue


def remarks(programme: Programme) -> tuple[Remark, ...]:
    """Everything to decide: use case by use case, then what is left on GitHub."""
    return (
        *(remark for one in programme.use_cases for remark in of_use_case(one)),
        *_left("orphan", programme.filed.orphans),
        *_left("duplicate", programme.filed.duplicates),
    )


def of_use_case(one: UseCaseProgress) -> Iterator[Remark]:
    """What is to be decided about one use case."""
    if one.epic and one.epic.state == "open" and one.count.complete:
        yield Remark("epic-complete", one.entry.id, one.epic)
    if one.epic and one.epic.state == "closed" and any(standing.open for standing in one.items):
        yield Remark("epic-closed", one.entry.id, one.epic)
    for standing in one.items:
        if standing.state == "dropped" and standing.issue:
            yield Remark("given-up", standing.item.key, standing.issue)
    if one.epic and is_shortened(one.epic.body):
        yield Remark("shortened", one.entry.id, one.epic)
    for standing in one.items:
        if standing.issue and is_shortened(standing.issue.body):
            yield Remark("shortened", standing.item.key, standing.issue)


def _left(kind: Kind, issues: Iterable[Issue]) -> Iterator[Remark]:
    return (Remark(kind, issue.key or "", issue) for issue in issues)
