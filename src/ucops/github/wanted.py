"""Which issues the files want, as far as it takes to find them on GitHub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ucops.github.shapes import one_spelling
from ucops.model import github_limits
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.facts import former_keys
from ucops.prose.words import cut, one_line

UMBRELLA = ".umbrella"
"""The key of the issue above all epics; behind it the tier, where each has one. No use case can
have it: an id begins with a letter or a digit."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Why an issue is closed by us.

    Attributes:
        reason: GitHub's reason.
        cause: What it is closed for, such as `retired:2026-11-01`: the same cause never closes
            an issue a second time.
    """

    reason: Literal["completed", "not_planned"]
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One epic or item of the files, as it is recognised on GitHub.

    Attributes:
        parent: The key of what it stands under: of the epic, or for epics of what is above all.
        previously: Former keys.
        adopt: Number of an existing issue to take over.
        closing: Why the files want it closed, or None.
    """

    key: str
    kind: Literal["epic", "item"]
    use_case: str
    repository: str
    title: str
    parent: str | None = None
    previously: tuple[str, ...] = ()
    adopt: int | None = None
    closing: Closing | None = None


def wanted_issues(catalog: Catalog, repository: str) -> Mapping[str, Wanted]:
    """Key → the issue that the files want: for each use case its epic, then its items.

    Drafts have no issues yet, and items that are left out or another use case's have none.

    Args:
        catalog: The files.
        repository: The main repository, `owner/name`.
    """
    others = (item.repository for item in catalog.items if item.repository)
    spelled = one_spelling([repository, *others])
    wanted: dict[str, Wanted] = {one.key: one for one in _umbrellas(catalog, repository)}
    for entry in catalog.entries.values():
        if entry.use_case.status != "draft":
            wanted[entry.id] = _epic(catalog, entry, repository)
            for item in entry.items:
                if item.skip is None and item.shared is None:
                    home = spelled[(item.repository or repository).casefold()]
                    wanted[item.key] = _item(catalog, entry, item, home)
    return wanted


def line(text: str, limit: int = github_limits.TITLE) -> str:
    """One line of text that GitHub takes as a title."""
    return cut(one_line(text), limit)


def umbrella_of(catalog: Catalog, entry: Entry) -> str | None:
    """The key of the issue above a use case's epic, or None where there is none."""
    if catalog.config.github.umbrella is None:
        return None
    return f"{UMBRELLA}-{entry.use_case.tier}" if _many(catalog) else UMBRELLA


def _many(catalog: Catalog) -> bool:
    """Whether there are more epics than one issue takes below it."""
    filed = sum(one.use_case.status != "draft" for one in catalog.entries.values())
    return filed > github_limits.SUB_ISSUES


def _umbrellas(catalog: Catalog, repository: str) -> Iterator[Wanted]:
    """The issue above all epics; one for each tier where there are too many for one."""
    title = catalog.config.github.umbrella
    filed = [one for one in catalog.entries.values() if one.use_case.status != "draft"]
    tiers = {umbrella_of(catalog, one): one.use_case.tier for one in filed}
    for key, tier in tiers.items():
        if title is not None and key is not None:
            text = f"{title}: tier {tier}" if _many(catalog) else title
            yield Wanted(
                key=key, kind="epic", use_case=key, repository=repository, title=line(text)
            )


def _epic(catalog: Catalog, entry: Entry, repository: str) -> Wanted:
    return Wanted(
        key=entry.id,
        kind="epic",
        use_case=entry.id,
        repository=repository,
        title=line(f"Use case: {entry.use_case.title}"),
        parent=umbrella_of(catalog, entry),
        previously=entry.use_case.previously,
        adopt=entry.use_case.issue,
        closing=_retired(entry),
    )


def _item(catalog: Catalog, entry: Entry, item: Item, repository: str) -> Wanted:
    return Wanted(
        key=item.key,
        kind="item",
        use_case=entry.id,
        repository=repository,
        title=line(f"{entry.use_case.title}: {item.title}"),
        parent=entry.id,
        previously=former_keys(catalog, item),
        adopt=item.issue,
        closing=_closing(item) or _retired(entry),
    )


def _retired(entry: Entry) -> Closing | None:
    retired = entry.use_case.status == "retired"
    return Closing("not_planned", "retired") if retired else None


def _closing(item: Item) -> Closing | None:
    if item.retired is not None:
        return Closing("not_planned", f"retired:{item.retired.isoformat()}")
    if item.deliverable is not None:
        return Closing("completed", f"deliverable:{line(item.deliverable)}")
    return None
