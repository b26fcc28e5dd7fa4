"""What the sandbox's world is made of: plain frozen records, replaced and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Role = Literal["none", "read", "triage", "write", "maintain", "admin"]
ROLES: tuple[Role, ...] = ("none", "read", "triage", "write", "maintain", "admin")
"""From the least right to the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An organisation or a user that owns repositories and boards."""

    id: int
    login: str
    kind: Literal["Organization", "User"] = "Organization"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository; `roles` names people's rights, `next_number` the next issue's number.

    Attributes:
        names: Former names (`owner/name`), which lead to it.
        protected: Whether its default branch takes changes by pull requests only.
        actions_propose: Whether its workflows may open pull requests.
        variables: What its workflows know by name.
        pages: How its web site comes about; None where there is none.
    """

    id: int
    owner: str
    name: str
    next_number: int = 1
    next_milestone: int = 1
    has_issues: bool = True
    archived: bool = False
    private: bool = False
    default_branch: str = "main"
    protected: bool = False
    actions_propose: bool = True
    variables: Mapping[str, str] = field(default_factory=dict)
    pages: Literal["workflow", "legacy"] | None = None
    names: tuple[str, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner}/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A credential: who it stands for and what it may do at most.

    Attributes:
        permissions: Area (issues, metadata, projects) → read, write or none; an area that is
            not named has the level of `issues`.
        sso: The address to authorise it at, when the organisation asks for single sign-on.
        kind: What it is a token of, as refusals say.
        expires: When it ends, as GitHub writes it; None for never.
        scopes: What a classic token may do; None for tokens of other kinds.
    """

    id: int
    value: str
    login: str
    permissions: Mapping[str, Literal["none", "read", "write"]] = field(default_factory=dict)
    sso: str | None = None
    kind: Literal["integration", "personal access token"] = "integration"
    expires: str | None = None
    scopes: tuple[str, ...] | None = None

    def allows(self, area: str, level: Literal["read", "write"]) -> bool:
        """Whether the token reaches the level in the area."""
        given = self.permissions.get(area, self.permissions.get("issues", "write"))
        return given in {"write", level}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label; its name is unique in its repository whatever the letter case."""

    id: int
    repository: int
    name: str
    color: str = "ededed"
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A milestone; `due_on` carries the time of day that GitHub gives it."""

    id: int
    repository: int
    number: int
    title: str
    description: str | None = None
    state: Literal["open", "closed"] = "open"
    due_on: str | None = None
    creator: str = "ghost"
    created_at: str = ""
    updated_at: str = ""
    closed_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueType:
    """An issue type of an organisation."""

    id: int
    owner: str
    name: str
    description: str | None = None
    color: str = "gray"
    created_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue or a pull request.

    Attributes:
        labels: Ids of labels, in the order they were set.
        milestone, type, parent: Ids, or None.
        sub_issues: Ids in priority order.
        blocked_by: Ids of blockers.
        gone: Why it can no longer be read here, if so.
        moved_to: The id it has after a transfer.
        labeled: Which label it got, and when, in order.
    """

    id: int
    repository: int
    number: int
    title: str
    author: str
    created_at: str
    updated_at: str
    body: str | None = None
    pull_request: bool = False
    state: Literal["open", "closed"] = "open"
    state_reason: Literal["completed", "not_planned", "duplicate", "reopened"] | None = None
    closed_at: str | None = None
    closed_by: str | None = None
    duplicate_of: int | None = None
    labels: tuple[int, ...] = ()
    assignees: tuple[str, ...] = ()
    milestone: int | None = None
    type: int | None = None
    parent: int | None = None
    sub_issues: tuple[int, ...] = ()
    blocked_by: tuple[int, ...] = ()
    locked: bool = False
    lock_reason: str | None = None
    comments: int = 0
    gone: Literal["deleted", "transferred", "discussion"] | None = None
    moved_to: int | None = None
    labeled: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment below an issue."""

    id: int
    issue: int
    author: str
    body: str
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineComment:
    """A comment on lines of a file of a pull request.

    Attributes:
        issue: The id of the issue that the pull request is.
        first, last: The lines at the commit that it was made on.
        lines: What stood there.
        reply_to: The id of the comment that it answers, or None.
    """

    id: int
    issue: int
    author: str
    path: str
    first: int
    last: int
    lines: tuple[str, ...]
    body: str
    commit: str
    review: int
    created_at: str
    reply_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What a pull request has besides what every issue has.

    Attributes:
        issue: The id of the issue that it is.
        base: The branch that it is to be merged into.
        head: Its own branch.
        head_repository: Where that is, `owner/name`: a fork, or this repository.
        commit: The newest commit of its branch when it was last pushed.
    """

    id: int
    repository: int
    issue: int
    base: str
    head: str
    head_repository: str
    commit: str

    @property
    def label(self) -> str:
        """Its branch as listings are filtered by it, `owner:branch`."""
        return f"{self.head_repository.partition('/')[0]}:{self.head}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """A workflow of a repository; `runs` says when it ran, the oldest first."""

    id: int
    repository: int
    path: str
    state: str = "active"
    created_at: str = ""
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A board (Projects v2) of an owner."""

    id: int
    owner: str
    number: int
    title: str
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectField:
    """A field of a board; `options` are (id, name, colour, description)."""

    id: int
    project: int
    name: str
    data_type: str = "TEXT"
    options: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectItem:
    """An issue on a board; `values` are field id (as text) → plain value or option id."""

    id: int
    project: int
    issue: int
    archived: bool = False
    values: Mapping[str, str | float] = field(default_factory=dict)


Entity = (
    Owner
    | Repository
    | Token
    | Label
    | Milestone
    | IssueType
    | Issue
    | Comment
    | LineComment
    | Pull
    | Workflow
    | Project
    | ProjectField
    | ProjectItem
)
KINDS: Mapping[str, type[Entity]] = {kind.__name__: kind for kind in get_args(Entity)}
