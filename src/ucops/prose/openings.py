"""What a Markdown text opens and never closes: it takes in whatever is written below the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SUSPECT = re.compile(r"`{3}|~{3}|<[A-Za-z/!?]")
"""Without any of these a text leaves nothing open."""
_BELOW = "x"
"""A paragraph below the text, which shows whether it is reached."""
_DEEPEST = 60
"""Levels of lists and quotations that are looked into."""
_TAG = (
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    r"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?>"
)
_HTML = re.compile(
    r"<!--(?:-?>|.*?--!?>)|<(?:!(?!--)|\?|/(?![A-Za-z]))[^<>]*>"
    rf"|{_TAG}|(?P<broken></?(?:!--|[!?]|[A-Za-z][A-Za-z0-9-]*)|</)",
    re.DOTALL,
)
"""A comment or declaration, a whole tag, or the beginning of any that does not end."""
_UNENDED = re.compile(_HTML.pattern.replace("<!--(?:-?>|.*?--!?>)|", ""), re.DOTALL)
"""The same behind the last end of a comment: looking for one from each beginning takes for ever."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*|[!?/]")
_EMPTY = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "p",
        "source",
        "track",
        "wbr",
    }
)
"""Elements that hold nothing, and the paragraph, which every block closes."""
_OPTIONAL = frozenset(
    {
        "caption",
        "colgroup",
        "dd",
        "dt",
        "li",
        "optgroup",
        "option",
        "rp",
        "rt",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    }
)
"""Elements that end with those around them."""
_HOLDERS = frozenset(
    {
        "datalist",
        "dl",
        "menu",
        "ol",
        "optgroup",
        "ruby",
        "select",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
"""The elements around them."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that is opened and not closed.

    Attributes:
        line: The line of the text, from 0.
        sign: What opens it, as it is written: a code fence or a tag.
        name: The element's name in small letters, or an empty string for a code fence.
        inside: Whether it is a code fence in a list or a quotation, and ends with that.
    """

    line: int
    sign: str
    name: str = ""
    inside: bool = False

    @property
    def closing(self) -> str:
        """What would close it."""
        match self.name:
            case "":
                return self.sign
            case "!" | "?" | "/":
                return {"<!--": "-->", "<?": "?>"}.get(self.sign, ">")
            case name:
                return f"</{name}>"


def openings(text: str) -> tuple[Opening, ...]:
    """Everything that a Markdown text opens and does not close, from the top."""
    if not _SUSPECT.search(text):
        return ()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tokens = parser().parse(f"{text}\n\n{_BELOW}")
    found = [*_tags(text, tokens), *_fences(tokens)]
    last = tokens[-1]
    if last.type == "html_block" and not any(one.name for one in found):
        found += _broken_off(last)
    return tuple(sorted(found, key=lambda one: one.line))


def closed(text: str, gap: str) -> str:
    """The same text to a reader, without anything open at its end.

    A code fence is closed. A tag that is not closed is shown as it is written.

    Args:
        text: Markdown in paragraphs of its own.
        gap: A sign without width, which keeps `<` from beginning a tag.
    """
    text = _without_tags(text, gap, openings)
    return "".join([text, *(f"\n{one.sign}" for one in openings(text) if not one.inside)])


def closed_behind(text: str, gap: str) -> str:
    """The same behind a label: on lines of its own where it begins with a code fence.

    So it is, too, where that closes what would stay open else.
    """
    text = closed(text, gap)
    apart = text.startswith(("```", "~~~")) or openings(f"{_BELOW} {text}")
    return f"\n\n{text}" if apart else text


def closed_line(text: str, gap: str) -> str:
    """The same for one line between other words and code: fences mean nothing there."""
    around = ("{}", "x {}", "x {} (`x`)")
    return _without_tags(
        text, gap, lambda line: [one for words in around for one in openings(words.format(line))]
    )


def _without_tags(text: str, gap: str, look: Callable[[str], Iterable[Opening]]) -> str:
    """The text with the open tags broken up and, where that opens others, all tags."""
    names = {one.name for one in look(text)} - {""}
    if names:
        wanted = "|".join(map(re.escape, names))
        declared = r"[!?]|/(?![A-Za-z])"
        tag = rf"<(?=/?(?:{wanted})(?![A-Za-z0-9-])|{declared})"
        text = re.sub(tag, f"<{gap}", text, flags=re.IGNORECASE)
    if any(one.name for one in look(text)):
        text = re.sub(r"<(?=[A-Za-z/!?])", f"<{gap}", text)
    return text


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, which come after all else, as they do on GitHub."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, and few texts need it
    from markdown_it.rules_block import table  # noqa: PLC0415 - as above

    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    reader.block.ruler.before("lheading", "late_table", table, {"alt": ["paragraph", "reference"]})
    return reader


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _fences(tokens: Iterable[Token]) -> Iterator[Opening]:
    """The code fences without an end: those that hold all lines below their first one."""
    for token in tokens:
        if token.type == "fence" and token.map:
            first, end = token.map
            if len(token.content.splitlines()) > end - first - 2:
                yield Opening(first, token.markup, inside=token.level > 0)


def _broken_off(token: Token) -> Iterator[Opening]:
    """The HTML at the end of a text that goes on below it, although every tag is closed."""
    found = _NAME.search(token.content)
    if found:
        yield Opening(_first_line(token), f"<{found[0]}", found[0].lower())


def _tags(text: str, tokens: Sequence[Token]) -> Iterator[Opening]:
    """The tags without an end; a cell of a table is closed for itself."""
    lines = text.split("\n")
    deep = any(token.level >= _DEEPEST - 2 for token in tokens)
    cells: defaultdict[int, list[Opening]] = defaultdict(list)
    for cell, line, html in [(0, 0, text)] if deep else _pieces(tokens):
        for found, below in _html(html):
            opening = _opening(found, lines, line + below)
            if found["broken"] or (deep and found["name"]):
                yield opening
            elif found["end"]:
                yield from _closed(cells[cell], opening.name)
            elif found["name"] and opening.name not in _EMPTY:
                cells[cell].append(opening)
    for still_open in cells.values():
        yield from still_open


def _html(html: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every tag and comment, with the number of line ends above it."""
    last = max(html.rfind("-->"), html.rfind("--!>"))
    at = counted = lines = 0
    while found := (_HTML if at <= last else _UNENDED).search(html, at):
        lines += html.count("\n", counted, found.start())
        counted, at = found.start(), found.end()
        yield found, lines


def _opening(found: re.Match[str], lines: list[str], line: int) -> Opening:
    """A tag at its line; a code span on several lines makes that seem further up than it is."""
    sign = found[0].partition("\n")[0]
    name = found["name"] or (_NAME.findall(sign) or [""])[0]
    at = next((one for one in range(line, len(lines)) if sign in lines[one]), line)
    return Opening(at, sign, name.lower())


def _closed(still_open: list[Opening], name: str) -> Iterator[Opening]:
    """Take away what an end tag closes; what it runs into on the way is not closed."""
    if name not in (one.name for one in still_open):
        return
    while (last := still_open.pop()).name != name:
        if last.name not in _OPTIONAL or name not in _HOLDERS:
            yield last


def _pieces(tokens: Iterable[Token]) -> Iterator[tuple[int, int, str]]:
    """Every piece of HTML: the number of its table's cell or 0, its line, and itself."""
    cell = cells = 0
    for token in tokens:
        if token.type in {"td_open", "th_open"}:
            cell = cells = cells + 1
        elif token.type in {"td_close", "th_close"}:
            cell = 0
        elif token.type == "html_block":
            yield cell, _first_line(token), token.content
        elif token.type == "inline":
            for line, html in _inline(token):
                yield cell, line, html


def _inline(token: Token) -> Iterator[tuple[int, str]]:
    line = _first_line(token)
    for child in token.children or ():
        if child.type == "html_inline":
            yield line, child.content
        line += child.type in {"softbreak", "hardbreak"}
        line += child.content.count("\n")
