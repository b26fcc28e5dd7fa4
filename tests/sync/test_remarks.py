"""What a plan remarks on: who else an issue may be, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sync_catalogs import day, desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

from ucops.github.snapshot import Gone
from ucops.sync.plan import plan

WANTED = desired(entry("ci", item("ci/demo"), item("ci/deck")))
DELIVERED = desired(
    entry("ci", item("ci/demo", deliverable="https://example.com/demo"), item("ci/deck"))
)


@pytest.fixture
def github() -> Fake:
    github = Fake()
    synced(github, WANTED)
    return github


def warnings(github: Fake, wanted: object = WANTED) -> list[tuple[str, str]]:
    return [(one.key, one.message) for one in planned(github, wanted).warnings]  # type: ignore[arg-type]


def test_an_open_issue_with_our_label_and_without_a_marker_is_named(github: Fake) -> None:
    github.file(title="A spare", labels=("ucops:item",))
    github.file(title="Done with", labels=("ucops:item",), state="closed")
    github.file(title="A bug", labels=("bug",))
    text = "acme/gtm#4: labelled as ours, without the hidden marker in the first line of the body"
    hint = "take over one that is right with ucops adopt, or take our labels off"
    assert warnings(github) == [("", f"{text}; {hint}")]


def test_what_lost_its_marker_and_left_the_files_is_named(github: Fake) -> None:
    person(github, "ci/deck", body="Emptied")
    assert warnings(github) == []
    assert warnings(github, desired(entry("ci", item("ci/demo"))))[0][1].startswith("acme/gtm#3: ")


def test_what_a_conflict_names_is_not_named_again(github: Fake) -> None:
    person(github, "ci/deck", body="Emptied", title="Renamed")
    made = planned(github, WANTED)
    assert len(made.conflicts) == 1
    assert made.warnings == ()


@pytest.mark.parametrize(
    ("key", "title", "said"),
    [
        ("ci/slides", "Deck", True),
        ("ci/slides", "Slides", False),
        ("cd/deck", "Deck", False),
    ],
)
def test_a_new_item_that_an_orphan_may_have_been_is_named(
    github: Fake, key: str, title: str, said: bool
) -> None:
    person(github, "ci/deck", title="CI: Deck")
    wanted = desired(
        entry("ci", item("ci/demo"), *([item(key, title=title)] if key[:2] == "ci" else [])),
        *([entry("cd", item(key, title=title))] if key[:2] == "cd" else []),
    )
    place = "may be acme/gtm#3 (ci/deck), of the same title, which is in no file any more"
    hint = "if it is, name ci/deck under its `previously` before you sync"
    assert ((key, f"{place}; {hint}") in warnings(github, wanted)) is said


def test_of_two_orphans_alike_none_is_named(github: Fake) -> None:
    person(github, "ci/deck", title="CI: Film")
    person(github, "ci/demo", title="CI: Film")
    assert warnings(github, desired(entry("ci", item("ci/film", title="Film")))) == []


def test_a_closing_that_nobody_can_tell_is_named_and_left(github: Fake) -> None:
    synced(github, DELIVERED)
    person(github, "ci/demo", closed_at="2026-11-22T10:00:20Z")
    text = "acme/gtm#2 was closed seconds after ucops closed it, perhaps by somebody"
    assert warnings(github) == [("ci/demo", f"{text}: it stays closed")]
    person(github, "ci/demo", closed_at="2026-11-22T10:00:40Z")
    assert warnings(github) == []


@pytest.mark.parametrize("how", ["deleted", "moved", "converted"])
def test_an_adopted_issue_that_is_gone_is_filed_anew(how: str) -> None:
    github = Fake()
    theirs = github.file(title="Our demo")
    wanted = desired(entry("ci", item("ci/demo", issue=theirs.number), item("ci/deck")))
    synced(github, wanted)
    github.delete((theirs.repository, theirs.number))
    assert planned(github, wanted).conflicts
    gone = Gone(
        repository=theirs.repository,
        number=theirs.number,
        how=how,  # type: ignore[arg-type]
        key="ci/demo",
    )
    made = plan(wanted, replace(github.snapshot(), gone=(gone,)))
    assert made.conflicts == ()
    assert "create item ci/demo" in [short(one) for one in made.changes]
    assert [one.key for one in made.warnings] == ["ci/demo"]


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        ((), "stands in its place, with its title"),
        (("ucops:item",), "lost its marker"),
    ],
)
def test_why_an_issue_is_taken_by_its_place(
    github: Fake, labels: tuple[str, ...], reason: str
) -> None:
    person(github, "ci/deck", body="Emptied", labels=labels)
    [change] = [one for one in planned(github, WANTED).changes if one.key == "ci/deck"]
    assert change.reason == reason


def test_that_a_changed_issue_stays_closed_is_said(github: Fake) -> None:
    person(github, "ci/deck", state="closed", state_reason="completed")
    wanted = desired(entry("ci", item("ci/demo"), item("ci/deck", title="Slides")))
    [change] = planned(github, wanted).changes
    assert (change.action, change.reason) == ("update", "stays closed; differs from the files")


def closed_by_hand(github: Fake, *keys: str, reason: str = "completed") -> None:
    for key in keys:
        person(github, key, state="closed", state_reason=reason)


def said(github: Fake) -> list[str]:
    made = planned(github, WANTED)
    assert made.changes == ()
    return [f"{one.key} {one.message}".strip() for one in made.warnings]


def test_that_all_of_a_use_case_is_done_is_said_and_nothing_else_happens(github: Fake) -> None:
    closed_by_hand(github, "ci/demo")
    assert said(github) == []
    closed_by_hand(github, "ci/deck")
    [one] = said(github)
    assert one.startswith("ci all 2 done: close acme/gtm#1, or write `status: retired`")
    closed_by_hand(github, "ci")
    assert said(github) == []


def test_what_is_delivered_and_never_filed_counts_as_done() -> None:
    github = Fake()
    wanted = desired(entry("ci", item("ci/demo", deliverable="https://example.com")))
    synced(github, wanted)
    assert [one.message[:10] for one in planned(github, wanted).warnings] == ["all 1 done"]


def test_what_a_bot_gives_up_is_said_in_one_line(github: Fake) -> None:
    closed_by_hand(github, "ci/demo", "ci/deck", reason="not_planned")
    given_up, over = sorted(said(github))
    assert given_up.startswith("acme/gtm#2, acme/gtm#3: closed as not planned by somebody or a bot")
    assert over.startswith("ci 0 done and 2 given up, none left: close")


def test_what_the_files_retired_is_not_given_up(github: Fake) -> None:
    retired = desired(entry("ci", item("ci/demo", retired=day("2026-11-01")), item("ci/deck")))
    synced(github, retired)
    assert planned(github, retired).warnings == ()
