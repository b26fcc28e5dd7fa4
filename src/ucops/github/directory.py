"""Names and the ids that GraphQL wants for them, as far as they were met in this run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from ucops.github import granting, graphql, shapes
from ucops.github.client import Client
from ucops.github.errors import (
    MissingPermissionError,
    MovedError,
    NotFoundError,
    ServerFailedError,
    UnsupportedError,
)
from ucops.github.protocols import Feature, Repository
from ucops.github.snapshot import Label, Milestone

Kind = Literal["labels", "milestones"]
KINDS: tuple[Kind, ...] = ("labels", "milestones")
Pages = Mapping[Kind, Sequence[str]]
"""Where pages begin, the first ones aside: cursors of GraphQL."""

Starts = dict[Kind, list[str | None]]
"""Where pages begin that are to be read, the first ones as None."""

MOST_PAGES = 50
"""Most pages that one question asks for: five thousand labels."""


@dataclass
class Entry:
    """What is known of one repository.

    Attributes:
        labels: By name in small letters.
        milestones: By title.
        people: Login in small letters → node id; empty for one who cannot be assigned.
        types: Issue type's name in small letters → (name, node id); None before it was asked.
        issues: How many issues it holds in all, or None where that is not known.
        pages: Where the pages of its labels and milestones begin, the first ones aside.
        totals: How many of each it says it has.
        writers: Login in small letters → whether that person may write to it.
        viewer: Whose token it is, where that was said; an empty string where it is not known.
        unread: Where the labels begin that nobody asked for yet, if there are any.
    """

    repository: Repository
    labels: dict[str, Label] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    types: dict[str, tuple[str, str]] | None = None
    issues: int | None = None
    pages: dict[Kind, list[str]] = field(default_factory=dict)
    totals: dict[Kind, int] = field(default_factory=dict)
    writers: dict[str, bool] = field(default_factory=dict)
    viewer: str | None = None
    unread: list[str | None] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether no label or milestone fell between two pages."""
        there = {"labels": len(self.labels), "milestones": len(self.milestones)}
        return there == self.totals

    @property
    def names(self) -> dict[str, str]:
        """Node id of each label and milestone → its name."""
        labels = {label.node_id: label.name for label in self.labels.values()}
        return labels | {one.node_id: one.title for one in self.milestones.values()}

    def know(self, labels: Iterable[Label] = (), milestones: Iterable[Milestone] = ()) -> None:
        """Take note of labels and milestones that are there."""
        self.labels |= {label.name.lower(): label for label in labels}
        self.milestones |= {milestone.title: milestone for milestone in milestones}


