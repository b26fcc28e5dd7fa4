"""`ucops digest`, with and without an earlier report in git."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fake import opened
from fake.inside import Time, through
from fake.people import People
from programme_data import closed, issue, snapshot

from ucops.app.digest import digest
from ucops.app.git import report_before
from ucops.app.run import Run
from ucops.cli import ucops
from ucops.github.errors import UnsupportedError
from ucops.github.saved import dump_snapshot
from ucops.sandbox.founding import REPOSITORY, TOKEN

CI = """\
title: Continuous integration
problem: Building and testing by hand holds every change up.
status: active
bom: {deck: {title: Deck, due: 2026-11-18}, story: {title: Story}}
"""
HELD = snapshot(
    issue("ci", 1),
    issue("ci/deck", 2, "status:in-progress"),
    closed("ci/story", 3, on="2026-11-17"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\npreset: none\ntitle: Programme\n")
    (tmp_path / "usecases" / "ci.yaml").write_text(CI)
    (tmp_path / "snapshot.json").write_text(dump_snapshot(HELD))
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    fixed = ["--root", str(root), "digest", "--as-of", "2026-11-22"]
    if "--bare" not in arguments:
        fixed += ["--snapshot", str(root / "snapshot.json")]
    return CliRunner().invoke(ucops, [*fixed, *(one for one in arguments if one != "--bare")])


def data(root: Path, *arguments: str) -> Any:
    result = run(root, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def commit(root: Path, on: str, state: str) -> None:
    """Commit a report of a day, in which the deck is in a state."""
    use_case = {"id": "ci", "items": [{"key": "ci/deck", "state": state}]}
    commit_index(root, on, json.dumps({"version": 1, "as_of": on, "use_cases": [use_case]}))


def commit_index(root: Path, on: str, text: str) -> None:
    (root / "roadmap").mkdir(exist_ok=True)
    (root / "roadmap" / "index.json").write_text(text)
    when = {"GIT_COMMITTER_DATE": f"{on}T12:00:00Z", "GIT_AUTHOR_DATE": f"{on}T12:00:00Z"}
    who = ["-c", "user.name=Octo", "-c", "user.email=octo@acme.example"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "Report"]):
        subprocess.run(
            ["git", "-C", root, *words], check=True, env={**when, "PATH": "/usr/bin:/bin"}
        )


def test_what_changed_in_words(root: Path) -> None:
    result = run(root, "--since", "2026-11-16")
    assert result.exit_code == 0
    assert "* Story – Continuous integration, 17 Nov 2026, nobody yet" in result.stdout
    assert "* Deck – Continuous integration, was due 18 Nov 2026, nobody yet" in result.stdout
    assert "Left out: only a token" in result.stdout


@pytest.mark.parametrize("format_", ["markdown", "slack"])
def test_the_other_forms(root: Path, format_: str) -> None:
    result = run(root, "--since", "2026-11-16", "--format", format_, "--agenda", "ci")
    assert result.exit_code == 0
    assert "Activation team: Continuous integration" in result.stdout


def test_the_report_that_was_committed_before_shows_what_was_started(root: Path) -> None:
    commit(root, "2026-11-10", "planned")
    commit(root, "2026-11-20", "in-progress")
    before = data(root, "--since", "2026-11-16")
    assert before["compared_with"] == "2026-11-10"
    assert [one["key"] for one in before["started"]] == ["ci/deck"]
    later = data(root, "--since", "2026-11-21")
    assert (later["compared_with"], later["started"]) == ("2026-11-20", [])
    first = data(root, "--since", "2026-11-01")
    assert first["compared_with"] == "2026-11-10"


def test_a_report_that_is_none_shows_nothing(root: Path) -> None:
    commit(root, "2026-11-10", "planned")
    for text in ("no JSON", "[]", '{"as_of": 7}'):
        (root / "roadmap" / "index.json").write_text(text)
        subprocess.run(
            [
                "git",
                "-C",
                root,
                "-c",
                "user.name=Octo",
                "-c",
                "user.email=o@acme.example",
                "commit",
                "-qam",
                "Broken",
            ],
            check=True,
            env={"GIT_COMMITTER_DATE": "2026-11-12T12:00:00Z", "PATH": "/usr/bin:/bin"},
        )
        assert data(root, "--since", "2026-11-16")["started"] is None


def test_files_alone_have_their_digest_too(root: Path) -> None:
    commit(root, "2026-11-10", "planned")
    found = data(root, "--since", "2026-11-16", "--bare")
    assert (found["finished"], found["started"]) == ([], None)
    assert [one["key"] for one in found["late"]] == ["ci/deck"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "2026-11-23"], "nothing can have changed since 2026-11-23"),
        (["--since", "2026-11-16", "--agenda", "cii"], "did you mean 'ci'?"),
        ([], "Missing option '--since'"),
    ],
)
def test_what_cannot_be_said_is_said(root: Path, arguments: list[str], said: str) -> None:
    result = run(root, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_index_that_nobody_rendered_is_no_report_before(root: Path) -> None:
    commit_index(root, "2026-11-10", "[" * 100_000)
    assert data(root, "--since", "2026-11-16")["compared_with"] is None


def test_without_git_there_is_no_report_before(tmp_path: Path) -> None:
    assert report_before(tmp_path, "roadmap/index.json", dt.date(2026, 11, 1)) is None


@pytest.fixture
def live(root: Path) -> Iterator[tuple[Run, People]]:
    """A GitHub on which everything is filed, and its people."""
    time = Time()
    with opened(clock=time) as service:
        run = Run(
            root=root,
            environment={"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": REPOSITORY},
            now=time,
            sleep=time.sleep,
            transport=lambda *_: through(service, time),
        )
        people = People(service.world, REPOSITORY)
        deck = people.open_issue("A deck", "").number
        text = CI.replace("{title: Deck,", f"{{title: Deck, issue: {deck},")
        (root / "usecases" / "ci.yaml").write_text(text)
        people.label(deck, "bug")
        people.label(deck, "status:in-progress")
        yield run, people


def test_with_a_token_github_says_since_when_somebody_works_on_it(
    live: tuple[Run, People],
) -> None:
    run, _ = live
    (started,) = json.loads(digest(run, run.today, None, None, None, "json"))["started"]
    assert (started["key"], started["on"]) == ("ci/deck", run.today.isoformat())
    past = run.today - dt.timedelta(9)
    assert json.loads(digest(run, past, past, None, None, "json"))["started"] == []


def test_a_github_that_does_not_say_it_is_no_reason_to_stop(
    live: tuple[Run, People], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UnsupportedError("this server has no GraphQL")

    said: list[str] = []
    run = replace(live[0], say=said.append)
    monkeypatch.setattr("ucops.github.begun.read", refuse)
    assert json.loads(digest(run, run.today, None, None, None, "json"))["started"] is None
    assert "GitHub does not say since when work is under way: this server has no GraphQL" in said
