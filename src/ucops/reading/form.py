"""Plain data to the model: what does not fit is reported and left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ucops.model.config import Model
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Path, Source

M = TypeVar("M", bound=Model)

ROUNDS = 60
"""How often what does not fit is left out; a model is nested eight levels deep."""


def fitted(
    model: type[M], data: Mapping[Any, Any], source: Source, instead: Mapping[str, Any]
) -> tuple[M, list[Problem]]:
    """Make a model of plain data, leaving out what does not fit.

    At the root, `instead` stands in where a required field is missing or does not fit.
    """
    problems: list[Problem] = []
    for attempt in range(ROUNDS):
        try:
            return model.model_validate(data), problems
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False)
            if not attempt:
                listed = details[:PROBLEM_LIMIT]
                found = [_problem(model, detail, data, source) for detail in listed]
                problems = _without_echoes(found)
                if len(details) > PROBLEM_LIMIT:
                    problems.append(rest(source.file))
            data = {**instead, **_without(data, details)}
    return model.model_validate(instead), problems


def _problem(model: type[Model], detail: ErrorDetails, data: object, source: Source) -> Problem:
    from ucops.slips.explain import explained  # noqa: PLC0415 - most files never need it
    from ucops.slips.misfit import Misfit  # noqa: PLC0415 - as above

    path, on_key = _place(detail, data)
    missing = detail["type"] == "missing"
    said = explained(Misfit(model, source, path, detail["type"], detail["input"], on_key=on_key))
    names_key = on_key or missing or (detail["input"] is None and isinstance(path[-1], str))
    return Problem(
        rule=said.rule,
        file=source.file,
        message=said.message,
        advice=said.advice,
        path=path,
        span=source.locate(path[:-1] if missing else path, key=names_key),
        on_key=names_key,
        meant=(*path[:-1], said.meant) if said.meant else (),
    )


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Problems without those that go away once another one is mended."""
    unspaced = {
        (*problem.path[:-1], str(problem.path[-1]).partition(":")[0])
        for problem in problems
        if problem.rule == "missing-space" and problem.on_key
    }
    named = {problem.meant for problem in problems if problem.meant}
    places = set()
    kept = []
    for problem in problems:
        if problem.rule.startswith("missing-") and problem.path in named:
            continue
        if problem.path not in unspaced and (problem.span, problem.path) not in places:
            places.add((problem.span, problem.path))
            kept.append(problem)
    return kept


def _place(detail: ErrorDetails, data: object) -> tuple[Path, bool]:
    """Where an error stands, keys as text, and whether it is the key that is wrong."""
    on_key = "[key]" in detail["loc"] or detail["type"] in {"extra_forbidden", "invalid_key"}
    path: list[str | int] = []
    for step in detail["loc"]:
        if step == "[key]":
            break
        if isinstance(data, Mapping):
            key = next((key for key in data if _step(key) == step), step)
            path.append(str(key))
            data = data.get(key)
        elif isinstance(data, list) and isinstance(step, int):
            path.append(step)
            data = data[step]
        else:
            path.append(step)
    return tuple(path), on_key


def _step(key: object) -> str | int:
    """A key as pydantic writes it into the place of an error."""
    if isinstance(key, int):
        return int(key)
    return key if isinstance(key, str) else repr(key)


def _without(data: Mapping[Any, Any], details: list[ErrorDetails]) -> dict[Any, Any]:
    """The data without the places of errors; without what holds it, where a field is missing."""
    doomed: set[Path] = set()
    for detail in details:
        path = tuple(step for step in detail["loc"] if step != "[key]")
        doomed.add(path[:-1] if detail["type"] == "missing" and len(path) > 1 else path)
    pruned = _pruned(data, (), doomed)
    return pruned if isinstance(pruned, dict) else {}


def _pruned(data: Any, path: Path, doomed: set[Path]) -> Any:  # noqa: ANN401 - plain data
    if isinstance(data, Mapping):
        pairs = ((key, value, (*path, _step(key))) for key, value in data.items())
        return {key: _pruned(value, at, doomed) for key, value, at in pairs if at not in doomed}
    if isinstance(data, list):
        places = ((value, (*path, index)) for index, value in enumerate(data))
        return [_pruned(value, at, doomed) for value, at in places if at not in doomed]
    return data
