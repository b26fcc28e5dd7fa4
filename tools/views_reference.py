"""What the documentation says about views, taken from their own definitions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

_ATTRIBUTE = re.compile(r"^ {4}([\w, ]+): (.+)$")


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """One field: its name, its type as it is written, and what it means where that is not plain."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ViewDoc:
    """One view: its name, what it is, and its fields in their order."""

    name: str
    summary: str
    fields: tuple[FieldDoc, ...]


def describe(views: Iterable[type]) -> tuple[ViewDoc, ...]:
    """Describe views, in the given order."""
    return tuple(_view(view) for view in views)


def _view(view: type) -> ViewDoc:
    texts = [inspect.getdoc(one) or "" for one in view.__mro__[:-1]]
    meanings = {name: said for text in reversed(texts) for name, said in _attributes(text)}
    return ViewDoc(view.__name__, texts[0].partition("\n\n")[0], tuple(_fields(view, meanings)))


def _fields(view: type, meanings: Mapping[str, str]) -> Iterator[FieldDoc]:
    for field in fields(view):
        yield FieldDoc(field.name, str(field.type), meanings.get(field.name, ""))
    for name, member in vars(view).items():
        if isinstance(member, property) and member.fget is not None:
            returned = member.fget.__annotations__["return"]
            yield FieldDoc(name, str(returned), inspect.getdoc(member) or "")


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """The names and meanings below `Attributes:`, one pair a name."""
    section = text.partition("Attributes:\n")[2]
    whole = re.sub(r"\n {8}", " ", section)
    for line in whole.splitlines():
        if found := _ATTRIBUTE.match(line):
            for name in found[1].split(", "):
                yield name, found[2]
