"""Addresses that are written in another way, and paths that are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.model.values import placeholder
from ucops.slips import terms
from ucops.slips.misfit import Misfit, Said, left_edge, shown
from ucops.slips.misread import misread, trapped
from ucops.slips.suspicion import ADDRESSES
from ucops.text.correction import Certainty, Correction
from ucops.text.problem import Problem
from ucops.text.source import Path, Source

_MARKDOWN = re.compile(
    r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?(https?://[^\s()<>]+(?:\([^\s()]*\))?)>?\s*\)"
)
_WRAPPED = re.compile(
    r"<(https?://[^\s<>|]+)(?:\|[^<>]*)?>|\[\[(https?://[^\s\]|]+)(?:\|[^\]]*)?\]\]"
    r"|<a\s[^>]*href=[\"']?(https?://[^\s\"'<>]+)[\"']?[^>]*>.*</a>"
)
"""An address as chats, wikis and web pages write it."""
_BARE = re.compile(r"https?://[^\s<>|\"]+")
_TORN = re.compile(r"(?:h?t+ps?:?/{1,3})*(h?t+p(s?)):?\s*/{0,3}\s*(?=[\w-]+\.)", re.IGNORECASE)
"""The start of an address with a letter or a sign too many or too few."""
_HOST = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_END = ".,;:!?"
_FILES = re.compile(
    r"\.(?:pdf|pptx?|docx?|xlsx?|key|md|html?|png|svg|mp4|zip|ya?ml)$", re.IGNORECASE
)


def address(text: str) -> str:
    """The one address that a text names, whatever stands around it; otherwise empty."""
    plain = text.strip().strip("\"'“”")
    if found := _MARKDOWN.fullmatch(plain) or _WRAPPED.fullmatch(plain):
        return str(next(filter(None, found.groups())))
    if torn := _TORN.match(plain):
        rest = plain[torn.end() :]
        whole = f"http{torn[2].lower()}://{rest}".rstrip(_END)
        return "" if re.search(r"[\s<>|]", rest) else whole
    if _BARE.fullmatch(plain):
        return plain.rstrip(_END)
    if _HOST.fullmatch(plain) and "@" not in plain and not _FILES.search(plain):
        return f"https://{plain}".rstrip(_END)
    return ""


def addresses(text: str) -> list[str]:
    """All the whole addresses in a text."""
    return [one.rstrip(f"{_END})") for one in _BARE.findall(text)]


def corrected(misfit: Misfit) -> str | Correction:
    """The address alone, where something stands around it; else what to do; else nothing."""
    text = misfit.value.strip() if isinstance(misfit.value, str) else ""
    alone, found = address(text), addresses(text)
    guess = not text.startswith(("http", "<", "[", "!", "www."))
    if alone and guess and "/" not in text and misfit.path[0] != "links":
        return ""
    if alone and alone != text:
        return misfit.write(_written(alone), alone, Certainty.SURE)
    if alone or not found:
        return ""
    if len(found) > 1:
        return f"one address stands here: {' or '.join(found)}"
    return _amid(misfit, found[0], *text.split(found[0], maxsplit=1))


def _amid(misfit: Misfit, alone: str, before: str, behind: str) -> str | Correction:
    """What to do about words around an address."""
    if before.strip(" -–:(").casefold() == "pending" and misfit.path[0] == "links":
        return misfit.write(f"{{pending: {alone}}}", {"pending": alone}, Certainty.SURE)
    if re.match(r" \w", behind):
        whole = f"{alone}{'%20'.join(behind.split(' '))}"
        return f"an address has no space: write {alone}, or {whole} if all of it is one"
    return misfit.write(_written(alone), alone, Certainty.LIKELY)


def is_place(path: Path) -> bool:
    """Whether an address is expected at a path."""
    return path[-1:] != () and (path[-1] in ADDRESSES or (path[0] == "links" and len(path) > 1))


def around(data: Mapping[Any, Any], source: Source) -> Iterator[Problem]:
    """A problem for every address with something around it, and for words in place of one."""
    for path, text in _texts(data, ()):
        if not is_place(path) or placeholder(text) is not None:
            continue
        misfit = Misfit(UseCase, source, path, "link", text)
        state = None if text.startswith("#") else terms.state(text)
        if advice := corrected(misfit):
            yield _problem(misfit, "an address stands alone, and more stands here", advice)
        elif state and path[-1] == "deliverable":
            hint = "give the address where it is, or leave it out until there is one"
            yield _problem(misfit, f"'{text}' is not where the finished piece is", hint)
        elif path[0] == "links" and state == "open":
            hint = "write tbd, or, if somebody is on it, {pending: address of the issue}"
            yield _problem(misfit, f"'{text}' is no address", hint)


def _texts(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text with its path; one that stands in what is asked for needs no further call."""
    pairs: Iterable[tuple[str | int, object]] = ()
    if isinstance(data, dict):
        pairs = ((str(key), value) for key, value in data.items())
    elif isinstance(data, list):
        pairs = enumerate(data)
    for step, value in pairs:
        if isinstance(value, str):
            yield (*path, step), value
        elif isinstance(value, dict | list):
            yield from _texts(value, (*path, step))


def _problem(misfit: Misfit, message: str, advice: str | Correction) -> Problem:
    return Problem(
        rule="address-alone",
        file=misfit.source.file,
        message=message,
        advice=advice,
        path=misfit.path,
        span=misfit.source.locate(misfit.path),
    )


def _written(alone: str) -> str:
    return f'"{alone}"' if re.search(r"[,{}\[\]#&*]|: ", alone) else alone


def not_link(misfit: Misfit) -> Said:
    """What to say about something else where a link belongs."""
    rule = misread(misfit.value, misfit.raw)
    if rule is not None:
        return trapped(rule, misfit)
    if isinstance(misfit.value, dict) and misfit.raw.startswith("{pending:"):
        spaced = misfit.raw.replace("{pending:", "{pending: ").replace(":  ", ": ")
        if misfit.raw != spaced:
            return Said("missing-space", "there is no space after the colon", misfit.write(spaced))
    if misfit.name in shape.keys(misfit.model, ()):
        return Said("unknown-key", f"{misfit.name} is not a kind of link", left_edge(misfit))
    hint = "write an address, tbd, n/a, or {pending: address of the issue}"
    url = misfit.value.get("url") if isinstance(misfit.value, dict) else None
    if isinstance(url, str) and address(url) and "\n" not in misfit.raw:
        advice = misfit.write(_written(address(url)), address(url), Certainty.SURE)
        return Said("bad-link", "a link is written as its address alone", advice)
    return Said("bad-link", f"{shown(misfit)} is not a link", hint)


def outside(misfit: Misfit) -> Said:
    """What to say about a path that leads out of the repository."""
    message = f"{shown(misfit)} does not lie inside the repository"
    return Said("path-outside", message, "write a path relative to ucops.yaml, without ..")
