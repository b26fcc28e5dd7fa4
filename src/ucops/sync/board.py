"""The Projects board: an issue's values, and when they have to be set."""

from __future__ import annotations

from collections.abc import Mapping

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


def status(issue: Issue | None, *, closing: bool) -> str:
    """What the board shows for an issue's state and the people's labels."""
    if issue is None:
        return "Todo"
    if issue.state == "closed" or closing:
        return "Done" if closing or issue.state_reason in ("completed", None) else "Dropped"
    labels = {name.casefold() for name in issue.labels}
    return next((shown for name, shown in LABELLED.items() if name in labels), "Todo")


def applied(record: Mapping[str, str], project: str) -> dict[str, str]:
    """What is remembered as set on this board; nothing where it was another one."""
    if record.get(PROJECT, project) != project:
        return {}
    return {name: value for name, value in record.items() if name != PROJECT}


def board_change(
    wanted: DesiredIssue, live: Live | None, project: str, *, closing: bool
) -> Change | None:
    """Put an issue's values on the board when they are not those last set."""
    now = applied(live.body.record.board, project) if live else {}
    issue = live.issue if live else None
    then = {**wanted.board, "Status": status(issue, closing=closing)}
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
