"""Whether there may be a slip in a file: asked of every one, so it takes little time to ask.

What finds the slips, and says so, is imported and asked only where the answer is yes. A yes that
finds nothing costs time; a no where something is wrong would hide it, and tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from ucops.model.values import placeholder
from ucops.text.source import Path
from ucops.text.straight import Lasting, Straight

FENCE = "```"
_LEFT = (*(sign * 7 for sign in "<|=>"), FENCE)
_LEFT_BELOW = tuple(f"\n{one}" for one in _LEFT)

LINE_KEY = re.compile(r"""\s*(?:- +)*["']?[\w][\w .-]*["']?:(?:\s|$)""")
_NO_ROW = tuple("#{[\"'")
_QUOTED_CELL = re.compile(r"""\s*(["'])[^"']*\1\s*[,;\t]""")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\t")
"""An entry of a numbered list, which is no row of two cells."""
_CELL = re.compile(r"<t[dh][ >]")
_BELOW_BOM = re.compile(r"bom:[^\S\n]*(?:#[^\n]*)?\n\s*([^\n]*)")
"""The next line that says something below `bom:`."""

BULLETS = "•·▪●◦*"
LONG_DASHES = "–—"
_SIGN = f"[-{LONG_DASHES}{BULLETS}]"
_SIGNED = re.compile(rf"\n *{_SIGN}")
_STARTED = re.compile(rf"\n[^\S\n]*(?:{_SIGN}|[^\W\d_a-z])")
_KEYED = re.compile(r"\n *(?:- +)*[a-z][\w-]*:(?:\s|$)")
_JOINED = {
    "|": re.compile(r"\n *[a-z_]+:(?:\s|$)"),
    ">": re.compile(rf"\n *(?:[a-z_]+:(?:\s|$)|(?:{_SIGN}|\d{{1,2}}[.)])[ \t\u00a0])"),
    '"': _KEYED,
    "'": _KEYED,
}
"""What has to stand in a text of each style, of whose lines anything is said."""

_ESCAPE = re.compile(r"\\(?:[0abefvxuU_NLP])")
_CUT = re.compile(r"#(?<=[ \t]#)(?:[^\s#]|[ \t]+\d)")

MAY_BE_EMPTY = frozenset({"links", "team", "sponsors", "bom"})
"""Where an entry without a value means something: an open link or seat, the item as it is."""

OF_ITEMS = ("depends_on", "previously")
"""Lists that name items, those of the same use case by their short keys."""
_ENTRIES = {
    "proof_points": ("customer", "problem", "result"),
    "analysts": ("firm", "report", "date"),
    "feedback": ("date", "from", "text"),
    "objections": ("objection", "competitor"),
    "key_values": ("promise",),
}
"""Lists of entries, and what two of them share that are the same."""

ADDRESSES = ("deliverable", "url", "demo", "comparison", "pending")
"""Keys whose value is an address, wherever they stand."""
_ADDRESS = re.compile(r"https?://(?!\S*://)[^\s<>|\"]*[^\s<>|.,;:!?\"'“”]")

_CHANNEL = re.compile(r"#[a-z0-9]+(?:[-_][a-z0-9]+)*")


SEATS = ("team", "sponsors")
"""The parts of a use case that name people by what they are."""


def may_hold_foreign_lines(text: str) -> bool:
    """Whether a text may hold lines that a tool left there, or a table."""
    if text.startswith(_LEFT) or any(one in text for one in _LEFT_BELOW):
        return True
    if "\t" in text or _CELL.search(text) or _has_piped_line(text):
        return True
    return any(may_be_row(found[1]) for found in _BELOW_BOM.finditer(text))


def _has_piped_line(text: str) -> bool:
    """Whether two | stand in one line."""
    at = text.find("|")
    while at >= 0:
        end = text.find("\n", at)
        if "|" in text[at + 1 : end if end >= 0 else None]:
            return True
        at = text.find("|", end) if end >= 0 else -1
    return False


def may_be_row(line: str) -> bool:
    """Whether a line may be one of a table, for all that it does not start like anything else."""
    said = line.strip()
    if not said or LINE_KEY.match(line) or _NUMBERED.match(line):
        return False
    return not said.startswith(_NO_ROW) or _QUOTED_CELL.match(line) is not None


def may_be_misread(text: str, noted: Straight) -> bool:
    """Whether YAML may read something in a text as it was not meant, without saying so."""
    if any(_may_be_joined(text, one) for one in noted.lasting):
        return True
    return _may_be_trapped(text, noted.places)


def _may_be_joined(text: str, one: Lasting) -> bool:
    plain = _STARTED if one.listed else _SIGNED
    return _JOINED.get(one.style, plain).search(text, one.start, one.end) is not None


def _may_be_trapped(text: str, places: Sequence[int]) -> bool:
    """Whether there may be an escape that nobody sees, or a # that cuts a value off."""
    if "\\" in text and _ESCAPE.search(text):
        return True
    cuts = [_left_of(text, found.start()) for found in _CUT.finditer(text)]
    return bool(cuts) and not set(places[1::2]).isdisjoint(cuts)


def _left_of(text: str, at: int) -> int:
    """Where the white space in front of a place begins."""
    while at and text[at - 1] in " \t":
        at -= 1
    return at


def may_be_amiss(noted: Straight, text: str, file: str) -> bool:
    """Whether values that fit, each by itself, may be wrong all the same.

    Some may say nothing, stand twice in a list, be an address among other words, or name people
    with an @.
    """
    return (
        ("@" in text and any(login.startswith("@") for _, login in logins(noted.data)))
        or _may_say_nothing(noted)
        or _may_repeat(noted, PurePath(file).stem)
        or not all(map(_is_address, _in_places(noted)))
    )


def _may_say_nothing(noted: Straight) -> bool:
    fine = {id(noted.data.get(name)) for name in MAY_BE_EMPTY}
    return any(id(holder) not in fine for holder in noted.bare)


def _may_repeat(noted: Straight, use_case: str) -> bool:
    return any(
        _has_same(field, entries, home)
        for field, entries in noted.lists
        for home in (("", use_case) if field in OF_ITEMS else ("",))
    )


def _has_same(field: str, entries: list[Any], use_case: str) -> bool:
    said = [same for one in entries if (same := identity(field, one, use_case)) is not None]
    return len(set(said)) < len(said)


def identity(field: str, entry: object, use_case: str) -> Hashable:
    """What two entries of a list share that are the same; None for what may stand twice.

    Args:
        field: The list's key.
        entry: One of its entries.
        use_case: The id of the use case whose items it may name; empty where it names none.
    """
    if isinstance(entry, dict) and field in _ENTRIES:
        return tuple(_plain(str(entry.get(key))) for key in _ENTRIES[field])
    if not isinstance(entry, str):
        return None
    is_item = use_case and field in OF_ITEMS and "/" not in entry
    return f"{use_case}/{entry}" if is_item else _plain(entry)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _in_places(noted: Straight) -> list[str]:
    """The texts that stand where an address is expected."""
    values = [value for one in noted.mappings for name in ADDRESSES if (value := one.get(name))]
    waiting = [noted.data.get("links")]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one
        else:
            values.append(one)
    return [value for value in values if isinstance(value, str)]


def _is_address(text: str) -> bool:
    known = _ADDRESS.fullmatch(text) or _CHANNEL.fullmatch(text)
    return known is not None or placeholder(text) is not None


def logins(data: dict[Any, Any]) -> Iterator[tuple[Path, str]]:
    """Every login in a use-case file or in `ucops.yaml`."""
    for part in SEATS:
        for role, seat in _entries(data.get(part)):
            people = seat if isinstance(seat, list) else [seat]
            for index, login in enumerate(people):
                if isinstance(login, str):
                    yield (part, str(role), *((index,) if isinstance(seat, list) else ())), login
    for part, key in (("bom", "owner"), ("roles", "lead")):
        for slug, entry in _entries(data.get(part)):
            login = entry.get(key) if isinstance(entry, dict) else None
            if isinstance(login, str):
                yield (part, str(slug), key), login


def _entries(data: object) -> list[tuple[Any, Any]]:
    return list(data.items()) if isinstance(data, dict) else []
