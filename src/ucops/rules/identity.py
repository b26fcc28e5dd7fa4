"""Keys, former keys and issues: each belongs to one thing, for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ucops.model.config import SECTIONS
from ucops.model.facts import wanted
from ucops.prose.words import listed
from ucops.rules.engine.context import CONFIG_FILE, Context, removed
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.names import did_you_mean
from ucops.rules.engine.rule import MOST, Hit, Hits, catalog_rule, settings_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.rules.engine.facts import CaseFacts
    from ucops.text.source import Path

ONE_OF_TWO = "remove one of the two, or take the name out of `previously`"
IN_TURN = "rename one after the other, with a sync between; a swap goes by a third name"
"""What to do about a former key that another thing was renamed to."""


@catalog_rule("identity", "error")
def former_key_exists(everything: Everything) -> Hits:
    """Look whether a former key is somebody's present one."""
    for key, case, path in _former(everything):
        where, renamed = everything.files.get(key), False
        if key in everything.items:
            where = everything.files[key.partition("/")[0]]
            renamed = bool(everything.items[key].previously)
        elif where is not None:
            renamed = bool(everything.by_id[key].previously)
        if where is not None:
            message = f"'{key}' is named as a former key, but it still exists in {where}."
            yield Hit(message, path, IN_TURN if renamed else ONE_OF_TWO, file=case.file)


def _former(everything: Everything) -> Iterator[tuple[str, CaseFacts, Path]]:
    """Every former key, of use cases and of items, with its claimant and its place."""
    return ((key, case, path) for case in everything.cases for key, path in case.former)


@catalog_rule("identity", "error")
def former_key_claimed_twice(everything: Everything) -> Hits:
    """Look for former keys that are named more than once."""
    claims: dict[str, list[tuple[CaseFacts, Path]]] = defaultdict(list)
    for key, case, path in _former(everything):
        claims[key].append((case, path))
    for key, everybody in claims.items():
        claimants = everybody[:MOST]
        for case, path in claimants if len(claimants) > 1 else ():
            others = listed(
                _owner(other, way) for other, way in claimants if way != path or other is not case
            )
            message = f"'{key}' is named as a former key here and by {others}."
            yield Hit(message, path, "leave it where the work went on", file=case.file)


def _owner(case: CaseFacts, path: Path) -> str:
    return f"{case.id}/{path[1]}" if path[0] == "bom" else case.id


@catalog_rule("identity", "error")
def issue_claimed_twice(everything: Everything) -> Hits:
    """Look for issue numbers that are taken over more than once in one repository."""
    claims: dict[tuple[str | None, int], list[tuple[CaseFacts, Path]]] = defaultdict(list)
    for case in everything.cases:
        if case.issue is not None:
            claims[_home(everything, None), case.issue].append((case, ("issue",)))
        for item in everything.items_of(case):
            if item.issue is not None:
                place = (_home(everything, item.repository), item.issue)
                claims[place].append((case, ("bom", item.slug, "issue")))
    for (_, number), everybody in claims.items():
        claimants = everybody[:MOST]
        for case, path in claimants if len(claimants) > 1 else ():
            others = listed(
                _owner(other, way) for other, way in claimants if way != path or other is not case
            )
            message = f"Issue {number} is taken over here and by {others}."
            yield Hit(message, path, "leave the number where it belongs", file=case.file)


def _home(everything: Everything, repository: str | None) -> str | None:
    home = repository or everything.settings.config.github.repository
    return home and home.casefold()


@settings_rule("identity", "error")
def milestone_title_twice(context: Context) -> Hits:
    """Look for milestones of one title, whatever its letter case."""
    first: dict[str, str] = {}
    for slug, milestone in context.config.milestones.items():
        other = first.setdefault(milestone.title.strip().casefold(), slug)
        if other != slug:
            message = f"Milestone '{slug}' has the same title as '{other}'."
            path = ("milestones", slug, "title")
            yield Hit(message, path, "give each its own title")


@catalog_rule("identity", "warning")
def use_case_title_twice(everything: Everything) -> Hits:
    """Look for living use cases of one title, whatever its letter case."""
    titles: dict[str, list[CaseFacts]] = defaultdict(list)
    for case in everything.living:
        titles[_plain(case.title)].append(case)
    for everybody in titles.values():
        cases = everybody[:MOST]
        for case in cases if len(cases) > 1 else ():
            others = listed(other.file for other in cases if other is not case)
            message = f"This use case has the same title as {others}."
            yield Hit(message, ("title",), "give each its own title", file=case.file)


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


def _look_alike_items(entry: Entry, context: Context) -> Hits:
    del context
    for slug, other in _alike(item.slug for item in entry.items):
        hint = "rename one of them, and name the old key under `previously`"
        message = f"The keys '{slug}' and '{other}' look alike."
        yield Hit(message, ("bom", slug), hint, on_key=True)


@catalog_rule("identity", "warning", in_use_case=_look_alike_items)
def look_alike_keys(everything: Everything) -> Hits:
    """Compare the keys of each section, and the ids of the use cases, by their look."""
    config = everything.settings.config
    for section in SECTIONS:
        for slug, other in _alike(getattr(config, section)):
            message = f"The keys '{slug}' and '{other}' look alike."
            path = (section, slug)
            yield Hit(message, path, "rename one of them", on_key=True, file=CONFIG_FILE)
    for use_case, other in _alike(everything.files):
        yield Hit(
            f"The ids '{use_case}' and '{other}' look alike.",
            hint="rename one of the files, and name the old id under `previously`",
            file=everything.files[use_case],
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
