"""Milestones, people and states: whether the plan can be kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from ucops.model.facts import wanted
from ucops.model.values import placeholder
from ucops.prose.words import counted, listed, month
from ucops.rules.engine.context import (
    CONFIG_FILE,
    Context,
    dependency_path,
    item_path,
    unfinished,
)
from ucops.rules.engine.rule import Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry, Item

WORKLOAD = 10
"""The most items that one person is expected to finish in one month."""
NO_REASONS = {
    "no",
    "none",
    "nope",
    "not",
    "false",
    "off",
    "nein",
    "nicht",
    "non",
    "y",
    "yes",
    "true",
    "on",
    "ok",
    "ja",
    "oui",
    "x",
    "xx",
    "skip",
    "skipped",
    "todo",
    "tbc",
    "open",
    "offen",
    "wip",
    "later",
    "null",
    "nil",
}
"""Words, besides placeholders, that do not say why something is not needed."""
SAY_AGAIN = {
    "not needed",
    "not required",
    "not necessary",
    "not applicable",
    "not relevant",
    "irrelevant",
    "no need",
    "unneeded",
    "skip it",
    "skip this",
    "reason",
    "the reason",
    "why",
    "why it is not needed",
    "nicht nötig",
    "nicht relevant",
    "pas nécessaire",
    "no es necesario",
}
"""What says that something is not needed, and not why."""


@use_case_rule("planning", "warning")
def dependency_dropped(entry: Entry, context: Context) -> Hits:
    """Look at the state of the items that each item needs."""
    for item in unfinished(entry):
        for key in item.depends_on:
            needed = context.items.get(key)
            state = _dropped(needed, context) if needed else ""
            if state:
                yield Hit(
                    f"'{item.title}' needs '{key}', which is {state}.",
                    dependency_path(entry, item, key),
                    "take it out of `depends_on`, or bring it back",
                )


def _dropped(item: Item, context: Context) -> str:
    """Why nobody will make an item; empty where somebody will, or has."""
    if item.skip is not None:
        return "skipped"
    if item.retired is not None:
        return "retired"
    status = context.loaded.catalog.entries[item.use_case].use_case.status
    gone = status == "retired" and item.deliverable is None
    return "retired with its use case" if gone else ""


@catalog_rule("planning", "warning")
def milestone_without_items(context: Context) -> Hits:
    """Look for milestones that no wanted item is planned for."""
    used = {item.milestone for entry in context.living for item in wanted(entry)}
    for slug, milestone in context.config.milestones.items():
        if slug not in used:
            message = f"No item is planned for milestone '{slug}' ({milestone.title})."
            yield Hit(
                message,
                ("milestones", slug),
                f"plan items with `milestone: {slug}`, or remove it",
                on_key=True,
                file=CONFIG_FILE,
            )


@use_case_rule("substance", "warning", needs=("bom",))
def no_date(entry: Entry, context: Context) -> Hits:
    """Count the unfinished items that neither a date nor a milestone plans."""
    del context
    undated = [item.slug for item in unfinished(entry) if item.due is None]
    if undated:
        message = f"{counted(len(undated), 'item')} without a date: {listed(undated)}."
        yield Hit(message, ("bom",), "give each a `due` day or a `milestone`", on_key=True)


@use_case_rule("substance", "warning", needs=("bom", "team"))
def no_responsible(entry: Entry, context: Context) -> Hits:
    """Count the unfinished items without a person, and name the roles to fill."""
    del context
    orphans = [item for item in unfinished(entry) if item.responsible is None]
    if orphans:
        slugs = listed(item.slug for item in orphans)
        roles = sorted({item.role for item in orphans if item.role})
        way_out = f"name a person for {listed(roles)} under `team`" if roles else "give each a role"
        message = f"Nobody is responsible for {counted(len(orphans), 'item')}: {slugs}."
        yield Hit(message, ("team",), way_out, on_key=True)


@catalog_rule("planning", "warning")
def too_much_for_one(context: Context) -> Hits:
    """Count the unfinished items by person and month; the first one too many is shown."""
    load: dict[tuple[str, str], list[tuple[dt.date, Entry, Item]]] = defaultdict(list)
    for entry in context.living:
        for item in unfinished(entry):
            if item.responsible and item.due:
                load[item.responsible, f"{item.due:%Y-%m}"].append((item.due, entry, item))
    for (person, _), items in load.items():
        if len(items) > WORKLOAD:
            _, entry, item = sorted(items, key=lambda one: (one[0], one[2].key))[WORKLOAD]
            message = (
                f"{person} has {counted(len(items), 'item')} due in {month(items[0][0])}; "
                f"more than {WORKLOAD} is too much for one person."
            )
            yield Hit(
                message,
                item_path(entry, item, "due", "milestone"),
                "move some to another month, or give some to the backups",
                file=entry.file,
            )


@use_case_rule("planning", "warning")
def contradictory_item(entry: Entry, context: Context) -> Hits:
    """Look for items that say more than one of skip, retired and deliverable."""
    del context
    for slug, item in entry.use_case.bom.items():
        said = [field for field in ("skip", "retired", "deliverable") if getattr(item, field)]
        if len(said) > 1:
            message = f"'{slug}' says {listed(said)} at once."
            yield Hit(message, ("bom", slug, said[0]), "leave the one that holds", on_key=True)


@use_case_rule("planning", "error")
def skip_without_reason(entry: Entry, context: Context) -> Hits:
    """Look at what is said about the items that are not needed."""
    del context
    for slug, item in entry.use_case.bom.items():
        text = (item.skip or "").strip()
        if text and _says_no_reason(text):
            message = f"'{text}' does not say why '{slug}' is not needed."
            hint = "delete `skip` if it is wanted or nobody has decided yet, or write the reason"
            yield Hit(message, ("bom", slug, "skip"), hint)


def _says_no_reason(text: str) -> bool:
    word = text.strip("\"'“”().!… ").casefold()
    speaks = any(letter.isalpha() for letter in word)
    return not speaks or word in NO_REASONS or placeholder(word) is not None


@use_case_rule("planning", "warning")
def reason_says_nothing(entry: Entry, context: Context) -> Hits:
    """Look for reasons that only say again that an item is not needed."""
    del context
    for slug, item in entry.use_case.bom.items():
        text = (item.skip or "").strip(" .!\"'").casefold()
        if text.removeprefix("it is ").removeprefix("is ") in SAY_AGAIN:
            message = f"'{item.skip}' says that '{slug}' is not needed, but not why."
            yield Hit(message, ("bom", slug, "skip"), "write the reason, for those who ask later")
