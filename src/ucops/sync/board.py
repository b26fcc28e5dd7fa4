"""The Projects board: an issue's values, and when they have to be set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ucops.github.matched import Live
from ucops.github.snapshot import Issue
from ucops.sync.change import Change
from ucops.sync.desired import DesiredIssue
from ucops.sync.request import CloseIssue, SetBoard

PROJECT = "project"
"""Under which name an issue remembers which board its values were set on."""

ISSUE = "issue"
"""Under which name it remembers whose values they are: a body may be copied."""

LABELLED = {
    "status:blocked": "Blocked",
    "status:in-review": "In Review",
    "status:in-progress": "In Progress",
}
"""The people's labels, the strongest first, and what the board shows for them."""


def status(issue: Issue | None, changes: Iterable[Change] = ()) -> str:
    """What the board shows for an issue's state after these changes, and for people's labels."""
    if issue is None:
        return "Todo"
    for change in changes:
        if isinstance(change.request, CloseIssue):
            return _closed(change.request.reason)
    opening = any(change.fields.get("state") == ("closed", "open") for change in changes)
    if issue.state == "closed" and not opening:
        return _closed(issue.state_reason)
    labels = {name.casefold() for name in issue.labels}
    return next((shown for name, shown in LABELLED.items() if name in labels), "Todo")


def _closed(reason: str | None) -> str:
    return "Done" if reason in ("completed", None) else "Dropped"


def remembered(request: SetBoard, issue: Issue) -> dict[str, str]:
    """What an issue remembers of its values on the board."""
    return {**request.values, PROJECT: request.project, ISSUE: issue.place}


def applied(record: Mapping[str, str], project: str, issue: Issue) -> dict[str, str]:
    """What is remembered as set for this issue on this board."""
    if (record.get(PROJECT), record.get(ISSUE)) != (project, issue.place):
        return {}
    return {name: value for name, value in record.items() if name not in {PROJECT, ISSUE}}


def board_change(
    wanted: DesiredIssue, live: Live | None, project: str, changes: Sequence[Change] = ()
) -> Iterator[Change]:
    """Put an issue's values on the board when they are not those last set.

    Args:
        wanted: The issue as the files want it.
        live: The issue as it is, or None.
        project: The board.
        changes: What is done to the issue before.
    """
    now = applied(live.body.record.board, project, live.issue) if live else {}
    issue = live.issue if live else None
    then = {**wanted.board, "Status": status(issue, changes)}
    place = (issue.repository, issue.number) if issue else (wanted.repository, None)
    yield from _differing(wanted.key, place, wanted.title, project, now, then)


def status_change(
    key: str, live: Live, project: str, changes: Sequence[Change] = ()
) -> Iterator[Change]:
    """Show on the board what became of an issue that the files do not want any more.

    Its other values stay as they are, and one that is not on this board is not put there.
    """
    issue = live.issue
    now = applied(live.body.record.board, project, issue)
    if now:
        then = {**now, "Status": status(issue, changes)}
        place = (issue.repository, issue.number)
        yield from _differing(key, place, issue.title, project, now, then)


def _differing(
    key: str,
    place: tuple[str, int | None],
    title: str,
    project: str,
    now: Mapping[str, str],
    then: Mapping[str, str],
) -> Iterator[Change]:
    names = sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
    if not names:
        return
    repository, number = place
    yield Change(
        action="update",
        kind="item" if "/" in key else "epic",
        key=key,
        repository=repository,
        number=number,
        title=title,
        fields={f"board {name}": (now.get(name), then.get(name)) for name in names},
        reason=f"on the board {project}",
        request=SetBoard(key=key, project=project, values=then),
    )
