"""Lines that stand where YAML cannot place them: why, and how they were probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ucops.model import shape
from ucops.model.config import Config
from ucops.model.usecase import UseCase
from ucops.slips import lists, repair
from ucops.slips.diagnosis import Diagnosis, Stop

_UNCOLONED = re.compile(r"( *(?:- +)*)([A-Za-z][\w-]*)(\s*=\s*|\s+|)(.*)")
_KEY = re.compile(r"( *)[\w\"'-]+ *:(?:\s|$)")


def tab(stop: Stop) -> Diagnosis:
    """What to say about lines that are indented with tabs."""
    count = sum("\t" in repair.indentation(line) for line in stop.lines)
    more = f", and {count - 1} more lines like it" if count > 1 else ""
    column = max(stop.text.find("\t"), 0)
    message = f"the line is indented with a tab{more}"
    fixed = stop.text.replace("\t", "  ")
    hint = "use two spaces a level instead"
    return Diagnosis("tab", message, hint, stop.line, column, fixed, shown=False)


def missing_space(stop: Stop, line: int, fixed: str) -> Diagnosis:
    """What to say about a colon or dash without a space behind it."""
    sign = "dash" if stop.lines[line].lstrip().startswith("-") else "colon"
    message = f"there is no space after the {sign}"
    return _written(stop, line, "missing-space", message, fixed)


def no_colon(stop: Stop) -> Diagnosis:
    """What to say about a line that is neither a key nor part of anything."""
    line, text = stop.began, stop.lines[stop.began]
    if (found := list_mark(stop, line)) is not None:
        return found
    if spaced := repair.spaced(text):
        return missing_space(stop, line, spaced)
    if (fixed := _with_colon(stop.lines, line)) is not None:
        message = "there is no colon after the key"
        return _written(stop, line, "missing-colon", message, fixed)
    message = "this line is neither `key: value` nor indented below the line it belongs to"
    hint = "indent it, or add the colon and the value"
    return Diagnosis("bad-indentation", message, hint, line, stop.began_column, "", shown=False)


def list_mark(stop: Stop, line: int) -> Diagnosis | None:
    """What to say about a line that starts with a long dash or a bullet; None for other lines."""
    text = stop.lines[line]
    fixed = lists.hyphened(text)
    if fixed is None:
        return None
    column = lists.mark_column(text)
    return Diagnosis("list-mark", lists.mark_explained(text), "write", line, column, fixed)


def first_key(stop: Stop) -> Diagnosis | None:
    """What to say where a colon is missing in the first line, or in the one above."""
    above = stop.line - 1
    while above >= 0 and not stop.lines[above].strip():
        above -= 1
    if above < 0:
        return None
    if spaced := repair.spaced(stop.lines[above]):
        return missing_space(stop, above, spaced)
    if (fixed := _with_colon(stop.lines, above)) is not None:
        message = "there is no colon after the key"
        return _written(stop, above, "missing-colon", message, fixed)
    return None


def misplaced(stop: Stop) -> Diagnosis:
    """What to say about a line that starts where none of its neighbours does."""
    if (found := list_mark(stop, stop.line)) is not None:
        return found
    column = min(len(repair.indentation(stop.text)), stop.column)
    message = "the line is indented differently from its neighbours"
    hint, fixed = "give every line of one level the same number of spaces, as above", None
    wanted = _aligned(stop, column)
    if wanted is not None and abs(wanted - column) == 1:
        hint = f"put {spaces(wanted)} in front of it, as above"
        below = len(repair.indentation(_below(stop.lines, stop.line)))
        shown = " " * wanted + stop.text.lstrip()
        fixed = shown if below <= max(column, wanted) else None
        hint = hint if fixed else f"{hint}: {shown.strip()}"
    elif wanted is not None:
        hint = f"put {spaces(wanted)} in front of it, or {column} in front of the line above"
    return Diagnosis("bad-indentation", message, hint, stop.line, column, fixed)


def slipped(stop: Stop) -> bool:
    """Whether an entry stands nearly below the dash of the one above."""
    above = _entry_above(stop)
    left = len(repair.indentation(above)) - len(repair.indentation(stop.text))
    return above != "" and abs(left) == 1


def _aligned(stop: Stop, column: int) -> int | None:
    """With how many spaces a line stands as the one above, where that is clear."""
    above = _above(stop)
    wanted = len(repair.indentation(above))
    if stop.text.lstrip().startswith("- "):
        entry = _entry_above(stop)
        wanted = len(repair.indentation(entry)) if entry else column
    elif above.lstrip().startswith("- ") or above.rstrip().endswith(":"):
        return None
    return None if wanted == column or wanted > column + 1 else wanted


def _entry_above(stop: Stop) -> str:
    """The line with a dash above that an entry is to stand below; empty where there is none."""
    for line in reversed(stop.lines[: stop.line]):
        left = len(repair.indentation(line))
        if line[left:].startswith("- "):
            return line
        if line.strip() and left < len(repair.indentation(stop.text)) - 1:
            break
    return ""


def _above(stop: Stop) -> str:
    """The line above that says something."""
    return next((one for one in reversed(stop.lines[: stop.line]) if one.strip()), "")


def _below(lines: list[str], at: int) -> str:
    """The next line below one that says something."""
    return next((line for line in lines[at + 1 :] if line.strip()), "")


def spaces(count: int) -> str:
    """So many spaces, in words."""
    return {0: "no space", 1: "one space"}.get(count, f"{count} spaces")


def _written(stop: Stop, line: int, rule: str, message: str, fixed: str) -> Diagnosis:
    column = len(repair.indentation(stop.lines[line]))
    return Diagnosis(rule, message, "write", line, column, fixed)


def _with_colon(lines: list[str], at: int) -> str | None:
    """A line `key value`, or a key above lines of its own, with the colon that it lacks."""
    found = _UNCOLONED.fullmatch(lines[at].rstrip())
    if found is None or found[4].startswith(":"):
        return None
    front, name, sign, value = found.groups()
    if not value:
        return f"{front}{name}:" if _holds_lines(lines, at, len(front)) else None
    sure = "=" in sign or name in names() or (" " not in value and _is_among_keys(lines, at))
    return f"{front}{name}: {value}" if sure else None


def _holds_lines(lines: list[str], at: int, column: int) -> bool:
    """Whether what follows a line can stand below a key in it."""
    below = _below(lines, at)
    left = len(repair.indentation(below))
    return left > column or (left == column and below.lstrip().startswith("- "))


def _is_among_keys(lines: list[str], at: int) -> bool:
    """Whether a line inside a block stands between two that have a key, or ends a block of them."""
    left = len(repair.indentation(lines[at]))
    near = [lines[one] for one in (at - 1, at + 1) if 0 <= one < len(lines)]
    keys = [found for line in near if (found := _KEY.match(line)) and len(found[1]) == left]
    return left > 0 and bool(keys)


@cache
def names() -> frozenset[str]:
    """The fields that files have, at whatever level."""
    return shape.names(UseCase) | shape.names(Config)


_INDENTED = re.compile(r"( +)(?=\S)")
_KEY_OR_DASH = re.compile(r"\t+(?:- |[\w-]+:(?:\s|$))")
_WHOLE_PAIR = re.compile(r" +(?:- .+|[\w-]+:\s+[^\s#|>&].*)")
_UNITS = (2, 4)


def untabbed(lines: Sequence[str]) -> tuple[list[str], bool]:
    """Lines with spaces for the tabs in front of their text, and whether their number is sure."""
    front = [len(found[1]) for line in lines if (found := _INDENTED.match(line))]
    unit = min(front, default=_UNITS[0])
    fixed = [_without_tabs(lines, number, unit) for number in range(len(lines))]
    if not any("\t" in repair.indentation(line) for line in fixed if line.strip()):
        return fixed, True
    return [_with_spaces(line) for line in fixed], False


def _with_spaces(line: str) -> str:
    front = repair.indentation(line)
    return front.expandtabs(_UNITS[0]) + line[len(front) :]


def _without_tabs(lines: Sequence[str], number: int, unit: int) -> str:
    """A line with spaces for the tabs in front of it, as its neighbours have or as usual."""
    line = lines[number]
    count = len(line) - len(line.lstrip("\t"))
    if not count or not line.strip():
        return line
    around = {
        _neighbour(lines[number - 1 :: -1] if number else ()),
        _neighbour(lines[number + 1 :]),
    }
    if len(around) == 1 and (front := around.pop()) and _KEY_OR_DASH.match(line):
        return front + line[count:]
    return " " * unit * count + line[count:] if unit in _UNITS else line


def _neighbour(lines: Sequence[str]) -> str:
    """The spaces in front of the next line with a key and a value; empty where that is another."""
    said = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return repair.indentation(said) if _WHOLE_PAIR.match(said) else ""
