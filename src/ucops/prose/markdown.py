"""Making people's text safe in Markdown, in Mermaid and as a link's address. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from textwrap import wrap
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from ucops.prose.neutral import APART, GAP, gapped, is_linked, neutralise
from ucops.prose.openings import closed, closed_behind, closed_line
from ucops.prose.words import cut, one_line

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters, those that turn the direction of text included."""
_SPACE = re.compile(r"[ \t\n\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$]")
_START = re.compile(r"^ ?(\d+(?=[.)](?: |$))|(?=[-+=#:]))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SHOWN_ENTITY = re.compile(r"&amp;#(?=\d)")
"""What is shown as `&#12;`, and would refer to an issue."""
_UNSAFE = re.compile(r"[\\`*\[\]{}|$\"]|~(?=~)|(?<=~)~")
"""What an address in running text may not hold as it is, lest it be taken for Markdown."""
_TICKS = re.compile("`+")
_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)[^|]+?(?<!`)(?P=ticks)(?!`)")
"""A code span; one that holds a bar would be two cells of a table."""
_SCHEMES = frozenset({"http", "https", "mailto"})
_WRITE = re.compile(r"\b[Ww]rite: (?P<code>\S.*)$")
_MERMAID = str.maketrans(
    {":": "\uff1a", ";": ",", "#": "\uff03", "%": "\uff05", '"': "'", "`": "'", "\\": "/"}
    | dict.fromkeys("<>{}[]|", " ")
)


