"""Which of the issues are ours, and what stands under what: decided from the listings alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ucops.github import marker
from ucops.github.labels import EPIC, ITEM
from ucops.github.marker import Marker
from ucops.github.protocols import Feature
from ucops.github.record import from_was
from ucops.github.shapes import Listed
from ucops.github.snapshot import Issue

LABELS = frozenset({EPIC, ITEM})
"""Labels that our issues wear: one that lost its marker is still worth looking at."""

Place = tuple[str, int]
"""A repository's name in small letters, and a number."""


APP = "[bot]"
"""What REST puts behind the name of an app, and GraphQL may leave out."""


def same_identity(item: Listed, login: str) -> bool:
    """Whether an item was filed by a login, in small letters.

    A person cannot be taken for an app of the same name, but an app may be meant by its name alone.
    """
    author = item.author.lower()
    return author == login or (item.bot and author == f"{login}{APP}")


def place(issue: Issue) -> Place:
    """Where an issue is."""
    return issue.repository.lower(), issue.number


def parent_place(issue: Issue) -> Place | None:
    """Where an issue's parent is, or None for an issue without one."""
    if issue.parent is None:
        return None
    return (issue.parent_repository or issue.repository).lower(), issue.parent


def may_concern(item: Listed) -> bool:
    """Whether an issue can be ours: by a marker, a label, or a place in a hierarchy."""
    issue = item.issue
    return bool(
        issue.key
        or issue.parent is not None
        or item.children
        or "<!-- ucops:v" in issue.body
        or _labelled(issue)
    )


def _labelled(issue: Issue) -> bool:
    return any(name.casefold() in LABELS for name in issue.labels)


def _dressed(item: Listed) -> bool:
    """Whether it wears a label of ours or has a place in a hierarchy."""
    return _labelled(item.issue) or item.issue.parent is not None or bool(item.children)


def marked(items: Iterable[Listed], named: Collection[Place] = ()) -> list[Listed]:
    """The items that carry a marker and are not named in the files: anybody may have written it."""
    return [
        item
        for item in items
        if "<!-- ucops:v" in item.issue.body and claimed(item) and place(item.issue) not in named
    ]


def not_under_ours(doubted: Iterable[Listed], believed: Iterable[Listed]) -> list[Listed]:
    """The doubted items that stand under none of the epics that are believed.

    Who puts an issue under one of ours has a right in the repository.
    """
    epics = {place(item.issue) for item in believed if "/" not in claimed(item)}
    return [item for item in doubted if parent_place(item.issue) not in epics]


def claimed(item: Listed) -> str:
    """The key that an item's marker claims, or an empty string."""
    found = _marker(item)
    return found.key if found else ""


def _marker(item: Listed) -> Marker | None:
    return marker.parse(item.issue.body) or marker.stray(item.issue.body)


def is_newer(item: Listed) -> bool:
    """Whether its marker has a form that a newer version writes."""
    found = _marker(item)
    return found is not None and found.version > marker.VERSION


def is_labelled(item: Listed) -> bool:
    """Whether it wears a label of ours."""
    return _labelled(item.issue)


def identified(items: Iterable[Listed], forged: Collection[Place] = ()) -> list[Listed]:
    """The items with their keys: from the first line, else from a marker further down.

    A marker further down counts only where no first line holds its key, in an issue that wears a
    label of ours or has a place in a hierarchy: others may only quote it. Those whose marker is
    `forged` have no key.
    """
    items = list(items)
    keyless = [
        replace(item, issue=replace(item.issue, key=None))
        for item in items
        if place(item.issue) in forged
    ]
    ours = [item for item in items if place(item.issue) not in forged]
    held = {item.issue.key for item in ours}
    return [*keyless, *(_with_stray(item, held) for item in ours)]


def _with_stray(item: Listed, held: Collection[str | None]) -> Listed:
    if item.issue.key or "<!-- ucops:v" not in item.issue.body or not _dressed(item):
        return item
    found = marker.stray(item.issue.body)
    if not found or found.key in held or found.version > marker.VERSION:
        return item
    return replace(item, issue=replace(item.issue, key=found.key))


def ours(items: Iterable[Listed], named: Collection[Place] = ()) -> list[Listed]:
    """The items that carry a key or label of ours, stand under or directly above one, or are named.

    Labels alone make nothing ours: they let an issue that lost its marker be recognised.
    """
    items = list(items)
    kept = {place(item.issue) for item in items if item.issue.key or _labelled(item.issue)}
    kept |= {parent for item in items if item.issue.key and (parent := parent_place(item.issue))}
    kept |= {(repository.lower(), number) for repository, number in named}
    while True:
        more = {place(item.issue) for item in items if parent_place(item.issue) in kept} - kept
        if not more:
            return [item for item in items if place(item.issue) in kept]
        kept |= more


def lacking_children(items: Iterable[Listed]) -> list[Listed]:
    """Those of ours that say they have more sub-issues than were listed."""
    items = list(items)
    parents = [parent_place(item.issue) for item in items]
    return [
        item
        for item in items
        if item.issue.key and (item.children or 0) > parents.count(place(item.issue))
    ]


def remembered_lacks(items: Iterable[Listed]) -> dict[Feature, Issue]:
    """Feature that a server was found not to know → the first issue of ours that remembers it."""
    found: dict[Feature, Issue] = {}
    for item in items:
        mark = marker.parse(item.issue.body) if '"lacks":' in item.issue.body else None
        for feature in from_was(mark.was).lacks if mark and item.issue.key else ():
            found.setdefault(feature, item.issue)
    return found


def without_sub_issues(items: Iterable[Listed]) -> bool:
    """Whether the server shows, by leaving their count out, that it knows no sub-issues."""
    ours = [item for item in items if item.issue.key]
    return bool(ours) and all(item.children is None for item in ours)
