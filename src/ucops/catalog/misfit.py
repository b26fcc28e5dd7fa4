"""Why a value does not fit the model, in a marketer's words, with the corrected line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from ucops.catalog import days, invisible, meant, repair, shape
from ucops.catalog.source import Path, Source
from ucops.catalog.traps import explained, misread, odd_number
from ucops.catalog.values import SLUG_LIMIT


@dataclass(frozen=True, slots=True)
class Said:
    """A rule that is broken, what to say about it, and what to do."""

    rule: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that does not fit.

    Attributes:
        path: Where it stands, the keys as text.
        kind: Pydantic's name for the error, or one of the model's own.
        value: The plain value; the mapping where a field of it is missing.
        on_key: Whether the key does not fit rather than its value.
    """

    model: type[BaseModel]
    source: Source
    path: Path
    kind: str
    value: Any
    on_key: bool = False

    @property
    def name(self) -> str:
        """The key, or the key of the list that the value is in."""
        return str(next((step for step in reversed(self.path) if isinstance(step, str)), ""))

    @property
    def raw(self) -> str:
        """The value or key as it is written."""
        return self.source.raw(self.path, key=self.on_key)

    def write(self, text: str) -> str:
        """A hint with the line as it should be, another text in the place of what does not fit."""
        return f"write: {self.source.rewritten(self.path, text, key=self.on_key) or text}"


def described(misfit: Misfit) -> Said:
    """What to say about a value that does not fit."""
    if misfit.value is None and not misfit.on_key:
        return empty(misfit)
    return _DESCRIBED.get(misfit.kind, _wrong_type)(misfit)


def empty(misfit: Misfit) -> Said:
    """What to say about a key without a value."""
    if misfit.path and isinstance(misfit.path[-1], int):
        hint = "write the value after the dash, or delete the line"
        return Said("empty-value", f"an entry of {misfit.name} has no value", hint)
    hint = "write the value after the colon, or delete the line"
    return Said("empty-value", f"{misfit.name} has no value", hint)


def did_you_mean(name: str, known: list[str]) -> str:
    """A question with the likeliest of the known names, or all of them where they are few."""
    plain = {one.replace("_", "-").casefold(): one for one in known}
    close = get_close_matches(name.replace("_", "-").casefold(), plain, 1, 0.6)
    if close:
        return f"did you mean '{plain[close[0]]}'?"
    return f"known are: {', '.join(known)}" if 0 < len(known) <= 25 else ""  # noqa: PLR2004 - three lines' worth


def _unknown_key(misfit: Misfit) -> Said:
    name = str(misfit.path[-1])
    known = shape.keys(misfit.model, misfit.path[:-1])
    if (spaced := repair.spaced(name)) and spaced.partition(":")[0] in known:
        return Said("missing-space", "there is no space after the colon", misfit.write(spaced))
    clean = invisible.without(name)
    if clean != name and clean in known:
        message = f"an invisible character stands in {clean}"
        return Said("control-character", message, misfit.write(clean))
    where = f" in {misfit.path[-2]}" if len(misfit.path) > 1 else ""
    message = f"there is no key {misfit.raw or name}{where}"
    if name == "status":
        hint = "how far the work is stands on GitHub; a finished item has a `deliverable`"
        return Said("unknown-key", message, hint)
    if isinstance(misfit.value, dict | list) and name in shape.keys(misfit.model, ()):
        return Said("unknown-key", message, _left_edge(misfit))
    return Said("unknown-key", message, did_you_mean(name, known))


def _left_edge(misfit: Misfit) -> str:
    return f"{misfit.name} belongs at the left edge, not below {misfit.path[0]}"


def _missing(misfit: Misfit) -> Said:
    name = str(misfit.path[-1])
    if len(misfit.path) == 1:
        message = f"the {name} is missing"
        return Said(f"missing-{name}", message, f"add a line: {name}: …")
    holder = next(step for step in reversed(misfit.path[:-1]) if isinstance(step, str))
    message = f"{holder} has no {name}"
    return Said("missing-field", message, f"add {name}: … to it")


def _not_text(misfit: Misfit) -> Said:
    value, raw = misfit.value, misfit.raw
    if isinstance(value, list | dict):
        return _collection_for_text(misfit)
    rule = misread(value, raw)
    if rule is None:
        return _wrong_type(misfit)
    hint = misfit.write(f'"{raw}"')
    if misfit.name == "skip":
        hint = "say why it is not needed, or delete the line"
    wants_slug = misfit.on_key or shape.is_slug(misfit.model, misfit.path)
    if rule == "bare-number" and wants_slug and raw.isdigit():
        return Said("bare-digit-slug", f"YAML reads {raw} as a number, but it is a name", hint)
    return Said(rule, explained(rule, raw, value), hint)


