"""Limits are checked over the whole plan, before the first write."""

from __future__ import annotations

import pytest
from sync_catalogs import day, desired, entry, item
from sync_fake import Fake
from sync_runs import planned, synced

from ucops.errors import RefusedError
from ucops.model.config import Limits
from ucops.sync.change import Plan
from ucops.sync.estimate import SECONDS_PER_REQUEST, duration
from ucops.sync.limits import broken_limits, check_limits

NONE = {"creates": 0, "closes": 0, "close_percent": 0}


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
    "a share, at the limit": (closing(1, 3), {"close_percent": 25}, 0),
    "a share, over it": (closing(2, 3), {"close_percent": 25}, 1),
    "both": (closing(2, 3), {"close_percent": 25, "closes": 1}, 2),
    "no limits": (closing(20, 20), {}, 0),
}


@pytest.mark.parametrize(("plan", "limits", "count"), BROKEN.values(), ids=BROKEN)
def test_limits(plan: Plan, limits: dict[str, int], count: int) -> None:
    assert len(broken_limits(plan, Limits(**(NONE | limits)))) == count


def test_a_refusal_names_count_limit_and_way_out() -> None:
    with pytest.raises(RefusedError) as refused:
        check_limits(closing(6, 20), Limits(**(NONE | {"closes": 5})))
    assert refused.value.exit_code == 4
    assert "closes 6 issues, and limits.closes is 5" in refused.value.message
    assert "--force" in refused.value.hint


def test_closing_a_duplicate_does_not_count() -> None:
    github, wanted = Fake(), desired(entry("ci", item("ci/demo")))
    synced(github, wanted)
    github.file(body=github.by_key("ci/demo").body)
    made = planned(github, wanted)
    assert [one.action for one in made.changes] == ["close"]
    assert broken_limits(made, Limits(closes=1, close_percent=1)) == []


DURATIONS = {
    "no pace": (100, 0, 0, 100 * SECONDS_PER_REQUEST),
    "under the minute's": (80, 80, 500, 80 * SECONDS_PER_REQUEST),
    "three minutes' worth": (198, 80, 500, 120 + 38 * SECONDS_PER_REQUEST),
    "over the hour's": (501, 80, 500, 3600 + SECONDS_PER_REQUEST),
    "850 writes": (850, 80, 500, 3600 + 240 + 30 * SECONDS_PER_REQUEST),
}


@pytest.mark.parametrize(("writes", "minute", "hour", "seconds"), DURATIONS.values(), ids=DURATIONS)
def test_the_time_a_run_takes(writes: int, minute: int, hour: int, seconds: float) -> None:
    limits = Limits(writes_per_minute=minute, writes_per_hour=hour)
    assert duration(writes, limits) == pytest.approx(seconds, rel=0.1)
