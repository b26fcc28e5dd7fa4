"""What merging changes, for the beginning of a comment: a sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ucops.model.catalog import Item
from ucops.model.facts import FILED
from ucops.pages.preview.view import KINDS
from ucops.pages.preview.words import Line
from ucops.preview.difference import ItemChange
from ucops.preview.preview import Preview
from ucops.prose.words import counted, day, listed

NAMED = 3
"""So many use cases, items or days a sentence names."""


def merging(preview: Preview, plan: Mapping[str, Any] | None) -> Iterator[Line]:
    """What merging changes: a sentence each about use cases, items, days, people and GitHub."""
    items = [item for case in preview.cases for item in case.change.items]
    told = {
        "Use cases": _use_cases(preview),
        "Items": _items(items),
        "Dates": _dates(items),
        "People": _people(preview, items),
        "Settings": _settings(preview),
    }
    if plan is not None:
        filed = _on_github(plan)
        told["On GitHub"] = filed or ("nothing changes" if any(told.values()) else "")
    for subject, text in told.items():
        if text:
            yield Line(subject, text)


def _settings(preview: Preview) -> str:
    if preview.settings_lost:
        return "ucops.yaml: not to be read as a whole, and not compared"
    count = len(preview.difference.config)
    return f"{counted(count, 'change')} in ucops.yaml" if count else ""


def _use_cases(preview: Preview) -> str:
    named: dict[str, list[str]] = {}
    for case in preview.cases:
        kind = "changed by the settings" if case.by_settings else KINDS[case.change.kind]
        named.setdefault(kind, []).append(case.title)
    return "; ".join(f"{len(some)} {kind}: {listed(some, NAMED)}" for kind, some in named.items())


def _items(items: Iterable[ItemChange]) -> str:
    kinds = {"added": "new", "removed": "removed", "renamed": "renamed", "arrived": "moved"}
    numbers = Counter(kinds.get(one.kind, "changed") for one in items if one.kind != "left")
    return ", ".join(f"{count} {kind}" for kind, count in numbers.items())


def _dates(items: Iterable[ItemChange]) -> str:
    """The due days that move, are set or are given up; those of new items are not among them."""
    moved = [
        f"{one.after.title} {_moved(one)}"
        for one in items
        if one.after and any(field.path == ("due",) for field in one.fields)
    ]
    return listed(moved, NAMED)


def _moved(one: ItemChange) -> str:
    was, now = one.before and one.before.due, one.after and one.after.due
    if was and now:
        return f"moves from {day(was)} to {day(now)}"
    return f"is due {day(now)}" if now else "has no date any more"


def _people(preview: Preview, items: Iterable[ItemChange]) -> str:
    """Who will be asked for something: items that are new to them and filed after the merge."""
    catalog = preview.after.catalog
    asked = Counter(
        one.after.responsible
        for one in items
        if one.after and one.after.responsible and _is_asked(one) and _is_filed(one.after, catalog)
    )
    told = [f"{login} ({counted(number, 'item')})" for login, number in asked.most_common()]
    return f"{listed(told, NAMED)} will be asked" if told else ""


def _is_asked(one: ItemChange) -> bool:
    was, now = one.before, one.after
    return was is None or (now is not None and was.responsible != now.responsible)


def _is_filed(item: Item, catalog: Any) -> bool:  # noqa: ANN401 - a Catalog, by its entries alone
    entry = catalog.entries.get(item.use_case)
    wanted = item.skip is None and item.retired is None and not item.deliverable
    return wanted and entry is not None and entry.use_case.status in FILED


VERBS = {
    "create": "made",
    "update": "changed",
    "adopt": "taken over",
    "close": "closed",
}
"""What happens to issues, in the order in which it is told."""


def _on_github(plan: Mapping[str, Any]) -> str:
    changes = [one for one in plan["changes"] if one["kind"] in {"epic", "item"}]
    numbers = Counter((one["action"], one["kind"]) for one in changes)
    told = []
    for action, verb in VERBS.items():
        nouns = {"epic": "epic", "item": "issue"}
        parts = [
            counted(numbers[action, kind], noun)
            for kind, noun in nouns.items()
            if numbers[action, kind]
        ]
        if parts:
            told.append(f"{' and '.join(parts)} {verb}")
    if orphans := len(plan["orphans"]):
        told.append(f"{counted(orphans, 'issue')} no file wants any more, left open")
    if conflicts := len(plan["conflicts"]):
        told.append(f"{counted(conflicts, 'conflict')} to decide")
    return ", ".join(told)
