"""The places within Markdown pages that links lead to, as GitHub names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_NAMED = re.compile(r'<a name="([^"]+)">')
_INNER = re.compile(
    r"\]\((?P<file>[^)\s]*)#(?P<at>[^)\s]+)\)|^\[[^\]]+\]: (\S*)#(\S+)$", re.MULTILINE
)


def anchors(page: str) -> frozenset[str]:
    """What can stand behind `#`: each heading in small letters with dashes, and named places."""
    found = set(_NAMED.findall(page))
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            found.add(_free(_slug(tokens[at + 1].children or ()), found))
    return frozenset(found)


def inner_links(page: str) -> Iterator[tuple[str, str]]:
    """File and place of every link that leads to a part of a page; the file may be empty."""
    for link in _INNER.finditer(page):
        file, at = (link["file"], link["at"]) if link["at"] else (link[3], link[4])
        if "://" not in file:
            yield file, at


def _slug(pieces: Iterable[Token]) -> str:
    said = "".join(one.content for one in pieces if one.type in ("text", "code_inline"))
    return re.sub(r"[^\w\- ]", "", said.strip().lower()).replace(" ", "-")


def _free(slug: str, taken: set[str]) -> str:
    number, free = 0, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
