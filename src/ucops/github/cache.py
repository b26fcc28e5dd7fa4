"""The last listing in a file, so that the next run asks only for what changed since.

It is a shortcut and no memory: whatever looks odd about it leads to a full listing, and so does
its age, once a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ucops.github import listing
from ucops.github.answers import in_utc
from ucops.github.client import Client
from ucops.github.directory import Entry, Kind
from ucops.github.identity import LABELS, Place, claimed, place
from ucops.github.listing import Listing, Wanted
from ucops.github.marker import Marker, render
from ucops.github.shapes import Listed

VERSION = 5
LONGEST_AGE = 24 * 3600.0
"""Seconds after which a full listing is made anyway."""

OVERLAP = dt.timedelta(seconds=60)
"""How far back before the last listing is asked again: listings may lag behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The last listing of one repository.

    Attributes:
        full_at: When it was last listed in full, in seconds since 1970 by our clock.
        listed_at: When it was last listed, ISO 8601 in UTC by GitHub's clock.
        unlisted: How many issues GitHub counts but does not list.
        blocked_by: Node id → what blocks that issue.
        names: Node id of each label and milestone → its name: issues are not changed when one of
            theirs is renamed or deleted.
        pages: Where the pages of its labels and milestones began: they are asked for all at once.
        writers: Login → whether that person may write to the repository, as it was asked.
    """

    full_at: float
    listed_at: str
    issues: list[int]
    pull_requests: list[int]
    items: list[Listed]
    unlisted: int = 0
    blocked_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    pages: dict[Kind, list[str]] = field(default_factory=dict)
    writers: dict[str, bool] = field(default_factory=dict)

    def listing(self, repository: str) -> Listing:
        """The listing as it was."""
        return Listing(
            repository=repository,
            items={item.issue.number: item for item in self.items},
            issues=set(self.issues),
            pull_requests=set(self.pull_requests),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What the file holds: the listings of one GitHub, by repository."""

    version: int
    api: str
    repositories: dict[str, Kept]


@dataclass(frozen=True, slots=True)
class Cache:
    """Where the last listings are kept, and of which GitHub.

    Attributes:
        api: The address of its interface.
        read_only: Whether the file is left as it is.
    """

    path: Path
    api: str
    read_only: bool = False

    def load(self, now: float) -> dict[str, Kept]:
        """The listings that can be built upon; none when anything about the file is odd."""
        try:
            file = TypeAdapter(File).validate_json(self.path.read_bytes(), strict=True)
        except (OSError, ValidationError):
            return {}
        if file.version != VERSION or file.api != self.api:
            return {}
        return {name: kept for name, kept in file.repositories.items() if _is_sound(kept, now)}

    def forget(self) -> None:
        """Let the next run list in full: something was not as the file has it."""
        if self.read_only:
            return
        self.path.unlink(missing_ok=True)

    def save(self, repositories: Mapping[str, Kept]) -> None:
        """Write the file anew, whole or not at all."""
        if self.read_only:
            return
        file = File(version=VERSION, api=self.api, repositories=dict(repositories))
        scratch = self.path.with_name(f"{self.path.name}.new")
        scratch.write_bytes(TypeAdapter(File).dump_json(file))
        scratch.replace(self.path)


def _is_sound(kept: Kept, now: float) -> bool:
    """Whether a listing is young enough, and its times and counts agree with each other.

    As many issues have to be listed as are counted: else one went away while they were listed, or
    a page left one out, which would stay unknown for a day.
    """
    latest = max((item.issue.updated_at for item in kept.items), default="")
    try:
        limit = dt.datetime.fromisoformat(kept.listed_at) + OVERLAP
        agrees = not latest or dt.datetime.fromisoformat(latest) <= limit
    except (ValueError, TypeError):
        return False
    return agrees and kept.unlisted == 0 and 0 <= now - kept.full_at < LONGEST_AGE


def update(
    client: Client, kept: Kept, repository: str, wanted: Wanted, total: int | None
) -> tuple[Listing, set[str]] | None:
    """The listing brought up to date and the node ids of what changed; None when it looks odd.

    Odd is an old number that was not there before, and another count of issues than GitHub's
    own (`total`): something was deleted, moved away or missed. Where GitHub does not say how many
    there are (None), nobody can tell, and no file is built upon.
    """
    if total is None:
        return None
    updated = kept.listing(repository)
    there = updated.issues | updated.pull_requests
    highest, changed = updated.highest, set()
    for page in _changes(client, repository, kept.listed_at):
        if page is None:
            return None
        if any(item.issue.number not in there and item.issue.number <= highest for item in page):
            return None
        updated.add(page, wanted)
        changed |= {item.issue.node_id for item in page}
    past = list(listing.beyond(client, repository, updated.highest))
    updated.add(past, wanted)
    changed |= {item.issue.node_id for item in past}
    if total != len(updated.issues):
        return None
    return updated, changed


def _changes(client: Client, repository: str, since: str) -> Iterator[list[Listed] | None]:
    """Pages of what changed since, each from where the one before ended.

    What is changed meanwhile leaves its place, and the second page of a listing would begin too
    late. None where more changed within the overlap than a page holds.
    """
    while True:
        start = in_utc(dt.datetime.fromisoformat(since) - OVERLAP)
        query = {"since": start, "sort": "updated", "direction": "asc"}
        page, more = listing.first_page(client, repository, **query)
        yield page
        if not more:
            return
        latest = page[-1].issue.updated_at if page else since
        if latest <= since:
            yield None
            return
        since = latest


def keep(
    listed: Listing,
    blocked_by: Mapping[str, tuple[str, ...]],
    entry: Entry,
    ours: Collection[Place],
    *,
    full_at: float,
    listed_at: str,
) -> Kept:
    """A listing as the file keeps it.

    A workflow of a fork may restore the file: of issues that are not ours it has no words.
    """
    total = entry.issues
    held = [listed.items[number] for number in sorted(listed.items)]
    ids = {item.issue.node_id for item in listed.items.values()}
    return Kept(
        full_at=full_at,
        listed_at=listed_at,
        issues=sorted(listed.issues),
        pull_requests=sorted(listed.pull_requests),
        items=[item if place(item.issue) in ours else _wordless(item) for item in held],
        unlisted=total - len(listed.issues) if total is not None else 0,
        names=entry.names,
        pages=entry.pages,
        writers=dict(entry.writers),
        blocked_by={node_id: names for node_id, names in blocked_by.items() if node_id in ids},
    )


def _wordless(item: Listed) -> Listed:
    """An item without its words; what is left of a marker is the key that it claims."""
    key = claimed(item)
    body = render(Marker(key)) if key else ""
    return replace(item, issue=replace(item.issue, title="", body=body, labels=_ours(item)))


def _ours(item: Listed) -> tuple[str, ...]:
    return tuple(name for name in item.issue.labels if name.casefold() in LABELS)
