"""What every template that shows a BOM item gets of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ucops.model.catalog import Item
from ucops.model.config import Config
from ucops.model.titles import titled
from ucops.pages.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One BOM item.

    Attributes:
        key: `<use case>/<item>`.
        title: What people call it.
        use_case: The use case's title.
        responsible: A login, or None for an open seat.
        role: The role's title, or None.
        type: The collateral type's title, or None.
        stages: awareness, consideration, decision.
        audiences: executive, manager, contributor, internal.
        priority: 1 to 3.
        quantity: Such as `1`, `2–3` or `1+`.
        start, due: Such as `11 Dec 2026`, or None.
        milestone: The milestone's title, or None.
        deliverable: The finished piece's address, or None.
        made_for: Titles of the personas, industries and sizes of company that it is made for.
    """

    key: str
    title: str
    use_case: str
    responsible: str | None
    role: str | None
    type: str | None
    stages: tuple[str, ...]
    audiences: tuple[str, ...]
    priority: int
    quantity: str
    start: str | None
    due: str | None
    milestone: str | None
    deliverable: str | None
    made_for: tuple[str, ...]


def common(
    item: Item, use_case: str, config: Config, say: Callable[[str], str] = str
) -> dict[str, Any]:
    """The values of an `ItemView`, by field.

    Args:
        item: The item.
        use_case: Its use case's title.
        config: Knows what slugs are called.
        say: Makes a person's text fit for the template.
    """

    def title(slug: str | None, entries: Mapping[str, object]) -> str | None:
        return None if slug is None else say(titled(entries[slug]) if slug in entries else slug)

    return {
        "key": item.key,
        "title": say(item.title),
        "use_case": say(use_case),
        "responsible": item.responsible,
        "role": title(item.role, config.roles),
        "type": title(item.type, config.collateral_types),
        "stages": item.stages,
        "audiences": item.audiences,
        "priority": item.priority,
        "quantity": str(item.quantity),
        "start": day(item.start),
        "due": day(item.due),
        "milestone": title(item.milestone, config.milestones),
        "deliverable": say(item.deliverable) if item.deliverable else None,
        "made_for": tuple(
            said
            for section in ("personas", "industries", "segments")
            for slug in getattr(item, section)
            if (said := title(slug, getattr(config, section)))
        ),
    }
