"""Changing an issue: one PATCH, by which nobody's work is overwritten.

GitHub replaces the whole body, all labels and all people, whatever became of them since they were
read. A run may take an hour; so an issue is looked at once more after every pause, right before
the write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ucops.github import creating, listing, shapes
from ucops.github.cache import Cache
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import ChangedMeanwhileError, InvalidRequestError, UnsupportedError
from ucops.github.protocols import CloseReason, Dropped, IssueFields, Timed, Written
from ucops.github.snapshot import Gone, Issue

REPLACED = ("title", "body", "labels", "assignees", "state", "state_reason")
"""What a write replaces as a whole."""


@dataclass(frozen=True, slots=True)
class Change:
    """Changes issues.

    Attributes:
        cache: Kept listings, forgotten when one of them turns out to be wrong.
    """

    client: Client
    directory: Directory
    cache: Cache | None

    def update(self, issue: Issue, changes: IssueFields) -> Written:
        """Change an issue in one PATCH, unless somebody changed it since it was read."""
        body: dict[str, Any] = {**changes}
        if "milestone" in changes:
            body["milestone"] = self._milestone_number(issue.repository, changes["milestone"])
        for name in ("labels", "assignees"):
            if name in body:
                body[name] = list(body[name])
        if body.get("type") and not self._is_type(issue.repository, str(body["type"])):
            del body["type"]
        after = self._patch(issue, body) if body else issue
        return Written(issue=after, dropped=_dropped(changes, after))

    def close(
        self, issue: Issue, reason: CloseReason, body: Timed | None, duplicate_of: Issue | None
    ) -> Written:
        """Close an issue and change its body in one PATCH."""
        change: dict[str, Any] = {"state": "closed", "state_reason": reason}
        if reason == "duplicate" and duplicate_of:
            change["duplicate_issue_id"] = duplicate_of.id
        try:
            return Written(issue=self._patch(issue, change, body))
        except InvalidRequestError:
            if reason != "duplicate":
                raise
        change.pop("duplicate_issue_id", None)
        change["state_reason"] = "not_planned"
        return Written(issue=self._patch(issue, change, body))

    def _is_type(self, repository: str, name: str) -> bool:
        """Whether there is such an issue type: GitHub refuses the whole change for another."""
        try:
            return name.lower() in self.directory.types(repository)
        except UnsupportedError:
            return False

    def _milestone_number(self, repository: str, title: str | None) -> int | None:
        if title is None:
            return None
        found = self.directory.entry(repository).milestones.get(title)
        if found is None:
            raise InvalidRequestError(f"{repository} has no milestone {title!r}")
        return found.number

    def _patch(self, issue: Issue, body: Mapping[str, Any], timed: Timed | None = None) -> Issue:
        """Change an issue; a text with the time in it is made anew each time that it is sent."""
        path = f"/repos/{issue.repository}/issues/{issue.number}"

        def look(body: dict[str, Any]) -> dict[str, Any]:
            self._look(issue, body)
            return {**body, "body": timed(self.client.server_time)} if timed else body

        sent = {**body, "body": issue.body} if timed else dict(body)
        data = self.client.write("PATCH", path, sent, repeatable=True, look=look)
        after = shapes.listed(data, issue.repository).issue
        if "parent_issue_url" not in data:
            after = replace(after, parent=issue.parent, parent_repository=issue.parent_repository)
        return replace(after, blocked_by=issue.blocked_by)

    def _look(self, issue: Issue, body: Mapping[str, Any]) -> None:
        """Look whether an issue is as it was read; a kept listing that is wrong is forgotten.

        What a person is called, for one, changes in no issue's time: it would be wrong for a day.
        So would be an issue whose change GitHub's listing showed too late: it is what it should be
        by now, is not written again, and would stand in every plan.
        """
        sure = False
        try:
            sure = _is_as_read(self.client, issue, body)
        finally:
            if self.cache and not sure:
                self.cache.forget()


def _dropped(asked: IssueFields, after: Issue) -> Dropped:
    """What was asked for and is not there afterwards."""
    milestone, kind = asked.get("milestone"), asked.get("type")
    return Dropped(
        labels=creating.lacking(asked.get("labels", ()), after.labels),
        assignees=creating.lacking(asked.get("assignees", ()), after.assignees),
        milestone=milestone if milestone != after.milestone else None,
        type=kind if (kind or "").lower() != (after.type or "").lower() else None,
    )


def _is_as_read(client: Client, issue: Issue, new: Mapping[str, Any]) -> bool:
    """Whether what would be replaced is what was read; False where it is as it should be by now.

    Args:
        client: Whom to ask.
        issue: The issue as it was read.
        new: What is to be written; where it is there already, a write got through unanswered.

    Raises:
        ChangedMeanwhileError: Somebody made something else of it.
    """
    now = listing.issue(client, issue.repository, issue.number)
    place = f"{issue.repository}#{issue.number}"
    if isinstance(now, Gone):
        raise ChangedMeanwhileError(f"{place} was {now.how} since it was read", "run again")
    other = [name for name in REPLACED if name in new and not _same(name, issue, now)]
    changed = [name for name in other if not _is(name, now, new)]
    if changed:
        raise ChangedMeanwhileError(
            f"somebody changed {', '.join(changed)} of {place} since it was read",
            "run again: their change is taken into account",
        )
    return not other


def _same(name: str, before: Issue, now: Issue) -> bool:
    return _comparable(getattr(now, name)) == _comparable(getattr(before, name))


def _is(name: str, now: Issue, new: Mapping[str, Any]) -> bool:
    return _comparable(getattr(now, name)) == _comparable(new[name])


def _comparable(value: str | Sequence[str] | None) -> object:
    if value is None or isinstance(value, str):
        return value
    return frozenset(name.casefold() for name in value)
