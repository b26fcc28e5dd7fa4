"""What items need first: it has to exist, and no circle may form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ucops.model.resolve import full_key
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.names import did_you_mean, likely
from ucops.rules.engine.rule import MOST, Hit, Hits, catalog_rule

if TYPE_CHECKING:
    from ucops.rules.engine.facts import CaseFacts, ItemFacts
    from ucops.text.source import Path


SHOWN = 12
"""The most items of a circle that are named."""


@catalog_rule("references", "error")
def unknown_dependency(everything: Everything) -> Hits:
    """Look at what each item depends on."""
    for case in everything.cases:
        for item in case.items:
            for name, index in item.needs:
                key = full_key(case.id, name)
                if key not in everything.items and not may_exist(everything, key):
                    yield Hit(
                        f"There is no item '{key}'.",
                        ("bom", item.slug, "depends_on", index),
                        nearest_item(case, name, everything),
                        file=case.file,
                    )


def may_exist(everything: Everything, key: str) -> bool:
    """Whether the file of an item may say something of it that could not be read."""
    use_case, _, slug = key.partition("/")
    other = everything.files.get(use_case)
    return other is not None and everything.says(other, "bom", slug)


def nearest_item(case: CaseFacts, name: str, everything: Everything) -> str:
    """What may be meant by the name of an item that does not exist."""
    tight = re.sub(r"\s*/\s*", "/", name.strip())
    if tight != name and full_key(case.id, tight) in everything.items:
        return f"write it without spaces: {tight}"
    if (named := everything.by_id.get(name)) and named.items:
        first = f"{named.id}/{named.items[0].slug}"
        return f"'{name}' is a use case: name one of its items, such as {first}"
    key = full_key(case.id, name)
    former, _, slug = key.partition("/")
    use_case = everything.renamed.get(former, former)
    if (now := everything.renamed.get(key)) in everything.items:
        return f"'{key}' is called '{now}' now: write that"
    other = everything.by_id.get(use_case)
    if other is None:
        return _elsewhere(use_case, slug, everything)
    titles = {item.slug: item.title for item in everything.items_of(other)}
    renamed = "" if former == use_case else f"`{former}` is called `{use_case}` now: "
    return did_you_mean(slug, titles, f"{renamed}`{use_case}` has no item of such a name")


def _elsewhere(use_case: str, slug: str, everything: Everything) -> str:
    """What may be meant by an item of a use case that does not exist."""
    meant = likely(use_case, everything.files)
    if meant:
        key = f"{meant}/{slug}"
        return f"did you mean '{key if key in everything.items else meant}'?"
    alike = (
        (f"{other}/{slug}", everything.items.get(f"{other}/{slug}")) for other in everything.files
    )
    own = [key for key, item in alike if item is not None and not item.standard]
    otherwise = f"there is no use case '{use_case}'; items are named `use-case/item`"
    return f"did you mean '{own.pop()}'?" if len(own) == 1 else otherwise


@catalog_rule("references", "error")
def dependency_cycle(everything: Everything) -> Hits:
    """Show each circle once, as a path, at the item where it is entered first."""
    places = {
        f"{case.id}/{item.slug}": (case, item)
        for case in everything.cases
        for item in case.items
        if item.needs
    }
    needs = {
        key: [full_key(case.id, name) for name, _ in item.needs]
        for key, (case, item) in places.items()
    }
    for circle in islice(cycles(needs), MOST):
        case, item = places[circle[0]]
        shown = circle if len(circle) <= SHOWN else (*circle[: SHOWN // 2], "…", circle[-1])
        way = " → ".join([*shown, circle[0]])
        yield Hit(
            f"These items wait for each other: {way}.",
            dependency_path(case, item, circle[1 % len(circle)]),
            "take one of these steps out of `depends_on`",
            file=case.file,
        )


def dependency_path(case: CaseFacts, item: ItemFacts, needed: str) -> Path:
    """Where a file says that an item needs the one of a key."""
    index = next(at for name, at in item.needs if full_key(case.id, name) == needed)
    return ("bom", item.slug, "depends_on", index)


def cycles(needs: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Find one circle through each step that closes one, in the order of the keys.

    Args:
        needs: What each key needs first; keys that need nothing may be missing.
    """
    done = set[str]()
    for start in needs:
        way: dict[str, None] = {}
        stack = [iter([start])]
        while stack:
            key = next(stack[-1], None)
            if key is None:
                stack.pop()
                if way:
                    done.add(way.popitem()[0])
            elif key in way:
                keys = list(way)
                yield tuple(keys[keys.index(key) :])
            elif key not in done:
                way[key] = None
                stack.append(iter(needs.get(key, ())))
