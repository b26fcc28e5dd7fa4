"""The hidden marker that says which key an issue stands for, and the body around it.

A body of ours reads, from the top: the marker's line, text of people's, the managed region between
its two delimiters, text of people's. Text of people's is never changed by a byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "BEGIN",
    "END",
    "VERSION",
    "Body",
    "Marker",
    "compose",
    "parse",
    "render",
    "same_text",
    "split",
    "stray",
]

VERSION = 1

BEGIN = "<!-- ucops:begin (what stands between these two lines is kept by ucops) -->"
END = "<!-- ucops:end -->"

_LAST = f"\n{END}"
_MARK = "<!-- ucops:"

_KEY = r"\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?"
KEY = re.compile(_KEY)
"""What the key of a use case, of an item or, with a dot in front, of what is above them is like."""
_MARKER = re.compile(rf"\ufeff? {{0,3}}<!-- ucops:v(\d+) key=({_KEY})(?: was=(.*?))? -->[ \t\r]*")
_LONGEST = 9
"""Digits of the number of a form: Python refuses to read thousands of them."""
_BEGIN = re.compile(r"<!-- ucops:begin\b[^\n]*-->[ \t\r]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")


@dataclass(frozen=True, slots=True)
class Marker:
    """Which key an issue stands for, and what ucops last applied to it.

    Attributes:
        key: The use case's id or the item's key.
        was: What was last applied, for a three-way comparison; empty when it is unreadable.
        version: The version of the marker's form.
    """

    key: str
    was: Mapping[str, Any] = field(default_factory=dict)
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Body:
    """A body in its parts.

    Attributes:
        marker: The identity in the first line, or None.
        before: People's text above the managed region, byte for byte.
        region: What stands between the delimiters with LF line ends, or None when the region is
            not there as a whole.
        after: People's text below the managed region, byte for byte.
    """

    marker: Marker | None
    before: str
    region: str | None
    after: str


def render(marker: Marker) -> str:
    """The marker's line, without a line end; nothing in it can end the comment early."""
    was = json.dumps(marker.was, sort_keys=True, separators=(",", ":"))
    for written, escape in (("--", r"\u002d\u002d"), ("<", r"\u003c"), (">", r"\u003e")):
        was = was.replace(written, escape)
    return f"<!-- ucops:v{marker.version} key={marker.key} was={was} -->"


def parse(body: str) -> Marker | None:
    """The marker in a body's first line, which alone is identity."""
    return _read(body.split("\n", 1)[0])


def _read(line: str) -> Marker | None:
    found = _MARKER.fullmatch(line)
    return Marker(found[2], _was(found[3]), _version(found[1])) if found else None


def _version(digits: str) -> int:
    """The number of a form; one that is too long to be read is surely not ours."""
    return int(digits) if len(digits) <= _LONGEST else 10**_LONGEST


def _was(text: str | None) -> Mapping[str, Any]:
    try:
        was = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return was if isinstance(was, dict) else {}


def stray(body: str) -> Marker | None:
    """The marker further down in a body without one in its first line.

    It counts only at the start of a line, outside code fences, and when all of them in the body
    name one key: a marker that somebody quotes is no identity.
    """
    return None if parse(body) else _only(body)


def _only(text: str) -> Marker | None:
    """The marker in a text whose markers all name one key."""
    found = [marker for line in _unfenced(text.split("\n")) if (marker := _read(line[1]))]
    return found[0] if len({marker.key for marker in found}) == 1 else None


