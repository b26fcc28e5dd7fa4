"""The Projects board shows what became of every issue, and people's own moves stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sync_catalogs import day, desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

from ucops.github.errors import MissingPermissionError
from ucops.model.config import Limits
from ucops.sync.apply import Control, apply
from ucops.sync.desired import Desired
from ucops.sync.limits import broken_limits

DEMO = item("ci/demo", due=day("2026-12-01"), role="tmm", responsible="octo-tmm")
DECK = item("ci/deck", depends_on=("ci/demo",))
PLACE = ("acme/gtm", 2)
"""Where the demo is filed."""


def files(*items: Any, board: bool = True, **fields: Any) -> Desired:
    config = {"github": {"project": "acme/1"}} if board else {}
    return desired(entry("ci", *items, **fields), **config)


BEFORE = files(DEMO, DECK)


def on_board(wanted: Desired = BEFORE) -> Fake:
    github = Fake()
    synced(github, wanted)
    assert planned(github, wanted).changes == ()
    return github


def closed(reason: str) -> Callable[[Fake], Any]:
    fields = {"state": "closed", "state_reason": reason, "closed_at": "2026-11-22T11:00:00Z"}
    return lambda github: person(github, "ci/demo", **fields)


def left(github: Fake) -> None:
    """Nobody does anything by hand."""
    del github


RETIRED = files(replace(DEMO, retired=day("2026-11-20")), DECK)
GONE = files(replace(DECK, depends_on=()))
DELIVERED = files(replace(DEMO, deliverable="https://example.com/demo"), DECK)
BECAME: dict[str, tuple[Callable[[Fake], Any], Desired, bool, str]] = {
    "retired": (left, RETIRED, False, "Dropped"),
    "retired, and closed as done": (closed("completed"), RETIRED, False, "Done"),
    "retired, and closed by a person": (closed("not_planned"), RETIRED, False, "Dropped"),
    "its use case retired": (left, files(DEMO, DECK, status="retired"), False, "Dropped"),
    "delivered": (left, DELIVERED, False, "Done"),
    "an orphan that is closed": (left, GONE, True, "Dropped"),
    "an orphan that a person closed": (closed("not_planned"), GONE, False, "Dropped"),
    "an orphan that is done": (closed("completed"), GONE, True, "Done"),
    "an orphan that is open": (left, GONE, False, "Todo"),
    "a draft again": (left, files(DEMO, DECK, status="draft"), True, "Dropped"),
}


@pytest.mark.parametrize(("act", "wanted", "close", "shown"), BECAME.values(), ids=BECAME)
def test_the_board_shows_what_became_of_it(
    act: Callable[[Fake], Any], wanted: Desired, shown: str, *, close: bool
) -> None:
    github = on_board()
    act(github)
    before, writes = github.boarded[PLACE], github.writes
    made = planned(github, wanted, close_orphans=close)
    assert apply(made, github, github).exit_code == 0
    assert github.boarded[PLACE] == {**before, "Status": shown}
    assert planned(github, wanted, close_orphans=close).changes == ()
    assert planned(github, wanted).changes == ()
    assert made.estimate.writes == github.writes - writes


def test_a_whole_use_case_that_is_retired_is_dropped() -> None:
    github = on_board()
    wanted = files(DEMO, DECK, status="retired")
    made = planned(github, wanted)
    assert [short(one) for one in made.changes if "board Status" in one.fields] == [
        "update epic ci",
        "update item ci/demo",
        "update item ci/deck",
    ]
    limits = Limits.model_validate({"closes": 2, "close_percent": "none"})
    assert broken_limits(made, limits) == ["closes 3 issues, and limits.closes is 2"]
    synced(github, wanted)
    assert {values["Status"] for values in github.boarded.values()} == {"Dropped"}


def test_one_that_a_person_opens_again_is_shown_so() -> None:
    github = on_board()
    synced(github, RETIRED)
    person(github, "ci/demo", state="open", state_reason="reopened")
    synced(github, RETIRED)
    assert github.boarded[PLACE]["Status"] == "Todo"
    assert planned(github, RETIRED).changes == ()


@pytest.mark.parametrize(("wanted", "close"), [(RETIRED, False), (GONE, True)])
def test_what_is_not_on_the_board_is_not_put_there(wanted: Desired, *, close: bool) -> None:
    github = on_board(files(DEMO, DECK, board=False))
    synced(github, wanted, close_orphans=close)
    assert github.issues[PLACE].state == "closed"
    assert PLACE not in github.boarded
    assert planned(github, wanted, close_orphans=close).changes == ()


def test_without_a_board_nothing_is_shown_of_what_is_closed() -> None:
    github = on_board()
    for wanted in (replace(GONE, project=None), replace(RETIRED, project=None)):
        synced(github, wanted, close_orphans=True)
    assert github.boarded[PLACE]["Status"] == "Todo"


def test_of_several_orphans_with_one_key_all_are_closed_and_the_first_is_shown() -> None:
    github = on_board()
    copy = github.file(title="Copy", body=github.issues[PLACE].body)
    synced(github, GONE, close_orphans=True)
    assert {github.issues[it].state for it in (PLACE, (copy.repository, copy.number))} == {"closed"}
    assert github.boarded[PLACE]["Status"] == "Dropped"
    assert planned(github, GONE, close_orphans=True).changes == ()


@pytest.mark.parametrize(("wanted", "close"), [(RETIRED, False), (GONE, True)])
def test_a_run_that_stops_anywhere_ends_the_same(wanted: Desired, *, close: bool) -> None:
    whole = on_board()
    synced(whole, wanted, close_orphans=close)
    most = planned(on_board(), wanted, close_orphans=close).estimate.writes
    for writes in range(1, most + 1):
        github = on_board()
        made = planned(github, wanted, close_orphans=close)
        apply(made, github, github, Control(max_writes=writes))
        synced(github, wanted)
        synced(github, wanted, close_orphans=close)
        assert (github.boarded, github.issues) == (whole.boarded, whole.issues)


def test_what_cannot_be_kept_is_remembered_in_an_orphan_too() -> None:
    github = on_board()
    github.permission = "triage"
    github.failing = {"create_label": MissingPermissionError("the token may not do this")}
    wanted = desired(entry("cd", item("cd/late")), github={"project": "acme/1"})
    synced(github, wanted, close_orphans=True)
    assert planned(github, wanted).changes == ()


# What is sent


LATER = files(replace(DEMO, due=day("2026-12-24")), DECK)
MOVED: dict[str, tuple[dict[str, str] | None, dict[str, str | None]]] = {
    "left": ({}, {"Status": "Todo"}),
    "moved": ({"Status": "In Review"}, {"Status": "In Review"}),
    "another value": (
        {"Role": "Web", "Start": "2026-11-01"},
        {"Role": "Web", "Start": "2026-11-01"},
    ),
    "our value changed": ({"Target": "2026-12-05"}, {"Status": "Todo"}),
    "taken off": (None, {"Status": "Todo", "Role": "Technical marketing", "Priority": "1"}),
}


@pytest.mark.parametrize(("by_hand", "after"), MOVED.values(), ids=MOVED)
def test_only_what_the_plan_names_is_set(
    by_hand: dict[str, str] | None, after: dict[str, str | None]
) -> None:
    github = on_board()
    if by_hand is None:
        del github.boarded[PLACE]
    else:
        github.boarded[PLACE] |= by_hand
    [change] = [
        one
        for one in planned(github, LATER).changes
        if one.reason == "on the board acme/1" and one.key == "ci/demo"
    ]
    assert change.fields == {"board Target": ("2026-12-01", "2026-12-24")}
    synced(github, LATER)
    assert github.boarded[PLACE].items() >= {**after, "Target": "2026-12-24"}.items()
    assert planned(github, LATER).changes == ()


def test_what_the_files_do_not_say_any_more_is_cleared_and_nothing_else() -> None:
    github = on_board()
    github.boarded[PLACE]["Status"] = "Blocked"
    wanted = files(replace(DEMO, due=None), DECK)
    synced(github, wanted)
    assert (github.boarded[PLACE]["Target"], github.boarded[PLACE]["Status"]) == (None, "Blocked")
    assert planned(github, wanted).changes == ()


def test_another_board_gets_everything() -> None:
    github = on_board()
    before = github.boarded.copy()
    github.boarded.clear()
    synced(github, desired(entry("ci", DEMO, DECK), github={"project": "acme/2"}))
    assert github.boarded == before


def test_what_a_copied_body_remembers_of_the_board_is_not_believed() -> None:
    github = on_board()
    body = github.issues[PLACE].body
    github.delete(PLACE)
    copy = github.file(title="CI: Demo", body=body)
    github.edit(copy.repository, copy.number, key="ci/demo")
    before = github.boarded.pop(PLACE)
    synced(github, BEFORE)
    assert github.boarded[copy.repository, copy.number] == before
    assert planned(github, BEFORE).changes == ()
