"""People: a login names somebody in particular."""

from __future__ import annotations

from ucops.catalog.oversights import logins
from ucops.rules.context import Context
from ucops.rules.registry import Hit, Hits, catalog_rule

WORDS = frozenset({
    "anybody", "anyone", "empty", "hiring", "later", "nn", "no-one", "nobody", "none", "noone",
    "null", "open", "pending", "somebody", "someone", "tba", "tbc", "to-do", "todo", "unassigned",
    "unknown", "unnamed", "vacancy", "vacant", "xx", "xxx",
})  # fmt: skip
"""What people write for a seat that is open, and what GitHub has accounts of."""


@catalog_rule(
    "planning",
    "warning",
    summary="A word such as tbc or nobody where a person is named.",
    why="There is a GitHub account of nearly every such name: a stranger would be asked to do it, "
    "and the seat would not count as open.",
    wrong="""
        team:
          pmm: tbc
        """,
    right="""
        team:
          pmm: "?"
        """,
)
def placeholder_as_login(context: Context) -> Hits:
    """Look at seats, owners and leads."""
    for file, source in context.loaded.sources.items():
        data = source.data if isinstance(source.data, dict) else {}
        for path, login in logins(data):
            word = login.strip().removeprefix("@")
            if word.casefold() in WORDS:
                message = f"'{word}' is read as the GitHub account of that name."
                yield Hit(message, path, 'write "?" for an open seat', file=file)
