"""Reading GitHub: a `Reader` over a client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ucops.github import begun, blockers, board, delivered, identity, links, listing, shapes
from ucops.github.blockers import Blockers
from ucops.github.cache import Cache
from ucops.github.client import Client
from ucops.github.delivered import Author
from ucops.github.directory import Directory
from ucops.github.errors import NotFoundError, UnsupportedError
from ucops.github.identity import Place
from ucops.github.missing import missing
from ucops.github.protocols import Board, Counts, Repository, Said
from ucops.github.shapes import Listed, one_spelling
from ucops.github.snapshot import Gone, Issue, Newer, Snapshot, Stranger
from ucops.github.survey import Surveyed, remember, survey

LOOKING_PAUSES = (1.0, 3.0, 9.0)
"""Seconds before each round of looking for an issue whose create got no clear answer."""


@dataclass(frozen=True)
class GitHubReader:
    """Answers the questions of `ucops.github.protocols.Reader`."""

    client: Client
    directory: Directory
    cache: Cache | None = None

    def snapshot(
        self,
        repositories: Sequence[str],
        *,
        known: Mapping[str, tuple[str, int]] | None = None,
        named: Collection[tuple[str, int]] = (),
        everything: bool = False,
        thorough: bool = False,
        trusting: bool = False,
    ) -> Snapshot:
        """Read what these repositories hold."""
        repositories = tuple(one_spelling(repositories).values())
        taken_at = dt.datetime.fromtimestamp(self.client.around.clock(), dt.UTC)
        wished = {(name.lower(), number) for name, number in named}
        kept = wished | {(name.lower(), number) for name, number in (known or {}).values()}
        cache = None if everything else self.cache

        def wanted(item: Listed) -> bool:
            return everything or identity.may_concern(item) or identity.place(item.issue) in kept

        surveyed, unreachable = survey(
            self.client, self.directory, repositories, wanted, cache, thorough=thorough
        )
        hidden = {one.repository.lower() for one in unreachable}
        repositories = tuple(one for one in repositories if one.lower() not in hidden)
        known = {
            key: place for key, place in (known or {}).items() if place[0].lower() not in hidden
        }
        kept = {place for place in kept if place[0] not in hidden}
        listings = [each.listing for each in surveyed]
        gone, found = missing(self.client, listings, known, kept, trusting=trusting)
        items = [*(i for each in listings for i in each.items.values()), *found]
        strangers = self._strangers(items, wished)
        items = self._identified(items, {identity.place(item.issue) for item in strangers})
        ours = identity.ours(items, kept)
        if identity.without_sub_issues(ours):
            self.directory.lacks.add("sub_issues")
        self._ask_again(ours)
        ours = self._whole(ours)
        blocked_by = self._blockers(ours, surveyed)
        if cache:
            kept = {identity.place(item.issue) for item in ours}
            remember(cache, self.directory, surveyed, blocked_by, kept)
        entries = [self.directory.entry(name) for name in repositories]
        return Snapshot(
            repository=repositories[0],
            taken_at=taken_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            issues=_issues(items if everything else ours, blocked_by, repositories),
            labels=tuple(
                replace(label, repository=name)
                for name, entry in zip(repositories, entries, strict=True)
                for _, label in sorted(entry.labels.items())
            ),
            milestones=tuple(
                replace(one, repository=name)
                for name, entry in zip(repositories, entries, strict=True)
                for one in entry.milestones.values()
            ),
            gone=gone,
            lacks=tuple(sorted(self.directory.lacks)),
            listed=sum(len(each.issues) + len(each.pull_requests) for each in listings),
            repositories=repositories,
            rights={
                name: entry.repository.permission
                for name, entry in zip(repositories, entries, strict=True)
            },
            strangers=tuple(_stranger(item, known) for item in strangers),
            newer=tuple(
                _newer(item) for item in items if identity.is_newer(item) and item not in strangers
            ),
            unsure=tuple(each.repository for each in listings if not each.sure),
            unreachable=tuple(unreachable),
            archived=tuple(entry.repository.name for entry in entries if entry.repository.archived),
        )

    def _strangers(self, items: Sequence[Listed], named: Collection[Place] = ()) -> list[Listed]:
        """The items whose marker is not believed."""
        marked = identity.marked(items, named)
        believed = [item for item in marked if self._is_believed(item)]
        fine = {identity.place(item.issue) for item in believed}
        epics = [*believed, *(one for one in items if identity.place(one.issue) in named)]
        doubted = [item for item in marked if identity.place(item.issue) not in fine]
        return identity.not_under_ours(doubted, epics)

    def _is_believed(self, item: Listed) -> bool:
        """Whether an item's author writes markers: ucops itself, who is trusted, who may write."""
        author, asking = item.author, self.directory.asking()
        if not asking:  # a server that does not say: who has a tie to the repository is believed
            return not item.outsider
        if any(identity.same_identity(item, one) for one in (asking, *self.directory.trusted)):
            return True
        if item.bot or not author:
            return False
        return self._may_write(item.issue.repository, Author(author, item.outsider))

    def _may_write(self, repository: str, author: Author) -> bool:
        """Whether a person may write there; where nobody says that, who has a tie to it may."""
        may_write = self.directory.may_write(repository, author.login)
        return not author.outsider if may_write is None else may_write

    def _whole(self, ours: Sequence[Listed]) -> list[Listed]:
        """Our items, looked at where the last run kept no text of theirs: they were not ours."""
        whole = []
        for item in ours:
            found: Listed | Gone = item
            if not item.issue.title:
                found = listing.look(self.client, item.issue.repository, item.issue.number)
            whole.append(found if isinstance(found, Listed) else item)
        return whole

    def _ask_again(self, ours: Sequence[Listed]) -> None:
        """Ask for features that an earlier run found the server not to know.

        A server may count sub-issues, always none, and answer no question about them: where they
        are switched off. Nothing is asked where no issue of ours remembers that.
        """
        for feature, issue in identity.remembered_lacks(ours).items():
            if feature in self.directory.lacks:
                continue
            try:
                self.client.get(f"{links.path(issue)}/{links.ADDRESSES[feature]}")
            except NotFoundError:
                self.directory.lacks.add(feature)

    def _blockers(self, ours: Sequence[Listed], surveyed: Sequence[Surveyed]) -> Blockers:
        """What blocks our issues: known from the last run where that still holds, else asked."""
        known = {node_id: names for each in surveyed for node_id, names in each.blocked_by.items()}
        asked = [item for item in ours if item.issue.node_id not in known]
        return {**known, **blockers.read(self.client, self.directory, asked)}

    def _identified(self, items: Sequence[Listed], forged: Collection[Place]) -> list[Listed]:
        """The items with their keys, and the sub-issues of ours that no listing holds."""
        found = identity.identified(items, forged)
        if lacking := identity.lacking_children(found):
            found = identity.identified(self._with_children(found, lacking), forged)
        return found

    def _with_children(self, items: Sequence[Listed], lacking: Sequence[Listed]) -> list[Listed]:
        """The items and the sub-issues that their listings lack, here or in other repositories."""
        by_place = {identity.place(item.issue): item for item in items}
        for item in lacking:
            for child in self._children(item.issue):
                by_place[identity.place(child.issue)] = _under(child, item.issue)
        return list(by_place.values())

    def _children(self, parent: Issue) -> Iterator[Listed]:
        """The sub-issues of an issue; none where a server counts them and lists none of them."""
        try:
            for page in self.client.pages(f"{links.path(parent)}/sub_issues"):
                yield from (shapes.listed(data, parent.repository) for data in page)
        except NotFoundError:
            return

    def find_created(self, repository: str, key: str, after_number: int) -> Issue | None:
        """Look for an issue whose create got no clear answer."""
        for pause in LOOKING_PAUSES:
            self.client.pause(f"looking whether {key} was created", pause)
            newest = next(
                listing.pages(self.client, repository, sort="created", direction="desc"), []
            )
            highest = max((item.issue.number for item in newest), default=0)
            past = listing.beyond(self.client, repository, max(highest, after_number))
            for item in (*newest, *past):
                if item.issue.key == key and not (item.pull_request or self._strangers([item])):
                    return item.issue
        return None

    def begun(self, issues: Sequence[Issue]) -> Mapping[str, dt.date]:
        """Since when somebody works on issues, by their node ids, as the events of labels say."""
        return begun.read(self.client, issues)

    def delivered(self, issues: Sequence[Issue]) -> Mapping[str, Said]:
        """Where finished pieces are, as comments say of people who may write."""
        return delivered.read(self.client, issues, self._may_write)

    def assignable(self, repository: str, logins: Collection[str]) -> frozenset[str]:
        """Those of the logins that issues of the repository can be assigned to."""
        return self.directory.assignable(repository, logins)

    def repository(self, repository: str) -> Repository:
        """What the repository is and what the token may do in it."""
        return self.directory.entry(repository).repository

    def types(self, repository: str) -> tuple[str, ...]:
        """The names of the issue types there; none where the server knows no types."""
        try:
            found = self.directory.types(repository).values()
        except UnsupportedError:
            return ()
        return tuple(name for name, _ in found)

    def board(self, project: str) -> Board:
        """A Projects board by `owner/number`, with its fields."""
        return board.read(self.client, self.directory, project)

    def counts(self) -> Counts:
        """Requests sent so far."""
        return self.client.counts()


