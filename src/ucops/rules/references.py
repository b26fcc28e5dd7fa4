"""Names that stand for something else: what they name has to exist.

Which fields name the entries of which section is declared in the model, at the field. Each section
that use cases name has its rule here, and all of them say the same of a name that is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ucops.likeness import is_slip, nearest
from ucops.model import shape
from ucops.model.config import SECTIONS, Config, Model
from ucops.model.reference import named_by, references, sections
from ucops.model.resolve import in_words
from ucops.model.titles import aliases, titles
from ucops.model.usecase import UseCase
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import CONFIG_FILE, Context, feature_path, removed, settings
from ucops.rules.engine.names import did_you_mean, likely, one_of
from ucops.rules.engine.rule import Hit, Hits, Rule, settings_rule, use_case_rule
from ucops.slips.repair import as_needed

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.text.source import Path

Named = tuple[str, "Path"]
LINES = 3
"""So many entries are written out that a section may lack."""
SHORT = {"link_kinds": "link kind", "collateral_types": "type"}
"""What an entry is called in the names of rules, where its section has a longer word for it."""


def rules_of_names() -> Iterator[Rule]:
    """A rule for each section that use cases name, such as `unknown-persona`."""
    named = [one.names for one in references(UseCase)]
    for section in dict.fromkeys(names.section for names in named if names.closed):
        yield _rule(section)


def _rule(section: str) -> Rule:
    noun = (SECTIONS.get(section) or sections(UseCase)[section]).noun

    def find(entry: Entry, context: Context) -> Hits:
        """Look at every field that names an entry of the section, keys first."""
        found = [one for one in named_by(entry.use_case, section) if one[0].names.closed]
        for on_key in (True, False):
            names = [(name, path) for one, path, name in found if one.on_key is on_key]
            if not names:
                continue
            if section in SECTIONS:
                others = aliases(context.config.roles) if on_key else {}
                known = {**context.titles[section], **others}
                hits = unknown(context, noun, section, known, names)
            else:
                hits = _unknown_here(entry, context, noun, section, names)
            yield from (replace(hit, on_key=on_key) for hit in hits)

    find.__name__ = f"unknown_{SHORT.get(section, noun)}".replace(" ", "_")
    return use_case_rule("references", "error")(find)


def unknown(
    context: Context, what: str, section: str, known: Mapping[str, str], names: Iterable[Named]
) -> Hits:
    """Yield a hit for each name that `ucops.yaml` does not list in a section.

    A name that was hardly misspelt was removed or is still to come: it is said once.
    """
    missing: dict[str, list[Path]] = defaultdict(list)
    for name, path in names:
        if name not in known and not context.says(CONFIG_FILE, section, name):
            missing[name].append(path)
    if several := _together(missing, known, removed(context, section)):
        names_, place = several
        message = f"There are no {what}s {listed(map(repr, names_))} in {CONFIG_FILE}."
        known_ = f"known: {one_of(known)}; or " if known else ""
        yield Hit(message, place, f"{known_}{_to_add(context, section, names_)}")
        missing = {name: at for name, at in missing.items() if name not in names_}
    for name, places in missing.items():
        message = f"There is no {what} '{name}' in {CONFIG_FILE}."
        if name not in removed(context, section) and (meant := likely(name, known)):
            may_be_new = nearest(name, known) == meant and not is_slip(name, meant)
            new = f" Or {_to_add(context, section, [name])}" if may_be_new else ""
            for path in places:
                yield Hit(message, path, f"did you mean '{meant}'?{new}")
        else:
            yield Hit(message, places[0], _way_out(context, section, known, name, len(places)))


def _together(
    missing: Mapping[str, list[Path]], known: Mapping[str, str], gone: Collection[str]
) -> tuple[list[str], Path] | None:
    """The unknown names of one list that nobody misspelt, and the first one's place."""
    fresh = [
        (name, places[0])
        for name, places in missing.items()
        if len(places) == 1 and name not in gone and not likely(name, known)
    ]
    names = [name for name, path in fresh if path[:-1] == fresh[0][1][:-1]] if fresh else []
    return (names, fresh[0][1]) if len(names) > 1 and isinstance(fresh[0][1][-1], int) else None


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
        hint = _to_choose(known, _to_add(context, section, [name]))
    return hint if count == 1 else f"{hint} (this file names it {count} times)"


