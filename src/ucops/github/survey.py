"""The listings of a run: full ones, or those of the last run brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.errors import GitHubError
from ucops.github import cache as caches
from ucops.github import listing
from ucops.github.cache import Cache, Kept
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import (
    DeletedError,
    InvalidRequestError,
    IssuesDisabledError,
    MissingPermissionError,
    MovedError,
    NotFoundError,
    SingleSignOnError,
)
from ucops.github.identity import Place
from ucops.github.listing import Listing, Wanted
from ucops.github.protocols import Repository
from ucops.github.refusals import SWITCH_ON
from ucops.github.snapshot import Unreachable

OUT_OF_REACH = (
    DeletedError,
    InvalidRequestError,
    IssuesDisabledError,
    MissingPermissionError,
    MovedError,
    NotFoundError,
    SingleSignOnError,
)
"""What GitHub answers where one repository cannot be read and others can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """One repository's listing, and how it came about.

    Attributes:
        full_at: When it was last listed in full, in seconds since 1970.
        listed_at: When this listing began, by GitHub's clock.
        blocked_by: Node id → blockers that are known from the last run and still hold.
        kept: Whether it is the last run's, brought up to date.
    """

    listing: Listing
    full_at: float
    listed_at: str
    kept: bool = False
    blocked_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def survey(
    client: Client,
    directory: Directory,
    repositories: Sequence[str],
    wanted: Wanted,
    cache: Cache | None,
    *,
    thorough: bool = False,
) -> tuple[list[Surveyed], list[Unreachable]]:
    """List each of the repositories; with `thorough`, until nothing can be missing.

    Where one of them has to be listed in full, all are: an issue that went away there takes its
    links with it, and the time of the issues at their other ends does not change. One that cannot
    be read is told apart, but for the first, without which there is nothing to say.

    Whoever keeps the listing reads all labels page by page, once a day, and learns where their
    pages begin; all others learn most labels from the issues that wear them.
    """
    keeping = cache is not None and not cache.read_only
    kept = cache.load(client.around.clock()) if cache else {}

    def listed(name: str, before: Kept | None) -> Surveyed:
        known = before.pages if before else None
        entry = directory.refresh(name, known, whole=keeping or before is not None)
        check(name, entry.repository)
        if before:
            entry.writers.update(before.writers)
        if before and before.names.items() - entry.names.items():
            before = None
        surveyed = _listed(client, name, wanted, before, entry.issues)
        if thorough and not surveyed.listing.sure:
            listing.complete(client, surveyed.listing, wanted)
        directory.complete(name, surveyed.listing.labels.values())
        return surveyed

    found, unreachable = [listed(repositories[0], kept.get(repositories[0]))], []
    for name in repositories[1:]:
        try:
            found.append(listed(name, kept.get(name)))
        except OUT_OF_REACH as error:
            unreachable.append(_unreachable(name, error))
    if not all(each.kept for each in found):
        found = [listed(each.listing.repository, None) if each.kept else each for each in found]
    return found, unreachable


def _unreachable(name: str, error: GitHubError) -> Unreachable:
    """The same in words for a repository that roles name."""
    hint = error.hint
    if isinstance(error, MovedError):
        hint = f"write {error.location} where ucops.yaml says {name} (roles.*.repository)"
    return Unreachable(repository=name, why=error.message, hint=hint)


def check(name: str, found: Repository) -> None:
    """Raise what keeps the repository's issues from being read."""
    if found.name.lower() != name.lower():
        raise MovedError(
            f"the repository {name} is now {found.name}",
            "give its new name under github.repository in ucops.yaml, or in GITHUB_REPOSITORY",
            location=found.name,
        )
    if not found.has_issues:
        raise IssuesDisabledError(
            f"issues are switched off in {name}",
            SWITCH_ON,
        )


def _listed(
    client: Client, name: str, wanted: Wanted, kept: Kept | None, total: int | None
) -> Surveyed:
    listed_at, now = client.server_time, client.around.clock()
    if kept and (updated := caches.update(client, kept, name, wanted, total)):
        current, changed = updated
        still = {each: names for each, names in kept.blocked_by.items() if each not in changed}
        return Surveyed(
            listing=current, full_at=kept.full_at, listed_at=listed_at, blocked_by=still, kept=True
        )
    full = listing.full(client, name, wanted, begun=listed_at, total=total)
    return Surveyed(listing=full, full_at=now, listed_at=listed_at)


def remember(
    cache: Cache,
    directory: Directory,
    found: Sequence[Surveyed],
    blocked_by: Mapping[str, tuple[str, ...]],
    ours: Collection[Place],
) -> None:
    """Keep the listings for the next run, unless GitHub did not say what time it is."""
    cache.save(
        {
            each.listing.repository: caches.keep(
                each.listing,
                blocked_by,
                directory.entry(each.listing.repository),
                ours,
                full_at=each.full_at,
                listed_at=each.listed_at,
            )
            for each in found
            if each.listed_at
        }
    )
