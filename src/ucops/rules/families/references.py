"""Names that stand for something else: what they name has to exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ucops.rules.context import CONFIG_FILE, Context
from ucops.rules.registry import Hit, Hits, catalog_rule, use_case_rule
from ucops.rules.wording import did_you_mean, one_of

if TYPE_CHECKING:
    from ucops.catalog.catalog import Entry

Path = tuple[str | int, ...]
Named = tuple[str | None, Path]


def _unknown(what: str, section: str, known: Mapping[str, str], names: Iterable[Named]) -> Hits:
    """Yield a hit for each name that `ucops.yaml` does not list in a section."""
    for name, path in names:
        if name is not None and name not in known:
            otherwise = f"known: {one_of(known)}; or add it to `{section}:` in {CONFIG_FILE}"
            hint = did_you_mean(name, known, otherwise)
            yield Hit(f"There is no {what} '{name}' in {CONFIG_FILE}.", path, hint)


def _titles(section: Mapping[str, object]) -> dict[str, str]:
    return {slug: str(getattr(one, "title", one)) for slug, one in section.items()}


def _bom(entry: Entry, field: str) -> list[Named]:
    return [
        (getattr(item, field), ("bom", slug, field)) for slug, item in entry.use_case.bom.items()
    ]


def _each(field: str, names: Iterable[str]) -> list[Named]:
    return [(name, (field, index)) for index, name in enumerate(names)]


@use_case_rule(
    "references",
    "error",
    summary="A role that ucops.yaml does not list.",
    why="A role decides who is responsible for an item; nobody is found for one that is unknown.",
    wrong="""
        team:
          pnm: octo-pmm
        """,
    right="""
        team:
          pmm: octo-pmm
        """,
)
def unknown_role(entry: Entry, context: Context) -> Hits:
    """Look at the team's seats and the items' roles."""
    known = _titles(context.config.roles)
    for hit in _unknown("role", "roles", known, [(s, ("team", s)) for s in entry.use_case.team]):
        yield Hit(hit.message, hit.path, hit.hint, on_key=True)
    yield from _unknown("role", "roles", known, _bom(entry, "role"))


@use_case_rule(
    "references",
    "error",
    summary="A persona that ucops.yaml does not list.",
    why="Sellers look up use cases by persona; a misspelt one is never found.",
    wrong="""
        personas: [developer, securty-analyst]
        # ucops.yaml
        version: 1
        personas:
          developer: {title: Developer}
          security-analyst: {title: Security analyst}
        """,
    right="""
        personas: [developer, security-analyst]
        # ucops.yaml
        version: 1
        personas:
          developer: {title: Developer}
          security-analyst: {title: Security analyst}
        """,
)
def unknown_persona(entry: Entry, context: Context) -> Hits:
    """Look at the personas of a use case."""
    known = _titles(context.config.personas)
    yield from _unknown("persona", "personas", known, _each("personas", entry.use_case.personas))


@use_case_rule(
    "references",
    "error",
    summary="An industry that ucops.yaml does not list.",
    why="Sellers look up use cases and customers by industry; a misspelt one is never found.",
    wrong="""
        industries: [fintec]
        # ucops.yaml
        version: 1
        industries: {fintech: Financial services}
        """,
    right="""
        industries: [fintech]
        # ucops.yaml
        version: 1
        industries: {fintech: Financial services}
        """,
)
def unknown_industry(entry: Entry, context: Context) -> Hits:
    """Look at the industries of a use case and of its proof points."""
    use_case = entry.use_case
    proofs = [
        (p.industry, ("proof_points", i, "industry")) for i, p in enumerate(use_case.proof_points)
    ]
    names = [*_each("industries", use_case.industries), *proofs]
    yield from _unknown("industry", "industries", dict(context.config.industries), names)


@use_case_rule(
    "references",
    "error",
    summary="A company size that ucops.yaml does not list.",
    why="Sellers look up use cases and customers by company size; a misspelt one is never found.",
    wrong="""
        segments: [enterprice]
        # ucops.yaml
        version: 1
        segments: {enterprise: Enterprise, smb: SMB}
        """,
    right="""
        segments: [enterprise]
        # ucops.yaml
        version: 1
        segments: {enterprise: Enterprise, smb: SMB}
        """,
)
def unknown_segment(entry: Entry, context: Context) -> Hits:
    """Look at the segments of a use case and of its proof points."""
    use_case = entry.use_case
    proofs = [
        (p.segment, ("proof_points", i, "segment")) for i, p in enumerate(use_case.proof_points)
    ]
    names = [*_each("segments", use_case.segments), *proofs]
    yield from _unknown("segment", "segments", dict(context.config.segments), names)


@use_case_rule(
    "references",
    "error",
    summary="A product that ucops.yaml does not list.",
    why="What a use case is solved with has to be something that we offer.",
    wrong="""
        solution:
          pipeline: {features: [runners]}
        # ucops.yaml
        version: 1
        products:
          pipelines: {title: Pipelines, features: {runners: {title: Runners}}}
        """,
    right="""
        solution:
          pipelines: {features: [runners]}
        # ucops.yaml
        version: 1
        products:
          pipelines: {title: Pipelines, features: {runners: {title: Runners}}}
        """,
)
def unknown_product(entry: Entry, context: Context) -> Hits:
    """Look at the products that solve a use case."""
    names: list[Named] = [(slug, ("solution", slug)) for slug in entry.use_case.solution]
    for hit in _unknown("product", "products", _titles(context.config.products), names):
        yield Hit(hit.message, hit.path, hit.hint, on_key=True)


@use_case_rule(
    "references",
    "error",
    summary="A feature that its product does not have.",
    why="What a use case is solved with has to be something that we offer.",
    wrong="""
        solution:
          pipelines: {features: [runner]}
        # ucops.yaml
        version: 1
        products:
          pipelines: {title: Pipelines, features: {runners: {title: Runners}}}
        """,
    right="""
        solution:
          pipelines: {features: [runners]}
        # ucops.yaml
        version: 1
        products:
          pipelines: {title: Pipelines, features: {runners: {title: Runners}}}
        """,
)
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
            yield from _unknown("feature", section, _titles(product.features), names)


@use_case_rule(
    "references",
    "error",
    summary="A milestone that ucops.yaml does not list.",
    why="An item takes its date from its milestone; without one it has no date.",
    wrong="""
        bom:
          demo-video: {milestone: sprint3}
        # ucops.yaml
        version: 1
        milestones:
          sprint-3: {title: Use case sprint 3, due: 2026-12-18}
        """,
    right="""
        bom:
          demo-video: {milestone: sprint-3}
        # ucops.yaml
        version: 1
        milestones:
          sprint-3: {title: Use case sprint 3, due: 2026-12-18}
        """,
)
def unknown_milestone(entry: Entry, context: Context) -> Hits:
    """Look at the milestones of the items."""
    known = _titles(context.config.milestones)
    yield from _unknown("milestone", "milestones", known, _bom(entry, "milestone"))


@use_case_rule(
    "references",
    "error",
    summary="A kind of link that ucops.yaml does not list.",
    why="Key links are counted by kind; one of an unknown kind would be left out.",
    wrong="""
        links:
          resource-pages: https://example.com/ci
        """,
    right="""
        links:
          resource-page: https://example.com/ci
        """,
)
def unknown_link_kind(entry: Entry, context: Context) -> Hits:
    """Look at the kinds of a use case's links."""
    known = _titles(context.config.link_kinds)
    names: list[Named] = [(kind, ("links", kind)) for kind in entry.use_case.links]
    for hit in _unknown("kind of link", "link_kinds", known, names):
        yield Hit(hit.message, hit.path, hit.hint, on_key=True)


