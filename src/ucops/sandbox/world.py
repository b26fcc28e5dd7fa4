"""The world of the sandbox: entities by kind and id, the indexes to find them, and their log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

from ucops.sandbox.entities import (
    KINDS,
    ROLES,
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
    Role,
    Token,
)
from ucops.sandbox.ids import entity_of, timestamp
from ucops.sandbox.log import Log

E = TypeVar("E", bound=Entity)
HANDLE = re.compile(r"octo-[a-z0-9-]+", re.IGNORECASE)
"""Logins that exist and may be assigned everywhere unless a repository says otherwise."""


class World:
    """Everything the sandbox knows.

    Entities are replaced with `put` and reach the disk, all of one request together, with
    `commit`.
    """

    def __init__(self, clock: Callable[[], float], log: Log | None = None) -> None:
        self.clock = clock
        self._log = log
        self._all: dict[type, dict[int, Entity]] = {kind: {} for kind in KINDS.values()}
        self._within: dict[tuple[type, int], dict[int, None]] = {}
        self._numbers: dict[tuple[int, int], int] = {}
        self._blocking: dict[int, dict[int, None]] = {}
        self._changed: dict[tuple[type, int], Entity | None] = {}
        self._last_id = 1000
        for kind, ident, entity in log.read() if log else ():
            self._replay(kind, ident, entity)
        self._changed.clear()
        if log:
            log.start(entity for kind in self._all.values() for entity in kind.values())

    # Writing.

    def put(self, entity: E) -> E:
        """Add the entity, or replace the one of its kind and id."""
        before = self._all[type(entity)].get(entity.id)
        self._all[type(entity)][entity.id] = entity
        self._changed[type(entity), entity.id] = entity
        self._last_id = max(self._last_id, entity.id)
        self._index(entity, before)
        return entity

    def remove(self, entity: Entity) -> None:
        """Forget an entity that nothing refers to any more."""
        kind = type(entity)
        self._all[kind].pop(entity.id)
        self._changed[kind, entity.id] = None
        for (of, _container), members in self._within.items():
            if of is kind:
                members.pop(entity.id, None)

    def commit(self) -> bool:
        """Write what changed since the last commit; say whether anything did."""
        changed = dict(self._changed)
        self._changed.clear()
        if changed and self._log is not None:
            self._log.append(changed)
        return bool(changed)

    def close(self) -> None:
        """Write what is left and close the log."""
        self.commit()
        if self._log is not None:
            self._log.close()

    def new_id(self) -> int:
        """An id that nothing has."""
        self._last_id += 1
        return self._last_id

    def now(self) -> str:
        """The time, as GitHub writes it."""
        return timestamp(self.clock())

    def touch(self, issue: Issue) -> Issue:
        """The issue, updated now."""
        return self.put(replace(issue, updated_at=self.now()))

    # Reading.

    def get(self, kind: type[E], ident: int | None) -> E | None:
        """The entity of a kind and id, or None."""
        return cast("E | None", self._all[kind].get(ident)) if ident is not None else None

    def the(self, kind: type[E], ident: int) -> E:
        """The entity of a kind and an id that is known to exist."""
        return cast("E", self._all[kind][ident])

    def every(self, kind: type[E]) -> Iterator[E]:
        """All entities of a kind, oldest first."""
        return cast("Iterator[E]", iter(tuple(self._all[kind].values())))

    def by_node(self, node: str) -> Entity | None:
        """The entity that a GraphQL id means, or None."""
        found = entity_of(node)
        return self._all[found[0]].get(found[1]) if found else None

    def repository(self, owner: str, name: str) -> Repository | None:
        """A repository by its name, whatever the letter case."""
        wanted = f"{owner}/{name}".lower()
        return next((r for r in self.every(Repository) if r.full_name.lower() == wanted), None)

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
        return [issue for issue in self._of(Issue, repository.id) if issue.gone is None]

    def labels(self, repository: Repository) -> list[Label]:
        """The labels of a repository, oldest first."""
        return self._of(Label, repository.id)

    def label(self, repository: Repository, name: str) -> Label | None:
        """A label by name, whatever the letter case."""
        wanted = name.lower()
        return next((it for it in self.labels(repository) if it.name.lower() == wanted), None)

    def milestones(self, repository: Repository) -> list[Milestone]:
        """The milestones of a repository, oldest first."""
        return self._of(Milestone, repository.id)

    def milestone(self, repository: Repository, number: int) -> Milestone | None:
        """A milestone by number."""
        return next((it for it in self.milestones(repository) if it.number == number), None)

    def comments(self, issue: Issue) -> list[Comment]:
        """The comments below an issue, oldest first."""
        return self._of(Comment, issue.id)

    def fields(self, project: Project) -> list[ProjectField]:
        """The fields of a board."""
        return self._of(ProjectField, project.id)

    def items(self, project: Project) -> list[ProjectItem]:
        """The items of a board."""
        return self._of(ProjectItem, project.id)

    def children(self, issue: Issue) -> list[Issue]:
        """Its sub-issues in their order."""
        return [self.the(Issue, child) for child in issue.sub_issues]

    def blockers(self, issue: Issue) -> list[Issue]:
        """What blocks it."""
        return [self.the(Issue, blocker) for blocker in issue.blocked_by]

    def blocked(self, issue: Issue) -> list[Issue]:
        """What it blocks."""
        return [self.the(Issue, ident) for ident in self._blocking.get(issue.id, ())]

    def role(self, repository: Repository, login: str | None) -> Role:
        """What a person may do in a repository."""
        if login is None:
            return "none" if repository.private else "read"
        wanted = login.lower()
        for known, role in repository.roles.items():
            if known.lower() == wanted:
                return role
        return "read" if HANDLE.fullmatch(login) or not repository.private else "none"

    def may(self, repository: Repository, login: str | None, least: Role) -> bool:
        """Whether a person has at least a right in a repository."""
        return ROLES.index(self.role(repository, login)) >= ROLES.index(least)

    def exists(self, login: str) -> bool:
        """Whether there is such a user."""
        wanted = login.lower()
        return bool(HANDLE.fullmatch(login)) or any(
            known.lower() == wanted for repo in self.every(Repository) for known in repo.roles
        )

    def assignable(self, repository: Repository, login: str) -> bool:
        """Whether a person can be assigned: a handle of the sandbox, or one with a role."""
        wanted = login.lower()
        roles = {known.lower(): role for known, role in repository.roles.items()}
        return roles.get(wanted, "read" if HANDLE.fullmatch(login) else "none") != "none"

    def _replay(self, kind: type[Entity], ident: int, entity: Entity | None) -> None:
        if entity is not None:
            self.put(entity)
        elif ident in self._all[kind]:
            self.remove(self._all[kind][ident])

    def _of(self, kind: type[E], container: int) -> list[E]:
        known = self._all[kind]
        return [cast("E", known[ident]) for ident in self._within.get((kind, container), ())]

    def _index(self, entity: Entity, before: Entity | None) -> None:
        container = getattr(entity, "repository", None) or getattr(entity, "project", None)
        if isinstance(entity, Comment):
            container = entity.issue
        if container is not None:
            self._within.setdefault((type(entity), container), {})[entity.id] = None
        if isinstance(entity, Issue):
            self._numbers[entity.repository, entity.number] = entity.id
            self._index_blockers(entity, cast("Issue | None", before))

    def _index_blockers(self, issue: Issue, before: Issue | None) -> None:
        for ident in before.blocked_by if before else ():
            self._blocking.get(ident, {}).pop(issue.id, None)
        for ident in issue.blocked_by:
            self._blocking.setdefault(ident, {})[issue.id] = None
