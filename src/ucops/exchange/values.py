"""What a cell of a spreadsheet means, as the files would say it.

People write days, states, logins and links as they come. What can only mean one thing is taken;
everything else is refused with a reason, and nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from ucops.likeness import nearest
from ucops.model.config import Config
from ucops.model.titles import titles as titles_of
from ucops.model.values import AUDIENCES, STAGES, Placeholder, placeholder
from ucops.prose.spans import WRITTEN
from ucops.prose.words import day as in_words
from ucops.prose.words import listed
from ucops.slips import terms
from ucops.slips.dates import either, spanned

PRIORITIES = {"high": 1, "medium": 2, "low": 3, "p1": 1, "p2": 2, "p3": 3}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LOGIN = re.compile(r"@?[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}")
_APART = re.compile(r"[,;\n]")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class CellError(ValueError):
    """Why a cell cannot be taken, as a sentence without its subject."""


def day(text: str) -> dt.date | str:
    """A day, or a span of days as files write it.

    Raises:
        CellError: It is none, or may be either of two.
    """
    if placeholder(text):
        return "tbd"
    if re.fullmatch(WRITTEN, text):
        return text
    if span := spanned(text):
        return span
    days = [dt.date.fromisoformat(text)] if _is_day(text) else either(text)
    if len(days) == 1:
        return days[0]
    if days:
        raise CellError(f"may be {' or '.join(map(in_words, days))}: write it as 2027-03-31")
    raise CellError("is no day: write it as 2027-03-31, 2027-03 or 2027-Q1")


def _is_day(text: str) -> bool:
    try:
        return bool(_ISO.fullmatch(text) and dt.date.fromisoformat(text))
    except ValueError:
        return False


def person(text: str, people: Mapping[str, str]) -> str:
    """A login; a name only where `people` says whose it is.

    Raises:
        CellError: It is a name that nothing knows.
    """
    known = {name.casefold(): login for name, login in people.items()}
    if login := known.get(text.casefold()):
        return login
    if placeholder(text) is Placeholder.NOT_APPLICABLE:
        return "n/a"
    if placeholder(text) or text == "?":
        return "?"
    if _LOGIN.fullmatch(text) and (text.startswith("@") or text == text.lower()):
        return text.removeprefix("@")
    raise CellError("is a name and no login: say whose it is below `people:` of the mapping")


def persons(text: str, people: Mapping[str, str]) -> str | list[str]:
    """A seat: one login, or several, the responsible one first."""
    names = [person(one, people) for one in _parts(text)]
    return names[0] if len(names) == 1 else names


def address(text: str) -> str:
    """Where a finished piece is.

    Raises:
        CellError: It is no address, or only says that the piece is finished.
    """
    if placeholder(text):
        return "tbd"
    if terms.state(text) == "done":
        raise CellError("says that it is done but not where it is: give its address")
    if not _ADDRESS.fullmatch(text):
        raise CellError("is no address: it has to start with https://")
    return text


def addresses(text: str) -> str | list[str]:
    """The addresses of a key link, or a chat channel, or a placeholder."""
    parts = _parts(text)
    for part in parts:
        if not (_ADDRESS.fullmatch(part) or part.startswith("#") or placeholder(part)):
            raise CellError("is no address: it has to start with https://")
    return parts[0] if len(parts) == 1 else parts


def priority(text: str) -> int:
    """1, 2 or 3, or how people call them."""
    number = PRIORITIES.get(text.casefold()) or (int(text) if text in {"1", "2", "3"} else None)
    if number is None:
        raise CellError("is no priority: 1 is first, 3 is last")
    return number


def quantity(text: str) -> int | str:
    """How many: 3, 2-3 or 1+."""
    if re.fullmatch(r"[1-9]\d{0,3}", text):
        return int(text)
    if re.fullmatch(r"[1-9]\d*\s*(?:[-–]\s*[1-9]\d*|\+)", text):
        return text
    raise CellError("is no number of pieces: 3, 2-3 or 1+")


def one_of(text: str, titles: Mapping[str, str], kind: str) -> str:
    """A known name, written as it is or by its title.

    Raises:
        CellError: There is none such; names the likeliest.
    """
    plain = text.strip().casefold()
    called = {title.casefold(): name for name, title in titles.items() if title}
    if name := plain if plain in titles else called.get(plain):
        return name
    meant = nearest(plain, titles)
    there = f"did you mean '{meant}'?" if meant else f"there are: {listed(titles)}"
    raise CellError(f"is no {kind}: {there}")


def parser(field: str, config: Config, people: Mapping[str, str]) -> Callable[[str], Any]:
    """What reads the cells of a column."""
    named: dict[str, tuple[Mapping[str, Any], str]] = {
        "role": (config.roles, "role"),
        "type": (config.collateral_types, "collateral type"),
        "milestone": (config.milestones, "milestone"),
    }
    lists: dict[str, tuple[str, ...]] = {"stages": STAGES, "audiences": (*AUDIENCES, "internal")}
    if field in named:
        entries, kind = named[field]
        titles = titles_of(entries)
        return lambda text: one_of(text, titles, kind)
    if field in lists:
        known = {one: one for one in lists[field]}
        kind = field.removesuffix("s")
        return lambda text: _each(text, known, kind)
    simple: dict[str, Callable[[str], Any]] = {
        "due": day,
        "start": day,
        "deliverable": address,
        "address": addresses,
        "priority": priority,
        "quantity": quantity,
        "tier": priority,
        "depends_on": _parts,
        "jobs": _parts,
        "owner": lambda text: person(text, people),
        "people": lambda text: persons(text, people),
    }
    return simple.get(field, str)


def _each(text: str, known: Mapping[str, str], kind: str) -> list[str]:
    if text.casefold() == "all":
        return [one for one in known if one != "internal"]
    return [one_of(part, known, kind) for part in _parts(text)]


def _parts(text: str) -> list[str]:
    return [part for one in _APART.split(text) if (part := one.strip())]


_EMPTIED: Mapping[str, Any] = {
    "owner": "?",
    "people": "?",
    "due": "tbd",
    "start": "tbd",
    "deliverable": "tbd",
    "address": "tbd",
}


def emptied(field: str) -> Any:  # noqa: ANN401 - plain data
    """What it means that a cell was emptied, where the files have a word for that.

    Raises:
        CellError: They have none.
    """
    if field not in _EMPTIED:
        raise CellError("was emptied: take the line out of the file by hand")
    return _EMPTIED[field]
