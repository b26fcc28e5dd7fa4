"""A repository that cannot be read or written says so in its own sentence, and stops no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fake.people import People
from fake.server import Sandbox
from sync_files import CONFIG, Run

HOME, WEB = "acme/gtm", "acme/web"
TWO = CONFIG.replace(
    "roles: {tmm: {title: Technical marketing}}",
    "roles: {tmm: {title: Technical marketing}, web: {title: Web, repository: acme/web}}",
).replace("demo: {title: Demo video, role: tmm", "demo: {title: Demo video, role: web")
SAID: dict[str, tuple[Callable[[People], object], str, str]] = {
    "deleted": (
        lambda web: web.delete_repository(),
        "there is no repository acme/web, or the token may not see it",
        "correct the name",
    ),
    "hidden": (
        lambda web: (web.hide(), web.invite("octo-bot", "none")),
        "there is no repository acme/web, or the token may not see it",
        "Repository access",
    ),
    "renamed": (
        lambda web: web.rename_repository("site"),
        "acme/web is now acme/site",
        "write acme/site where ucops.yaml says acme/web",
    ),
    "issues off": (
        lambda web: web.disable_issues(),
        "issues are switched off in acme/web",
        "Settings → General → Features → Issues",
    ),
}
"""How a repository goes out of reach → the sentence, and what to do."""


@pytest.fixture
def web(root: Path, sandbox: Sandbox) -> People:
    """The people of a role's own repository."""
    (root / "ucops.yaml").write_text(TWO)
    return sandbox.people.of(WEB)


def flat(text: str) -> str:
    return " ".join(text.split())


def wrote(sandbox: Sandbox) -> int:
    return sum(one.wrote for one in sandbox.requests)


@pytest.mark.parametrize("how", SAID)
def test_a_role_s_repository_out_of_reach_is_a_conflict_of_its_keys(
    run: Run, sandbox: Sandbox, web: People, how: str
) -> None:
    act, why, hint = SAID[how]
    act(web)
    shown = json.loads(run("plan", "--format", "json", code=1).stdout)
    assert [one["keys"] for one in shown["conflicts"]] == [["ci/demo"]]
    assert why in shown["conflicts"][0]["message"]
    assert "ci/demo is left alone" in shown["conflicts"][0]["message"]
    assert hint in shown["conflicts"][0]["hint"]
    said = flat(run("sync", "--yes", code=1).stdout)
    assert why in said
    assert [issue.title for issue in sandbox.people.issues()] == [
        "Use case: Continuous integration",
        "Continuous integration: Deck",
    ]
    before = wrote(sandbox)
    run("sync", "--yes", code=1)
    assert wrote(sandbox) == before
    assert json.loads(run("plan", "--format", "json", code=1).stdout)["changes"] == []


@pytest.mark.parametrize("how", SAID)
def test_the_report_is_rendered_without_it_and_says_so(
    run: Run, root: Path, web: People, how: str
) -> None:
    act, why, _ = SAID[how]
    run("sync", "--yes")
    act(web)
    assert why in flat(run("report").stderr)
    page = (root / "ROADMAP.md").read_text()
    assert "acme/web" in page
    assert "ci/deck" in (root / "roadmap/index.json").read_text()
    index = json.loads((root / "roadmap/index.json").read_text())
    assert [(one["repository"], one["why"]) for one in index["unreachable"]] == [(WEB, why)] or (
        why in index["unreachable"][0]["why"]
    )
    assert why in flat(run("status").stderr)
    run("snapshot", "-o", str(root / "held.json"))
    assert why in flat(run("plan", "--snapshot", str(root / "held.json"), code=1).stdout)
    run("sync", "--yes", code=1)


def test_once_it_is_back_all_is_well(run: Run, sandbox: Sandbox, web: People) -> None:
    run("sync", "--yes")
    web.hide()
    web.invite("octo-bot", "none")
    run("sync", "--yes", code=1)
    web.invite("octo-bot", "admin")
    before = wrote(sandbox)
    run("sync", "--yes")
    assert wrote(sandbox) == before
    assert len(web.issues()) == 1


