"""What is wrong, where, and what to do: the one thing that rules yield and reporters show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]
Family = Literal[
    "syntax",
    "traps",
    "form",
    "references",
    "identity",
    "planning",
    "substance",
    "safety",
    "silencing",
]
"""The groups that rules are listed in, in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding at one place.

    Attributes:
        rule: The rule's name, which is also the name of its documentation page.
        severity: Error, warning or info.
        message: What is wrong, one sentence for a marketer.
        hint: What to do about it, or an empty string.
        file: Path relative to the root, with forward slashes.
        line: First line, from 1.
        column: First column in Unicode code points, from 1.
        end_line: Last line.
        end_column: The column after the last character.
        path: Where in the data, such as `team.pm` or `analysts[0].date`; empty for a whole file.
        url: The rule's documentation.
        value_line: The line on which the value begins, where that is further up: a text of several
            lines has no room for a comment in it. Else 0.
    """

    rule: str
    severity: Level
    message: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    path: str = ""
    hint: str = ""
    url: str = ""
    value_line: int = 0

    @property
    def lines(self) -> frozenset[int]:
        """The lines at which a comment may silence it."""
        return frozenset({self.line, self.value_line or self.line})
