"""The reference of the format, made from the model: `docs/reference/format.md`."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ucops.model import shape
from ucops.model.config import Config, Limit, Percent
from ucops.model.dates import Date, DueDate, Period, PlannedDate, StartDate
from ucops.model.preset import preset
from ucops.model.reference import annotation, plain
from ucops.model.usecase import Solution, UseCase
from ucops.model.values import (
    InsidePath,
    ItemKey,
    Link,
    Person,
    Quantity,
    Seat,
    Slug,
)

TEMPLATE = "fields_reference.md.j2"


@dataclass(frozen=True, slots=True)
class Field:
    """One key: how it is written, what it holds, and what holds when it is not there."""

    key: str
    kind: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Section:
    """One mapping: where it stands, what it is, and its keys."""

    name: str
    description: str
    fields: tuple[Field, ...]


def render_reference() -> str:
    """The whole reference as Markdown; the same code gives the same bytes."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown made of our own words
    )
    return environment.get_template(TEMPLATE).render(
        config=sections(Config), use_case=sections(UseCase), preset=preset("gtm")
    )


def sections(model: type[BaseModel], name: str = "") -> list[Section]:
    """A model and every mapping inside it, each at its path."""
    fields = {field.alias or key: field for key, field in model.model_fields.items()}
    own = Section(
        name,
        inspect.cleandoc(model.__doc__ or ""),
        tuple(_field(key, field) for key, field in fields.items()),
    )
    found = [own]
    for key, field in fields.items():
        path, inner = _inner(f"{name}.{key}" if name else key, field.annotation)
        if inner is not None:
            found += sections(inner, path)
    return found


def _inner(path: str, kind: Any) -> tuple[str, type[BaseModel] | None]:  # noqa: ANN401 - a type, in any of its forms
    """The mapping inside a field, and the path to it."""
    kind = shape.bare(kind)
    if get_origin(kind) is dict:
        return _inner(f"{path}.<slug>", get_args(kind)[1])
    if get_origin(kind) is tuple:
        return _inner(f"{path}[]", get_args(kind)[0])
    return path, kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _field(key: str, field: FieldInfo) -> Field:
    return Field(key, in_words(plain(annotation(field))), _default(field), field.description or "")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value is PydanticUndefined or value is None or value in ("", (), {}):
        return ""
    if isinstance(value, BaseModel):
        return ""
    return str(value).lower() if isinstance(value, bool) else _plain(value)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


_NAMED: tuple[tuple[Any, str], ...] = (
    (Slug, "slug"),
    (Date, "date"),
    (PlannedDate, "date or placeholder"),
    (StartDate, "date or span, its first day counts, or placeholder"),
    (DueDate, "date or span, its last day counts, or placeholder"),
    (Solution.model_fields["features"].annotation, "list of: slug, or slug → text"),
    (Limit, "whole number or none"),
    (Percent, "whole number or none"),
    (Period, "day, month, year or placeholder"),
    (Person, "login or placeholder"),
    (ItemKey, "item"),
    (InsidePath, "path"),
)
_BARE = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Quantity: "quantity",
    tuple[Link, ...]: "link or list of links",
    Seat: "seat",
}


def in_words(kind: Any) -> str:  # noqa: ANN401 - as above
    """A type as a person would say it."""
    for known, words in _NAMED:
        if shape.required(kind) == known:
            return words
    plain = shape.bare(kind)
    if plain in _BARE:
        return _BARE[plain]
    arguments = get_args(plain)
    if get_origin(plain) is Literal:
        return ", ".join(f"`{one}`" for one in arguments)
    if get_origin(plain) is tuple:
        return f"list of: {in_words(arguments[0])}"
    if get_origin(plain) is dict:
        return f"{in_words(arguments[0])} → {in_words(arguments[1])}"
    return "mapping"