def _issues(
    items: Iterable[Listed], blocked_by: Blockers, repositories: Sequence[str]
) -> tuple[Issue, ...]:
    """The issues in a stable order, with what blocks them, each repository spelled in one way."""
    names = one_spelling(repositories)

    def spelled(name: str) -> str:
        return names.get(name.casefold(), name)

    def blockers(issue: Issue) -> tuple[str, ...]:
        parts = (text.rpartition("#") for text in blocked_by.get(issue.node_id, ()))
        return tuple(f"{spelled(name)}#{number}" for name, _, number in parts)

    issues = [
        replace(
            item.issue,
            repository=spelled(item.issue.repository),
            parent_repository=spelled(item.issue.parent_repository or "") or None,
            blocked_by=blockers(item.issue),
        )
        for item in items
    ]
    return tuple(sorted(issues, key=lambda issue: (issue.repository, issue.number)))


def _stranger(item: Listed, known: Mapping[str, tuple[str, int]]) -> Stranger:
    key, issue = identity.claimed(item), item.issue
    reported = known.get(key) == (issue.repository, issue.number)
    return Stranger(
        repository=issue.repository,
        number=issue.number,
        key=key,
        author=item.author,
        doubtful=reported or (item.bot and identity.is_labelled(item)),
    )


def _newer(item: Listed) -> Newer:
    issue = item.issue
    return Newer(
        repository=issue.repository,
        number=issue.number,
        key=identity.claimed(item),
        url=issue.url,
    )


def _under(child: Listed, parent: Issue) -> Listed:
    """A sub-issue with its parent, which some answers leave out."""
    if child.issue.parent is not None:
        return child
    elsewhere = parent.repository if parent.repository != child.issue.repository else None
    issue = replace(child.issue, parent=parent.number, parent_repository=elsewhere)
    return replace(child, issue=issue)
