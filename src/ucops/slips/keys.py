"""Keys that the model does not know, that are missing, or that say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import Any

from ucops.likeness import alike, plainly
from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.slips import invisible, repair, spaces
from ucops.slips.misfit import Misfit, Said, left_edge
from ucops.text.correction import Certainty, Correction, Edit, sure
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Path, Source, Span

LISTED = 40
"""Up to so many known keys are all named where none is like the one that stands there."""
MAY_BE_EMPTY = frozenset({"links", "team", "sponsors", "bom"})
"""Where an entry without a value means something: an open link or seat, the item as it is."""


def unknown(misfit: Misfit) -> Said:
    """What to say about a key that the model does not know."""
    name = str(misfit.path[-1])
    known = shape.keys(misfit.model, misfit.path[:-1])
    unspaced = _unspaced(misfit, name, known) or _unseen(misfit, name, known)
    if unspaced or (misfit.value is None and (unspaced := _cut(misfit))):
        return unspaced
    where = f" in {misfit.path[-2]}" if len(misfit.path) > 1 else ""
    message = f"there is no key {misfit.raw or name}{where}"
    if name == "status":
        hint = "how far the work is stands on GitHub; a finished item has a `deliverable`"
        return Said("unknown-key", message, hint)
    if isinstance(misfit.value, dict | list) and name in shape.keys(misfit.model, ()):
        return Said("unknown-key", message, left_edge(misfit))
    return _misspelt(misfit, name, known, message)


def _misspelt(misfit: Misfit, name: str, known: list[str], message: str) -> Said:
    close = alike(name, known)
    if not close:
        listed = f"known are: {', '.join(known)}" if 0 < len(known) <= LISTED else ""
        return Said("unknown-key", message, listed)
    meant, question = close[0], f"did you mean '{close[0]}'?"
    if meant in misfit.beside:
        return Said("unknown-key", message, question, meant)
    same = plainly(meant) == plainly(name)
    certainty = Certainty.SURE if same else Certainty(len(close) == 1)  # one name alone is likely
    advice = misfit.write(meant, certainty=certainty, name=meant, before=f"{question} Write: ")
    return Said("unknown-key", message, advice, meant)


def _unspaced(misfit: Misfit, name: str, known: list[str]) -> Said | None:
    """What to say about a key that has swallowed its value for want of a space."""
    spelt, colon, said = name.partition(":")
    meant = next((one for one in known if plainly(one) == plainly(spelt)), "")
    if not (colon and said.strip() and meant):
        return None
    return spaces.key(misfit, meant)


def _unseen(misfit: Misfit, name: str, known: list[str]) -> Said | None:
    """What to say about a key with a character in it that nobody can see."""
    clean = invisible.without(name).strip()
    if clean == name or clean not in known:
        return None
    message = f"an invisible character stands in {clean}"
    if name != name.rstrip():
        return Said("control-character", message, f"delete the key and type: {clean}", clean)
    fresh = misfit.raw == name and clean not in misfit.beside
    written = misfit.write(clean, certainty=sure(fresh), name=clean)
    return Said("control-character", message, written, clean)


def _cut(misfit: Misfit) -> Said | None:
    """What to say about a key that is the rest of the text before it, which a comma ends."""
    holder, name = misfit.path[:-1], str(misfit.path[-1])
    if not misfit.source.raw(holder).startswith("{"):
        return None
    pairs = list(misfit.beside.items())
    at = next((at for at, (key, _) in enumerate(pairs) if key == name), 0)
    while at > 0 and pairs[at][1] is None:
        at -= 1
    key, text = pairs[at] if pairs else ("", None)
    if not isinstance(text, str) or misfit.source.raw((*holder, key))[:1] in {'"', "'"}:
        return None
    pieces = [piece for piece, _ in takewhile(lambda pair: pair[1] is None, pairs[at + 1 :])]
    message = f"the comma ends the text of {key}, and YAML takes '{pieces[0]}' for another key"
    return Said("unknown-key", message, _whole(misfit, key, [text, *pieces]))


def _whole(misfit: Misfit, key: str, pieces: list[str]) -> str | Correction:
    """The text in quotes, in its line where all of it stands on one."""
    source, holder = misfit.source, misfit.path[:-1]
    start = source.locate((*holder, key))
    end = source.locate((*holder, pieces[-1]), key=True)
    line = source.readable_lines[start.line - 1]
    if start.line != end.end_line:
        return f"put the text in quotes: {key}: {repair.quote(', '.join(pieces))}"
    quoted = repair.quote(line[start.column - 1 : end.end_column - 1])
    return Correction(
        edits=(Edit(Span(start.line, start.column, end.line, end.end_column), quoted),),
        line=f"{line[: start.column - 1]}{quoted}{line[end.end_column - 1 :]}".strip(),
        before="put the text in quotes: ",
    )


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


def missing(misfit: Misfit) -> Said:
    """What to say about a field that is not there."""
    name = str(misfit.path[-1])
    if len(misfit.path) == 1:
        return Said(f"missing-{name}", f"the {name} is missing", f"add a line: {name}: …")
    holder = next(step for step in reversed(misfit.path[:-1]) if isinstance(step, str))
    return Said("missing-field", f"{holder} has no {name}", f"add {name}: … to it")


def empty(misfit: Misfit) -> Said:
    """What to say about a key without a value."""
    if misfit.path and isinstance(misfit.path[-1], int):
        hint = "write the value after the dash, or delete the line"
        return Said("empty-value", f"an entry of {misfit.name} has no value", hint)
    hint = "write the value after the colon, or delete the line"
    return Said("empty-value", f"{misfit.name} has no value", hint)


def empty_values(data: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for every key without a value, where that means nothing."""
    found = list(islice(_empties(data), PROBLEM_LIMIT + 1))
    problems = [_empty(path, source) for path in found[:PROBLEM_LIMIT]]
    return [*problems, rest(source.file)] if len(found) > PROBLEM_LIMIT else problems


def _empties(data: dict[Any, Any]) -> Iterator[Path]:
    for key, value in data.items():
        if value is None or _says_nothing((str(key),), value):
            yield (str(key),)
        elif key == "bom":
            for slug, entry in value.items() if isinstance(value, dict) else ():
                yield from _nothings(entry, (key, str(slug)))
        elif key not in MAY_BE_EMPTY:
            yield from _nothings(value, (str(key),))


def _nothings(data: object, path: Path) -> Iterator[Path]:
    pairs: Iterable[tuple[Any, Any]] = ()
    if isinstance(data, dict):
        pairs = data.items()
    elif isinstance(data, list):
        pairs = enumerate(data)
    for step, value in pairs:
        inside = (*path, step if isinstance(data, list) else str(step))
        if value is None or _says_nothing(inside, value):
            yield inside
        elif isinstance(value, dict | list):
            yield from _nothings(value, inside)


def _says_nothing(path: Path, value: object) -> bool:
    """Whether a list is empty, or a text that cannot stay open blank."""
    if isinstance(value, str):
        return not value.strip() and shape.expected(UseCase, path) is str
    return value == []


def _empty(path: Path, source: Source) -> Problem:
    said = empty(Misfit(UseCase, source, path, "empty", None))
    on_key = isinstance(path[-1], str)
    return Problem(
        rule=said.rule,
        file=source.file,
        message=said.message,
        advice=said.advice,
        path=path,
        span=source.locate(path, key=on_key),
        on_key=on_key,
    )
