"""Writing to GitHub: a `Writer` over a client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from ucops.errors import GitHubError
from ucops.github import board as boards
from ucops.github import creating, links, shapes
from ucops.github.cache import Cache
from ucops.github.changing import Change
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import (
    InvalidRequestError,
    OutcomeUnknownError,
    ServerFailedError,
)
from ucops.github.protocols import (
    Board,
    BoardField,
    Card,
    CloseReason,
    Counts,
    IssueFields,
    LabelFields,
    MilestoneFields,
    NewIssue,
    Timed,
    Written,
)
from ucops.github.snapshot import Issue, Label, Milestone


@dataclass(frozen=True)
class GitHubWriter:
    """Makes the changes of `ucops.github.protocols.Writer`."""

    client: Client
    directory: Directory
    cache: Cache | None = None

    def create_label(self, repository: str, name: str, color: str, description: str) -> Label:
        """Create a label, or return the one that has the name already."""
        body = {"name": name, "color": color, "description": description}
        entry = self.directory.entry(repository)
        try:
            data = self.client.write("POST", f"/repos/{repository}/labels", body, repeatable=False)
            label = shapes.label(data, repository)
        except (InvalidRequestError, OutcomeUnknownError, ServerFailedError):
            there = self.directory.refresh(repository).labels.get(name.lower())
            if there is None:
                raise
            return there
        entry.know(labels=[label])
        return label

    def update_label(self, label: Label, **changes: Unpack[LabelFields]) -> Label:
        """Change a label."""
        body: dict[str, str] = {**changes}  # type: ignore[dict-item]  # its values are texts
        if "name" in body:
            body["new_name"] = body.pop("name")
        path = f"/repos/{label.repository}/labels/{links.quoted(label.name)}"
        changed = shapes.label(
            self.client.write("PATCH", path, body, repeatable=True), label.repository
        )
        entry = self.directory.entry(label.repository)
        entry.labels.pop(label.name.lower(), None)
        entry.know(labels=[changed])
        return changed

    def create_milestone(
        self, repository: str, title: str, description: str, due_on: str | None
    ) -> Milestone:
        """Create a milestone, or return the one that has the title already."""
        body = {"title": title, "description": description}
        if due_on is not None:
            body["due_on"] = due_on
        entry = self.directory.entry(repository)
        try:
            data = self.client.write(
                "POST", f"/repos/{repository}/milestones", body, repeatable=False
            )
            milestone = shapes.milestone(data, repository)
        except (InvalidRequestError, OutcomeUnknownError, ServerFailedError):
            there = self.directory.refresh(repository).milestones.get(title)
            if there is None:
                raise
            return there
        entry.know(milestones=[milestone])
        return milestone

    def update_milestone(
        self, milestone: Milestone, **changes: Unpack[MilestoneFields]
    ) -> Milestone:
        """Change a milestone."""
        path = f"/repos/{milestone.repository}/milestones/{milestone.number}"
        data = self.client.write("PATCH", path, dict(changes), repeatable=True)
        changed = shapes.milestone(data, milestone.repository)
        entry = self.directory.entry(milestone.repository)
        entry.milestones.pop(milestone.title, None)
        entry.know(milestones=[changed])
        return changed

    def create_issue(self, new: NewIssue) -> Written:
        """Create an issue with everything it needs, under its parent."""
        return creating.create(self.client, self.directory, new)

    def update_issue(self, issue: Issue, **changes: Unpack[IssueFields]) -> Written:
        """Change an issue in one PATCH, unless somebody changed it since it was read."""
        return self._change.update(issue, changes)

    def close_issue(
        self,
        issue: Issue,
        reason: CloseReason,
        *,
        body: Timed | None = None,
        duplicate_of: Issue | None = None,
    ) -> Written:
        """Close an issue and change its body in one PATCH."""
        return self._change.close(issue, reason, body, duplicate_of)

    @property
    def _change(self) -> Change:
        return Change(self.client, self.directory, self.cache)

    def set_parent(self, issue: Issue, parent: Issue, *, replace: bool = False) -> None:
        """Put an issue under a parent."""
        links.set_parent(self.client, self.directory, issue, parent, replace=replace)

    def remove_parent(self, issue: Issue, parent: Issue) -> None:
        """Take an issue from under its parent."""
        links.remove_parent(self.client, self.directory, issue, parent)

    def add_blocked_by(self, issue: Issue, blocker: Issue) -> None:
        """Say that one issue blocks another."""
        links.add_blocked_by(self.client, self.directory, issue, blocker)

    def remove_blocked_by(self, issue: Issue, blocker: Issue) -> None:
        """Take a blocker from an issue."""
        links.remove_blocked_by(self.client, self.directory, issue, blocker)

    def ensure_board_fields(self, board: Board, fields: Sequence[BoardField]) -> Board:
        """Create the fields and options that the board lacks."""
        return boards.ensure_fields(self.client, board, fields)

    def put_on_board(self, board: Board, cards: Sequence[Card]) -> list[GitHubError | None]:
        """Put issues on a board with their values, in a few requests."""
        return boards.put(self.client, board, cards)

    def counts(self) -> Counts:
        """Requests sent so far."""
        return self.client.counts()
