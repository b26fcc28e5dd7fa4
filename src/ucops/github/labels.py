"""The labels of ours: which an issue wears, their colours, and which are the people's."""

from __future__ import annotations

from dataclasses import dataclass

from ucops.model import github_limits
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.values import STAGES
from ucops.prose.words import cut, one_line

EPIC = "ucops:epic"
ITEM = "ucops:item"

COLORS = {
    "ucops": "5319e7",
    "usecase": "1d76db",
    "tier": "0052cc",
    "role": "0e8a16",
    "stage": "fbca04",
    "priority": "d93f0b",
    "status": "c5def5",
}
"""Colour by the part of the name before the colon."""

STATUS = {
    "status:in-progress": "Somebody is working on it",
    "status:in-review": "Finished, waiting for a review",
    "status:blocked": "Cannot go on; a comment says why",
}
"""Labels that people set and remove: created once, then left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredLabel:
    """A label that should exist.

    Attributes:
        ours: Whether its colour and description are kept; the people's are created only.
    """

    name: str
    color: str
    description: str
    ours: bool


def epic_labels(entry: Entry) -> tuple[str, ...]:
    """The labels that a use case's epic wears, sorted."""
    return tuple(sorted({EPIC, f"usecase:{entry.id}", f"tier:{entry.use_case.tier}"}))


def item_labels(entry: Entry, item: Item) -> tuple[str, ...]:
    """The labels that an item's issue wears, sorted."""
    names = {ITEM, f"usecase:{entry.id}", f"tier:{entry.use_case.tier}"}
    names |= {f"stage:{stage}" for stage in item.stages} | {f"priority:{item.priority}"}
    if item.role:
        names.add(f"role:{item.role}")
    return tuple(sorted(names))


def vocabulary(catalog: Catalog) -> frozenset[str]:
    """Every label that ucops could set with these files: on a managed issue, these are ours."""
    names = {EPIC, ITEM}
    names |= {f"usecase:{name}" for name in catalog.entries}
    names |= {f"role:{name}" for name in catalog.config.roles}
    names |= {f"stage:{name}" for name in STAGES}
    names |= {f"{kind}:{number}" for kind in ("tier", "priority") for number in (1, 2, 3)}
    return frozenset(names)


def described(catalog: Catalog, name: str) -> DesiredLabel:
    """A label of ours by its name, with its colour and description."""
    kind, _, value = name.partition(":")
    text = cut(_description(catalog, kind, value), github_limits.LABEL_DESCRIPTION)
    return DesiredLabel(name=name, color=COLORS[kind], description=text, ours=True)


def status_labels() -> tuple[DesiredLabel, ...]:
    """The people's labels, created where they are missing."""
    color = COLORS["status"]
    return tuple(
        DesiredLabel(name=name, color=color, description=text, ours=False)
        for name, text in STATUS.items()
    )


def _description(catalog: Catalog, kind: str, value: str) -> str:
    match kind:
        case "usecase":
            return f"Use case: {one_line(catalog.entries[value].use_case.title)}"
        case "role":
            role = catalog.config.roles.get(value)
            return f"Responsible: {one_line(role.title) if role else value}"
        case "tier":
            return {"1": "Key use case", "2": "Secondary use case"}.get(
                value, "Situational use case"
            )
        case "stage":
            return f"Buyer's journey: {value}"
        case "priority":
            return f"Priority {value} of 3"
    return "Epic of a use case" if value == "epic" else "Item of a use case's bill of materials"
