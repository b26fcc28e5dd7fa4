"""Passwords and access tokens, in values and in what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from ucops.rules.engine.context import Context
from ucops.rules.engine.prose import Search, matches
from ucops.rules.engine.rule import Hit, Hits, catalog_rule
from ucops.text.source import Span

if TYPE_CHECKING:
    from ucops.text.source import Path

SECRET = Search(
    re.compile(
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,}|glpat-[\w-]{20}|AKIA[0-9A-Z]{16}|"
        r"xox[abprs]-[\w-]{10,}|sk_live_\w{16,}|sk-(?:proj|ant|svcacct)-[\w-]{16,}|"
        r"sk-[A-Za-z0-9]{32,}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}|"
        r"hooks\.slack\.com/services/T\w+/B\w+/(?!X+\b)\w{16,})|-----BEGIN [A-Z ]*PRIVATE KEY-----|"
        r"://[^\s/@:?#\"'<>]*:(?![$<{*\u2026])[^\s/@?#\"'<>]+@\w"
    ),
    signs=(
        *(f"gh{kind}_" for kind in "pousr"),
        "github_pat_",
        "glpat-",
        "akia",
        "xox",
        "sk_live_",
        "sk-",
        "aiza",
        "eyj",
        "hooks.slack.com",
        "-----begin",
        "@",
    ),
)
"""Tokens by their known beginnings, private keys, and `user:password@` in an address."""

_OF_PASSWORD = "[^\\s\"'`,;<>{}$*\u2026]"  # noqa: S105 - the letters of one
PASSWORD = Search(
    re.compile(
        r"(?<![\w-])(?:pass(?:word|wd|wort|phrase)|kennwort|pwd|pw|mot de passe|contrase\u00f1a)"
        r"[ \t]*[:=][ \t]*[\"'`]?"
        r"(?!\d+-[a-z]|1password|https?:|(?:aes|base|fido|iso|md|nist|oauth|rsa|sha|utf)-?\d)"
        rf"(?={_OF_PASSWORD}*\d)(?={_OF_PASSWORD}*[a-z]){_OF_PASSWORD}{{6,}}",
        re.IGNORECASE,
    ),
    signs=("pass", "pw", "kennwort", "contrase"),
)
"""A word for a password with a value behind it that looks like one: letters and a digit."""


@catalog_rule("safety", "error")
def secret_in_text(context: Context) -> Hits:
    """Look for the known beginnings of access tokens, private keys and logins in addresses."""
    for file, path, span in everywhere(context, SECRET):
        hint = "take it out and have it revoked: the history of the repository keeps it"
        yield Hit("This looks like a password or access token.", path, hint, file=file, span=span)


@catalog_rule("safety", "warning")
def password_in_text(context: Context) -> Hits:
    """Look for `password:` and the like, with letters and digits behind it."""
    for file, path, span in everywhere(context, PASSWORD):
        hint = "take it out, change it, and say where the team keeps it"
        yield Hit("This looks like a password.", path, hint, file=file, span=span)


def everywhere(context: Context, search: Search) -> Iterator[tuple[str, Path, Span | None]]:
    """Where something stands: the values that hold it, then comments and whatever else does."""
    told = defaultdict[str, list[Span]](list)
    for file, path, _ in matches(context, search):
        told[file].append(context.loaded.sources[file].locate(path))
        yield file, path, None
    for file, source in context.loaded.sources.items():
        small = source.text.lower()
        if any(sign in small for sign in search.signs):
            for span in _spans(source.text, search.pattern):
                if not any(_holds(value, span) for value in told[file]):
                    yield file, (), span


def _spans(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    for found in pattern.finditer(text):
        line = bisect_right(starts, found.start())
        before = starts[line - 1] - 1
        yield Span(line, found.start() - before, line, found.end() - before)


def _holds(value: Span, found: Span) -> bool:
    here = (found.line, found.column)
    return (value.line, value.column) <= here < (value.end_line, value.end_column)
