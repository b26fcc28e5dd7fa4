"""Reading GitHub: a `Reader` over a client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ucops.github import blockers, board, identity, listing, shapes
from ucops.github.blockers import Blockers
from ucops.github.cache import Cache
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import NotFoundError, StaleListingError
from ucops.github.identity import Place
from ucops.github.listing import Listing
from ucops.github.protocols import Board, Counts, Feature, Repository
from ucops.github.shapes import Listed
from ucops.github.snapshot import Gone, Issue, Snapshot
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
    ) -> Snapshot:
        """Read what these repositories hold."""
        taken_at = dt.datetime.fromtimestamp(self.client.around.clock(), dt.UTC)
        kept = {(name.lower(), number) for name, number in (*named, *(known or {}).values())}
        cache = None if everything else self.cache

        def wanted(item: Listed) -> bool:
            return everything or identity.may_concern(item) or identity.place(item.issue) in kept

        surveyed = survey(self.client, self.directory, repositories, wanted, cache)
        listings = [each.listing for each in surveyed]
        gone, found = self._missing(listings, known or {}, kept)
        items = self._identified([*(i for each in listings for i in each.items.values()), *found])
        ours = identity.ours(items, kept)
        if identity.without_sub_issues(ours):
            self.directory.lacks.add("sub_issues")
        blocked_by = self._blockers(ours, surveyed)
        if cache:
            remember(cache, self.directory, surveyed, blocked_by)
        entries = [self.directory.entry(name) for name in repositories]
        return Snapshot(
            repository=repositories[0],
            taken_at=taken_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            issues=_issues(items if everything else ours, blocked_by),
            labels=tuple(label for each in entries for label in each.labels.values()),
            milestones=tuple(one for each in entries for one in each.milestones.values()),
            gone=gone,
            lacks=tuple(sorted(self.directory.lacks)),
            listed=sum(len(each.issues) + len(each.pull_requests) for each in listings),
        )

    def _blockers(self, ours: Sequence[Listed], surveyed: Sequence[Surveyed]) -> Blockers:
        """What blocks our issues: known from the last run where that still holds, else asked."""
        known = {node_id: names for each in surveyed for node_id, names in each.blocked_by.items()}
        asked = [item for item in ours if item.issue.node_id not in known]
        return {**known, **blockers.read(self.client, self.directory, asked)}

    def _missing(
        self,
        listings: Sequence[Listing],
        known: Mapping[str, tuple[str, int]],
        kept: Collection[Place],
    ) -> tuple[tuple[Gone, ...], list[Listed]]:
        """Look at the issues that were there before, or are named, and that no listing holds."""
        gone, found = [], []
        keys = {(name.lower(), number): key for key, (name, number) in known.items()}
        spelled = {each.repository.lower(): each for each in listings}
        for place in sorted(kept):
            there = spelled.get(place[0])
            if there and place[1] in there.issues and place[1] in there.items:
                continue
            item = self._look(there.repository if there else place[0], place[1])
            if isinstance(item, Gone):
                gone.append(replace(item, key=keys.get(place, "")))
            elif there and place[1] not in there.issues:
                raise _stale(there.repository, place[1], keys.get(place, "named in the files"))
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

    def _identified(self, items: Sequence[Listed]) -> list[Listed]:
        """The items with their keys, and the sub-issues of ours that no listing holds."""
        found = identity.identified(items)
        if lacking := identity.lacking_children(found):
            found = identity.identified(self._with_children(found, lacking))
        return found

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


def _issues(items: Iterable[Listed], blocked_by: Blockers) -> tuple[Issue, ...]:
    """The issues in a stable order, with what blocks them."""
    issues = [
        replace(item.issue, blocked_by=blocked_by.get(item.issue.node_id, ())) for item in items
    ]
    return tuple(sorted(issues, key=lambda issue: (issue.repository, issue.number)))


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
