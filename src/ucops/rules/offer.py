"""References to what we offer, to what the market asks for, and to windows of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ucops.rules.engine.context import Context
from ucops.rules.engine.names import did_you_mean, one_of
from ucops.rules.engine.rule import Hit, Hits, use_case_rule
from ucops.rules.references import Named, in_bom, titles, unknown

if TYPE_CHECKING:
    from ucops.model.catalog import Entry


@use_case_rule("references", "error")
def unknown_product(entry: Entry, context: Context) -> Hits:
    """Look at the products that solve a use case."""
    names: list[Named] = [(slug, ("solution", slug)) for slug in entry.use_case.solution]
    for hit in unknown(context, "product", "products", titles(context.config.products), names):
        yield Hit(hit.message, hit.path, hit.hint, on_key=True)


@use_case_rule("references", "error")
def unknown_feature(entry: Entry, context: Context) -> Hits:
    """Look at the features of the products that solve a use case."""
    for slug, solution in entry.use_case.solution.items():
        product = context.config.products.get(slug)
        if product is not None:
            names = [
                (feature, ("solution", slug, "features", index))
                for index, feature in enumerate(solution.features)
            ]
            section = f"products: {slug}: features"
            yield from unknown(context, "feature", section, titles(product.features), names)


@use_case_rule("references", "error")
def unknown_milestone(entry: Entry, context: Context) -> Hits:
    """Look at the milestones of the items."""
    known = titles(context.config.milestones)
    yield from unknown(context, "milestone", "milestones", known, in_bom(entry, "milestone"))


@use_case_rule("references", "error")
def unknown_market_requirement(entry: Entry, context: Context) -> Hits:
    """Look at the market requirements that the items name."""
    known = titles(entry.use_case.market_requirements)
    for slug, item in entry.use_case.bom.items():
        for index, name in enumerate(item.market_requirements):
            if name not in known and not context.says(entry.file, "market_requirements", name):
                yield Hit(
                    f"This use case has no market requirement '{name}'.",
                    ("bom", slug, "market_requirements", index),
                    did_you_mean(name, known, f"its requirements: {one_of(known)}"),
                )


@use_case_rule("references", "error")
def unknown_competitor(entry: Entry, context: Context) -> Hits:
    """Look at the competitors that objections name."""
    known = titles(entry.use_case.competitors)
    for index, objection in enumerate(entry.use_case.objections):
        name = objection.competitor
        if name is None or context.says(entry.file, "competitors", name):
            continue
        if name not in known:
            hint = did_you_mean(name, known, "add it under `competitors:` in this file")
            path = ("objections", index, "competitor")
            yield Hit(f"This use case has no competitor '{name}'.", path, hint)
