"""How titles and numbers are written, where they can be read but will look or count wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.rules.engine.context import Context
from ucops.rules.engine.file import File
from ucops.rules.engine.prose import CURLY, QUOTES
from ucops.rules.engine.rule import MOST, Hit, Hits, text_rule, use_case_rule
from ucops.slips import repair

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.text.source import Path, Source

LONELY = re.compile(r'[^"]*[^"\d\s]"\s*')
"""One straight quote, at the end; behind a number it stands for inches."""
POINTED = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")
"""A number such as 1.000 or 12.345: few decimals have three digits, but thousands always do."""
NUMBERED = re.compile(r"\s*(?:step\s+)?\d{1,2}[a-z]?[.):]\s+(?=\S)", re.IGNORECASE)
"""The number in front of a step."""
_CONNECTIVES = (
    "and|or|but|nor|which|who|whose|that|where|when|with|without|including|such|because"
    "|und|oder|aber|et|ou|mais|y|pero"
)
CONNECTED = re.compile(rf"(?:{_CONNECTIVES})\s")
"""Words that a sentence goes on with after a comma."""
LISTED = re.compile(
    rf"\[\s*[\"'{QUOTES}]?[A-Z\u00c0-\u00de][^\[\]]*,\s+[^\W\d_A-Z]"
    rf"|\[[^\[\]]*,\s+(?:{_CONNECTIVES})\s"
)
"""What a file holds that has a text with a comma in a list between brackets."""
_TITLED = (
    "value_drivers",
    "market_requirements",
    "differentiators",
    "competitors",
    "scenarios",
    "measures",
    "bom",
)


def titles_of(entry: Entry) -> Iterator[tuple[str, Path]]:
    """The titles of a use case and of everything in it, each with its place."""
    yield entry.use_case.title.strip(), ("title",)
    for part in _TITLED:
        for slug, one in getattr(entry.use_case, part).items():
            if one.title is not None:
                yield one.title.strip(), (part, slug, "title")


@use_case_rule("form", "warning")
def line_break_in_title(entry: Entry, context: Context) -> Hits:
    """Look at the titles of the use case and of everything in it."""
    del context
    for title, path in titles_of(entry):
        if len(title.splitlines()) > 1:
            hint = f"write it on one line: {' '.join(title.split())}"
            yield Hit("This title has a line break in it.", path, hint)


@use_case_rule("form", "warning")
def curly_quotes(entry: Entry, context: Context) -> Hits:
    """Look at the titles of the use case and of everything in it."""
    del context
    for title, path in titles_of(entry):
        if CURLY.fullmatch(title):
            message = "The curly quotes are shown as a part of this title."
            yield Hit(message, path, f"write it without them: {title[1:-1]}")


@text_rule("form", "warning")
def lonely_quote(file: File) -> Hits:
    """Look at every text with a straight quote."""
    for path, text in file.holding('"'):
        if LONELY.fullmatch(text):
            yield _lonely(text, path)


def _lonely(text: str, path: Path) -> Hit:
    """What to say of a straight quote at the end, which a curly one may have opened."""
    opened = next(
        (sign for sign in _CLOSED_BY if text.count(sign) > text.count(_CLOSED_BY[sign])), ""
    )
    if opened:
        message = f"This text is quoted from {opened} on, and ends with a straight quote."
        return Hit(message, path, f'close it with {_CLOSED_BY[opened]}, or open it with "')
    return Hit("This text ends with a quote that nothing opens.", path, "delete it")


_CLOSED_BY = {"\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "\u00bb": "\u00ab"}


@use_case_rule("form", "warning")
def numbered_step(entry: Entry, context: Context) -> Hits:
    """Look at the steps of scenarios and of their extensions."""
    del context
    for slug, scenario in entry.use_case.scenarios.items():
        path = ("scenarios", slug)
        yield from _numbered(scenario.steps, (*path, "steps"))
        for key, extension in scenario.extensions.items():
            yield from _numbered(extension.steps, (*path, "extensions", key, "steps"))


def _numbered(steps: tuple[str, ...], path: Path) -> Hits:
    for index, step in enumerate(steps):
        if found := NUMBERED.match(step):
            hint = f"write it without the number: {step[found.end() :]}"
            yield Hit("This step carries its own number.", (*path, index), hint)


@use_case_rule("traps", "warning")
def thousands_point(entry: Entry, context: Context) -> Hits:
    """Look at the targets and values of measures, as they are written."""
    source = context.loaded.sources[entry.file]
    for slug, measure in entry.use_case.measures.items():
        values = [("target",), *(("values", day.isoformat()) for day in measure.values)]
        for place in values:
            path = ("measures", slug, *place)
            raw = source.raw(path)
            if POINTED.fullmatch(raw):
                yield _pointed(raw, path)


def _pointed(raw: str, path: Path) -> Hit:
    thousands = raw.replace(".", "")
    if raw.endswith("0"):
        hint = f"write {thousands} for the thousands, or {float(raw):g}"
        return Hit(f"YAML reads {raw} as {float(raw):g}.", path, hint)
    message = f"To YAML, the point in {raw} starts decimals."
    return Hit(message, path, f"write {thousands} for the thousands, or {raw}0 for decimals")


@text_rule("traps", "warning")
def comma_cut(file: File) -> Hits:
    """Look for entries that go on with the sentence of the one before."""
    source = file.source
    for path, pieces in _lists(file) if file.entry and LISTED.search(source.text) else ():
        raw = [source.raw((*path, index)) for index in range(len(pieces))]
        cut = _cut(raw)
        if cut and source.raw(path).startswith("["):
            message = f"The comma in front of '{pieces[cut[0]]}' ends the entry."
            yield Hit(message, (*path, cut[0]), _whole(source, path, raw, cut))


def _lists(file: File) -> Iterator[tuple[Path, list[str]]]:
    """The lists in a file that people read, not those of names, where one may be the rest of one.

    What is not in quotes is written as it is read, so that most lists are not looked at as they
    are written.
    """
    found: defaultdict[Path, list[str]] = defaultdict(list)
    for path, text in zip(file.paths, file.texts.each, strict=True):
        if path and isinstance(path[-1], int):
            found[path[:-1]].append(text)
    for path, pieces in found.items():
        may_go_on = len(pieces) <= MOST and any(map(_may_go_on, pieces[1:]))
        if may_go_on and shape.expected(UseCase, (*path, 0)) is str:
            yield path, pieces


def _may_go_on(text: str) -> bool:
    return _starts_small(text) or CONNECTED.match(text) is not None


def _cut(pieces: list[str]) -> list[int]:
    """Which entries of a list, as they are written, are the rest of the one before."""
    after_text = [at for at in range(1, len(pieces)) if pieces[at - 1][:1] not in {'"', "'"}]
    small = [at for at in after_text if _starts_small(pieces[at])]
    linked = [at for at in small if CONNECTED.match(pieces[at])]
    big = [at for at, one in enumerate(pieces) if re.match(r"[A-Z\u00c0-\u00de][a-z\s]", one)]
    opened = pieces[0][:1] in QUOTES and CURLY.match(pieces[0]) is None
    if small and (opened or (0 in big and (linked or small[0] < big[-1]))):
        return small
    return linked


def _starts_small(text: str) -> bool:
    """Whether a text starts with a plain word in small letters, not with a name such as iOS."""
    word = text.partition(" ")[0].strip(f"{QUOTES}.,;:!?").replace("-", "")
    return word.isalpha() and word.islower()


def _whole(source: Source, path: Path, raw: list[str], cut: list[int]) -> str:
    """The list with each text in one piece, where it is clear where one starts."""
    if raw[0][:1].islower():
        return "put the whole text in quotes"
    groups: list[list[str]] = []
    rests = set(cut)
    for at, piece in enumerate(raw):
        if at in rests:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    written = [_quoted(group) for group in groups]
    line = source.rewritten(path, f"[{', '.join(written)}]")
    whole = next(_quoted(group) for group in groups if len(group) > 1)
    return f"write: {line}" if line else f"put the whole text in quotes: {whole}"


def _quoted(pieces: list[str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    text = " ".join(", ".join(pieces).split())
    return repair.quote(text[1:-1] if CURLY.fullmatch(text) else text)
