"""`validate` finds issues and repositories that the files name and that are not there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from fake.faults import Fault
from fake.server import Sandbox
from sync_files import CI, CONFIG, Run

ROLE = CONFIG.replace(
    "roles: {tmm: {title: Technical marketing}}",
    "roles: {tmm: {title: Technical marketing}, web: {title: Web, repository: acme/web}}",
)


def name_issue(root: Path, number: int) -> None:
    text = CI.replace("deck: {depends_on", f"deck: {{issue: {number}, depends_on")
    (root / "usecases/ci.yaml").write_text(text)


def found(run: Run, *options: str, code: int = 0) -> list[Mapping[str, Any]]:
    said = run("validate", "--format", "json", *options, code=code).stdout
    findings = json.loads(said)["findings"]
    return [one for one in findings if one["rule"] in ("missing-issue", "missing-repository")]


def test_an_issue_that_is_not_there_is_an_error_at_its_place(run: Run, root: Path) -> None:
    name_issue(root, 999)
    (one,) = found(run, code=1)
    assert (one["file"], one["line"], one["path"]) == ("usecases/ci.yaml", 8, "bom.deck.issue")
    assert one["message"] == "There is no issue acme/gtm#999, which ci/deck is to take over."
    assert "take the line out" in one["hint"]


def test_an_issue_that_is_there_is_none(run: Run, root: Path, sandbox: Sandbox) -> None:
    number = sandbox.people.open_issue("Our deck").number
    name_issue(root, number)
    assert found(run) == []


@pytest.mark.parametrize("how", ["pull request", "moved", "deleted"])
def test_what_became_of_it_is_said(run: Run, root: Path, sandbox: Sandbox, how: str) -> None:
    if how == "pull request":
        number = sandbox.people.open_pull_request("A change").number
    else:
        number = sandbox.people.open_issue("Our deck").number
        if how == "moved":
            sandbox.people.transfer(number, "acme/web")
        else:
            sandbox.people.delete(number)
    name_issue(root, number)
    (one,) = found(run, code=1)
    words = {"pull request": "is no issue", "moved": "was moved", "deleted": "there is no issue"}
    assert words[how] in one["message"].lower()


def test_nothing_is_asked_without_a_token_or_of_what_the_report_knows(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_issue(root, sandbox.people.open_issue("Our deck").number)
    run("sync", "--yes")
    run("report")
    before = len(sandbox.requests)
    assert found(run) == []
    assert len(sandbox.requests) == before
    name_issue(root, 999)
    monkeypatch.delenv("GITHUB_TOKEN")
    assert found(run) == []
    assert len(sandbox.requests) == before


def test_a_snapshot_tells_it_without_github(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "ucops.yaml").write_text(ROLE)
    name_issue(root, 999)
    sandbox.people.of("acme/web").delete_repository()
    held = str(root / "held.json")
    run("snapshot", "-o", held)
    monkeypatch.delenv("GITHUB_TOKEN")
    rules = [one["rule"] for one in found(run, "--snapshot", held, code=1)]
    assert rules == ["missing-repository", "missing-issue"]
    assert found(run) == []


@pytest.mark.parametrize("how", ["deleted", "renamed", "archived", "issues off"])
def test_a_role_s_repository_out_of_reach_is_a_warning(
    run: Run, root: Path, sandbox: Sandbox, how: str
) -> None:
    (root / "ucops.yaml").write_text(ROLE)
    assert found(run) == []
    web = sandbox.people.of("acme/web")
    acts = {
        "deleted": web.delete_repository,
        "renamed": lambda: web.rename_repository("site"),
        "archived": web.archive,
        "issues off": web.disable_issues,
    }
    acts[how]()
    (one,) = found(run)
    assert (one["file"], one["path"], one["severity"]) == (
        "ucops.yaml",
        "roles.web.repository",
        "warning",
    )
    assert how != "renamed" or one["hint"] == "write acme/site"


def test_a_github_in_trouble_is_said_and_never_waited_for(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    name_issue(root, 999)
    sandbox.faults.script(Fault(kind="error", times=99))
    before = len(sandbox.requests)
    result = run("validate")
    assert "not looked whether issues and repositories are there" in result.stderr
    assert len(sandbox.requests) - before == 1


def test_a_token_without_rights_is_said(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.people.create_token("blind", "octo-bot", permissions={"issues": "none"})
    monkeypatch.setenv("GITHUB_TOKEN", "blind")
    name_issue(root, 999)
    assert "not looked whether" in run("validate").stderr