def _collection_for_text(misfit: Misfit) -> Said:
    value = misfit.value
    if isinstance(value, dict) and list(value.values()) == [None] and misfit.raw.startswith("{"):
        hint = misfit.write(repair.quote(misfit.raw))
        return Said("wrong-type", "braces around a text mean something to YAML", hint)
    if isinstance(value, dict) and len(value) == 1 and "\n" not in misfit.raw:
        hint = misfit.write(repair.quote(misfit.raw.strip("{}")))
        return Said("colon-in-text", "a colon inside the text makes a key of it", hint)
    found = "a list" if isinstance(value, list) else "`key: value` lines"
    hint = "write one value, without brackets, braces or dashes"
    return Said("wrong-type", f"{misfit.name} is a text, but {found} stands here", hint)


def _not_number(misfit: Misfit) -> Said:
    value = misfit.value
    if isinstance(value, str) and re.fullmatch(r"[-+]?\d+(\.\d+)?", value.strip()):
        hint = misfit.write(value.strip())
        return Said("quoted-number", f"the number {value.strip()} stands in quotes", hint)
    if (
        isinstance(value, str)
        and (digits := re.sub(r"(?<=\d)[ ,.'](?=\d{3}\b)", "", value)).isdigit()
    ):
        return Said("wrong-type", f"{value} is not a plain number", misfit.write(digits))
    whole = "a whole number" if misfit.kind == "int_type" else "a number"
    alone = meant.number(value)
    hint = misfit.write(alone) if alone else "write digits alone"
    return Said("wrong-type", f"{misfit.name} is {whole}, but {_shown(misfit)} stands here", hint)


def _not_bool(misfit: Misfit) -> Said:
    word = str(misfit.value).casefold()
    said = {"yes": "true", "on": "true", "true": "true"} | dict.fromkeys(
        ("no", "off", "false"), "false"
    )
    hint = misfit.write(said.get(word, "true"))
    return Said("wrong-type", f"{misfit.name} is true or false, without quotes", hint)


def _not_listed(misfit: Misfit) -> Said:
    allowed = shape.choices(misfit.model, misfit.path)
    value = misfit.value
    if isinstance(value, str) and value.strip() in {str(one) for one in allowed}:
        clean = value.strip()
        if clean.isdigit():
            return Said(
                "quoted-number", f"the number {clean} stands in quotes", misfit.write(clean)
            )
    shown = ", ".join(str(one) for one in allowed)
    message = f"{misfit.name} cannot be {_shown(misfit)}; it is one of: {shown}"
    close = did_you_mean(str(value), [str(one) for one in allowed])
    return Said("unknown-value", message, close if close.startswith("did") else "")


def _not_list(misfit: Misfit) -> Said:
    if isinstance(misfit.value, dict):
        hint = "write each piece in a line of its own, with a dash in front"
        return Said(
            "list-expected", f"{misfit.name} is a list, but `key: value` lines stand here", hint
        )
    raw = misfit.raw
    first = raw.partition("\n")[0]
    if (spaced := repair.spaced(first)) and spaced.startswith("- "):
        return Said("missing-space", "there is no space after the dash", f"write: {spaced}")
    shown = raw if "," not in raw or raw[:1] in "\"'" else ", ".join(map(str.strip, raw.split(",")))
    hint = misfit.write(f"[{shown}]") if "\n" not in raw else "put a dash in front of it"
    return Said("list-expected", f"{misfit.name} is a list, but one value stands here", hint)


def _not_mapping(misfit: Misfit) -> Said:
    found = "a list" if isinstance(misfit.value, list) else _shown(misfit)
    message = f"{misfit.name} has `key: value` lines below it, but {found} stands here"
    hint = "write each piece as `name: …`, indented, without a dash"
    return Said("mapping-expected", message, hint)


def _bad_slug(misfit: Misfit) -> Said:
    value = str(misfit.value)
    if misfit.on_key and (spaced := repair.spaced(value)):
        return Said("missing-space", "there is no space after the colon", misfit.write(spaced))
    if len(value) > SLUG_LIMIT:
        message = f"'{value}' is longer than {SLUG_LIMIT} characters"
        return Said("bad-slug", message, "choose a shorter name")
    slug = repair.slug(value)
    message = f"'{value}' is not a name made of small letters, digits and single hyphens"
    spelling = "spell it in letters from a to z and digits, with hyphens between the words"
    return Said("bad-slug", message, misfit.write(slug) if slug else spelling)


def _not_date(misfit: Misfit) -> Said:
    value = misfit.value
    if isinstance(value, dt.datetime):
        hint = misfit.write(value.date().isoformat())
        return Said("date-with-time", "a date carries a time", hint)
    text = str(value).strip()
    if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T\s].*", text):
        return Said("date-with-time", "a date carries a time", misfit.write(found[1]))
    day = days.guessed(text)
    hint = misfit.write(day.isoformat()) if day else "write it as year-month-day: 2026-11-30"
    return Said("bad-date", f"{_shown(misfit)} is not a date", hint)


