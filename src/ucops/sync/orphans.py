"""Issues of ours that the files do not want any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ucops.github.matched import Live, Reference
from ucops.sync.change import Change, Orphan
from ucops.sync.issues import close_orphan


@dataclass(frozen=True, slots=True)
class Orphans:
    """The orphans that a plan is about, in the order of their keys and places."""

    lives: Sequence[Live]

    @property
    def open(self) -> tuple[Live, ...]:
        """Those that are open."""
        return tuple(live for live in self.lives if live.issue.state == "open")

    @property
    def by_key(self) -> Mapping[str, Live]:
        """Key → its orphan; the first of several with one key."""
        known: dict[str, Live] = {}
        for live in self.lives:
            known.setdefault(live.issue.key or "", live)
        return known

    def closings(self) -> Mapping[Reference, Change]:
        """What closes the open ones, items before epics; one that a person reopened stays open.

        Of several with one key the first is closed last: from then on the key stands for it.
        """
        wanted = [live for live in reversed(self.open) if live.body.record.closed != "orphan"]
        wanted.sort(key=lambda live: ("/" not in (live.issue.key or ""), live.issue.key or ""))
        return {live.reference: close_orphan(live) for live in wanted}


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
