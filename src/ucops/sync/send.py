"""One change after another, sent through a writer: how each request is carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import singledispatch

from ucops.errors import GitHubError
from ucops.github.body import read_body, with_region
from ucops.github.errors import (
    CardArchivedError,
    FullError,
    MissingPermissionError,
    OutcomeUnknownError,
    UnsupportedError,
)
from ucops.github.protocols import Dropped, NewIssue, Written
from ucops.github.snapshot import Issue
from ucops.sync import request as to
from ucops.sync.card_record import remembered, remembered_archived
from ucops.sync.run import DeniedError, MissingError, PartlyDoneError, Run
from ucops.sync.tasks import links


@singledispatch
def send(request: object, key: str, run: Run) -> None:
    """Carry one request out.

    Args:
        request: What to send.
        key: The change's key.
        run: What is known by now, and takes what GitHub answers.

    Raises:
        MissingError: An issue that it needs is not there.
        GitHubError: GitHub refused or failed.
    """
    raise NotImplementedError(type(request).__name__, key, run)


@send.register
def _create_label(request: to.CreateLabel, key: str, run: Run) -> None:
    place = (request.repository, key.casefold())
    with run.keeping("labels", *place):
        run.writer.create_label(
            request.repository, request.name, request.color, request.description
        )


@send.register
def _update_label(request: to.UpdateLabel, _key: str, run: Run) -> None:
    with run.keeping("labels", request.label.repository, ""):
        run.writer.update_label(request.label, **request.fields)


@send.register
def _create_milestone(request: to.CreateMilestone, _key: str, run: Run) -> None:
    with run.keeping("milestones", request.repository, request.title):
        made = run.writer.create_milestone(
            request.repository, request.title, request.description, request.due_on
        )
        run.milestones[request.repository, request.title] = made


@send.register
def _update_milestone(request: to.UpdateMilestone, _key: str, run: Run) -> None:
    with run.keeping("milestones", request.milestone.repository, ""):
        changed = run.writer.update_milestone(request.milestone, **request.fields)
    run.milestones[changed.repository, changed.title] = changed


@send.register
def _close_milestone(request: to.CloseMilestone, key: str, run: Run) -> None:
    live = request.live or run.milestones.get((request.repository, request.title))
    if live is None:
        raise MissingError(f"{key} does not exist yet")
    live = run.milestones.get((request.repository, request.title), live)
    with run.keeping("milestones", request.repository, ""):
        run.writer.update_milestone(live, state="closed", description=request.description)


@send.register
def _settle_milestone(request: to.SettleMilestone, key: str, run: Run) -> None:
    live = run.milestones.get((request.repository, request.title), request.live)
    outside = [name for name in request.keys if run.issue(name).milestone != request.title]
    if live is None or outside:
        raise MissingError(f"{', '.join(outside) or key} is not there yet")
    with run.keeping("milestones", request.repository, ""):
        run.writer.update_milestone(live, description=request.description)


@send.register
def _create_issue(request: to.CreateIssue, key: str, run: Run) -> None:
    parent = run.issue(request.parent) if request.parent else None
    request = _possible(request, run)
    written = _created(request, key, parent, run)
    run.issues[key] = written.issue
    denied: list[str] = []
    try:
        if parent is not None and not written.parent_set:
            denied += _put_under(key, parent, request.parent or "", run)
    finally:
        run.remember(key, written, request.body, denied)


def _possible(request: to.CreateIssue, run: Run) -> to.CreateIssue:
    """The request without labels and milestones that could not be created."""
    repository, record = request.repository, request.body.record
    labels, denied = run.allowed(repository, request.labels)
    milestone, record = run.schedulable(repository, request.milestone, record)
    if denied:
        record = record.with_dropped(Dropped(labels=denied), run.rights(repository))
    body = replace(request.body, record=record)
    return replace(request, labels=labels, milestone=milestone, body=body)


def _created(request: to.CreateIssue, key: str, parent: Issue | None, run: Run) -> Written:
    new = NewIssue(
        repository=request.repository,
        title=request.title,
        body=request.body.text,
        labels=request.labels,
        assignees=request.assignees,
        milestone=request.milestone,
        parent=parent,
        type=request.type,
    )
    try:
        return run.writer.create_issue(new)
    except OutcomeUnknownError:
        after = run.newest.get(request.repository, 0)
        found = run.reader.find_created(request.repository, key, after)
        if found is None:
            raise
        return Written(issue=found, parent_set=found.parent is not None or parent is None)


def _put_under(key: str, parent: Issue, name: str, run: Run) -> list[str]:
    """Put a new issue under its epic; the links that were denied."""
    try:
        run.writer.set_parent(run.issues[key], parent)
    except UnsupportedError:
        run.unlinked.add(key.partition("/")[0])
    except (MissingPermissionError, FullError):
        return [f"parent:{name}"]
    except GitHubError as error:
        raise PartlyDoneError(
            f"{key} is #{run.issues[key].number}, but not under its epic: {error.message}",
            "run again: the next run puts it there",
        ) from error
    return []


@send.register
def _update_issue(request: to.UpdateIssue, key: str, run: Run) -> None:
    issue = run.latest(request.issue, key)
    fields, record = request.fields.copy(), request.body.record
    if "labels" in fields:
        fields["labels"], denied = run.allowed(issue.repository, fields["labels"])
        if denied:
            rights = run.rights(issue.repository)
            record = record.with_dropped(Dropped(labels=denied), rights)
    place = (issue.repository, fields.get("milestone"))
    if place in run.missing:
        _, record = run.schedulable(*place, record)
        del fields["milestone"]
    body = replace(request.body, record=record)
    if record != request.body.record:
        fields["body"] = body.text
    run.remember(key, run.writer.update_issue(issue, **fields), body)


@send.register
def _close_issue(request: to.CloseIssue, key: str, run: Run) -> None:
    original = run.issue(request.duplicate_of) if request.duplicate_of else None
    issue = run.latest(request.issue, key)
    closed = _closed(run, request, issue, original)
    if original is None:
        run.issues[key] = closed


def _closed(run: Run, request: to.CloseIssue, issue: Issue, original: Issue | None) -> Issue:
    """Close an issue; its body remembers when by GitHub's clock.

    That is known before only about, from the look at the issue right before. Where the answer was
    slow, or lost and the closing repeated, the body is written once more with the exact time. An
    issue that was closed before the first look was closed by somebody else.

    Raises:
        GitHubError: GitHub refused or failed.
    """
    looked: list[str] = []

    def text(time: str) -> str:
        looked.append(time)
        return request.text(time)

    closed = run.writer.close_issue(issue, request.reason, body=text, duplicate_of=original).issue
    then = closed.closed_at or ""
    if original is not None or then < looked[0] or read_body(closed).record.fits(then):
        return closed
    return run.writer.update_issue(closed, body=request.text(then)).issue


@send.register
def _set_parent(request: to.SetParent, key: str, run: Run) -> None:
    child, parent = run.issue(request.child), run.issue(request.parent)
    with run.linking(key, f"parent:{request.parent}"):
        run.writer.set_parent(child, parent, replace=request.replace)


@send.register
def _remove_parent(request: to.RemoveParent, key: str, run: Run) -> None:
    with run.linking(key, "-parent"):
        run.writer.remove_parent(run.issue(request.child), request.parent)


@send.register
def _add_blocked_by(request: to.AddBlockedBy, key: str, run: Run) -> None:
    blocked, blocker = run.issue(request.blocked), run.issue(request.blocker)
    with run.linking(key, f"blocked_by:{request.blocker}"):
        run.writer.add_blocked_by(blocked, blocker)


@send.register
def _remove_blocked_by(request: to.RemoveBlockedBy, key: str, run: Run) -> None:
    link = f"-blocked_by:{request.blocker.repository}#{request.blocker.number}"
    with run.linking(key, link):
        run.writer.remove_blocked_by(run.issue(request.blocked), request.blocker)


@send.register
def _list_tasks(request: to.ListTasks, key: str, run: Run) -> None:
    epic = run.issue(request.epic)
    there = [run.issues[name] for name in request.items if name in run.issues]
    to_them = links(there, epic.repository)
    body = with_region(
        read_body(epic),
        request.render(to_them, None),
        lambda room: request.render(to_them, room),
    )
    body = replace(body, record=body.record.without("sub_issues"))
    run.remember(key, run.writer.update_issue(epic, body=body.text), body)


@send.register
def _set_board(request: to.SetBoard, key: str, run: Run) -> None:
    issue = run.issue(key)
    body = read_body(issue)

    def note(board: Mapping[str, str]) -> None:
        then = replace(body, key=key, record=replace(body.record, board=board))
        run.remember(key, run.writer.update_issue(issue, body=then.text), then)

    try:
        run.cards.put(request, run.issues)
    except CardArchivedError as error:
        note(remembered_archived(request, issue, body.record.board))
        text = f"archived cards of the board {request.project} are left alone"
        raise DeniedError(text, "restore a card there: its next change reaches it") from error
    note(remembered(request, issue, run.cards.unfit(request)))