@dataclass
class Directory:
    """All that is known, for reader and writer together.

    Attributes:
        entries: By repository's name in small letters.
        lacks: Features that the server was found not to know.
        plain_creates: Whether issues have to be created without their parent, by REST.
        viewer: Whose token it is, once that was asked.
        trusted: Further logins in small letters whose markers are believed.
    """

    client: Client
    entries: dict[str, Entry] = field(default_factory=dict)
    lacks: set[Feature] = field(default_factory=set)
    plain_creates: bool = False
    viewer: str | None = None
    trusted: frozenset[str] = frozenset()

    def entry(self, repository: str) -> Entry:
        """What is known of a repository; it is asked for once."""
        found = self.entries.get(repository.lower())
        return found or self.refresh(repository)

    def refresh(self, repository: str, pages: Pages | None = None, *, whole: bool = True) -> Entry:
        """Ask anew for a repository, its labels and its milestones.

        Args:
            repository: Its name.
            pages: Where their pages began the last time: asked for all at once.
            whole: Whether all labels are read; else the oldest, until `complete` is called.
        """
        try:
            entry = _by_graphql(self.client, repository, pages or {}, whole=whole)
            self.viewer = entry.viewer
        except (UnsupportedError, NotFoundError, MissingPermissionError):
            entry = _by_rest(self.client, repository)
        if before := self.entries.get(repository.lower()):
            entry.people, entry.types = before.people, before.types
            entry.writers = before.writers
        self.entries[repository.lower()] = entry
        return entry

    def complete(self, repository: str, worn: Iterable[Label]) -> None:
        """Have all labels, and ask for the rest only where the issues do not wear all of them.

        Listings say all of a label, and most labels are on some issue: as many as there are.

        Args:
            repository: Its name.
            worn: The labels that its issues and pull requests wear.
        """
        entry = self.entry(repository)
        if entry.unread:
            oldest = {**entry.labels}
            entry.know(labels=worn)
            if not entry.is_whole:
                entry.labels = oldest
                starts: Starts = {"labels": entry.unread, "milestones": []}
                _read(self.client, repository, starts, entry)
            entry.unread = []

    def may_write(self, repository: str, login: str) -> bool | None:
        """Whether a person may write to a repository; None where the token may not ask that."""
        writers = self.entry(repository).writers
        if login.lower() not in writers:
            path = f"/repos/{repository}/collaborators/{quote(login, safe='')}/permission"
            try:
                may = self.client.get(path).get("permission")
            except NotFoundError:
                may = "none"
            except MissingPermissionError:
                return None
            writers[login.lower()] = may in {"admin", "maintain", "write"}
        return writers[login.lower()]

    def asking(self) -> str:
        """The login of the token's owner in small letters, or an empty string."""
        if self.viewer is None:
            try:
                data = self.client.query("whose token it is", graphql.VIEWER, {}).data
            except (UnsupportedError, NotFoundError, MissingPermissionError):
                data = {}
            self.viewer = str((data.get("viewer") or {}).get("login") or "").lower()
        return self.viewer

    def assignable(self, repository: str, logins: Collection[str]) -> frozenset[str]:
        """Those of the logins that issues of the repository can be assigned to."""
        people = self.entry(repository).people
        unknown = sorted({login.lower() for login in logins} - people.keys())
        if unknown:
            people |= _people(self.client, repository, unknown)
        return frozenset(login for login in logins if people[login.lower()])

    def types(self, repository: str) -> dict[str, tuple[str, str]]:
        """The issue types of a repository: name in small letters → (name, node id)."""
        entry = self.entry(repository)
        if entry.types is None:
            try:
                entry.types = _types(self.client, repository)
            except UnsupportedError:
                self.lacks.add("types")
                raise
        return entry.types


def parts(repository: str) -> dict[str, Any]:
    """The variables that name a repository in GraphQL."""
    owner, _, name = repository.partition("/")
    return {"owner": owner, "name": name}


def _by_graphql(client: Client, repository: str, pages: Pages, *, whole: bool = True) -> Entry:
    """All pages in one question where it is known where they begin, else one after another."""
    starts: Starts = {kind: [None, *pages.get(kind, ())][:MOST_PAGES] for kind in KINDS}
    entry = _read(client, repository, starts, whole=whole)
    return (
        entry
        if entry.is_whole or entry.unread or not any(pages.values())
        else _by_graphql(client, repository, {})
    )


def _read(
    client: Client,
    repository: str,
    starts: Starts,
    entry: Entry | None = None,
    *,
    whole: bool = True,
) -> Entry:
    """Read on from where pages begin; without `whole`, labels are read no further than that."""
    while any(starts.values()):
        aliases = {
            f"{kind[0]}{at}": after for kind in KINDS for at, after in enumerate(starts[kind])
        }
        found = client.query(
            f"the labels and milestones of {repository}",
            graphql.directory(len(starts["labels"]), len(starts["milestones"])),
            {**parts(repository), **aliases},
        )
        with shapes.expecting(f"the labels and milestones of {repository}"):
            data = found.data["repository"]
            if data is None:
                raise NotFoundError(f"there is no repository {repository}")
            entry = entry or _entry(data, repository)
            entry.viewer = str((found.data.get("viewer") or {}).get("login") or "").lower()
            entry.issues = (data.get("issues") or {}).get("totalCount")
            starts = {kind: _taken(entry, data, kind, len(starts[kind])) for kind in KINDS}
            if not whole:
                entry.unread, starts["labels"] = [*entry.unread, *starts["labels"]], []
    if entry is None:
        raise ServerFailedError(f"GitHub says nothing of {repository}", "try again later")
    return entry


def _taken(entry: Entry, data: Mapping[str, Any], kind: Kind, count: int) -> list[str | None]:
    """Take note of pages of one kind; where the next one begins, or nothing."""
    found = [data[f"{kind[0]}{at}"] for at in range(count)]
    for page in found:
        nodes = shapes.nodes(page)
        if kind == "labels":
            entry.know(labels=[shapes.label(node, entry.repository.name) for node in nodes])
        else:
            entry.know(milestones=[shapes.milestone(node, entry.repository.name) for node in nodes])
        entry.totals[kind] = page["totalCount"]
    infos = [page["pageInfo"] for page in found if page["pageInfo"]["hasNextPage"]]
    entry.pages[kind] = [*entry.pages.get(kind, []), *(info["endCursor"] for info in infos)]
    return [infos[-1]["endCursor"]] if found and found[-1]["pageInfo"]["hasNextPage"] else []


