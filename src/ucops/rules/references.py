"""Names that stand for something else: what they name has to exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ucops.model.titles import titled
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import CONFIG_FILE, Context
from ucops.rules.engine.names import likely, one_of
from ucops.rules.engine.rule import Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.model.config import Config

Path = tuple[str | int, ...]
Named = tuple[str | None, Path]


def unknown(
    context: Context, what: str, section: str, known: Mapping[str, str], names: Iterable[Named]
) -> Hits:
    """Yield a hit for each name that `ucops.yaml` does not list in a section.

    A name that was hardly misspelt was removed or is still to come: it is said once.
    """
    missing: dict[str, list[Path]] = defaultdict(list)
    for name, path in names:
        if name is not None and name not in known and not context.says(CONFIG_FILE, section, name):
            missing[name].append(path)
    for name, places in missing.items():
        message = f"There is no {what} '{name}' in {CONFIG_FILE}."
        if name not in removed(context, section) and (meant := likely(name, known)):
            for path in places:
                yield Hit(message, path, f"did you mean '{meant}'?")
        else:
            yield Hit(message, places[0], _way_out(context, section, known, name, len(places)))


def _way_out(
    context: Context, section: str, known: Mapping[str, str], name: str, count: int
) -> str:
    """What to do about a name that is not misspelt, and how often it stands in the file."""
    if name in removed(context, section):
        hint = (
            f"`{name}:` without a value removes it from `{section}:` there: put it back, or name "
            "another one"
        )
    else:
        add = f"add it to `{section}:` in {CONFIG_FILE}"
        hint = f"known: {one_of(known)}; or {add}" if known else add
    return hint if count == 1 else f"{hint} (this file names it {count} times)"


def titles(section: Mapping[str, object]) -> dict[str, str]:
    """The titles of a section's entries by their keys."""
    return {slug: titled(one) for slug, one in section.items()}


def in_bom(entry: Entry, field: str) -> list[Named]:
    """What the BOM entries say in a field, and where."""
    return [
        (getattr(item, field), ("bom", slug, field)) for slug, item in entry.use_case.bom.items()
    ]


def in_list(field: str, names: Iterable[str]) -> list[Named]:
    """The names in a list, and where each stands."""
    return [(name, (field, index)) for index, name in enumerate(names)]


@use_case_rule("references", "error")
def unknown_role(entry: Entry, context: Context) -> Hits:
    """Look at the team's seats and the items' roles."""
    known = titles(context.config.roles)
    for hit in unknown(
        context, "role", "roles", known, [(s, ("team", s)) for s in entry.use_case.team]
    ):
        yield Hit(hit.message, hit.path, hit.hint, on_key=True)
    yield from unknown(context, "role", "roles", known, in_bom(entry, "role"))


@use_case_rule("references", "error")
def unknown_persona(entry: Entry, context: Context) -> Hits:
    """Look at the personas of a use case."""
    known = titles(context.config.personas)
    yield from unknown(
        context, "persona", "personas", known, in_list("personas", entry.use_case.personas)
    )


@use_case_rule("references", "error")
def unknown_industry(entry: Entry, context: Context) -> Hits:
    """Look at the industries of a use case and of its proof points."""
    use_case = entry.use_case
    proofs = [
        (p.industry, ("proof_points", i, "industry")) for i, p in enumerate(use_case.proof_points)
    ]
    names = [*in_list("industries", use_case.industries), *proofs]
    yield from unknown(context, "industry", "industries", dict(context.config.industries), names)


@use_case_rule("references", "error")
def unknown_segment(entry: Entry, context: Context) -> Hits:
    """Look at the segments of a use case and of its proof points."""
    use_case = entry.use_case
    proofs = [
        (p.segment, ("proof_points", i, "segment")) for i, p in enumerate(use_case.proof_points)
    ]
    names = [*in_list("segments", use_case.segments), *proofs]
    yield from unknown(context, "segment", "segments", dict(context.config.segments), names)


@use_case_rule("references", "error")
def unknown_link_kind(entry: Entry, context: Context) -> Hits:
    """Look at the kinds of a use case's links."""
    known = titles(context.config.link_kinds)
    names: list[Named] = [(kind, ("links", kind)) for kind in entry.use_case.links]
    for hit in unknown(context, "kind of link", "link_kinds", known, names):
        yield Hit(hit.message, hit.path, hit.hint, on_key=True)


@use_case_rule("references", "error")
def unknown_type(entry: Entry, context: Context) -> Hits:
    """Look at the types of the items."""
    known = titles(context.config.collateral_types)
    yield from unknown(
        context, "type of collateral", "collateral_types", known, in_bom(entry, "type")
    )


@catalog_rule("references", "error")
def unknown_setting(context: Context) -> Hits:
    """Look at the roles and types of the standard items, and the departments of the roles."""
    for use in _uses(context.config):
        here: list[Named] = []
        left: dict[str, list[str]] = defaultdict(list)
        gone = removed(context, use.section)
        for slug, name in use.names.items():
            path = (use.part, slug, use.field)
            if name in gone and not _is_written(context, path):
                left[name].append(slug)
            else:
                here.append((name, path))
        for hit in unknown(context, use.what, use.section, use.known, here):
            yield replace(hit, file=CONFIG_FILE)
        for name, slugs in left.items():
            yield _left_over(use, name, slugs)


@dataclass(frozen=True, slots=True)
class _Use:
    """Where `ucops.yaml`, its preset included, names entries of one of its sections.

    Attributes:
        what: What such an entry is called.
        section: The section.
        known: The section's entries and their titles.
        part: The section whose entries name them.
        field: The field in which they do.
        names: What each of those entries names.
        users: What such entries do, one and several of these.
    """

    what: str
    section: str
    known: Mapping[str, str]
    part: str
    field: str
    names: Mapping[str, str | None]
    users: tuple[str, str]


def _uses(config: Config) -> Iterator[_Use]:
    items = ("standard item still names", "standard items still name")
    roles = {slug: one.role for slug, one in config.bom.items()}
    yield _Use("role", "roles", titles(config.roles), "bom", "role", roles, items)
    types = {slug: one.type for slug, one in config.bom.items()}
    kinds = titles(config.collateral_types)
    yield _Use("type of collateral", "collateral_types", kinds, "bom", "type", types, items)
    belong = {slug: one.department for slug, one in config.roles.items()}
    known = titles(config.departments)
    users = ("standard role still names", "standard roles still name")
    yield _Use("department", "departments", known, "roles", "department", belong, users)


def _settings(context: Context) -> dict[str, object]:
    data = context.loaded.sources[CONFIG_FILE].data
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def removed(context: Context, section: str) -> set[str]:
    """The preset's entries that the file takes out of a section."""
    entries = _settings(context).get(section)
    said = entries if isinstance(entries, dict) else {}
    return {str(slug) for slug, entry in said.items() if entry is None}


def _is_written(context: Context, path: Path) -> bool:
    """Whether the file itself says something at a path, and not only its preset."""
    here: object = _settings(context)
    for step in path:
        if not isinstance(here, dict) or step not in here:
            return False
        here = here[step]
    return True


def _left_over(use: _Use, name: str, slugs: list[str]) -> Hit:
    """What the preset's other entries still name, though it is removed."""
    still = counted(len(slugs), *use.users)
    message = f"{still} the {use.what} '{name}': {listed(slugs, len(slugs))}."
    hint = f"take this line out, or give them another one under `{use.part}:`, or remove them, too"
    return Hit(message, (use.section, name), hint, on_key=True, file=CONFIG_FILE)
