"""Which issue on GitHub is which epic or item of the files: the one answer that everybody uses.

An issue is known by the key in its marker; else by a former key, by the number that the files
name, or by its place and title when it lost its marker. What cannot be decided is a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.github.labels import EPIC, ITEM
from ucops.github.matched import (
    DUPLICATE,
    Conflict,
    How,
    Live,
    Match,
    Matched,
    Reference,
    parent_of,
)
from ucops.github.snapshot import Newer, Snapshot, Stranger
from ucops.github.wanted import Wanted
from ucops.prose.words import listed


def match(wanted: Iterable[Wanted], snapshot: Snapshot) -> Matched:
    """Find every wanted issue among those of the snapshot; the order of neither matters."""
    search = _Search({one.key: one for one in wanted}, _Held.of(snapshot))
    _out_of_reach(search, snapshot)
    _doubtful(search, snapshot)
    for find in (_by_marker, _by_former_key, _adopted, _by_place):
        for one in search.wanted.values():
            if one.key not in search.found and one.key not in search.undecided:
                find(search, one)
    _find_uncertain(search)
    return Matched(
        live=search.held.live,
        by_key=search.found,
        likely=search.likely,
        duplicates=search.duplicates,
        orphans=_orphans(search),
        strays=_strays(search),
        conflicts=search.conflicts,
        undecided=frozenset(search.undecided),
    )


def _out_of_reach(search: _Search, snapshot: Snapshot) -> None:
    """Leave the keys alone whose issues are in a repository that cannot be read.

    Those whose issue stands where it can be read, from before, are none of them; nor are those
    that the files want closed or never filed, where no issue is known.
    """
    readable = {name.casefold() for name in snapshot.repositories}
    for there in snapshot.unreachable:
        name, keys = there.repository.casefold(), []
        for one in search.wanted.values():
            held = search.held.carrying.get(one.key, [])
            away = not any(live.issue.repository.casefold() in readable for live in held)
            if one.repository.casefold() == name and away and (held or one.closing is None):
                keys.append(one.key)
                search.set_aside(held)
                search.likely.update(zip([one.key], held, strict=False))
        if keys:
            search.conflict(keys, f"{there.why}: {left_alone(keys)}", there.hint)


def left_alone(keys: Sequence[str]) -> str:
    """That nothing is done for these keys: the first few by name."""
    return f"{listed(sorted(keys))} {'is' if len(keys) == 1 else 'are'} left alone"


def _doubtful(search: _Search, snapshot: Snapshot) -> None:
    """Leave the keys alone of which an issue says something that only a person can judge."""
    for newer in snapshot.newer:
        _leave(
            search,
            newer,
            f"{newer.url or newer.repository} (#{newer.number}) carries a marker for {newer.key} "
            "of a form that this ucops does not know",
            "a newer ucops wrote it: update this one",
        )
    for one in snapshot.strangers:
        if one.doubtful:
            _leave(
                search,
                one,
                f"{one.repository}#{one.number} carries the marker of {one.key}, and {one.author}, "
                "who filed it, is not believed",
                f'if it is right, name "{one.author}" under github.trusted in ucops.yaml, or write '
                f"issue: {one.number} at {one.key} in its file; else take the marker out of it",
            )


def _leave(search: _Search, issue: Newer | Stranger, message: str, hint: str) -> None:
    key = issue.key
    known = {*search.wanted, *(old for one in search.wanted.values() for old in one.previously)}
    if key in known:
        search.conflict([key], message, hint)
    live = search.held.live.get((issue.repository, issue.number))
    search.set_aside([live] if live else [])


@dataclass(frozen=True, slots=True)
class _Held:
    """What the snapshot holds, as matching asks for it.

    Attributes:
        carrying: Key → the issues whose marker names it.
        above_ours: Where issues stand that have one of ours under them.
        gone: Where issues were → the key that they had.
    """

    live: Mapping[Reference, Live]
    carrying: Mapping[str, Sequence[Live]]
    above_ours: Collection[Reference | None]
    gone: Mapping[Reference, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> _Held:
        issues = {issue.id: issue for issue in reversed(snapshot.issues)}  # each of them once
        live = {one.reference: one for one in map(Live, reversed(issues.values()))}
        carrying: dict[str, list[Live]] = defaultdict(list)
        for one in live.values():
            if one.issue.key and not _settled_duplicate(one):
                carrying[one.issue.key].append(one)
        above = {parent_of(one.issue) for one in live.values() if one.issue.key is not None}
        gone = {(one.repository, one.number): one.key for one in snapshot.gone}
        return cls(live, carrying, above, gone)

    def stands(self, wanted: Wanted, live: Live) -> bool:
        """Whether it has its place: an item under its epic, an epic above an issue of ours."""
        if wanted.kind == "epic":
            return live.reference in self.above_ours
        place = parent_of(live.issue)
        epic = self.live.get(place) if place else None
        return epic is not None and epic.issue.key == wanted.parent


@dataclass(slots=True)
class _Search:
    """What is found so far.

    Attributes:
        taken: Issues that are somebody's, or nobody's until a person decides.
        lost: Issues without a marker to go by, in the order of the snapshot, and by title.
        above: Epic's key → what the issues found for its items stand under.
        titled: Title → what is wanted under it.
    """

    wanted: Mapping[str, Wanted]
    held: _Held
    found: dict[str, Match] = field(default_factory=dict)
    likely: dict[str, Live] = field(default_factory=dict)
    duplicates: dict[str, Sequence[Live]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    undecided: set[str] = field(default_factory=set)
    taken: set[Reference] = field(default_factory=set)
    lost: list[Live] = field(default_factory=list)
    lost_titled: dict[str, list[Live]] = field(default_factory=lambda: defaultdict(list))
    above: dict[str, set[Reference | None]] = field(default_factory=lambda: defaultdict(set))
    titled: dict[str, list[Wanted]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.lose(one for one in self.held.live.values() if one.issue.key is None)
        for one in self.wanted.values():
            self.titled[one.title].append(one)

    def take(self, wanted: Wanted, live: Live, how: How) -> None:
        """Note which issue a key stands for."""
        self.taken.add(live.reference)
        self.found[wanted.key] = Match(live, how)
        if wanted.parent is not None:
            self.above[wanted.parent].add(parent_of(live.issue))

    def lose(self, lives: Iterable[Live]) -> None:
        """Issues that no marker tells the key of."""
        for live in lives:
            self.lost.append(live)
            self.lost_titled[live.issue.title].append(live)

    def set_aside(self, lives: Iterable[Live]) -> None:
        """Issues that no other key may take."""
        self.taken.update(live.reference for live in lives)

    def conflict(self, keys: Iterable[str], message: str, hint: str) -> None:
        """Leave something to a person."""
        found = Conflict(keys=tuple(sorted(keys)), message=message, hint=hint)
        self.conflicts.append(found)
        self.undecided.update(found.keys)


def _by_marker(search: _Search, wanted: Wanted) -> None:
    candidates = search.held.carrying.get(wanted.key, [])
    if not candidates:
        return
    best, *others = sorted(candidates, key=_rank(search, wanted))
    former = [live for live in _former(search, wanted) if not _closed_by_us(live)]
    if former:
        search.set_aside(candidates)
        if best.issue.state_reason != "duplicate":
            search.set_aside(former)
            _both(search, wanted, best, former[0])
        return
    if _gives_way(search, wanted, candidates):
        search.set_aside(candidates)
        return
    search.take(wanted, best, "marker")
    strayed = [other for other in others if _is_another(search, wanted, other)]
    search.lose(strayed)
    others = [other for other in others if other not in strayed]
    search.set_aside(others)
    if others:
        search.duplicates[wanted.key] = others


def _rank(
    search: _Search, wanted: Wanted
) -> Callable[[Live], tuple[bool, bool, bool, bool, Reference]]:
    """The real one among several goes first.

    Not closed as a duplicate, in its place, not another issue of ours that this one's body was
    pasted into, wearing our label (a person's issue has none), the oldest.
    """

    def rank(live: Live) -> tuple[bool, bool, bool, bool, Reference]:
        closed = live.issue.state_reason == "duplicate"
        astray = not search.held.stands(wanted, live)
        another = _is_another(search, wanted, live)
        bare = not {EPIC, ITEM} & set(live.issue.labels)
        return closed, astray, another, bare, live.reference

    return rank


def _is_another(search: _Search, wanted: Wanted, live: Live) -> bool:
    """Whether it is the issue of another key into which this one's body was pasted."""
    return any(
        one.key not in search.held.carrying and _in_place(search, one, live)
        for one in search.titled.get(live.issue.title, [])
        if one.key != wanted.key
    )


def _in_place(search: _Search, wanted: Wanted, live: Live) -> bool:
    """Whether it stands where the issue would, or wears the labels that it would."""
    own = {EPIC if wanted.kind == "epic" else ITEM, f"usecase:{wanted.use_case}"}
    if own <= set(live.issue.labels):
        return True
    if wanted.kind == "epic":
        here = live.issue.repository == wanted.repository
        return here and live.reference in search.above[wanted.key]
    epic = search.found.get(wanted.parent or "")
    return epic is not None and parent_of(live.issue) == epic.live.reference


def _gives_way(search: _Search, wanted: Wanted, candidates: Sequence[Live]) -> bool:
    """Whether people closed all that carry the key as duplicates, and name another issue."""
    named = search.held.live.get((wanted.repository, wanted.adopt or 0))
    return (
        named is not None
        and wanted.closing is None
        and all(live.issue.state_reason == "duplicate" for live in candidates)
        and named.issue.state_reason != "duplicate"
    )


def _both(search: _Search, wanted: Wanted, now: Live, former: Live) -> None:
    search.likely[wanted.key] = now
    search.conflict(
        [wanted.key, former.issue.key or ""],
        f"{wanted.key} is {now.issue.place}, and its former key {former.issue.key} is "
        f"{former.issue.place}: both are there",
        f"close one as a duplicate of the other, or take {former.issue.key} out of previously",
    )


def _former(search: _Search, wanted: Wanted) -> list[Live]:
    """Issues under a former key that nothing else wants."""
    return [
        live
        for key in wanted.previously
        if key not in search.wanted
        for live in search.held.carrying.get(key, [])
        if live.issue.state_reason != "duplicate"
    ]


def _by_former_key(search: _Search, wanted: Wanted) -> None:
    every = sorted(_former(search, wanted), key=_rank(search, wanted))
    former = [live for live in every if not _closed_by_us(live)] or every[:1]
    if not former:
        return
    keys = {live.issue.key or "" for live in former}
    search.set_aside(former)
    if len(keys) > 1:
        search.likely[wanted.key] = former[0]
        search.conflict(
            [wanted.key, *keys],
            f"{wanted.key} was called {' and '.join(sorted(keys))}, and both have issues",
            "close all but one of them as duplicates, or correct previously",
        )
        return
    search.take(wanted, former[0], "former key")
    if former[1:]:
        search.duplicates[wanted.key] = former[1:]


def _adopted(search: _Search, wanted: Wanted) -> None:
    if wanted.adopt is None or wanted.closing is not None:
        return
    place = f"{wanted.repository}#{wanted.adopt}"
    live = search.held.live.get((wanted.repository, wanted.adopt))
    if search.held.gone.get((wanted.repository, wanted.adopt)) == wanted.key:
        return  # it was taken over once; that it is gone is said, and it is filed anew
    if live is None:
        search.conflict(
            [wanted.key],
            f"{wanted.key} is to take over {place}, and there is no such issue",
            "name an issue (pull requests are none), or none at all to have one created",
        )
    elif live.reference in search.taken or live.issue.key in search.wanted:
        search.conflict(
            [wanted.key],
            f"{wanted.key} is to take over {place}, which is {live.issue.key or 'taken'}",
            "name another issue, or remove the line to have an issue created",
        )
    else:
        search.take(wanted, live, "adopted")


def _by_place(search: _Search, wanted: Wanted) -> None:
    """Recognise an issue that lost its marker: where it stands, and its title."""
    titled = [
        live
        for live in search.lost_titled[wanted.title]
        if live.reference not in search.taken and _in_place(search, wanted, live)
    ]
    if len(titled) == 1:
        search.take(wanted, titled[0], "place")


def _find_uncertain(search: _Search) -> None:
    """Issues that lost their marker and may be any of those that are missing."""
    missing: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for one in search.wanted.values():
        known = one.key in search.found or one.key in search.undecided
        if one.closing is None and not known:
            missing[one.use_case, one.kind].append(one)
    for (_, kind), those in missing.items():
        label = EPIC if kind == "epic" else ITEM
        lost = [
            live
            for live in search.lost
            if label in live.issue.labels
            and live.reference not in search.taken
            and _in_place(search, those[0], live)
        ]
        if lost:
            _uncertain(search, [one.key for one in those], lost)
            search.set_aside(lost)


def _uncertain(search: _Search, keys: list[str], lost: list[Live]) -> None:
    places = ", ".join(live.issue.place for live in lost)
    search.conflict(
        keys,
        f"{places} lost its marker and may be {' or '.join(keys)}",
        f"take it over with: ucops adopt KEY {lost[0].issue.number}; if it is none of them, "
        f"take our labels off",
    )


def _orphans(search: _Search) -> list[Live]:
    carrying = search.held.carrying
    return [
        live
        for key in sorted(carrying)
        for live in sorted(carrying[key], key=lambda live: live.reference)
        if key not in search.wanted and live.reference not in search.taken
    ]


def _strays(search: _Search) -> list[Live]:
    return [
        live
        for live in search.lost
        if live.issue.key is None
        and live.issue.state == "open"
        and {EPIC, ITEM} & set(live.issue.labels)
        and live.reference not in search.taken
    ]


def _closed_by_us(live: Live) -> bool:
    return live.issue.state == "closed" and bool(live.record.closed)


def _settled_duplicate(live: Live) -> bool:
    return live.issue.state == "closed" and live.record.closed.startswith(DUPLICATE)
