"""Text from the files made neutral: it pings nobody, links nowhere and forges no marker.

GitHub turns `@name`, `#12`, `owner/repo#12`, `GH-12` and commit ids into links after it has
rendered the Markdown, so an escape or an entity does not stop it. A zero-width space inside does,
and people read the same text.
"""

from __future__ import annotations

import re

GAP = "\u200b"
"""A zero-width space."""

_ADDRESS = re.compile(
    r"\b(?P<scheme>https?://|www\.)"
    r"(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?)(?P<rest>[/?#][^\s<>]*)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"/[^/\s]+/[^/\s]+/(?:issues|pull|discussions|commit)/\w", re.IGNORECASE)
_TRIGGERS = re.compile(
    r"(?P<comment><)(?=!--)"
    r"|(?P<entity>&(?:#0*(?:35|64)|#x0*(?:23|40)|num|commat);)(?!\u200b)"
    r"|(?<![A-Za-z0-9_])(?P<person>@)(?=[A-Za-z0-9])"
    r"|(?<!&)(?P<number>#)(?=\d)|(?<=&)(?P<bare>#)(?=\d+(?![\d;]))"
    r"|(?<![A-Za-z0-9_])(?P<old>GH-)(?=\d)"
    r"|(?<![A-Za-z0-9\u200b])(?P<commit>[0-9a-f])"
    r"(?=(?=[0-9a-f]*\d)[0-9a-f]{6,39}(?![A-Za-z0-9]))(?=[0-9a-f]*[a-f])",
    re.IGNORECASE,
)


def neutralise(text: str, server_url: str = "https://github.com") -> str:
    """The same text to a reader, without anything that GitHub would act upon.

    Addresses stay usable, except that those of issues, pull requests and commits on the server
    lead there without leaving a trace on the other side.
    """
    pieces, at = [], 0
    for address in _ADDRESS.finditer(text):
        pieces += [_gapped(text[at : address.start()]), _address(address, server_url)]
        at = address.end()
    return "".join([*pieces, _gapped(text[at:])])


def _gapped(text: str) -> str:
    return _TRIGGERS.sub(lambda found: f"{found[0]}{GAP}", text)


def _address(found: re.Match[str], server_url: str) -> str:
    """An address as it is, unless GitHub would note on the issue it names that it is named."""
    server = server_url.rpartition("://")[2].rstrip("/").lower()
    host, rest = found["host"].lower(), found["rest"] or ""
    if host.removeprefix("www.") != server or not _NUMBERED.match(rest):
        return found[0] if "." in host or found["scheme"] == "www." else _gapped(found[0])
    if server == "github.com":
        return f"https://redirect.github.com{rest}"
    return f"{found['scheme']}{GAP}{found['host']}{rest}"
