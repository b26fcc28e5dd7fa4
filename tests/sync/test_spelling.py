"""A repository's name in other letters is the same repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fake.server import Sandbox
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_files import CI, CONFIG, Run
from sync_runs import planned, synced

ROLE = "roles: {tmm: {title: Technical marketing, repository: Acme/GTM}}"
TWO = """\
roles:
  tmm: {title: Technical marketing, repository: acme/web}
  pmm: {title: Product marketing, repository: Acme/Web}
"""


def test_a_role_s_repository_is_the_main_one_in_other_letters(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    run("sync", "--yes")
    before = sandbox.people.issues()
    plain = "roles: {tmm: {title: Technical marketing}}"
    (root / "ucops.yaml").write_text(CONFIG.replace(plain, ROLE))
    assert "No changes" in run("plan").stdout
    run("sync", "--yes")
    assert sandbox.people.issues() == before


def test_two_spellings_of_another_repository(run: Run, root: Path, sandbox: Sandbox) -> None:
    config = CONFIG.replace("roles: {tmm: {title: Technical marketing}}\n", TWO)
    config = config.replace("deck: {title: Deck, role: tmm", "deck: {title: Deck, role: pmm")
    (root / "ucops.yaml").write_text(config)
    team = "{tmm: octo-tmm, pmm: octo-pmm}"
    (root / "usecases/ci.yaml").write_text(CI.replace("{tmm: octo-tmm}", team))
    run("sync", "--yes")
    assert len(sandbox.people.of("acme/web").issues()) == 2
    assert "No changes" in run("plan").stdout


@pytest.mark.parametrize("name", ["ACME/gtm", "acme/GTM"])
def test_the_main_repository_in_other_letters_than_github_s(
    run: Run, monkeypatch: pytest.MonkeyPatch, root: Path, name: str
) -> None:
    """Parents and blockers, which GitHub names in its own letters, are found."""
    role = "roles: {tmm: {title: Technical marketing, repository: acme/web}}"
    plain = "roles: {tmm: {title: Technical marketing}}"
    (root / "ucops.yaml").write_text(CONFIG.replace(plain, role))
    run("sync", "--yes")
    monkeypatch.setenv("GITHUB_REPOSITORY", name)
    shown = run("plan", "--format", "json").stdout
    assert '"link"' not in shown.partition('"summary"')[0]
    assert '"block"' not in shown.partition('"summary"')[0]
    assert '"create"' not in shown.partition('"summary"')[0]


def test_an_issue_that_is_listed_twice_is_no_duplicate_of_itself() -> None:
    github, wanted = Fake(), desired(entry("ci", item("ci/demo")))
    synced(github, wanted)
    for place, issue in list(github.issues.items()):
        github.issues["Acme/gtm", place[1]] = replace(issue, repository="Acme/gtm")
    assert not any(one.action == "close" for one in planned(github, wanted).changes)


@pytest.mark.parametrize("command", ["plan", "sync"])
def test_a_filter_that_names_nothing_is_no_filter_for_everything(
    run: Run, sandbox: Sandbox, command: str
) -> None:
    more = ["--yes"] if command == "sync" else []
    assert "--only" in run(command, *more, "--only", " , ", code=2).stderr
    assert not any(request.wrote for request in sandbox.requests)
