"""The workflows, run step by step from an adopter's repository against the embedded GitHub."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from adopter import CI, CONFIG
from fake.repository import BareRepository
from fake.server import Sandbox
from runner import ACTIONS, HOME, REPOSITORY, ROOT, USES, Runner, shared_workflows

from ucops import DOCUMENTATION
from ucops.pages.run import SILENCE
from ucops.sandbox.entities import LineComment

FORK = "octo-fan/launches"
BROKEN = CI.replace("title: Video, priority: 1", "title: Video, priority: 1, duee: 2027-03-05")
CORRECT = BROKEN.replace("duee:", "due:")
BOT = "octo-bot"


def writes(github: Sandbox) -> list[str]:
    """Every request that changed something, since the last time."""
    found = [f"{one.method} {one.path}" for one in github.requests if one.wrote]
    github.requests.clear()
    return found


def files(github: Sandbox) -> BareRepository:
    """The adopter's branches."""
    found = github.world.git[github.people.repository.id]
    assert isinstance(found, BareRepository)
    return found


def pull_request(number: int, base: str, head: str, repository: str) -> Mapping[str, Any]:
    """What GitHub says of a pull request."""
    return {
        "number": number,
        "pull_request": {
            "number": number,
            "base": {"ref": "main", "sha": base},
            "head": {"ref": "patch-1", "sha": head, "repo": {"full_name": repository}},
        },
    }


def finished(head: str, conclusion: str) -> Mapping[str, Any]:
    """What GitHub says of a run on the fork's pull request."""
    return {
        "workflow_run": {
            "id": 77,
            "event": "pull_request",
            "conclusion": conclusion,
            "head_sha": head,
            "head_branch": "patch-1",
            "head_repository": {"full_name": FORK, "owner": {"login": "octo-fan"}},
            "html_url": "https://github.com/acme/launches/actions/runs/77",
        }
    }


def test_every_action_is_pinned_to_one_commit_and_has_a_stand_in() -> None:
    for file in shared_workflows():
        for line in file.read_text(encoding="utf-8").splitlines():
            if "uses: " in line and "uses: ./.ucops-action" not in line:
                found = USES.search(line)
                assert found, line
                inside = (found["inside"] or "").strip("/")
                assert (ACTIONS / found["name"] / inside / "action.yml").is_file()


@pytest.mark.slow
def test_from_the_pull_request_of_a_fork_to_the_next_roadmap(run: Runner, github: Sandbox) -> None:
    # A broken file: the fork's run says so and writes nothing, the other one comments.
    base, head = run.propose(1, {"usecases/ci.yaml": BROKEN})
    number = github.people.of(login="octo-fan").propose("Dates", "patch-1", head, fork=FORK).number
    assert number == 1
    writes(github)
    log = run("pull_request", "validate", pull_request(1, base, head, FORK), succeeds=False)
    assert "::error file=usecases/ci.yaml,line=7" in log
    assert "title=unknown-key" in log
    assert writes(github) == []
    run("workflow_run", "comment", finished(head, "failure"))
    (said,) = github.world.comments(github.people.issue(1))
    assert said.author == BOT
    assert "Not ready to merge: 1 error to correct" in said.body
    line = "video: {title: Video, priority: 1, due: 2027-03-05, owner: octo-tmm}"
    assert line in said.body
    (suggested,) = github.world.every(LineComment)
    assert (suggested.path, suggested.first, suggested.author) == ("usecases/ci.yaml", 7, BOT)
    assert f"```suggestion\n  {line}\n```" in suggested.body

    # Corrected: the same comment says so.
    base, head = run.propose(1, {"usecases/ci.yaml": CORRECT})
    github.people.push(1, head)
    run("pull_request", "validate", pull_request(1, base, head, FORK))
    run("workflow_run", "comment", finished(head, "success"))
    (said,) = github.world.comments(github.people.issue(1))
    assert "Ready to merge" in said.body
    assert not list(github.world.every(LineComment))
    assert "**On GitHub** 1 epic and 2 issues made" in said.body
    assert "**Dates** Video is due 5 Mar 2027" in said.body

    # Merged: issues and roadmap.
    run.merge(1)
    run("push", "sync", {"ref": "refs/heads/main"})
    titles = [issue.title for issue in github.people.issues()]
    assert titles == [
        "Use case: Continuous integration",
        "Continuous integration: Guide",
        "Continuous integration: Video",
    ]
    assert files(github).log("main")[0] == "Refresh the roadmap"
    index = json.loads(files(github).file("main", "roadmap/index.json"))
    assert index["programme"]["items"] == 2
    journal = run.scratch / "artifacts" / "ucops-journal-1" / "ucops-journal.jsonl"
    assert '"create"' in journal.read_text()

    # An issue closed: the next roadmap; and once more: nothing.
    github.people.close(3)
    closed = {"action": "closed", "issue": {"number": 3}}
    writes(github)
    log = run("issues", "report", closed)
    assert "Let events that come together be one" in log
    assert "Look when sync ran last" not in log
    assert len(writes(github)) == 0
    assert files(github).log("main")[:2] == ["Refresh the roadmap", "Refresh the roadmap"]
    before = files(github).head("main")
    run("push", "sync", {"ref": "refs/heads/main"})
    assert writes(github) == []
    assert files(github).head("main") == before

    shows_what_a_person_changed(run, github)
    tells_when_the_daily_run_stops(run, github)


