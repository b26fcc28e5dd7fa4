"""Pages of a listing, with the Link header that GitHub sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    page, size = asked(call)
    last = max(-(-len(things) // size), 1)
    start = (page - 1) * size
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


def after_cursor(
    call: Call, things: Sequence[T], path: str, place: Callable[[T], str]
) -> tuple[Sequence[T], dict[str, str]]:
    """The page of a listing behind the query's cursor, and its headers.

    Args:
        call: The request.
        things: The whole listing, in the order of its places or against it.
        path: Where it is found below the API's base address.
        place: A thing's place in the order.
    """
    page, size = asked(call)
    if "after" not in call.query:
        start = (page - 1) * size
    else:
        start = behind(things, place, call.query["after"], falling=falls(call))
    part = things[start : start + size]
    if start + size >= len(things):
        return part, {}
    query = {**call.query, "per_page": size, "after": place(part[-1]), "page": page + 1}
    return part, {"Link": f'<{call.root}{path}?{urlencode(query)}>; rel="next"'}


def asked(call: Call) -> tuple[int, int]:
    """The number of the page that the query asks for, and how many things are on one."""
    size = min(max(_number(call.query, "per_page", PER_PAGE), 1), MOST)
    return max(_number(call.query, "page", 1), 1), size


def falls(call: Call) -> bool:
    """Whether a listing goes from the newest to the oldest."""
    return call.query.get("direction", "desc") == "desc"


def behind(things: Sequence[T], place: Callable[[T], str], cursor: str, *, falling: bool) -> int:
    """How many things stand before the cursor or at it."""
    return sum(place(it) >= cursor if falling else place(it) <= cursor for it in things)


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, "")
    return int(text) if text.isdecimal() else default
