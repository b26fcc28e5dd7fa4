"""What items need first: it has to exist, and no circle may form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ucops.model.resolve import full_key
from ucops.rules.engine.context import Context, dependency_path
from ucops.rules.engine.names import did_you_mean, likely
from ucops.rules.engine.rule import MOST, Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry


SHOWN = 12
"""The most items of a circle that are named."""


@use_case_rule("references", "error")
def unknown_dependency(entry: Entry, context: Context) -> Hits:
    """Look at what each item depends on."""
    for slug, item in entry.use_case.bom.items():
        for index, name in enumerate(item.depends_on):
            key = full_key(entry.id, name)
            if key not in context.items and not may_exist(context, key):
                yield Hit(
                    f"There is no item '{key}'.",
                    ("bom", slug, "depends_on", index),
                    nearest_item(entry, name, context),
                )


def may_exist(context: Context, key: str) -> bool:
    """Whether the file of an item may say something of it that could not be read."""
    use_case, _, slug = key.partition("/")
    other = context.files.get(use_case)
    return other is not None and context.says(other, "bom", slug)


def nearest_item(entry: Entry, name: str, context: Context) -> str:
    """What may be meant by the name of an item that does not exist."""
    entries = context.loaded.catalog.entries
    tight = re.sub(r"\s*/\s*", "/", name.strip())
    if tight != name and full_key(entry.id, tight) in context.items:
        return f"write it without spaces: {tight}"
    if name in entries and entries[name].items:
        return (
            f"'{name}' is a use case: name one of its items, such as {entries[name].items[0].key}"
        )
    key = full_key(entry.id, name)
    former, _, slug = key.partition("/")
    use_case = context.renamed.get(former, former)
    if (now := context.renamed.get(key)) in context.items:
        return f"'{key}' is called '{now}' now: write that"
    other = entries.get(use_case)
    if other is None:
        return _elsewhere(use_case, slug, context)
    titles = {item.slug: item.title for item in other.items}
    renamed = "" if former == use_case else f"`{former}` is called `{use_case}` now: "
    return did_you_mean(slug, titles, f"{renamed}`{use_case}` has no item of such a name")


def _elsewhere(use_case: str, slug: str, context: Context) -> str:
    """What may be meant by an item of a use case that does not exist."""
    meant = likely(use_case, context.files)
    if meant:
        key = f"{meant}/{slug}"
        return f"did you mean '{key if key in context.items else meant}'?"
    alike = (context.items.get(f"{other}/{slug}") for other in context.files)
    own = [item.key for item in alike if item is not None and not item.standard]
    otherwise = f"there is no use case '{use_case}'; items are named `use-case/item`"
    return f"did you mean '{own.pop()}'?" if len(own) == 1 else otherwise


@catalog_rule("references", "error")
def dependency_cycle(context: Context) -> Hits:
    """Show each circle once, as a path, at the item where it is entered first."""
    needs = {key: item.depends_on for key, item in context.items.items() if item.depends_on}
    entries = context.loaded.catalog.entries
    for circle in islice(cycles(needs), MOST):
        item = context.items[circle[0]]
        entry = entries[item.use_case]
        shown = circle if len(circle) <= SHOWN else (*circle[: SHOWN // 2], "…", circle[-1])
        way = " → ".join([*shown, circle[0]])
        yield Hit(
            f"These items wait for each other: {way}.",
            context.written(entry, dependency_path(entry, item, circle[1 % len(circle)])),
            "take one of these steps out of `depends_on`",
            file=entry.file,
        )


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
