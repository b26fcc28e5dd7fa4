"""Spaces that are missing behind a colon or a dash, or that only look like one."""

from __future__ import annotations

import re

from ucops.slips import invisible, repair
from ucops.slips.misfit import Misfit, Said
from ucops.text.correction import Correction, Edit, bounds, line_start, sure
from ucops.text.scalars import maker

CANNOT_START = frozenset("@`%")
"""Signs that no value starts with, unless in quotes."""
_ENTRY = re.compile(r"( *)(-)\s*([^\s-].*?)\s*")
_PAIR = re.compile(r"( *)([A-Za-z0-9_][A-Za-z0-9_-]*:)\s*([^\s/].*?)\s*")
"""Lines of a block, with or without the space that YAML wants after the sign."""


def key(misfit: Misfit, name: str) -> Said:
    """What to say about a key that has swallowed its value for want of a space."""
    written = str(misfit.path[-1])
    alone = misfit.beside.get(written) is None and misfit.raw == written
    fresh = alone and name not in misfit.beside
    said = written.partition(":")[2].strip()
    advice = misfit.write(f"{name}: {_safe(said)}", _meaning(said), sure(fresh), name=name)
    return Said("missing-space", "there is no space after the colon", advice, name)


def block(misfit: Misfit, *, dashes: bool = False) -> Said | None:
    """What to say about lines that YAML reads as one text, because they lack their spaces."""
    first = misfit.raw.partition("\n")[0].rstrip()
    if not dashes and not _has_own_line(misfit, first):
        return None
    if (spaced := repair.spaced(first)) and spaced.startswith("- ") == dashes:
        sign = "dash" if dashes else "colon"
        message = f"there is no space after the {sign}"
        return Said("missing-space", message, _spaced(misfit, spaced))
    column = None if dashes else invisible.structural(first)
    if column is None:
        return None
    message = f"a {invisible.name(first[column])} stands where YAML wants a plain space"
    return Said("control-character", message, _spaced(misfit, invisible.without(first)))


def _has_own_line(misfit: Misfit, first: str) -> bool:
    """Whether a value starts on a line of its own."""
    line = misfit.source.lines[misfit.source.locate(misfit.path).line - 1]
    return line.strip() == first


def _spaced(misfit: Misfit, shown: str) -> Correction:
    """The lines with the spaces that they lack; sure where all of them lack nothing else."""
    source, span = misfit.source, misfit.source.locate(misfit.path)
    start, end = bounds(source.readable, span)
    front = source.readable[line_start(source.readable, start) : start]
    line_end = "\r\n" if "\r\n" in misfit.raw else "\n"
    lines = f"{front}{misfit.raw}".split(line_end)
    for pattern in (_ENTRY, _PAIR):
        found = [pattern.fullmatch(line) for line in lines]
        parts = [one.groups() for one in found if one and one[1] == front and _is_seen(one[3])]
        if len(parts) == len(lines) and not front.strip(" "):
            fixed = line_end.join(f"{front}{mark} {_safe(said)}" for _, mark, said in parts)
            edit = Edit(span, fixed.removeprefix(front))
            value = _value(parts)
            return Correction(
                edits=(edit,),
                line=shown,
                path=misfit.path,
                value=value,
                certainty=sure(start < end),
            )
    return Correction(edits=(), line=shown)


def _is_seen(said: str) -> bool:
    """Whether a text starts with something that can be seen."""
    return bool(invisible.without(said[0]).strip())


def _value(parts: list[tuple[str, ...]]) -> object:
    """What lines with dashes or keys say, once these are followed by spaces."""
    if parts[0][1] == "-":
        return [_meaning(said) for _, _, said in parts]
    return {mark[:-1]: _meaning(said) for _, mark, said in parts}


def _safe(said: str) -> str:
    """A text in quotes, where YAML does not let it start without them."""
    return repair.quote(said) if said[0] in CANNOT_START else said


def _meaning(text: str) -> object:
    """The plain data that a text without quotes stands for."""
    make = maker(text)
    return make(text) if make else text