def _entry(data: Mapping[str, Any], repository: str) -> Entry:
    described = Repository(
        name=data.get("nameWithOwner") or repository,
        node_id=str(data["id"]),
        archived=bool(data.get("isArchived")),
        has_issues=data.get("hasIssuesEnabled") is not False,
        permission=str(data.get("viewerPermission") or "none").lower(),
        private=bool(data.get("isPrivate")),
    )
    return Entry(described)


def _by_rest(client: Client, repository: str) -> Entry:
    entry = Entry(described(client, repository))
    for page in client.pages(f"/repos/{repository}/labels"):
        entry.know(labels=[shapes.label(data, repository) for data in page])
    for page in client.pages(f"/repos/{repository}/milestones", state="all"):
        entry.know(milestones=[shapes.milestone(data, repository) for data in page])
    return entry


def described(client: Client, repository: str) -> Repository:
    """What a repository is, by REST; MovedError names the new name of one that was renamed."""
    try:
        data = client.get(f"/repos/{repository}")
    except NotFoundError as error:
        raise NotFoundError(
            f"there is no repository {repository}, or the token may not see it",
            granting.seeing(repository),
            permissions=error.permissions,
        ) from None
    except MovedError as moved:
        with shapes.expecting(f"the new place of {repository}"):
            name = client.get(moved.location)["full_name"]
        raise MovedError(
            f"the repository {repository} is now {name}",
            "give its new name under github.repository in ucops.yaml, or in GITHUB_REPOSITORY",
            location=name,
        ) from None
    with shapes.expecting(f"the repository {repository}"):
        return Repository(
            name=str(data.get("full_name") or repository),
            node_id=str(data.get("node_id") or ""),
            archived=bool(data.get("archived")),
            has_issues=data.get("has_issues") is not False,
            permission=_permission(data.get("permissions") or {}),
            private=bool(data.get("private")),
        )


def _permission(granted: Mapping[str, bool]) -> str:
    order = {"admin": "admin", "maintain": "maintain", "push": "write", "triage": "triage"}
    names = (name for right, name in order.items() if granted.get(right))
    return next(names, "read" if granted.get("pull") else "none")


def _people(client: Client, repository: str, logins: list[str]) -> dict[str, str]:
    """Login → node id, empty for somebody who cannot be assigned."""
    try:
        found = client.query(
            f"who can be assigned in {repository}",
            graphql.assignable(len(logins)),
            parts(repository) | {f"u{index}": login for index, login in enumerate(logins)},
        ).data["repository"]
    except UnsupportedError:
        return {
            login: login if _is_assignable(client, repository, login) else "" for login in logins
        }
    people = {}
    with shapes.expecting(f"who can be assigned in {repository}"):
        for index, login in enumerate(logins):
            matches = found[f"u{index}"]
            ids = {node["login"].lower(): node["id"] for node in shapes.nodes(matches)}
            people[login] = ids.get(login, "")
            if not people[login] and matches["pageInfo"]["hasNextPage"]:
                people[login] = login if _is_assignable(client, repository, login) else ""
    return people


def _is_assignable(client: Client, repository: str, login: str) -> bool:
    try:
        client.get(f"/repos/{repository}/assignees/{login}")
    except NotFoundError:
        return False
    return True


def _types(client: Client, repository: str) -> dict[str, tuple[str, str]]:
    about = f"the issue types of {repository}"
    try:
        data = client.query(about, graphql.ISSUE_TYPES, parts(repository)).data
        found = shapes.nodes((data["repository"] or {}).get("issueTypes") or {})
    except UnsupportedError:
        try:
            found = client.get(f"/repos/{repository}/issue-types")
        except NotFoundError:
            raise UnsupportedError(f"there are no issue types for {repository}") from None
    with shapes.expecting(about):
        return {each["name"].lower(): (each["name"], _node_id(each)) for each in found}


def _node_id(data: Mapping[str, Any]) -> str:
    return str(data.get("node_id") or data["id"])
