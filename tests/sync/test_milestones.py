"""Milestones: found, kept, closed when they are over, opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sync_catalogs import CONFIG, desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

from ucops.sync.desired import Desired

DEMO = item("ci/demo", milestone="sprint-3")
WANTED = desired(entry("ci", DEMO, item("ci/deck", milestone="sprint-3")))


@pytest.fixture
def github() -> Fake:
    github = Fake()
    synced(github, WANTED)
    assert planned(github, WANTED).changes == ()
    return github


def milestones(github: Fake, wanted: Desired) -> list[str]:
    return [short(one) for one in planned(github, wanted).changes if one.kind == "milestone"]


def scheduled(**changes: object) -> Desired:
    sprint = {**CONFIG["milestones"]["sprint-3"], **changes}
    return desired(
        entry("ci", DEMO, item("ci/deck", milestone="sprint-3")),
        milestones={**CONFIG["milestones"], "sprint-3": sprint},
    )


def test_a_renamed_milestone_is_the_same_one(github: Fake) -> None:
    wanted = scheduled(title="December sprint", due="2026-12-20")
    made = planned(github, wanted)
    change = made.changes[0]
    assert short(change) == "update milestone sprint-3"
    assert set(change.fields) == {"title", "due_on"}
    synced(github, wanted)
    assert github.by_key("ci/demo").milestone == "December sprint"
    assert planned(github, wanted).changes == ()


def test_an_existing_milestone_of_the_title_is_taken_over_with_its_text() -> None:
    github = Fake()
    github.create_milestone("acme/gtm", "Sprint 3", "Their text", "2026-12-18T08:00:00Z")
    [change] = [one for one in planned(github, WANTED).changes if one.key == "sprint-3"]
    assert change.fields == {"key": (None, "sprint-3")}
    synced(github, WANTED)
    found = github.milestones["acme/gtm", 1]
    assert found.description.endswith("-->\n\nTheir text")
    assert len(github.milestones) == 2
    assert planned(github, WANTED).changes == ()


def test_people_s_text_stands_below_ours_and_stays() -> None:
    github = Fake()
    github.create_milestone("acme/gtm", "Sprint 3", "Their text", "2026-12-18T08:00:00Z")
    wanted = scheduled(description="Hardening")
    [change] = [one for one in planned(github, wanted).changes if one.key == "sprint-3"]
    assert change.fields["description"] == ("Their text", "Hardening\n\nTheir text")
    synced(github, wanted)
    now = github.milestones["acme/gtm", 1]
    assert now.description.startswith("Hardening\n\n<!-- ucops:v1 milestone=sprint-3")
    edit(github, description=now.description.replace("\n", "\r\n") + "\r\nMore")
    assert planned(github, wanted).changes == ()
    edit(github, description=f"Mine\n{github.milestones['acme/gtm', 1].description}")
    assert milestones(github, wanted) == ["update milestone sprint-3"]
    synced(github, wanted)
    found = github.milestones["acme/gtm", 1].description
    assert (found.startswith("Hardening\n"), "Mine" in found) == (True, False)
    assert found.endswith("-->\n\nTheir text\nMore")


def edit(github: Fake, **fields: object) -> None:
    place = ("acme/gtm", 1)
    github.milestones[place] = replace(github.milestones[place], **fields)  # type: ignore[arg-type]


def test_a_day_that_people_gave_a_milestone_without_one_stays() -> None:
    github, without = Fake(), scheduled(due=None)
    github.create_milestone("acme/gtm", "Sprint 3", "", "2026-12-20T08:00:00Z")
    synced(github, without)
    assert github.milestones["acme/gtm", 1].due_on == "2026-12-20T08:00:00Z"
    edit(github, due_on="2026-12-21T08:00:00Z")
    assert planned(github, without).changes == ()


@pytest.mark.parametrize(
    ("day", "left"), [("2026-12-18T12:00:00Z", None), ("2026-12-20T08:00:00Z", "2026-12-20")]
)
def test_a_day_is_taken_off_with_the_files_unless_people_changed_it(
    github: Fake, day: str, left: str | None
) -> None:
    edit(github, due_on=day)
    synced(github, scheduled(due=None))
    assert (github.milestones["acme/gtm", 1].due_on or "")[:10] == (left or "")
    assert planned(github, scheduled(due=None)).changes == ()


def test_a_day_that_is_there_already_is_remembered() -> None:
    github = Fake()
    text = "<!-- ucops:v1 milestone=sprint-3 -->"
    github.create_milestone("acme/gtm", "Sprint 3", text, "2026-12-18T08:00:00Z")
    [change] = [one for one in planned(github, WANTED).changes if one.key == "sprint-3"]
    assert change.fields == {
        "record": (text, "<!-- ucops:v1 milestone=sprint-3 due=2026-12-18 -->")
    }


def test_closed_when_all_its_items_are(github: Fake) -> None:
    person(github, "ci/demo", state="closed", state_reason="completed")
    assert milestones(github, WANTED) == []
    person(github, "ci/deck", state="closed", state_reason="not_planned")
    assert milestones(github, WANTED) == ["close milestone sprint-3"]
    synced(github, WANTED)
    assert github.milestones["acme/gtm", 1].state == "closed"
    assert planned(github, WANTED).changes == ()


def test_not_closed_while_an_issue_of_peoples_own_is_open_in_it(github: Fake) -> None:
    github.file(milestone="Sprint 3")
    for key in ("ci/demo", "ci/deck"):
        person(github, key, state="closed", state_reason="completed")
    assert milestones(github, WANTED) == []


def test_not_closed_because_people_took_their_items_out_of_it(github: Fake) -> None:
    for key in ("ci/demo", "ci/deck"):
        person(github, key, milestone=None)
    assert milestones(github, WANTED) == []


def test_a_milestone_that_a_person_opened_again_stays_open(github: Fake) -> None:
    for key in ("ci/demo", "ci/deck"):
        person(github, key, state="closed", state_reason="completed")
    synced(github, WANTED)
    one = github.milestones["acme/gtm", 1]
    github.milestones["acme/gtm", 1] = replace(one, state="open")
    assert planned(github, WANTED).changes == ()


def test_a_milestone_that_a_person_closed_stays_closed(github: Fake) -> None:
    one = github.milestones["acme/gtm", 1]
    github.milestones["acme/gtm", 1] = replace(one, state="closed")
    assert planned(github, WANTED).changes == ()


def test_opened_again_when_one_of_its_items_is(github: Fake) -> None:
    for key in ("ci/demo", "ci/deck"):
        person(github, key, state="closed", state_reason="completed")
    synced(github, WANTED)
    person(github, "ci/demo", state="open", state_reason="reopened")
    assert milestones(github, WANTED) == ["update milestone sprint-3"]
    synced(github, WANTED)
    assert github.milestones["acme/gtm", 1].state == "open"
    assert planned(github, WANTED).changes == ()


def test_a_milestone_of_finished_items_is_created_closed() -> None:
    github = Fake()
    wanted = desired(
        entry("ci", item("ci/demo", milestone="sprint-3", deliverable="https://example.com/it"))
    )
    synced(github, wanted)
    assert github.milestones["acme/gtm", 1].state == "closed"
    assert planned(github, wanted).changes == ()


def test_a_deleted_milestone_is_created_anew_and_its_items_are_put_into_it(github: Fake) -> None:
    del github.milestones["acme/gtm", 1]
    for key in ("ci/demo", "ci/deck"):
        person(github, key, milestone=None)
    synced(github, WANTED)
    assert github.by_key("ci/demo").milestone == "Sprint 3"
    assert planned(github, WANTED).changes == ()


def test_an_item_that_comes_and_is_finished_at_once_does_not_keep_it_open(github: Fake) -> None:
    both = [replace(one, milestone="sprint-4") for one in (DEMO, item("ci/deck"))]
    synced(github, desired(entry("ci", *both)))
    done = "https://example.com/it"
    wanted = desired(
        entry("ci", *(replace(one, milestone="sprint-3", deliverable=done) for one in both))
    )
    synced(github, wanted)
    assert milestones(github, wanted) == []
    assert github.milestones["acme/gtm", 1].state == "closed"


def test_a_duplicate_that_is_closed_ends_no_milestone(github: Fake) -> None:
    for key in ("ci/demo", "ci/deck"):
        person(github, key, milestone=None)
    person(github, "ci/deck", state="closed", state_reason="completed")
    github.file(body=github.by_key("ci/demo").body)
    assert milestones(github, WANTED) == []
