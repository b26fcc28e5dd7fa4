"""What people paste: texts of a grammar of our own, in the places where texts stand.

`make texts` replays all of them; the tests replay a few.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import yaml
from tests.marketer.judge import BASE, FILE, loaded, mended

from ucops.rules.all import rules
from ucops.text.correction import apart, applied

SEED = 20261130
WHOLE = 5000
# ruff: noqa: RUF001, SIM905 - people paste such quotes, and words read better in a row
_WORDS = (
    *"invoices orders clerks pay twice match scans approve faster Größe où mañana città".split(),
    *"über déjà teams build ship review price list launch partner deck demo story".split(),
)
_PARTS = (
    "{w}", "{w} {w}", "{w} {w} {w}", "{w} {w}", "{w} {w} {w} {w}",
    "{w}: {w}", "{w}: {w} {w}", "Note: {w}", "#{n}", "#{w}", "{w} #{n}", "C# {w}", "& {w}", "@{w}",
    "[{w}](https://docs.octo.example/{w})", "[**{w}:**](https://docs.octo.example/{w})",
    "[#{w}](https://chat.octo.example/{w})", "[`{w}`](https://docs.octo.example/a?b=c#d)",
    "https://docs.octo.example/{w}", "<https://docs.octo.example/{w}>", "**{w} {w}**", "*{w}*",
    "_{w}_", "`{w}`", "`{w}: {w}`", "`{{{w}}}`", "${n},000 a year", "€{n}.50", "{n} %", "{n}:30",
    "{n}k", "2027-01-29", "29.01.2027", "Q1 2027", "“{w} {w}”", "„{w} {w}“", "«{w} {w}»",
    "»{w}«", "‘{w}’", '"{w} {w}"', "'{w}'", "don't {w}", "the {w}'s {w}", "🚀 {w}", "✅", "{w} ✓",
    "{w}, {w} and {w}", "{w}; {w}", "({w})", "[{w}]", "{{{w}}}", "{{{{{w}}}}}", "{w}?", "{w}!",
    "! {w}", "> {w}", "| {w}", "- {w}", "% {w}", "{w} – {w}", "{w} — {w}", "\\{w}", "C:\\{w}\\{w}",
    "{w}/{w}", "yes", "no", "on", "null", "~", "1_000", "0123", "1e3", "{w} = {w}", "{w}|{w}",
)  # fmt: skip
_JOINS = (" ", " ", " ", ", ", ": ", " - ", "; ")
FOLLOWING = "segments: [smb]\n"


def texts(count: int, seed: int = SEED) -> Iterator[str]:
    """Texts on one line, none of which starts or ends with a space."""
    chance = random.Random(seed)  # noqa: S311 - a test's chance
    for _ in range(count):
        parts = [_part(chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 4)))]
        text = parts[0]
        for part in parts[1:]:
            text += chance.choice(_JOINS) + part
        yield text.strip()


def _part(chance: random.Random) -> str:
    pattern = chance.choice(_PARTS)
    while "{w}" in pattern:
        pattern = pattern.replace("{w}", chance.choice(_WORDS), 1)
    return pattern.replace("{n}", str(chance.randint(1, 99))).replace("{{", "{").replace("}}", "}")


@dataclass(frozen=True)
class Place:
    """Where a text is pasted: the lines around it, and where it stands in the data."""

    name: str
    written: str
    path: tuple[str | int, ...]


PLACES = (
    Place("value", "summary: {}\n", ("summary",)),
    Place("entry", "discovery_questions:\n- {}\n- Who pays?\n", ("discovery_questions", 0)),
    Place("braces", "bom:\n  deck: {{title: {}, priority: 1}}\n", ("bom", "deck", "title")),
    Place("folded", "summary: >\n  {}\n", ("summary",)),
    Place("quoted", 'summary: "{}"\n', ("summary",)),
    Place("key", "competitors:\n  {}: {{title: Rival}}\n", ("competitors",)),
)


def at(data: object, path: tuple[str | int, ...]) -> object:
    """What stands at a path, or nothing."""
    for step in path:
        try:
            data = data[step]  # type: ignore[index]  # what does not fit is caught
        except (KeyError, IndexError, TypeError):
            return None
    return data


def harm(text: str, place: Place) -> str:
    """What a correction does to a text that it should not; empty where all is well."""
    whole = BASE + place.written.format(text) + FOLLOWING
    what = loaded(whole)
    source = what.sources[FILE]
    shown = [one for one in what.problems if one.correction]
    first = [one for one in shown if one.stops] or shown
    corrections = apart(source.text, [one.correction for one in first if one.correction])
    if corrections:
        edits = dict.fromkeys(edit for one in corrections for edit in one.edits)
        said = _judged(applied(source.text, edits), text, place)
        if said:
            return f"shown: {said}"
    after = mended(whole).after.decode()
    if after != whole and (said := _judged(after, text, place)):
        return f"made: {said}"
    return ""


def _judged(after: str, text: str, place: Place) -> str:
    what = loaded(after)
    if any(rules()[one.rule].severity == "error" for one in what.problems):
        left = next(one for one in what.problems if rules()[one.rule].severity == "error")
        return f"{left.rule} is left in {after!r}"
    data = what.sources[FILE].data
    if not isinstance(data, dict) or data.get("segments") != ["smb"]:
        return f"the rest is lost in {after!r}"
    value = at(data, place.path)
    if place.name == "key":
        return "" if isinstance(value, dict) and len(value) == 1 else f"{value!r}"
    same = isinstance(value, str) and value.strip() in {text, *unwrapped(text, place)}
    return "" if same else f"{text!r} becomes {value!r}"


def unwrapped(text: str, place: Place) -> set[str]:
    """What a text says where YAML takes a pair of quotes, a box or a mark for what it is."""
    found = set()
    with suppress(yaml.YAMLError):
        read = yaml.safe_load(text)
        found |= {read} if isinstance(read, str) and text[0] in "'\"" else set()
    if place.name == "quoted":
        found |= {f'"{text}"'}
        with suppress(yaml.YAMLError):
            found |= {yaml.safe_load(f'"{text}"')}
    return found


def replayed(count: int, seed: int = SEED) -> list[tuple[str, str, str]]:
    """The harm done to so many texts: the place, the text, and what is done."""
    pairs = ((place, text) for text in texts(count, seed) for place in PLACES)
    harmed = ((place.name, text, harm(text, place)) for place, text in pairs)
    return [one for one in harmed if one[2]]


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:]]
    wrong = replayed(*(numbers or (WHOLE,)))
    for name, text, said in wrong:
        print(f"{name}: {text!r}: {said}")  # noqa: T201 - a tool for the terminal
    print(f"{len(wrong)} corruptions")  # noqa: T201 - as above
    sys.exit(bool(wrong))
