"""Bodies that are too long for an issue: which of their texts yield, and how far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace

from ucops.github.body import SHORTENED
from ucops.pages.issue.views import Views
from ucops.prose.neutral import GAP
from ucops.prose.openings import closed


def fitting(
    made: Callable[[Views], str],
    views: Views,
    texts: Mapping[str, str],
    room: int | None,
    file_url: str,
) -> str:
    """A region in so many characters: the work stays, and what it is about yields.

    Args:
        made: Renders the region.
        views: Makes its view.
        texts: The long texts by name, the first to yield first.
        room: How many characters it may have; None for as many as it has.
        file_url: Where the whole is read.
    """
    whole = made(views)
    if room is None or len(whole) <= room:
        return whole
    kept: dict[str, int] = {}
    for name, text in texts.items():

        def length(most: int, name: str = name) -> int:
            return len(made(replace(views, kept={**kept, name: most})))

        most = bisect_right(range(len(text)), room, key=length) - 1
        kept[name] = max(most, 0)
        if most >= 0:
            break
    return _from_the_top(made(replace(views, kept=kept)), room, file_url)


def _from_the_top(region: str, room: int, file_url: str) -> str:
    """The lines that fit together with a note: all of them, but for a work that is too long."""
    if len(region) <= room:
        return region
    note = f"\n\n{SHORTENED}the file]({file_url}).*"
    left = max(0, room - len(note))
    kept = region[:left].rpartition("\n")[0].rstrip()
    while len(closed(kept, GAP)) > left:
        kept = kept.rpartition("\n")[0].rstrip()
    return closed(kept, GAP) + note
