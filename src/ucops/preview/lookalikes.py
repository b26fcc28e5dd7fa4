"""What goes and what comes that may be the same thing under another key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from ucops.model.catalog import Entry, Item
from ucops.model.usecase import UseCase
from ucops.preview.difference import Difference

T = TypeVar("T")

_LIKE = 0.85
"""How alike two titles have to be, from 0 to 1: a plural or a slip passes, another word not."""
_SHARE = 0.6
"""How much of what two files say has to be the same, from 0 to 1: more than half, with a margin."""
MOST = 200
"""Things that come or go; comparing more of them each with each takes seconds."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Something new that may be what goes, under another key.

    Attributes:
        title: What it is called.
        former: The key to write under `previously` if it is: an item of the same use case has a
            short one.
        item: Whether it is an item, and not a use case.
    """

    title: str
    former: str
    item: bool


def lookalikes(difference: Difference) -> Mapping[str, tuple[Lookalike, ...]]:
    """By a use case's id, where a rename would be taken for something new.

    Each thing that goes is named once, and only where it has no other name now.
    """
    found: dict[str, list[Lookalike]] = defaultdict(list)
    came = [one.after for one in difference.use_cases if one.kind == "added" and one.after]
    went = [one.before for one in difference.use_cases if one.kind == "removed" and one.before]
    known: set[str] = set()
    for now, was in _paired(came, went, [_same_use_case]):
        known |= {now.id, was.id}
        found[now.id].append(Lookalike(now.use_case.title, was.id, item=False))
    for item, former in _paired(*_items(difference, known), [_same_item, _moved_item]):
        key = former.slug if former.use_case == item.use_case else former.key
        found[item.use_case].append(Lookalike(item.title, key, item=True))
    return {name: tuple(likely) for name, likely in found.items()}


def _items(difference: Difference, known: set[str]) -> tuple[list[Item], list[Item]]:
    """The items that come and that go, without those of use cases that are paired already."""
    changes = [one for case in difference.use_cases if case.id not in known for one in case.items]
    came = [one.after for one in changes if one.kind == "added" and one.after]
    went = [one.before for one in changes if one.kind == "removed" and one.before]
    return came, [one for one in went if one.skip is None]


def _paired(
    came: list[T], went: list[T], tests: Iterable[Callable[[T, T], bool]]
) -> Iterator[tuple[T, T]]:
    """Each thing that comes with the first one that goes and passes a test; the best test first."""
    if max(len(came), len(went)) > MOST:
        return
    for test in tests:
        for now in list(came):
            was = next((one for one in went if test(one, now)), None)
            if was is not None:
                came.remove(now)
                went.remove(was)
                yield now, was


def _same_use_case(was: Entry, now: Entry) -> bool:
    before, after = was.use_case, now.use_case
    alike = _plain(before.problem) == _plain(after.problem) or _like(before.title, after.title)
    return alike or _shared(before, after) >= _SHARE


def _shared(before: UseCase, after: UseCase) -> float:
    """How much of what two files say is the same, from 0 to 1."""
    said = before.model_fields_set | after.model_fields_set
    same = [name for name in said if getattr(before, name) == getattr(after, name)]
    return len(same) / len(said)


def _same_item(was: Item, now: Item) -> bool:
    if was.use_case != now.use_case:
        return False
    if _plain(was.title) == _plain(now.title):
        return True
    if was.standard and now.standard:
        return False
    told = (was.description, was.deliverable, was.checklist)
    tells = (now.description, now.deliverable, now.checklist)
    return _like(was.title, now.title) or any(
        a and a == b for a, b in zip(told, tells, strict=True)
    )


def _moved_item(was: Item, now: Item) -> bool:
    """Whether an item of a use case's own may have gone to another one."""
    own = not (was.standard or now.standard)
    return own and was.use_case != now.use_case and _plain(was.title) == _plain(now.title)


def _like(one: str, other: str) -> bool:
    """Whether two titles are nearly the same; part 1 is not part 2."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    compared = SequenceMatcher(None, _plain(one), _plain(other))
    return compared.quick_ratio() >= _LIKE and compared.ratio() >= _LIKE


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
