"""Presets: what `ucops.yaml` need not say, and how it is laid over."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ucops.model.config import SECTIONS
from ucops.text.compose import compose
from ucops.text.data import Builder

PRESETS = Path(__file__).parent / "presets"
PRESETS_KNOWN = ("gtm", "none")
"""The presets by name, the default first."""


@cache
def preset(name: str) -> dict[str, Any]:
    """The plain data of a preset; empty for `none`."""
    if name == "none":
        return {}
    root = compose((PRESETS / f"{name}.yaml").read_text("utf-8"))
    data = Builder().build(root)
    return data if isinstance(data, dict) else {}


def laid_over(base: dict[str, Any], own: dict[Any, Any]) -> dict[Any, Any]:
    """Lay a configuration over its preset: an entry's fields over the preset entry's fields.

    An entry of null removes the preset's entry. Parts are new objects; neither input changes.
    """
    data = {**base, **own}
    for part in SECTIONS:
        ours, theirs = own.get(part), base.get(part, {})
        if ours is None:
            data[part] = theirs
        elif isinstance(ours, dict):
            data[part] = _entries(theirs, ours)
    return data


def _entries(base: dict[Any, Any], own: dict[Any, Any]) -> dict[Any, Any]:
    entries = dict(base)
    for slug, entry in own.items():
        below = base.get(slug)
        if entry is None:
            entries.pop(slug, None)
        elif isinstance(below, dict) and isinstance(entry, dict):
            entries[slug] = {**below, **entry}
        else:
            entries[slug] = entry
    return entries
