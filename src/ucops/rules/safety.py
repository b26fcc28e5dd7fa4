"""Text that does more than people see: calls somebody, hides something, or deceives the eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from ucops.prose.calls import Kind, calls
from ucops.prose.openings import Opening, openings
from ucops.rules.engine.file import File, Search
from ucops.rules.engine.prose import NOT_PROSE, written_at
from ucops.rules.engine.rule import Hit, Hits, text_rule

if TYPE_CHECKING:
    from ucops.text.source import Path

FOREIGN = "[\u0370-\u03ff\u0400-\u052f\u0531-\u058f]"
"""Greek, Cyrillic and Armenian letters, many of which look like Latin ones."""

MENTION = Search(
    re.compile(r"(?<![\w/@.`])@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[A-Za-z0-9_-]+)?)(?![\w@])"),
    signs=("@",),
    skip=NOT_PROSE,
)
NUMBER = Search(
    re.compile(
        r"\[[^\[\]]*\]\([^\s()]*\)|\w+://\S+|`[^`]*`|(?P<number>"
        r"(?<![&#])(?<![tT]he )(?<![oO]ur )(?<!your )(?<!as )(?<!is )(?<!a )#\d+\b(?! in\b)"
        r"|(?<![&#])#\d{2,}\b|\bGH-\d+\b)",
    ),
    signs=("gh-", "#"),
    skip=frozenset({"links", "url", "deliverable", "comparison", "demo", "title"}),
)
DISGUISED = Search(
    re.compile(r"&#?\w+;|\\[@#-]|[@#]<"), signs=("&", "\\", "@<", "#<"), skip=NOT_PROSE
)
"""What may spell a name or a number in another way."""
COMMENT = Search(re.compile("<!--"), signs=("<!--",))
HTML = Search(
    re.compile(
        r"</?(?:a|b|br|div|details|form|h\d|i|iframe|img|input|link|p|script|span|style|svg|table|"
        r"video)\b[^<>]*>|&(?:nbsp|amp|lt|gt|quot|apos|[nm]dash|#\d{2,5}|#x[\da-f]{2,4});",
        re.IGNORECASE,
    ),
    signs=("<", "&"),
    skip=frozenset({"links", "url", "deliverable", "comparison"}),
)
OPENING = Search(
    re.compile(r"`{3}|~{3}|<[A-Za-z/!?]"), signs=("```", "~~~", "<"), skip=NOT_PROSE | {"links"}
)
BIDIRECTIONAL = Search(re.compile("[\u202a-\u202e\u2066-\u2069]"), signs=())
INVISIBLE = Search(
    re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]"),
    signs=(),
)
MIXED = Search(re.compile(f"{FOREIGN}(?:(?<=[a-zA-Z].)|(?=[a-zA-Z]))"), signs=())


@text_rule("safety", "warning")
def mention_in_text(file: File) -> Hits:
    """Look for @name in all texts but those that name people on purpose."""
    for path, found in file.matches(MENTION):
        yield Hit(f"'@{found[1]}' does not call anybody from here.", path, _ROLE)
    for path, name in _disguised(file, MENTION, "person"):
        yield Hit(f"'{name}' in disguise does not call anybody from here.", path, _ROLE)


@text_rule("safety", "info")
def number_link_in_text(file: File) -> Hits:
    """Look for numbers that GitHub would turn into links; not in links, addresses and code."""
    for path, first in file.matches(NUMBER):
        found = next((one for one in NUMBER.pattern.finditer(first.string) if one["number"]), None)
        if found:
            yield Hit(f"'{found[0]}' does not link to anything.", path, _ADDRESS)
    for path, name in _disguised(file, NUMBER, "reference"):
        yield Hit(f"'{name}' in disguise does not link to anything.", path, _ADDRESS)


_ROLE = "people belong under `team` or `owner`; in texts write the role"
_ADDRESS = "write the whole address if a link is meant"


def _called(found: re.Match[str]) -> bool:
    """Whether a match is no link, address or code, which only look like what is searched."""
    return "number" not in found.re.groupindex or found["number"] is not None


def _disguised(file: File, plain: Search, kind: Kind) -> Iterator[tuple[Path, str]]:
    """What is no name or number as it is written, and is one once the text is rendered."""
    for path, found in file.matches(DISGUISED):
        if not any(
            map(_called, plain.pattern.finditer(found.string))
        ) and not plain.skip.intersection(path):
            shown = next((one.text for one in calls(found.string, "") if one.kind == kind), None)
            if shown:
                yield path, shown


@text_rule("safety", "warning")
def hidden_comment(file: File) -> Hits:
    """Look for the start of an HTML comment."""
    for path, _ in file.matches(COMMENT):
        hint = "take it out, or make it a YAML comment behind a #"
        yield Hit("This text holds a comment that nobody would see.", path, hint)


@text_rule("safety", "warning")
def html_in_text(file: File) -> Hits:
    """Look for the usual HTML tags and characters."""
    for path, found in file.matches(HTML):
        hint = "use Markdown: **bold**, _italic_, [text](address)"
        if found[0].startswith("&"):
            hint = f"write the sign itself: {unescape(found[0])}".replace("\u00a0", "a blank")
        yield Hit(f"'{found[0][:30]}' is HTML.", path, hint)


@text_rule("safety", "warning")
def unclosed_block(file: File) -> Hits:
    """Parse the texts that may hold a code fence or a tag; comments have a rule of their own."""
    for path, found in file.matches(OPENING):
        for opening in openings(found.string):
            if opening.sign != "<!--":
                lines = found.string.split("\n")[: opening.line]
                nth = sum(line.count(opening.sign) for line in lines)
                span = written_at(file.source, path, opening.sign, nth)
                message = f"'{opening.sign[:30]}' is opened and never closed."
                yield Hit(message, path, _way_out(opening), span=span)


def _way_out(opening: Opening) -> str:
    if not opening.name:
        return f"write {opening.closing} on a line of its own where the code ends"
    return f"write {opening.closing} where it ends, or put it in `backticks` to have it shown"


@text_rule("safety", "error")
def bidirectional_control(file: File) -> Hits:
    """Look for the characters that embed, override and isolate directions."""
    for path, found in file.matches(BIDIRECTIONAL):
        name = unicodedata.name(found[0]).lower()
        message = f"This text holds an invisible sign ({name}) that turns it around."
        yield Hit(message, path, "type the text anew")


@text_rule("safety", "warning")
def invisible_character(file: File) -> Hits:
    """Look for characters without width, soft hyphens and direction marks."""
    for path, found in file.matches(INVISIBLE):
        name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}").lower()
        message = f"This text holds an invisible sign ({name})."
        yield Hit(message, path, "type the text anew")


@text_rule("safety", "warning")
def mixed_alphabets(file: File) -> Hits:
    """Look for Greek, Cyrillic or Armenian letters right beside Latin ones."""
    for path, found in file.matches(MIXED):
        name = unicodedata.name(found[0], "another alphabet").lower()
        message = f"A Latin word holds '{found[0]}' ({name})."
        yield Hit(message, path, "type the word anew")
