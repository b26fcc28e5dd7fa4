"""Which issue on GitHub is which epic or item of the files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ucops.github.body import Body, read_body
from ucops.github.labels import EPIC, ITEM
from ucops.github.snapshot import Issue, Snapshot
from ucops.sync.change import Conflict
from ucops.sync.desired import Desired, DesiredIssue

How = Literal["marker", "former key", "adopted", "place"]
Reference = tuple[str, int]
DUPLICATE = "duplicate:"
"""How the recorded cause of a closing begins when an issue was closed as a duplicate."""


@dataclass(frozen=True, slots=True)
class Live:
    """An issue on GitHub and what its body says."""

    issue: Issue
    body: Body

    @property
    def reference(self) -> Reference:
        """Where it is."""
        return self.issue.repository, self.issue.number


@dataclass(frozen=True, slots=True)
class Match:
    """The issue that a key stands for, and how that is known."""

    live: Live
    how: How


@dataclass(slots=True)
class Matched:
    """What was found for the desired issues.

    Attributes:
        by_key: Desired key → its issue.
        duplicates: Desired key → further issues that carry it, to be closed.
        orphans: Issues of ours that no desired issue stands for, by their key.
        strays: Open issues that wear our labels, without a marker, and that nothing claims.
        conflicts: What only a person can decide.
        live: Every issue of the snapshot by its place.
    """

    live: Mapping[Reference, Live]
    by_key: dict[str, Match] = field(default_factory=dict)
    duplicates: dict[str, list[Live]] = field(default_factory=lambda: defaultdict(list))
    orphans: list[Live] = field(default_factory=list)
    strays: list[Live] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def open_issues(self) -> int:
        """How many open issues carry a key."""
        issues = (one.issue for one in self.live.values())
        return sum(issue.state == "open" and issue.key is not None for issue in issues)

    @property
    def undecided(self) -> frozenset[str]:
        """Keys that a conflict concerns."""
        return frozenset(key for conflict in self.conflicts for key in conflict.keys)


def match(desired: Desired, snapshot: Snapshot) -> Matched:
    """Find every desired issue among those of the snapshot; the order of neither matters."""
    return _Matching(desired, snapshot).run()


def parent_of(issue: Issue) -> Reference | None:
    """Where an issue's parent is, or None."""
    if issue.parent is None:
        return None
    return issue.parent_repository or issue.repository, issue.parent


