"""Issues that were there before, as the committed report names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ADDRESS = re.compile(r"/([^/]+/[^/]+)/issues/\d+$")


def filed_before(index: Mapping[str, Any]) -> Mapping[str, tuple[str, int]]:
    """Key → repository and number of every epic and item that a report's index names."""
    return {
        key: (_repository(url, index["repository"]), number)
        for key, number, url in _issues(index)
        if isinstance(number, int)
    }


def _issues(data: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    for use_case in data.get("use_cases", ()):
        yield use_case.get("id", ""), use_case.get("epic"), ""
        for item in use_case.get("items", ()):
            yield item.get("key", ""), item.get("issue"), item.get("url") or ""


def _repository(url: str, main: str) -> str:
    found = _ADDRESS.search(url)
    return found[1] if found else main
