"""docs/reference/facts.md names every key of `index.json`, each where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from report_data import sample
from tests.docs.pages import TOP

from ucops.progress.index import index

PAGE = (TOP / "docs" / "reference" / "facts.md").read_text(encoding="utf-8")
DOCUMENT = index(sample())
BY_SLUG = {
    "states",
    "journey",
    "industries",
    "personas",
    "segments",
    "products",
    "features",
    "funnel",
    "solution",
    "measures",
    "objectives",
    "decisions",
    "pieces",
}
"""The keys that hold a mapping by slug."""


def keys(value: object) -> Iterator[str]:
    """Every key of a value and of what it holds, but for slugs."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            if key not in BY_SLUG | {"items", "use_cases", "drafts", "retired"}:
                yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


USE_CASE: Mapping[str, Any] = DOCUMENT["use_cases"][0]


@pytest.mark.parametrize(
    ("title", "value"),
    [("The document", DOCUMENT), ("A use case", USE_CASE), ("An item", USE_CASE["items"][0])],
)
def test_every_key_is_described(title: str, value: object) -> None:
    said = section(title)
    shared = section("The document") if title == "A use case" else ""
    assert [key for key in keys(value) if f"`{key}`" not in said + shared] == []
