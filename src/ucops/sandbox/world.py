"""The world of the sandbox: what GitHub knows, and how it is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from ucops.sandbox.entities import (
    Comment,
    Entity,
    Issue,
    Label,
    Milestone,
    Owner,
    Project,
    ProjectField,
    ProjectItem,
    Repository,
    Token,
)
from ucops.sandbox.git import Git
from ucops.sandbox.ids import entity_of, timestamp
from ucops.sandbox.log import Log
from ucops.sandbox.store import Store


class World(Store):
    """Everything the sandbox knows.

    Attributes:
        clock: Tells the seconds since the epoch.
        git: Where the files of repositories are, by the repository's id; the demo has none.
    """

    def __init__(self, clock: Callable[[], float], log: Log | None = None) -> None:
        self.clock = clock
        self._numbers: dict[tuple[int, int], int] = {}
        self._blocking: dict[int, dict[int, None]] = {}
        self.git: dict[int, Git] = {}
        super().__init__(log)

    def now(self) -> str:
        """The time, as GitHub writes it."""
        return timestamp(self.clock())

    def touch(self, issue: Issue) -> Issue:
        """The issue, updated now."""
        return self.put(replace(issue, updated_at=self.now()))

    def by_node(self, node: str) -> Entity | None:
        """The entity that a GraphQL id means, or None."""
        found = entity_of(node)
        return self._all[found[0]].get(found[1]) if found else None

    def repository(self, owner: str, name: str) -> Repository | None:
        """A repository by its name, whatever the letter case."""
        wanted = f"{owner}/{name}".lower()
        return next((r for r in self.every(Repository) if r.full_name.lower() == wanted), None)

    def renamed(self, owner: str, name: str) -> Repository | None:
        """The repository that had a name before; GitHub leads on from there."""
        wanted = f"{owner}/{name}".lower()
        every = self.every(Repository)
        return next((r for r in every if wanted in (one.lower() for one in r.names)), None)

    def owner(self, login: str) -> Owner | None:
        """An owner by login, whatever the letter case."""
        return next((o for o in self.every(Owner) if o.login.lower() == login.lower()), None)

    def token(self, value: str) -> Token | None:
        """A token by its value."""
        return next((token for token in self.every(Token) if token.value == value), None)

    def issue(self, repository: Repository, number: int) -> Issue | None:
        """An issue or pull request by its number, gone ones too."""
        return self.get(Issue, self._numbers.get((repository.id, number)))

    def issues(self, repository: Repository) -> list[Issue]:
        """The issues and pull requests of a repository that can be read, by creation."""
        return [issue for issue in self.within(Issue, repository.id) if issue.gone is None]

    def labels(self, repository: Repository) -> list[Label]:
        """The labels of a repository, oldest first."""
        return self.within(Label, repository.id)

    def label(self, repository: Repository, name: str) -> Label | None:
        """A label by name, whatever the letter case."""
        wanted = name.lower()
        return next((it for it in self.labels(repository) if it.name.lower() == wanted), None)

    def milestones(self, repository: Repository) -> list[Milestone]:
        """The milestones of a repository, oldest first."""
        return self.within(Milestone, repository.id)

    def milestone(self, repository: Repository, number: int) -> Milestone | None:
        """A milestone by number."""
        return next((it for it in self.milestones(repository) if it.number == number), None)

    def comments(self, issue: Issue) -> list[Comment]:
        """The comments below an issue, oldest first."""
        return self.within(Comment, issue.id)

    def fields(self, project: Project) -> list[ProjectField]:
        """The fields of a board."""
        return self.within(ProjectField, project.id)

    def items(self, project: Project) -> list[ProjectItem]:
        """The items of a board."""
        return self.within(ProjectItem, project.id)

    def children(self, issue: Issue) -> list[Issue]:
        """Its sub-issues in their order."""
        return [self.the(Issue, child) for child in issue.sub_issues]

    def blockers(self, issue: Issue) -> list[Issue]:
        """What blocks it."""
        return [self.the(Issue, blocker) for blocker in issue.blocked_by]

    def blocked(self, issue: Issue) -> list[Issue]:
        """What it blocks."""
        return [self.the(Issue, ident) for ident in self._blocking.get(issue.id, ())]

    def _index(self, entity: Entity, before: Entity | None) -> None:
        super()._index(entity, before)
        if isinstance(entity, Issue):
            self._numbers[entity.repository, entity.number] = entity.id
            self._index_blockers(entity, cast("Issue | None", before))

    def _index_blockers(self, issue: Issue, before: Issue | None) -> None:
        for ident in before.blocked_by if before else ():
            self._blocking.get(ident, {}).pop(issue.id, None)
        for ident in issue.blocked_by:
            self._blocking.setdefault(ident, {})[issue.id] = None
