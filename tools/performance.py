"""What benchmarks/results.json says, in the words and columns of docs/performance.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
COUNTED = {"MB": "{:,.0f} MB", "s": "{:.2f} s", "×": "{:.2f} ×"}
"""How a figure of each unit reads."""
SMALL = 0.1
"""A share below this needs a third digit."""


class Results:
    """One run of `make bench`.

    Attributes:
        about: Day, version of Python and cores.
        requests: What runs asked of GitHub, a row for each size.
        peers: What others took, or nothing.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._figures: Mapping[str, Any] = data["figures"]
        self.about = {name: data[name] for name in ("day", "python", "cores")}
        self.requests = data.get("requests", [])
        self.peers = data.get("peers", {})

    def __call__(self, name: str, size: int | None = None) -> str:
        """A figure at a size (by default that of its goal), with its spread where there is one."""
        one = self._at(name, size)
        if one is None:
            return "–"
        unit = self._figures[name]["unit"]
        spread = f" ({_said(unit, one['low'])} – {_said(unit, one['high'])})"
        return _said(unit, one["median"]) + (spread if one["count"] > 1 else "")

    def plain(self, name: str, size: int | None = None) -> str:
        """The same without its spread."""
        one = self._at(name, size)
        return "–" if one is None else _said(self._figures[name]["unit"], one["median"])

    def value(self, name: str, size: int | None = None) -> float:
        """The bare number, for a sentence that counts with it."""
        return float((self._at(name, size) or {"median": 0})["median"])

    def goal(self, name: str) -> str:
        """What a figure is to be at most."""
        figure = self._figures[name]
        return f"≤ {figure['goal']:g} {figure['unit']}"

    def missed(self, *names: str) -> bool:
        """Whether one of the goals is known to be missed."""
        return any(self.verdict(name) == "**missed**" for name in names)

    def verdict(self, name: str) -> str:
        """Whether the goal is met, in a word."""
        one = self._at(name, None)
        if one is None:
            return "not measured"
        return "met" if one["median"] <= self._figures[name]["goal"] else "**missed**"

    def growth(self, name: str) -> str:
        """The exponents of growth, the sizes with them."""
        found = self._figures[name]["growth"].items()
        return ", ".join(f"{value:.2f} ({sizes})" for sizes, value in found) or "–"

    def sizes(self, name: str) -> list[int]:
        """The numbers of use cases at which a figure was measured."""
        return sorted(map(int, self._figures[name]["at"]))

    def _at(self, name: str, size: int | None) -> Mapping[str, float] | None:
        figure = self._figures.get(name)
        if figure is None:
            return None
        found: Mapping[str, float] | None = figure["at"].get(str(size or figure["size"]))
        return found


def _said(unit: str, value: float) -> str:
    if unit == "×" and value < SMALL:
        return f"{value:.3f} ×"
    return COUNTED[unit].format(value)


def results(name: str) -> Results:
    """What a file of results says."""
    return Results(json.loads((BENCHMARKS / name).read_text(encoding="utf-8")))
