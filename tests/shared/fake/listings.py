"""Listings of issues that GitHub gets wrong: late ones, pages that are off, and counted pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ucops.sandbox.entities import Issue, Repository
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.issue_view import issue_view
from ucops.sandbox.rest.listing import cursor, in_order, listing
from ucops.sandbox.rest.paging import asked, behind, falls, page_of
from ucops.sandbox.world import World


class Late:
    """A world in which the newest issues cannot be listed yet."""

    def __init__(self, world: World, count: int) -> None:
        self._world = world
        self._count = count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._world, name)

    def issues(self, repository: Repository) -> list[Issue]:
        return self._world.issues(repository)[: -self._count]


def shifted(call: Call, by: int) -> Call:
    """The call of a later page, its cursor moved on by so many entries, or back."""
    page, size = asked(call)
    if page == 1:
        return call
    order, place = in_order(call), cursor(call)
    start = (page - 1) * size + by
    if "after" in call.query:
        start = behind(order, place, call.query["after"], falling=falls(call)) + by
    if start <= 0:
        return replace(call, query={**call.query, "after": "", "page": "1"})
    last = order[min(start, len(order)) - 1]
    return replace(call, query={**call.query, "after": place(last)})


def counted(call: Call, by: int = 0) -> Answer:
    """A listing whose pages are counted, as older servers have it; later ones are off `by`."""
    order: Sequence[Issue] = in_order(call)
    if by and asked(call)[0] > 1:
        order = order[by:] if by > 0 else [*order[:1] * -by, *order]
    part, headers = page_of(call, order, f"/repositories/{call.repository.id}/issues")
    return Answer(200, [issue_view(call.views, issue) for issue in part], headers)


def off(call: Call, *, late: int, by: int, cursors: bool) -> Answer:
    """The listing of a call, the newest `late` issues missing and later pages off `by`."""
    if late:
        call = replace(call, world=Late(call.world, late))  # type: ignore[arg-type] - stands for one
    if not cursors:
        return counted(call, by)
    return listing(shifted(call, by) if by else call)
