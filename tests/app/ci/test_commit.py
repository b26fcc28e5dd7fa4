"""The report's commit: made on the newest head, proposed where it has to be, never empty."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ucops.app.ci.commit import BRANCH, commit_report
from ucops.app.git import git
from ucops.errors import GitHubError, UsageError

PATHS = b"paths: {report: docs/ROADMAP.md, pages: docs/roadmap}\n"


def test_what_is_new_is_committed_and_the_second_time_nothing(stage: Any) -> None:
    assert commit_report(stage.run(), stage.event()).startswith("Committed the roadmap to main")
    assert {"ROADMAP.md", "roadmap/index.json"} <= set(stage.bare.files("main"))
    assert commit_report(stage.run(), stage.event()) == "The roadmap says nothing new."
    assert stage.bare.log("main") == ["Refresh the roadmap", "Start", "Begin"]


def test_paths_may_say_anything_and_what_is_left_over_goes(stage: Any) -> None:
    commit_report(stage.run(), stage.event())
    config = stage.bare.file("main", "ucops.yaml")
    stage.bare.commit("main", "Move", {"ucops.yaml": config + PATHS}, [])
    commit_report(stage.run(), stage.event())
    assert {"docs/ROADMAP.md", "docs/roadmap/index.json"} <= set(stage.bare.files("main"))


def test_in_a_folder_of_the_repository(stage: Any) -> None:
    files = stage.bare.files("main")
    moved = {f"gtm/{name}": content for name, content in files.items()}
    stage.bare.commit("main", "Move", moved, list(files))
    git(stage.checkout, "pull", "--quiet")
    run = replace(stage.run(), root=stage.checkout / "gtm")
    commit_report(run, stage.event())
    assert {"gtm/ROADMAP.md", "gtm/roadmap/index.json"} <= set(stage.bare.files("main"))


def test_it_is_rendered_anew_when_somebody_pushes_in_between(stage: Any) -> None:
    pushed: list[str] = []

    def push(sent: Any) -> None:
        if sent.operation == "mutation CreateCommit" and not pushed:
            content = {"usecases/new.yaml": b"title: New\nproblem: Of somebody else.\n"}
            pushed.append(stage.bare.commit("main", "In between", content, []))

    stage.service.faults.before(None, push)
    assert commit_report(stage.run(), stage.event()).startswith("Committed")
    assert stage.bare.log("main")[:2] == ["Refresh the roadmap", "In between"]
    assert "roadmap/new.md" in stage.bare.files("main")
    assert "somebody pushed in between: the roadmap is rendered anew" in stage.said


def test_it_gives_up_when_others_push_all_the_while(stage: Any) -> None:
    def push(sent: Any) -> None:
        if sent.operation == "mutation CreateCommit":
            stage.bare.commit("main", "In between", {"notes.txt": str(sent.number).encode()}, [])

    stage.service.faults.before(None, push)
    with pytest.raises(GitHubError, match="moved 5 times"):
        commit_report(stage.run(), stage.event())


def test_a_protected_branch_gets_one_pull_request(stage: Any) -> None:
    stage.people.protect()
    assert commit_report(stage.run(), stage.event()) == "Opened pull request 1 with the roadmap."
    first = stage.bare.head(BRANCH)
    assert "ROADMAP.md" in stage.bare.files(BRANCH)
    assert stage.bare.log("main") == ["Start", "Begin"]
    again = commit_report(stage.run(), stage.event())
    assert again == "Pull request 1 says all this already."
    assert stage.bare.head(BRANCH) == first

    content = {"usecases/new.yaml": b"title: New\nproblem: A second one.\n"}
    stage.bare.commit("main", "One more", content, [])
    later = commit_report(stage.run(), stage.event())
    assert later == "Brought pull request 1 up to date."
    assert stage.bare.log(BRANCH)[:2] == ["Refresh the roadmap", "One more"]
    assert stage.bare.head(f"{BRANCH}-next") is None
    assert [it.number for it in stage.service.world.issues(stage.people.repository)] == [1]


def test_a_checkout_with_changes_is_not_moved(stage: Any) -> None:
    (stage.checkout / "ucops.yaml").write_text("version: 1\ntitle: Mine\n")
    with pytest.raises(UsageError, match="changes that are not committed"):
        commit_report(stage.run(), stage.event())
