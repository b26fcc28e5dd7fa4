"""The listings of a run: full ones, or those of the last run brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.github import cache as caches
from ucops.github import listing
from ucops.github.cache import Cache, Kept
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import IssuesDisabledError, MovedError
from ucops.github.identity import Place
from ucops.github.listing import Listing, Wanted
from ucops.github.protocols import Repository


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
) -> list[Surveyed]:
    """List each of the repositories; with `thorough`, until nothing can be missing.

    Where one of them has to be listed in full, all are: an issue that went away there takes its
    links with it, and the time of the issues at their other ends does not change.
    """
    kept = cache.load(client.around.clock()) if cache else {}

    def listed(name: str, before: Kept | None) -> Surveyed:
        entry = directory.refresh(name, before.pages if before else None)
        check(name, entry.repository)
        if before:
            entry.writers.update(before.writers)
        if before and before.names.items() - entry.names.items():
            before = None
        surveyed = _listed(client, name, wanted, before, entry.issues)
        if thorough and not surveyed.listing.sure:
            listing.complete(client, surveyed.listing, wanted)
        return surveyed

    found = [listed(name, kept.get(name)) for name in repositories]
    if all(each.kept for each in found):
        return found
    return [listed(each.listing.repository, None) if each.kept else each for each in found]


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
            "switch them on in the repository's settings, under Features",
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
