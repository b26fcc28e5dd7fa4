"""What the model expects at a place in the data."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ucops.model.reference import plain
from ucops.model.values import Slug
from ucops.text.source import Path


@lru_cache(1 << 14)  # rules ask for every text of a list, and many files have the same
def expected(model: type[BaseModel], path: Path) -> Any:  # noqa: ANN401 - a type, in any of its forms
    """The type at a place, optional parts taken off; None where the model knows no such place."""
    kind: Any = model
    for step in path:
        kind = _inside(bare(kind), step)
    return required(kind)


def keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a mapping at a place may have; empty where they are free."""
    kind = bare(expected(model, path))
    return list(_fields(kind)) if _is_model(kind) else []


def names(model: type[BaseModel]) -> frozenset[str]:
    """Every key that a model has, at whatever level."""
    found: set[str] = set()
    waiting: list[Any] = [model]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if not _is_model(kind):
            waiting += get_args(kind)
        elif kind not in seen:
            seen.add(kind)
            found |= _fields(kind).keys()
            waiting += _fields(kind).values()
    return frozenset(found)


def choices(model: type[BaseModel], path: Path, *, key: bool = False) -> list[Any]:
    """The values, or the keys, that are allowed at a place; empty where they are free."""
    kind = bare(expected(model, path[:-1] if key else path))
    kind = bare(get_args(kind)[0]) if key and get_origin(kind) is dict else kind
    return list(get_args(kind)) if get_origin(kind) is Literal else []


def is_slug(model: type[BaseModel], path: Path) -> bool:
    """Whether a slug is expected at a place."""
    return bool(expected(model, path) == Slug)


def bare(kind: Any) -> Any:  # noqa: ANN401 - as above
    """A type without annotations and without None."""
    kind = required(kind)
    while get_origin(kind) is Annotated:
        kind = required(get_args(kind)[0])
    return kind


def required(kind: Any) -> Any:  # noqa: ANN401 - as above
    """A type without None."""
    if get_origin(kind) in {Union, types.UnionType}:
        kinds = [one for one in get_args(kind) if one is not types.NoneType]
        return kinds[0] if len(kinds) == 1 else kind
    return kind


def _inside(kind: Any, step: str | int) -> Any:  # noqa: ANN401 - as above
    if _is_model(kind):
        return _fields(kind).get(str(step))
    arguments = get_args(kind)
    if get_origin(kind) is dict:  # a list of names may stand for a mapping by name
        return arguments[0] if isinstance(step, int) else arguments[1]
    return arguments[0] if get_origin(kind) is tuple else None


def _is_model(kind: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(kind, type) and issubclass(kind, BaseModel)


@cache
def _fields(kind: type[BaseModel]) -> Mapping[str, Any]:
    """The types of a model's fields, worked out once: rules ask for every text of a file."""
    return {
        field.alias or name: plain(field.annotation) for name, field in kind.model_fields.items()
    }
