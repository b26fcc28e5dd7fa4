"""CODEOWNERS lines: who is asked to review a change of a use case's file.

See https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ucops.model.catalog import Catalog, Entry
from ucops.model.facts import seat_of

BEGIN = "# Written by ucops codeowners from the activation teams; what is outside is yours."
END = "# End of what ucops codeowners wrote."
_OURS = re.compile(rf"^{re.escape(BEGIN)}$.*?^{re.escape(END)}$\n?", re.MULTILINE | re.DOTALL)


def codeowners(catalog: Catalog, roles: Collection[str]) -> str:
    """A line for each use case's file: who holds these roles' seats, backups included.

    Where a seat is open its role's lead stands in; a file that nobody answers for gets a comment.
    """
    lines = (_line(entry, catalog, roles) for entry in catalog.entries.values())
    return "\n".join([BEGIN, *sorted(lines), END]) + "\n"


def merged(before: str, ours: str) -> str:
    """A file with our lines in it, in the place of those that we wrote before, else at its end.

    GitHub takes the last line that fits a file, so that what stands below ours counts more.
    """
    if _OURS.search(before):
        return _OURS.sub(lambda _found: ours, before, count=1)
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    return before + gap + ours


def _line(entry: Entry, catalog: Catalog, roles: Collection[str]) -> str:
    people = [*dict.fromkeys(_people(entry, catalog, roles))]
    file = "/" + entry.file.replace(" ", "\\ ")
    if not people:
        return f"# {file} has nobody: see the open seats of {entry.id}"
    return f"{file} {' '.join(f'@{person}' for person in people)}"


def _people(entry: Entry, catalog: Catalog, roles: Collection[str]) -> Iterator[str]:
    for role in roles:
        yield from seat_of(entry.use_case, role, catalog.config).people
