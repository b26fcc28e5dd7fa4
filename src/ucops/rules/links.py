"""Addresses: they lead where they say, and only there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.model.values import Link, LinkState
from ucops.rules.engine.addresses import can_be_opened, same_address
from ucops.rules.engine.context import Context
from ucops.rules.engine.file import File, Search
from ucops.rules.engine.rule import Hit, Hits, text_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.model.usecase import UseCase
    from ucops.text.source import Path

_MEDIA = "(?:text|image|audio|video|application|font|multipart|message|model)/[\\w.+-]+[;,]"
UNSAFE = Search(
    re.compile(
        r"(?:^|[\s(<\"']|(?:href|src)=)\s{0,3}(?P<start>(?:java|vb)script(?=:\S)"
        rf"|data(?=:(?:{_MEDIA}|[^\s,]*;base64,|,\S))|file(?=:(?:[/\\]|[a-z]:[/\\]))):"
        r"|(?:(?:href|src)=[\"']?|\]\()(?P<linked>data|file):(?=\S)",
        re.IGNORECASE,
    ),
    signs=("javascript:", "vbscript:", "data:", "file:"),
)
"""Behind data: and file:, prose such as `file:line` goes on otherwise than an address does."""
DECEPTIVE = Search(
    re.compile(
        r"\bhttps?://(?P<shown>[^\s/?#@<>\"'()]{1,80}[.][^\s/?#@<>\"'()]{1,80})@"
        r"(?P<host>[^\s/?#@<>\"'()]{1,100})",
        re.IGNORECASE,
    ),
    signs=("@",),
)
"""What looks like a host in front of the @ is a login."""
INSECURE = Search(
    re.compile(r"\bhttp://(?!localhost\b|127\.)", re.IGNORECASE),
    signs=("http://",),
)
ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:)\S*|/\S*|\.{1,2}/\S+|#(?!\d+$)\S+", re.IGNORECASE)


@text_rule("safety", "error")
def unsafe_link(file: File) -> Hits:
    """Look for javascript:, vbscript:, data: and file: wherever a link can stand."""
    for path, found in file.matches(UNSAFE):
        start = found["start"] or found["linked"]
        message = f"A link that starts with '{start.lower()}:' is not safe."
        yield Hit(message, path, "give an https:// address")
    for path, found in file.matches(DECEPTIVE):
        message = f"This link leads to {found['host']}, and looks as if it led to {found['shown']}."
        yield Hit(message, path, f"take out '{found['shown']}@', or the whole link")


@text_rule("safety", "info")
def insecure_link(file: File) -> Hits:
    """Look for http:// in all texts."""
    for path, _ in file.matches(INSECURE):
        yield Hit("This link is not encrypted.", path, "use https://")


def _addresses(entry: Entry) -> Iterator[tuple[str | None, Path]]:
    use_case = entry.use_case
    for link, path in _links(use_case):
        if link.state in {LinkState.PRESENT, LinkState.PENDING}:
            pending = ("pending",) if link.state is LinkState.PENDING else ()
            yield link.target, (*path, *pending)
    for index, report in enumerate(use_case.analysts):
        yield report.url, ("analysts", index, "url")
    for index, proof in enumerate(use_case.proof_points):
        yield proof.url, ("proof_points", index, "url")
    for slug, competitor in use_case.competitors.items():
        yield competitor.comparison, ("competitors", slug, "comparison")


def _links(use_case: UseCase) -> Iterator[tuple[Link, Path]]:
    """Every link with its place: where a kind has several, they stand in a list."""
    for kind, links in use_case.links.items():
        for index, link in enumerate(links):
            yield link, ("links", kind, *((index,) if len(links) > 1 else ()))


def _demos(entry: Entry) -> Iterator[tuple[str | None, Path]]:
    """Where something is shown: a page, or a file of the repository."""
    for slug, differentiator in entry.use_case.differentiators.items():
        yield differentiator.demo, ("differentiators", slug, "demo")
    for slug, scenario in entry.use_case.scenarios.items():
        yield scenario.demo, ("scenarios", slug, "demo")


@use_case_rule("safety", "warning", yields_to="unsafe-link")
def not_an_address(entry: Entry, context: Context) -> Hits:
    """Look at links, reports, proof points, comparisons and demos."""
    problems = context.problems.get(entry.file, ())
    said = {one.path for one in problems if one.rule == "address-alone"}
    for address, path in _addresses(entry):
        if address is not None and path not in said and not ADDRESS.fullmatch(address.strip()):
            yield _not_an_address(path, address)
    for demo, path in _demos(entry):
        if demo is not None and path not in said and not can_be_opened(demo):
            yield _not_an_address(path, demo)


def _not_an_address(path: Path, said: str) -> Hit:
    hint = "start it with https://, or write tbd if there is none yet"
    if said.startswith("#"):
        hint = "if somebody is on it in that issue, write {pending: address of the issue}"
    return Hit("This is not an address.", path, hint)


@use_case_rule("substance", "warning")
def same_link_twice(entry: Entry, context: Context) -> Hits:
    """Compare the addresses of a use case's links."""
    del context
    first: dict[str, str] = {}
    for link, path in _links(entry.use_case):
        kind = str(path[1])
        if link.state is LinkState.PRESENT:
            other = first.setdefault(same_address(link.target), kind)
            if other != kind:
                message = f"The {kind} has the same address as the {other}."
                yield Hit(message, path, "correct one of them, or write tbd")