def plain(text: str) -> str:
    """One line of text without control characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text))


def escape(text: str) -> Markup:
    """Text that Markdown shows as it is: no markup, HTML, table cell, mention or reference.

    Code spans, web addresses and mail addresses stay what they are, byte for byte. What is marked
    as safe already is left as it is.
    """
    return text if isinstance(text, Markup) else _escaped(text, _running)


def paragraphs(text: str) -> Markup:
    """The same for a text of several paragraphs, which stay apart."""
    every = re.split(r"\n\s*\n", text.strip())
    return as_it_is("\n\n".join(escape(one) for one in every))


def _label(text: str) -> Markup:
    """The same between the brackets of a link, where an address is no link of its own."""
    return text if isinstance(text, Markup) else _escaped(text, _special)


@lru_cache(maxsize=8192)
def _escaped(text: str, address: Callable[[str], str]) -> Markup:
    line, pieces, at = plain(text), [], 0
    for found in _SPAN.finditer(line):
        pieces += [_outside_code(line[at : found.start()], address), found[0]]
        at = found.end()
    safe = "".join([*pieces, _outside_code(line[at:], address)])
    return as_it_is(_START.sub(lambda found: f"{found[0]}\\", safe))


def _outside_code(text: str, address: Callable[[str], str]) -> str:
    pieces, at = [], 0
    for found in APART.finditer(text):
        if found["mail"] or is_linked(found):
            kept = found[0] if found["mail"] else address(found[0])
            pieces += [_special(gapped(text[at : found.start()])), kept]
            at = found.end()
    return "".join([*pieces, _special(gapped(text[at:]))])


def _running(url: str) -> str:
    """An address in running text, which GitHub makes a link of up to the next blank."""
    whole = url.rstrip("*_~")  # as GitHub does
    safe = _UNSAFE.sub(lambda found: quote(found[0], safe=""), whole)
    return _ENTITY.sub("&amp;", safe) + url[len(whole) :]


def _special(text: str) -> str:
    return _SHOWN_ENTITY.sub(f"&amp;#{GAP}", _SPECIAL.sub(_escaped_sign, text))


def _escaped_sign(found: re.Match[str]) -> str:
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}
    return entities.get(found[0], f"\\{found[0]}")


@lru_cache(maxsize=4096, typed=True)
def address(url: str) -> str | None:
    """The address as a Markdown link may carry it, or None when it is no web or mail address."""
    url = plain(url).strip()
    try:
        scheme = urlsplit(url).scheme.casefold()
    except ValueError:
        return None
    return quote(url, safe="!#$%&'*+,/:;=?@~") if scheme in _SCHEMES else None


def link(text: str, url: str | None) -> Markup:
    """A link to a web address or to a file of ours; the text alone where there is no address."""
    target = address(url) if url else None
    return as_it_is(f"[{_label(text)}]({target})") if target else escape(text)


@lru_cache(maxsize=4096, typed=True)
def path(path: str) -> Markup:
    """A file's relative path as an attribute or a link's address carries it."""
    return as_it_is(quote(path, safe="/#"))


@lru_cache(maxsize=4096, typed=True)
def page(text: str, file: str) -> Markup:
    """A link to a file in the same repository, by its relative path.

    It is remembered by type, too: a text that is marked as safe is equal to the same text that is
    not, and is escaped otherwise.
    """
    return as_it_is(f"[{_label(text)}]({path(file)})")


@lru_cache(maxsize=4096, typed=True)
def cell(text: str) -> Markup:
    """Markdown in one cell of a table; text that is not marked as safe is escaped first."""
    return as_it_is(str.replace(escape(text), "|", "\\|"))


def code(text: str) -> Markup:
    """One line of text as a code span, whatever backticks it holds."""
    line = plain(text).strip()
    longest = max((len(ticks) for ticks in _TICKS.findall(line)), default=0)
    fence, gap = "`" * (longest + 1), " " if line[:1] == "`" or line[-1:] == "`" else ""
    return as_it_is(f"{fence}{gap}{line}{gap}{fence}")


def code_in(advice: str) -> tuple[str, str]:
    """What advice says, and the line to write that it ends with, if it gives one."""
    found = _WRITE.search(advice)
    return (advice[: found.start()].rstrip(" ,;:"), found["code"]) if found else (advice, "")


def advice(text: str, limit: int, quiet: Callable[[str], str] = str) -> Markup:
    """What to do, in a cell of a table: a line to write is code, to be copied as it is.

    Args:
        text: The advice, one line.
        limit: The most characters; longer text is cut, and nothing of it is code.
        quiet: Takes from a text what GitHub would act upon; of code it acts upon nothing.
    """
    line = code_in(text)[1] if len(text) <= limit else ""
    if not line:
        return escape(quiet(cut(text, limit).replace("`", "'")))
    said = text.removesuffix(line).replace("`", "'")
    return as_it_is(f"{escape(quiet(said))}{cell(code(line))}")


def fenced(text: str, language: str = "", indent: str = "") -> Markup:
    """Lines of code as a block, whatever backticks they hold; each line behind an indentation."""
    lines = [_INVISIBLE.sub("", line) for line in text.splitlines()]
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return as_it_is("\n".join(f"{indent}{one}" for one in (f"{fence}{language}", *lines, fence)))


def mermaid(text: str, limit: int = 48, width: int = 0) -> Markup:
    """Text as a Mermaid label shows it: signs of its syntax are replaced, long text is cut.

    A label is never empty, which Mermaid could not read.

    Args:
        text: Any text.
        limit: The most characters.
        width: The most characters of a line of it; 0 for a label of one line.
    """
    label = cut(one_line(plain(text).translate(_MERMAID)), limit) or "–"
    return as_it_is("<br>".join(wrap(label, width)) if width else label)


@lru_cache(maxsize=64)
def block(text: str, server_url: str = "") -> Markup:
    """What a person wrote as Markdown, in paragraphs of its own: it pings nobody, and ends.

    This and the following are remembered, as the issues of a use case repeat most of their texts.

    Args:
        text: Markdown.
        server_url: Where GitHub is, if what is named there would be told (see `neutralise`).
    """
    return as_it_is(closed(neutralise(text.strip(), server_url), GAP))


@lru_cache(maxsize=64)
def labelled(text: str, server_url: str = "") -> Markup:
    """The same behind a label, on its line where that can be."""
    return as_it_is(closed_behind(neutralise(text.strip(), server_url), GAP))


@lru_cache(maxsize=4096)
def line(text: str, server_url: str = "", *, code: bool = True) -> Markup:
    """The same in one line; without `code`, it may stand beside others in one paragraph."""
    return as_it_is(closed_line(neutralise(one_line(text), server_url, code=code), GAP))


def as_it_is(text: str) -> Markup:
    """Text that is Markdown, or XML, already, and safe: its callers have made it so."""
    return str.__new__(Markup, text)  # as `Markup(text)` does after a look at what it is
