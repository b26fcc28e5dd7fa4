"""The Projects board: what it shows of an issue, and when that has to be set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.github.matched import Live
from ucops.github.snapshot import Issue
from ucops.sync.card_record import Noted, sealed
from ucops.sync.change import Change, Warned
from ucops.sync.desired import DesiredIssue
from ucops.sync.remarks import some
from ucops.sync.request import CloseIssue, SetBoard

LABELLED = {
    "status:blocked": "Blocked",
    "status:in-review": "In Review",
    "status:in-progress": "In Progress",
}
"""The people's labels, the strongest first, and what the board shows for them."""


def status(issue: Issue | None, changes: Iterable[Change] = ()) -> str:
    """What the board shows for an issue's state after these changes, and for people's labels."""
    if issue is None:
        return "Todo"
    for change in changes:
        if isinstance(change.request, CloseIssue):
            return _closed(change.request.reason)
    opening = any(change.fields.get("state") == ("closed", "open") for change in changes)
    if issue.state == "closed" and not opening:
        return _closed(issue.state_reason)
    labels = {name.casefold() for name in issue.labels}
    return next((shown for name, shown in LABELLED.items() if name in labels), "Todo")


def _closed(reason: str | None) -> str:
    return "Done" if reason in ("completed", None) else "Dropped"


@dataclass(frozen=True, slots=True)
class CardChanges:
    """Decides when an issue's values have to be set.

    Attributes:
        project: The board.
        unfit: Field that the board cannot hold → how the board is; None where it was not read.
        doubts: Takes the fields that it could not hold, as the issues remember.
        archived: Takes the keys of cards that are archived and would change.
    """

    project: str
    unfit: Mapping[str, str] | None
    doubts: set[tuple[str, str]] = field(default_factory=set)
    archived: list[str] = field(default_factory=list)

    def change(
        self, wanted: DesiredIssue, live: Live | None, changes: Sequence[Change] = ()
    ) -> Iterator[Change]:
        """Put an issue's values on the board when they are not those last set.

        Args:
            wanted: The issue as the files want it.
            live: The issue as it is, or None.
            changes: What is done to the issue before.
        """
        issue = live.issue if live else None
        then = {**wanted.board, "Status": status(issue, changes)}
        place = (issue.repository, issue.number) if issue else (wanted.repository, None)
        yield from self._differing(wanted.key, place, wanted.title, self._noted(live), then)

    def status_change(
        self, key: str, live: Live, changes: Sequence[Change] = ()
    ) -> Iterator[Change]:
        """Show on the board what became of an issue that the files do not want any more.

        Its other values stay as they are, and one that is not on this board is not put there.
        """
        issue, noted = live.issue, self._noted(live)
        if noted.values:
            then = {**noted.values, "Status": status(issue, changes)}
            place = (issue.repository, issue.number)
            yield from self._differing(key, place, issue.title, noted, then)

    def _noted(self, live: Live | None) -> Noted:
        return Noted.of(live.record.board, self.project, live.issue) if live else Noted({}, {})

    def _differing(
        self,
        key: str,
        place: tuple[str, int | None],
        title: str,
        noted: Noted,
        then: Mapping[str, str],
    ) -> Iterator[Change]:
        self.doubts.update(pair for pair in noted.unfit.items() if pair[0] in then)
        known = noted.unfit if self.unfit is None else self.unfit
        unfit = {name: state for name, state in known.items() if name in then}
        then = {name: value for name, value in then.items() if name not in unfit}
        now = noted.values
        names = sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
        if names and noted.archived == sealed(then):
            self.archived.append(key)
        elif names:
            yield Change(
                action="update",
                kind="item" if "/" in key else "epic",
                key=key,
                repository=place[0],
                number=place[1],
                title=title,
                fields={f"board {name}": (now.get(name), then.get(name)) for name in names},
                reason=f"on the board {self.project}",
                request=SetBoard(key=key, project=self.project, values=then, unfit=unfit),
            )

    def warnings(self) -> Iterator[Warned]:
        """Cards that are left alone."""
        if self.archived:
            text = f"{some(sorted(self.archived))}: archived on the board {self.project}, and left "
            text += "alone; restore a card there, and its next change reaches it"
            yield Warned(key="", message=text)
