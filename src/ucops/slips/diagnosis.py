"""Where YAML stopped reading a text, and what that means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What stops YAML, where, and how to go on.

    Attributes:
        line, column: From 0; of the readable text.
        fixed: The line as it should be, or None where nobody can know.
        end: The column after the last character that is meant; None for the end of the line.
        shown: Whether the fixed line is shown behind the hint.
        doubted: Whether the fixed line only lets reading go on, and was hardly meant.
        whole: Whether the fixed line holds the texts of the line, whole and in quotes.
    """

    rule: str
    message: str
    hint: str
    line: int
    column: int
    fixed: str | None = None
    end: int | None = None
    shown: bool = True
    whole: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Where YAML stopped; lines and columns from 0.

    Attributes:
        problem: What YAML says.
        line, column: Where it stopped.
        began, began_column: Where what it was reading began.
    """

    problem: str
    context: str
    lines: list[str]
    line: int
    column: int
    began: int
    began_column: int

    @property
    def text(self) -> str:
        """The line where it stopped."""
        return self.lines[self.line]

    @property
    def character(self) -> str:
        """The character where it stopped."""
        return self.text[self.column : self.column + 1]