def _to_choose(known: Mapping[str, str], add: str) -> str:
    return f"known: {one_of(known)}; or {add}" if known else add


def _to_add(context: Context, section: str, names: Sequence[str]) -> str:
    """The lines of `ucops.yaml` that make names known, with the section's where it is missing."""
    lines = ", ".join(_line(Config, section, one) for one in names[:LINES])
    if section in SECTIONS and section not in settings(context):
        return f"add to {CONFIG_FILE}: {section}: {{{lines}}}"
    return f"add {'it' if len(names) == 1 else 'them'} to `{section}:` in {CONFIG_FILE}: {lines}"


def _line(model: type[Model], section: str, name: str) -> str:
    """The entry of a section that a name needs at least: its title."""
    title = as_needed(in_words(name))
    plain = shape.expected(model, (section, name)) is str
    return f"{name}: {title}" if plain else f"{name}: {{title: {title}}}"


def _unknown_here(
    entry: Entry, context: Context, what: str, section: str, names: Iterable[Named]
) -> Hits:
    """Yield a hit for each name that a section of the use case itself does not list."""
    known = titles(getattr(entry.use_case, section))
    for name, path in names:
        if name not in known and not context.says(entry.file, section, name):
            add = f"add it to `{section}:` in this file: {_line(UseCase, section, name)}"
            hint = did_you_mean(name, known, _to_choose(known, add))
            yield Hit(f"This use case has no {what} '{name}'.", path, hint)


@use_case_rule("references", "error")
def unknown_feature(entry: Entry, context: Context) -> Hits:
    """Look at the features of the products that solve a use case."""
    for slug, solution in entry.use_case.solution.items():
        product = context.config.products.get(slug)
        if product is not None:
            names: list[Named] = [
                (feature, feature_path(context, entry, slug, feature))
                for feature in solution.features
            ]
            section = f"products: {slug}: features"
            for hit in unknown(context, "feature", section, titles(product.features), names):
                yield replace(hit, on_key=isinstance(hit.path[-1], str))


@settings_rule("references", "error")
def unknown_setting(context: Context) -> Hits:
    """Look at what the entries of `ucops.yaml`, its preset included, name in one another."""
    here: dict[str, list[Named]] = defaultdict(list)
    left: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for reference, path, name in named_by(context.config):
        section, part, slug = reference.names.section, str(path[0]), str(path[1])
        if name in removed(context, section) and not _is_written(context, path):
            left[section, part, name].append(slug)
        else:
            here[section].append((name, path))
    for section, names in here.items():
        noun, known = SECTIONS[section].noun, context.titles[section]
        yield from unknown(context, noun, section, known, names)
    for (section, part, name), slugs in left.items():
        yield _left_over(section, part, name, slugs)


def _is_written(context: Context, path: Path) -> bool:
    """Whether the file itself says something at a path, and not only its preset."""
    here: object = settings(context)
    for step in path:
        if not isinstance(here, dict) or step not in here:
            return False
        here = here[step]
    return True


def _left_over(section: str, part: str, name: str, slugs: list[str]) -> Hit:
    """What the preset's entries in a part still name, though it is removed from its section."""
    entry = f"standard {SECTIONS[part].noun.removeprefix('standard ')}"
    still = counted(len(slugs), f"{entry} still names", f"{entry}s still name")
    message = f"{still} the {SECTIONS[section].noun} '{name}': {listed(slugs, len(slugs))}."
    hint = f"take this line out, or give them another one under `{part}:`, or remove them, too"
    return Hit(message, (section, name), hint, on_key=True)
