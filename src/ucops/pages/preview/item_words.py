"""What happens to a BOM item, as a product marketer says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from ucops.model.catalog import Catalog, Item
from ucops.pages.preview.words import (
    Names,
    in_words,
    list_change,
    listed,
    quoted,
    said,
    slugs_change,
    text_change,
)
from ucops.preview.change import WRITTEN, FieldChange, ItemChange

Phrase = Callable[[Any, Any, Names, str], str]
"""The words for one field: what it was, what it is, the names, and the use case's id."""
SECTIONS = {"type": "collateral_types", "role": "roles", "milestone": "milestones"}


def phrase(change: FieldChange, names: Names, home: str) -> str:
    """What happens to one field of an item, as the rest of a sentence about the item."""
    name = change.path[0]
    if name == WRITTEN:
        return f"{in_words(change.path[1])} written otherwise, which changes nothing yet"
    say = PHRASES.get(name)
    if say is not None:
        return say(change.before, change.after, names, home)
    return f"{in_words(name)} {said(change.before, names)} → {said(change.after, names)}"


def remarks(change: ItemChange, names: Names) -> Iterator[str]:
    """What follows from an item's new date."""
    item, was = change.after, change.before
    if item is None or not {"due", "milestone"} & {field.path[0] for field in change.fields}:
        return
    late, was_late = _after_milestone(item, names.after), _after_milestone(was, names.before)
    if late != was_late:
        yield "now after its milestone" if late else "no longer after its milestone"
    if item.due and item.due < names.as_of:
        yield "a day in the past"


def _after_milestone(item: Item | None, catalog: Catalog) -> bool:
    if item is None or item.due is None or item.milestone is None:
        return False
    milestone = catalog.config.milestones.get(item.milestone)
    return bool(milestone and milestone.due and item.due > milestone.due)


def new_item(item: Item, names: Names) -> str:
    """What a new item is: whose, until when, and whether it is wanted at all."""
    if item.skip is not None:
        return f"not needed here: {quoted(item.skip)}"
    if item.retired is not None:
        return f"retired since {names.day(item.retired)}"
    who = item.responsible or "nobody"
    role = f" ({names.title('roles', item.role)})" if item.role else ""
    parts = [
        "done" if item.deliverable else "",
        f"responsible: {who}{role}",
        f"due {names.day(item.due)}" if item.due else "",
        f"planned for {names.title('milestones', item.milestone)}" if item.milestone else "",
        f"needs {_items(item.depends_on, names, item.use_case)} first" if item.depends_on else "",
        f"takes over issue {item.issue}" if item.issue else "",
    ]
    return ", ".join(filter(None, parts))


def _items(keys: tuple[str, ...] | list[str], names: Names, home: str) -> str:
    return listed([names.item(key, home) for key in keys])


def _title(before: str, after: str, _names: Names, _home: str) -> str:
    return f"is now called {quoted(after)} (was {quoted(before)})"


def _description(before: str, after: str, _names: Names, _home: str) -> str:
    return f"description {text_change(before, after)}"


def _responsible(before: str | None, after: str | None, _names: Names, _home: str) -> str:
    if after is None:
        return f"has nobody responsible any more (was {before})"
    if before is None:
        return f"has {after} responsible now (was open)"
    return f"passes from {before} to {after}"


def _due(before: dt.date | None, after: dt.date | None, names: Names, _home: str) -> str:
    if before is None and after is not None:
        return f"is due {names.day(after)} (had no date)"
    if after is None or before is None:
        return f"has no date any more (was {said(before, names)})"
    return f"moves {names.move(before, after)}"


def _start(before: dt.date | None, after: dt.date | None, names: Names, _home: str) -> str:
    if after is None:
        return f"has no start any more (was {said(before, names)})"
    return f"starts {names.day(after)}" + (f" (was {names.day(before)})" if before else "")


def _milestone(before: str | None, after: str | None, names: Names, _home: str) -> str:
    now, was = names.title("milestones", after), names.title("milestones", before)
    if before is None:
        return f"is planned for {now}"
    return f"leaves {was}" if after is None else f"goes from {was} to {now}"


def _depends_on(before: tuple[str, ...], after: tuple[str, ...], names: Names, home: str) -> str:
    came = [key for key in after if key not in before]
    went = [key for key in before if key not in after]
    parts = [
        f"now needs {_items(came, names, home)} first" if came else "",
        f"no longer needs {_items(went, names, home)}" if went else "",
    ]
    return ", ".join(filter(None, parts)) or "needs the same in another order"


def _skip(before: str | None, after: str | None, _names: Names, _home: str) -> str:
    if after is None:
        return "is needed after all"
    return f"is not needed here: {quoted(after)}" if before is None else "reason to skip reworded"


def _retired(before: dt.date | None, after: dt.date | None, names: Names, _home: str) -> str:
    if after is None:
        return "is wanted again"
    return f"is retired as of {names.day(after)}" + (f", was {names.day(before)}" if before else "")


def _deliverable(before: str | None, after: str | None, _names: Names, _home: str) -> str:
    if after is None:
        return "is not done any more: its deliverable is taken out"
    return "is done: here it is" if before is None else "is at another address now"


def _issue(before: int | None, after: int | None, _names: Names, _home: str) -> str:
    if after is None:
        return f"does not name issue {before} any more"
    return f"takes over issue {after}" + (f" (was {before})" if before else "")


def _standard(_before: bool, after: bool, _names: Names, _home: str) -> str:  # noqa: FBT001 - a field's values
    return "is a standard item now" if after else "is an item of its own now"


def _checklist(before: tuple[str, ...], after: tuple[str, ...], _names: Names, _home: str) -> str:
    return f"checklist: {list_change(before, after)}"


def _section(name: str) -> Phrase:
    def say(before: str | None, after: str | None, names: Names, _home: str) -> str:
        section = SECTIONS[name]
        return f"{name} {names.title(section, before)} → {names.title(section, after)}"

    return say


def _several(label: str) -> Phrase:
    def say(before: tuple[str, ...], after: tuple[str, ...], _names: Names, _home: str) -> str:
        return f"{label} {slugs_change(before, after)}"

    return say


PHRASES: dict[str, Phrase] = {
    "title": _title,
    "description": _description,
    "type": _section("type"),
    "role": _section("role"),
    "responsible": _responsible,
    "stages": _several("stage:"),
    "audiences": _several("audience:"),
    "start": _start,
    "due": _due,
    "milestone": _milestone,
    "depends_on": _depends_on,
    "market_requirements": _several("for market requirements:"),
    "checklist": _checklist,
    "previously": _several("former keys:"),
    "skip": _skip,
    "retired": _retired,
    "deliverable": _deliverable,
    "issue": _issue,
    "standard": _standard,
}
"""Fields that read better than `name before → after`."""
