"""Why a number, a word, a date, a login or a link does not fit the model."""

from __future__ import annotations

import datetime as dt
import re

from ucops.model import shape
from ucops.model.values import placeholder
from ucops.slips import days, meant
from ucops.slips.misfit import Misfit, Said, did_you_mean, left_edge, shown
from ucops.slips.traps import explained, misread, odd_number

_MAY_BE_OPEN = frozenset({"start", "due", "reviewed", "date"})
"""The days that a placeholder may stand for."""


def not_number(misfit: Misfit) -> Said:
    """What to say about something else where a number belongs."""
    value = misfit.value
    alone = meant.plain(value) or meant.number(value)
    if meant.plain(value) and misfit.raw[:1] in {'"', "'"}:
        message = f"the number {str(value).strip()} stands in quotes"
        return Said("quoted-number", message, misfit.write(alone))
    whole = "a whole number" if misfit.kind == "int_type" else "a number"
    hint = misfit.write(alone) if alone else "write digits alone"
    if isinstance(value, str) and placeholder(value):
        hint = "leave the line out until the number is known"
    return Said("wrong-type", f"{misfit.name} is {whole}, but {shown(misfit)} stands here", hint)


def not_bool(misfit: Misfit) -> Said:
    """What to say about something else where true or false belongs."""
    word = str(misfit.value).casefold()
    sure = word in {"yes", "on", "true", "y", "ja", "oui"}
    hint = misfit.write("true" if sure else "false")  # by guess, nothing is made public
    return Said("wrong-type", f"{misfit.name} is true or false, without quotes", hint)


def not_listed(misfit: Misfit) -> Said:
    """What to say about a value that is none of those allowed."""
    allowed = shape.choices(misfit.model, misfit.path)
    value = misfit.value
    if isinstance(value, str) and value.strip() in {str(one) for one in allowed}:
        clean = value.strip()
        if clean.isdigit():
            return Said(
                "quoted-number", f"the number {clean} stands in quotes", misfit.write(clean)
            )
    words = ", ".join(str(one) for one in allowed)
    message = f"{misfit.name} cannot be {shown(misfit)}; it is one of: {words}"
    if (number := meant.counted(str(value))) and int(number) in allowed:
        return Said("unknown-value", message, misfit.write(number))
    close = did_you_mean(str(value), [str(one) for one in allowed])
    return Said("unknown-value", message, close if close.startswith("did") else "")


def not_date(misfit: Misfit) -> Said:
    """What to say about something else where a day belongs."""
    value = misfit.value
    if isinstance(value, dt.datetime):
        hint = misfit.write(value.date().isoformat())
        return Said("date-with-time", "a date carries a time", hint)
    text = str(value).strip()
    if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T\s].*", text):
        return Said("date-with-time", "a date carries a time", misfit.write(found[1]))
    likely = [day.isoformat() for day in days.either(text)]
    hint = misfit.write(likely[0]) if likely else _as_a_day(misfit)
    if day := days.counted(value):
        hint = f"{misfit.write(day.isoformat())} (the day that a spreadsheet shows for this number)"
    if len(likely) > 1:
        hint = f"write {likely[0]} or {likely[1]}, whichever is meant"
    message = f"{shown(misfit)} is not a date"
    if likely and likely[0] == days.plainly(text):
        message = f"the dashes or digits of {shown(misfit)} are not those of a date"
    return Said("bad-date", message, hint)


def _as_a_day(misfit: Misfit) -> str:
    """How a day is written, shown by one that nobody takes for the answer."""
    form = "write it as year-month-day, such as 1999-12-31"
    return f"{form}, or tbd while it is open" if misfit.name in _MAY_BE_OPEN else form


def impossible_date(misfit: Misfit) -> Said:
    """What to say about a day that is in no calendar."""
    swapped = days.guessed(str(misfit.value))
    last = days.last_of_month(str(misfit.value))
    hint = f"that month ends on {last}" if last else _as_a_day(misfit)
    if swapped:
        hint = misfit.write(swapped.isoformat())
    return Said("impossible-date", f"there is no day {misfit.value} in the calendar", hint)


