"""One REST request and its answer, as the route's functions see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ucops.sandbox.access import Caller, check_read
from ucops.sandbox.entities import Issue, Label, Milestone, Repository
from ucops.sandbox.refusals import Refusal, gone, invalid, moved, not_found
from ucops.sandbox.rest.views import Views
from ucops.sandbox.world import World

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, JSON value (None for none), and headers beside the usual ones."""

    status: int
    value: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request.

    Attributes:
        root: The API's base address as the client sees it, its prefix included.
        path: The path below `root`.
        query: Query parameters; the last one wins.
        body: The JSON object sent, empty when there was none.
        places: What the route's pattern found in the path.
    """

    world: World
    who: Caller
    root: str
    path: str
    query: Mapping[str, str]
    body: Mapping[str, Any]
    views: Views
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def login(self) -> str:
        """Who acts."""
        return self.who.login or "ghost"

    @property
    def repository(self) -> Repository:
        """The repository that the path names, by owner and name or by id."""
        found = (
            self.world.get(Repository, int(self.places["id"]))
            if self.places.get("id")
            else self.world.repository(self.places["owner"], self.places["repo"])
        )
        if found is None:
            self._lead_on()
            raise not_found()
        check_read(self.who, found, "metadata")
        return found

    def _lead_on(self) -> None:
        """Say where a repository is that had the path's name before."""
        now = self.world.renamed(self.places.get("owner", ""), self.places.get("repo", ""))
        if now:
            rest = "/".join(self.path.split("/")[4:])
            raise moved(f"{self.root}/repositories/{now.id}{'/' if rest else ''}{rest}")

    @property
    def issue(self) -> Issue:
        """The issue that the path names; 410 when deleted, 301 when transferred."""
        repository = self.repository
        check_read(self.who, repository)
        found = self.world.issue(repository, int(self.places["number"]))
        if found is None or found.gone == "discussion":
            raise not_found()
        if found.gone == "deleted":
            raise gone()
        if found.moved_to is not None:
            target = self.world.the(Issue, found.moved_to)
            raise moved(
                f"{self.root}/repositories/{target.repository}/issues/{target.number}"
                + self.path.partition(f"/issues/{self.places['number']}")[2]
            )
        return found

    @property
    def label(self) -> Label:
        """The label that the path names."""
        return _present(self.world.label(self.repository, self.places["name"]))

    @property
    def milestone(self) -> Milestone:
        """The milestone that the path names."""
        return _present(self.world.milestone(self.repository, int(self.places["number"])))

    def issue_by_id(self, name: str) -> Issue:
        """The issue whose REST id is a member of the body."""
        ident = self.member(name, int)
        found = self.world.get(Issue, ident)
        if found is None or found.gone:
            raise not_found()
        return found

    def title(self) -> str:
        """The title in the body, which may be a number."""
        value = self.body.get("title")
        return str(value) if isinstance(value, int) else self.member("title", str)

    def member(self, name: str, kind: type[T], default: T | None = None) -> T:
        """A member of the body, of a type; without a default it has to be there."""
        value = self.body.get(name, default)
        if value is None and default is None:
            raise Refusal(422, f'Invalid request.\n\n"{name}" wasn\'t supplied.', errors=[])
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise Refusal(422, f"Invalid request.\n\nFor '{name}', {value!r} is of a wrong type.")
        return value

    def texts(self, *names: str) -> dict[str, str | None]:
        """The members of the body that are there: texts, or None where null was sent."""
        given = {name: self.body[name] for name in names if name in self.body}
        return {
            name: None if value is None else self.member(name, str) for name, value in given.items()
        }

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """A query parameter that must be one of a few words."""
        value = self.query.get(name, default)
        if value not in allowed:
            raise invalid("Issue", name, "invalid", value=value)
        return value


Handler = Callable[[Call], Answer]


def _present(found: T | None) -> T:
    if found is None:
        raise not_found()
    return found
