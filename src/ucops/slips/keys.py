"""Keys that the model does not know, that are missing, or that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import Any, get_origin

from ucops.likeness import alike, plainly
from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.model.values import SLUG
from ucops.prose.words import one_line
from ucops.slips import dates, invisible, repair, spaces, terms, words
from ucops.slips.line import meant as line_meant
from ucops.slips.misfit import Misfit, Said, left_edge
from ucops.slips.suspicion import MAY_BE_EMPTY
from ucops.text.correction import Certainty, Correction, Edit, applied, sure
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Path, Source, Span

LISTED = 12
"""Up to so many known keys are all named where none is like the one that stands there."""
_PEOPLE = frozenset({"owner", "assignee", "dri", "lead", "responsible", "pmm", "pm", "contact"})


def unknown(misfit: Misfit) -> Said:
    """What to say about a key that the model does not know."""
    name = str(misfit.path[-1])
    known = shape.keys(misfit.model, misfit.path[:-1])
    unspaced = _unspaced(misfit, name, known) or _unseen(misfit, name, known)
    bare = misfit.beside.get(name) is None
    if unspaced or (bare and (unspaced := _cut(misfit))):
        return unspaced
    holder = next((step for step in reversed(misfit.path[:-1]) if isinstance(step, str)), "")
    where = f" in {holder}" if holder else ""
    message = f"there is no key {one_line(misfit.raw or name)}{where}"
    if hint := _asked(misfit, name, known):
        return Said("unknown-key", message, hint)
    if (answer := _answered(misfit, name, known)) is not None:
        return Said("unknown-key", message, answer, next(iter(known)))
    if said := _misspelt(misfit, name, known, message) or _in_other_words(misfit, name, message):
        return said
    return Said("unknown-key", message, _other(misfit, known))


def _in_other_words(misfit: Misfit, name: str, message: str) -> Said | None:
    """What to say about a key of another tool, or about the rest of a text."""
    meant = terms.field(misfit.path[:-1], name)
    if meant and name.islower():
        return _renamed(misfit, meant, message, "")
    plain_key = name.islower() and SLUG.fullmatch(name)
    if not plain_key and (advice := _gone_on(misfit)):
        return Said("unknown-key", f"the text goes on behind a comma, at '{name}'", advice)
    if meant and " " in str(misfit.value) and misfit.source.raw(misfit.path[:-1]).startswith("{"):
        return Said("unknown-key", message, f"did you mean '{meant}'?", meant)
    return _renamed(misfit, meant, message, "") if meant else None


def _gone_on(misfit: Misfit) -> Correction | None:
    """The line in which a text goes on behind a comma, with the text in quotes."""
    source, holder = misfit.source, misfit.path[:-1]
    span = source.locate(misfit.path, key=True)
    line = source.readable_lines[span.line - 1]
    whole = source.raw(holder).startswith("{") and "\n" not in source.raw(holder)
    fixed = line_meant(misfit.model, source.readable_lines, span.line - 1) if whole else None
    if fixed is None:
        return None
    edit = Edit(Span(span.line, 1, span.line, len(line) + 1), fixed)
    return Correction(edits=(edit,), line=fixed.strip(), before="put the text in quotes: ")


def _asked(misfit: Misfit, name: str, known: list[str]) -> str:
    """Where something goes that is no field here, if that is known."""
    if place := terms.elsewhere(misfit.path[:-1], name):
        if name == "sponsor" and isinstance(misfit.value, str):
            return f"{place}: sponsors: {{executive: {misfit.value}}}"
        return place
    collection, inside = isinstance(misfit.value, dict | list), len(misfit.path) > 1
    if collection and inside and name in shape.keys(misfit.model, ()):
        return left_edge(misfit)
    if not inside and known and isinstance(misfit.value, dict) and _is_item(misfit):
        return OUTSIDE
    return ""


OUTSIDE = "this is an item: indent it by two spaces, below bom:"
"""What to do with an item at the left edge."""


def _answered(misfit: Misfit, name: str, known: list[str]) -> str | None:
    """Two texts with a colon between them, as the fields that they belong in."""
    alone = len(misfit.beside) == 1 and isinstance(misfit.value, str)
    alone = alone and bool(re.search(r"[ .]", name))
    if alone and misfit.path[0] == "feedback" and (day := dates.guessed(name)):
        return f"write: - {{date: {day}, from: …, text: {repair.as_needed(misfit.value)}}}"
    if misfit.path[0] not in {"objections", "proof_points"} or not alone:
        return None
    first, second = ("customer", "result") if "customer" in known else known[:2]
    said = f"{first}: {repair.as_needed(name)}, {second}: {repair.as_needed(misfit.value)}"
    return f"write: - {{{said}}}"


def _is_item(misfit: Misfit) -> bool:
    """Whether an entry has nothing but fields of an item."""
    fields = set(shape.keys(UseCase, ("bom", "item")))
    return bool(misfit.value) and {str(one) for one in misfit.value} <= fields


def _other(misfit: Misfit, known: list[str]) -> str:
    """What to do with something that the format has no field for."""
    if len(misfit.path) == 1 and terms.plain(str(misfit.path[0])) in _PEOPLE:
        return f"name people by role, below team: (pmm: {misfit.value})"
    last = terms.plain(str(misfit.path[-1])).rpartition("-")[2]
    if meant := terms.field(misfit.path[:-1], last):
        return f"did you mean '{meant}'? If not, say it in a text, or in a comment behind a #"
    if misfit.path[0] == "bom":
        return "if others need to know it, say it in the item's `description`"
    if 0 < len(known) <= LISTED and len(misfit.path) > 1:
        return f"known are: {', '.join(known)}"
    return "no field is meant for it: keep it as a comment, with # in front, or take it out"


def _misspelt(misfit: Misfit, name: str, known: list[str], message: str) -> Said | None:
    """What to say about a key that is like one that is known."""
    same = next((one for one in known if _letters(one) == _letters(name)), "")
    close = [same] if same else [] if terms.field(misfit.path[:-1], name) else alike(name, known)
    if not close:
        return None
    between = misfit.source.raw(misfit.path[:-1]).startswith("{")
    if between and not same and " " in str(misfit.value):
        return Said("unknown-key", message, f"did you mean '{close[0]}'?", close[0])
    certainty = Certainty.SURE if same else Certainty(len(close) == 1)  # one name alone is likely
    return _renamed(misfit, close[0], message, f"did you mean '{close[0]}'? ", certainty)


def _letters(name: str) -> str:
    return terms.plain(name).replace("-", "")


def _renamed(
    misfit: Misfit,
    meant: str,
    message: str,
    question: str,
    certainty: Certainty = Certainty.SURE,
) -> Said:
    """The line with the key that is meant, and one value in brackets where that takes a list."""
    if meant in {
        terms.plain(one).replace("-", "_") for one in misfit.beside if one != misfit.path[-1]
    }:
        hint = question.strip() or f"that is what `{meant}` says, which stands there already"
        return Said("unknown-key", message, hint, meant)
    if dates.is_wanted(meant) and isinstance(misfit.value, str) and not dates.is_said(misfit.value):
        return Said("unknown-key", message, f"did you mean '{meant}'?", meant)
    before = f"{question}Write: " if question else "write: "
    advice = misfit.write(meant, certainty=certainty, name=meant, before=before)
    advice = replace(advice, otherwise=f"did you mean '{meant}'?")
    value = replace(misfit, path=(*misfit.path[:-1], str(misfit.path[-1])), on_key=False)
    kind = shape.bare(shape.expected(misfit.model, (*misfit.path[:-1], meant)))
    words_ = _as_words(misfit, meant, kind)
    if words_ and value.raw and advice.edits:
        both = value.write(f"[{', '.join(words_)}]", words_)
        line = _shown(misfit, (*advice.edits, *both.edits))
        advice = replace(advice, edits=(*advice.edits, *both.edits), value=both.value, line=line)
    return Said("unknown-key", message, advice, meant)


def _as_words(misfit: Misfit, meant: str, kind: Any) -> list[str]:  # noqa: ANN401 - a type
    """The words of a list that one text names; empty where no list is meant, or nobody can tell."""
    text = misfit.value
    if get_origin(kind) is not tuple or not isinstance(text, str):
        return []
    allowed = shape.choices(misfit.model, (*misfit.path[:-1], meant, 0))
    known = words.several(meant, text, [str(one) for one in allowed]) if allowed else []
    return known or ([text] if SLUG.fullmatch(text) else [])


def _shown(misfit: Misfit, edits: tuple[Edit, ...]) -> str:
    """The line with several edits, all of which stand in it."""
    number = edits[0].span.line
    line = misfit.source.readable_lines[number - 1]
    here = [Edit(replace(one.span, line=1, end_line=1), one.text) for one in edits]
    return applied(line, here).strip()


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
    known = shape.expected(misfit.model, (*holder, key)) or terms.field(holder, key)
    if (
        not isinstance(text, str)
        or misfit.source.raw((*holder, key))[:1] in {'"', "'"}
        or not known
    ):
        return None
    pieces = [piece for piece, _ in takewhile(lambda pair: pair[1] is None, pairs[at + 1 :])]
    if not pieces:
        return None
    message = f"the comma ends the text of {key}, and YAML takes '{pieces[0]}' for another key"
    listed = _as_words(
        replace(misfit, value=", ".join([text, *pieces])),
        key,
        shape.bare(shape.expected(misfit.model, (*holder, key))),
    )
    return Said("unknown-key", message, _whole(misfit, key, [text, *pieces], listed))


def _whole(misfit: Misfit, key: str, pieces: list[str], listed: list[str]) -> str | Correction:
    """The text in quotes, or its words in brackets, in its line where all of it stands on one."""
    source, holder = misfit.source, misfit.path[:-1]
    start = source.locate((*holder, key))
    end = source.locate((*holder, pieces[-1]), key=True)
    line = source.readable_lines[start.line - 1]
    if start.line != end.end_line:
        return f"put the text in quotes: {key}: {repair.quote(', '.join(pieces))}"
    quoted = repair.quote(line[start.column - 1 : end.end_column - 1])
    quoted = f"[{', '.join(listed)}]" if listed else quoted
    return Correction(
        edits=(Edit(Span(start.line, start.column, end.line, end.end_column), quoted),),
        line=f"{line[: start.column - 1]}{quoted}{line[end.end_column - 1 :]}".strip(),
        before="write: " if listed else "put the text in quotes: ",
    )


def once(problems: list[Problem]) -> list[Problem]:
    """The problems, with one for all the pieces of one text."""
    told: set[object] = set()
    kept = []
    wholes = [
        edit.span
        for one in problems
        if one.rule == "unknown-key" and one.correction
        for edit in one.correction.edits
    ]
    outside = any(one.hint == OUTSIDE for one in problems)
    answered = {one.path[:-1] for one in problems if one.hint.startswith("write: - {")}
    for problem in problems:
        within = problem.span and any(problem.span in one for one in wholes)
        if (
            (outside and problem.rule == "empty-value" and problem.path == ("bom",))
            or (within and problem.rule != "unknown-key")
            or (problem.rule == "missing-field" and problem.path[:-1] in answered)
        ):
            continue
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
    found = [path for path in found if not _holds_what_follows(data, path)]
    problems = [_empty(path, source) for path in found[:PROBLEM_LIMIT]]
    return [*problems, rest(source.file)] if len(found) > PROBLEM_LIMIT else problems


def _holds_what_follows(data: dict[Any, Any], path: Path) -> bool:
    """Whether `bom:` is empty only because its items stand at the left edge, below it."""
    names = [str(key) for key in data]
    if path != ("bom",) or names.index("bom") + 1 >= len(names):
        return False
    after = data[list(data)[names.index("bom") + 1]]
    fields = set(shape.keys(UseCase, ("bom", "item")))
    return isinstance(after, dict) and bool(after) and {str(one) for one in after} <= fields


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
