"""An issue's whole body: our marker and region, and the people's text around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from ucops.github import marker
from ucops.github.record import Record, from_was, to_was
from ucops.github.snapshot import Issue
from ucops.model import github_limits

SHORTENED = "*… shortened: the rest is in ["
"""How the note begins that stands for what had no room."""

_BOX = re.compile(r"^(\s*[-*+] \[)([ xX])(\] )(.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body in its parts, as it is or as it should be.

    Attributes:
        key: The key in the marker, or an empty string.
        region: The managed region, or None where it is missing or broken.
        before, after: People's text, byte for byte.
    """

    key: str
    record: Record
    region: str | None
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The body as it is sent."""
        mark = marker.Marker(self.key, to_was(self.record))
        return marker.compose(mark, self.before, self.region or "", self.after)


def read_body(issue: Issue, expected: str = "", record: Record | None = None) -> Body:
    """Take a live issue's body apart.

    Args:
        issue: The issue.
        expected: The region as far as it is known, to tell it from people's text where its
            delimiters were lost.
        record: What its marker remembers, where that was read already.
    """
    parts = marker.split(issue.body, expected)
    was = parts.marker or marker.stray(issue.body)
    return Body(
        key=parts.marker.key if parts.marker else "",
        record=record or from_was(was.was if was else {}),
        region=parts.region,
        before=parts.before,
        after=parts.after,
    )


def with_region(body: Body, region: str, shorter: Callable[[int], str] | None) -> Body:
    """The body with a new region: its boxes keep their ticks, and the whole fits GitHub's limit.

    Args:
        body: The body as it is.
        region: What stands in it then.
        shorter: The same in so many characters at most, as far as that can be.
    """
    full = replace(body, region=carry_ticks(body.region or "", region))
    excess = len(full.text) - github_limits.BODY
    if excess <= 0 or shorter is None:
        return full
    fitting = shorter(max(len(region) - excess, 0))
    return replace(body, region=carry_ticks(body.region or "", fitting))


def is_shortened(region: str) -> bool:
    """Whether a region says that something of it stands in the file alone."""
    return SHORTENED in region


def carry_ticks(old: str, new: str) -> str:
    """Tick the boxes of `new` whose lines are ticked in `old`; the n-th of equal lines counts."""
    ticked: set[tuple[str, int]] = set()
    seen: Counter[str] = Counter()
    for line in old.splitlines():
        if box := _BOX.match(line):
            text = _box_text(box)
            seen[text] += 1
            if box[2] != " ":
                ticked.add((text, seen[text]))
    seen.clear()
    return "\n".join(_ticked(line, ticked, seen) for line in new.split("\n"))


def _ticked(line: str, ticked: set[tuple[str, int]], seen: Counter[str]) -> str:
    box = _BOX.match(line)
    if not box:
        return line
    text = _box_text(box)
    seen[text] += 1
    return f"{box[1]}{'x' if (text, seen[text]) in ticked else box[2]}{text}"


def _box_text(box: re.Match[str]) -> str:
    """What stands behind a box, from its bracket on."""
    return box[3] + box[4].rstrip()
