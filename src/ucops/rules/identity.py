"""Keys, former keys and issues: each belongs to one thing, for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ucops.model.config import SECTIONS
from ucops.model.facts import wanted
from ucops.model.resolve import full_key
from ucops.prose.words import listed
from ucops.rules.engine.context import CONFIG_FILE, Context, removed
from ucops.rules.engine.names import did_you_mean
from ucops.rules.engine.rule import MOST, Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.text.source import Path

ONE_OF_TWO = "remove one of the two, or take the name out of `previously`"
IN_TURN = "rename one after the other, with a sync between; a swap goes by a third name"
"""What to do about a former key that another thing was renamed to."""


def _former(context: Context) -> Iterator[tuple[str, Entry, Path]]:
    """Every former key, of use cases and of items, with its claimant and its place."""
    for entry in context.entries:
        for index, name in enumerate(entry.use_case.previously):
            yield name, entry, context.written(entry, ("previously", index))
        for slug, item in entry.use_case.bom.items():
            for index, name in enumerate(item.previously):
                path = context.written(entry, ("bom", slug, "previously", index))
                yield full_key(entry.id, name), entry, path


@catalog_rule("identity", "error")
def former_key_exists(context: Context) -> Hits:
    """Look whether a former key is somebody's present one."""
    for key, entry, path in _former(context):
        where, renamed = context.files.get(key), False
        if key in context.items:
            where = context.files[context.items[key].use_case]
            renamed = bool(context.items[key].previously)
        elif where is not None:
            renamed = bool(context.loaded.catalog.entries[key].use_case.previously)
        if where is not None:
            message = f"'{key}' is named as a former key, but it still exists in {where}."
            yield Hit(message, path, IN_TURN if renamed else ONE_OF_TWO, file=entry.file)


@catalog_rule("identity", "error")
def former_key_claimed_twice(context: Context) -> Hits:
    """Look for former keys that are named more than once."""
    claims: dict[str, list[tuple[Entry, Path]]] = defaultdict(list)
    for key, entry, path in _former(context):
        claims[key].append((entry, path))
    for key, everybody in claims.items():
        claimants = everybody[:MOST]
        for entry, path in claimants if len(claimants) > 1 else ():
            others = listed(
                _owner(other, way) for other, way in claimants if way != path or other is not entry
            )
            message = f"'{key}' is named as a former key here and by {others}."
            yield Hit(message, path, "leave it where the work went on", file=entry.file)


def _owner(entry: Entry, path: Path) -> str:
    return f"{entry.id}/{path[1]}" if path[0] == "bom" else entry.id


@catalog_rule("identity", "error")
def issue_claimed_twice(context: Context) -> Hits:
    """Look for issue numbers that are taken over more than once in one repository."""
    claims: dict[tuple[str | None, int], list[tuple[Entry, Path]]] = defaultdict(list)
    for entry in context.entries:
        if entry.use_case.issue is not None:
            claims[_home(context, None), entry.use_case.issue].append((entry, ("issue",)))
        for item in entry.items:
            if item.issue is not None:
                place = (_home(context, item.repository), item.issue)
                claims[place].append((entry, ("bom", item.slug, "issue")))
    for (_, number), everybody in claims.items():
        claimants = everybody[:MOST]
        for entry, path in claimants if len(claimants) > 1 else ():
            others = listed(
                _owner(other, way) for other, way in claimants if (other, way) != (entry, path)
            )
            message = f"Issue {number} is taken over here and by {others}."
            yield Hit(message, path, "leave the number where it belongs", file=entry.file)


def _home(context: Context, repository: str | None) -> str | None:
    home = repository or context.config.github.repository
    return home and home.casefold()


@catalog_rule("identity", "error")
def milestone_title_twice(context: Context) -> Hits:
    """Look for milestones of one title, whatever its letter case."""
    first: dict[str, str] = {}
    for slug, milestone in context.config.milestones.items():
        other = first.setdefault(milestone.title.strip().casefold(), slug)
        if other != slug:
            message = f"Milestone '{slug}' has the same title as '{other}'."
            path = ("milestones", slug, "title")
            yield Hit(message, path, "give each its own title", file=CONFIG_FILE)


@catalog_rule("identity", "warning")
def use_case_title_twice(context: Context) -> Hits:
    """Look for living use cases of one title, whatever its letter case."""
    titles: dict[str, list[Entry]] = defaultdict(list)
    for entry in context.living:
        titles[_plain(entry.use_case.title)].append(entry)
    for everybody in titles.values():
        entries = everybody[:MOST]
        for entry in entries if len(entries) > 1 else ():
            others = listed(other.file for other in entries if other is not entry)
            message = f"This use case has the same title as {others}."
            yield Hit(message, ("title",), "give each its own title", file=entry.file)


@use_case_rule("identity", "warning")
def item_title_twice(entry: Entry, context: Context) -> Hits:
    """Look for wanted items of one title, whatever its letter case."""
    del context
    first: dict[str, str] = {}
    for item in wanted(entry):
        other = first.setdefault(_plain(item.title), item.slug)
        if other != item.slug:
            message = f"Item '{item.slug}' has the same title as '{other}'."
            yield Hit(message, ("bom", item.slug, "title"), "give each its own title")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@use_case_rule("identity", "warning")
def nearly_a_standard_item(entry: Entry, context: Context) -> Hits:
    """Look at items of the use case's own that have no title of their own either."""
    standard = list(context.config.bom)
    gone = removed(context, "bom")
    for slug, item in entry.use_case.bom.items():
        if slug not in context.config.bom and item.title is None:
            if slug in gone:
                hint = f"{CONFIG_FILE} removes it: take it out here, too, or give it a title"
            elif hint := did_you_mean(slug, standard):
                hint = f"{hint} If not, give it a title."
            if hint:
                yield Hit(
                    f"'{slug}' is not a standard item, so it is an item of its own.",
                    ("bom", slug),
                    hint,
                    on_key=True,
                )


@catalog_rule("identity", "warning")
def look_alike_keys(context: Context) -> Hits:
    """Compare the keys of each section, and the ids of the use cases, by their look."""
    config = context.config
    for section in SECTIONS:
        for slug, other in _alike(getattr(config, section)):
            yield Hit(
                f"The keys '{slug}' and '{other}' look alike.",
                (section, slug),
                "rename one of them",
                on_key=True,
                file=CONFIG_FILE,
            )
    for use_case, other in _alike(context.files):
        yield Hit(
            f"The ids '{use_case}' and '{other}' look alike.",
            hint="rename one of the files, and name the old id under `previously`",
            file=context.files[use_case],
        )
    for entry in context.entries:
        for slug, other in _alike(item.slug for item in entry.items):
            yield Hit(
                f"The keys '{slug}' and '{other}' look alike.",
                ("bom", slug),
                "rename one of them, and name the old key under `previously`",
                on_key=True,
                file=entry.file,
            )


_LOOKS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "-": ""})


def _alike(slugs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The later and the earlier slug of each pair that looks alike."""
    first: dict[str, str] = {}
    for slug in slugs:
        look = slug.translate(_LOOKS).replace("rn", "m").replace("vv", "w")
        other = first.setdefault(look, slug)
        if other != slug:
            yield slug, other
