"""Issues that were there before, as the index of an earlier report names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from ucops.github.marker import KEY

Known: TypeAlias = tuple[str, int]
"""Where an issue is: `owner/name` and its number."""

_ADDRESS = re.compile(r"/([^/]+/[^/]+)/issues/\d+$")
_NAME = re.compile(r"[A-Za-z0-9-]{1,100}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")
_HIGHEST = 2**31
"""No issue has a number as high as that."""


def known_issues(document: Mapping[str, Any]) -> dict[str, Known]:
    """Key → place of every issue that an earlier report knew, orphans included.

    What has not the form of a key and a place is left out: anybody can propose a change of it.

    Args:
        document: The index, or whatever a file of its name holds.
    """
    found = (*_of_use_cases(document), *_named(document))
    return {key: place for key, place in found if _is_sound(key, place)}


def _is_sound(key: str, place: Known) -> bool:
    name, number = place
    named = KEY.fullmatch(key) is not None and _NAME.fullmatch(name) is not None
    return named and not isinstance(number, bool) and 0 < number < _HIGHEST


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