def shows_what_a_person_changed(run: Runner, github: Sandbox) -> None:
    """A plan on a schedule names what was changed by hand, and changes nothing."""
    flows = run.checkout / ".github/workflows"
    drift = f"{(flows / 'sync.yml').read_text().rstrip()}\n    with: {{plan-only: true}}\n"
    (flows / "drift.yml").write_text(drift)
    github.people.edit(3, title="By hand")
    writes(github)
    assert "set-output:: changes=1" in run("schedule", "drift")
    assert writes(github) == []


def tells_when_the_daily_run_stops(run: Runner, github: Sandbox) -> None:
    """The heartbeat says so in the one issue about runs."""
    github.people.run_workflow(".github/workflows/sync.yml", "2026-01-02T05:23:00Z")
    run("schedule", "report")
    (stopped,) = (it for it in github.people.issues() if it.title == SILENCE)
    assert "ran last on 2 Jan 2026" in (stopped.body or "")


class TestElsewhere:
    """Another default branch that takes no direct commits, other paths, a limit and a conflict."""

    @pytest.fixture
    def branch(self) -> str:
        return "trunk"

    @pytest.fixture
    def more(self) -> dict[str, str]:
        paths = "paths: {report: docs/ROADMAP.md, pages: docs/roadmap}\n"
        return {"ucops.yaml": CONFIG.replace("limits: {", "limits: {creates: 1, ") + paths}

    @pytest.mark.slow
    def test_the_roadmap_is_proposed_and_the_failure_told_until_it_heals(
        self, run: Runner, github: Sandbox
    ) -> None:
        github.people.protect(default_branch="trunk")
        start = files(github).head("trunk")
        run("push", "sync", {"ref": "refs/heads/trunk"}, succeeds=False)
        pulls = [it for it in github.world.issues(github.people.repository) if it.pull_request]
        assert [pull.title for pull in pulls] == ["Refresh the roadmap"]
        assert "docs/ROADMAP.md" in files(github).files("ucops/roadmap")
        assert files(github).head("trunk") == start
        (trouble,) = github.people.issues()
        assert trouble.title == "ucops: a run did not come to its end"
        assert "a safety limit refused the plan" in (trouble.body or "")

        # A limit that is raised counts from the next commit on.
        files(github).commit("trunk", "Allow more", {"ucops.yaml": CONFIG.encode()}, [])
        files(github).commit("trunk", "Use it", {"notes.txt": b"Now."}, [])
        run("push", "sync", {"ref": "refs/heads/trunk"})
        assert github.people.issue(trouble.number).state == "closed"
        epic, guide, video = (it for it in github.people.issues() if it.state == "open")

        # A conflict: the rest is done, the roadmap follows all the same, and the run is red.
        proposed = files(github).head("ucops/roadmap")
        github.people.edit(video.number, title="Something else", body="Not by ucops.")
        github.people.close(guide.number)
        log = run("push", "sync", {"ref": "refs/heads/trunk"}, succeeds=False)
        assert "set-output:: code=1" in log
        assert files(github).head("ucops/roadmap") != proposed
        assert pulls == [
            it for it in github.world.issues(github.people.repository) if it.pull_request
        ]
        (trouble,) = (
            it for it in github.people.issues() if it.title == trouble.title and it.state == "open"
        )
        assert "something needs a decision or a correction" in (trouble.body or "")
        github.people.edit(video.number, title=video.title, body=video.body)
        run("push", "sync", {"ref": "refs/heads/trunk"})
        assert github.people.issue(trouble.number).state == "closed"
        assert github.people.issue(epic.number).state == "open"