@use_case_rule(
    "references",
    "error",
    summary="A type of collateral that ucops.yaml does not list.",
    why="The type decides when a piece needs a fresh look and how pieces are counted.",
    wrong="""
        bom:
          ci-benchmark: {title: CI benchmark report, type: whitepaper}
        """,
    right="""
        bom:
          ci-benchmark: {title: CI benchmark report, type: white-paper}
        """,
)
def unknown_type(entry: Entry, context: Context) -> Hits:
    """Look at the types of the items."""
    known = _titles(context.config.collateral_types)
    yield from _unknown("type of collateral", "collateral_types", known, _bom(entry, "type"))


@use_case_rule(
    "references",
    "error",
    summary="A market requirement that the use case does not have.",
    why="An item that names no requirement of its use case shows that none is covered.",
    wrong="""
        market_requirements:
          build-automation: {title: Build automation}
        bom:
          ci-benchmark: {title: CI benchmark report, market_requirements: [build-automaton]}
        """,
    right="""
        market_requirements:
          build-automation: {title: Build automation}
        bom:
          ci-benchmark: {title: CI benchmark report, market_requirements: [build-automation]}
        """,
)
def unknown_market_requirement(entry: Entry, context: Context) -> Hits:
    """Look at the market requirements that the items name."""
    del context
    known = _titles(entry.use_case.market_requirements)
    for slug, item in entry.use_case.bom.items():
        for index, name in enumerate(item.market_requirements):
            if name not in known:
                yield Hit(
                    f"This use case has no market requirement '{name}'.",
                    ("bom", slug, "market_requirements", index),
                    did_you_mean(name, known, f"its requirements: {one_of(known)}"),
                )


