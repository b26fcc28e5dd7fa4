"""Bodies: records in markers, ticks, GitHub's limit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, synced

from ucops.github.body import Body, carry_ticks, with_region
from ucops.github.protocols import Dropped
from ucops.github.record import Denied, Record, from_was, to_was
from ucops.model.github_limits import BODY

NAMES = st.lists(st.text(min_size=1)).map(tuple)
TEXT = st.none() | st.text(min_size=1)
RECORDS = st.builds(
    Record,
    labels=NAMES,
    milestone=TEXT,
    assignees=NAMES,
    closed=st.text(),
    denied=st.builds(Denied, labels=NAMES, assignees=NAMES, milestone=TEXT, type=TEXT),
    board=st.dictionaries(st.text(), st.text(), max_size=3),
)


@given(RECORDS)
def test_a_record_comes_back_from_the_marker(record: Record) -> None:
    assert from_was(to_was(record)) == record


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
WORDS = st.sampled_from(["labels", "milestone", "assignees", "closed", "denied", "board"])


@given(st.dictionaries(WORDS, ANY))
def test_a_marker_that_somebody_edited_never_breaks_anything(was: dict[str, Any]) -> None:
    assert from_was(to_was(from_was(was))) == from_was(was)


def test_what_was_dropped_is_remembered_and_not_called_applied() -> None:
    record = Record(labels=("a", "b"), milestone="sprint-3", assignees=("octo-tmm",))
    dropped = Dropped(labels=("b",), assignees=("octo-tmm",), milestone="Sprint 3", type="Task")
    after = record.with_dropped(dropped, "read")
    assert after.labels == ("a",)
    assert after.denied == Denied(
        labels=("b",),
        milestone="sprint-3",
        type="Task",
        links=("assignee:octo-tmm",),
        rights="read",
    )
    assert after.denied
    assert not record.denied


TICKS = {
    "kept": ("- [x] a\n- [ ] b", "- [ ] a\n- [ ] b", "- [x] a\n- [ ] b"),
    "in another order": ("- [x] a\n- [ ] b", "- [ ] b\n- [ ] a", "- [ ] b\n- [x] a"),
    "large letter": ("* [X] a", "* [ ] a", "* [x] a"),
    "a line that changed": ("- [x] a", "- [ ] aa", "- [ ] aa"),
    "the second of two": ("- [ ] a\n- [x] a", "- [ ] a\n- [ ] a", "- [ ] a\n- [x] a"),
    "ticked by the template": ("- [ ] a", "- [x] a", "- [x] a"),
    "no list": ("x", "y", "y"),
    "CRLF": ("- [x] a\r\n", "- [ ] a", "- [x] a"),
}


@pytest.mark.parametrize(("old", "new", "ticked"), TICKS.values(), ids=TICKS)
def test_ticks(old: str, new: str, ticked: str) -> None:
    assert carry_ticks(old, new) == ticked


def test_a_region_yields_to_githubs_limit() -> None:
    body = Body(key="ci", record=Record(), region="- [x] a", after="y" * 60_000)
    full = with_region(body, "- [ ] a\n" * 3000, lambda room: "- [ ] a".ljust(room, "."))
    assert len(full.text) == BODY
    assert full.text.endswith("y" * 60_000)
    short = with_region(body, "- [ ] a\n" * 3000, lambda _room: "- [ ] a")
    assert short.region == "- [x] a"


def test_a_region_that_fits_is_whole() -> None:
    body = Body(key="ci", record=Record(), region=None)
    assert with_region(body, "line", lambda room: "x" * room).region == "line"


def test_a_shortened_region_is_no_change_the_next_time() -> None:
    github = Fake()
    wanted = desired(entry("ci", item("ci/demo", description="words and more\n" * 3000)))
    synced(github, wanted)
    person(github, "ci/demo", body=lambda body: f"{body}\n{'y' * 30_000}")
    synced(github, wanted)
    assert "shortened" in github.by_key("ci/demo").body
    assert planned(github, wanted).changes == ()


def test_closing_leaves_room_for_what_is_remembered_of_it() -> None:
    github = Fake()
    one = item("ci/demo", description="words and more\n" * 3000)
    synced(github, desired(entry("ci", one)))
    person(github, "ci/demo", body=lambda body: f"{body}\n{'y' * 30_000}")
    synced(github, desired(entry("ci", one)))
    done = desired(entry("ci", replace(one, deliverable=f"https://example.com/{'x' * 500}")))
    synced(github, done)
    closed = github.by_key("ci/demo")
    assert (closed.state, len(closed.body) <= BODY) == ("closed", True)
    assert planned(github, done).changes == ()


def test_peoples_text_that_leaves_no_room_is_a_conflict() -> None:
    github = Fake()
    wanted = desired(entry("ci", item("ci/demo")))
    synced(github, wanted)
    person(github, "ci/demo", body="y" * BODY)
    made = planned(github, wanted)
    assert [one.keys for one in made.conflicts] == [("ci/demo",)]
    assert made.changes == ()
