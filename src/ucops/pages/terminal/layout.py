"""Text laid out in so many columns, coloured or not; wide signs take two of them."""

from __future__ import annotations

import io
import re

from rich.cells import cell_len, chop_cells
from rich.console import Console, RenderableType

NARROWEST = 40
"""Columns: no terminal is taken to be narrower, where words would be torn apart."""
_WORD = re.compile(r"\s*\S+\s*")


class Terminal:
    """Collects what is to be shown as text of a width, coloured or not."""

    def __init__(self, *, color: bool, width: int) -> None:
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            force_terminal=color,
            color_system="standard" if color else None,
            width=max(NARROWEST, width),
            highlight=False,
            legacy_windows=False,
        )

    def say(self, part: RenderableType = "") -> None:
        """Add a part and end its line."""
        self._console.print(part)

    def text(self) -> str:
        """Everything that was said, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))


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
