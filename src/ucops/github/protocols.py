"""What can be asked of GitHub, and what can be changed there, as two separate protocols.

Whoever plans is handed a `Reader` and cannot write. Every method raises a subclass of
`ucops.errors.GitHubError` from `ucops.github.errors`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, TypedDict, Unpack

from ucops.errors import GitHubError
from ucops.github.snapshot import Issue, Label, Milestone, Snapshot

CloseReason = Literal["completed", "not_planned", "duplicate"]
FieldKind = Literal["text", "date", "single_select", "other"]
Feature = Literal["sub_issues", "types", "dependencies", "boards"]
Timed = Callable[[str], str]
"""Makes a text from what time it is on the server, as ISO 8601 in UTC; empty where unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What GitHub left out of a write without saying so, for want of a right.

    Attributes:
        labels: Label names.
        assignees: Logins.
        milestone: The milestone's title, or None when it was taken.
        type: The issue type's name, or None when it was taken.
    """

    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    milestone: str | None = None
    type: str | None = None

    def __bool__(self) -> bool:
        return bool(self.labels or self.assignees or self.milestone or self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """An issue to create.

    Attributes:
        repository: `owner/name`.
        labels: Names of labels that exist there.
        assignees: Logins.
        milestone: The title of a milestone that exists there.
        parent: The issue that it goes under.
        type: The name of an issue type.
    """

    repository: str
    title: str
    body: str
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    milestone: str | None = None
    parent: Issue | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An issue as GitHub holds it after a write, and what GitHub dropped.

    Attributes:
        issue: The issue as answered; after a create, its parent is what GitHub says it is.
        dropped: What was asked for and is not there.
        parent_set: False when a create could not put the issue under its parent in the same
            request: `set_parent` is still to be called.
    """

    issue: Issue
    dropped: Dropped = Dropped()
    parent_set: bool = True


class IssueFields(TypedDict, total=False):
    """Fields of an issue to change; a field that is left out stays as it is.

    `labels` and `assignees` replace the whole set; `milestone` is a title, None clears it;
    `type` is a name, None clears it. `state="open"` reopens.
    """

    title: str
    body: str
    labels: Sequence[str]
    assignees: Sequence[str]
    milestone: str | None
    type: str | None
    state: Literal["open"]


class LabelFields(TypedDict, total=False):
    """Fields of a label to change."""

    name: str
    color: str
    description: str


