"""One pass over a text's events, for the many files in which nothing is odd.

It brings the same data and places as nodes would, and notes on the way what may be worth a closer
look. Where something is odd there are no half measures: it brings nothing, and nodes are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import Any

from yaml import YAMLError
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from ucops.text.compose import parser
from ucops.text.data import DEPTH_LIMIT
from ucops.text.places import Sizes
from ucops.text.scalars import MERGE, NUMERIC, WORDS, maker

_KEY = object()
"""What stands for the name of a key while the key itself comes next."""
_LONGEST_WORD = max(map(len, WORDS))
_AS_PEOPLE_WRITE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""A number of which nobody can be mistaken."""
_REMEMBERED = 4096
"""Numbers, days and short words, most of which stand in many files."""


class _OddError(ValueError):
    """There is something in a text that this pass does not read."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A text that lasts for several lines.

    Attributes:
        style: The sign that it starts with, a quote, | or >; empty for a plain one.
        start: Where it starts, in code points from 0.
        end: Where it ends.
        listed: Whether it is an entry of a list.
    """

    style: str
    start: int
    end: int
    listed: bool


@dataclass(slots=True)
class Straight:
    """What one pass brings.

    Attributes:
        data: What the text says.
        places: Where everything stands, as `ucops.text.places` keeps it.
        sizes: How many places each mapping and list has, in the same way.
        lasting: The texts of several lines.
        lists: The lists of several entries, each with its key; None for one that is an entry.
        mappings: All the mappings.
        bare: What holds a value that says nothing: null, a blank text or an empty list.
    """

    data: dict[Any, Any] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    sizes: Sizes = field(default_factory=dict)
    lasting: list[Lasting] = field(default_factory=list)
    lists: list[tuple[Any, list[Any]]] = field(default_factory=list)
    mappings: list[dict[Any, Any]] = field(default_factory=list)
    bare: list[object] = field(default_factory=list)


def straight(text: str) -> Straight | None:
    """What a text says, or None where anything in it is odd."""
    try:
        reader = parser(text)
        try:
            return _passed(reader.get_event)
        finally:
            reader.dispose()
    except (YAMLError, ValueError):  # the latter of a number or day, too, that is none
        return None


def _passed(next_event: Callable[[], Any]) -> Straight:
    """Read all scalars in one loop: a call for each would cost as much as its event."""
    found = Straight()
    nest = _Nest(found)
    add = found.places.append
    holder, name = nest.begin(next_event)
    while holder is not None:
        event = next_event()
        kind = event.__class__
        if kind is not ScalarEvent:
            holder, name = nest.step(event, name)
            continue
        if event.tag is not None or event.anchor is not None:
            raise _OddError
        value, style, start, end = event.value, event.style, event.start_mark, event.end_mark
        add(start.index)
        add(end.index)
        if not style and (len(value) <= _LONGEST_WORD or value[0] in NUMERIC):
            value = _plain(value)
        if value is None or (style and (not value or value.isspace())):
            found.bare.append(holder)
        if start.line != end.line:
            found.lasting.append(Lasting(style or "", start.index, end.index, name is None))
        if name is None:
            holder.append(value)
        elif name is not _KEY:
            holder[name] = value
            name = _KEY
        elif value is None or value in holder:
            raise _OddError
        else:
            name = intern(value) if value.__class__ is str else value
    _expect(next_event, DocumentEndEvent, StreamEndEvent)
    return found


@lru_cache(_REMEMBERED)
def _plain(text: str) -> object:
    """The value of a scalar without quotes; the same object for the same text."""
    make = maker(text)
    if make is None:
        return text
    value = make(text)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is MERGE or (number and not _AS_PEOPLE_WRITE.fullmatch(text)):
        raise _OddError
    return value


class _Nest:
    """The mappings and lists that are open.

    Its methods say what is innermost, and the name of the key whose value comes next there: None
    in a list, `_KEY` where a key comes.
    """

    def __init__(self, found: Straight) -> None:
        self.found = found
        self.holder: Any = None
        self.around: list[tuple[Any, Any, int]] = []

    def begin(self, next_event: Callable[[], Any]) -> tuple[Any, Any]:
        """Go into the mapping that everything is in."""
        _expect(next_event, StreamStartEvent, DocumentStartEvent)
        event = next_event()
        if event.__class__ is not MappingStartEvent:
            raise _OddError
        inside = self.step(event, None)
        self.found.data = self.holder
        return inside

    def step(self, event: Any, name: Any) -> tuple[Any, Any]:  # noqa: ANN401 - stubs know no marks; names are any scalars
        """Go into a mapping or list, or out of one."""
        kind = event.__class__
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            return self._out(event)
        if kind is not MappingStartEvent and kind is not SequenceStartEvent:
            raise _OddError
        if event.tag is not None or event.anchor is not None or name is _KEY:
            raise _OddError
        new: Any = {} if kind is MappingStartEvent else []
        if name is not None:
            self.holder[name] = new
        elif self.holder is not None:
            self.holder.append(new)
        self.around.append((self.holder, name, len(self.found.places) + 1))
        if len(self.around) > DEPTH_LIMIT:
            raise _OddError
        self.found.places += (event.start_mark.index, 0)
        self.holder = new
        return new, _KEY if kind is MappingStartEvent else None

    def _out(self, event: Any) -> tuple[Any, Any]:  # noqa: ANN401 - as above
        done = self.holder
        self.holder, name, at = self.around.pop()
        places = self.found.places
        places[at] = event.end_mark.index
        self.found.sizes[id(done)] = (len(places) - at + 1) // 2
        if done.__class__ is dict:
            self.found.mappings.append(done)
        elif not done:
            self.found.bare.append(self.holder)
        elif len(done) > 1:
            self.found.lists.append((name, done))
        return self.holder, None if self.holder.__class__ is list else _KEY


def _expect(next_event: Callable[[], Any], *kinds: type[Event]) -> None:
    if any(next_event().__class__ is not kind for kind in kinds):
        raise _OddError
