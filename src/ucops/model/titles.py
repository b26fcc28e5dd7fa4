"""Names that somebody wrote by their titles."""

from __future__ import annotations

from collections.abc import Mapping

from ucops.likeness import nearest


def by_title(text: str, titles: Mapping[str, str]) -> str | None:
    """The name whose title a text is, or is most like; None where it is like none."""
    names = {title: name for name, title in titles.items() if title}
    return names.get(nearest(text, names))


def titles(entries: Mapping[str, object]) -> dict[str, str]:
    """The titles of the entries of a section, by their names."""
    return {slug: titled(entry) for slug, entry in entries.items()}


def aliases(entries: Mapping[str, object]) -> dict[str, str]:
    """The other names that entries of a section go by, with the titles of these."""
    return {
        alias: titled(entry)
        for entry in entries.values()
        for alias in getattr(entry, "aliases", ())
    }


def titled(entry: object) -> str:
    """The title of an entry; of an industry or a segment, that is all that there is."""
    return entry if isinstance(entry, str) else getattr(entry, "title", None) or ""
