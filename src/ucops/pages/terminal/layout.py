"""Text laid out in so many columns, coloured or not; wide signs take two of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROWEST = 40
"""Columns: no terminal is taken to be narrower, where words would be torn apart."""
_WORD = re.compile(r"\s*\S+\s*")


def laid_out(parts: Iterable[RenderableType], *, color: bool, width: int) -> str:
    """Everything in a text of so many columns, each part on lines of its own.

    No line ends in blanks.
    """
    from rich.console import Console  # noqa: PLC0415 - slow to import, and findings need none

    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=color,
        color_system="standard" if color else None,
        width=max(NARROWEST, width),
        highlight=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def wrapped(text: str, width: int) -> list[str]:
    """Break a text between its words, and a word that is longer than a line anywhere.

    Args:
        text: One line of any length.
        width: The most columns that a line may have.
    """
    if text.isascii() and len(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for word in _WORD.findall(text):
        *whole, end = chop_cells(word.rstrip(), width)
        if line and (whole or used + cell_len(end) > width):
            lines.append(line.rstrip())
            line, used = "", 0
        lines += whole
        line += end + word[len(word.rstrip()) :]
        used = cell_len(line)
    return [*lines, line.rstrip()]
