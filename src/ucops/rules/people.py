"""People: a login names somebody in particular."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ucops.model.facts import account, shown_name
from ucops.model.titles import titles
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import CONFIG_FILE, Context, unfinished
from ucops.rules.engine.rule import Hit, Hits, catalog_rule, use_case_rule
from ucops.slips.people import logins
from ucops.slips.repair import slug

if TYPE_CHECKING:
    from ucops.model.catalog import Entry

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


@use_case_rule("references", "error")
def seat_filled_twice(entry: Entry, context: Context) -> Hits:
    """Look for seats that a team fills under several names of their role."""
    team = entry.use_case.team
    for name, role in context.config.roles.items():
        under = [one for one in (name, *role.aliases) if one in team]
        if len(under) > 1:
            message = f"The seat of {role.title} is filled under {listed(under)}."
            hint = f"write it once, as {name}"
            yield Hit(message, ("team", under[1]), hint, on_key=True)


@catalog_rule("references", "error")
def alias_taken(context: Context) -> Hits:
    """Look for other names of roles that are a role's own name, or another one's, too."""
    roles = context.config.roles
    first: dict[str, str] = {}
    for name, role in roles.items():
        for index, alias in enumerate(role.aliases):
            owner = alias if alias in roles else first.setdefault(alias, name)
            if owner != name:
                message = f"'{alias}' is another name of '{name}', and means '{owner}' already."
                path = ("roles", name, "aliases", index)
                yield Hit(message, path, "choose another one, or take it out", file=CONFIG_FILE)


@use_case_rule("planning", "info")
def nobody_assigned(entry: Entry, context: Context) -> Hits:
    """Look for open items of people who have no account on GitHub."""
    config = context.config
    theirs: dict[str, list[str]] = defaultdict(list)
    for item in unfinished(entry):
        if item.responsible and not account(item.responsible, config):
            theirs[shown_name(item.responsible, config)].append(item.slug)
    for who, slugs in theirs.items():
        items = counted(len(slugs), "item")
        message = f"{who} answers for {items} and cannot be assigned: {listed(slugs)}."
        hint = "the issues say who it is; somebody has to tell them"
        yield Hit(message, ("team",), hint, on_key=True)
