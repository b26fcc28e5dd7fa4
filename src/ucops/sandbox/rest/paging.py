"""Pages of a listing, with the Link header that GitHub sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from ucops.sandbox.rest.call import Call

T = TypeVar("T")
PER_PAGE = 30
MOST = 100


def page_of(call: Call, things: Sequence[T], path: str) -> tuple[Sequence[T], dict[str, str]]:
    """The page of a listing that the query asks for, and its headers.

    Args:
        call: The request.
        things: The whole listing.
        path: Where it is found below the API's base address, as `Link` names it.
    """
    size = min(max(_number(call.query, "per_page", PER_PAGE), 1), MOST)
    page = max(_number(call.query, "page", 1), 1)
    last = max(-(-len(things) // size), 1)
    start = max((page - 1) * size + (call.shift if page > 1 else 0), 0)
    part = things[start : start + size]
    wanted = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
    if page == 1:
        del wanted["prev"], wanted["first"]
    if page >= last:
        del wanted["next"], wanted["last"]
    query = {**call.query, "per_page": size}
    links = [
        f'<{call.root}{path}?{urlencode({**query, "page": number})}>; rel="{name}"'
        for name, number in wanted.items()
    ]
    return part, {"Link": ", ".join(links)} if links else {}


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, "")
    return int(text) if text.isdecimal() else default