def _impossible(misfit: Misfit) -> Said:
    last = days.last_of_month(str(misfit.value))
    hint = f"that month ends on {last}" if last else "write it as year-month-day: 2026-11-30"
    return Said("impossible-date", f"there is no day {misfit.value} in the calendar", hint)


def _not_period(misfit: Misfit) -> Said:
    if isinstance(misfit.value, dt.datetime):
        return _not_date(misfit)
    message = f"{_shown(misfit)} is not a day, month or year"
    return Said("bad-date", message, "write it as 2026-11-30, 2026-11 or 2026")


def _not_login(misfit: Misfit) -> Said:
    rule = None if isinstance(misfit.value, str) else misread(misfit.value, misfit.raw)
    if rule is not None:
        return Said(
            rule, explained(rule, misfit.raw, misfit.value), misfit.write(f'"{misfit.raw}"')
        )
    people = meant.logins(misfit.value, several=misfit.path[0] == "team")
    otherwise = 'write the GitHub login, such as octo-pmm, or "?" for an open seat'
    hint = misfit.write(people) if people else otherwise
    return Said("bad-login", f"{_shown(misfit)} is not a GitHub login", hint)


def _not_link(misfit: Misfit) -> Said:
    rule = misread(misfit.value, misfit.raw)
    if rule is not None:
        return Said(
            rule, explained(rule, misfit.raw, misfit.value), misfit.write(f'"{misfit.raw}"')
        )
    if isinstance(misfit.value, dict) and misfit.raw.startswith("{pending:"):
        spaced = misfit.raw.replace("{pending:", "{pending: ").replace(":  ", ": ")
        if misfit.raw != spaced:
            return Said("missing-space", "there is no space after the colon", misfit.write(spaced))
    if misfit.name in shape.keys(misfit.model, ()):
        return Said("unknown-key", f"{misfit.name} is not a kind of link", _left_edge(misfit))
    hint = "write an address, tbd, n/a, or {pending: address of the issue}"
    return Said("bad-link", f"{_shown(misfit)} is not a link", hint)


def _not_quantity(misfit: Misfit) -> Said:
    raw = misfit.raw
    rule = odd_number(raw) if isinstance(misfit.value, int | float) else None
    if rule is not None:
        return Said(rule, explained(rule, raw, misfit.value), "write 3, 2-3 or 1+")
    text = str(misfit.value).strip()
    if isinstance(misfit.value, str) and re.fullmatch(r"[1-9]\d*", text):
        return Said("quoted-number", f"the number {text} stands in quotes", misfit.write(text))
    quantity = meant.quantity(text)
    hint = misfit.write(quantity) if quantity else "write 3, 2-3 or 1+"
    return Said("bad-quantity", f"{_shown(misfit)} is not a quantity", hint)


def _out_of_range(misfit: Misfit) -> Said:
    small = misfit.kind.startswith("greater")
    message = f"{misfit.name} cannot be {'as small' if small else 'as large'} as {misfit.value}"
    return Said("out-of-range", message, "0 means no limit" if misfit.path[0] == "limits" else "")


def _bad_pattern(misfit: Misfit) -> Said:
    form = {"project": "owner/number", "repository": "owner/name"}.get(misfit.name, "")
    hint = f"write it as {form}" if form else ""
    return Said("bad-pattern", f"{_shown(misfit)} is not a {misfit.name}", hint)


def _outside(misfit: Misfit) -> Said:
    message = f"{_shown(misfit)} does not lie inside the repository"
    return Said("path-outside", message, "write a path relative to ucops.yaml, without ..")


def _wrong_type(misfit: Misfit) -> Said:
    return Said("wrong-type", f"{_shown(misfit)} does not fit here")


def _shown(misfit: Misfit) -> str:
    """The value as written, when that is short."""
    value = misfit.value
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = value if isinstance(value, str) else misfit.raw
    return f"'{text[:37]}…'" if len(text) > 40 else f"'{text}'"  # noqa: PLR2004 - half a line


_DESCRIBED: dict[str, Callable[[Misfit], Said]] = {
    "extra_forbidden": _unknown_key,
    "invalid_key": _unknown_key,
    "missing": _missing,
    "string_type": _not_text,
    "int_type": _not_number,
    "float_type": _not_number,
    "finite_number": _not_number,
    "bool_type": _not_bool,
    "literal_error": _not_listed,
    "tuple_type": _not_list,
    "dict_type": _not_mapping,
    "model_type": _not_mapping,
    "slug": _bad_slug,
    "date_type": _not_date,
    "date_impossible": _impossible,
    "period": _not_period,
    "login": _not_login,
    "link": _not_link,
    "quantity": _not_quantity,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "string_pattern_mismatch": _bad_pattern,
    "path": _outside,
}
"""What explains each kind of error."""
