"""Taking over another issue than the one that a key stands for, and what may stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fake.faults import Fault
from fake.server import Sandbox
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_files import Run
from sync_runs import person, planned, short, synced

from ucops.sync.desired import Desired


def files(issue: int | None = None, **fields: Any) -> Desired:
    return desired(entry("ci", item("ci/demo", issue=issue, **fields), item("ci/deck")))


CLOSED: dict[str, tuple[dict[str, Any], int]] = {
    "closed as a duplicate": ({"state": "closed", "state_reason": "duplicate"}, 4),
    "closed as not planned": ({"state": "closed", "state_reason": "not_planned"}, 2),
    "closed as done": ({"state": "closed", "state_reason": "completed"}, 2),
    "opened again": ({"state": "open", "state_reason": "reopened"}, 2),
}


@pytest.mark.parametrize(("edit", "number"), CLOSED.values(), ids=CLOSED)
def test_what_people_closed_as_a_duplicate_gives_way_to_the_issue_that_is_named(
    edit: dict[str, Any], number: int
) -> None:
    github = Fake()
    synced(github, files())
    person(github, "ci/demo", **edit)
    before = github.issues["acme/gtm", 2]
    theirs = github.file(title="The film we made", body="Long discussion")
    synced(github, files(theirs.number))
    for wanted in (files(theirs.number), files()):
        made = planned(github, wanted)
        assert (made.changes, made.conflicts) == ((), ())
        assert made.known["ci/demo"].number == number
    if number == theirs.number:
        assert github.issues["acme/gtm", number].title == "CI: Demo"
        assert github.issues["acme/gtm", number].body.endswith("Long discussion")
    assert github.issues["acme/gtm", 2] == before


def test_an_epic_gives_way_too_and_its_items_follow() -> None:
    github = Fake()
    synced(github, files())
    person(github, "ci", state="closed", state_reason="duplicate")
    theirs = github.file(title="CI programme")
    wanted = desired(entry("ci", item("ci/demo"), item("ci/deck"), issue=theirs.number))
    synced(github, wanted)
    assert {github.by_key(key).parent for key in ("ci/demo", "ci/deck")} == {theirs.number}
    assert planned(github, wanted).changes == ()


def duplicates_both(github: Fake) -> None:
    for number in (2, 4):
        github.edit("acme/gtm", number, state="closed", state_reason="duplicate")


def copies_the_marker(github: Fake) -> None:
    body = github.issues["acme/gtm", 2].body
    github.edit("acme/gtm", 2, state="closed", state_reason="duplicate")
    github.edit("acme/gtm", 4, body=body)


def closes_the_first(github: Fake) -> None:
    github.edit("acme/gtm", 2, state="closed", state_reason="duplicate")


STAYS: dict[str, tuple[Callable[[Fake], None], int, dict[str, Any], int]] = {
    "both are duplicates": (duplicates_both, 4, {}, 2),
    "the other carries the key already": (copies_the_marker, 4, {}, 4),
    "there is no such issue": (closes_the_first, 9, {}, 2),
    "it is delivered": (closes_the_first, 4, {"deliverable": "https://example.com/x"}, 2),
}


@pytest.mark.parametrize(("act", "named", "fields", "number"), STAYS.values(), ids=STAYS)
def test_else_the_key_stands_for_what_it_stood_for(
    act: Callable[[Fake], None], named: int, fields: dict[str, Any], number: int
) -> None:
    github = Fake()
    synced(github, files())
    github.file(title="The film we made")
    act(github)
    made = planned(github, files(named, **fields))
    assert made.known["ci/demo"].number == number
    assert made.conflicts == ()


REPLACE = (
    "is acme/gtm#4, and the files name acme/gtm#5; close acme/gtm#4 as a duplicate of acme/gtm#5 "
    "to have it replaced, correct `issue`, or take it out"
)
SAID: dict[str, tuple[int | None, dict[str, Any], str]] = {
    "another one": (5, {}, REPLACE),
    "none that is there": (77, {}, "is acme/gtm#4, and the files name acme/gtm#77; correct"),
    "the same": (4, {}, ""),
    "nothing": (None, {}, ""),
    "what is delivered": (5, {"deliverable": "https://example.com/x"}, ""),
    "the number of a role's own repository": (4, {"repository": "acme/web"}, ""),
}


@pytest.mark.parametrize(("named", "fields", "said"), SAID.values(), ids=SAID)
def test_another_number_in_the_files_is_a_warning(
    named: int | None, fields: dict[str, Any], said: str
) -> None:
    github = Fake()
    first = desired(entry("ci", item("ci/deck"), item("ci/talk")))
    synced(github, first)
    for title in ("Our film", "Our other film"):
        github.file(title=title)
    synced(github, desired(entry("ci", item("ci/demo", issue=4), item("ci/deck"))))
    made = planned(github, files(named, **fields))
    texts = [one.message for one in made.warnings if one.key == "ci/demo"]
    assert len(texts) == bool(said)
    assert said in "".join(texts)
    assert not any(short(one) == "adopt item ci/demo" for one in made.changes)


# The command


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_hint_can_be_followed(run: Run, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    sandbox.people.open_issue("The film we made", "Long discussion")
    for reason in ("open", "not_planned"):
        if reason == "not_planned":
            sandbox.people.close(2, reason)
        said = flat(run("adopt", "ci/demo", "4", code=1).stderr)
        assert "ci/demo is acme/gtm#2 already" in said
        assert "close it on GitHub as a duplicate of acme/gtm#4 first" in said
    sandbox.people.reopen(2)
    sandbox.people.close(2, "duplicate")
    assert "ci/demo is acme/gtm#4 now" in run("adopt", "ci/demo", "4").stderr
    run("sync", "--yes")
    assert "No changes" in run("plan", "--exit-code").stdout
    assert (sandbox.people.issue(2).state_reason, sandbox.people.issue(4).state) == (
        "duplicate",
        "open",
    )
    assert "ci/demo is ACME/gtm#4 now" in run("adopt", "ci/demo", "ACME/gtm#4").stderr


def limited(sandbox: Sandbox) -> None:
    sandbox.faults.script(Fault(kind="secondary", method="PATCH", retry_after=400))


def archived(sandbox: Sandbox) -> None:
    sandbox.people.archive()


STOPS: dict[str, tuple[Callable[[Sandbox], object], str, str]] = {
    "a limit": (limited, "adopt item ci/demo", "run again in"),
    "an archived repository": (archived, "archived", "unarchives it"),
}


@pytest.mark.parametrize(("act", "what", "hint"), STOPS.values(), ids=STOPS)
def test_what_github_does_not_do_ends_with_3_and_what_to_do(
    run: Run, sandbox: Sandbox, act: Callable[[Sandbox], object], what: str, hint: str
) -> None:
    run("sync", "--yes", "--only", "ci", "--max-writes", "10", code=3)
    number = sandbox.people.open_issue("The film").number
    act(sandbox)
    said = flat(run("adopt", "ci/demo", str(number), code=3).stderr)
    assert what in said
    assert hint in said.partition("→")[2]


def test_what_the_token_may_not_do_is_said_and_no_failure(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = sandbox.people.open_issue("The film").number
    sandbox.people.create_token("triaging", "octo-triage")
    sandbox.people.invite("octo-triage", "triage")
    monkeypatch.setenv("GITHUB_TOKEN", "triaging")
    said = flat(run("adopt", "ci/demo", str(number)).stderr)
    assert "warning: the labels and milestones of acme/gtm are not all kept" in said
    assert "ci/demo is acme/gtm#1 now" in said