def test_an_archived_repository_is_no_reason_to_stop_while_nothing_changes_there(
    run: Run, root: Path, sandbox: Sandbox, web: People
) -> None:
    run("sync", "--yes")
    web.archive()
    assert "No changes" in run("plan", "--exit-code").stdout
    config = root / "ucops.yaml"
    config.write_text(config.read_text().replace("title: Demo video", "title: Demo film"))
    said = flat(run("plan", code=1).stdout)
    assert "acme/web is archived and read-only: ci/demo is left alone" in said
    assert "Danger Zone" in said
    config.write_text(config.read_text().replace("title: Deck", "title: Slides"))
    run("sync", "--yes", code=1)
    assert sandbox.people.issue(2).title == "Continuous integration: Slides"
    run("sync", "--yes", code=1)
    assert wrote(sandbox) == wrote(sandbox)


def test_nothing_waits_for_what_an_archived_repository_does_not_take(
    run: Run, sandbox: Sandbox, web: People
) -> None:
    """The deck depends on the demo, which cannot be filed."""
    web.archive()
    run("sync", "--yes", code=1)
    before = wrote(sandbox)
    assert json.loads(run("plan", "--format", "json", code=1).stdout)["changes"] == []
    run("sync", "--yes", code=1)
    assert wrote(sandbox) == before


def test_a_role_s_repository_that_nothing_is_filed_in_is_a_warning(
    run: Run, root: Path, web: People
) -> None:
    config = root / "ucops.yaml"
    config.write_text(config.read_text().replace("role: web", "role: tmm"))
    web.delete_repository()
    said = flat(run("sync", "--yes").stdout)
    assert "warning: there is no repository acme/web, or the token may not see it" in said
    assert "No changes" in run("plan", "--exit-code").stdout


MAIN: dict[str, tuple[Callable[[People], object], str]] = {
    "deleted": (lambda home: home.delete_repository(), "there is no repository acme/gtm"),
    "renamed": (lambda home: home.rename_repository("market"), "acme/gtm is now acme/market"),
    "issues off": (lambda home: home.disable_issues(), "issues are switched off in acme/gtm"),
}


@pytest.mark.parametrize("how", MAIN)
def test_the_main_repository_out_of_reach_ends_plan_and_sync(
    run: Run, sandbox: Sandbox, how: str
) -> None:
    act, why = MAIN[how]
    act(sandbox.people)
    for command in (["plan"], ["sync", "--yes"], ["status"], ["report"]):
        assert why in run(*command, code=3).stderr
    assert wrote(sandbox) == 0


def test_an_archived_main_repository_is_said_by_plan_and_refused_by_sync(
    run: Run, sandbox: Sandbox
) -> None:
    sandbox.people.archive()
    told = "acme/gtm is archived and read-only"
    assert f"sync will be refused: {told}" in run("plan").stderr
    assert told in run("sync", "--yes", code=3).stderr
    assert "Traceback" not in run("sync", "--dry-run").output
    assert wrote(sandbox) == 0


KINDS = {
    "integration": "Permissions & events",
    "personal access token": "Fine-grained tokens",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_token_that_may_only_read_hears_what_it_needs_and_from_whom(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    sandbox.people.create_token(
        "reading",
        "octo-bot",
        permissions={"issues": "read"},
        kind=kind,  # type: ignore[arg-type]
    )
    monkeypatch.setenv("GITHUB_TOKEN", "reading")
    said = flat(run("sync", "--yes", code=3).stdout)
    assert "Issues: read and write" in said
    assert KINDS[kind] in said
    assert wrote(sandbox) == 0


def test_the_first_refusal_of_a_change_ends_changes(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("sync", "--yes")
    sandbox.people.create_token("reading", "octo-bot", permissions={"issues": "read"})
    monkeypatch.setenv("GITHUB_TOKEN", "reading")
    use_case = root / "usecases/ci.yaml"
    use_case.write_text(use_case.read_text().replace("integration", "delivery"))
    before = len(sandbox.requests)
    said = run("sync", "--yes", code=3).stdout
    tried = [one.path for one in sandbox.requests[before:] if one.method == "PATCH"]
    assert len([path for path in tried if "/issues/" in path]) == 1, tried
    assert "1 failed" in said
