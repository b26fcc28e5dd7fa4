"""Reading GitHub: a `Reader` over a client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ucops.github import blockers, board, identity, listing, shapes
from ucops.github.client import Client
from ucops.github.directory import Directory, described
from ucops.github.errors import (
    DeletedError,
    IssuesDisabledError,
    MissingPermissionError,
    MovedError,
    NotFoundError,
    StaleListingError,
)
from ucops.github.identity import Place
from ucops.github.listing import Listing
from ucops.github.protocols import Board, Counts, Feature, Repository
from ucops.github.shapes import Listed
from ucops.github.snapshot import Gone, Issue, Snapshot

LOOKING_PAUSES = (1.0, 3.0, 9.0)
"""Seconds before each round of looking for an issue whose create got no clear answer."""


@dataclass(frozen=True)
class GitHubReader:
    """Answers the questions of `ucops.github.protocols.Reader`."""

    client: Client
    directory: Directory

    def snapshot(
        self,
        repositories: Sequence[str],
        *,
        known: Mapping[str, tuple[str, int]] | None = None,
        named: Collection[tuple[str, int]] = (),
        everything: bool = False,
    ) -> Snapshot:
        """Read what these repositories hold."""
        taken_at = dt.datetime.fromtimestamp(self.client.around.clock(), dt.UTC)
        kept = {(repository.lower(), number) for repository, number in named}
        listings = [self._listing(name, kept, everything=everything) for name in repositories]
        gone, found = self._missing(listings, known or {}, kept)
        items = [item for each in listings for item in each.items.values()] + found
        entries = [self.directory.refresh(name) for name in repositories]
        issues = self._issues(items, kept, everything=everything)
        return Snapshot(
            repository=repositories[0],
            taken_at=taken_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            issues=issues,
            labels=tuple(label for each in entries for label in each.labels.values()),
            milestones=tuple(one for each in entries for one in each.milestones.values()),
            gone=gone,
            lacks=tuple(sorted(self.directory.lacks)),
            listed=sum(len(each.issues) + len(each.pull_requests) for each in listings),
        )

    def _listing(self, repository: str, kept: Collection[Place], *, everything: bool) -> Listing:
        def wanted(item: Listed) -> bool:
            return everything or identity.may_concern(item) or identity.place(item.issue) in kept

        try:
            return listing.full(self.client, repository, wanted)
        except (NotFoundError, MovedError, DeletedError, MissingPermissionError) as error:
            return self._explained(repository, error)

    def _explained(self, repository: str, error: Exception) -> Listing:
        """Say why a repository's issues cannot be listed, as far as the repository shows it."""
        if not described(self.client, repository).has_issues:
            raise IssuesDisabledError(
                f"issues are switched off in {repository}",
                "switch them on in the repository's settings, under Features",
            ) from None
        raise error

    def _missing(
        self,
        listings: Sequence[Listing],
        known: Mapping[str, tuple[str, int]],
        kept: set[Place],
    ) -> tuple[tuple[Gone, ...], list[Listed]]:
        """Look at the issues that were there before and that no listing holds."""
        gone, found = [], []
        by_name = {each.repository.lower(): each for each in listings}
        for key, (repository, number) in sorted(known.items()):
            place = (repository.lower(), number)
            kept.add(place)
            there = by_name.get(place[0])
            if there and number in there.issues:
                continue
            item = self._look(repository, number)
            if isinstance(item, Gone):
                gone.append(replace(item, key=key))
            elif there:
                raise _stale(repository, number, key)
            else:
                found.append(item)
        return tuple(gone), found

    def _look(self, repository: str, number: int) -> Listed | Gone:
        gone = Gone(repository=repository, number=number, how="deleted")
        try:
            found = listing.look(self.client, repository, number)
        except NotFoundError:
            return gone
        if isinstance(found, Listed) and found.pull_request:
            return replace(gone, how="converted")
        return found

    def _issues(
        self, items: Iterable[Listed], kept: Collection[Place], *, everything: bool
    ) -> tuple[Issue, ...]:
        """The issues that concern us, with their keys and blockers."""
        items = identity.identified(items)
        if lacking := identity.lacking_children(items):
            items = identity.identified(self._with_children(items, lacking))
        ours = items if everything else identity.ours(items, kept)
        blocked = blockers.read(self.client, self.directory, [one for one in ours if one.issue.key])
        issues = [
            replace(item.issue, blocked_by=blocked.get(item.issue.node_id, ())) for item in ours
        ]
        return tuple(sorted(issues, key=lambda issue: (issue.repository, issue.number)))

    def _with_children(self, items: Sequence[Listed], lacking: Sequence[Listed]) -> list[Listed]:
        """The items and the sub-issues that their listings lack, here or in other repositories."""
        by_place = {identity.place(item.issue): item for item in items}
        for item in lacking:
            parent = item.issue
            path = f"/repos/{parent.repository}/issues/{parent.number}/sub_issues"
            for page in self.client.pages(path):
                for data in page:
                    child = shapes.listed(data, parent.repository)
                    by_place[identity.place(child.issue)] = _under(child, parent)
        return list(by_place.values())

    def issue(self, repository: str, number: int) -> Issue | Gone:
        """Look at one issue by its number."""
        return listing.issue(self.client, repository, number)

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
                if item.issue.key == key and not item.pull_request:
                    return item.issue
        return None

    def assignable(self, repository: str, logins: Collection[str]) -> frozenset[str]:
        """Those of the logins that issues of the repository can be assigned to."""
        return self.directory.assignable(repository, logins)

    def repository(self, repository: str) -> Repository:
        """What the repository is and what the token may do in it."""
        return self.directory.entry(repository).repository

    def issue_types(self, repository: str) -> tuple[str, ...]:
        """The names of the issue types to be had."""
        return tuple(name for name, _ in self.directory.types(repository).values())

    def board(self, project: str) -> Board:
        """A Projects board by `owner/number`, with its fields."""
        return board.read(self.client, self.directory, project)

    def lacks(self) -> frozenset[Feature]:
        """The features that this server was found not to know."""
        return frozenset(self.directory.lacks)

    def counts(self) -> Counts:
        """Requests sent so far."""
        return self.client.counts()


def _under(child: Listed, parent: Issue) -> Listed:
    """A sub-issue with its parent, which some answers leave out."""
    if child.issue.parent is not None:
        return child
    elsewhere = parent.repository if parent.repository != child.issue.repository else None
    issue = replace(child.issue, parent=parent.number, parent_repository=elsewhere)
    return replace(child, issue=issue)


def _stale(repository: str, number: int, key: str) -> StaleListingError:
    return StaleListingError(
        f"the listing of {repository} lacks issue #{number} ({key}), which is there",
        "GitHub's listing lags behind, nothing was concluded from it: try again in a minute",
    )
