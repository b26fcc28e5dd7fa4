"""Single lines as they should have been written."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence

import yaml

from ucops.text.compose import plain_data

_KEY = re.compile(r"""^(\s*(?:-\s+)*[^\s:#'"\[{-][^:#'"\[{]*:[ \t]+)(\S.*?)(\s+#\s.*|\s*)$""")
_BRACKETED = re.compile(r"""\s*(?:-\s+)*(?:[^\s:#'"\[{-][^:#'"\[{]*:[ \t]+)?([\[{])""")
_UNSPACED = re.compile(r"^(\s*(?:-\s+)*)([A-Za-z0-9_][A-Za-z0-9_-]*):(?!//)(\S.*)$")
_DASH = re.compile(r"^(\s*)-([^\s-].*)$")
_CUT = re.compile(r"[\[{,:]\s*(#[^\s#])")


def quote(text: str) -> str:
    """A text in the quotes that fit it."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def as_needed(text: str) -> str:
    """A text as it may stand between braces: in quotes where it would mean something else."""
    try:
        plain = plain_data(f"{{x: {text}}}") == {"x": text}
    except (yaml.YAMLError, ValueError):
        plain = False
    return text if plain else quote(text)


def lost_quote(text: str) -> bool:
    """Whether a text ends with a quote that does not start in it, so that one was forgotten."""
    return text[-1:] in {"'", '"'} and text.count(text[-1]) % 2 == 1


_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})


def slug(text: str) -> str:
    """The slug that a text is nearest to; empty where its letters are of another alphabet."""
    spelt = unicodedata.normalize("NFC", text).casefold().translate(_SPELT_OUT)
    letters = [
        one
        for one in unicodedata.normalize("NFKD", spelt)
        if unicodedata.category(one) not in {"Mn", "Cf"}
    ]
    if any(one.isalnum() and not one.isascii() for one in letters):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", "".join(letters)).strip("-")


def indentation(line: str) -> str:
    """The white space in front of a line."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def quoted_from(line: str, column: int) -> str:
    """A line whose value, from a column on, is quoted; in brackets, only to the next comma."""
    text = piece(line, column)
    return line[:column] + quote(text) + line[column + len(text) :]


def piece(line: str, column: int) -> str:
    """The value that starts at a column; in brackets, it ends at the next comma."""
    before, rest = line[:column], line[column:]
    found = re.match(r"[^,\]}]*" if _opened(before) else r".*?(?=\s+#\s|\s*$)", rest)
    return found[0].rstrip() if found else rest


def _opened(before: str) -> bool:
    return before.count("[") + before.count("{") > before.count("]") + before.count("}")


def value_start(line: str, column: int) -> int | None:
    """Where the value of a line's key starts, when that is left of a column."""
    found = _KEY.match(line)
    return found.start(2) if found and found.start(2) <= column else None


def bracket_start(line: str, column: int) -> int | None:
    """Where the value of a line's key or entry starts with a bracket, left of a column."""
    found = _BRACKETED.match(line)
    return found.start(1) if found and found.start(1) < column else None


def quoted_value(line: str) -> str:
    """A line `key: value` with its value in quotes."""
    found = _KEY.match(line)
    return f"{found[1]}{quote(found[2])}{found[3]}" if found else line


def quoted_piece(line: str, column: int) -> str:
    """A line in which the value around a column, between brackets and commas, is quoted."""
    start = max(line.rfind(sign, 0, column) for sign in "{[,") + 1
    ends = [line.find(sign, column) for sign in ",]}"]
    end = min([at for at in ends if at >= 0], default=len(line))
    key, colon, value = line[start:end].partition(": ")
    if not colon or not value.strip():
        return line[:start] + quote(line[start:end].strip()) + line[end:]
    return f"{line[:start]}{key}: {quote(value.strip())}{line[end:]}"


def requoted(line: str) -> str | None:
    """A line `key: "va"lue` with the whole value in quotes that fit it."""
    found = _KEY.match(line)
    if found is None:
        return None
    value = found[2]
    quote_sign = value[0]
    inner = value[1:-1] if len(value) > 1 and value.endswith(quote_sign) else value
    return f"{found[1]}{quote(inner)}{found[3]}"


def spaced(line: str) -> str | None:
    """A line `key:value` or `-value` with the space that it lacks."""
    if found := _UNSPACED.match(line):
        return f"{found[1]}{found[2]}: {found[3]}"
    if found := _DASH.match(line):
        return f"{found[1]}- {found[2]}"
    return None


def cut(line: str) -> int | None:
    """The column of a # that starts a comment where a value was meant."""
    found = _CUT.search(line)
    return found.start(1) if found else None


def cut_off(line: str) -> int | None:
    """The column of a # inside brackets that starts a comment where text was meant to go on."""
    opened = re.search(r"[\[{]", line)
    cuts = re.finditer(r"\s(#[^\s#])", line[opened.end() :]) if opened else ()
    last = deque(cuts, 1)
    return opened.end() + last[0].start(1) if opened and last else None


def untabbed(lines: list[str]) -> list[str]:
    """Lines with spaces for the tabs in front of their text.

    As many as the line above or below has that a tab may stand for, else two for each tab.
    """
    kept = [line for line in lines if line.strip()]
    fixed: dict[int, str] = {}
    near = [0, *(len(indentation(line)) for line in kept), 0]
    for at, line in enumerate(kept):
        front = indentation(line)
        if "\t" in front:
            wanted = _width(front, (near[at], near[at + 2], near[at] + 2))
            near[at + 1] = wanted
            fixed[at] = " " * wanted + line[len(front) :]
    numbers = iter(range(len(kept)))
    return [fixed.get(next(numbers), line) if line.strip() else line for line in lines]


def _width(front: str, likely: Iterable[int]) -> int:
    """How many spaces some tabs and spaces stand for, preferably as many as is likely."""
    widths = [len(front.expandtabs(size)) for size in (2, 4, 8)]
    return next((one for one in widths if one in likely), widths[0])


def without_block(lines: Sequence[str], line: int) -> list[str]:
    """Lines with an empty one for each of the top-level block that holds a line."""
    first = line
    while first > 0 and not _starts_block(lines[first]):
        first -= 1
    last = max(line, first) + 1
    while last < len(lines) and not _starts_block(lines[last]):
        last += 1
    return [text if not first <= at < last else "" for at, text in enumerate(lines)]


def _starts_block(line: str) -> bool:
    return bool(re.match(r"[^\s#-]", line))
