"""The ten use cases that ship as the example: what they promise to show."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.docs.pages import TOP

from ucops.model.values import LinkState, Seat, SeatState
from ucops.reading.load import load
from ucops.rules.check import check

LOADED = load(TOP)
ENTRIES = LOADED.catalog.entries
PUBLIC_FIVE = ("ci", "cd", "devsecops", "vcc", "gitops")


def seats(use_case: str) -> list[Seat]:
    return list(ENTRIES[use_case].use_case.team.values())


def test_nothing_is_wrong() -> None:
    assert len(ENTRIES) == 10
    assert [finding for finding in check(LOADED) if finding.severity == "error"] == []


def test_every_status_and_tier_is_shown() -> None:
    use_cases = [entry.use_case for entry in ENTRIES.values()]
    assert Counter(one.status for one in use_cases) == {"active": 8, "paused": 1, "draft": 1}
    assert {one.tier for one in use_cases} == {1, 2, 3}


def test_seats_are_those_of_the_public_grid() -> None:
    grid = [seat for use_case in PUBLIC_FIVE for seat in seats(use_case)]
    assert len(grid) == 17 * 5
    assert sum(seat.state is SeatState.NAMED for seat in grid) == 81
    assert sum(len(seat.people) > 1 for seat in grid) == 9
    assert {one for one in PUBLIC_FIVE if not ENTRIES[one].use_case.team["devrel"].people} == {
        "ci",
        "cd",
        "vcc",
        "gitops",
    }


@pytest.mark.parametrize(
    ("use_case", "present", "pending"),
    [("ci", 4, 0), ("cd", 3, 1), ("devsecops", 4, 0), ("vcc", 7, 0), ("gitops", 6, 0)],
)
def test_links_are_those_of_the_public_table(use_case: str, present: int, pending: int) -> None:
    states = Counter(link.state for (link,) in ENTRIES[use_case].use_case.links.values())
    assert (states[LinkState.PRESENT], states[LinkState.PENDING]) == (present, pending)
    assert states.total() == 7


def test_people_are_invented() -> None:
    people = {login for use_case in ENTRIES for seat in seats(use_case) for login in seat.people}
    people |= {item.responsible for item in LOADED.catalog.items if item.responsible}
    assert all(login.startswith("octo-") for login in people)


def test_items_show_every_way_to_be_planned() -> None:
    items = list(LOADED.catalog.items)
    needed = [(item.use_case, key.partition("/")[0]) for item in items for key in item.depends_on]
    assert any(mine != other for mine, other in needed)
    for has in ("skip", "retired", "deliverable", "checklist", "previously", "due", "start"):
        assert any(getattr(item, has) for item in items), has


def test_one_asset_serves_two_use_cases_under_one_title() -> None:
    places = [item for item in LOADED.catalog.items if item.slug == "goldman-sachs-story"]
    assert len(places) == 2
    assert len({(item.title, item.deliverable) for item in places}) == 1
