"""The state file: what was answered is there when it is opened again, whatever happened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake.people import People
from fake.service import Service, opened
from hypothesis import given
from hypothesis import strategies as st
from sandbox_client import Client

from ucops.errors import UsageError
from ucops.sandbox.entities import KINDS, Entity
from ucops.sandbox.world import World

R = "/repos/acme/gtm"


def everything(world: World) -> list[Entity]:
    return [entity for kind in KINDS.values() for entity in world.every(kind)]


def live(service: Service) -> People:
    """A little life: issues, places, labels, a board, a comment, things removed."""
    people = People(service.world, "acme/gtm")
    for title in ("Epic", "First", "Second", "Deleted"):
        people.open_issue(title, "ä\n")
    people.move_under(2, 1)
    people.block(3, 2)
    people.label(2, "a", "b")
    people.delete_label("a")
    people.create_milestone("Sprint", due_on="2026-12-18")
    people.schedule(2, "Sprint")
    people.edit_milestone("Sprint", description="Third")
    people.create_board("Board")
    people.comment(1, "Hello")
    people.delete(4)
    return people


def test_a_world_is_the_same_after_opening_it_again(tmp_path: Path) -> None:
    state = tmp_path / "folder" / "state.jsonl"
    with opened(state) as service:
        live(service)
        before = everything(service.world)
    with opened(state) as service:
        assert everything(service.world) == before
        people = People(service.world, "acme/gtm")
        assert people.open_issue("Next").number == 5
        assert [it.number for it in service.world.blocked(people.issue(2))] == [3]
    with opened(state) as service:
        assert len(everything(service.world)) == len(before) + 1


def test_every_answer_is_on_disk_before_it_is_given(tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    with opened(state) as service:
        client = Client(service)
        for number in range(1, 6):
            client.send("POST", f"{R}/issues", {"title": f"Issue {number}"})
            last = state.read_bytes().splitlines()[-1]
            assert f'"title":"Issue {number}"'.encode() in last
        size = state.stat().st_size
        client.send("GET", f"{R}/issues")
        assert state.stat().st_size == size


@given(cut=st.integers(min_value=0, max_value=400))
def test_a_line_cut_off_is_as_if_it_had_not_been(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    state = tmp_path_factory.mktemp("state") / "state.jsonl"
    with opened(state) as service:
        people = People(service.world, "acme/gtm")
        people.open_issue("One")
        before = everything(service.world)
        people.open_issue("Two")
    whole = state.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    state.write_bytes(whole[: len(whole) - 1 - min(cut, len(last) - 1)])
    with opened(state) as service:
        assert everything(service.world) == before


def test_opening_makes_the_file_short(tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    with opened(state) as service:
        people = People(service.world, "acme/gtm")
        people.open_issue("One")
        for number in range(50):
            people.edit(1, title=f"Title {number}")
    long = state.stat().st_size
    with opened(state):
        assert state.stat().st_size < long / 5


@pytest.mark.parametrize("text", ["version: 1\n", json.dumps({"other": 1}) + "\n"])
def test_another_file_is_left_alone(tmp_path: Path, text: str) -> None:
    state = tmp_path / "ucops.yaml"
    state.write_text(text)
    with pytest.raises(UsageError, match="not a state of the sandbox"), opened(state):
        pass
    assert state.read_text() == text


def test_an_empty_file_is_a_new_state(tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    state.touch()
    with opened(state) as service:
        assert service.world.repository("acme", "gtm")


def test_a_refused_request_changes_nothing(tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    with opened(state) as service:
        before = state.read_bytes()
        assert Client(service).send("POST", f"{R}/issues", {"title": ""})[0] == 422
        assert state.read_bytes() == before
        assert service.requests[-1].wrote is False


@pytest.mark.slow
def test_a_thousand_issues_are_filed_read_and_kept(tmp_path: Path) -> None:
    with opened(tmp_path / "state.jsonl") as service:
        client = Client(service)
        service.limits.primary = 0
        for number in range(1000):
            assert client.send("POST", f"{R}/issues", {"title": str(number)})[0] == 201
        for page in range(1, 11):
            path = f"{R}/issues?state=all&direction=asc&per_page=100&page={page}"
            assert len(client.get(path)) == 100
    with opened(tmp_path / "state.jsonl") as service:
        assert len(People(service.world, "acme/gtm").issues()) == 1000