def _unfenced(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines outside code fences, with their indexes."""
    fence = ""
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if not fence and found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
        elif fence and found and found[1].startswith(fence) and not found[2].strip():
            fence = ""
        elif not fence:
            yield index, line


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same: CRLF from a web editor is no difference."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return (re.sub(r"\r+\n", "\n", text) if "\r" in text else text).strip("\r\n")


def compose(marker: Marker, before: str, region: str, after: str) -> str:
    """A body from its parts; the region has no line ends around it."""
    gap = "" if not before or before.endswith("\n") else "\n"
    return f"{render(marker)}\n{before}{gap}{BEGIN}\n{region}\n{END}{after}"


def split(body: str, expected: str = "") -> Body:
    """Take a body apart.

    A region that is not whole, because a delimiter was deleted, doubled or moved, is given as
    None: what is left of the delimiters is cut out and all other text is kept.

    Args:
        body: As GitHub holds it.
        expected: The region's text as far as it is known: where only the delimiters are lost,
            this text is not mistaken for people's.
    """
    if (untouched := _as_written(body)) is not None:
        return untouched
    lines = body.split("\n")
    marker = _read(lines[0])
    lines = lines[1:] if marker else lines
    if pair := _pair(lines):
        region = _plain("\n".join(lines[pair[0] + 1 : pair[1]]))
        copies = {region, _plain(expected)} if expected else {region}
        before, after = (_without_copies(text, copies) for text in _around(lines, *pair))
        before, after = _clean(before, after, marker)
        return Body(marker, before, region, after)
    before, after = _clean(*_broken(lines, expected), marker)
    return Body(marker, before, None, _apart(after))


def _as_written(body: str) -> Body | None:
    """The parts of a body that is ours alone, as most are: nothing has to be looked for in it.

    What is between the delimiters holds no other mark of ours, so that it does not matter whether
    code fences in it are closed.
    """
    first, _, rest = body.partition("\n")
    opening = rest.partition("\n")[0]
    region = rest[len(opening) + 1 : -len(_LAST)]
    if opening.rstrip("\r") != BEGIN or not rest.endswith(_LAST) or _MARK in region:
        return None
    marker = _read(first)
    return Body(marker, "", _plain(region), "") if marker else None


def _is_begin(line: str) -> bool:
    return _BEGIN.fullmatch(line) is not None


def _is_end(line: str) -> bool:
    return line.startswith(END)


def _pair(lines: list[str]) -> tuple[int, int] | None:
    """Where the region begins and ends, looking into code fences only when it is not outside."""
    return _first_pair(_unfenced(lines)) or _first_pair(enumerate(lines))


def _first_pair(lines: Iterable[tuple[int, str]]) -> tuple[int, int] | None:
    """The first end, and the last beginning above it."""
    begin = None
    for index, line in lines:
        if _is_begin(line):
            begin = index
        elif _is_end(line) and begin is not None:
            return begin, index
    return None


def _around(lines: list[str], begin: int, end: int) -> tuple[str, str]:
    """The text above and below the lines from `begin` to `end`, delimiters left out."""
    above = "".join(f"{line}\n" for line in lines[:begin])
    return above, "\n".join([lines[end].removeprefix(END), *lines[end + 1 :]])


def _without_copies(text: str, regions: Collection[str]) -> str:
    """The text without further copies of the region as it is or will be, delimiters and all."""
    lines = text.split("\n")
    while pair := _first_pair(_unfenced(lines)):
        if _plain("\n".join(lines[pair[0] + 1 : pair[1]])) not in regions:
            break
        lines = "".join(_around(lines, *pair)).split("\n")
    return "\n".join(lines)


def _clean(before: str, after: str, identity: Marker | None) -> tuple[str, str]:
    """The texts without what is left of delimiters and of this issue's own marker."""
    key = (identity or _only(before + after) or Marker("")).key
    lines = (before + after).split("\n")
    kept: list[str | None] = [*lines]
    for index, line in _unfenced(lines):
        marker = _read(line)
        if _is_begin(line) or (marker and marker.key == key) or line.rstrip() == END:
            kept[index] = None
        elif _is_end(line):
            kept[index] = line.removeprefix(END)
    above = before.count("\n")
    return (
        "".join(f"{line}\n" for line in kept[:above] if line is not None),
        "\n".join(line for line in kept[above:] if line is not None),
    )


def _broken(lines: list[str], expected: str) -> tuple[str, str]:
    """The text above and below the place where the region was, or nothing and the text."""
    text = "\n".join(lines)
    for known in (expected, expected.replace("\n", "\r\n")):
        if expected and re.search(rf"^{re.escape(known)}\r?$", text, re.MULTILINE):
            above, _, below = text.partition(known)
            return above, below
    for index, line in _unfenced(lines):
        if _is_begin(line) or _is_end(line):
            return "".join(f"{line}\n" for line in lines[:index]), "\n".join(lines[index:])
    return "", text


def _apart(text: str) -> str:
    """People's text, a blank line below the region when it does not keep its distance itself."""
    return text if not text or text.startswith(("\n", "\r\n")) else f"\n\n{text}"
