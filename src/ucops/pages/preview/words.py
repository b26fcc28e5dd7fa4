"""How values, and what happens to them, read in a sentence; no Markdown.

Nothing here knows a field: how a value reads follows from what it is, and what a slug is called
from the section that its field names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ucops.model.catalog import Catalog
from ucops.model.config import Model
from ucops.model.facts import RoleSeat
from ucops.model.usecase import ProofPoint
from ucops.model.values import Link, LinkState, Seat, SeatState
from ucops.prose.words import cut, day, listed, one_line

SHORT = 80
"""The longest text that a sentence quotes; a longer one is only said to be reworded."""
LINK_WORDS = {
    LinkState.PRESENT: "present",
    LinkState.PENDING: "pending",
    LinkState.TBD: "tbd",
    LinkState.NOT_APPLICABLE: "not applicable",
}
_NAME = re.compile(r"[a-z0-9]+(?:[-/_][a-z0-9]+)*")
"""A slug, key or word of the format: told as it is, while a text is quoted."""


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
class Titles:
    """What slugs and keys are called, and the day that the reader lives on."""

    before: Catalog
    after: Catalog
    as_of: dt.date

    def title(self, section: str, slug: str) -> str:
        """The title that a section of `ucops.yaml` gives a slug, else the slug itself."""
        for catalog in (self.after, self.before):
            if found := title_of(getattr(catalog.config, section, {}).get(slug)):
                return found
        return slug

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


def title_of(entry: object) -> str | None:
    """The title of an entry; in some sections an entry is nothing but that."""
    title = entry if isinstance(entry, str) else getattr(entry, "title", None)
    return str(title) if title else None


def in_words(name: str) -> str:
    """A field's name as words."""
    return name.replace("_", " ")


def short(text: str, limit: int = SHORT) -> str:
    """One line of text, cut where it is too long."""
    return cut(one_line(text), limit)


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is too long."""
    return f"“{short(text)}”"


def seat(value: RoleSeat) -> str:
    """Who holds a seat."""
    if value.open:
        return "open"
    if value.state is SeatState.NOT_APPLICABLE:
        return "not needed"
    backups = f" (backup {listed(value.people[1:])})" if value.people[1:] else ""
    return f"{value.people[0]}{' (leads the role)' if value.by_lead else backups}"


def said(value: object, titles: Titles, section: str = "") -> str:
    """A value as a sentence names it.

    Args:
        value: Any value of the format.
        titles: What slugs are called.
        section: The section of `ucops.yaml` whose entries it names, or empty.
    """
    match value:
        case None:
            return "none"
        case str() if section:
            return titles.title(section, value)
        case tuple():
            return listed([said(one, titles, section) for one in value]) or "none"
    say = next((say for kind, say in _SAID if isinstance(value, kind)), str)
    return say(value)


_SAID: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (str, lambda value: short(value) or "nothing"),
    (float, lambda value: f"{value:,g}"),
    (dt.date, day),
    (Link, lambda value: LINK_WORDS[value.state]),
    (Seat, lambda value: seat(RoleSeat("", "", value.state, value.people, by_lead=False))),
    (Model, lambda value: quoted(title_of(value) or "an entry")),
)


def change(before: object, after: object, titles: Titles, section: str = "") -> str:
    """What happens to a value of any kind; see `said`."""
    match before, after:
        case dt.date(), dt.date():
            return f"moves from {day(before)} to {day(after)}"
        case tuple(), tuple():
            if not all(map(_is_name, (*before, *after))):
                return list_change(before, after) + _public(before, after)
            was, now = ([said(one, titles, section) for one in side] for side in (before, after))
            return names_change(was, now)
        case (None, Model()) | (Model(), None):
            return "new" if before is None else "removed"
        case (str() | None, str() | None) if not (_is_name(before) and _is_name(after)):
            return text_change(before, after)
    return f"{said(before, titles, section)} → {said(after, titles, section)}"


def _is_name(value: object) -> bool:
    if isinstance(value, str):
        return _NAME.fullmatch(value) is not None
    return value is None or isinstance(value, int)


def _public(before: Iterable[object], after: Iterable[object]) -> str:
    """Of proof points only, how many may be shown: what they say stays where it is."""
    was, now = (
        sum(isinstance(one, ProofPoint) and one.public for one in side) for side in (before, after)
    )
    return f", public: {was} → {now}" if was != now else ""


def text_change(before: str | None, after: str | None) -> str:
    """What happens to a text: added, removed, changed from and to, or reworded where it is long."""
    if address_in(after):
        return "at another address" if (before or "").strip() else "added"
    if not (before or "").strip():
        return f"added: {quoted(after or '')}" if _is_short(after) else "added"
    if not (after or "").strip():
        return "removed"
    if _is_short(before) and _is_short(after):
        return f"{quoted(before or '')} → {quoted(after or '')}"
    return "reworded"


def address_in(value: object) -> str | None:
    """A value that is nothing but a web address, else None."""
    web = isinstance(value, str) and value.startswith(("http://", "https://"))
    return str(value) if web and " " not in str(value) else None


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


def names_change(before: Sequence[str], after: Sequence[str]) -> str:
    """Which names a list takes up and drops."""
    came = [name for name in after if name not in before]
    went = [name for name in before if name not in after]
    parts = [f"adds {listed(came)}" if came else "", f"drops {listed(went)}" if went else ""]
    return "; ".join(filter(None, parts)) or "put in another order"
