"""What GitHub holds, as plain data: the input of plan, progress and report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

StateReason = Literal["completed", "not_planned", "duplicate", "reopened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of ours, or one that concerns us; never a pull request.

    Attributes:
        key: The key that its marker carries, or None when it has no readable marker.
        repository: `owner/name`.
        number: Its number in the repository.
        id: The REST id, which sub-issue and dependency requests want.
        node_id: The GraphQL id.
        body: As GitHub holds it, line ends included.
        labels: Names, in GitHub's order and letter case.
        assignees: Logins.
        milestone: The title of its milestone, or None.
        type: The name of its issue type, or None.
        parent: Number of the parent issue in `parent_repository`, or None.
        parent_repository: The parent's repository when it is not this issue's own.
        blocked_by: What blocks it, as `owner/name#number`.
        created_at, closed_at, updated_at: ISO 8601 in UTC, as GitHub sends them.
        comments: How many comments it has.
    """

    key: str | None
    repository: str
    number: int
    id: int
    node_id: str
    url: str
    title: str
    body: str
    state: Literal["open", "closed"]
    state_reason: StateReason | None
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    milestone: str | None
    parent: int | None
    blocked_by: tuple[str, ...]
    created_at: str
    closed_at: str | None
    updated_at: str
    type: str | None = None
    parent_repository: str | None = None
    locked: bool = False
    comments: int = 0

    @property
    def place(self) -> str:
        """Where it is, as people write it: `owner/name#number`."""
        return f"{self.repository}#{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of a repository."""

    repository: str
    name: str
    color: str
    description: str
    node_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A milestone of a repository.

    Attributes:
        due_on: ISO 8601 in UTC, or None.
        open_issues: How many open issues it has, people's own too; None where that is not known.
    """

    repository: str
    number: int
    title: str
    description: str
    state: Literal["open", "closed"]
    due_on: str | None
    node_id: str = ""
    open_issues: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An issue that was there before and is not any more.

    Attributes:
        repository, number: Where it was.
        how: Deleted, moved to another repository, or turned into something else (a pull request
            or discussion bears the number now).
        key: The key that it carried, where that is known.
        location: Its address now, or an empty string.
    """

    repository: str
    number: int
    how: Literal["deleted", "moved", "converted"]
    key: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """An issue that carries a marker of ours and whose author is not believed.

    Attributes:
        key: The key that the marker claims.
        author: The login of who filed it.
        doubtful: Whether it may be ours all the same: the last report knew it, or another program
            filed it and it wears a label of ours. That is for a person to decide.
    """

    repository: str
    number: int
    key: str
    author: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """An issue of ours whose marker has a form that this version does not know.

    Attributes:
        key: The key that the marker names.
        url: Its address.
    """

    repository: str
    number: int
    key: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """A repository beside the main one that could not be read, so that nothing is known of it.

    Attributes:
        repository: `owner/name`, as the files spell it.
        why: What keeps it from being read, as a sentence without a full stop.
        hint: What to do about it.
    """

    repository: str
    why: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One whole reading of GitHub.

    Attributes:
        repository: The main repository, `owner/name`.
        taken_at: ISO 8601 in UTC.
        issues: Every issue that carries a marker or one of the labels `ucops:epic` and
            `ucops:item`, or stands under one that does, by repository and number.
        gone: Issues known before that are deleted or moved.
        lacks: Features that the server does not know: `sub_issues`, `types`, `dependencies`,
            `boards`.
        listed: How many issues and pull requests the repositories hold in all.
        repositories: Those that were read whole, with their labels and milestones.
        rights: What the token may do in each of them: admin, maintain, write, triage, read, none.
        strangers: Issues whose marker is not believed.
        newer: Issues whose marker a newer version wrote.
        unsure: Repositories whose listing may lack an issue, because something was deleted or
            moved away while its pages were read.
        unreachable: Repositories that could not be read, such as one that was deleted.
        archived: Repositories in which nothing can be written.
    """

    repository: str
    taken_at: str
    issues: tuple[Issue, ...] = ()
    labels: tuple[Label, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    gone: tuple[Gone, ...] = ()
    lacks: tuple[str, ...] = ()
    listed: int = 0
    repositories: tuple[str, ...] = ()
    rights: Mapping[str, str] = field(default_factory=dict)
    strangers: tuple[Stranger, ...] = ()
    unsure: tuple[str, ...] = ()
    newer: tuple[Newer, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    archived: tuple[str, ...] = ()
