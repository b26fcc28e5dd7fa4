"""Names that stand for something else: each is declared once, at the field that holds it.

`industry: Annotated[Slug, Names("industries")]` says all that the rest of the house needs to know:
the JSON Schema offers the names, a rule finds unknown ones, a title that was written in place of
its name is corrected, and pages and previews show titles.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ucops.text.source import Path

ANY = "*"
"""Stands in a pattern for any key of a mapping and any place in a list."""


@dataclass(frozen=True, slots=True)
class Section:
    """Declares that a part of a file holds entries by slug, which other fields may name.

    In `ucops.yaml`, such parts are laid over the preset's entry by entry.

    Attributes:
        noun: What one entry is called, such as `kind of link`.
    """

    noun: str


@dataclass(frozen=True, slots=True)
class Names:
    """Declares what a slug names: `Annotated[Slug, Names("personas")]`.

    It may stand at a field, at the entries of a list and at the keys of a mapping.

    Attributes:
        section: The part of `ucops.yaml`, or else of the same use case, that lists the entries.
        inside: The field of such an entry that lists them instead; the entry is the one that the
            key above names. The features of a product are named so.
        or_new: Whether it may also be an entry that is new here.
    """

    section: str
    inside: str = ""
    or_new: bool = False

    @property
    def closed(self) -> bool:
        """Whether it has to be an entry of the section, and of nothing else."""
        return not (self.inside or self.or_new)


@dataclass(frozen=True, slots=True)
class Reference:
    """One place of a file where names stand.

    Attributes:
        pattern: The path to a name, with `ANY` for what differs, such as `("bom", ANY, "type")`.
        attributes: The same with the names that the fields have in the model.
        names: What it names.
        on_key: Whether the name is the last key of the path, not the value there.
    """

    pattern: Path
    attributes: tuple[str, ...]
    names: Names
    on_key: bool

    def matches(self, path: Path) -> bool:
        """Whether a path leads to such a place."""
        return len(path) == len(self.pattern) and all(
            step in (ANY, one) for step, one in zip(self.pattern, path, strict=True)
        )


@cache
def references(model: type[BaseModel]) -> tuple[Reference, ...]:
    """Every place of a model where names stand, in the order of its fields."""
    return tuple(_references(model, ()))


Steps = tuple[tuple[str, str], ...]
"""The way to a place: at each step the key in the file, and the attribute of the model."""


def _references(model: type[BaseModel], way: Steps) -> Iterator[Reference]:
    for name, field in model.model_fields.items():
        step = (field.alias or name, name)
        yield from _inside(annotation(field), (*way, step), on_key=False)


def _inside(kind: Any, way: Steps, *, on_key: bool) -> Iterator[Reference]:  # noqa: ANN401 - a type, in any of its forms
    anything = (*way, (ANY, ANY))
    if get_origin(kind) is Annotated:
        keys, attributes = zip(*way, strict=True)
        marks = get_args(kind)[1:]
        yield from (Reference(keys, attributes, one, on_key) for one in marks if _is_names(one))
        yield from _inside(get_args(kind)[0], way, on_key=on_key)
    elif get_origin(kind) is dict:
        key, value = get_args(kind)
        yield from _inside(key, anything, on_key=True)
        yield from _inside(value, anything, on_key=False)
    elif get_origin(kind) is tuple:
        yield from _inside(get_args(kind)[0], anything, on_key=False)
    elif get_origin(kind) in {Union, types.UnionType}:
        for one in get_args(kind):
            yield from _inside(one, way, on_key=on_key)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from _references(kind, way)


@cache
def sections(model: type[BaseModel]) -> Mapping[str, Section]:
    """The parts of a model that hold entries by slug, in the order of its fields."""
    return {
        name: mark
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Section)
    }


def _is_names(one: object) -> bool:
    return isinstance(one, Names)


def reference_at(model: type[BaseModel], path: Path) -> Names | None:
    """What a name at a path of a file stands for; None where no name is expected."""
    return next((one.names for one in references(model) if one.matches(path)), None)


def section_named(model: type[BaseModel], path: Path) -> str:
    """The section whose entries a field's value names, or the entries of its list; or empty."""
    found = reference_at(model, path) or reference_at(model, (*path, 0))
    return found.section if found and not found.inside else ""


def named_by(holder: BaseModel, section: str = "") -> Iterator[tuple[Reference, Path, str]]:
    """Every name that a loaded model holds: what it stands for, its path, and the name.

    Args:
        holder: The model.
        section: Only names of this section, or all of them.
    """
    for reference in references(type(holder)):
        if section in ("", reference.names.section):
            for path, name in names_in(holder, reference):
                yield reference, path, name


def names_in(holder: object, reference: Reference) -> list[tuple[Path, str]]:
    """The names that stand in a place of a loaded model, each with its path."""
    here: list[tuple[Path, Any]] = [((), holder)]
    for step, attribute in zip(reference.pattern, reference.attributes, strict=True):
        if step == ANY:
            here = [((*path, key), one) for path, held in here for key, one in _entries(held)]
        else:
            inner = ((path, getattr(held, attribute)) for path, held in here)
            here = [((*path, step), one) for path, one in inner if one is not None]
    if reference.on_key:
        return [(path, str(path[-1])) for path, _ in here]
    return [(path, str(one)) for path, one in here]


def _entries(held: Any) -> Iterable[tuple[str | int, Any]]:  # noqa: ANN401 - any mapping or list of a model
    return held.items() if isinstance(held, dict) else enumerate(held)


def annotation(field: FieldInfo) -> Any:  # noqa: ANN401 - as above
    """The type of a field as it was written, its annotations included."""
    kind: Any = field.annotation
    return Annotated[(kind, *field.metadata)] if field.metadata else kind


def plain(kind: Any) -> Any:  # noqa: ANN401 - as above
    """A type without what it names: a slug is a slug, whatever it stands for."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        kept = [one for one in kind.__metadata__ if not _is_names(one)]
        inner = plain(arguments[0])
        return Annotated[(inner, *kept)] if kept else inner
    if origin in {Union, types.UnionType}:
        return reduce(or_, map(plain, arguments))
    if origin in {dict, tuple}:
        return origin[tuple(map(plain, arguments))]
    return kind
