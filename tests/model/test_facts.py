"""What is asked of single items: how far, fresh until when, and called what before."""

from __future__ import annotations

import datetime as dt

import pytest
from programme_data import catalog, config, day, entry, item

from ucops.model.facts import as_written, former_keys, fresh_until, needs_refresh

TYPES = {"deck": {"title": "Deck", "refresh_after": 30}, "talk": {"title": "Talk"}}
FRESH = [
    ("deck", "2026-10-01", None, "2026-10-31"),
    ("deck", "2026-10-01", "2026-10-05", "2026-11-04"),
    ("deck", "2026-10-05", "2026-10-01", "2026-11-04"),
    ("deck", None, "2026-10-05", "2026-11-04"),
    ("deck", None, None, None),
    ("talk", "2026-10-01", None, None),
    (None, "2026-10-01", None, None),
]


@pytest.mark.parametrize(("kind", "reviewed", "finished", "until"), FRESH)
def test_a_piece_is_fresh_for_a_while_after_the_last_look(
    kind: str | None, reviewed: str | None, finished: str | None, until: str | None
) -> None:
    piece = item("ci/deck", type=kind, reviewed=day(reviewed) if reviewed else None)
    settings, closed = config(collateral_types=TYPES), day(finished) if finished else None
    last = fresh_until(piece, settings, closed)
    assert last == (day(until) if until else None)
    if last:
        assert not needs_refresh(piece, settings, last, closed)
        assert needs_refresh(piece, settings, last + dt.timedelta(1), closed)


def test_what_stays_fresh_beyond_the_calendar_never_goes_stale() -> None:
    settings = config(collateral_types={"deck": {"title": "Deck", "refresh_after": 10**12}})
    piece = item("ci/deck", type="deck", reviewed=day("2026-10-01"))
    assert fresh_until(piece, settings) is None


def test_an_item_had_its_former_keys_and_all_of_them_under_its_use_cases_former_ids() -> None:
    moved = item("ci/deck", previously=("ci/slides", "cd/deck"))
    whole = catalog(entry("ci", moved, previously=["builds"]), entry("cd", previously=["release"]))
    assert former_keys(whole, moved) == (
        "builds/deck",
        "builds/slides",
        "cd/deck",
        "ci/slides",
        "release/deck",
    )


def test_the_files_alone_call_done_what_has_a_deliverable() -> None:
    done = item("ci/done", deliverable="https://example.com")
    skipped = item("ci/skipped", skip="Covered elsewhere", deliverable="https://example.com")
    retired = item("ci/retired", retired=day("2026-10-01"))
    work = as_written(entry("ci", done, item("ci/open"), skipped, retired))
    assert ([one.slug for one in work.done], [one.slug for one in work.open]) == (
        ["done"],
        ["open"],
    )
