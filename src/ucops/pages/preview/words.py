"""How values, days and differences read in a sentence; no Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ucops.model.catalog import Catalog
from ucops.model.config import Config
from ucops.model.values import Link, LinkState, Quantity, Seat, SeatState
from ucops.prose.words import counted, cut, listed, one_line

__all__ = ["Line", "Names", "counted", "listed"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT = 80
"""The longest text that a sentence quotes; a longer one is only said to be reworded."""
LINK_WORDS = {
    LinkState.PRESENT: "present",
    LinkState.PENDING: "pending",
    LinkState.TBD: "tbd",
    LinkState.NOT_APPLICABLE: "not applicable",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence about one thing; plain text, made harmless where it is rendered.

    Attributes:
        subject: What it is about; may be empty.
        text: What happens to it.
        url: Where to see it, or None.
    """

    subject: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What slugs and keys are called, and the day that the reader lives on."""

    before: Catalog
    after: Catalog
    as_of: dt.date

    def title(self, section: str, slug: str | None) -> str:
        """The title that a section of `ucops.yaml` gives a slug, else the slug itself."""
        for config in (self.after.config, self.before.config):
            if slug and (found := _titled(config, section, slug)):
                return found
        return slug or "nothing"

    def titles(self, section: str, slugs: Iterable[str]) -> list[str]:
        """Several titles."""
        return [self.title(section, slug) for slug in slugs]

    def item(self, key: str, home: str) -> str:
        """What an item is called, with its use case where that is another one than `home`."""
        use_case, _, _ = key.partition("/")
        for catalog in (self.after, self.before):
            entry = catalog.entries.get(use_case)
            for item in entry.items if entry else ():
                if item.key == key and entry:
                    elsewhere = f"{entry.use_case.title}: " if use_case != home else ""
                    return elsewhere + item.title
        return key

    def day(self, date: dt.date) -> str:
        """A day, with its year where that is not this one."""
        return day(date, year=date.year != self.as_of.year)

    def move(self, before: dt.date, after: dt.date) -> str:
        """From one day to another, saying nothing twice."""
        if (before.year, before.month) == (after.year, after.month):
            return f"from {before.day} to {self.day(after)}"
        return f"from {self.day(before)} to {self.day(after)}"


def _titled(config: Config, section: str, slug: str) -> str | None:
    found = getattr(config, section, {}).get(slug)
    return found if found is None or isinstance(found, str) else str(found.title)


def day(date: dt.date, *, year: bool) -> str:
    """A day as people say it, whatever the machine's language: `11 December`."""
    return f"{date.day} {MONTHS[date.month - 1]}{f' {date.year}' if year else ''}"


def in_words(name: str) -> str:
    """A field's name as words."""
    return name.replace("_", " ")


def short(text: str, limit: int = SHORT) -> str:
    """One line of text, cut where it is too long."""
    return cut(one_line(text), limit)


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is too long."""
    return f"“{short(text)}”"


def said(value: object, names: Names) -> str:
    """A value as a sentence names it."""
    match value:
        case None:
            return "none"
        case dt.date():
            return names.day(value)
        case tuple():
            return listed([said(one, names) for one in value]) or "none"
    say = next((say for kind, say in _SAID if isinstance(value, kind)), _entry)
    return say(value)


def _entry(value: object) -> str:
    return quoted(str(getattr(value, "title", None) or "an entry"))


def seat(value: Seat | None) -> str:
    """Who holds a seat."""
    if value is None or value.state is SeatState.OPEN:
        return "open"
    if value.state is SeatState.NOT_APPLICABLE:
        return "not needed"
    backups = f" (backup {listed(value.people[1:])})" if value.people[1:] else ""
    return f"{value.people[0]}{backups}"


_SAID: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (str, lambda value: short(value) or "nothing"),
    (float, lambda value: f"{value:,g}"),
    (int, str),
    (Link, lambda value: LINK_WORDS[value.state]),
    (Seat, seat),
    (Quantity, str),
)


def text_change(before: str | None, after: str | None) -> str:
    """What happens to a text: added, removed, changed from and to, or reworded where it is long."""
    if is_address(after):
        return "at another address" if (before or "").strip() else "added"
    if not (before or "").strip():
        return f"added: {quoted(after or '')}" if _is_short(after) else "added"
    if not (after or "").strip():
        return "removed"
    if _is_short(before) and _is_short(after):
        return f"{quoted(before or '')} → {quoted(after or '')}"
    return "reworded"


def is_address(text: object) -> bool:
    """Whether a text is nothing but a web address."""
    return isinstance(text, str) and text.startswith(("http://", "https://")) and " " not in text


def address_in(value: object) -> str | None:
    """A value that is a web address, else None."""
    return str(value) if is_address(value) else None


def _is_short(text: str | None) -> bool:
    return text is not None and len(text) <= SHORT and "\n" not in text.strip()


def list_change(before: Sequence[object], after: Sequence[object]) -> str:
    """How many entries of a list come, go and change."""
    new = sum(one not in before for one in after)
    gone = sum(one not in after for one in before)
    parts = [
        f"{new - min(new, gone)} added" if new > gone else "",
        f"{gone - min(new, gone)} removed" if gone > new else "",
        f"{min(new, gone)} reworded" if new and gone else "",
    ]
    changes = ", ".join(filter(None, parts)) or "put in another order"
    return f"{changes} ({len(before)} → {len(after)})" if len(before) != len(after) else changes


def slugs_change(before: Sequence[str], after: Sequence[str]) -> str:
    """Which names a list takes up and drops."""
    came = [name for name in after if name not in before]
    went = [name for name in before if name not in after]
    parts = [f"adds {listed(came)}" if came else "", f"drops {listed(went)}" if went else ""]
    return "; ".join(filter(None, parts)) or "put in another order"