def not_period(misfit: Misfit) -> Said:
    """What to say about something else where a day, month or year belongs."""
    if isinstance(misfit.value, dt.datetime):
        return not_date(misfit)
    message = f"{shown(misfit)} is not a day, month or year"
    likely = days.guessed(str(misfit.value))
    period = "write it as a day, month or year, such as 1999-12-31, 1999-12 or 1999, or tbd"
    return Said("bad-date", message, misfit.write(likely.isoformat()) if likely else period)


def _trapped(rule: str, misfit: Misfit) -> Said:
    """What to say about a text that YAML takes for something else."""
    message = explained(rule, misfit.raw, misfit.value)
    return Said(rule, message, misfit.write(f'"{misfit.raw}"'))


def not_login(misfit: Misfit) -> Said:
    """What to say about something else where a GitHub login belongs."""
    rule = None if isinstance(misfit.value, str) else misread(misfit.value, misfit.raw)
    if rule == "yes-no-word":
        message, opened = explained(rule, misfit.raw, misfit.value), misfit.write('"?"')
        return Said(rule, message, f"{opened} (nobody is named yet), or name a person")
    if rule is not None:
        return _trapped(rule, misfit)
    in_team = misfit.path[0] == "team"
    people = meant.logins(misfit.value, several=in_team)
    if in_team and people.startswith("["):
        count = people.count(",") + 1
        message = f"the seat '{misfit.name}' names {count} people at once"
        hint = f"{misfit.write(people)} (the first is responsible, the others are backups)"
        return Said("two-in-one-seat", message, hint)
    otherwise = 'write the GitHub login, such as octo-pmm, or "?" for an open seat'
    hint = misfit.write(people) if people else otherwise
    return Said("bad-login", f"{shown(misfit)} is not a GitHub login", hint)


def not_link(misfit: Misfit) -> Said:
    """What to say about something else where a link belongs."""
    rule = misread(misfit.value, misfit.raw)
    if rule is not None:
        return _trapped(rule, misfit)
    if isinstance(misfit.value, dict) and misfit.raw.startswith("{pending:"):
        spaced = misfit.raw.replace("{pending:", "{pending: ").replace(":  ", ": ")
        if misfit.raw != spaced:
            return Said("missing-space", "there is no space after the colon", misfit.write(spaced))
    if misfit.name in shape.keys(misfit.model, ()):
        return Said("unknown-key", f"{misfit.name} is not a kind of link", left_edge(misfit))
    hint = "write an address, tbd, n/a, or {pending: address of the issue}"
    return Said("bad-link", f"{shown(misfit)} is not a link", hint)


def not_quantity(misfit: Misfit) -> Said:
    """What to say about something else where a quantity belongs."""
    raw = misfit.raw
    rule = odd_number(raw) if isinstance(misfit.value, int | float) else None
    if rule is not None:
        return Said(rule, explained(rule, raw, misfit.value), "write 3, 2-3 or 1+")
    text = str(misfit.value).strip()
    if isinstance(misfit.value, str) and re.fullmatch(r"[1-9]\d*", text):
        return Said("quoted-number", f"the number {text} stands in quotes", misfit.write(text))
    quantity = meant.quantity(text)
    hint = misfit.write(quantity) if quantity else "write 3, 2-3 or 1+"
    return Said("bad-quantity", f"{shown(misfit)} is not a quantity", hint)


def out_of_range(misfit: Misfit) -> Said:
    """What to say about a number that is too small or too large."""
    small = misfit.kind.startswith("greater")
    message = f"{misfit.name} cannot be {'as small' if small else 'as large'} as {misfit.value}"
    hint = "write 1 or a larger number" if small else "write a smaller number"
    if misfit.path[0] == "limits":
        hint = "write 1 or more; 0 means no limit" if small else "write a number from 1 to 100"
    return Said("out-of-range", message, hint)


def bad_pattern(misfit: Misfit) -> Said:
    """What to say about a name on GitHub that is not written as such."""
    form = {"project": "owner/number", "repository": "owner/name"}.get(misfit.name, "")
    hint = f"write it as {form}" if form else ""
    return Said("bad-pattern", f"{shown(misfit)} is not a {misfit.name}", hint)


def outside(misfit: Misfit) -> Said:
    """What to say about a path that leads out of the repository."""
    message = f"{shown(misfit)} does not lie inside the repository"
    return Said("path-outside", message, "write a path relative to ucops.yaml, without ..")
