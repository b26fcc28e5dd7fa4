"""What was written for another place: marks of a page, addresses, and people's own data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.rules.engine.context import Context
from ucops.rules.engine.file import File, Search
from ucops.rules.engine.rule import Hit, Hits, text_rule, use_case_rule
from ucops.rules.story import NUMBER
from ucops.rules.writing import titles_of

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.text.source import Path

_EMPHASISED = re.compile(r"(\*{1,3}|_{1,3}|`|#{1,6} )(?=\S)(.+?)(?:(?<=\S)\1|(?<=^#{1} ).*|$)")
_LINKED = re.compile(r"\[([^\[\]]+)\]\(\s*<?((?:https?://|/)[^\s()<>]+)>?\s*\)")
_ADDRESS = re.compile(r"<?(https?://\S+?)>?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
LOCAL = Search(
    re.compile(
        r"https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|10\.\d+\.\d+\.\d+"
        r"|192\.168\.\d+\.\d+)(?=[:/\s]|$)|\bfile:///?\S|(?<!\w)[A-Z]:\\[^\s\\]",
        re.IGNORECASE,
    ),
    signs=("localhost", "127.", "0.0.0.0", "[::1]", "//10.", "192.168.", "file:", ":\\"),  # noqa: S104 - looked for, not listened to
)
MAIL = Search(
    re.compile(
        r"(?<![\w.+/:-])(?!(?:info|sales|support|press|hello|contact|team|no-?reply)@)"
        r"[a-z0-9][\w.+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,}\b",
        re.IGNORECASE,
    ),
    signs=("@",),
    skip=frozenset({"links", "team", "owner", "lead"}),
)
PHONE = Search(
    re.compile(
        r"(?<![\w.])\+\d{1,3}[ ./-]?(?:\(0\)[ ./-]?)?\(?\d{2,5}\)?(?:[ ./-]?\d{2,5}){1,4}(?!\w)"
    ),
    signs=("+",),
)


@use_case_rule("form", "warning")
def markup_in_title(entry: Entry, context: Context) -> Hits:
    """Look at the titles of the use case and of everything in it."""
    del context
    for title, path in titles_of(entry):
        item = path[0] == "bom"
        if found := _LINKED.search(title):
            place = _place(path)
            text = f"{title[: found.start()]}{found[1]}{title[found.end() :]}"
            hint = f"write the title alone: {text}; the address belongs in {place}: {found[2]}"
            yield Hit("A link in a title is shown with its brackets.", path, hint)
        elif found := _ADDRESS.fullmatch(title):
            hint = f"write what it is called; the address belongs in {_place(path)}: {found[1]}"
            yield Hit("This title is an address.", path, hint)
        elif item and _DAY.fullmatch(title):
            yield Hit("This title is a day.", path, "if it is to be done then, write it as `due`")
        elif (found := _EMPHASISED.fullmatch(title)) and found[2].strip("*_`# "):
            plain = found[2].strip("*_`# ")
            hint = f"a title is not set in bold or italics: write it as {plain}"
            yield Hit("The signs around this title are shown as a part of it.", path, hint)


def _place(path: Path) -> str:
    """Where the address of something with a title belongs."""
    part = str(path[0])
    return {"bom": "`deliverable`", "competitors": "`comparison`"}.get(part, "`links`")


@text_rule("safety", "warning", yields_to="not-an-address")
def local_address(file: File) -> Hits:
    """Look for addresses of one machine or one network in all texts."""
    for path, found in file.matches(LOCAL):
        message = f"'{found[0]}' leads nowhere on other machines."
        yield Hit(message, path, "give an address that everybody can open")


@text_rule("safety", "warning")
def contact_in_text(file: File) -> Hits:
    """Look for mail addresses of people and for phone numbers."""
    for what, search in (("mail address", MAIL), ("phone number", PHONE)):
        for path, _ in file.matches(search):
            message = f"This text holds a {what} that may be somebody's own."
            hint = "issues and pages are read by many: name a role, a login or a page instead"
            yield Hit(message, path, hint)


@use_case_rule("planning", "warning")
def target_is_baseline(entry: Entry, context: Context) -> Hits:
    """Compare what value drivers are to reach with what there is today."""
    del context
    for slug, one in entry.use_case.value_drivers.items():
        before, after = (
            " ".join((text or "").casefold().split()) for text in (one.baseline, one.target)
        )
        if before and before == after:
            message = "The target is the same as the baseline."
            yield Hit(message, ("value_drivers", slug, "target"), "write what it is to become")


@use_case_rule("substance", "warning")
def result_without_number(entry: Entry, context: Context) -> Hits:
    """Look for a number in the results of customers."""
    del context
    for index, text in _results(entry):
        if not NUMBER.search(text.casefold()):
            hint = "say how much, how many or how fast: numbers are what others are convinced by"
            yield Hit("This result has no number in it.", ("proof_points", index, "result"), hint)


def _results(entry: Entry) -> Iterator[tuple[int, str]]:
    points = enumerate(entry.use_case.proof_points)
    return ((index, one.result) for index, one in points if one.result)
