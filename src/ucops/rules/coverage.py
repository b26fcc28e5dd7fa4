"""Coverage of the buyer's journey, of the team's seats and of the key links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ucops.model.facts import as_written, coverage, links, seats
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import Context, written_seats
from ucops.rules.engine.rule import Hit, Hits, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry


@use_case_rule("substance", "warning", needs=("bom",))
def journey_gap(entry: Entry, context: Context) -> Hits:
    """Look for the gaps of the journey: pairs of stage and audience without any item."""
    del context
    gaps = [
        f"{cell.stage} for {cell.audience}s" for cell in coverage(as_written(entry)) if cell.gap
    ]
    if gaps:
        message = f"Nothing is planned for {counted(len(gaps), 'step')} of the buyer's journey: "
        hint = "give an item the missing `stages` and `audiences`, or add one"
        yield Hit(f"{message}{listed(gaps)}.", ("bom",), hint, on_key=True)


@use_case_rule("substance", "warning", needs=())
def open_seat(entry: Entry, context: Context) -> Hits:
    """Look for open seats in a tier 1 use case."""
    if entry.use_case.tier != 1:
        return
    free = [
        seat.title
        for seat in seats(entry.use_case, context.config)
        if seat.open and not context.left_out(entry, ("team", seat.role))
    ]
    if free:
        message = f"{counted(len(free), 'open seat')} in a key use case: {listed(free)}."
        yield Hit(message, ("team",), "name a person, or n/a where none is needed", on_key=True)


@use_case_rule("substance", "warning")
def person_twice(entry: Entry, context: Context) -> Hits:
    """Look for logins that repeat within a seat; GitHub ignores their letter case."""
    del context
    for path, seat in written_seats(entry.use_case):
        logins = [person.casefold() for person in seat.people]
        if len(set(logins)) < len(logins):
            message = f"The seat '{path[-1]}' names one person twice."
            yield Hit(message, path, "name somebody else as the backup, or nobody")


@use_case_rule("substance", "warning", needs=())
def open_link(entry: Entry, context: Context) -> Hits:
    """Look for links that the tier expects, or the file lists, and that are known to be missing."""
    missing = [
        link.kind
        for link in links(entry.use_case, context.config)
        if link.open and not context.left_out(entry, ("links", link.kind))
    ]
    if missing:
        message = f"{counted(len(missing), 'key link')} still open: {listed(missing)}."
        hint = "give the address, n/a, or where somebody is on it `{pending: address of the issue}`"
        yield Hit(message, ("links",), hint, on_key=True)
