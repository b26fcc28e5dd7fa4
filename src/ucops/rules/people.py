"""People: a login names somebody in particular."""

from __future__ import annotations

from ucops.model.titles import titles
from ucops.rules.engine.context import Context
from ucops.rules.engine.rule import Hit, Hits, catalog_rule
from ucops.slips.people import logins
from ucops.slips.repair import slug

OPEN = frozenset(
    {
        "anybody",
        "anyone",
        "empty",
        "false",
        "gone",
        "hiring",
        "later",
        "left",
        "left-company",
        "new-hire",
        "nil",
        "nn",
        "no",
        "no-one",
        "nobody",
        "none",
        "noone",
        "not-assigned",
        "null",
        "off",
        "on",
        "open",
        "open-position",
        "open-role",
        "open-seat",
        "pending",
        "somebody",
        "someone",
        "tba",
        "tbc",
        "tbh",
        "to-be-defined",
        "to-be-hired",
        "to-do",
        "todo",
        "true",
        "unassigned",
        "unfilled",
        "unknown",
        "unnamed",
        "vacancy",
        "vacant",
        "xx",
        "xxx",
        "yes",
        "ja",
        "keine",
        "keiner",
        "nein",
        "niemand",
        "offen",
        "unbekannt",
        "unbesetzt",
        "vakant",
        "aucun",
        "aucune",
        "inconnu",
        "non",
        "oui",
        "ouvert",
        "personne",
        "poste-vacant",
        "abierto",
        "nadie",
        "nenhum",
        "nessuno",
        "ninguna",
        "ninguno",
        "vacante",
    }
)
"""What people write for a seat that is open, and what GitHub has accounts of."""
NOBODY_S_NAME = frozenset({"me", "myself", "us", "team", "our-team", "marketing", "sales", "self"})
"""What people write for somebody who is not named by it."""


@catalog_rule("planning", "warning")
def placeholder_as_login(context: Context) -> Hits:
    """Look at seats, owners and leads."""
    config = context.config
    sections = {**titles(config.departments), **titles(config.roles)}
    general = {*NOBODY_S_NAME, *sections, *map(slug, sections.values())}
    for file, source in context.loaded.sources.items():
        data = source.data if isinstance(source.data, dict) else {}
        for path, login in logins(data):
            word = login.strip().removeprefix("@")
            is_open = word.casefold() in OPEN
            if is_open or word.casefold() in general:
                message = f"'{word}' is read as the GitHub account of that name."
                person = "" if is_open else "the login of a person, or "
                hint = f'write {person}"?" for an open seat'
                yield Hit(message, path, hint, file=file)
