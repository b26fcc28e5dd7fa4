"""GitHub in memory: both a Reader and a Writer, with a person who does things by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Unpack

from ucops.errors import GitHubError
from ucops.github import marker
from ucops.github.protocols import (
    Board,
    BoardField,
    Card,
    CloseReason,
    Counts,
    Dropped,
    Feature,
    IssueFields,
    LabelFields,
    MilestoneFields,
    NewIssue,
    Repository,
    Timed,
    Written,
)
from ucops.github.snapshot import Issue, Label, Milestone, Snapshot

NOW = "2026-11-22T10:00:00Z"
Reference = tuple[str, int]


class Fake:
    """A GitHub that keeps everything in dictionaries.

    Attributes:
        fault: Called before and after each write with its count; may raise.
        failing: Method of the writer → error that it meets every time.
        refused: Logins that cannot be assigned.
        permission: What the token may do.
        kinds: The issue types that there are.
        boarded: Issue → its values on the board.
        read: The repositories whose labels are read; all when empty.
    """

    def __init__(self, repository: str = "acme/gtm") -> None:
        self.main = repository
        self.issues: dict[Reference, Issue] = {}
        self.numbers: dict[str, int] = {}
        self.labels: dict[tuple[str, str], Label] = {}
        self.milestones: dict[Reference, Milestone] = {}
        self.refused: set[str] = set()
        self.read: tuple[str, ...] = ()
        self.permission = "write"
        self.kinds: tuple[str, ...] = ("Bug", "Feature", "Task")
        self.boarded: dict[Reference, dict[str, str | None]] = {}
        self.missing: frozenset[Feature] = frozenset()
        self.writes = 0
        self.reads = 0
        self.failing: dict[str, GitHubError] = {}
        self.fault: Callable[[str, int], None] = lambda _when, _count: None

    # A person

    def edit(self, repository: str, number: int, **fields: Any) -> None:
        place = (repository, number)
        self.issues[place] = replace(self.issues[place], **fields)

    def file(self, **fields: Any) -> Issue:
        """A person files an issue."""
        repository = fields.pop("repository", self.main)
        issue = self._new(repository, fields.pop("title", "An issue"), fields.pop("body", ""))
        issue = replace(issue, **fields)
        self.issues[repository, issue.number] = issue
        return issue

    def delete(self, place: Reference) -> None:
        """A person deletes an issue: nothing refers to it any more."""
        del self.issues[place]
        name = f"{place[0]}#{place[1]}"
        for where, issue in self.issues.items():
            if parent(issue) == place:
                self.edit(*where, parent=None, parent_repository=None)
            if name in issue.blocked_by:
                left = tuple(one for one in issue.blocked_by if one != name)
                self.edit(*where, blocked_by=left)

    def by_key(self, key: str) -> Issue:
        found = [issue for issue in self.issues.values() if marker_key(issue.body) == key]
        assert len(found) == 1, f"{key}: {found}"
        return found[0]

    def _new(self, repository: str, title: str, body: str) -> Issue:
        number = self.numbers[repository] = self.numbers.get(repository, 0) + 1
        identity = 1000 + sum(self.numbers.values())
        return Issue(
            key=None,
            repository=repository,
            number=number,
            id=identity,
            node_id=f"I_{identity}",
            url=f"https://github.example/{repository}/issues/{number}",
            title=title,
            body=body,
            state="open",
            state_reason=None,
            labels=(),
            assignees=(),
            milestone=None,
            parent=None,
            blocked_by=(),
            created_at=NOW,
            closed_at=None,
            updated_at=NOW,
        )

    # Reader

    def snapshot(
        self,
        repositories: Sequence[str] = (),
        *,
        known: Mapping[str, Reference] | None = None,
        named: Collection[Reference] = (),
        everything: bool = False,
    ) -> Snapshot:
        self.reads += 1
        del repositories, known
        keyed = {
            place: replace(issue, key=marker_key(issue.body))
            for place, issue in self.issues.items()
        }
        ours = {place for place, issue in keyed.items() if issue.key}
        kept = [
            issue
            for place, issue in sorted(keyed.items())
            if everything
            or place in ours
            or place in named
            or parent(issue) in ours
            or {"ucops:epic", "ucops:item"} & set(issue.labels)
            or any(parent(child) == place for child in keyed.values() if child.key)
        ]
        return Snapshot(
            repository=self.main,
            taken_at=NOW,
            issues=tuple(kept),
            labels=tuple(self.labels.values()),
            milestones=tuple(
                replace(one, open_issues=self._open(one)) for one in self.milestones.values()
            ),
            lacks=tuple(self.missing),
            listed=len(self.issues),
            repositories=self.read or tuple(sorted({where for where, _ in self.issues})),
            rights={where: self.permission for where, _ in self.issues},
        )

    def _open(self, milestone: Milestone) -> int:
        return sum(
            (issue.repository, issue.milestone, issue.state)
            == (milestone.repository, milestone.title, "open")
            for issue in self.issues.values()
        )

    def find_created(self, repository: str, key: str, after_number: int) -> Issue | None:
        for (where, number), issue in self.issues.items():
            if where == repository and number > after_number and marker_key(issue.body) == key:
                return replace(issue, key=key)
        return None

    def assignable(self, repository: str, logins: Collection[str]) -> frozenset[str]:
        del repository
        return frozenset(logins) - self.refused

    def repository(self, repository: str) -> Repository:
        return Repository(
            name=repository,
            node_id="R_1",
            archived=False,
            has_issues=True,
            permission=self.permission,
        )

    def types(self, repository: str) -> tuple[str, ...]:
        del repository
        self.reads += 1
        return self.kinds

    def board(self, project: str) -> Board:
        return Board(node_id="P_1", title=project, fields={})

    def counts(self) -> Counts:
        return Counts(reads=self.reads, writes=self.writes)

    # Writer

    def _write(self, name: str, act: Callable[[], Any]) -> Any:
        self.writes += 1
        self.fault("before", self.writes)
        if name in self.failing:
            raise self.failing[name]
        result = act()
        self.fault("after", self.writes)
        return result

    def create_label(self, repository: str, name: str, color: str, description: str) -> Label:
        label = Label(repository=repository, name=name, color=color, description=description)
        return self._write(
            "create_label", lambda: self.labels.setdefault((repository, name.casefold()), label)
        )

    def update_label(self, label: Label, **changes: Unpack[LabelFields]) -> Label:
        def act() -> Label:
            place = (label.repository, label.name.casefold())
            self.labels[place] = replace(self.labels[place], **changes)
            return self.labels[place]

        return self._write("update_label", act)

    def create_milestone(
        self, repository: str, title: str, description: str, due_on: str | None
    ) -> Milestone:
        def act() -> Milestone:
            for one in self.milestones.values():
                if (one.repository, one.title) == (repository, title):
                    return one
            number = max((one for _, one in self.milestones), default=0) + 1
            self.milestones[repository, number] = Milestone(
                repository=repository,
                number=number,
                title=title,
                description=description,
                state="open",
                due_on=due_on and f"{due_on[:10]}T08:00:00Z",
            )
            return self.milestones[repository, number]

        return self._write("create_milestone", act)

    def update_milestone(
        self, milestone: Milestone, **changes: Unpack[MilestoneFields]
    ) -> Milestone:
        def act() -> Milestone:
            place = (milestone.repository, milestone.number)
            old = self.milestones[place]
            self.milestones[place] = replace(old, **changes)
            for where, issue in self.issues.items():
                if where[0] == place[0] and issue.milestone == old.title:
                    self.issues[where] = replace(issue, milestone=self.milestones[place].title)
            return self.milestones[place]

        return self._write("update_milestone", act)

    def create_issue(self, new: NewIssue) -> Written:
        def act() -> Written:
            issue = self._new(new.repository, new.title, new.body)
            taken = tuple(one for one in new.assignees if one not in self.refused)
            labels = tuple(
                one for one in new.labels if (new.repository, one.casefold()) in self.labels
            )
            titles = {m.title for m in self.milestones.values() if m.repository == new.repository}
            milestone = new.milestone if new.milestone in titles else None
            above = new.parent
            issue = replace(
                issue,
                key=marker_key(new.body),
                labels=labels,
                assignees=taken,
                milestone=milestone,
                type=new.type,
                parent=above.number if above else None,
                parent_repository=_other(above, new.repository),
            )
            self.issues[new.repository, issue.number] = issue
            dropped = Dropped(
                labels=tuple(one for one in new.labels if one not in labels),
                assignees=tuple(one for one in new.assignees if one not in taken),
                milestone=new.milestone if milestone is None else None,
            )
            return Written(issue=issue, dropped=dropped)

        return self._write("create_issue", act)

    def update_issue(self, issue: Issue, **changes: Unpack[IssueFields]) -> Written:
        def act() -> Written:
            wanted: dict[str, Any] = dict(changes)
            refused = tuple(
                one
                for one in wanted.get("assignees", ())
                if one in self.refused and one not in issue.assignees
            )
            for name in ("labels", "assignees"):
                if name in wanted:
                    wanted[name] = tuple(one for one in wanted[name] if one not in refused)
            if wanted.get("state") == "open":
                wanted |= {"state_reason": "reopened", "closed_at": None}
            place = (issue.repository, issue.number)
            self.edit(*place, **wanted)
            self.edit(*place, key=marker_key(self.issues[place].body))
            return Written(issue=self.issues[place], dropped=Dropped(assignees=refused))

        return self._write("update_issue", act)

    def close_issue(
        self,
        issue: Issue,
        reason: CloseReason,
        *,
        body: Timed | None = None,
        duplicate_of: Issue | None = None,
    ) -> Written:
        del duplicate_of

        def act() -> Written:
            text = body(NOW) if body else self.issues[issue.repository, issue.number].body
            self.edit(
                issue.repository,
                issue.number,
                state="closed",
                state_reason=reason,
                body=text,
                closed_at=NOW,
            )
            return Written(issue=self.issues[issue.repository, issue.number])

        return self._write("close_issue", act)

    def set_parent(self, issue: Issue, parent: Issue, *, replace: bool = False) -> None:
        def act() -> None:
            there = self.issues[issue.repository, issue.number].parent
            assert replace or there is None or there == parent.number
            self.edit(
                issue.repository,
                issue.number,
                parent=parent.number,
                parent_repository=_other(parent, issue.repository),
            )

        self._write("set_parent", act)

    def remove_parent(self, issue: Issue, parent: Issue) -> None:
        del parent
        self._write(
            "remove_parent",
            lambda: self.edit(issue.repository, issue.number, parent=None, parent_repository=None),
        )

    def add_blocked_by(self, issue: Issue, blocker: Issue) -> None:
        def act() -> None:
            there = self.issues[issue.repository, issue.number].blocked_by
            name = f"{blocker.repository}#{blocker.number}"
            self.edit(issue.repository, issue.number, blocked_by=(*there, name))

        self._write("add_blocked_by", act)

    def remove_blocked_by(self, issue: Issue, blocker: Issue) -> None:
        def act() -> None:
            there = self.issues[issue.repository, issue.number].blocked_by
            name = f"{blocker.repository}#{blocker.number}"
            left = tuple(one for one in there if one != name)
            self.edit(issue.repository, issue.number, blocked_by=left)

        self._write("remove_blocked_by", act)

    def ensure_board_fields(self, board: Board, fields: Sequence[BoardField]) -> Board:
        return replace(board, fields={**board.fields, **{one.name: one for one in fields}})

    def put_on_board(self, board: Board, cards: Sequence[Card]) -> list[GitHubError | None]:
        def act() -> None:
            for issue, values, kept in cards:
                place = (issue.repository, issue.number)
                self.boarded[place] = {**self.boarded.get(place, kept), **values}

        del board
        self._write("put_on_board", act)
        self._write("set_board_values", lambda: None)
        return [None] * len(cards)


def marker_key(body: str) -> str | None:
    found = marker.parse(body) or marker.stray(body)
    return found.key if found else None


def parent(issue: Issue) -> Reference | None:
    return (issue.parent_repository or issue.repository, issue.parent) if issue.parent else None


def _other(above: Issue | None, repository: str) -> str | None:
    return above.repository if above and above.repository != repository else None