class MilestoneFields(TypedDict, total=False):
    """Fields of a milestone to change; `due_on` is ISO 8601 in UTC, None clears it."""

    title: str
    description: str
    due_on: str | None
    state: Literal["open", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """What a repository lets us do.

    Attributes:
        name: `owner/name` as GitHub spells it now.
        permission: The token's right: admin, maintain, write, triage, read or none.
        private: Whether only people with a right to it can file issues.
    """

    name: str
    node_id: str
    archived: bool
    has_issues: bool
    permission: str
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardField:
    """A field of a Projects board.

    Attributes:
        kind: What it holds; `other` is a kind that is never set, such as a number.
        options: Option's name → its id, which is empty for one that is only wanted.
        looks: Option's name → its colour and description, as GitHub holds them.
    """

    name: str
    kind: FieldKind
    node_id: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    looks: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A Projects board: its id, title and the fields by name.

    Attributes:
        fields: As it is read, by the names that the board has; once it has what is wanted, by the
            names that were asked for.
        writable: Whether the token may change it.
        unfit: Field that is wanted → why the board cannot hold it.
    """

    node_id: str
    title: str
    fields: Mapping[str, BoardField]
    writable: bool = True
    unfit: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str) -> BoardField | None:
        """The field of a name; no two differ only in letter case."""
        small = name.casefold()
        return next((one for one in self.fields.values() if one.name.casefold() == small), None)

    def misfits(self, wanted: Iterable[BoardField]) -> Mapping[str, str]:
        """Field that is wanted → why it cannot be held: the board has another of that name.

        A text takes anything.
        """
        found = {}
        for one in wanted:
            there = self.named(one.name)
            if there is not None and there.kind not in (one.kind, "text"):
                found[one.name] = "the board has a field of that name and of another kind"
        return found


CARDS_AT_ONCE = 10
"""Most issues that are put on a board together: a longer mutation times out at GitHub."""

CARD_VALUES_AT_ONCE = 30
"""Most values of cards that are set in one request."""


class Card(NamedTuple):
    """An issue on a Projects board.

    Attributes:
        values: Field → what is set: an option's name, a date, a text, or None to clear it.
        kept: Field → what was set before and is left as it is there, whatever people made of it:
            set again only where the board holds none of it any more.
    """

    issue: Issue
    values: Mapping[str, str | None]
    kept: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many requests were sent so far: reading ones, writing ones."""

    reads: int
    writes: int


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody who may write to a repository said in a comment on an issue.

    Attributes:
        address: Where the finished piece is.
        author: Their login.
    """

    address: str
    author: str


class Reader(Protocol):
    """Questions to GitHub; none of them changes anything."""

    def snapshot(
        self,
        repositories: Sequence[str],
        *,
        known: Mapping[str, tuple[str, int]] = ...,
        named: Collection[tuple[str, int]] = ...,
        everything: bool = ...,
        thorough: bool = ...,
        trusting: bool = ...,
    ) -> Snapshot:
        """Read what these repositories hold, the main one first.

        Args:
            repositories: `owner/name`, the main repository first.
            known: key → (repository, number) of issues that were there before. One that the
                listing lacks is looked at by number: `Snapshot.gone` names it when it is
                deleted or moved, StaleListingError is raised when it is there.
            named: (repository, number) of issues to keep though they carry no marker.
            everything: Keep every issue, as a search for issues to adopt wants.
            thorough: Look for issues that a listing lacks because something was deleted while it
                was read; wanted before anything is filed when `Snapshot.unsure` names one.
            trusting: Take a great many known issues for gone when some of them are, without
                looking at each; without it, StaleListingError is raised.
        """

    def find_created(self, repository: str, key: str, after_number: int) -> Issue | None:
        """Look for an issue whose create got no clear answer.

        The newest page of the listing is read, then the numbers from `after_number` + 1 one by
        one until there is none, in a few rounds with growing waits.
        """

    def begun(self, issues: Sequence[Issue]) -> Mapping[str, dt.date]:
        """Since when somebody works on issues: node id → the first day, in UTC.

        An issue that never got `status:in-progress` or `status:in-review` is left out.
        """

    def delivered(self, issues: Sequence[Issue]) -> Mapping[str, Said]:
        """Where finished pieces are, as comments say: node id → what somebody said who may write.

        Only the issues that changed last are asked about, in one question.
        """

    def assignable(self, repository: str, logins: Collection[str]) -> frozenset[str]:
        """Those of the logins that issues of the repository can be assigned to."""

    def repository(self, repository: str) -> Repository:
        """What the repository is and what the token may do in it."""

    def types(self, repository: str) -> tuple[str, ...]:
        """The names of the issue types there; none where the server knows no types."""

    def board(self, project: str) -> Board:
        """A Projects board by `owner/number`, with its fields."""

    def counts(self) -> Counts:
        """Requests sent so far."""


class Writer(Protocol):
    """Changes on GitHub, one request each unless said otherwise.

    What may be repeated safely is repeated on a failure. A create is sent once: without a clear
    answer it raises OutcomeUnknownError, and nobody knows whether it was done.
    """

    def create_label(self, repository: str, name: str, color: str, description: str) -> Label:
        """Create a label; `color` is six hex digits. One that exists already is returned."""

    def update_label(self, label: Label, **changes: Unpack[LabelFields]) -> Label:
        """Change a label; its name is found without regard to letter case."""

    def create_milestone(
        self, repository: str, title: str, description: str, due_on: str | None
    ) -> Milestone:
        """Create a milestone; `due_on` is ISO 8601 in UTC. One of that title is returned."""

    def update_milestone(
        self, milestone: Milestone, **changes: Unpack[MilestoneFields]
    ) -> Milestone:
        """Change a milestone; `state="closed"` closes it."""

    def create_issue(self, new: NewIssue) -> Written:
        """Create an issue with everything it needs, under its parent.

        One request where the server takes the parent along (see `Written.parent_set`). Labels
        and milestones that do not exist, and people who cannot be assigned, are left out and
        reported as dropped.
        """

    def update_issue(self, issue: Issue, **changes: Unpack[IssueFields]) -> Written:
        """Change an issue in one PATCH."""

    def close_issue(
        self,
        issue: Issue,
        reason: CloseReason,
        *,
        body: Timed | None = ...,
        duplicate_of: Issue | None = ...,
    ) -> Written:
        """Close an issue and change its body in one PATCH.

        The body is made right before, of what time it is on the server then.
        """

    def set_parent(self, issue: Issue, parent: Issue, *, replace: bool = ...) -> None:
        """Put an issue under a parent; with `replace`, also when it has another one."""

    def remove_parent(self, issue: Issue, parent: Issue) -> None:
        """Take an issue from under its parent."""

    def add_blocked_by(self, issue: Issue, blocker: Issue) -> None:
        """Say that `blocker` blocks `issue`; no error when it does already."""

    def remove_blocked_by(self, issue: Issue, blocker: Issue) -> None:
        """Take a blocker from an issue; no error when there is no such blocker."""

    def ensure_board_fields(self, board: Board, fields: Sequence[BoardField]) -> Board:
        """Create the fields and options that the board lacks; options' ids may be empty.

        What the board cannot hold is left out of its fields, and stands in `Board.unfit`.
        """

    def put_on_board(self, board: Board, cards: Sequence[Card]) -> list[GitHubError | None]:
        """Put issues on a board with their values, in a few requests.

        What GitHub would not do is answered for each issue, CardArchivedError for a card that is
        archived; twice is the same item with the same values. Values of fields that the board
        does not hold are left out.
        """

    def counts(self) -> Counts:
        """Requests sent so far."""
