"""Addresses that comments gave, as a sync's summary offers them to whoever keeps the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ucops.pages.plan.text import Line, wrapped
from ucops.prose.markdown import fenced
from ucops.sync.offers import NOTHING, Offer, Offers

COLOURS = {"+": "green", "-": "red", "@": "cyan"}
"""First sign of a line of a diff → its colour."""
LONGEST = 20_000
"""Characters of a diff that Markdown shows at most: a summary has room for more than that."""


def offer_lines(offers: Offers) -> Iterator[Line]:
    """What is offered, and the lines that carry it out."""
    if not offers:
        return
    yield Line("")
    yield Line("Comments say where finished pieces are; put what is right into the files:", "bold")
    for one in offers.found:
        yield from wrapped("  ", f"{one.key}: {one.said.author} on {one.issue.place}")
        if one.by_hand:
            yield Line(f"    write by hand: {one.by_hand}")
    for line in offers.diff.splitlines():
        yield Line(f"  {line}", COLOURS.get(line[:1], ""))


def offers_view(offers: Offers) -> dict[str, Any]:
    """The same for a template."""
    told = len(offers.diff) <= LONGEST
    return {
        "offers": [_view(one) for one in offers.found],
        "offered": fenced(offers.diff, "diff") if offers.diff and told else "",
    }


def offers_data(offers: Offers) -> dict[str, Any]:
    """The same for a program; nothing where nobody asked."""
    if offers is NOTHING:
        return {}
    found = [{**_view(one), "file": one.file} for one in offers.found]
    return {"offers": found, "offered": offers.diff}


def _view(offer: Offer) -> dict[str, str]:
    return {
        "key": offer.key,
        "address": offer.said.address,
        "author": offer.said.author,
        "place": offer.issue.place,
        "url": offer.issue.url,
        "by_hand": offer.by_hand,
    }
