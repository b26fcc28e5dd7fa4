"""Markers in issues of people who have no right to the repository are not believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake.server import Sandbox
from github_box import asked, body, connected, create

from ucops.github.snapshot import Snapshot, Stranger
from ucops.sandbox.entities import Role

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
    labelled, below, above, taken = (prefiled(box, body(f"k/{number}")) for number in range(1, 5))
    box.people.label(labelled, "ucops:item")
    box.people.open_issue("Parent", body("ci"))
    box.people.move_under(below, 5)
    box.people.open_issue("Child")
    box.people.move_under(6, above)
    found = read(box, named=[(REPO, taken)], known={"k/3": (REPO, above)})
    assert {key for key in keys(found) if key} == {"k/2", "k/4", "ci"}
    assert [(one.number, one.doubtful) for one in found.strangers] == [(1, False), (3, True)]


def test_what_stands_under_a_stranger_s_epic_is_not_believed(box: Sandbox) -> None:
    prefiled(box, body("ci"))
    prefiled(box, body("ci/demo"))
    box.people.move_under(2, 1)
    assert keys(read(box)) == []


@pytest.mark.parametrize("role", ["admin", "maintain", "write", "triage", "read"])
def test_a_person_who_may_write_is_believed(box: Sandbox, role: Role) -> None:
    """Each of them is asked for once, and the next run remembers."""
    box.people.invite("outsider", role)
    for key in ("ci", "cd", "vcc"):
        prefiled(box, body(key))
    found = read(box)
    believed = role in {"admin", "maintain", "write"}
    assert len(found.issues) == (3 if believed else 0)
    assert sum("collaborators/outsider" in one for one in asked(box)) == 1


def test_permissions_are_remembered_in_the_cache(box: Sandbox, tmp_path: Path) -> None:
    create(connected(box), "cd")
    prefiled(box, body("ci"))
    for _ in range(2):
        reader = connected(box, cache=tmp_path / "cache.json").reader
        assert keys(reader.snapshot([REPO])) == ["cd"]
    assert sum("collaborators/outsider" in one for one in asked(box)) == 1


@pytest.mark.parametrize("labelled", [True, False])
def test_no_bot_is_believed_but_ucops_and_those_that_are_trusted(
    box: Sandbox, labelled: bool
) -> None:
    """A feedback form files what people write; one that wears our label may be a former ucops."""
    box.people.of(login="feedback[bot]").open_issue("Hello", body("ci"))
    box.people.invite("feedback[bot]", "admin")
    if labelled:
        box.people.label(1, "ucops:epic")
    found = read(box)
    assert {one.key for one in found.issues} <= {None}
    assert [(one.author, one.doubtful) for one in found.strangers] == [("feedback[bot]", labelled)]
    reader = connected(box, trusted=["Feedback[bot]"]).reader
    assert keys(reader.snapshot([REPO])) == ["ci"]


def test_what_the_token_s_owner_filed_without_rights_is_believed(box: Sandbox) -> None:
    box.people.create_token("outside", "outsider")
    prefiled(box, body("ci"))
    assert keys(read(box, "outside")) == ["ci"]


def test_in_a_private_repository_a_reader_is_not_believed(box: Sandbox) -> None:
    box.people.invite("outsider", "read")
    prefiled(box, body("ci"))
    box.people.hide()
    assert keys(read(box)) == []


def test_nobody_is_asked_about_without_need(box: Sandbox) -> None:
    create(connected(box), "ci")
    prefiled(box, "Just a question")
    before = len(box.requests)
    assert keys(read(box)) == ["ci"]
    assert asked(box, before) == [
        "query Directory",
        "GET /repos/acme/gtm/issues",
        "GET /repos/acme/gtm/issues/3",
    ]


def test_where_the_server_does_not_say_whose_the_token_is_a_tie_is_enough(box: Sandbox) -> None:
    box.service.features = box.service.features.without("graphql")
    prefiled(box, body("ci"))
    box.people.open_issue("Ours", body("cd"))
    assert keys(read(box)) == ["cd"]


def test_the_cache_holds_no_words_of_others(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "cache.json"
    create(connected(box), "ci")
    prefiled(box, f"{body('cd')}\nA secret of somebody's.")
    box.people.open_issue("A private plan", "Words of ours alone.")
    box.people.open_issue("Under it")
    box.people.move_under(4, 3)
    box.people.label(3, "other-label")
    first = connected(box, cache=file).reader.snapshot([REPO])
    text = file.read_text()
    for word in ("secret", "private plan", "ours alone", "Under it", "Hello"):
        assert word not in text
    assert connected(box, cache=file).reader.snapshot([REPO]).strangers == first.strangers


def test_what_becomes_ours_is_read_again_though_the_cache_had_no_words(
    box: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "cache.json"
    create(connected(box), "cd")
    box.people.open_issue("Old epic", "Of people")
    box.people.open_issue("Its piece", "Of people, too")
    box.people.move_under(3, 2)
    connected(box, cache=file).reader.snapshot([REPO])
    box.people.edit(2, body=body("ci"))
    found = connected(box, cache=file).reader.snapshot([REPO])
    assert [one.title for one in found.issues if one.number == 3] == ["Its piece"]


def test_looking_for_a_new_issue_does_not_find_an_outsider_s(box: Sandbox) -> None:
    prefiled(box, body("ci"))
    assert connected(box).reader.find_created(REPO, "ci", 0) is None


def test_an_app_may_be_meant_by_its_name_and_a_person_by_no_app_s(box: Sandbox) -> None:
    """GraphQL may leave the [bot] out; anybody may take an account of an app's name."""
    box.people.of(login="acme-ucops[bot]").open_issue("Epic", body("ci"))
    box.people.of(login="acme-robot").open_issue("Item", body("ci/demo"))
    trusted = ("acme-ucops", "acme-robot[bot]")
    found = connected(box, trusted=trusted).reader.snapshot([REPO])
    assert keys(found) == ["ci"]
    assert [one.author for one in found.strangers] == ["acme-robot"]
