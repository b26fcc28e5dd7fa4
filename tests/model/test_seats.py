from __future__ import annotations

from programme_data import config, entry, programme

from ucops.model.catalog import Entry
from ucops.model.facts import count_seats, seats

ROLES = tuple(config().roles)


def team(open_: tuple[str, ...] = (), double: tuple[str, ...] = ()) -> dict[str, object]:
    named: dict[str, object] = {role: f"octo-{role}" for role in ROLES}
    named |= {role: [f"octo-{role}", "octo-second"] for role in double}
    return named | dict.fromkeys(open_, "?")


def grid() -> list[Entry]:
    """Five use cases, 17 roles: developer evangelism open in four, nine seats with two names."""
    return [
        entry("ci", team=team(("devrel",), ("pm", "campaign"))),
        entry("cd", team=team(("devrel",), ("pm", "campaign"))),
        entry("devsecops", team=team((), ("pm", "campaign"))),
        entry("vcc", team=team(("devrel",), ("pm", "campaign"))),
        entry("gitops", team=team(("devrel",), ("campaign",))),
    ]


def test_the_grid_of_five_teams() -> None:
    counts = [count_seats(one.seats) for one in programme(*grid()).use_cases]
    assert sum(count.total for count in counts) == 85
    assert sum(count.named for count in counts) == 81
    assert sum(count.open for count in counts) == 4
    assert sum(count.double for count in counts) == 9
    assert round(1000 * 81 / 85) == 953


def test_a_role_that_the_file_does_not_name_is_open() -> None:
    count = count_seats(seats(entry("ci").use_case, config()))
    assert (count.total, count.named, count.open) == (17, 0, 17)


def test_a_seat_that_is_not_applicable_leaves_the_denominator() -> None:
    count = count_seats(seats(entry("ci", team=team() | {"pr": "n/a"}).use_case, config()))
    assert (count.total, count.named, count.open, count.not_applicable) == (16, 16, 0, 1)


def test_where_a_team_names_nobody_the_role_s_lead_stands_in() -> None:
    led = config(roles={"pr": {"title": "Press relations", "lead": "octo-lead"}})
    found = {seat.role: seat for seat in seats(entry("ci", team={"pr": "tbd"}).use_case, led)}
    assert (found["pr"].people, found["pr"].by_lead) == (("octo-lead",), True)
    assert count_seats(found.values()).by_lead == 1
    named = seats(entry("ci", team={"pr": "octo-pr"}).use_case, led)
    assert not any(seat.by_lead for seat in named)
    assert not any(seat.by_lead for seat in seats(entry("ci", team={"pr": "n/a"}).use_case, led))


def test_roles_that_are_not_configured_have_no_seat() -> None:
    assert "astronaut" not in {
        seat.role for seat in seats(entry("ci", team={"astronaut": "a"}).use_case, config())
    }
