"""Text made neutral: it pings nobody, refers to no issue or commit, and forges no marker.

GitHub turns `@name`, `#12`, `owner/repo#12`, `GH-12` and commit ids into links after it has
rendered the Markdown, so an escape or an entity does not stop it. A zero-width space inside does,
and people read the same text. Addresses, mail addresses and code it leaves alone, and so do we.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from ucops.prose.calls import (
    APART,
    COMMIT,
    NUMBERED,
    calls,
    is_linked,
    is_traced,
    server_of,
    whole,
)
from ucops.prose.openings import parser
from ucops.prose.words import one_line

__all__ = ["APART", "GAP", "GITHUB", "gapped", "is_linked", "neutralise"]

GAP = "\u200b"
"""A zero-width space."""
GITHUB = "https://github.com"

_TRIGGERS = re.compile(
    r"(?P<comment><)(?=!--)"
    r"|(?<![A-Za-z0-9])(?P<person>@)(?=[A-Za-z0-9\\*_~<&])"
    r"|(?<!&)(?P<number>#)(?=\d|[\\*_~<&])|(?<=&)(?P<bare>#)(?=\d+(?![\d;]))"
    r"|(?<![A-Za-z0-9])(?P<old>GH)(?=\\?-\d|-?&)(?P<dash>-(?=\d))?"
    rf"|{COMMIT}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});(?!\u200b)", re.IGNORECASE)
_TELLING = re.compile(r"[A-Za-z0-9@#/.:_-]")
"""Signs of which names, numbers and addresses are made: nobody has to spell them as entities."""
_ROOTED = re.compile(
    r"(?:(?<=\]\()|(?<=\]\(<)|(?<=\]:)|(?<=[=\"']))(?P<blank>\s{0,3}<?)(?P<path>/{1,2}[^\s<>()\"']+)"
)
"""The address of a link that begins with a slash."""
_DISGUISED = re.compile(r"[&\\<]|\][(:]|(?<!:)//")
"""Without any of these a text reads as it is written, and needs no parser."""
_CODE = re.compile(
    r"^ *(?P<fence>`{3,}+|~{3,}+)(?P<info>[^\n`]*+)\n(?P<block>.*?)(?:^ *(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)(?P<span>(?:(?!\n\s*\n).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
"""What looks like a code fence or a code span; only a parser knows."""
_OURS = re.compile("<(?=!-- ucops:)")


def neutralise(text: str, server_url: str = GITHUB, *, code: bool = True) -> str:
    """The same Markdown to a reader, without anything that GitHub would act upon.

    Addresses stay usable, except that those of issues, pull requests and commits on the server
    lead there without leaving a trace on the other side. What is still acted upon once the text is
    rendered is in disguise, and loses its disguise: it is shown as it is written.

    Args:
        text: Markdown.
        server_url: Where GitHub is; empty where nothing is traced, as in committed files.
        code: Whether code stays as it is; not where other texts follow in the same paragraph.
    """
    if not _DISGUISED.search(text):
        return _neutral(text, server_url, code=code)
    for undisguised in _LADDER:
        safe = _neutral(undisguised(text), server_url, code=code)
        if next(calls(safe, server_url), None) is None:
            return safe
    return GAP.join(text)


def _neutral(text: str, server_url: str, *, code: bool) -> str:
    everywhere = _outside_code(text, server_url)
    if not code or ("`" not in text and "~~~" not in text):
        return everywhere
    kept, spans = _but_for_code(text, server_url)
    return kept if kept != everywhere and list(_codes(kept)) == spans else everywhere


def _without_links(text: str) -> str:
    """The text with its escapes, entities, tags and links shown as they are written."""
    return re.sub(r"[&\\<\]](?!\u200b)", lambda found: f"{found[0]}{GAP}", text)


def _without_names(text: str) -> str:
    """The same, and every sign that may call somebody stands apart, in addresses, too."""
    return re.sub(r"[@#/](?!\u200b)", lambda found: f"{found[0]}{GAP}", _without_links(text))


_LADDER: tuple[Callable[[str], str], ...] = (str, _without_links, _without_names)
"""What is tried, one after another, until nothing is acted upon."""


def gapped(text: str) -> str:
    """Text without addresses and code, with a gap in whatever GitHub would act upon."""
    return _ENTITY.sub(_apart, _TRIGGERS.sub(lambda found: f"{found[0]}{GAP}", text))


def _apart(found: re.Match[str]) -> str:
    """An entity, set apart from its neighbours where it spells a sign of a name or number."""
    if not _TELLING.fullmatch(unescape(found[0])):
        return found[0]
    behind = found.string[found.start() - 1 : found.start()]
    return f"{found[0]}{GAP}" if behind in {"", GAP} else f"{GAP}{found[0]}{GAP}"


def _but_for_code(text: str, server_url: str) -> tuple[str, list[str]]:
    """The text, neutral but for what looks like code, and every piece of that."""
    pieces, spans, at = [], [], 0
    for found in _CODE.finditer(text):
        pieces += [_outside_code(text[at : found.start()], server_url), _code(found[0])]
        spans.append(one_line(_code(found["span"] or f"{found['info']} {found['block']}")))
        at = found.end()
    return "".join([*pieces, _outside_code(text[at:], server_url)]), spans


def _code(text: str) -> str:
    """Code as it is, unless it holds a marker of ours."""
    return _OURS.sub(f"<{GAP}", text)


def _codes(text: str) -> Iterator[str]:
    """Every code fence and code span of a Markdown text, as a parser sees it."""
    for token in parser().parse(text):
        if token.type == "fence":
            yield one_line(f"{token.info} {token.content}")
        for child in token.children or ():
            if child.type == "code_inline":
                yield one_line(child.content)


def _outside_code(text: str, server_url: str) -> str:
    text = _ROOTED.sub(lambda found: _led_round(found, server_of(server_url)), text)
    pieces, at = [], 0
    for found in APART.finditer(text):
        pieces += [gapped(text[at : found.start()]), _address(found, server_url)]
        at = found.end()
    return "".join([*pieces, gapped(text[at:])])


def _led_round(found: re.Match[str], server: str) -> str:
    """A link's address without a scheme, which leads round where it would leave a trace."""
    path = found["path"]
    if not is_traced(path, server):
        return found[0]
    numbered = NUMBERED.search(path, 2 if path.startswith("//") else 0)
    if server != "github.com" or not numbered:
        return f"{found['blank']}{GAP}{path}"
    return f"{found['blank']}https://redirect.github.com{path[numbered.start() :]}"


def _address(found: re.Match[str], server_url: str) -> str:
    """An address as it is, unless GitHub would note on the issue it names that it is named."""
    if found["mail"]:
        return found[0]
    server = server_of(server_url)
    if not is_traced(whole(found), server):
        return found[0] if is_linked(found) else gapped(found[0])
    if server == "github.com":
        return f"https://redirect.github.com{found['rest']}"
    return f"{found['scheme']}{GAP}{found['host']}{found['rest']}"
