"""The demo's folder is made of the example, and nobody's work is thrown away for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake.people import People

from ucops.app.demo.scene import PAGES, REPOSITORY, STATE, Calendar, scene
from ucops.errors import UcopsError, UsageError
from ucops.reading.load import load


def test_the_folder_holds_the_example_without_a_pace(tmp_path: Path) -> None:
    with scene(tmp_path / "demo", {}):
        loaded = load(tmp_path / "demo")
    assert len(loaded.catalog.entries) == 10
    assert loaded.problems == ()
    assert loaded.catalog.config.limits.writes_per_minute is None
    assert loaded.catalog.config.limits.writes_per_hour is None


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").write_text("years of work")
    with pytest.raises(UsageError, match="is not empty"), scene(tmp_path, {}):
        pass
    assert (tmp_path / "thesis.md").read_text() == "years of work"


def test_the_folder_of_an_earlier_demo_is_made_anew(tmp_path: Path) -> None:
    with scene(tmp_path / "demo", {}) as first:
        People(first.github.service.world, REPOSITORY).open_issue("From the first time")
    with scene(tmp_path / "demo", {}) as second:
        assert People(second.github.service.world, REPOSITORY).issues() == []
    assert (tmp_path / "demo" / STATE).is_file()


def test_commands_see_the_embedded_github_and_no_other(tmp_path: Path) -> None:
    mine = {
        "PATH": "/usr/bin",
        "GITHUB_TOKEN": "mine",
        "GH_TOKEN": "mine",
        "GITHUB_STEP_SUMMARY": "/x",
        "HTTPS_PROXY": "http://proxy.example",
    }
    with scene(tmp_path / "demo", mine) as set_up:
        seen = set_up.environment
        assert seen["GITHUB_API_URL"] == set_up.github.api_url
        assert seen["GITHUB_SERVER_URL"] == PAGES
        assert seen["PATH"] == "/usr/bin"
        assert "127.0.0.1" in seen["NO_PROXY"]
        assert "mine" not in seen.values()
        assert "GITHUB_STEP_SUMMARY" not in seen


def test_a_command_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    with scene(tmp_path / "demo", {}) as set_up:
        (set_up.folder / "ucops.yaml").unlink()
        with pytest.raises(UcopsError) as raised:
            set_up.run("validate")
    assert raised.value.message == "`ucops validate` ended with 2"
    assert "no ucops.yaml" in raised.value.hint


def test_answers_are_read_as_json(tmp_path: Path) -> None:
    with scene(tmp_path / "demo", {}) as set_up:
        answer = set_up.ask("validate")
        assert (
            answer["summary"] == json.loads(set_up.run("validate", "--format", "json"))["summary"]
        )


def test_the_calendar_stands_still_until_it_is_set() -> None:
    import datetime as dt

    calendar = Calendar(dt.date(2026, 8, 24))
    assert calendar() == calendar() == 1_787_562_000
    calendar.day = dt.date(2026, 8, 25)
    assert calendar() == 1_787_562_000 + 86_400
