"""Milestones that were deleted, whose titles are taken, or that live where a moved issue does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sync_catalogs import CONFIG, desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

from ucops.errors import GitHubError
from ucops.github.snapshot import Milestone
from ucops.sync.apply import Control, apply
from ucops.sync.change import Plan
from ucops.sync.desired import Desired

ITEMS = (item("ci/demo", milestone="sprint-3"), item("ci/deck", milestone="sprint-3"))
MAIN, WEB = "acme/gtm", "acme/web"


def wanted(**milestones: dict[str, str] | None) -> Desired:
    """The files with other milestones; None takes one out."""
    merged = {**CONFIG["milestones"], **{k.replace("_", "-"): v for k, v in milestones.items()}}
    kept = {slug: one for slug, one in merged.items() if one is not None}
    items = ITEMS if "sprint-3" in kept else [item("ci/demo", milestone="third")]
    return desired(entry("ci", *items), milestones=kept)


WANTED = wanted()


@pytest.fixture
def github() -> Fake:
    github = Fake()
    synced(github, WANTED)
    return github


def lose(github: Fake, number: int = 1) -> None:
    """A person deletes a milestone: its issues have none any more."""
    title = github.milestones.pop((MAIN, number)).title
    for place, issue in github.issues.items():
        if issue.milestone == title:
            github.edit(*place, milestone=None)


def scheduled(github: Fake) -> list[str | None]:
    return [github.by_key(one.key).milestone for one in ITEMS]


@pytest.mark.parametrize("most", range(1, 5))
def test_a_run_that_stops_does_not_lose_a_deleted_milestone_s_items(
    github: Fake, most: int
) -> None:
    lose(github)
    apply(planned(github, WANTED), github, github, Control(max_writes=most))
    synced(github, WANTED)
    assert scheduled(github) == ["Sprint 3", "Sprint 3"]
    assert planned(github, WANTED).changes == ()
    assert "refilling" not in github.milestones[MAIN, 3].description


def test_one_use_case_at_a_time_puts_all_items_back(github: Fake) -> None:
    both = desired(entry("ci", *ITEMS), entry("cd", item("cd/demo", milestone="sprint-3")))
    synced(github, both)
    lose(github)
    for use_case in ("ci", "cd"):
        synced(github, both, only=frozenset({use_case}))
    assert {github.by_key(key).milestone for key in ("ci/demo", "ci/deck", "cd/demo")} == {
        "Sprint 3"
    }
    synced(github, both)
    assert planned(github, both).changes == ()


def test_an_item_that_cannot_be_put_back_is_tried_again(github: Fake) -> None:
    lose(github)
    github.failing["update_issue"] = GitHubError("not now")
    assert synced(github, WANTED).exit_code == 3
    github.failing.clear()
    synced(github, WANTED)
    assert scheduled(github) == ["Sprint 3", "Sprint 3"]
    assert planned(github, WANTED).changes == ()


def test_what_a_person_takes_off_afterwards_stays_off(github: Fake) -> None:
    lose(github)
    synced(github, WANTED)
    person(github, "ci/demo", milestone=None)
    assert planned(github, WANTED).changes == ()


def test_a_milestone_of_another_slug_is_the_same_one() -> None:
    github = Fake()
    old = desired(entry("ci", item("ci/demo", milestone="sprint-3")))
    synced(github, old)
    sprint = CONFIG["milestones"]["sprint-3"]
    new = wanted(sprint_3=None, third={**sprint, "due": "2026-12-20"})
    synced(github, new)
    assert len(github.milestones) == 2
    assert "milestone=third" in github.milestones[MAIN, 1].description
    assert github.milestones[MAIN, 1].due_on == "2026-12-20T12:00:00Z"
    assert github.by_key("ci/demo").milestone == "Sprint 3"
    assert planned(github, new).changes == ()


def conflicts(plan: Plan) -> list[tuple[str, ...]]:
    return [conflict.keys for conflict in plan.conflicts]


def test_a_title_that_another_milestone_has_is_a_conflict_and_the_rest_is_done(
    github: Fake,
) -> None:
    github.create_milestone(MAIN, "Sprint drei", "", None)
    new = wanted(sprint_3={"title": "Sprint drei", "due": "2026-12-24"})
    found = planned(github, new)
    assert conflicts(found) == [("sprint-3",)]
    assert "milestone 3 of acme/gtm" in found.conflicts[0].message
    assert not any(change.kind == "milestone" for change in found.changes)
    assert synced(github, new).exit_code == 1
    assert scheduled(github) == ["Sprint 3", "Sprint 3"]
    assert planned(github, new).changes == ()


def test_a_new_milestone_whose_title_is_kept_by_another_waits(github: Fake) -> None:
    one = github.milestones[MAIN, 2]
    github.update_milestone(one, title="Sprint 5")
    sprint_5 = {"title": "Sprint 5", "due": "2027-02-19"}
    new = desired(
        entry("ci", *ITEMS, item("ci/page", milestone="sprint-5")),
        milestones={**CONFIG["milestones"], "sprint-5": sprint_5},
    )
    synced(github, new)
    assert [one.title for one in github.milestones.values()] == [
        "Sprint 3",
        "Sprint 4",
        "Sprint 5",
    ]
    assert github.by_key("ci/page").milestone == "Sprint 5"
    assert planned(github, new).changes == ()


def test_titles_that_move_on_are_changed_in_an_order_that_works(github: Fake) -> None:
    new = wanted(
        sprint_3={"title": "Sprint 4", "due": "2026-12-18"},
        sprint_4={"title": "Sprint 5", "start": "2027-01-04", "due": "2027-01-22"},
    )
    made = [short(change) for change in planned(github, new).changes if change.kind == "milestone"]
    assert made == ["update milestone sprint-4", "update milestone sprint-3"]
    synced(github, new)
    assert scheduled(github) == ["Sprint 4", "Sprint 4"]
    assert planned(github, new).changes == ()


def test_titles_that_are_swapped_are_a_conflict(github: Fake) -> None:
    new = wanted(
        sprint_3={"title": "Sprint 4", "due": "2026-12-18"},
        sprint_4={"title": "Sprint 3", "start": "2027-01-04", "due": "2027-01-22"},
    )
    found = planned(github, new)
    assert conflicts(found) == [("sprint-3",), ("sprint-4",)]
    assert not any(change.kind == "milestone" for change in found.changes)
    assert synced(github, new).exit_code == 1
    assert planned(github, new).changes == ()
    assert scheduled(github) == ["Sprint 3", "Sprint 3"]


def test_an_item_of_a_milestone_that_cannot_be_made_is_put_into_it_later() -> None:
    github = Fake()
    github.milestones[MAIN, 1] = Milestone(
        repository=MAIN,
        number=1,
        title="Sprint 3",
        state="open",
        due_on=None,
        description="<!-- ucops:v1 milestone=sprint-4 -->",
    )
    stays = {**CONFIG["milestones"], "sprint-4": {"title": "sprint 3", "due": "2027-01-22"}}
    new = desired(entry("ci", *ITEMS), milestones=stays)
    assert synced(github, new).exit_code == 1
    assert scheduled(github) == [None, None]
    synced(github, WANTED)
    assert scheduled(github) == ["Sprint 3", "Sprint 3"]
    assert planned(github, WANTED).changes == ()


# Issues that live elsewhere than they would be filed


def moved(github: Fake, key: str, repository: str) -> None:
    """A person transfers an issue: what the other repository has not stays behind."""
    issue = github.by_key(key)
    github.delete((issue.repository, issue.number))
    titles = {one.title for one in github.milestones.values() if one.repository == repository}
    github.file(
        repository=repository,
        title=issue.title,
        body=issue.body,
        labels=tuple(it for it in issue.labels if (repository, it.casefold()) in github.labels),
        milestone=issue.milestone if issue.milestone in titles else None,
    )


def rows(plan: Plan) -> Iterator[tuple[str, str, str]]:
    return ((change.repository, change.action, change.key) for change in plan.changes)


WHERE = {
    "filed there": (MAIN, "pmm", MAIN),
    "moved into a role's repository": (WEB, "pmm", MAIN),
    "moved out of its role's repository": (MAIN, "web", WEB),
}


@pytest.mark.parametrize("case", WHERE)
def test_labels_milestone_and_place_are_kept_where_the_issue_lives(case: str) -> None:
    now, role, filed = WHERE[case]
    files = desired(
        entry(
            "ci",
            item(
                "ci/demo",
                role=role,
                milestone="sprint-3",
                repository=filed if filed != MAIN else None,
            ),
            item("ci/deck"),
        ),
    )
    github = Fake()
    synced(github, files)
    assert github.by_key("ci/demo").repository == filed
    if now != filed:
        moved(github, "ci/demo", now)
    synced(github, files)
    issue = github.by_key("ci/demo")
    assert issue.repository == now
    assert (issue.parent, issue.parent_repository) == (1, MAIN if now != MAIN else None)
    assert planned(github, files).changes == ()
    assert issue.milestone == "Sprint 3"
    assert set(issue.labels) >= {"ucops:item", "usecase:ci", f"role:{role}"}


def test_nothing_is_made_in_a_repository_whose_labels_were_not_read() -> None:
    github = Fake()
    files = desired(entry("ci", item("ci/demo", milestone="sprint-3")))
    synced(github, files)
    moved(github, "ci/demo", "acme/else")
    github.read = (MAIN,)
    made = {
        change.repository
        for change in planned(github, files).changes
        if change.kind in ("label", "milestone")
    }
    assert made == set()


def test_the_plan_names_the_repository_where_the_issue_lives() -> None:
    """The milestone and the labels are made there, and not where it would be filed."""
    github = Fake()
    files = desired(
        entry("ci", item("ci/demo", milestone="sprint-3"), item("ci/web-page", repository=WEB)),
    )
    synced(github, files)
    moved(github, "ci/demo", WEB)
    found = list(rows(planned(github, files)))
    assert (WEB, "create", "sprint-3") in found
    assert (WEB, "update", "ci/demo") in found
    assert (WEB, "link", "ci/demo") in found
    assert not [row for row in found if row[0] == MAIN]
