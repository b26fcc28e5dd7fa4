"""Coverage of the buyer's journey, of the team's seats and of the key links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ucops.model.values import AUDIENCES, STAGES, LinkState, SeatState
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import Context, wanted
from ucops.rules.engine.rule import Hit, Hits, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry


@use_case_rule("substance", "warning", needs=("bom",))
def journey_gap(entry: Entry, context: Context) -> Hits:
    """Look for an item in each pair of stage and audience."""
    del context
    covered = {
        (stage, audience)
        for item in wanted(entry)
        for stage in item.stages
        for audience in item.audiences
    }
    gaps = [
        f"{stage} for {audience}s"
        for stage in STAGES
        for audience in AUDIENCES
        if (stage, audience) not in covered
    ]
    if gaps:
        message = f"Nothing is planned for {counted(len(gaps), 'step')} of the buyer's journey: "
        hint = "give an item the missing `stages` and `audiences`, or add one"
        yield Hit(f"{message}{listed(gaps)}.", ("bom",), hint, on_key=True)


@use_case_rule("substance", "warning", needs=())
def open_seat(entry: Entry, context: Context) -> Hits:
    """Look for roles of ucops.yaml that have no person in a tier 1 use case."""
    if entry.use_case.tier != 1:
        return
    team = entry.use_case.team
    seats = {
        role: team[role].state if role in team else SeatState.OPEN for role in context.config.roles
    }
    free = [
        context.config.roles[role].title
        for role, state in seats.items()
        if state is SeatState.OPEN and not context.left_out(entry, ("team", role))
    ]
    if free:
        message = f"{counted(len(free), 'open seat')} in a key use case: {listed(free)}."
        yield Hit(message, ("team",), "name a person, or n/a where none is needed", on_key=True)


@use_case_rule("substance", "warning")
def person_twice(entry: Entry, context: Context) -> Hits:
    """Look for logins that repeat within a seat; GitHub ignores their letter case."""
    del context
    for role, seat in entry.use_case.team.items():
        logins = [person.casefold() for person in seat.people]
        if len(set(logins)) < len(logins):
            message = f"The seat '{role}' names one person twice."
            yield Hit(message, ("team", role), "name somebody else as the backup, or nobody")


@use_case_rule("substance", "warning", needs=())
def open_link(entry: Entry, context: Context) -> Hits:
    """Look for the kinds of links that are expected of the use case's tier."""
    tier, links = entry.use_case.tier, entry.use_case.links
    expected = [kind for kind, one in context.config.link_kinds.items() if tier in one.tiers]
    missing = [kind for kind in expected if kind not in links or links[kind].state is LinkState.TBD]
    missing = [kind for kind in missing if not context.left_out(entry, ("links", kind))]
    if missing:
        message = f"{counted(len(missing), 'key link')} still open: {listed(missing)}."
        hint = "give the address, n/a, or where somebody is on it `{pending: address of the issue}`"
        yield Hit(message, ("links",), hint, on_key=True)
