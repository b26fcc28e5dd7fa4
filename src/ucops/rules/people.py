"""People: a login names somebody in particular."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ucops.model.facts import account, shown_name
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import Context, unfinished
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.file import File
from ucops.rules.engine.rule import (
    Hit,
    Hits,
    catalog_rule,
    file_rule,
    settings_rule,
    use_case_rule,
)
from ucops.slips.suspicion import logins

if TYPE_CHECKING:
    from ucops.model.catalog import Entry

AS_ABOVE = frozenset({"same", "ditto", "idem", "dto"})
"""What people write for the name in the line above, which no file carries on."""
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
KNOWN = 5
"""So many logins that are known are named."""


@catalog_rule("planning", "warning", yields_to="placeholder-as-login")
def name_as_login(everything: Everything) -> Hits:
    """Look at seats and owners that read like a first name, and are named nowhere else so."""
    people = set(everything.settings.config.people)
    named = {login for one in everything.people.values() for login in one.others} | people
    for file, found in everything.people.items():
        for path, login in found.first_names:
            word = login.casefold()
            if login not in people and word not in OPEN:
                message = f"'{login}' reads like a first name, not like a login on GitHub."
                likely = sorted(one for one in named if word in one.casefold()) or sorted(named)
                known = f"; known here are {listed(likely, KNOWN)}" if likely else ""
                yield Hit(message, path, f"write the login{known}", file=file)


@file_rule("planning", "warning")
def placeholder_as_login(file: File, context: Context) -> Hits:
    """Look at seats, owners and leads."""
    data = file.source.data if isinstance(file.source.data, dict) else {}
    for path, login in logins(data):
        word = login.strip().removeprefix("@")
        is_open = word.casefold() in OPEN
        if is_open or word.casefold() in context.nobody | AS_ABOVE:
            message = f"'{word}' is read as the GitHub account of that name."
            person = "" if is_open else "the login of a person, or "
            yield Hit(message, path, f'write {person}"?" for an open seat')


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


@settings_rule("references", "error")
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
                yield Hit(message, path, "choose another one, or take it out")


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
