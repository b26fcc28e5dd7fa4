"""Text laid out by rich, coloured or not."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType


class Terminal:
    """Collects what is to be shown as text of a width, coloured or not."""

    def __init__(self, *, color: bool, width: int) -> None:
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            force_terminal=color,
            color_system="standard" if color else None,
            width=max(40, width),
            highlight=False,
            legacy_windows=False,
        )

    def say(self, part: RenderableType = "") -> None:
        """Add a part and end its line."""
        self._console.print(part)

    def text(self) -> str:
        """Everything that was said, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))
