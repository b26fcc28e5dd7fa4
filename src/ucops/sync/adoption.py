"""Taking over existing issues: one by name, or likely pairs by title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ucops.errors import UsageError
from ucops.github.matched import Matched
from ucops.github.matching import match
from ucops.github.snapshot import Issue, Snapshot
from ucops.sync.change import Change, Plan, Warned
from ucops.sync.desired import Desired, DesiredIssue

LIKELY = 0.6
"""How alike two titles have to be, from 0 to 1, to be proposed."""

_WORD = re.compile(r"[a-z0-9]+")
_FILLERS = frozenset(
    {"a", "an", "and", "for", "in", "of", "on", "the", "to", "use", "case", "with"}
)
_PLACE = re.compile(
    r"(?:https?://[^/\s]+/)?(?:(?P<repository>[\w.-]+/[\w.-]+))?(?:#|/issues/)?(?P<number>\d+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An issue that may be what a key stands for.

    Attributes:
        likeness: How alike the titles are, from 0 to 1.
    """

    key: str
    issue: Issue
    likeness: float


def parse_place(text: str, repository: str) -> tuple[str, int]:
    """Repository and number from `42`, `#42`, `owner/name#42` or an issue's address."""
    found = _PLACE.fullmatch(text.strip())
    if not found:
        raise UsageError(f"{text} is no issue", "write 42, owner/name#42 or the issue's address")
    return found["repository"] or repository, int(found["number"])


def adopting(desired: Desired, key: str, place: tuple[str, int]) -> Desired:
    """The desired state with one key taking over one issue.

    Raises:
        UsageError: There is no such key, or it is not to be filed.
    """
    wanted = {issue.key: issue for issue in desired.issues}.get(key)
    if wanted is None:
        raise UsageError(
            f"the files want no issue for {key}", "see ucops plan for the keys that they want"
        )
    if wanted.closing is not None:
        raise UsageError(f"{key} is not to be filed: {wanted.closing.cause}")
    taking = replace(wanted, adopt=place[1], repository=place[0])
    issues = tuple(
        taking if issue.key == key else issue for issue in desired.use_cases[wanted.use_case]
    )
    return replace(desired, use_cases={**desired.use_cases, wanted.use_case: issues})


def only_adoption(plan: Plan, desired: Desired, key: str) -> Plan:
    """The part of a plan that one adoption needs: its labels, its milestone, itself."""
    wanted = next(issue for issue in desired.issues if issue.key == key)

    def needed(change: Change) -> bool:
        if change.repository != wanted.repository and change.kind in ("label", "milestone"):
            return False
        match change.kind:
            case "label":
                return change.action == "create" and change.key in wanted.labels
            case "milestone":
                return change.action == "create" and change.key == wanted.milestone
        linkable = wanted.parent in plan.known
        return change.key == key and (change.action == "adopt" or linkable)

    conflicts = tuple(conflict for conflict in plan.conflicts if key in conflict.keys)
    changes = tuple(change for change in plan.changes if needed(change))
    return replace(plan, changes=changes, conflicts=conflicts, orphans=())


def other_than_named(wanted: DesiredIssue, matched: Matched) -> Iterator[Warned]:
    """A warning where the files name an issue to take over and the key stands for another."""
    found = matched.by_key.get(wanted.key)
    if found is None or wanted.adopt is None or wanted.closing is not None:
        return
    issue = found.live.issue
    if issue.number == wanted.adopt:
        return
    stands, named = issue.place, f"{wanted.repository}#{wanted.adopt}"
    remedy = f"close {stands} as a duplicate of {named} to have it replaced, "
    if (wanted.repository, wanted.adopt) not in matched.live:
        remedy = ""
    text = f"is {stands}, and the files name {named}; {remedy}correct `issue`, or take it out"
    yield Warned(key=wanted.key, message=text)


def suggest(desired: Desired, snapshot: Snapshot) -> tuple[Pair, ...]:
    """Likely pairs of keys without an issue and open issues without a key, the likeliest first.

    Every key and every issue is proposed once at most.
    """
    matched = match(desired.issues, snapshot)
    keys = [
        issue
        for issue in desired.issues
        if issue.key not in matched.by_key and issue.closing is None
    ]
    free = [one for one in snapshot.issues if one.key is None and one.state == "open"]
    pairs = sorted(_pairs(keys, free), key=lambda pair: (-pair.likeness, pair.key, _at(pair)))
    return tuple(_once(pairs))


def _pairs(keys: Iterable[DesiredIssue], free: Iterable[Issue]) -> Iterator[Pair]:
    by_word: dict[str, list[int]] = defaultdict(list)
    issues = [(issue, _words(issue.title)) for issue in free]
    for index, (_, words) in enumerate(issues):
        for word in words:
            by_word[word].append(index)
    for wanted in keys:
        mine = _words(wanted.title) | _words(wanted.use_case)
        near = {index for word in mine for index in by_word.get(word, ())}
        for index in near:
            issue, words = issues[index]
            likeness = _likeness(wanted, words)
            if likeness >= LIKELY and issue.repository == wanted.repository:
                yield Pair(key=wanted.key, issue=issue, likeness=likeness)


def _likeness(wanted: DesiredIssue, words: frozenset[str]) -> float:
    """Shared words over all words; the use case may be named by its title or by its id."""
    own = _words(wanted.title.partition(": ")[2])
    by_id = _words(wanted.use_case) | (own if wanted.kind == "item" else frozenset())
    readings = (
        (_words(wanted.title), own, by_id)
        if wanted.kind == "epic"
        else (_words(wanted.title), by_id)
    )
    return round(max(_dice(reading, words) for reading in readings), 3)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _FILLERS


def _once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    taken: set[str | tuple[str, int]] = set()
    for pair in pairs:
        if pair.key not in taken and _at(pair) not in taken:
            taken |= {pair.key, _at(pair)}
            yield pair


def _at(pair: Pair) -> tuple[str, int]:
    return pair.issue.repository, pair.issue.number
