"""Milestones, people and states: whether the plan can be kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from ucops.model.resolve import full_key
from ucops.model.values import placeholder
from ucops.prose.words import counted, listed, month
from ucops.rules.engine.context import CONFIG_FILE, Context, unfinished
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.rule import Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.rules.engine.facts import CaseFacts, ItemFacts

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


@catalog_rule("planning", "warning")
def dependency_dropped(everything: Everything) -> Hits:
    """Look at the state of the items that each item needs."""
    for case in everything.living:
        for item in case.items:
            for name, index in item.needs if item.to_make else ():
                key = full_key(case.id, name)
                if state := _dropped(key, everything):
                    message = f"'{item.title}' needs '{key}', which is {state}."
                    path = ("bom", item.slug, "depends_on", index)
                    hint = "take it out of `depends_on`, or bring it back"
                    yield Hit(message, path, hint, file=case.file)


def _dropped(key: str, everything: Everything) -> str:
    """Why nobody will make an item; empty where somebody will, or has, or there is none."""
    item = everything.items.get(key)
    if item is None:
        return ""
    if item.skipped:
        return "skipped"
    if item.retired:
        return "retired"
    gone = not everything.by_id[key.partition("/")[0]].living and item.deliverable is None
    return "retired with its use case" if gone else ""


@catalog_rule("planning", "warning")
def milestone_without_items(everything: Everything) -> Hits:
    """Look for milestones that no wanted item is planned for."""
    living = everything.living
    used = {item.milestone for case in living for item in everything.items_of(case) if item.wanted}
    for slug, milestone in everything.settings.config.milestones.items():
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
def too_much_for_one(everything: Everything) -> Hits:
    """Count the unfinished items by person and month; the first one too many is shown."""
    load: dict[tuple[str, str], list[tuple[str, str, CaseFacts, ItemFacts]]] = defaultdict(list)
    for case in everything.living:
        for item in case.items:
            if item.to_make and item.responsible and item.due:
                one = (item.due, f"{case.id}/{item.slug}", case, item)
                load[item.responsible, item.due[: len("2027-01")]].append(one)
    for (person, _), items in load.items():
        if len(items) > WORKLOAD:
            _, _, case, item = sorted(items, key=lambda one: one[:2])[WORKLOAD]
            message = (
                f"{person} has {counted(len(items), 'item')} due in "
                f"{month(dt.date.fromisoformat(items[0][0]))}; "
                f"more than {WORKLOAD} is too much for one person."
            )
            hint = "move some to another month, or give some to the backups"
            yield Hit(message, item.at("due", "milestone"), hint, file=case.file)


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
