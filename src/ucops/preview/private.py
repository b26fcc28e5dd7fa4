"""Customers that no proof point names in public stay out of what other people can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from ucops.model.catalog import Catalog
from ucops.model.usecase import Feedback
from ucops.rules.all import rules
from ucops.rules.engine.context import CONFIG_FILE
from ucops.rules.engine.finding import Finding

INSTEAD = "a customer"
"""What stands where the name of one would."""
UNTOLD = "What stands here may name a customer, so it is not shown"
LOOK = "`ucops validate` shows it on your own machine"
_QUOTING = frozenset({"syntax", "traps", "form"})
"""The families whose messages quote what stands in a file, whatever it means."""
_KEY = re.compile(r"[A-Za-z_-]+[ \t]*:")
_PROOF = re.compile(
    r"""proof|[ \t]*+(?:proof\w*[ \t]*:[ \t]*+)?[-\[{ \t]*['"]?customer\b""", re.IGNORECASE
)
"""A line that begins the proof points or one of them."""
_NAMED = re.compile(
    r"""(?:(?:^|[-{,])[ \t]*['"]?customer\b['"]?[ \t]*:?|\bcustomer['"]?[ \t]*:)[ \t]*['"]?"""
    r"""(?P<name>[^'",}\n]{2,80})""",
    re.MULTILINE,
)
"""A customer's name as it stands in a text that YAML may not be able to read; where the colon is
missing, only at the place of a key, as people write of customers everywhere."""


class Point(Protocol):
    """A proof point, as far as it matters here."""

    @property
    def customer(self) -> str:
        """Whose it is."""

    @property
    def public(self) -> bool:
        """Whether everybody may know."""


def points_of(catalogs: Iterable[Catalog]) -> Iterator[Point]:
    """Every proof point."""
    for catalog in catalogs:
        for entry in catalog.entries.values():
            yield from entry.use_case.proof_points


def internal_customers(every: Iterable[Point], texts: Iterable[str] = ()) -> frozenset[str]:
    """The customers that no proof point may name in public.

    Args:
        every: The proof points that could be read.
        texts: Files of which something may not have been: a name in them counts as internal,
            unless what could be read says that it is public.
    """
    points = [point for point in every if point.customer.strip()]
    public = {point.customer.strip() for point in points if point.public}
    found = {found["name"].strip() for text in texts for found in _NAMED.finditer(text)}
    return frozenset({point.customer.strip() for point in points} | found) - public - {""}


def without(customers: Iterable[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without the customers' names."""
    named = _any_of(customers)
    if named is None:
        return tuple(findings)
    return tuple(
        replace(one, message=named.sub(INSTEAD, one.message), hint=named.sub(INSTEAD, one.hint))
        for one in findings
    )


def hushed(
    findings: Iterable[Finding], every: Iterable[Point], texts: Mapping[str, str]
) -> tuple[Finding, ...]:
    """The findings as everybody may see them.

    Besides the names, nothing is left of a finding that quotes what stands among proof points: a
    line that cannot be read may name anybody.

    Args:
        findings: What was found.
        every: The proof points that could be read.
        texts: The text of each file, by its path.
    """
    internal = internal_customers(every, texts.values())
    return without(internal, (_untold(one, texts.get(one.file, "")) for one in findings))


def masked(text: str, customers: Iterable[str]) -> str:
    """A file's text, line by line, without its proof points and the customers' names."""
    named, lines = _any_of(customers), text.splitlines(keepends=True)
    ends = ("\n" if line.endswith("\n") else "" for line in lines)
    kept = (
        f"…{end}" if _may_name(lines, at) else named.sub(INSTEAD, line) if named else line
        for at, (line, end) in enumerate(zip(lines, ends, strict=True))
    )
    return "".join(kept)


def quiet_feedback(said: Iterable[Feedback], customers: Iterable[str]) -> tuple[Feedback, ...]:
    """What people said, without the customers' names: notes of talks name whom they were with."""
    named = _any_of(customers)
    if named is None:
        return tuple(said)

    def quiet(text: str | None) -> str | None:
        return named.sub(INSTEAD, text) if text else text

    names = ("source", "text", "disposition")
    return tuple(
        one.model_copy(update={name: quiet(getattr(one, name)) for name in names}) for one in said
    )


def without_names(document: object, customers: Iterable[str]) -> object:
    """Data of JSON without the customers' names, wherever they stand in it."""
    named = _any_of(customers)

    def quiet(part: object) -> object:
        match part:
            case str():
                return named.sub(INSTEAD, part) if named else part
            case list():
                return [quiet(each) for each in part]
            case dict():
                return {quiet(key): quiet(each) for key, each in part.items()}
        return part

    return quiet(document)


def _any_of(customers: Iterable[str]) -> re.Pattern[str] | None:
    names = sorted(map(re.escape, customers), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE) if names else None


def _untold(one: Finding, text: str) -> Finding:
    quotes = one.file != CONFIG_FILE and rules()[one.rule].family in _QUOTING
    if quotes and _may_name(text.splitlines(), one.line - 1):
        return replace(one, message=UNTOLD, hint=LOOK)
    return one


def _may_name(lines: Sequence[str], at: int) -> bool:
    """Whether a line stands among the proof points, however their section is spelled."""
    first = min(at, len(lines) - 1)
    while first > 0 and not _KEY.match(lines[first]):
        first -= 1
    last = at + 1
    while last < len(lines) and not _KEY.match(lines[last]):
        last += 1
    section = lines[max(first, 0) : last]
    return any(_PROOF.match(line) for line in section)
