"""The kept listing: cheap, and never believed against the facts."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake.people import People
from fake.server import Sandbox
from github_box import asked, body, connected

from ucops.github.cache import Cache
from ucops.github.client import Surroundings
from ucops.github.connect import connect
from ucops.github.errors import ChangedMeanwhileError
from ucops.github.snapshot import Snapshot
from ucops.model.config import Limits
from ucops.sandbox.rest import paging

REPO = "acme/gtm"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache.json"


def read(box: Sandbox, file: Path, **how: object) -> Snapshot:
    return connected(box, cache=file).reader.snapshot([REPO], **how)  # type: ignore[arg-type]


def full(box: Sandbox) -> tuple[object, ...]:
    snapshot = connected(box).reader.snapshot([REPO])
    return snapshot.issues, snapshot.labels, snapshot.milestones, snapshot.listed


def facts(snapshot: Snapshot) -> tuple[object, ...]:
    return snapshot.issues, snapshot.labels, snapshot.milestones, snapshot.listed


def fill(box: Sandbox, issues: int) -> None:
    for number in range(1, issues + 1):
        box.people.open_issue(f"Issue {number}", body(f"uc/i{number}") if number % 2 else None)
    box.people.block(1, 2)


def age(file: Path, seconds: int) -> None:
    """Let the listing of the file be older by GitHub's clock, and what it lists with it."""
    data = json.loads(file.read_text())
    for kept in data["repositories"].values():
        kept["listed_at"] = server_time_ago(-seconds)
    file.write_text(json.dumps(data))


def server_time_ago(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - seconds))


def listings(box: Sandbox, since: int) -> list[str]:
    return [each for each in asked(box, since) if each.endswith("/issues")]


def test_the_second_reading_costs_at_most_five_requests(box: Sandbox, file: Path) -> None:
    fill(box, 350)
    for number in range(290):
        box.people.create_label(f"label-{number}")
    first = read(box, file)
    age(file, 120)
    before = len(box.requests)
    second = read(box, file)
    assert len(box.requests) - before <= 5
    assert facts(second) == facts(first) == full(box)


def a_label_more(people: People) -> None:
    people.create_label("between")


def a_label_less(people: People) -> None:
    people.delete_label("label-030")


def a_label_of_another_name(people: People) -> None:
    people.edit_label("label-140", name="elsewhere")


@pytest.mark.parametrize("act", [None, a_label_more, a_label_less, a_label_of_another_name])
def test_the_pages_of_labels_are_asked_for_at_once(
    box: Sandbox, file: Path, act: Callable[[People], None] | None
) -> None:
    fill(box, 5)
    for number in range(290):
        box.people.create_label(f"label-{number:03d}")
    for number in range(120):
        box.people.create_milestone(f"Sprint {number}")
    read(box, file)
    if act:
        act(box.people)
    before = len(box.requests)
    found = read(box, file)
    questions = asked(box, before).count("query Directory")
    assert facts(found) == full(box)
    assert act or questions == 1


def test_a_reading_that_only_reads_leaves_the_file_alone(box: Sandbox, file: Path) -> None:
    fill(box, 5)
    read(box, file)
    kept = file.read_bytes()
    box.people.edit(1, title="Changed")
    around = Surroundings(clock=time.time, sleep=time.sleep)
    reader = connect(box.environment, Limits(), around, cache=file, read_only=True).reader
    assert facts(reader.snapshot([REPO])) == full(box)
    assert file.read_bytes() == kept
    Cache(file, "x", read_only=True).forget()
    assert file.read_bytes() == kept


def test_everything_that_happens_shows_in_the_next_reading(box: Sandbox, file: Path) -> None:
    fill(box, 30)
    read(box, file)
    people = box.people
    people.edit(1, title="New title", body=body("uc/i1", "edited"))
    people.close(3)
    people.edit(5, body="marker lost")
    people.edit(6, body=body("uc/i6"))
    people.label(7, "new-label")
    people.block(9, 8)
    people.unblock(1, 2)
    people.move_under(11, 1)
    people.open_issue("New", body("uc/new"))
    people.open_pull_request("A change")
    people.create_milestone("Sprint 3")
    assert facts(read(box, file)) == full(box)
    assert facts(read(box, file)) == full(box)


@pytest.mark.parametrize("act", ["delete", "transfer", "convert_to_discussion"])
def test_what_went_away_leads_to_a_full_listing(box: Sandbox, file: Path, act: str) -> None:
    fill(box, 120)
    read(box, file)
    extra = ("acme/tmm",) if act == "transfer" else ()
    getattr(box.people, act)(3, *extra)
    before = len(box.requests)
    found = read(box, file)
    assert facts(found) == full(box)
    assert 3 not in [issue.number for issue in found.issues]
    assert len(listings(box, before)) > 2


