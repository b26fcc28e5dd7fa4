"""What a change sends to GitHub, as data; issues that do not exist yet are named by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from ucops.github.body import Body
from ucops.github.protocols import IssueFields, LabelFields, MilestoneFields
from ucops.github.snapshot import Issue, Label, Milestone

WithTasks: TypeAlias = Callable[[Sequence[str], int | None], str]
"""Renders an epic's region from links to its items, in so many characters at most, or in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLabel:
    """Create a label in a repository."""

    repository: str
    name: str
    color: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateLabel:
    """Change a label's colour or description."""

    label: Label
    fields: LabelFields


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateMilestone:
    """Create a milestone in a repository."""

    repository: str
    title: str
    description: str
    due_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMilestone:
    """Change, close or reopen a milestone."""

    milestone: Milestone
    fields: MilestoneFields


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMilestone:
    """Close a milestone; `live` is None for one that the same run creates."""

    repository: str
    title: str
    live: Milestone | None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleMilestone:
    """Note in a milestone that the issues of `keys` are in it again."""

    repository: str
    title: str
    live: Milestone | None
    description: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateIssue:
    """Create an issue; `parent` is the key of the epic it goes under."""

    repository: str
    title: str
    body: Body
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    milestone: str | None
    type: str | None
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateIssue:
    """Change an issue's fields; `body` is what its body is to be, sent when it differs."""

    issue: Issue
    fields: IssueFields
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIssue:
    """Close an issue, with the cause written into its body; `duplicate_of` is a key."""

    issue: Issue
    reason: Literal["completed", "not_planned", "duplicate"]
    body: Body
    duplicate_of: str | None = None

    def text(self, time: str) -> str:
        """The body, which remembers at what time by GitHub's clock it was closed."""
        record = replace(self.body.record, closed_at=time)
        return replace(self.body, record=record).text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParent:
    """Put an issue under the issue of the key `parent`."""

    child: str
    parent: str
    replace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveParent:
    """Take an issue from under another one of ours."""

    child: str
    parent: Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBlockedBy:
    """Say that the issue of one key blocks that of another."""

    blocked: str
    blocker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveBlockedBy:
    """Take a blocker from the issue of a key."""

    blocked: str
    blocker: Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTasks:
    """List the items in the epic's region, where the server knows no sub-issues.

    Attributes:
        render: Makes the region from links to the items.
    """

    epic: str
    items: tuple[str, ...]
    render: WithTasks


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBoard:
    """Put an issue on the board with these values, and remember them in its body.

    Attributes:
        values: Field → value; what was set before and is not named any more is cleared.
        unfit: Field that the board cannot hold → how the board is.
    """

    key: str
    project: str
    values: Mapping[str, str]
    unfit: Mapping[str, str] = field(default_factory=dict)


Request: TypeAlias = (
    CreateLabel
    | UpdateLabel
    | CreateMilestone
    | UpdateMilestone
    | CloseMilestone
    | SettleMilestone
    | CreateIssue
    | UpdateIssue
    | CloseIssue
    | SetParent
    | RemoveParent
    | AddBlockedBy
    | RemoveBlockedBy
    | ListTasks
    | SetBoard
)
