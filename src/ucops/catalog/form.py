"""Plain data to the model: what does not fit is reported and left out."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ucops.catalog.config import Model
from ucops.catalog.problem import Problem
from ucops.catalog.source import Path, Source

M = TypeVar("M", bound=Model)


def read_model(
    model: type[M], data: object, source: Source, name: str = ""
) -> tuple[M, list[Problem]]:
    """Make a model of plain data, leaving out what does not fit."""
    problems: list[Problem] = []
    raw = data if isinstance(data, dict) else {}
    if name:
        raw = {"title": name, "problem": ""} | raw
    for _ in range(20):
        try:
            return model.model_validate(raw), problems
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False)
            if not problems:
                problems = [_problem(detail, source) for detail in details]
            raw = _without(raw, details)
    raise AssertionError("leaving out what does not fit comes to an end")


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _problem(detail: ErrorDetails, source: Source) -> Problem:
    path = _path(detail)
    return Problem(
        rule="wrong-type",
        file=source.file,
        message=detail["msg"],
        path=path,
        span=source.locate(path, key="[key]" in detail["loc"]),
    )


def _without(raw: Any, details: list[ErrorDetails]) -> Any:  # noqa: ANN401 - plain data
    for detail in details:
        path = _path(detail)
        raw = _drop(raw, path[:-1] if detail["type"] == "missing" else path)
    return raw


def _drop(data: Any, path: Path) -> Any:  # noqa: ANN401 - plain data
    if isinstance(data, dict) and path:
        key = next((k for k in data if str(k) == str(path[0])), None)
        rest = {k: v for k, v in data.items() if k is not key}
        if len(path) > 1 and isinstance(data.get(key), dict | list):
            return {k: (_drop(v, path[1:]) if k is key else v) for k, v in data.items()}
        return rest
    if isinstance(data, list) and path:
        inner = [_drop(v, path[1:]) if i == path[0] else v for i, v in enumerate(data)]
        return inner if len(path) > 1 else [v for i, v in enumerate(data) if i != path[0]]
    return data
