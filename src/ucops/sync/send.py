"""One change after another, sent through a writer: how each request is carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from ucops.errors import GitHubError
from ucops.github.errors import OutcomeUnknownError, UnsupportedError
from ucops.github.protocols import (
    Board,
    BoardField,
    Dropped,
    NewIssue,
    Reader,
    Writer,
    Written,
)
from ucops.github.snapshot import Issue, Milestone
from ucops.sync import request as to
from ucops.sync.body import Body, read_body, with_region
from ucops.sync.tasks import links


class MissingError(Exception):
    """An issue that a change needs does not exist, because its create failed or was skipped."""


class PartlyDoneError(GitHubError):
    """The main part is done; what is left is named, and the next run does it."""


@dataclass(slots=True)
class Sender:
    """Carries requests out.

    Attributes:
        issues: Key → issue, as GitHub last answered; grows as issues are created.
        newest: Repository → the highest number known of an issue.
        missing: Labels (repository, small name) and milestones (repository, title) whose create
            failed in this run: not asked for, so that nothing is taken for denied.
        dropped: Key → what GitHub left out.
        unlinked: Epics whose items could not be put under them: there are no sub-issues.
        milestones: Milestones created or changed in this run, by repository and title.
        board_fields: The fields that the Projects board needs.
        board: The board, once it was read and has these fields.
        boardless: Why the board cannot be used, once that is known.
    """

    writer: Writer
    reader: Reader
    issues: dict[str, Issue]
    newest: dict[str, int]
    missing: set[tuple[str, str]] = field(default_factory=set)
    dropped: dict[str, Dropped] = field(default_factory=dict)
    unlinked: set[str] = field(default_factory=set)
    milestones: dict[tuple[str, str], Milestone] = field(default_factory=dict)
    board_fields: tuple[BoardField, ...] = ()
    board: Board | None = None
    boardless: str = ""

    @singledispatchmethod
    def send(self, request: object, key: str) -> None:
        """Carry one request out.

        Args:
            request: What to send.
            key: The change's key.

        Raises:
            MissingError: An issue that it needs is not there.
            GitHubError: GitHub refused or failed.
        """
        raise NotImplementedError(type(request).__name__, key)

    @send.register
    def _(self, request: to.CreateLabel, key: str) -> None:
        try:
            self.writer.create_label(
                request.repository, request.name, request.color, request.description
            )
        except GitHubError:
            self.missing.add((request.repository, key.casefold()))
            raise

    @send.register
    def _(self, request: to.UpdateLabel, key: str) -> None:
        del key
        self.writer.update_label(request.label, **request.fields)

    @send.register
    def _(self, request: to.CreateMilestone, key: str) -> None:
        del key
        try:
            made = self.writer.create_milestone(
                request.repository, request.title, request.description, request.due_on
            )
            self.milestones[request.repository, request.title] = made
        except GitHubError:
            self.missing.add((request.repository, request.title))
            raise

    @send.register
    def _(self, request: to.UpdateMilestone, key: str) -> None:
        del key
        changed = self.writer.update_milestone(request.milestone, **request.fields)
        self.milestones[changed.repository, changed.title] = changed

    @send.register
    def _(self, request: to.CloseMilestone, key: str) -> None:
        live = request.live or self.milestones.get((request.repository, request.title))
        if live is None:
            raise MissingError(f"{key} does not exist yet")
        live = self.milestones.get((request.repository, request.title), live)
        self.writer.update_milestone(live, state="closed", description=request.description)

    @send.register
    def _(self, request: to.SettleMilestone, key: str) -> None:
        live = self.milestones.get((request.repository, request.title), request.live)
        outside = [name for name in request.keys if self._issue(name).milestone != request.title]
        if live is None or outside:
            raise MissingError(f"{', '.join(outside) or key} is not there yet")
        self.writer.update_milestone(live, description=request.description)

    @send.register
    def _(self, request: to.CreateIssue, key: str) -> None:
        parent = self._issue(request.parent) if request.parent else None
        request = self._possible(request)
        written = self._created(request, key, parent)
        self._remember(key, written, request.body)
        if parent is not None and not written.parent_set:
            self._put_under(key, parent)

    def _possible(self, request: to.CreateIssue) -> to.CreateIssue:
        """The request without labels and milestones that could not be created."""
        repository = request.repository
        labels = tuple(
            name for name in request.labels if (repository, name.casefold()) not in self.missing
        )
        if (repository, request.milestone) not in self.missing:
            return replace(request, labels=labels)
        record = replace(request.body.record, milestone=None)
        body = replace(request.body, record=record)
        return replace(request, labels=labels, milestone=None, body=body)

    def _created(self, request: to.CreateIssue, key: str, parent: Issue | None) -> Written:
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
            return self.writer.create_issue(new)
        except OutcomeUnknownError:
            after = self.newest.get(request.repository, 0)
            found = self.reader.find_created(request.repository, key, after)
            if found is None:
                raise
            return Written(issue=found, parent_set=found.parent is not None or parent is None)

    def _put_under(self, key: str, parent: Issue) -> None:
        try:
            self.writer.set_parent(self.issues[key], parent)
        except UnsupportedError:
            self.unlinked.add(key.partition("/")[0])
        except GitHubError as error:
            raise PartlyDoneError(
                f"{key} is #{self.issues[key].number}, but not under its epic: {error.message}",
                "run again: the next run puts it there",
            ) from error

    @send.register
    def _(self, request: to.UpdateIssue, key: str) -> None:
        issue = self._latest(request.issue, key)
        self._remember(key, self.writer.update_issue(issue, **request.fields), request.body)

    @send.register
    def _(self, request: to.CloseIssue, key: str) -> None:
        original = self._issue(request.duplicate_of) if request.duplicate_of else None
        issue = self._latest(request.issue, key)
        written = self.writer.close_issue(
            issue, request.reason, body=request.body.text, duplicate_of=original
        )
        if original is None:
            self.issues[key] = written.issue

    @send.register
    def _(self, request: to.SetParent, key: str) -> None:
        del key
        child, parent = self._issue(request.child), self._issue(request.parent)
        self.writer.set_parent(child, parent, replace=request.replace)

    @send.register
    def _(self, request: to.RemoveParent, key: str) -> None:
        del key
        self.writer.remove_parent(self._issue(request.child), request.parent)

    @send.register
    def _(self, request: to.AddBlockedBy, key: str) -> None:
        del key
        self.writer.add_blocked_by(self._issue(request.blocked), self._issue(request.blocker))

    @send.register
    def _(self, request: to.RemoveBlockedBy, key: str) -> None:
        del key
        self.writer.remove_blocked_by(self._issue(request.blocked), request.blocker)

    @send.register
    def _(self, request: to.ListTasks, key: str) -> None:
        epic = self._issue(request.epic)
        there = [self.issues[name] for name in request.items if name in self.issues]
        region = request.render(links(there, epic.repository))
        body = with_region(read_body(epic), region, request.file_url)
        self._remember(key, self.writer.update_issue(epic, body=body.text), body)

    @send.register
    def _(self, request: to.SetBoard, key: str) -> None:
        issue = self._issue(key)
        board = self._ready_board(request.project)
        body = read_body(issue)
        cleared = dict.fromkeys(body.record.board.keys() - request.values.keys())
        item = self.writer.add_to_board(board, issue)
        self.writer.set_board_values(board, item, {**cleared, **request.values})
        then = replace(body, key=key, record=replace(body.record, board=dict(request.values)))
        self._remember(key, self.writer.update_issue(issue, body=then.text), then)

    def _ready_board(self, project: str) -> Board:
        """The board with all its fields; one that cannot be used is tried once only."""
        if self.boardless:
            raise MissingError(self.boardless)
        if self.board is None:
            try:
                found = self.reader.board(project)
                self.board = self.writer.ensure_board_fields(found, self.board_fields)
            except GitHubError as error:
                self.boardless = f"the board {project} cannot be used: {error.message}"
                raise
        return self.board

    def _latest(self, issue: Issue, key: str) -> Issue:
        """The issue as it was last answered."""
        known = self.issues.get(key, issue)
        return known if known.id == issue.id else issue

    def _issue(self, key: str) -> Issue:
        if key not in self.issues:
            raise MissingError(f"{key} has no issue yet")
        return self.issues[key]

    def _remember(self, key: str, written: Written, body: Body) -> None:
        """Keep the answer, and write into the marker what GitHub dropped from the request."""
        issue = written.issue
        self.issues[key] = issue
        self.newest[issue.repository] = max(self.newest.get(issue.repository, 0), issue.number)
        if not written.dropped:
            return
        self.dropped[key] = written.dropped
        record = body.record.with_dropped(written.dropped)
        again = self.writer.update_issue(issue, body=replace(body, record=record).text)
        self.issues[key] = again.issue


def newest_numbers(issues: Iterable[Issue]) -> dict[str, int]:
    """Repository → the highest number among these issues."""
    newest: dict[str, int] = {}
    for issue in issues:
        newest[issue.repository] = max(newest.get(issue.repository, 0), issue.number)
    return newest


def dropped_warnings(dropped: Mapping[str, Dropped]) -> list[str]:
    """What GitHub left out, one sentence for each issue, with the right that is missing."""
    texts = []
    for key, one in dropped.items():
        parts = [*one.labels, *one.assignees, one.milestone, one.type]
        names = ", ".join(part for part in parts if part)
        texts.append(f"{key}: GitHub did not take {names}: a right is missing (triage or more)")
    return texts
