"""The sentences about a use case's BOM items: one an item, and one for many that change alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ucops.model.catalog import Item
from ucops.model.facts import overshot_milestone
from ucops.model.reference import section_named
from ucops.model.usecase import BomEntry
from ucops.pages.preview.words import Line, Titles, change, in_words, quoted, said
from ucops.preview.difference import WRITTEN, FieldChange, ItemChange, UseCaseChange
from ucops.prose.words import counted, day, listed

MANY = 3
"""So many items that change alike are told in one sentence."""
NAMED = 40
"""How many of them are named."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a change of a field reads that says more than its name and value.

    Attributes:
        other: Where it has another value. `{was}` and `{now}` are both, `{change}` is what differs.
        came: Where there was none, if that reads otherwise.
        went: Where there is none any more, if that reads otherwise.
    """

    other: str
    came: str = ""
    went: str = ""


PHRASES: Mapping[str, Phrase] = {
    "title": Phrase("is now called “{now}” (was “{was}”)"),
    "responsible": Phrase(
        "passes from {was} to {now}",
        "has {now} responsible now (was open)",
        "has nobody responsible any more (was {was})",
    ),
    "start": Phrase(
        "starts {now} (was {was})", "starts {now}", "has no start any more (was {was})"
    ),
    "due": Phrase("{change}", "is due {now} (had no date)", "has no date any more (was {was})"),
    "milestone": Phrase("goes from {was} to {now}", "is planned for {now}", "leaves {was}"),
    "market_requirements": Phrase("for market requirements: {change}"),
    "previously": Phrase("former keys: {change}"),
    "skip": Phrase("reason to skip reworded", "is not needed here: “{now}”", "is needed after all"),
    "retired": Phrase(
        "is retired as of {now}, was {was}", "is retired as of {now}", "is wanted again"
    ),
    "deliverable": Phrase(
        "is at another address now",
        "is done: here it is",
        "is not done any more: its deliverable is taken out",
    ),
    "issue": Phrase(
        "takes over issue {now} (was {was})",
        "takes over issue {now}",
        "does not name issue {was} any more",
    ),
    "standard": Phrase("", "is a standard item now", "is an item of its own now"),
}
"""The others read as their name and what happens to their value."""


def item_lines(
    case: UseCaseChange, titles: Titles, passed: Collection[str] = frozenset()
) -> Iterator[Line]:
    """Every item that differs, in words.

    Args:
        case: The use case.
        titles: What slugs and keys are called.
        passed: The roles whose seats are said to pass to somebody, and their items with them.
    """
    bom = case.after.use_case.bom if case.after else {}
    standard = [one for one in case.items if _plain_standard(one, bom)]
    yield from _standard_lines(standard)
    rest = [one for one in case.items if one not in standard]
    told = [[f for f in one.fields if not _follows(one, f, passed)] for one in rest]
    alike: defaultdict[tuple[object, ...], list[tuple[Item, FieldChange]]] = defaultdict(list)
    for one, fields in zip(rest, told, strict=True):
        if one.after is not None:
            for field in fields:
                alike[_key(field)].append((one.after, field))
    many = {key: pairs for key, pairs in alike.items() if len(pairs) >= MANY}
    for pairs in many.values():
        named = listed([item.title for item, _ in pairs], NAMED)
        yield Line(f"{len(pairs)} items", f"each {phrase(pairs[0][1], titles, case.id)}: {named}")
    for one, fields in zip(rest, told, strict=True):
        yield from _line(one, [f for f in fields if _key(f) not in many], titles, case.id)


def passing(case: UseCaseChange, role: str) -> int:
    """How many items get another person because a role's seat does."""
    return sum(_follows(one, field, {role}) for one in case.items for field in one.fields)


def _follows(one: ItemChange, field: FieldChange, passed: Collection[str]) -> bool:
    """Whether the change of an item's person only follows its role's seat."""
    item = one.after
    return item is not None and field.path == ("responsible",) and item.role in passed


def _plain_standard(one: ItemChange, bom: Mapping[str, BomEntry]) -> bool:
    """A standard item that comes or goes without a word of the use case's own about it."""
    item = one.after or one.before
    if item is None or not item.standard or one.kind not in {"added", "removed"}:
        return False
    return item.slug not in bom


def _standard_lines(standard: list[ItemChange]) -> Iterator[Line]:
    came = [one.after.title for one in standard if one.after]
    went = [one.before.title for one in standard if one.after is None and one.before]
    if came:
        yield Line(counted(len(came), "standard item"), f"added: {listed(came, NAMED)}")
    if went:
        yield Line(counted(len(went), "standard item"), f"no longer there: {listed(went, NAMED)}")


