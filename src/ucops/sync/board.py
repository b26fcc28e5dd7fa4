"""The Projects board: an issue's values, and when they have to be set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ucops.github.snapshot import Issue
from ucops.sync.change import Change
from ucops.sync.desired import DesiredIssue
from ucops.sync.match import Live
from ucops.sync.request import SetBoard

PROJECT = "project"
"""Under which name an issue remembers which board its values were set on."""

LABELLED = {
    "status:blocked": "Blocked",
    "status:in-review": "In Review",
    "status:in-progress": "In Progress",
}
"""The people's labels, the strongest first, and what the board shows for them."""


def status(issue: Issue | None, *, closing: bool, opening: bool = False) -> str:
    """What the board shows for an issue's state after the run, and for the people's labels."""
    if issue is None:
        return "Todo"
    if closing:
        return "Done"
    if issue.state == "closed" and not opening:
        return "Done" if issue.state_reason in ("completed", None) else "Dropped"
    labels = {name.casefold() for name in issue.labels}
    return next((shown for name, shown in LABELLED.items() if name in labels), "Todo")


def applied(record: Mapping[str, str], project: str) -> dict[str, str]:
    """What is remembered as set on this board; nothing where it was another one."""
    if record.get(PROJECT, project) != project:
        return {}
    return {name: value for name, value in record.items() if name != PROJECT}


def board_change(
    wanted: DesiredIssue, live: Live | None, project: str, changes: Sequence[Change] = ()
) -> Change | None:
    """Put an issue's values on the board when they are not those last set.

    Args:
        wanted: The issue as the files want it.
        live: The issue as it is, or None.
        project: The board.
        changes: What is done to the issue before.
    """
    closing = any(change.action == "close" for change in changes)
    opening = any(change.fields.get("state") == ("closed", "open") for change in changes)
    now = applied(live.body.record.board, project) if live else {}
    issue = live.issue if live else None
    then = {**wanted.board, "Status": status(issue, closing=closing, opening=opening)}
    if now == then:
        return None
    names = sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
    return Change(
        action="update",
        kind=wanted.kind,
        key=wanted.key,
        repository=issue.repository if issue else wanted.repository,
        number=issue.number if issue else None,
        title=wanted.title,
        fields={f"board {name}": (now.get(name), then.get(name)) for name in names},
        reason=f"on the board {project}",
        request=SetBoard(key=wanted.key, project=project, values=then),
    )
