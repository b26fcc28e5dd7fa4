"""Issues that were there before, as the index of an earlier report names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Known: TypeAlias = tuple[str, int]
"""Where an issue is: `owner/name` and its number."""

_ADDRESS = re.compile(r"/([^/]+/[^/]+)/issues/\d+$")


def known_issues(document: Mapping[str, Any]) -> dict[str, Known]:
    """Key → place of every issue that an earlier report knew, orphans included.

    Args:
        document: The index, or whatever a file of its name holds.
    """
    return {**dict(_of_use_cases(document)), **dict(_named(document))}


def _of_use_cases(document: Mapping[str, Any]) -> Iterator[tuple[str, Known]]:
    main = document.get("repository")
    for use_case in _rows(document, "use_cases"):
        match use_case:
            case {"id": str() as key, "epic": int() as number} if isinstance(main, str):
                yield key, (main, number)
        for item in _rows(use_case, "items"):
            match item:
                case {"key": str() as key, "issue": int() as number, "url": str() as url}:
                    found = _ADDRESS.search(url)
                    yield key, (found[1] if found else str(main), number)


def _named(document: Mapping[str, Any]) -> Iterator[tuple[str, Known]]:
    for part in ("orphans", "issues"):
        for issue in _rows(document, part):
            match issue:
                case {"key": str() as key, "repository": str() as name, "number": int() as number}:
                    yield key, (name, number)


def _rows(data: Mapping[str, Any], name: str) -> list[Any]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