@use_case_rule(
    "references",
    "error",
    summary="A competitor that the use case does not list.",
    why="An objection is shown beside its competitor; one that is not listed has no place.",
    wrong="""
        competitors:
          jenkins: {title: Jenkins}
        objections:
          - {objection: It is free., answer: Its upkeep is not., competitor: jenkin}
        """,
    right="""
        competitors:
          jenkins: {title: Jenkins}
        objections:
          - {objection: It is free., answer: Its upkeep is not., competitor: jenkins}
        """,
)
def unknown_competitor(entry: Entry, context: Context) -> Hits:
    """Look at the competitors that objections name."""
    del context
    known = _titles(entry.use_case.competitors)
    for index, objection in enumerate(entry.use_case.objections):
        if objection.competitor is not None and objection.competitor not in known:
            name = objection.competitor
            hint = did_you_mean(name, known, "add it under `competitors:` in this file")
            path = ("objections", index, "competitor")
            yield Hit(f"This use case has no competitor '{name}'.", path, hint)


@catalog_rule(
    "references",
    "error",
    summary="An entry of ucops.yaml that names something unknown.",
    why="Standard items, roles and departments refer to each other in ucops.yaml as well.",
    wrong="""
        # ucops.yaml
        version: 1
        bom:
          podcast: {title: Podcast, role: contnt}
        """,
    right="""
        # ucops.yaml
        version: 1
        bom:
          podcast: {title: Podcast, role: content}
        """,
)
def unknown_setting(context: Context) -> Hits:
    """Look at the roles and types of the standard items, and the departments of the roles."""
    config = context.config
    roles, types = _titles(config.roles), _titles(config.collateral_types)
    items = config.bom.items()
    in_bom = [(item.role, ("bom", slug, "role")) for slug, item in items]
    of_type = [(item.type, ("bom", slug, "type")) for slug, item in items]
    in_roles = [
        (role.department, ("roles", slug, "department")) for slug, role in config.roles.items()
    ]
    hits = [
        *_unknown("role", "roles", roles, in_bom),
        *_unknown("type of collateral", "collateral_types", types, of_type),
        *_unknown("department", "departments", _titles(config.departments), in_roles),
    ]
    yield from (Hit(hit.message, hit.path, hit.hint, file=CONFIG_FILE) for hit in hits)