def test_an_issue_that_went_away_is_not_kept(box: Sandbox, file: Path) -> None:
    fill(box, 5)
    read(box, file)
    age(file, 120)
    box.people.delete(3)
    found = read(box, file)
    assert 3 not in [issue.number for issue in found.issues]
    assert facts(found) == full(box)


def test_an_issue_that_went_away_takes_its_links_in_other_repositories_along(
    box: Sandbox, file: Path
) -> None:
    epic = box.people.open_issue("Epic", body("uc"))
    there = box.people.of("acme/tmm").open_issue("Item", body("uc/i"))
    box.world.put(replace(there, parent=epic.id))
    box.world.put(replace(epic, sub_issues=(there.id,)))
    names = [REPO, "acme/tmm"]
    connected(box, cache=file).reader.snapshot(names)
    age(file, 120)
    box.people.delete(1)
    found = connected(box, cache=file).reader.snapshot(names)
    assert [(issue.key, issue.parent) for issue in found.issues] == [("uc/i", None)]
    assert facts(found) == facts(connected(box).reader.snapshot(names))


NAMED: dict[str, Callable[[People], object]] = {
    "label renamed": lambda people: people.edit_label("role:tmm", name="role:other"),
    "label deleted": lambda people: people.delete_label("role:tmm"),
    "milestone renamed": lambda people: people.edit_milestone("Sprint 3", title="Sprint drei"),
}


@pytest.mark.parametrize("how", NAMED)
def test_what_bears_another_name_leads_to_a_full_listing(
    box: Sandbox, file: Path, how: str
) -> None:
    """Issues are not changed by it: what they wear would be old."""
    fill(box, 3)
    box.people.label(1, "role:tmm")
    box.people.create_milestone("Sprint 3")
    box.people.schedule(1, "Sprint 3")
    read(box, file)
    age(file, 120)
    NAMED[how](box.people)
    assert facts(read(box, file)) == full(box)


