"""A digest as plain text, for mail and for whatever shows no markup."""

from __future__ import annotations

from collections.abc import Iterator

from ucops.pages.digest.view import Digest, Line
from ucops.progress.news import Moved
from ucops.prose.visible import readable
from ucops.prose.words import day, one_line


def as_text(digest: Digest) -> str:
    """The digest in lines; addresses stand on lines of their own."""
    return "\n".join(map(readable, _lines(digest))) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield digest.title
    yield "=" * len(digest.title)
    yield from digest.intro
    for section in digest.sections:
        yield from ("", section.title, "-" * len(section.title))
        if section.note:
            yield section.note
        for line in section.lines:
            yield f"* {one_line(_line(line))}"
            if line.url:
                yield f"  {line.url}"


def _line(line: Line) -> str:
    title = f"{line.who}: {line.title}" if line.who else line.title
    return f"{title} – {', '.join(line.said)}" if line.said else title


def moved_line(found: Moved) -> str:
    """What changed since the last report, in a line."""
    counts = {
        "finished": found.finished,
        "started": found.started,
        "added": found.added,
        "became late": found.late,
    }
    told = [f"{count} {what}" for what, count in counts.items() if count]
    return f"since the report of {day(found.since)}: {', '.join(told) or 'nothing new'}"
