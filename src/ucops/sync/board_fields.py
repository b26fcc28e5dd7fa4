"""The Projects board: which fields it has, and what the files say for them."""

from __future__ import annotations

from collections.abc import Mapping

from ucops.github.protocols import BoardField
from ucops.model.catalog import Catalog, Entry, Item

STATUSES = ("Todo", "In Progress", "In Review", "Blocked", "Done", "Dropped")


def board_fields(catalog: Catalog) -> tuple[BoardField, ...]:
    """The fields that the board needs; those it lacks are created."""
    roles = [role.title for role in catalog.config.roles.values()]
    return (
        BoardField(name="Status", kind="single_select", options=dict.fromkeys(STATUSES, "")),
        BoardField(name="Start", kind="date", options={}),
        BoardField(name="Target", kind="date", options={}),
        BoardField(name="Role", kind="single_select", options=dict.fromkeys(roles, "")),
        BoardField(name="Stage", kind="text", options={}),
        BoardField(
            name="Priority", kind="single_select", options=dict.fromkeys(("1", "2", "3"), "")
        ),
    )


def epic_values(entry: Entry) -> Mapping[str, str]:
    """From the earliest start to the latest date of its items."""
    starts = [item.start for item in entry.items if item.start]
    dues = [item.due for item in entry.items if item.due]
    return _given(
        {
            "Start": min(starts).isoformat() if starts else "",
            "Target": max(dues).isoformat() if dues else "",
        }
    )


def item_values(catalog: Catalog, item: Item) -> Mapping[str, str]:
    """An item's values as the files give them."""
    role = catalog.config.roles.get(item.role or "")
    return _given(
        {
            "Start": item.start.isoformat() if item.start else "",
            "Target": item.due.isoformat() if item.due else "",
            "Role": role.title if role else "",
            "Stage": ", ".join(item.stages),
            "Priority": str(item.priority),
        }
    )


def _given(values: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in values.items() if value}