def _key(field: FieldChange) -> tuple[object, ...]:
    return field.path, repr(field.before), repr(field.after)


def _line(one: ItemChange, fields: list[FieldChange], titles: Titles, home: str) -> Iterator[Line]:
    item = one.after or one.before
    if item is None:
        return
    told = [phrase(field, titles, home) for field in fields if _worth(one, field)]
    text = "; ".join([*_heads(one, titles, home), *told])
    if fields:
        text = ", ".join(filter(None, [text, *_remarks(one, titles)]))
    if text:
        yield Line(item.title, text, _address(one))


def _worth(one: ItemChange, field: FieldChange) -> bool:
    """A new key is told once: not again as the former key that the file now titles."""
    return one.kind not in {"renamed", "arrived"} or field.path != ("previously",)


def _heads(one: ItemChange, titles: Titles, home: str) -> Iterator[str]:
    """What happens to the item as a whole."""
    before, after = one.before, one.after
    if one.kind == "added" and after:
        yield f"new: {_new(after, titles)}"
    elif one.kind == "removed" and before:
        yield "removed; its issue, if there is one, becomes an orphan"
    elif one.kind == "renamed" and before and after:
        yield f"has the key {after.key} now (was {before.key})"
    elif one.kind == "arrived" and before:
        yield f"comes from {titles.item(before.key, home)}"
    elif one.kind == "left" and after:
        yield f"goes to {titles.item(after.key, home)}"


def _new(item: Item, titles: Titles) -> str:
    """What a new item is: whose, until when, and whether it is wanted at all."""
    if item.skip is not None:
        return f"not needed here: {quoted(item.skip)}"
    if item.retired is not None:
        return f"retired since {day(item.retired)}"
    who = item.responsible or "nobody"
    role = f" ({titles.title('roles', item.role)})" if item.role else ""
    parts = [
        "done" if item.deliverable else "",
        f"responsible: {who}{role}",
        f"due {day(item.due)}" if item.due else "",
        f"planned for {titles.title('milestones', item.milestone)}" if item.milestone else "",
        f"needs {_items(item.depends_on, titles, item.use_case)} first" if item.depends_on else "",
        f"takes over issue {item.issue}" if item.issue else "",
    ]
    return ", ".join(filter(None, parts))


def _items(keys: Iterable[str], titles: Titles, home: str) -> str:
    return listed([titles.item(key, home) for key in keys])


def phrase(field: FieldChange, titles: Titles, home: str) -> str:
    """What happens to one field of an item, as the rest of a sentence about the item."""
    name, was, now = field.path[0], field.before, field.after
    if name == WRITTEN:
        return f"{in_words(field.path[1])} written otherwise, which changes nothing yet"
    if isinstance(was, tuple) and isinstance(now, tuple) and name == "depends_on":
        return _needs(was, now, titles, home)
    section = section_named(BomEntry, (name,))
    happens = change(was, now, titles, section)
    if (own := PHRASES.get(name)) is None:
        return f"{in_words(name)}{':' if isinstance(now, tuple) else ''} {happens}"
    nothing = (None, False)
    text = (was in nothing and own.came) or (now in nothing and own.went) or own.other
    values = {"was": said(was, titles, section), "now": said(now, titles, section)}
    return text.format_map({**values, "change": happens})


def _needs(was: tuple[str, ...], now: tuple[str, ...], titles: Titles, home: str) -> str:
    came, went = [key for key in now if key not in was], [key for key in was if key not in now]
    parts = [
        f"now needs {_items(came, titles, home)} first" if came else "",
        f"no longer needs {_items(went, titles, home)}" if went else "",
    ]
    return ", ".join(filter(None, parts)) or "needs the same in another order"


def _remarks(one: ItemChange, titles: Titles) -> Iterator[str]:
    """What follows from an item's new date."""
    item, was = one.after, one.before
    if item is None or not {"due", "milestone"} & {field.path[0] for field in one.fields}:
        return
    late = overshot_milestone(item, titles.after.config)
    was_late = was and overshot_milestone(was, titles.before.config)
    if bool(late) != bool(was_late):
        yield "now after its milestone" if late else "no longer after its milestone"
    if item.due and item.due < titles.as_of:
        yield "a day in the past"


def _address(one: ItemChange) -> str | None:
    """The deliverable that is new."""
    now = one.after.deliverable if one.after else None
    was = one.before.deliverable if one.before else None
    return now if now != was and one.kind != "left" else None
