"""Entities by kind and id, with an index of which lies in which, and their log."""

from __future__ import annotations

from collections.abc import Iterator
from threading import RLock
from typing import TypeVar, cast

from ucops.sandbox.entities import KINDS, Comment, Entity
from ucops.sandbox.log import Log

E = TypeVar("E", bound=Entity)


class Store:
    """Holds entities, which are replaced with `put`.

    They reach the disk, all of one request together, with `commit`. Who reads and writes in
    several threads holds the `lock`.
    """

    def __init__(self, log: Log | None = None) -> None:
        self.lock = RLock()
        self._log = log
        self._all: dict[type, dict[int, Entity]] = {kind: {} for kind in KINDS.values()}
        self._within: dict[tuple[type, int], dict[int, None]] = {}
        self._changed: dict[tuple[type, int], Entity | None] = {}
        self._last_id = 1000
        for kind, ident, entity in log.read() if log else ():
            self._replay(kind, ident, entity)
        self._changed.clear()
        if log:
            log.start(entity for kind in self._all.values() for entity in kind.values())

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

    def get(self, kind: type[E], ident: int | None) -> E | None:
        """The entity of a kind and id, or None."""
        return cast("E | None", self._all[kind].get(ident)) if ident is not None else None

    def the(self, kind: type[E], ident: int) -> E:
        """The entity of a kind and an id that is known to exist."""
        return cast("E", self._all[kind][ident])

    def every(self, kind: type[E]) -> Iterator[E]:
        """All entities of a kind, oldest first."""
        return cast("Iterator[E]", iter(tuple(self._all[kind].values())))

    def within(self, kind: type[E], container: int) -> list[E]:
        """The entities of a kind that belong to the one of an id, oldest first."""
        known = self._all[kind]
        return [cast("E", known[ident]) for ident in self._within.get((kind, container), ())]

    def _replay(self, kind: type[Entity], ident: int, entity: Entity | None) -> None:
        if entity is not None:
            self.put(entity)
        elif ident in self._all[kind]:
            self.remove(self._all[kind][ident])

    def _index(self, entity: Entity, before: Entity | None) -> None:
        """Note where an entity lies; `before` is what it replaces."""
        del before
        container = getattr(entity, "repository", None) or getattr(entity, "project", None)
        if isinstance(entity, Comment):
            container = entity.issue
        if container is not None:
            self._within.setdefault((type(entity), container), {})[entity.id] = None
