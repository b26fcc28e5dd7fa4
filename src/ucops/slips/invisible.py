"""Characters that look like a space, or like nothing, and are neither to YAML."""

from __future__ import annotations

import re

from ucops.slips.misfit import Misfit, Said

_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_NOTHINGS = "\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff"
_STRUCTURAL = re.compile(
    rf"^(?:[ \t]*(?:-[ ]+)*)([{_SPACES}{_NOTHINGS}])"
    rf"|^[^#\"']*?[\w-]:([{_SPACES}{_NOTHINGS}])"
    rf"|^[ \t]*-([{_SPACES}{_NOTHINGS}])"
)
_BREAKS = {
    "\r": "lone carriage return (U+000D)",
    "\u0085": "next-line character (U+0085)",
    "\u2028": "line separator (U+2028)",
    "\u2029": "paragraph separator (U+2029)",
}
_BREAK = re.compile(r"[\u0085\u2028\u2029]|\r(?!\r*$)")


def structural(line: str) -> int | None:
    """The column of such a character where YAML wants a plain space or a key, or None."""
    found = _STRUCTURAL.search(line)
    return found.start(found.lastindex or 0) if found else None


def without(text: str) -> str:
    """A text with plain spaces, and without what nobody can see."""
    return re.sub(f"[{_NOTHINGS}]", "", re.sub(f"[{_SPACES}]", " ", text))


def without_at(line: str, column: int) -> str:
    """A line with plain spaces, or nothing, for such characters that start at a column."""
    found = re.compile(rf"[{_SPACES}{_NOTHINGS}]*").match(line, column)
    return line if found is None else line[:column] + without(found[0]) + line[found.end() :]


def line_break(line: str) -> int | None:
    """The column of a character that only YAML takes for the end of a line, or None."""
    found = _BREAK.search(line)
    return found.start() if found else None


def on_one_line(text: str) -> str:
    """A line with spaces for such characters."""
    return _BREAK.sub(" ", text)


def name(character: str) -> str:
    """What to call such a character."""
    if character in _BREAKS:
        return _BREAKS[character]
    return "no-break space" if re.match(f"[{_SPACES}]", character) else "character without width"


def in_word(misfit: Misfit) -> Said | None:
    """What to say about a word with a character in or behind it that cannot be seen."""
    if not isinstance(misfit.value, str):
        return None
    clean = without(misfit.value).strip()
    if clean == misfit.value.strip(" \t\n") or not clean or " " in clean:
        return None
    sign = next(one for one in misfit.value if one not in clean)
    message = f"a {name(sign)} stands in {misfit.name}, which cannot be seen"
    return Said("control-character", message, f"delete the whole value and type: {clean}")
