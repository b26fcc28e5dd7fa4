"""Markers in issues of people who have no right to the repository are not believed."""

from __future__ import annotations

import pytest
from fake.server import Sandbox
from github_box import asked, body, connected, create

from ucops.github.snapshot import Snapshot, Stranger

REPO = "acme/gtm"


def read(box: Sandbox, token: str = "", **how: object) -> Snapshot:
    environment = {"GITHUB_TOKEN": token} if token else {}
    reader = connected(box, environment=environment).reader
    return reader.snapshot([REPO], **how)  # type: ignore[arg-type]


def keys(snapshot: Snapshot) -> list[str | None]:
    return [issue.key for issue in snapshot.issues]


def prefiled(box: Sandbox, text: str) -> int:
    return box.people.of(login="outsider").open_issue("Hello", text).number


@pytest.mark.parametrize("text", [body("cd"), f"Hello\n{body('cd')}", "Hi\n" + body("cd/demo")])
def test_an_outsider_cannot_take_a_key(box: Sandbox, text: str) -> None:
    number = prefiled(box, text)
    snapshot = read(box)
    assert snapshot.issues == ()
    key = "cd/demo" if "key=cd/demo " in text else "cd"
    assert snapshot.strangers == (
        Stranger(repository=REPO, number=number, key=key, author="outsider"),
    )


def test_an_outsider_cannot_stop_the_run_with_a_marker_of_a_later_form(box: Sandbox) -> None:
    prefiled(box, body("ci").replace("ucops:v1", "ucops:v2"))
    assert keys(read(box)) == []


def test_a_forged_first_line_does_not_hide_the_real_marker_further_down(box: Sandbox) -> None:
    prefiled(box, body("ci"))
    box.people.open_issue("Real", f"Typed above\n{body('ci')}")
    box.people.label(2, "ucops:epic")
    assert keys(read(box)) == ["ci"]


def test_what_takes_a_right_is_believed(box: Sandbox) -> None:
    labelled, below, above, taken = (prefiled(box, body(f"k{number}")) for number in range(1, 5))
    box.people.label(labelled, "ucops:item")
    box.people.open_issue("Parent", body("ci"))
    box.people.move_under(below, 5)
    box.people.open_issue("Child")
    box.people.move_under(6, above)
    found = read(box, named=[(REPO, taken)])
    assert set(keys(found)) == {"k1", "k2", "k3", "k4", "ci", None}
    assert found.strangers == ()
    assert "k1" in keys(read(box, known={"k1": (REPO, labelled)}))


def test_what_the_token_s_owner_filed_without_rights_is_believed(box: Sandbox) -> None:
    box.people.create_token("outside", "outsider")
    prefiled(box, body("ci"))
    assert keys(read(box, "outside")) == ["ci"]
    assert asked(box).count("query Viewer") == 1


def test_in_a_private_repository_everybody_has_a_right(box: Sandbox) -> None:
    prefiled(box, body("ci"))
    box.people.hide()
    assert keys(read(box)) == ["ci"]


def test_nobody_is_asked_who_they_are_without_need(box: Sandbox) -> None:
    create(connected(box), "ci")
    prefiled(box, "Just a question")
    assert keys(read(box)) == ["ci"]
    assert "query Viewer" not in asked(box)


def test_looking_for_a_new_issue_does_not_find_an_outsider_s(box: Sandbox) -> None:
    prefiled(box, body("ci"))
    assert connected(box).reader.find_created(REPO, "ci", 0) is None
