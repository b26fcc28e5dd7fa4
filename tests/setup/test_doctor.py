"""`ucops doctor`: what is missing is named with the way to mend it, and nothing is changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fake import People, Service, opened
from fake.inside import NOON, Time, through
from fake.repository import with_one_commit

from ucops.app import doctor as recipe
from ucops.app.doctor import doctor
from ucops.app.init import init
from ucops.app.run import Run
from ucops.cli import ucops
from ucops.github.examined import Right, Workflow
from ucops.github.protocols import Repository
from ucops.github.transport import Send
from ucops.pages.setup.health import exit_code, health
from ucops.sandbox.founding import REPOSITORY, TOKEN
from ucops.setup import doctor as looks
from ucops.setup.doctor import Check
from ucops.setup.renewal import RECORD
from ucops.setup.scaffold import WORKFLOWS

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PAGE = f"https://github.com/{REPOSITORY}"
MAIN = "    branches: [main]\n"
NO = Right(granted=False, needed="issues=read")
ARCHIVED = Repository(
    name="o/r", node_id="", archived=True, has_issues=True, permission="admin", private=False
)
OFF = Workflow(path="a", state="disabled_manually", url="")
Look = Callable[..., tuple[list[Check], list[str]]]


@pytest.fixture
def service() -> Iterator[Service]:
    with opened() as service:
        yield service


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(Run(root=tmp_path), f"ucops/ucops@{COMMIT}", None, dry=False)
    return tmp_path


@pytest.fixture
def people(service: Service, tmp_path: Path) -> People:
    """Whoever set everything up as it should be."""
    people = People(service.world, REPOSITORY)
    bare = with_one_commit(tmp_path.with_suffix(".git"), {"ucops.yaml": b"version: 1\n"})
    service.world.git[people.repository.id] = bare
    day = dt.datetime.fromtimestamp(NOON, dt.UTC).isoformat()
    for path in WORKFLOWS.values():
        people.run_workflow(path, day)
    people.set_variable("UCOPS_LIVE", "true")
    people.protect()
    return people


@pytest.fixture
def look(root: Path, service: Service, people: People) -> Look:
    """Let doctor look; its checks, and the methods of the requests that were sent."""
    del people

    def looked(token: str = TOKEN, **more: str) -> tuple[list[Check], list[str]]:
        def transport(secret: str, _api: str, _graphql: str) -> Send:
            return through(service, Time(), secret)

        environment = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": token, **more}
        run = Run(root=root, environment=environment, now=Time(), transport=transport)
        checks = [one for part in doctor(run) for one in part.checks]
        return checks, [f"{one.method} {one.wrote}" for one in service.requests]

    return looked


def said(checks: list[Check], state: str) -> str:
    return "\n".join(f"{one.what} {one.how} {one.url}" for one in checks if one.state == state)


def test_all_is_well_and_nothing_is_changed(
    look: Look,
) -> None:
    checks, requests = look()
    assert said(checks, "todo") == said(checks, "failed") == ""
    ok = said(checks, "ok")
    assert f"The token may read and write the issues of {REPOSITORY}." in ok
    assert "On: comment.yml, propose.yml, report.yml, sync.yml and validate.yml." in ok
    assert f"The token may commit to {REPOSITORY}, and open pull requests there." in ok
    assert "Workflows may open pull requests." in ok
    assert "main is protected" in said(checks, "note")
    assert not any(request.endswith("True") for request in requests)


def test_a_token_that_may_only_read_is_found_without_writing(look: Look, service: Service) -> None:
    People(service.world, REPOSITORY).create_token(
        "reads", "octo-bot", permissions={"issues": "read"}
    )
    checks, requests = look("reads")
    assert "sync will fail. give it Issues: read and write (GitHub: issues=write)" in said(
        checks, "todo"
    )
    assert not any(request.endswith("True") for request in requests)


@pytest.mark.parametrize(("more", "state"), [({}, "note"), ({"GITHUB_ACTIONS": "true"}, "todo")])
def test_whether_it_may_commit_and_propose_is_found_without_writing(
    look: Look, people: People, more: dict[str, str], state: str
) -> None:
    lacks = {"issues": "write", "contents": "read", "pull_requests": "none"}
    people.create_token("t", "octo-bot", permissions=lacks)  # type: ignore[arg-type]  # read and written words
    checks, requests = look("t", **more)
    told = said(checks, state)
    assert "The token has no right to write contents and pull requests" in told
    assert "give it Contents: read and write (GitHub: contents=write); Pull requests: read" in told
    assert not any(request.endswith("True") for request in requests)


def test_whoever_may_only_read_the_repository_may_not_write(look: Look, people: People) -> None:
    people.invite("octo-reader", "read")
    people.create_token("t", "octo-reader")
    assert "sync will fail" in said(look("t")[0], "todo")


@pytest.mark.parametrize(
    ("expires", "state"),
    [
        ("2026-12-05 09:00:00 UTC", "todo"),
        ("2026-12-05 09:00:00 +0100", "todo"),
        ("2027-11-28 09:00:00 UTC", "ok"),
        ("soon", None),
    ],
)
def test_when_a_token_ends_is_said(
    look: Look, people: People, expires: str, state: str | None
) -> None:
    people.limit_token(people.create_token("t", "octo-bot"), expires=expires)
    checks = [one for one in look("t")[0] if "The token ends on" in one.what]
    assert [one.state for one in checks] == ([state] if state else [])


def test_a_classic_token_is_told(look: Look, people: People) -> None:
    people.limit_token(people.create_token("t", "octo-bot"), scopes=["repo", "project"])
    assert "It is a classic token (project and repo)." in said(look("t")[0], "note")


def test_workflows_that_may_not_propose_are_found(look: Look, people: People) -> None:
    people.forbid_pull_requests_by_actions()
    assert "Workflows may not open pull requests" in said(look()[0], "note")


def test_a_web_site_that_cannot_be_published_is_found(
    look: Look, people: People, root: Path
) -> None:
    site = root / ".github/workflows/site.yml"
    site.write_text("jobs: {site: {steps: [\n{uses: actions/deploy-pages@0123}]}}\n")
    assert "site.yml publishes a web site" in said(look()[0], "todo")
    people.publish_pages()
    assert "Workflows may publish the web site." in said(look()[0], "ok")


def test_workflows_of_other_names_that_call_ours_are_looked_at(look: Look, root: Path) -> None:
    (root / WORKFLOWS["sync"]).rename(root / ".github/workflows/gtm.yml")
    assert "GitHub does not know gtm.yml yet." in said(look()[0], "todo")


def test_a_wrong_token_is_something_to_do(
    look: Look,
) -> None:
    checks, _ = look("wrong")
    assert "does not accept the token" in said(checks, "todo")


def test_a_schedule_that_github_switched_off_is_found(look: Look, people: People) -> None:
    people.run_workflow(WORKFLOWS["sync"], state="disabled_inactivity")
    with people.acting() as world:
        world.remove(people.run_workflow(WORKFLOWS["report"]))
    todo = said(look()[0], "todo")
    assert "nothing was pushed for 60 days. press Enable workflow" in todo
    assert "/actions/workflows/sync.yml" in todo
    assert "GitHub does not know report.yml yet." in todo


def test_a_sync_that_stopped_is_found(look: Look, people: People) -> None:
    people.run_workflow(WORKFLOWS["sync"], "2026-11-14T12:00:00Z")
    assert "The last sync ran on 14 Nov 2026" in said(look()[0], "todo")


def test_what_github_does_not_tell_is_not_guessed(look: Look, people: People) -> None:
    untold = ("actions", "actions_variables", "administration", "pages", "contents")
    people.create_token(
        "t", "octo-bot", permissions={"issues": "write", **dict.fromkeys(untold, "none")}
    )
    checks, _ = look("t")
    assert "give it Actions: read" in said(checks, "unknown")
    assert "protected" not in said(checks, "note")
    assert said(checks, "todo") == ""


def test_issues_that_are_off_and_an_archive_are_found(look: Look, service: Service) -> None:
    People(service.world, REPOSITORY).disable_issues()
    assert "Issues are switched off" in said(look()[0], "todo")


def test_without_a_token_files_are_looked_at(root: Path) -> None:
    run = Run(root=root, environment={"GITHUB_REPOSITORY": REPOSITORY})
    checks = [one for part in doctor(run) for one in part.checks]
    assert "There is no token" in said(checks, "unknown")
    assert exit_code([("", checks)]) == 0


def test_an_empty_folder_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(ucops, ["doctor"])
    assert (result.exit_code, "ucops init" in result.output) == (1, True)
    told = json.loads(CliRunner().invoke(ucops, ["doctor", "--format", "json"]).stdout)
    assert [one["state"] for one in told["checks"]] == ["todo"]


def test_a_record_and_a_token_that_cannot_be_read_are_found(root: Path) -> None:
    (root / RECORD).write_text("[")
    environment = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": "two words"}
    run = Run(root=root, environment=environment)
    todo = said([one for part in doctor(run) for one in part.checks], "todo")
    assert f"{RECORD} cannot be read" in todo
    assert "GITHUB_TOKEN holds characters that no token has" in todo


def test_a_repository_that_nothing_names_is_something_to_do(root: Path) -> None:
    todo = said([one for part in doctor(Run(root=root)) for one in part.checks], "todo")
    assert "Which repository is not said." in todo


def test_types_and_board_are_looked_for(root: Path, look: Look, service: Service) -> None:
    board = People(service.world, REPOSITORY).create_board("GTM").number
    own = f"github: {{issue_types: {{epic: Feature, item: Duty}}, project: acme/{board}}}\n"
    (root / "ucops.yaml").write_text(f"version: 1\n{own}")
    checks, _ = look()
    assert "There is no issue type Duty; there are " in said(checks, "todo")
    assert f"write to the board GTM (acme/{board})" in said(checks, "ok")


def test_no_use_case_and_old_schemas_are_found(root: Path) -> None:
    (root / "usecases/first-use-case.yaml").unlink()
    (root / ".gitignore").unlink()
    (root / "ucops.yaml").write_text("version: 1\npersonas: {cfo: null}\n")
    checks = [one for part in doctor(Run(root=root)) for one in part.checks]
    assert "There is no use case yet. ucops new ID" in said(checks, "todo")
    assert "Not there: .gitignore. ucops init" in said(checks, "note")
    assert "usecase.schema.json is not of today" in said(checks, "note")


def test_errors_and_missing_workflows_are_found(root: Path) -> None:
    (root / WORKFLOWS["sync"]).unlink()
    (root / "usecases/first-use-case.yaml").write_text("title: T\n")
    run = Run(root=root, environment={"GITHUB_REPOSITORY": REPOSITORY})
    todo = said([one for part in doctor(run) for one in part.checks], "todo")
    assert "1 error in the files" in todo
    assert f"Missing: {WORKFLOWS['sync']}." in todo


def test_an_action_that_can_be_moved_is_found(root: Path) -> None:
    file = root / WORKFLOWS["sync"]
    file.write_text(file.read_text().replace(COMMIT, "v1"))
    run = Run(root=root, environment={"GITHUB_REPOSITORY": REPOSITORY})
    todo = said([one for part in doctor(run) for one in part.checks], "todo")
    assert f"{WORKFLOWS['sync']} call an action by a name that can be moved" in todo


def test_github_out_of_reach_ends_with_3(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "t")
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(recipe, "own_pin", lambda: None)
    monkeypatch.setattr("ucops.github.client.TRIES", 1)
    result = CliRunner().invoke(ucops, ["--root", str(root), "doctor"])
    assert result.exit_code == 3, result.output
    assert "GitHub could not be asked" in result.output


@pytest.mark.parametrize(
    ("found", "state", "part"),
    [
        (
            looks.about_branch("trunk", {"s.yml": MAIN}, PAGE, protected=None),
            "todo",
            "trunk",
        ),
        (
            looks.about_branch("main", {"s.yml": MAIN}, PAGE, protected=False),
            "note",
            "rules",
        ),
        (looks.about_repository(ARCHIVED, PAGE), "todo", "o/r is archived"),
        (looks.about_types(["Epic", "Task"], ["task", "Bug"]), "todo", "no issue type Epic"),
        (looks.about_types(["task"], ["Task"]), "ok", "task"),
        ([looks.about_board("o/1", "GTM", writable=False)], "todo", "Projects: read and write"),
        ([looks.about_board("o/1", "GTM", writable=True)], "ok", "GTM"),
        ([looks.about_switch(None, PAGE)], "unknown", "UCOPS_LIVE"),
        ([looks.about_switch("false", PAGE)], "note", "set it to true"),
        ([looks.about_version("2.0.0", "1.0.0")], "note", "ucops init"),
        ([looks.about_version("2.0.0", None)], "note", "not written by ucops init"),
        (
            looks.about_workflows(
                [Workflow(path="a", state="disabled_manually", url="")], ["a"], PAGE
            ),
            "todo",
            "disabled_manually",
        ),
    ],
)
def test_what_is_said_of_each(found: Iterator[Check], state: str, part: str) -> None:
    checks = list(found)
    assert part in said(checks, state)


def test_no_line_is_wider_than_a_terminal() -> None:
    long = Check(state="todo", what="word " * 40, how="word " * 40, url=PAGE)
    assert max(len(line.text) for line in health([("Part", [long])])) <= 80
