"""What `doctor` found: each part with its checks, and how to mend what is not in order."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ucops.pages.setup.welcome import WIDTH, Line
from ucops.prose.words import counted
from ucops.setup.doctor import Check, State

SIGNS: Mapping[State, tuple[str, str]] = {
    "ok": ("✓", "green"),
    "todo": ("✗", "red"),
    "note": ("·", ""),
    "unknown": ("?", "yellow"),
    "failed": ("!", "red"),
}
"""State → its sign and colour."""
Parts = Sequence[tuple[str, Sequence[Check]]]
"""Title → what was looked at."""


def health(parts: Parts) -> Iterator[Line]:
    """Everything that was looked at, and a last line that says whether something must be done."""
    for title, checks in parts:
        yield Line(title, "bold")
        for check in checks:
            yield from _check(check)
        yield Line("")
    yield Line(_verdict(_count(parts)), "bold")


def _check(check: Check) -> Iterator[Line]:
    sign, color = SIGNS[check.state]
    yield from _wrapped(f"  {sign} {check.what}", color, "    ")
    if check.how and check.state != "ok":
        yield from _wrapped(f"    → {check.how}", "", "      ")
    if check.url and check.state != "ok":
        yield Line(f"      {check.url}", "cyan")


def _wrapped(text: str, color: str, indent: str) -> Iterator[Line]:
    for line in textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ):
        yield Line(line, color)


def _count(parts: Parts) -> Counter[State]:
    return Counter(check.state for _, checks in parts for check in checks)


def _verdict(count: Counter[State]) -> str:
    if count["todo"]:
        return f"{counted(count['todo'], 'thing')} to do."
    if count["failed"]:
        return "GitHub could not be asked; the rest is in order."
    return "All that could be looked at is in order."


def exit_code(parts: Parts) -> int:
    """3 when GitHub could not be asked, 1 when something must be done, else 0."""
    count = _count(parts)
    return 3 if count["failed"] else int(bool(count["todo"]))


def as_json(parts: Parts) -> dict[str, object]:
    """The same for programs."""
    checks = [
        {
            "part": title,
            "state": one.state,
            "what": one.what,
            "how": one.how,
            "url": one.url or None,
        }
        for title, found in parts
        for one in found
    ]
    return {"version": 1, "exit_code": exit_code(parts), "checks": checks}