def kept(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["repositories"][REPO]
    return found


ODD: dict[str, Callable[[dict[str, Any]], object]] = {
    "another version": lambda data: data.update(version=1),
    "another GitHub": lambda data: data.update(api="https://api.github.com"),
    "no issues": lambda data: kept(data).pop("issues"),
    "a number that is none": lambda data: kept(data)["items"][0]["issue"].update(number="1"),
    "more listed than counted": lambda data: (
        kept(data)["issues"].append(77),
        kept(data).update(unlisted=-1),
    ),
    "another count": lambda data: kept(data).update(unlisted=5),
    "a day old": lambda data: kept(data).update(full_at=time.time() - 24 * 3600 - 1),
    "of tomorrow": lambda data: kept(data).update(full_at=time.time() + 3600),
    "listed before what it lists": lambda data: kept(data).update(listed_at="2020-01-01T00:00:00Z"),
    "no time": lambda data: kept(data).update(listed_at="today"),
    "a time without a zone": lambda data: kept(data).update(listed_at="2026-11-22T00:00:00"),
}


def make_up(file: Path, spoil: Callable[[dict[str, Any]], object]) -> None:
    """Put a title into the file that is believed as long as the file is."""
    data = json.loads(file.read_text())
    kept(data)["items"][1]["issue"]["title"] = "made up"
    kept(data)["listed_at"] = server_time_ago(-120)
    spoil(data)
    file.write_text(json.dumps(data))


def test_pages_that_are_not_full_are_no_end(
    box: Sandbox, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(box, 12)
    read(box, file)
    monkeypatch.setattr(paging, "MOST", 5)
    for number in range(1, 13):
        edited = box.people.edit(number, title=f"Edited {number}")
        box.world.put(replace(edited, updated_at=server_time_ago(-100 * number)))
    assert facts(read(box, file)) == full(box)


def test_where_nobody_counts_issues_no_file_is_built_upon(box: Sandbox, file: Path) -> None:
    box.service.features = box.service.features.without("graphql", "dependencies")
    for number in (1, 2):
        box.people.open_issue(f"Issue {number}", body(f"uc/i{number}"))
    read(box, file)
    age(file, 120)
    box.people.transfer(1, "acme/web")
    assert facts(read(box, file)) == full(box)
    assert len(read(box, file).issues) == 1


def test_a_file_is_written_whole_or_not_at_all(
    box: Sandbox, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(box, file)
    before = file.read_bytes()

    def killed(path: Path, content: bytes) -> None:
        with path.open("wb") as half:
            half.write(content[:20])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", killed)
    with pytest.raises(KeyboardInterrupt):
        read(box, file)
    assert file.read_bytes() == before


def test_a_file_that_turned_out_wrong_is_forgotten(box: Sandbox, file: Path) -> None:
    """Nobody's time changes when a person is called otherwise."""
    fill(box, 2)
    issue = box.people.assign(1, "octo-old")
    read(box, file)
    age(file, 120)
    box.world.put(replace(issue, assignees=("octo-renamed",)))
    connection = connected(box, cache=file)
    listed = next(it for it in connection.reader.snapshot([REPO]).issues if it.number == 1)
    assert listed.assignees == ("octo-old",)
    with pytest.raises(ChangedMeanwhileError):
        connection.writer.update_issue(listed, assignees=("octo-old", "octo-new"))
    assert not file.exists()
    assert facts(read(box, file)) == full(box)


def test_a_file_that_missed_a_change_is_forgotten(box: Sandbox, file: Path) -> None:
    """A listing came late: what the file still has is not written again, and not planned again."""
    fill(box, 2)
    read(box, file)
    age(file, 120)
    box.world.put(replace(box.people.issue(1), title="As it should be"))
    connection = connected(box, cache=file)
    listed = next(it for it in connection.reader.snapshot([REPO]).issues if it.number == 1)
    assert listed.title != "As it should be"
    connection.writer.update_issue(listed, title="As it should be")
    assert not file.exists()
    assert facts(read(box, file)) == full(box)


def test_what_is_sound_is_believed(box: Sandbox, file: Path) -> None:
    fill(box, 10)
    read(box, file)
    make_up(file, lambda data: data)
    assert "made up" in [issue.title for issue in read(box, file).issues]


@pytest.mark.parametrize("how", ODD)
def test_whatever_is_odd_leads_to_a_full_listing(box: Sandbox, file: Path, how: str) -> None:
    fill(box, 10)
    read(box, file)
    make_up(file, ODD[how])
    assert facts(read(box, file)) == full(box)


@pytest.mark.parametrize("unlisted", [0, 1])
@pytest.mark.parametrize("seen_again", [False, True])
def test_an_old_issue_that_was_missed_leads_to_a_full_listing(
    box: Sandbox, file: Path, *, unlisted: int, seen_again: bool
) -> None:
    fill(box, 10)
    read(box, file)

    def forget(data: dict[str, Any]) -> None:
        kept(data)["issues"].remove(7)
        kept(data)["items"] = [e for e in kept(data)["items"] if e["issue"]["number"] != 7]
        kept(data).update(unlisted=unlisted, listed_at=server_time_ago(0))

    make_up(file, forget)
    if seen_again:
        box.people.edit(7, title="Seen again")
    assert facts(read(box, file)) == full(box)


@pytest.mark.parametrize("text", ["", "{", "null", "[]"])
def test_a_file_that_is_none_is_written_anew(box: Sandbox, file: Path, text: str) -> None:
    fill(box, 3)
    file.write_text(text)
    assert facts(read(box, file)) == full(box)
    assert set(json.loads(file.read_text())["repositories"]) == {REPO}
    assert list(file.parent.iterdir()) == [file]


def test_a_full_listing_is_made_once_a_day(box: Sandbox, file: Path) -> None:
    fill(box, 120)
    later = [0.0]
    around = Surroundings(clock=lambda: time.time() + later[0], sleep=lambda _: None)

    def pages() -> int:
        before = len(box.requests)
        connection = connect(box.environment, Limits(), around, cache=file)
        connection.reader.snapshot([REPO])
        return len(listings(box, before))

    first = pages()
    age(file, 120)
    assert (first, pages()) == (2, 1)
    later[0] = 24 * 3600
    age(file, 120)
    assert pages() == 2


def test_named_and_known_issues_are_found_past_the_file(box: Sandbox, file: Path) -> None:
    fill(box, 4)
    read(box, file)
    found = read(box, file, named=[(REPO, 4)], known={"uc/i2": (REPO, 2)})
    assert [issue.number for issue in found.issues] == [1, 2, 3, 4]
    assert found.gone == ()


def test_reading_everything_leaves_the_file_alone(box: Sandbox, file: Path) -> None:
    fill(box, 4)
    assert len(read(box, file, everything=True).issues) == 4
    assert not file.exists()


def test_blockers_that_did_not_change_are_not_asked_for(box: Sandbox, file: Path) -> None:
    fill(box, 4)
    first = read(box, file)
    age(file, 120)
    before = len(box.requests)
    assert read(box, file).issues == first.issues
    assert "query Blockers" not in asked(box, before)


def test_a_cache_that_is_not_there() -> None:
    assert Cache(Path("/nowhere/cache.json"), "x").load(0.0) == {}
