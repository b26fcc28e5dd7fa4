"""What a Markdown text does on GitHub once it is rendered: whom it calls, and what it refers to.

GitHub looks for `@name`, `#12` and addresses in what the Markdown *became*: entities are decoded,
escapes are gone, and a link has its address. So the text is parsed here, and what a reader gets is
searched. Code is never acted upon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Literal
from urllib.parse import SplitResult, unquote, urlsplit

from ucops.prose.openings import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

Kind = Literal["person", "reference", "address"]

APART = re.compile(
    r"(?<![@#])\b(?P<scheme>https?://|www\.)"
    r"(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\.(?=[/:]))?(?::\d+)?)(?P<rest>[/?#][^\s<>]*)?"
    r"|(?<![\w.+@#-])(?P<mail>[a-z0-9]+(?:[._+-][a-z0-9]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE | re.ASCII,
)
"""A web address or a mail address."""
PERSON = r"(?<![A-Za-z0-9_])(?P<person>@)(?=[A-Za-z0-9])"
NUMBER = r"(?P<number>#)(?=\d)"
OLD = r"(?<![A-Za-z0-9_])(?P<old>GH-)(?=\d)"
COMMIT = (
    r"(?<![A-Za-z0-9\u200b])(?P<commit>[0-9a-f])"
    r"(?=(?=[0-9a-f]*\d)[0-9a-f]{6,39}(?![A-Za-z0-9]))(?=[0-9a-f]*[a-f])"
)
NUMBERED = re.compile(
    r"/+[^/\s]+/+[^/\s]+/+(?:issues|pulls?|discussions|commits?)/+\w", re.IGNORECASE
)
"""The path of an issue, a pull request, a discussion or a commit."""
_NEAR = re.compile(r"(?:\.{1,2}/+)*(?:(?:issues|pulls?|discussions|commits?)/+)?\w", re.IGNORECASE)
"""The same as it is written from another of them."""
_ACTED_UPON = re.compile(f"{PERSON}|{NUMBER}|{OLD}|{COMMIT}", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;:!?()\[\]{}<>]{1,60}")
_ATTRIBUTE = re.compile(
    r"(?:href|src|cite|action|data)\s*=\s*(\"[^\"]*|'[^']*|[^\s>]*)", re.IGNORECASE
)
_LEADING = re.compile(r"[\s\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Call:
    """Something that GitHub would act upon.

    Attributes:
        kind: Whether a person is called, an issue or commit referred to, or an address is one's.
        text: What a reader sees of it.
    """

    kind: Kind
    text: str


def calls(text: str, server_url: str) -> Iterator[Call]:
    """Everything in a Markdown text that GitHub would act upon, as it is rendered.

    Args:
        text: Markdown.
        server_url: Where GitHub is; empty where addresses of issues leave no trace.
    """
    server = server_of(server_url)
    for token in parser().parse(text):
        if token.type == "html_block":
            yield from _of_html(token.content, server)
        elif token.children:
            yield from _of_inline(token.children, server)


def server_of(server_url: str) -> str:
    """The host of a server's address, as addresses are compared with it."""
    return server_url.rpartition("://")[2].rstrip("/").lower()


def is_traced(url: str, server: str) -> bool:
    """Whether a link to an address is noted on the issue, pull request or commit it leads to."""
    if not server:
        return False
    shown = _LEADING.sub("", unquote(url)).replace("\\", "/")
    try:
        parts = urlsplit(shown)
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return server in shown.lower()
    if host:
        return host == server.partition(":")[0] and bool(NUMBERED.match(parts.path))
    return _is_traced_here(parts, server)


def _is_traced_here(parts: SplitResult, server: str) -> bool:
    """The same for an address without a host, which a browser takes for one on the server."""
    if parts.scheme in {"http", "https"}:  # `https:/github.com/…`, which browsers mend
        return parts.path.lstrip("/").lower().startswith(server)
    if parts.scheme:
        return False
    return bool(NUMBERED.match(parts.path) or _is_near(parts.path))


def _is_near(path: str) -> bool:
    found = _NEAR.match(path)
    return path[:1] != "/" and bool(found) and ("issues" in path or path[:2] in {"..", "./"})


def _of_inline(children: list[Token], server: str) -> Iterator[Call]:
    """The words of a paragraph, and the addresses of its links and pictures.

    Emphasis parts words as it does on GitHub; HTML does not, as much of it is taken out there.
    """
    words: list[str] = []
    for child in children:
        if child.type == "text":
            words.append(child.content)
            continue
        if child.type == "html_inline":
            yield from _of_html(child.content, server)
            continue
        yield from _of_text("".join(words), server)
        words.clear()
        address = str(child.attrs.get("href") or child.attrs.get("src") or "")
        if address and is_traced(address, server):
            yield Call("address", address)
        yield from _of_inline(child.children or [], server)
    yield from _of_text("".join(words), server)


def _of_html(html: str, server: str) -> Iterator[Call]:
    """The addresses in tags, and the words between them."""
    for found in _ATTRIBUTE.finditer(html):
        address = unescape(found[1].strip("\"'"))
        if is_traced(address, server):
            yield Call("address", address)
    yield from _of_text(unescape(re.sub(r"<[^<>]*>", "", html)), server)


def _of_text(text: str, server: str) -> Iterator[Call]:
    at = 0
    for found in APART.finditer(text):
        if not found["mail"] and not is_linked(found):
            continue
        yield from _of_words(text, at, found.start())
        at = found.end()
        if not found["mail"] and is_traced(whole(found), server):
            yield Call("address", found[0])
    yield from _of_words(text, at, len(text))


def _of_words(text: str, start: int, end: int) -> Iterator[Call]:
    for found in _ACTED_UPON.finditer(text, start, end):
        kind: Kind = "person" if found["person"] else "reference"
        word = _WORD.match(text, found.start())
        yield Call(kind, (word[0] if word else found[0]))


def is_linked(found: re.Match[str]) -> bool:
    """Whether GitHub makes a link of this web address by itself."""
    return "." in found["host"] or found["scheme"].lower() == "www."


def whole(found: re.Match[str]) -> str:
    """A web address with its scheme, which people may leave out."""
    return found[0] if "://" in found["scheme"] else f"https://{found[0]}"
