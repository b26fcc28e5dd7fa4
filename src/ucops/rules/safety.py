"""Text that does more than people see: calls somebody, hides something, or deceives the eye."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from ucops.prose.openings import Opening, openings
from ucops.rules.engine.context import Context
from ucops.rules.engine.prose import NOT_PROSE, Search, matches, written_at
from ucops.rules.engine.registry import Hit, Hits, catalog_rule

FOREIGN = "[\u0370-\u03ff\u0400-\u052f\u0531-\u058f]"
"""Greek, Cyrillic and Armenian letters, many of which look like Latin ones."""

MENTION = Search(
    re.compile(r"(?<![\w/@.`])@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[A-Za-z0-9_-]+)?)(?![\w@])"),
    signs=("@",),
    skip=NOT_PROSE,
)
NUMBER = Search(
    re.compile(r"(?<![&#])#\d+\b|\bGH-\d+\b"),
    signs=("gh-", *(f"#{digit}" for digit in range(10))),
    skip=frozenset({"links"}),
)
COMMENT = Search(re.compile("<!--"))
HTML = Search(
    re.compile(
        r"</?(?:a|b|br|div|details|form|h\d|i|iframe|img|input|link|p|script|span|style|svg|table|"
        r"video)\b[^<>]*>|&(?:nbsp|amp|lt|gt|quot|apos|[nm]dash|#\d{2,5}|#x[\da-f]{2,4});",
        re.IGNORECASE,
    ),
    signs=("<", "&"),
)
OPENING = Search(re.compile(r"`{3}|~{3}|<[A-Za-z/!?]"), skip=NOT_PROSE | {"links"})
BIDIRECTIONAL = Search(re.compile("[\u202a-\u202e\u2066-\u2069]"), foreign=True)
INVISIBLE = Search(
    re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]"),
    foreign=True,
)
MIXED = Search(re.compile(f"{FOREIGN}(?:(?<=[a-zA-Z].)|(?=[a-zA-Z]))"), foreign=True)


@catalog_rule(
    "safety",
    "warning",
    summary="A text that names somebody with @.",
    why="On GitHub such a name would call that person; here the name is shown, but calls nobody.",
    wrong="""
        summary: Ask @octo-pmm about it.
        """,
    right="""
        summary: Ask product marketing about it.
        """,
)
def mention_in_text(context: Context) -> Hits:
    """Look for @name in all texts but those that name people on purpose."""
    for file, path, found in matches(context, MENTION):
        hint = "people belong under `team` or `owner`; in texts write the role"
        yield Hit(f"'@{found[1]}' does not call anybody from here.", path, hint, file=file)


@catalog_rule(
    "safety",
    "info",
    summary="A text with a number such as #12.",
    why="On GitHub it would link to whatever issue has that number; here it stays plain text.",
    wrong="""
        summary: The details are in acme/gtm#12.
        """,
    right="""
        summary: The details are in https://github.com/acme/gtm/issues/12
        """,
)
def number_link_in_text(context: Context) -> Hits:
    """Look for numbers that GitHub would turn into links."""
    for file, path, found in matches(context, NUMBER):
        hint = "write the whole address if a link is meant"
        yield Hit(f"'{found[0]}' does not link to anything.", path, hint, file=file)


@catalog_rule(
    "safety",
    "warning",
    summary="A hidden comment in a text.",
    why="Nobody sees it on GitHub, and ucops keeps its own notes in such comments.",
    wrong="""
        summary: Build every change. <!-- ask legal -->
        """,
    right="""
        summary: Build every change.  # ask legal
        """,
)
def hidden_comment(context: Context) -> Hits:
    """Look for the start of an HTML comment."""
    for file, path, _ in matches(context, COMMENT):
        hint = "take it out, or make it a YAML comment behind a #"
        yield Hit("This text holds a comment that nobody would see.", path, hint, file=file)


@catalog_rule(
    "safety",
    "warning",
    summary="HTML in a text.",
    why="It is shown as it is written on some pages, and not at all on others.",
    wrong="""
        summary: Build <b>every</b> change.
        """,
    right="""
        summary: Build **every** change.
        """,
)
def html_in_text(context: Context) -> Hits:
    """Look for the usual HTML tags and characters."""
    for file, path, found in matches(context, HTML):
        hint = "use Markdown: **bold**, _italic_, [text](address)"
        if found[0].startswith("&"):
            hint = f"write the sign itself: {unescape(found[0])}".replace("\u00a0", "a blank")
        yield Hit(f"'{found[0][:30]}' is HTML.", path, hint, file=file)


@catalog_rule(
    "safety",
    "warning",
    summary="A code block or an HTML tag that is opened and never closed.",
    why="In Markdown it takes in all that follows; issues show it closed at the end of the text.",
    wrong="""
        title: Continuous integration
        problem: |
          Every build is started by hand:

          ```
          make all
        """,
    right="""
        title: Continuous integration
        problem: |
          Every build is started by hand:

          ```
          make all
          ```
        """,
)
def unclosed_block(context: Context) -> Hits:
    """Parse the texts that may hold a code fence or a tag; comments have a rule of their own."""
    for file, path, found in matches(context, OPENING):
        for opening in openings(found.string):
            if opening.sign != "<!--":
                lines = found.string.split("\n")[: opening.line]
                nth = sum(line.count(opening.sign) for line in lines)
                span = written_at(context.loaded.sources[file], path, opening.sign, nth)
                message = f"'{opening.sign[:30]}' is opened and never closed."
                yield Hit(message, path, _way_out(opening), file=file, span=span)


def _way_out(opening: Opening) -> str:
    if not opening.name:
        return f"write {opening.closing} on a line of its own where the code ends"
    return f"write {opening.closing} where it ends, or put it in `backticks` to have it shown"


@catalog_rule(
    "safety",
    "error",
    summary="An invisible character that turns the direction of writing.",
    why="What people read is then not what the file says.",
    wrong='summary: "Approved by \\u202Elagel\\u202C"\n',
    right="""
        summary: Approved by legal
        """,
)
def bidirectional_control(context: Context) -> Hits:
    """Look for the characters that embed, override and isolate directions."""
    for file, path, found in matches(context, BIDIRECTIONAL):
        name = unicodedata.name(found[0]).lower()
        message = f"This text holds an invisible sign ({name}) that turns it around."
        yield Hit(message, path, "type the text anew", file=file)


@catalog_rule(
    "safety",
    "warning",
    summary="An invisible character in a text.",
    why="It comes with copied text; names and addresses that hold one are never found.",
    wrong='summary: "Build\\u200B every change"\n',
    right="""
        summary: Build every change
        """,
)
def invisible_character(context: Context) -> Hits:
    """Look for characters without width, soft hyphens and direction marks."""
    for file, path, found in matches(context, INVISIBLE):
        name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}").lower()
        message = f"This text holds an invisible sign ({name})."
        yield Hit(message, path, "type the text anew", file=file)


@catalog_rule(
    "safety",
    "warning",
    summary="A word with letters of two alphabets.",
    why="Some letters look the same in two alphabets; the word looks right and is never found.",
    wrong='summary: "P\\u0430yments without waiting"\n',
    right="""
        summary: Payments without waiting
        """,
)
def mixed_alphabets(context: Context) -> Hits:
    """Look for Greek, Cyrillic or Armenian letters right beside Latin ones."""
    for file, path, found in matches(context, MIXED):
        name = unicodedata.name(found[0], "another alphabet").lower()
        message = f"A Latin word holds '{found[0]}' ({name})."
        yield Hit(message, path, "type the word anew", file=file)
