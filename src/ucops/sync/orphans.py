"""Issues of ours that the files do not want any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ucops.github.matched import Live, Reference
from ucops.sync.board import CardChanges
from ucops.sync.change import Change, Orphan
from ucops.sync.issues import close_orphan
from ucops.sync.situation import Situation


def orphan_changes(
    situation: Situation, orphans: Sequence[Live], cards: CardChanges | None
) -> Iterator[Change]:
    """Close orphans when that is asked for, and show on the board what became of them."""
    closings = _closings(orphans) if situation.options.close_orphans else {}
    yield from closings.values()
    for key, live in first_by_key(orphans).items():
        closing = closings.get(live.reference)
        if cards and (closing or live.issue.state == "closed"):
            yield from cards.status_change(key, live, (closing,) if closing else ())


def first_by_key(orphans: Sequence[Live]) -> Mapping[str, Live]:
    """Key → its orphan; the first of several with one key."""
    known: dict[str, Live] = {}
    for live in orphans:
        known.setdefault(live.issue.key or "", live)
    return known


def orphan(live: Live) -> Orphan:
    """An orphan as a plan names it."""
    issue = live.issue
    return Orphan(
        key=issue.key or "",
        repository=issue.repository,
        number=issue.number,
        title=issue.title,
        url=issue.url,
    )


def _closings(orphans: Sequence[Live]) -> Mapping[Reference, Change]:
    """What closes the open ones, items before epics; one that a person reopened stays open.

    Of several with one key the first is closed last: from then on the key stands for it.
    """
    wanted = [
        live
        for live in reversed(orphans)
        if live.issue.state == "open" and live.record.closed != "orphan"
    ]
    wanted.sort(key=lambda live: ("/" not in (live.issue.key or ""), live.issue.key or ""))
    return {live.reference: close_orphan(live) for live in wanted}
