"""Passwords and access tokens, in values and in what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.rules.engine.file import File, Search
from ucops.rules.engine.rule import Hit, Hits, text_rule
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


@text_rule("safety", "error")
def secret_in_text(file: File) -> Hits:
    """Look for the known beginnings of access tokens, private keys and logins in addresses."""
    for path, span in everywhere(file, SECRET):
        hint = "take it out and have it revoked: the history of the repository keeps it"
        yield Hit("This looks like a password or access token.", path, hint, span=span)


@text_rule("safety", "warning")
def password_in_text(file: File) -> Hits:
    """Look for `password:` and the like, with letters and digits behind it."""
    for path, span in everywhere(file, PASSWORD):
        hint = "take it out, change it, and say where the team keeps it"
        yield Hit("This looks like a password.", path, hint, span=span)


def everywhere(file: File, search: Search) -> Iterator[tuple[Path, Span | None]]:
    """Where something stands: the values that hold it, then comments and whatever else does."""
    told: list[Span] = []
    for path, _ in file.matches(search):
        told.append(file.source.locate(path))
        yield path, None
    for span in _spans(file, search):
        if not any(_holds(value, span) for value in told):
            yield (), span


def _spans(file: File, search: Search) -> Iterator[Span]:
    for at in file.lines.holding(search.signs):
        for found in search.pattern.finditer(file.lines.each[at]):
            yield Span(at + 1, found.start() + 1, at + 1, found.end() + 1)


def _holds(value: Span, found: Span) -> bool:
    here = (found.line, found.column)
    return (value.line, value.column) <= here < (value.end_line, value.end_column)
