"""Texts between braces that a comma ends, so that YAML takes their rest for keys."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from ucops.slips import repair
from ucops.slips.misfit import Misfit, Said
from ucops.text.problem import Problem


def cut(misfit: Misfit) -> Said | None:
    """What to say about a key that is the rest of the text before it; None for another one."""
    holder, name = misfit.path[:-1], str(misfit.path[-1])
    if not misfit.source.raw(holder).startswith("{"):
        return None
    data = _at(misfit.source.data, holder)
    pairs = [(str(key), value) for key, value in data.items()] if isinstance(data, dict) else []
    at = next((at for at, (key, _) in enumerate(pairs) if key == name), 0)
    while at > 0 and pairs[at][1] is None:
        at -= 1
    key, text = pairs[at] if pairs else ("", None)
    if not isinstance(text, str) or misfit.source.raw((*holder, key))[:1] in {'"', "'"}:
        return None
    pieces = [piece for piece, _ in takewhile(lambda pair: pair[1] is None, pairs[at + 1 :])]
    message = f"the comma ends the text of {key}, and YAML takes '{pieces[0]}' for another key"
    return Said("unknown-key", message, _whole(misfit, key, [text, *pieces]))


def once(problems: list[Problem]) -> list[Problem]:
    """The problems, with one for all the pieces of one text."""
    told: set[object] = set()
    kept = []
    for problem in problems:
        text = (problem.path[:-1], problem.message, problem.hint)
        if text not in told:
            kept.append(problem)
        if problem.rule == "unknown-key":
            told.add(text)
    return kept


def _at(data: Any, path: tuple[str | int, ...]) -> object:  # noqa: ANN401 - plain data
    """What plain data holds at a path, whose keys are given as text."""
    for step in path:
        if isinstance(data, dict):
            data = next((value for key, value in data.items() if str(key) == step), None)
        else:
            data = data[step]
    return data


def _whole(misfit: Misfit, key: str, pieces: list[str]) -> str:
    """A hint with the text in quotes, in its line where all of it stands on one."""
    source, holder = misfit.source, misfit.path[:-1]
    start = source.locate((*holder, key))
    end = source.locate((*holder, pieces[-1]), key=True)
    line = source.readable_lines[start.line - 1]
    text = line[start.column - 1 : end.end_column - 1]
    if start.line != end.end_line:
        return f"put the text in quotes: {key}: {repair.quote(', '.join(pieces))}"
    fixed = line[: start.column - 1] + repair.quote(text) + line[end.end_column - 1 :]
    return f"put the text in quotes: {fixed.strip()}"
