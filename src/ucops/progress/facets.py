"""Which use cases there are for whom: by industry, persona, size, product and feature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ucops.model.catalog import Entry
from ucops.model.config import Config
from ucops.model.usecase import Funnel

FUNNEL = tuple(Funnel.model_fields)
"""What use cases are used for in sales: pipeline, opportunity, expansion."""
Facets = dict[str, dict[str, list[str]]]
"""Facet → slug → ids of use cases; slugs that no use case has are left out."""


def facets(entries: Iterable[Entry], config: Config) -> Facets:
    """Sort use cases into the facets that sellers look by, in the order of `ucops.yaml`."""
    every = tuple(entries)
    known: dict[str, Iterable[str]] = {
        "industries": config.industries,
        "personas": config.personas,
        "segments": config.segments,
        "products": config.products,
        "features": [
            f"{slug}/{feature}"
            for slug, product in config.products.items()
            for feature in product.features
        ],
        "funnel": FUNNEL,
    }
    return {name: _sorted_in(name, slugs, every) for name, slugs in known.items()}


def _sorted_in(name: str, slugs: Iterable[str], every: Iterable[Entry]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {slug: [] for slug in slugs}
    for entry in every:
        for slug in _of(entry)[name]:
            found.setdefault(slug, []).append(entry.id)
    return {slug: ids for slug, ids in found.items() if ids}


def _of(entry: Entry) -> Mapping[str, Iterable[str]]:
    """The slugs of one use case, by facet."""
    use_case = entry.use_case
    return {
        "industries": use_case.industries,
        "personas": use_case.personas,
        "segments": use_case.segments,
        "products": use_case.solution,
        "features": [
            f"{slug}/{feature}"
            for slug, solution in use_case.solution.items()
            for feature in solution.features
        ],
        "funnel": [part for part in FUNNEL if getattr(use_case.funnel, part)],
    }
