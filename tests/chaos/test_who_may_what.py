"""What a token may not do: what can be done is done, the rest is named with the missing right."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from chaos_certificate import certified, https
from chaos_files import CONFIG, SMALL, WEB, use_case, write
from click.testing import CliRunner, Result
from fake.people import People
from fake.server import Sandbox, serve

from ucops.cli import ucops

ONE = {"ci": use_case("Continuous integration", bom={"page": {"skip": "No site yet"}})}
Run = Callable[..., Result]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with serve(others=[WEB]) as running:
        yield running


@pytest.fixture
def run(sandbox: Sandbox, tmp_path: Path) -> Run:
    """Type a command with a token that may do so much."""
    write(tmp_path, ONE)

    def typed(*arguments: str, code: int = 0, by: str = sandbox.token, **more: str) -> Result:
        environment = {**sandbox.environment, "GITHUB_TOKEN": by, **more}
        result = CliRunner().invoke(ucops, [*arguments, "--root", str(tmp_path)], env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        assert result.exit_code == code, result.output
        said = result.output.replace(f"octo-{by}", "")  # whose token it is may be said
        assert by not in said
        return result

    return typed


def wrote(sandbox: Sandbox) -> int:
    return sum(one.wrote for one in sandbox.requests)


def test_a_read_only_token_plans_and_a_sync_names_what_it_lacks(sandbox: Sandbox, run: Run) -> None:
    sandbox.people.create_token("reading", "octo-bot", permissions={"issues": "read"})
    assert "+ create epic ci" in run("plan", by="reading").stdout
    said = run("sync", "--yes", by="reading", code=3).output
    assert "Issues: read and write" in " ".join(said.split())
    assert wrote(sandbox) == 0


def test_without_triage_rights_issues_are_filed_and_the_rest_is_named_once(
    sandbox: Sandbox, run: Run
) -> None:
    run("sync", "--yes", "--max-writes", "13", code=3)
    sandbox.people.create_token("reader", "octo-reader")
    first = run("sync", "--yes", by="reader").output
    assert len(sandbox.people.issues()) == 3, first
    assert "triage" in first
    filed = [issue for issue in sandbox.people.issues() if issue.author == "octo-reader"]
    assert [(issue.labels, issue.assignees, issue.parent) for issue in filed] == [
        ((), (), None)
    ] * 2
    assert "No changes" in run("plan", "--exit-code", by="reader").output
    run("sync", "--yes", by="reader")
    assert len(sandbox.people.issues()) == 3


def test_a_person_without_access_is_named_and_the_item_stays_unassigned(
    sandbox: Sandbox, run: Run
) -> None:
    sandbox.people.invite("octo-tmm", "none")
    first = run("sync", "--yes")
    assert "octo-tmm" in first.output
    assert sandbox.people.issue(2).assignees == ()
    assert sandbox.people.issue(3).assignees == ("octo-pmm",)
    again = run("plan")
    assert "No changes" in again.stdout
    assert "octo-tmm cannot be assigned" in again.output
    sandbox.people.invite("octo-tmm", "read")
    run("sync", "--yes")
    assert sandbox.people.issue(2).assignees == ("octo-tmm",)
    assert "No changes" in run("plan").stdout


ACTS: dict[str, tuple[Callable[[People], object], str]] = {
    "archived": (lambda people: people.archive(), "archived"),
    "issues are off": (lambda people: people.disable_issues(), "issues are switched off"),
    "hidden": (lambda people: people.hide(), "there is no repository"),
}


@pytest.mark.parametrize("how", ACTS)
def test_what_keeps_a_repository_from_being_written_ends_with_3(
    sandbox: Sandbox, run: Run, how: str
) -> None:
    act, said = ACTS[how]
    sandbox.people.create_token("other", "stranger")
    act(sandbox.people)
    token = "other" if how == "hidden" else sandbox.token
    assert said in run("sync", "--yes", code=3, by=token).output
    assert wrote(sandbox) == 0


def test_bad_credentials(sandbox: Sandbox, run: Run) -> None:
    for command in (["plan"], ["sync", "--yes"]):
        assert "does not accept the token" in run(*command, by="wrong", code=3).output
    assert wrote(sandbox) == 0


def test_single_sign_on_names_the_address(sandbox: Sandbox, run: Run) -> None:
    sandbox.people.create_token("a-token", "octo-bot", sso="https://github.com/orgs/acme/sso")
    assert "https://github.com/orgs/acme/sso" in run("plan", by="a-token", code=3).output


def test_a_repository_that_is_not_there(run: Run) -> None:
    assert "acme/none" in run("plan", code=3, GITHUB_REPOSITORY="acme/none").output


def typed(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_host_with_a_certificate_of_its_own_organisation(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    """It is named with the remedy, and the remedy works."""
    write(tmp_path, SMALL, CONFIG)
    bundle, key = certified(tmp_path)
    with closing(https(sandbox, bundle, key)) as front:
        command = [sys.executable, "-m", "ucops", "plan", "--root", str(tmp_path)]
        environment = {
            **os.environ,
            **sandbox.environment,
            "GITHUB_API_URL": front.url,
            "GITHUB_GRAPHQL_URL": f"{front.url}/graphql",
        }
        refused = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        )
        assert refused.returncode == 3
        assert "REQUESTS_CA_BUNDLE" in refused.stderr
        assert "Traceback" not in refused.stderr
        trusted = {**environment, "REQUESTS_CA_BUNDLE": str(bundle)}
        done = typed(command, trusted)
        assert done.returncode == 0, done.stderr
        assert "+ create epic ci" in done.stdout
