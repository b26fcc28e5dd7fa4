"""Text made neutral: it pings nobody, refers to no issue or commit, and forges no marker.

GitHub turns `@name`, `#12`, `owner/repo#12`, `GH-12` and commit ids into links after it has
rendered the Markdown, so an escape or an entity does not stop it. A zero-width space inside does,
and people read the same text. Addresses, mail addresses and code it leaves alone, and so do we.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ucops.prose.openings import parser
from ucops.prose.words import one_line

GAP = "\u200b"
"""A zero-width space."""
GITHUB = "https://github.com"

APART = re.compile(
    r"(?<![@#])\b(?P<scheme>https?://|www\.)"
    r"(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?)(?P<rest>[/?#][^\s<>]*)?"
    r"|(?<![\w.+@#-])(?P<mail>[a-z0-9]+(?:[._+-][a-z0-9]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE | re.ASCII,
)
"""A web address or a mail address."""
_NUMBERED = re.compile(r"/[^/\s]+/[^/\s]+/(?:issues|pull|discussions|commit)/\w", re.IGNORECASE)
_TRIGGERS = re.compile(
    r"(?P<comment><)(?=!--)"
    r"|(?P<entity>&(?:#0*(?:35|64)|#x0*(?:23|40)|num|commat);)(?!\u200b)"
    r"|(?<![A-Za-z0-9])(?P<person>@)(?=[A-Za-z0-9])"
    r"|(?<!&)(?P<number>#)(?=\d)|(?<=&)(?P<bare>#)(?=\d+(?![\d;]))"
    r"|(?<![A-Za-z0-9])(?P<old>GH-)(?=\d)"
    r"|(?<![A-Za-z0-9\u200b])(?P<commit>[0-9a-f])"
    r"(?=(?=[0-9a-f]*\d)[0-9a-f]{6,39}(?![A-Za-z0-9]))(?=[0-9a-f]*[a-f])",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<block>.*?)(?:^ *(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)(?P<span>(?:(?!\n\s*\n).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
"""What looks like a code fence or a code span; only a parser knows."""
_OURS = re.compile("<(?=!-- ucops:)")


def neutralise(text: str, server_url: str = GITHUB, *, code: bool = True) -> str:
    """The same Markdown to a reader, without anything that GitHub would act upon.

    Addresses stay usable, except that those of issues, pull requests and commits on the server
    lead there without leaving a trace on the other side.

    Args:
        text: Markdown.
        server_url: Where GitHub is; empty where nothing is traced, as in committed files.
        code: Whether code stays as it is; not where other texts follow in the same paragraph.
    """
    everywhere = _outside_code(text, server_url)
    if not code or ("`" not in text and "~~~" not in text):
        return everywhere
    kept, spans = _but_for_code(text, server_url)
    return kept if kept != everywhere and list(_codes(kept)) == spans else everywhere


def gapped(text: str) -> str:
    """Text without addresses and code, with a gap in whatever GitHub would act upon."""
    return _TRIGGERS.sub(lambda found: f"{found[0]}{GAP}", text)


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
    pieces, at = [], 0
    for found in APART.finditer(text):
        pieces += [gapped(text[at : found.start()]), _address(found, server_url)]
        at = found.end()
    return "".join([*pieces, gapped(text[at:])])


def _address(found: re.Match[str], server_url: str) -> str:
    """An address as it is, unless GitHub would note on the issue it names that it is named."""
    if found["mail"]:
        return found[0]
    server = server_url.rpartition("://")[2].rstrip("/").lower()
    host, rest = found["host"].lower(), found["rest"] or ""
    if host.removeprefix("www.") != server or not _NUMBERED.match(rest):
        return found[0] if is_linked(found) else gapped(found[0])
    if server == "github.com":
        return f"https://redirect.github.com{rest}"
    return f"{found['scheme']}{GAP}{found['host']}{rest}"


def is_linked(found: re.Match[str]) -> bool:
    """Whether GitHub makes a link of this web address by itself."""
    return "." in found["host"] or found["scheme"].lower() == "www."
