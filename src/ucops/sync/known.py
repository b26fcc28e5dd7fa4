"""Issues that were there before, as the committed report names them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"/([^/]+/[^/]+)/issues/\d+$")


def known_issues(index: Path, repository: str) -> Mapping[str, tuple[str, int]]:
    """Key → repository and number, from a report's `index.json`.

    A report that is missing, unreadable or of another repository knows nothing.
    """
    try:
        data = json.loads(index.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict) or data.get("repository") != repository:
        return {}
    return {
        key: (_repository(url, repository), number)
        for key, number, url in _issues(data)
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
