"""Single lines as they should have been written."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import deque
from collections.abc import Sequence

import yaml

from ucops.text.compose import plain_data

_VALUE = re.compile(r"""(\s*(?:-\s+)*(?:[^\s:#'"\[{-][^:#'"\[{]*:[ \t]+)?)(\S.*?)(\s+#\s.*|\s*)""")
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


def quoted_at(line: str, column: int) -> str:
    """A line whose value around a column is in quotes; in brackets, the one between its commas."""
    if _opened(line[:column]):
        return _quoted_between(line, column)
    found = _VALUE.fullmatch(line)
    if found is None:
        return line
    said = found[2]
    within = said[0] in {"'", '"'} and len(said) > 1 and said.endswith(said[0])
    return f"{found[1]}{quote(said[1:-1] if within else said)}{found[3]}"


def _quoted_between(line: str, column: int) -> str:
    start = max(line.rfind(sign, 0, column) for sign in "{[,") + 1
    end = min((at for sign in ",]}" if (at := line.find(sign, column)) >= 0), default=len(line))
    key, _, said = line[start:end].partition(": ")
    if not said.strip():
        key, said = "", line[start:end]
    front = f"{key}: " if key else said[: len(said) - len(said.lstrip())]
    return f"{line[:start]}{front}{quote(said.strip())}{line[end:]}"


def piece(line: str, column: int) -> str:
    """The value that starts at a column; in brackets, it ends at the next comma."""
    before, rest = line[:column], line[column:]
    found = re.match(r"[^,\]}]*" if _opened(before) else r".*?(?=\s+#\s|\s*$)", rest)
    return found[0].rstrip() if found else rest


def _opened(before: str) -> bool:
    return before.count("[") + before.count("{") > before.count("]") + before.count("}")


def value_start(line: str) -> int | None:
    """Where the value of a line's key or entry starts."""
    found = _VALUE.fullmatch(line)
    return found.start(2) if found and found[1].strip() else None


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