def documented(page: str, name: str) -> str:
    """A workflow as a page shows it, calling our home as adopters pin it."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = next(it for it in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if name in it)
    return found.replace("ucops/ucops", HOME.partition("@")[0]).replace(
        "@COMMIT", f"@{HOME.partition('@')[2]}"
    )


@pytest.mark.slow
def test_a_merge_queue_is_checked_and_code_scanning_gets_every_finding(run: Runner) -> None:
    base, head = run.propose(1, {"usecases/ci.yaml": BROKEN})
    queued = {"base_sha": base, "head_sha": head, "head_ref": run.queue(1, head)}
    log = run("merge_group", "validate", {"merge_group": queued}, succeeds=False)
    assert "::error file=usecases/ci.yaml,line=7" in log

    scan = documented("how-to/ci-workflows.md", "/workflows/scan.yml@")
    (run.checkout / ".github/workflows/scan.yml").write_text(scan)
    run("push", "scan", {"ref": "refs/heads/main"})
    told = json.loads((run.scratch / "artifacts/code-scanning/ucops.sarif").read_text())
    rules = told["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["helpUri"].rpartition("/")[0] for rule in rules} == {f"{DOCUMENTATION}/rules"}


FORM = """\
### Title

Invoices; $(touch proof) `touch proof` ${{ github.token }}

### The customer's problem

Invoices wait "two weeks". ::error::Not really.

### Tier

2: secondary
"""


@pytest.mark.slow
def test_a_filled_form_becomes_a_draft_that_follows_the_issue(run: Runner, github: Sandbox) -> None:
    team = github.people.of(login="octo-idea")
    issue = team.open_issue("Proposed use case: Invoices", FORM)
    happened = {
        "issue": {"number": issue.number, "state": "open", "body": FORM},
        "sender": {"login": "octo-idea", "type": "User"},
    }
    run("issues", "propose", {"action": "opened", **happened})
    branch = f"ucops/proposal-{issue.number}"
    (draft,) = files(github).files(branch).keys() - files(github).files("main").keys()
    assert draft.startswith("usecases/invoices-touch-proof")
    assert not list(run.scratch.rglob("proof"))  # nothing of it was run
    assert "\nCo-authored-by: octo-idea <" in files(github).text(branch)
    pull = github.people.issue(issue.number + 1)
    assert pull.pull_request
    (said,) = github.world.comments(issue)
    assert f"#{pull.number} adds `{draft}`" in said.body

    # Edited: the same branch, pull request and comment; and once more: nothing.
    team.edit(issue.number, body=FORM.replace("two weeks", "three weeks"))
    run("issues", "propose", {"action": "edited", **happened})
    assert b"three weeks" in files(github).file(branch, draft)
    assert len(files(github).log(branch)) == 2
    writes(github)
    run("issues", "propose", {"action": "edited", **happened})
    assert writes(github) == []

    # What programs file starts nothing.
    log = run("issues", "propose", {**happened, "sender": {"login": "x[bot]", "type": "Bot"}})
    assert "Keep the draft" not in log
    assert writes(github) == []


@pytest.mark.slow
def test_the_web_site_is_published_when_it_is_switched_on(run: Runner) -> None:
    site = documented("how-to/site.md", "/workflows/site.yml@")
    (run.checkout / ".github/workflows/site.yml").write_text(site)
    published = run.scratch / "artifacts/github-pages"
    run("push", "site", {"ref": "refs/heads/main"}, live=False)
    assert not published.exists()
    run("push", "site", {"ref": "refs/heads/main"})
    assert "Continuous integration" in (published / "index.html").read_text()


@pytest.mark.slow
def test_nothing_is_written_until_it_is_switched_on(run: Runner, github: Sandbox) -> None:
    log = run("push", "sync", {"ref": "refs/heads/main"}, live=False)
    assert "Nothing is filed until the variable UCOPS_LIVE is true" in log
    assert github.requests == []
    assert REPOSITORY in log
