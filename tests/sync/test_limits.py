"""Limits are checked over the whole plan, before the first write."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sync_catalogs import day, desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, synced

from ucops.errors import RefusedError
from ucops.model.config import Limits
from ucops.sync.change import Plan
from ucops.sync.estimate import SECONDS_PER_REQUEST, duration
from ucops.sync.limits import Allowed, allowed, broken_limits, check_limits

NONE: dict[str, object] = dict.fromkeys(("creates", "closes", "close_percent"), "none")


def closing(count: int, of: int) -> Plan:
    """A plan that retires some of the items."""
    github = Fake()
    items = [item(f"ci/i{number}") for number in range(of)]
    synced(github, desired(entry("ci", *items)))
    retired = [item(one.key, retired=day("2026-11-01")) for one in items[:count]]
    return planned(github, desired(entry("ci", *retired, *items[count:])))


def creating(count: int) -> Plan:
    return planned(Fake(), desired(entry("ci", *(item(f"ci/i{one}") for one in range(count - 1)))))


BROKEN = {
    "creates, at the limit": (creating(5), {"creates": 5}, 0),
    "creates, over it": (creating(6), {"creates": 5}, 1),
    "closes, at the limit": (closing(5, 20), {"closes": 5}, 0),
    "closes, over it": (closing(6, 20), {"closes": 5}, 1),
    "a share, at the limit": (closing(11, 43), {"close_percent": 25}, 0),
    "a share, over it": (closing(11, 42), {"close_percent": 25}, 1),
    "a share, ten of ten": (closing(10, 10), {"close_percent": 1}, 0),
    "both": (closing(11, 11), {"close_percent": 25, "closes": 1}, 2),
    "no limits": (closing(20, 20), {}, 0),
}


@pytest.mark.parametrize(("plan", "limits", "count"), BROKEN.values(), ids=BROKEN)
def test_limits(plan: Plan, limits: dict[str, object], count: int) -> None:
    assert len(broken_limits(plan, Limits.model_validate(NONE | limits))) == count


def test_a_refusal_names_count_limit_and_way_out() -> None:
    with pytest.raises(RefusedError) as refused:
        check_limits(closing(6, 20), Limits.model_validate(NONE | {"closes": 5}))
    assert refused.value.exit_code == 4
    assert "closes 6 issues, and limits.closes is 5" in refused.value.message
    assert "--force" in refused.value.hint


def test_a_limit_that_is_raised_is_not_used_by_the_same_commit() -> None:
    now = Limits.model_validate(NONE | {"close_percent": 50})
    before = Limits.model_validate({"closes": 5, "creates": 7})
    found = allowed(now, before)
    assert found == Allowed(Limits(closes=5, creates=7), frozenset(NONE))
    with pytest.raises(RefusedError, match="5, for what raises a limit counts from the next"):
        check_limits(closing(6, 20), found.limits, found.raised)
    assert allowed(before, now) == Allowed(before)


def test_a_share_is_of_closed_issues_too() -> None:
    github = Fake()
    items = [item(f"ci/i{number}") for number in range(60)]
    synced(github, desired(entry("ci", *items)))
    for one in items[:40]:
        person(github, one.key, state="closed", state_reason="completed")
    retired = [item(one.key, retired=day("2026-11-01")) for one in items[40:52]]
    made = planned(github, desired(entry("ci", *items[:40], *retired, *items[52:])))
    assert made.managed == 61
    assert broken_limits(made, Limits.model_validate({"closes": "none"})) == []


LIVES = {
    "a pilot of two": (2, 1),
    "eight, one after another": (8, 1),
    "three at a time": (12, 3),
    "a month's pieces at once": (30, 5),
}


@pytest.mark.parametrize(("size", "at_once"), LIVES.values(), ids=LIVES)
def test_a_use_case_lives_to_its_last_piece_within_the_limits(size: int, at_once: int) -> None:
    github, limits = Fake(), Limits()
    items = [item(f"ci/i{number}") for number in range(size)]
    for done in (*range(0, size, at_once), size):
        finished = [replace(one, deliverable="https://example.com") for one in items[:done]]
        wanted = desired(entry("ci", *finished, *items[done:]))
        check_limits(planned(github, wanted), limits)
        synced(github, wanted)
        assert planned(github, wanted).changes == ()
    over = desired(entry("ci", *finished, status="retired"))
    check_limits(planned(github, over), limits)
    synced(github, over)
    assert {issue.state for issue in github.issues.values()} == {"closed"}


def test_pieces_given_up_one_by_one_are_within_the_limits() -> None:
    github, items = Fake(), [item(f"ci/i{number}") for number in range(4)]
    for gone in range(5):
        retired = [replace(one, retired=day("2026-11-01")) for one in items[:gone]]
        wanted = desired(entry("ci", *retired, *items[gone:]))
        check_limits(planned(github, wanted), Limits())
        synced(github, wanted)
    assert sum(issue.state == "open" for issue in github.issues.values()) == 1


def test_closing_a_duplicate_does_not_count() -> None:
    github, wanted = Fake(), desired(entry("ci", item("ci/demo")))
    synced(github, wanted)
    real = github.by_key("ci/demo")
    github.file(title=real.title, body=real.body)
    made = planned(github, wanted)
    assert [one.action for one in made.changes] == ["close"]
    assert broken_limits(made, Limits(closes=1, close_percent=1)) == []


DURATIONS = {
    "no pace": (100, "none", "none", 100 * SECONDS_PER_REQUEST),
    "under the minute's": (80, 80, 500, 80 * SECONDS_PER_REQUEST),
    "three minutes' worth": (198, 80, 500, 120 + 38 * SECONDS_PER_REQUEST),
    "over the hour's": (501, 80, 500, 3600 + SECONDS_PER_REQUEST),
    "850 writes": (850, 80, 500, 3600 + 240 + 30 * SECONDS_PER_REQUEST),
}


@pytest.mark.parametrize(("writes", "minute", "hour", "seconds"), DURATIONS.values(), ids=DURATIONS)
def test_the_time_a_run_takes(writes: int, minute: object, hour: object, seconds: float) -> None:
    limits = Limits.model_validate({"writes_per_minute": minute, "writes_per_hour": hour})
    assert duration(writes, limits) == pytest.approx(seconds, rel=0.1)
