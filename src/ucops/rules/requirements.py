"""Market requirements: what the market expects from any solution."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ucops.model.facts import REQUIREMENTS, Show, as_written, requirements
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import Context
from ucops.rules.engine.rule import Hit, Hits, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry

OURS = re.compile(r"\b(?:our|ours|we)\b", re.IGNORECASE)


@use_case_rule("substance", "warning", needs=("market_requirements",))
def requirement_count(entry: Entry, context: Context) -> Hits:
    """Count the market requirements."""
    del context
    count, fewest, most = (
        len(entry.use_case.market_requirements),
        min(REQUIREMENTS),
        max(REQUIREMENTS),
    )
    if count not in REQUIREMENTS:
        message = f"{counted(count, 'market requirement')}; a use case has {fewest} to {most}."
        hint = "join those that belong together" if count > most else "ask what else buyers expect"
        yield Hit(message, ("market_requirements",), hint, on_key=True)


@use_case_rule("substance", "warning")
def requirement_like_feature(entry: Entry, context: Context) -> Hits:
    """Compare the requirements' titles with those of our products and features."""
    ours = _our_titles(context)
    for slug, requirement in entry.use_case.market_requirements.items():
        what = ours.get(requirement.title.strip().casefold())
        path = ("market_requirements", slug, "title")
        hint = "say what any buyer expects from any solution"
        if what is not None:
            yield Hit(f"This market requirement has the name of our {what}.", path, hint)
        elif OURS.search(requirement.title):
            yield Hit("This market requirement speaks of us.", path, hint)


def _our_titles(context: Context) -> Mapping[str, str]:
    titles = {}
    for product in context.config.products.values():
        for feature in product.features.values():
            titles[feature.title.casefold()] = f"feature of {product.title}"
        titles[product.title.casefold()] = "product"
    return titles


def _shown_nowhere(entry: Entry, shows: Show, what: str) -> Hits:
    """Name the requirements for which neither a finished nor an open item has something to show."""
    rows = requirements(entry.use_case, as_written(entry))
    bare = [row.slug for row in rows if row.covers[shows] == "missing"]
    if bare:
        message = f"{counted(len(bare), 'market requirement')} without {what}: {listed(bare)}."
        hint = f"name them under `market_requirements` of an item with `shows: {shows}`"
        yield Hit(message, ("market_requirements",), hint, on_key=True)


@use_case_rule("substance", "warning", needs=("bom",))
def requirement_without_demo(entry: Entry, context: Context) -> Hits:
    """Look for an item with `shows: demo` for each requirement."""
    del context
    yield from _shown_nowhere(entry, "demo", "a demo")


@use_case_rule("substance", "warning", needs=("bom",))
def requirement_without_comparison(entry: Entry, context: Context) -> Hits:
    """Look for an item with `shows: comparison` for each requirement."""
    del context
    yield from _shown_nowhere(entry, "comparison", "a comparison")


@use_case_rule("substance", "warning", needs=("bom",))
def requirement_without_roi(entry: Entry, context: Context) -> Hits:
    """Look for an item with `shows: roi` for each requirement."""
    del context
    yield from _shown_nowhere(entry, "roi", "an ROI item")
