"""Text broken into lines of so many columns; wide signs take two of them."""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

_WORD = re.compile(r"\s*\S+\s*")


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
