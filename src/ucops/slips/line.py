"""One line as its author meant it: where the model expects a text, the text is quoted whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_origin

import yaml
from pydantic import BaseModel

from ucops.model import shape
from ucops.model.values import SLUG_LIMIT
from ucops.slips import links, lists, repair, terms
from ucops.text.compose import plain_data
from ucops.text.source import Path

_KEY = re.compile(r"""(["']?)([^\W_][\w .-]{0,40}?)\1\s*:(?=\s|$)""")
_EMPHASISED = re.compile(r"(\s*)(\*\*?|__?|`)(\w[\w -]*?)(?:\2\s*:|:\2)\s*")
_DASH = re.compile(r"-(?:[ \t]+|$)")
_TAIL = re.compile(r"(\S.*?)((?:\s+#\s.*)?\s*)$")
_PAIR = re.compile(r"(?:^|,)\s*([A-Za-z][\w -]{0,24}?):\s+")
_BOX = re.compile(r"(?:\[[ xX✓✔]?\]\s*)+(?=[^\s(])")
_ENTRY = re.compile(r"(\S.*?)(:\s+\{[^{}]*\}\s*)")
_NAMED = re.compile(r":\s+\{.*\}$")
"""The end of an entry that has its name, which no quotes may hide."""
_UNSPACED = re.compile(r",\s*[A-Za-z][\w-]*:(?:$|[^\s/])")
_QUOTES = ('"', "'")


def meant(model: type[BaseModel], lines: Sequence[str], at: int) -> str | None:
    """The line with its texts in quotes where they need them; None where nobody can tell."""
    if found := _EMPHASISED.match(lines[at]):
        said = f"{found[1]}{found[3].lower()}: {lines[at][found.end() :]}".rstrip()
        return meant(model, [*lines[:at], said], at) or (
            said if " #" not in said and _can_be_read(said) else None
        )
    holder, column = place(lines, at)
    line = lines[at]
    if named := _with_name(model, holder, line, column):
        return named
    found = None if _is_text(model, holder) else _KEY.match(line, column)
    path = (*holder, found[2]) if found else holder
    start = re.compile(r"\s*").match(line, found.end() if found else column)
    value = _TAIL.match(line, start.end() if start else column)
    if value is None or (not found and (not holder or holder[-1] != 0)):
        return None
    said = value[1]
    if _by_name(model, holder) and _NAMED.search(said):
        return None
    if said[:1] == "{" and said[-1:] == "}" and not _is_text(model, path):
        fixed = _between_braces(model, path, said)
    else:
        alone = links.address(said) if links.is_place(path) else ""
        fixed = alone or (whole(said, path) if _is_text(model, path) else None)
    fixed = fixed and f"{line[: value.start(1)]}{fixed}{value[2].rstrip()}"
    return fixed if fixed and fixed != line.rstrip() and _can_be_read(fixed) else None


def _with_name(model: type[BaseModel], holder: Path, line: str, column: int) -> str:
    """The line `any words: {…}` where an entry has a name, with the name that they give."""
    kind = shape.bare(shape.expected(model, holder))
    found = _ENTRY.fullmatch(line, column)
    slug = repair.slug(found[1]) if found and get_origin(kind) is dict else ""
    if not found or not 0 < len(slug) <= SLUG_LIMIT or slug == found[1]:
        return ""
    fixed = f"{line[:column]}{repair.as_needed(slug)}{found[2]}".rstrip()
    return fixed if _can_be_read(fixed) else ""


def is_entry(model: type[BaseModel], lines: Sequence[str], at: int) -> bool:
    """Whether a line says something of an entry with fields, which is no text."""
    holder, column = place(lines, at)
    found = _KEY.match(lines[at], column)
    kinds = [shape.expected(model, holder)] if holder else []
    kinds += [shape.expected(model, (*holder, found[2]))] if found else []
    known = shape.keys(model, (*holder, found[2])) if found else shape.keys(model, (*holder, "x"))
    nested = holder[-2:] == (0, 0) or _by_name(model, holder)
    return nested or bool(known) or any(get_origin(shape.bare(one)) is dict for one in kinds)


def holds_key(model: type[BaseModel], lines: Sequence[str], at: int, column: int) -> bool:
    """Whether the key in front of a place between braces is one that the entry may have."""
    found = re.search(r"([A-Za-z][\w -]*):\s*$", lines[at][:column])
    holder, start = place(lines, at)
    key = _KEY.match(lines[at], start)
    return not found or _is_key(model, (*holder, key[2]) if key else holder, found[1].strip())


def _by_name(model: type[BaseModel], holder: Path) -> bool:
    """Whether an entry of a list stands where entries have names."""
    return (
        holder[-1:] == (0,) and get_origin(shape.bare(shape.expected(model, holder[:-1]))) is dict
    )


def place(lines: Sequence[str], at: int) -> tuple[Path, int]:
    """The path of what holds a line's key or text, and the column where that starts."""
    first = at
    while first > 0 and not re.match(r"[^\s#-]", lines[first]):
        first -= 1
    open_: list[tuple[int, str | int]] = []
    column = 0
    for number in range(first, at + 1):
        for column, step in _steps(lines[number]):
            while open_ and _is_over(open_[-1], column, step):
                open_.pop()
            if step is not None:
                open_.append((column, step))
            if number == at and step != 0:
                return tuple(one for _, one in open_ if one is not step or step is None), column
    return tuple(step for _, step in open_), len(lines[at])


def _steps(line: str) -> Iterator[tuple[int, str | int | None]]:
    """The dashes of a line as zeros, and then its key, each with its column."""
    column = len(repair.indentation(line))
    if not line.strip() or line[column] == "#":
        return
    while found := _DASH.match(line, column):
        yield column, 0
        column = found.end()
    yield column, None if (key := _KEY.match(line, column)) is None else key[2]


def _is_over(last: tuple[int, str | int], column: int, step: str | int | None) -> bool:
    """Whether what is open ends where something starts: a list may stand below its key."""
    below = step == 0 and isinstance(last[1], str)
    return last[0] > column or (last[0] == column and not below)


def _is_text(model: type[BaseModel], path: Path) -> bool:
    kind = shape.expected(model, path)
    return kind is not None and lists.is_text(kind)


def whole(said: str, path: Path = ()) -> str | None:
    """A value in quotes, without the boxes of a list of tasks; None where a quote is lost."""
    sign = said[0]
    if path[-1:] == (0,) and (box := _BOX.match(said)):
        said = said[box.end() :]
    elif sign in _QUOTES and said.count(sign) % 2:
        inner = said[1:-1]
        return repair.quote(inner) if said[-1] == sign and len(said) > 1 else None
    elif sign in _QUOTES and said[-1] == sign and said.count(sign) == len(_QUOTES):
        return None
    return repair.quote(said)


def _between_braces(model: type[BaseModel], path: Path, said: str) -> str | None:
    """An entry on one line, each of its texts in quotes where it needs them."""
    inner = said[1:-1]
    keys = list(_keys(model, path, inner))
    if not keys or inner[: keys[0].start()].strip():
        return None
    ends = [*(one.start() for one in keys[1:]), len(inner)]
    pieces = [
        (inner[one.start() : one.end()], _safe(model, (*path, one[1]), inner[one.end() : end]))
        for one, end in zip(keys, ends, strict=True)
    ]
    if any(value is None for _, value in pieces):
        return None
    return f"{{{''.join(f'{key}{value}' for key, value in pieces)}}}"


def _keys(model: type[BaseModel], path: Path, inner: str) -> Iterator[re.Match[str]]:
    """The keys of an entry between braces, not those of an entry in it."""
    at = 0
    while found := _PAIR.search(inner, at):
        at = found.start() + 1
        if _is_key(model, path, found[1]):
            yield found
            at = _closed(inner, found.end()) if inner[found.end() :][:1] == "{" else found.end()


def _closed(text: str, start: int) -> int:
    """Where the brace that opens at a place is closed, or the end of the text."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if not depth:
            return at
    return len(text)


def _is_key(model: type[BaseModel], path: Path, name: str) -> bool:
    known = shape.keys(model, path)
    return name in known or not known or (name.islower() and bool(terms.field(path, name)))


def _safe(model: type[BaseModel], path: Path, raw: str) -> str | None:
    """A value between braces as it stands where YAML reads it as one value, else in quotes.

    None where a quote, a bracket or a space of it is lost.
    """
    said = raw.strip()
    if not said or _is_one(said):
        return raw.rstrip()
    if said[0] == "{" and said[-1] == "}" and not _is_text(model, path):
        return _between_braces(model, path, said)
    lost = said[0] in _QUOTES or repair.lost_quote(said) or _UNSPACED.search(said)
    if lost or (said[0] in "[{" and not _is_text(model, path)):
        return None
    alone = links.address(said) if links.is_place(path) else ""
    return alone or whole(said)


def _is_one(said: str) -> bool:
    """Whether YAML reads a text between braces as one value."""
    try:
        data = plain_data(f"{{x: {said}}}")
    except (yaml.YAMLError, ValueError):
        return False
    value = data.get("x") if isinstance(data, dict) and list(data) == ["x"] else None
    return value is not None and not (isinstance(value, dict) and said[0] != "{")


def _can_be_read(line: str) -> bool:
    try:
        plain_data(line.strip())
    except (yaml.YAMLError, ValueError):
        return False
    return True
