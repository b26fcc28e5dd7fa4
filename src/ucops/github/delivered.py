"""Where a finished piece is, as somebody says in a line of a comment on its issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ucops.github import graphql, shapes
from ucops.github.client import Client
from ucops.github.protocols import Said
from ucops.github.snapshot import Issue

ASKED = 50
"""Most issues that are asked about, in one question: those that changed last. A comment changes its
issue, so what is said on an older one was read when it was new."""
PEOPLE = 10
"""Most people with a tie to the repository, and most without, of whom a run asks whether they may
write: a crowd of others costs no more, and keeps nobody with a tie from being heard."""
LINE = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?deliverable(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*"
    r"(?:\[[^\]\n]*\]\()?<?(?P<address>https?://[!#-;=?-~]+)>?\)?[.,;]?[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
"""The line as people write it: a list's sign, bold, brackets, a link around the address are theirs.

A quoted line says what somebody else said, and an address of other signs than ASCII's may look like
another one.
"""


class Author(NamedTuple):
    """Who wrote something: their login, and whether they have no tie to the repository."""

    login: str
    outsider: bool


Believed = Callable[[str, Author], bool]
"""Whether somebody may write to a repository."""


def read(client: Client, issues: Iterable[Issue], believed: Believed) -> dict[str, Said]:
    """Node id → what was said last about where the issue's piece is, by somebody who is believed.

    No program is: it may repeat what others told it.
    """
    asked = sorted(issues, key=lambda issue: (issue.updated_at, issue.node_id))[-ASKED:]
    if not asked:
        return {}
    ids = {"ids": [issue.node_id for issue in asked]}
    data = client.query("where finished pieces are", graphql.COMMENTS, ids).data
    known, found = _Known(believed), dict[str, Said]()
    with shapes.expecting("where finished pieces are"):
        comments = {
            str(node["id"]): list(shapes.nodes(node["comments"])) for node in shapes.nodes(data)
        }
        for issue in asked:
            told = _told(reversed(comments.get(issue.node_id, ())))
            first = next((one for one in told if known(issue.repository, one[1])), None)
            if first:
                found[issue.node_id] = Said(first[0], first[1].login)
    return found


def address(comment: str) -> str | None:
    """The last address that a comment gives in a line of its own, or None."""
    found = LINE.findall(comment)
    return _bare(found[-1]) if found else None


def _bare(address: str) -> str:
    """An address without the stop behind it, and without the bracket that ends a link around it."""
    bare = address.rstrip(".,;")
    return bare[:-1] if bare.endswith(")") and bare.count(")") > bare.count("(") else bare


def _told(comments: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Author]]:
    """The addresses that people gave in these comments."""
    for one in comments:
        author, where = one["author"] or {}, address(str(one["body"]))
        if where and author.get("__typename") == "User":
            outsider = one["authorAssociation"] in shapes.OUTSIDERS
            yield where, Author(str(author["login"]), outsider)


class _Known:
    """Who is believed: asked once for each of the first few people, and nobody else is."""

    def __init__(self, believed: Believed) -> None:
        self.believed = believed
        self.people: dict[tuple[str, str], bool] = {}
        self.asked: Counter[bool] = Counter()

    def __call__(self, repository: str, author: Author) -> bool:
        key = (repository, author.login.lower())
        if key not in self.people:
            self.asked[author.outsider] += 1
            few = self.asked[author.outsider] <= PEOPLE
            self.people[key] = few and self.believed(repository, author)
        return self.people[key]
