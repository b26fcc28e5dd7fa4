"""Outsiders' issues, another token, new names, transfers: each is easy, nothing is filed twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fake.server import Sandbox
from sync_files import CI, CONFIG, Run

from ucops.sandbox.entities import Issue, Token

DELIVERY = CI.replace("integration", "delivery")


def flat(text: str) -> str:
    return " ".join(text.split())


def titles(sandbox: Sandbox) -> list[str]:
    return sorted(issue.title for issue in sandbox.people.issues())


def test_an_outsider_s_epic_is_taken_over_for_good(run: Run, root: Path, sandbox: Sandbox) -> None:
    number = sandbox.people.of(login="outsider").open_issue("We need delivery", "Please").number
    file = root / "usecases/cd.yaml"
    file.write_text(DELIVERY)
    said = flat(run("adopt", "cd", str(number)).stderr)
    assert f"outsider, who filed acme/gtm#{number}, may not write there" in said
    assert f"write issue: {number} at the top of cd.yaml and keep that line" in said
    file.write_text(f"issue: {number}\n{DELIVERY}")
    run("sync", "--yes")
    assert titles(sandbox).count("Use case: Continuous delivery") == 1
    for _ in range(2):
        run("report")
        shown = run("plan", "--exit-code").stdout
        assert "not believed" not in shown
    file.write_text(DELIVERY)
    gone = flat(run("plan", code=1).stdout)
    assert f"write issue: {number} at cd in its file" in gone
    run("sync", "--yes", code=1)
    assert titles(sandbox).count("Use case: Continuous delivery") == 1


def test_an_outsider_s_item_is_believed_below_its_epic(run: Run, sandbox: Sandbox) -> None:
    number = sandbox.people.of(login="outsider").open_issue("A deck of mine").number
    run("sync", "--yes", "--only", "ci")
    sandbox.people.close(4, "duplicate")
    said = run("adopt", "ci/deck", str(number)).stderr
    assert "may not write there" not in said
    run("report")
    assert "not believed" not in run("plan", "--exit-code").stdout


def test_a_trusted_author_is_believed_for_what_is_filed(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    number = sandbox.people.of(login="outsider").open_issue("We need delivery").number
    (root / "usecases/cd.yaml").write_text(DELIVERY)
    run("adopt", "cd", str(number))
    (root / "ucops.yaml").write_text(f"{CONFIG}github: {{trusted: [Outsider]}}\n")
    run("sync", "--yes")
    assert "not believed" not in run("plan", "--exit-code").stdout
    assert titles(sandbox).count("Use case: Continuous delivery") == 1


@pytest.mark.parametrize("reported", [True, False])
@pytest.mark.parametrize("login", ["ucops[bot]", "dependabot[bot]"])
def test_another_token_files_nothing_twice_and_goes_on_once_the_former_one_is_trusted(
    run: Run,
    root: Path,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    login: str,
    *,
    reported: bool,
) -> None:
    former = "former[bot]"
    sandbox.people.create_token("former", former)
    sandbox.people.invite(former, "write")
    monkeypatch.setenv("GITHUB_TOKEN", "former")
    run("sync", "--yes")
    if reported:
        run("report")
    sandbox.people.create_token("new", login)
    sandbox.people.invite(login, "write")
    monkeypatch.setenv("GITHUB_TOKEN", "new")
    said = flat(run("sync", "--yes", code=1).stdout)
    assert f'name "{former}" under github.trusted in ucops.yaml' in said
    assert len(sandbox.people.issues()) == 3
    (root / "ucops.yaml").write_text(f"{CONFIG}github: {{trusted: ['{former}']}}\n")
    run("sync", "--yes")
    assert "No changes" in run("plan", "--exit-code").stdout
    assert len(sandbox.people.issues()) == 3


def test_a_new_name_of_the_program_changes_nothing(run: Run, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    run("report")
    world = sandbox.service.world
    for issue in [*world.every(Issue)]:
        world.put(replace(issue, author="octo-renamed"))
    for token in [*world.every(Token)]:
        world.put(replace(token, login="octo-renamed"))
    sandbox.people.invite("octo-renamed", "admin")
    assert "No changes" in run("plan", "--exit-code").stdout


def test_what_is_transferred_to_a_role_s_repository_is_found_there(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    config = CONFIG.replace("marketing}}", "marketing}, web: {title: W, repository: acme/web}}")
    (root / "ucops.yaml").write_text(config)
    run("sync", "--yes")
    run("report")
    sandbox.people.transfer(2, "acme/web")
    run("sync", "--yes")
    assert len(sandbox.people.issues()) == 2
    assert "No changes" in run("plan", "--exit-code").stdout


def test_what_is_transferred_elsewhere_is_named_and_comes_back_by_itself(
    run: Run, sandbox: Sandbox
) -> None:
    run("sync", "--yes")
    run("report")
    moved = sandbox.people.transfer(2, "acme/web")
    assert "was moved to another repository" in flat(run("plan").stdout)
    sandbox.people.of("acme/web").transfer(moved.number, "acme/gtm")
    run("sync", "--yes")
    assert titles(sandbox).count("Continuous integration: Demo video") == 1
    assert "No changes" in run("plan", "--exit-code").stdout