class _Matching:
    """One matching in progress."""

    def __init__(self, desired: Desired, snapshot: Snapshot) -> None:
        self.desired = desired
        self.wanted = {issue.key: issue for issue in desired.issues}
        issues = {issue.id: issue for issue in reversed(snapshot.issues)}  # each of them once
        lives = (Live(issue, read_body(issue)) for issue in reversed(issues.values()))
        self.result = Matched({live.reference: live for live in lives})
        self.carrying = self._carrying()
        self.unmarked = [live for live in self.result.live.values() if live.issue.key is None]
        self.taken: set[Reference] = set()
        self.gone = {(gone.repository, gone.number): gone.key for gone in snapshot.gone}
        self.titled: dict[str, list[DesiredIssue]] = defaultdict(list)
        for issue in self.wanted.values():
            self.titled[issue.title].append(issue)

    def run(self) -> Matched:
        for find in (self._by_marker, self._by_former_key, self._adopted, self._by_place):
            for issue in self.wanted.values():
                if issue.key not in self.result.by_key and issue.key not in self.result.undecided:
                    find(issue)
        self._find_uncertain()
        self._find_orphans()
        self.result.strays = [
            live
            for live in self.unmarked
            if live.issue.key is None
            and live.issue.state == "open"
            and {EPIC, ITEM} & set(live.issue.labels)
            and live.reference not in self.taken
        ]
        return self.result

    def _carrying(self) -> Mapping[str, list[Live]]:
        carrying: dict[str, list[Live]] = defaultdict(list)
        for live in self.result.live.values():
            if live.issue.key and not _settled_duplicate(live):
                carrying[live.issue.key].append(live)
        return carrying

    def _take(self, key: str, live: Live, how: How) -> None:
        self.taken.add(live.reference)
        self.result.by_key[key] = Match(live, how)

    def _conflict(self, keys: Iterable[str], message: str, hint: str) -> None:
        self.result.conflicts.append(Conflict(keys=tuple(sorted(keys)), message=message, hint=hint))

    def _by_marker(self, wanted: DesiredIssue) -> None:
        candidates = self.carrying.get(wanted.key, [])
        if not candidates:
            return
        best, *others = sorted(candidates, key=lambda live: self._rank(wanted, live))
        former = [live for live in self._former(wanted) if not _closed_by_us(live)]
        if former:
            self.taken |= {live.reference for live in candidates}
            if best.issue.state_reason != "duplicate":
                self.taken |= {live.reference for live in former}
                self._both(wanted, best, former[0])
            return
        if self._gives_way(wanted, candidates):
            self.taken |= {live.reference for live in candidates}
            return
        self._take(wanted.key, best, "marker")
        strayed = [other for other in others if self._is_another(wanted, other)]
        self.unmarked += strayed
        others = [other for other in others if other not in strayed]
        self.taken |= {other.reference for other in others}
        if others:
            self.result.duplicates[wanted.key] = others

    def _gives_way(self, wanted: DesiredIssue, candidates: Sequence[Live]) -> bool:
        """Whether people closed all that carry the key as duplicates, and name another issue."""
        named = self.result.live.get((wanted.repository, wanted.adopt or 0))
        return (
            named is not None
            and wanted.closing is None
            and all(live.issue.state_reason == "duplicate" for live in candidates)
            and named.issue.state_reason != "duplicate"
        )

    def _is_another(self, wanted: DesiredIssue, live: Live) -> bool:
        """Whether it is the issue of another key into which this one's body was pasted."""
        titled = self.titled.get(live.issue.title, [])
        return any(
            one.key not in self.carrying and self._in_place(one, live)
            for one in titled
            if one.key != wanted.key
        )

    def _both(self, wanted: DesiredIssue, now: Live, former: Live) -> None:
        self._conflict(
            [wanted.key, former.issue.key or ""],
            f"{wanted.key} is {now.issue.place}, and its former key {former.issue.key} is "
            f"{former.issue.place}: both are there",
            f"close one as a duplicate of the other, or take {former.issue.key} out of previously",
        )

    def _former(self, wanted: DesiredIssue) -> list[Live]:
        """Issues under a former key that nothing else wants."""
        return [
            live
            for key in wanted.previously
            if key not in self.wanted
            for live in self.carrying.get(key, [])
            if live.issue.state_reason != "duplicate"
        ]

    def _by_former_key(self, wanted: DesiredIssue) -> None:
        every = sorted(self._former(wanted), key=lambda live: self._rank(wanted, live))
        former = [live for live in every if not _closed_by_us(live)] or every[:1]
        if not former:
            return
        keys = {live.issue.key or "" for live in former}
        self.taken |= {live.reference for live in former}
        if len(keys) > 1:
            self._conflict(
                [wanted.key, *keys],
                f"{wanted.key} was called {' and '.join(sorted(keys))}, and both have issues",
                "close all but one of them as duplicates, or correct previously",
            )
            return
        self._take(wanted.key, former[0], "former key")
        if former[1:]:
            self.result.duplicates[wanted.key] = former[1:]

    def _adopted(self, wanted: DesiredIssue) -> None:
        if wanted.adopt is None or wanted.closing is not None:
            return
        place = f"{wanted.repository}#{wanted.adopt}"
        live = self.result.live.get((wanted.repository, wanted.adopt))
        if self.gone.get((wanted.repository, wanted.adopt)) == wanted.key:
            return  # it was taken over once; that it is gone is said, and it is filed anew
        if live is None:
            self._conflict(
                [wanted.key],
                f"{wanted.key} is to take over {place}, and there is no such issue",
                "name an issue (pull requests are none), or none at all to have one created",
            )
        elif live.reference in self.taken or live.issue.key in self.wanted:
            self._conflict(
                [wanted.key],
                f"{wanted.key} is to take over {place}, which is {live.issue.key or 'taken'}",
                "name another issue, or remove the line to have an issue created",
            )
        else:
            self._take(wanted.key, live, "adopted")

    def _by_place(self, wanted: DesiredIssue) -> None:
        """Recognise an issue that lost its marker: where it stands, and its title."""
        titled = [
            live
            for live in self.unmarked
            if live.issue.title == wanted.title
            and live.reference not in self.taken
            and self._in_place(wanted, live)
        ]
        if len(titled) == 1:
            self._take(wanted.key, titled[0], "place")

    def _find_uncertain(self) -> None:
        """Issues that lost their marker and may be any of those that are missing."""
        for issues in self.desired.use_cases.values():
            for kind, label in (("epic", EPIC), ("item", ITEM)):
                missing = [issue for issue in issues if issue.kind == kind and self._misses(issue)]
                lost = [
                    live
                    for live in self.unmarked
                    if label in live.issue.labels
                    and live.reference not in self.taken
                    and missing
                    and self._in_place(missing[0], live)
                ]
                if lost:
                    self._uncertain(missing, lost)
                    self.taken |= {live.reference for live in lost}

    def _misses(self, wanted: DesiredIssue) -> bool:
        known = wanted.key in self.result.by_key or wanted.key in self.result.undecided
        return wanted.closing is None and not known

    def _uncertain(self, missing: list[DesiredIssue], lost: list[Live]) -> None:
        places = ", ".join(live.issue.place for live in lost)
        keys = [issue.key for issue in missing]
        self._conflict(
            keys,
            f"{places} lost its marker and may be {' or '.join(keys)}",
            f"take it over with: ucops adopt KEY {lost[0].issue.number}; if it is none of them, "
            f"take our labels off",
        )

    def _in_place(self, wanted: DesiredIssue, live: Live) -> bool:
        """Whether it stands where the issue would, or wears the labels that it would."""
        own = {EPIC if wanted.kind == "epic" else ITEM, f"usecase:{wanted.use_case}"}
        if own <= set(live.issue.labels):
            return True
        if wanted.parent is None:
            return live.issue.repository == wanted.repository and any(
                parent_of(match.live.issue) == live.reference
                for key, match in self.result.by_key.items()
                if self.wanted[key].parent == wanted.key
            )
        epic = self.result.by_key.get(wanted.parent)
        return epic is not None and parent_of(live.issue) == epic.live.reference

    def _rank(self, wanted: DesiredIssue, live: Live) -> tuple[bool, bool, bool, bool, Reference]:
        """The real one among several.

        Not closed as a duplicate, in its place, not another issue of ours that this one's body was
        pasted into, wearing our label (a person's issue has none), the oldest.
        """
        closed = live.issue.state_reason == "duplicate"
        bare = not {EPIC, ITEM} & set(live.issue.labels)
        another = self._is_another(wanted, live)
        return closed, not self._stands(wanted, live), another, bare, live.reference

    def _stands(self, wanted: DesiredIssue, live: Live) -> bool:
        if wanted.parent is None:
            return any(
                parent_of(other.issue) == live.reference and other.issue.key is not None
                for other in self.result.live.values()
            )
        place = parent_of(live.issue)
        epic = self.result.live.get(place) if place else None
        return epic is not None and epic.issue.key == wanted.parent

    def _find_orphans(self) -> None:
        self.result.orphans = [
            live
            for key in sorted(self.carrying)
            for live in sorted(self.carrying[key], key=lambda live: live.reference)
            if key not in self.wanted and live.reference not in self.taken
        ]


def _closed_by_us(live: Live) -> bool:
    return live.issue.state == "closed" and bool(live.body.record.closed)


def _settled_duplicate(live: Live) -> bool:
    return live.issue.state == "closed" and live.body.record.closed.startswith(DUPLICATE)
