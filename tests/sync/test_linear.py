"""Planning costs the same for each use case, however many there are: counted in calls."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from counting import calls
from sync_catalogs import catalog as catalog_of
from sync_catalogs import day, desired_of, entry, item
from sync_fake import Fake
from sync_runs import synced

from ucops.github import marker
from ucops.github.matching import match
from ucops.github.snapshot import Snapshot
from ucops.model.catalog import Catalog
from ucops.sync.desired import Desired
from ucops.sync.plan import plan


def programme(size: int) -> Catalog:
    """Use cases whose demo waits for one that is never filed, and whose deck for the last one."""
    last = f"uc-{size - 1:03d}"
    return catalog_of(
        *(
            entry(
                f"uc-{number:03d}",
                item(f"uc-{number:03d}/demo", title="Demo", depends_on=(f"{last}/gone",)),
                item(f"uc-{number:03d}/deck", title="Deck", depends_on=(f"{last}/demo",)),
                item(f"uc-{number:03d}/gone", title="Gone", retired=day("2026-11-01")),
                title=f"Use case {number}",
            )
            for number in range(size)
        )
    )


def filed(size: int) -> tuple[Desired, Snapshot]:
    github, wanted = Fake(), desired_of(programme(size))
    synced(github, wanted)
    return wanted, github.snapshot()


def without_markers(held: Snapshot) -> Snapshot:
    return replace(held, issues=tuple(replace(one, key=None, body="") for one in held.issues))


@pytest.mark.parametrize("held", ["everything", "nothing", "no marker"])
def test_four_times_as_many_use_cases_take_four_times_as_many_calls(held: str) -> None:
    counted = []
    for size in (15, 60):
        wanted, snapshot = filed(size)
        if held == "nothing":
            snapshot = Fake().snapshot()
        elif held == "no marker":
            snapshot = without_markers(snapshot)
        assert len(match(wanted.issues, snapshot).by_key) == (0 if held == "nothing" else 3 * size)
        counted.append(calls(lambda: plan(wanted, snapshot)).all)  # noqa: B023 - called at once
    assert counted[1] <= 4.3 * counted[0]


def test_a_body_is_taken_apart_once_where_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, held = filed(5)
    split = Counter[str]()

    def counted(body: str, expected: str = "") -> marker.Body:
        split[body] += 1
        return real(body, expected)

    real = marker.split
    monkeypatch.setattr(marker, "split", counted)
    assert plan(wanted, held).changes == ()
    assert max(split.values()) == 1
