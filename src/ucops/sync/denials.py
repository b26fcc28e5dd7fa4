"""What the token may not do: remembered in the issues, and said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ucops.github.granting import named
from ucops.github.matched import Matched
from ucops.github.protocols import Dropped
from ucops.sync.change import Warned
from ucops.sync.remarks import some

NOT_TAKEN = "GitHub did not take"
"""How a warning begins that can be said of several issues at once."""

NOT_ASSIGNABLE = "cannot be assigned"
"""What a warning says of a person, once for all of their issues."""

Ground = Mapping[str, frozenset[str]]
"""Repository → what of it the token may not keep: `labels`, `milestones`."""


def denied_ground(matched: Matched, rights: Mapping[str, str]) -> Ground:
    """What earlier runs could not keep, where the token has no more rights now.

    Args:
        matched: The issues, one of which remembers it for its repository.
        rights: Repository → what the token may do there.
    """
    denied: dict[str, frozenset[str]] = defaultdict(frozenset)
    for live in (*(found.live for found in matched.by_key.values()), *matched.orphans):
        name = live.issue.repository
        ground = live.record.denied.under(rights.get(name, "")).ground
        denied[name] |= frozenset(ground)
    return denied


def not_kept(repository: str, needs: str) -> str:
    """What is said once for a repository whose labels or milestones the token may not keep."""
    right = named(needs) or "write rights"
    return f"the labels and milestones of {repository} are not all kept: that takes {right}"


def ground_warnings(denied: Ground) -> Iterator[Warned]:
    """What cannot be kept, once for each repository."""
    for repository, ground in sorted(denied.items()):
        if ground:
            yield Warned(key="", message=not_kept(repository, ""))


def unmade(ground: Iterable[str], wanted: Iterable[str], there: Iterable[str]) -> frozenset[str]:
    """Labels, in small letters, that are not there and that the token may not create."""
    if "labels" not in ground:
        return frozenset()
    return frozenset(name.casefold() for name in wanted) - {*there}


def said_once(warnings: Iterable[Warned]) -> tuple[Warned, ...]:
    """The warnings in a fixed order.

    What GitHub did not take of several issues is said once, and so is each person who cannot be
    assigned.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    others = set()
    for one in warnings:
        if one.message.startswith(NOT_TAKEN) or NOT_ASSIGNABLE in one.message:
            keys[one.message].add(one.key)
        else:
            others.add(one)
    joined = {
        Warned(key=next(iter(those)), message=message)
        if len(those) == 1
        else Warned(key="", message=f"{some(sorted(those))}: {message}")
        for message, those in keys.items()
    }
    return tuple(sorted(others | joined, key=lambda one: (one.key, one.message)))


def left_out_warnings(
    dropped: Mapping[str, Dropped], denied: Mapping[str, Sequence[str]]
) -> list[str]:
    """What GitHub left out of a run, one sentence for each kind, with the right that is missing.

    Args:
        dropped: Key → what was left out of a write.
        denied: Key → links that were not made.
    """
    left_out: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, one in dropped.items():
        kinds = {
            "labels": one.labels,
            "people": one.assignees,
            "milestone": (one.milestone,),
            "type": (one.type,),
        }
        for kind, names in kinds.items():
            for name in names:
                if name:
                    left_out[kind][name].add(key)
    for key, links in denied.items():
        for link in links:
            kind, _, name = link.partition(":")
            left_out["place under" if "parent" in kind else "dependency on"][name].add(key)
    return [_left_out(kind, names) for kind, names in left_out.items()]


def _left_out(kind: str, names: Mapping[str, set[str]]) -> str:
    keys = sorted(set().union(*names.values()))
    what = f"{kind} {some(sorted(names))}"
    return f"{some(keys)}: {NOT_TAKEN} the {what}: a right is missing (triage or more)"
