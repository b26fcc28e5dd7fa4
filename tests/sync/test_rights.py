"""What a token may not do is named once, remembered, and tried again when it may do more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fake.server import Sandbox
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_files import CONFIG, Run
from sync_runs import planned, short, synced

from ucops.errors import GitHubError
from ucops.github.errors import FullError, MissingPermissionError
from ucops.github.protocols import NewIssue, Written
from ucops.sandbox.entities import Label, Milestone, Project

DENIED = MissingPermissionError("the token may not do this", permissions="issues=write")


@pytest.fixture
def reader(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody who may file issues and nothing more."""
    sandbox.people.create_token("reader", "octo-reader")
    monkeypatch.setenv("GITHUB_TOKEN", "reader")
    return "octo-reader"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_without_rights_issues_are_filed_and_the_second_plan_is_empty(
    run: Run, sandbox: Sandbox, reader: str
) -> None:
    said = run("sync", "--yes")
    assert len(sandbox.people.issues()) == 3
    assert flat(said.stdout).count("did not take the place under ci") == 1
    assert flat(said.stdout).count("milestones of acme/gtm are not all kept") == 1
    before = len(sandbox.requests)
    again = run("plan", "--exit-code")
    assert "No changes" in again.stdout
    assert "the labels and milestones of acme/gtm are not all kept" in flat(again.stdout)
    assert flat(again.stdout).count("GitHub did not take the place under ci") == 1
    assert "ci/deck, ci/demo: GitHub did not take the place" in flat(again.stdout)
    run("sync", "--yes")
    assert not any(request.wrote for request in sandbox.requests[before:])

    sandbox.people.invite(reader, "maintain")
    run("sync", "--yes")
    assert "No changes" in run("plan", "--exit-code").stdout
    first, *items = sandbox.people.issues()
    assert [sandbox.people.issue(one.number).parent for one in items] == [first.id] * 2
    world = sandbox.service.world
    labels = {world.the(Label, it).name for one in items for it in one.labels}
    assert {"ucops:item", "usecase:ci", "role:tmm"} <= labels
    milestone = world.get(Milestone, sandbox.people.issue(2).milestone)
    assert milestone is not None
    assert milestone.title == "Sprint 3"
    assert sandbox.people.issue(3).blocked_by
    assert "not take" not in run("plan").stdout


def test_what_somebody_with_more_rights_left_is_no_reason_to_write(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("sync", "--yes")
    sandbox.people.create_token("reader", "octo-reader")
    monkeypatch.setenv("GITHUB_TOKEN", "reader")
    assert "No changes" in run("plan", "--exit-code").stdout


@pytest.mark.parametrize(
    ("method", "wrong"),
    [
        ("set_parent", DENIED),
        ("set_parent", FullError("cannot have more than 100 sub-issues")),
        ("add_blocked_by", DENIED),
        ("add_blocked_by", FullError("at most 50")),
    ],
)
def test_a_link_that_is_denied_is_remembered(method: str, wrong: GitHubError) -> None:
    class Apart(Fake):
        def create_issue(self, new: NewIssue) -> Written:
            made = super().create_issue(new)
            if new.parent is not None:
                self.edit(new.repository, made.issue.number, parent=None)
            return Written(
                issue=self.issues[new.repository, made.issue.number], parent_set=new.parent is None
            )

    wanted = desired(entry("ci", item("ci/demo"), item("ci/deck", depends_on=("ci/demo",))))
    github = Apart()
    github.permission = "read"
    github.failing = {method: wrong}
    assert synced(github, wanted).exit_code == 0
    assert planned(github, wanted).changes == ()
    assert "did not take" in planned(github, wanted).warnings[0].message
    github.failing = {}
    assert planned(github, wanted).changes == ()
    github.permission = "triage"
    assert planned(github, wanted).changes
    synced(github, wanted)
    assert planned(github, wanted).changes == ()
    assert github.by_key("ci/deck").parent == 1
    assert github.by_key("ci/deck").blocked_by == ("acme/gtm#2",)


def test_links_that_may_not_be_cut_are_remembered() -> None:
    items = item("ci/demo"), item("ci/deck", depends_on=("ci/demo",))
    github = Fake()
    github.permission = "read"
    synced(github, desired(entry("ci", *items)))
    github.edit("acme/gtm", 1, parent=2)
    apart = desired(entry("ci", item("ci/demo"), item("ci/deck")))
    github.failing = {"remove_blocked_by": DENIED, "remove_parent": DENIED}
    made = {short(one) for one in planned(github, apart).changes}
    assert {"unlink epic ci", "unblock item ci/deck"} <= made
    assert synced(github, apart).exit_code == 0
    assert planned(github, apart).changes == ()
    github.permission, github.failing = "write", {}
    synced(github, apart)
    assert github.by_key("ci/deck").blocked_by == ()
    assert github.by_key("ci").parent is None
    assert planned(github, apart).changes == ()


def unlabel(github: Fake, name: str) -> None:
    """A person deletes a label: no issue wears it any more."""
    del github.labels["acme/gtm", name]
    for place, issue in github.issues.items():
        github.edit(*place, labels=tuple(it for it in issue.labels if it != name))


CHANGED: dict[str, Callable[[Fake], None]] = {
    "create_label": lambda github: unlabel(github, "usecase:ci"),
    "update_label": lambda github: github.labels.update(
        {
            k: v.__class__(**{**{f: getattr(v, f) for f in v.__slots__}, "color": "000000"})
            for k, v in github.labels.items()
        }
    ),
    "create_milestone": lambda github: github.milestones.pop(("acme/gtm", 2)) and None,
    "update_milestone": lambda github: github.milestones.update(
        {
            k: v.__class__(**{**{f: getattr(v, f) for f in v.__slots__}, "title": f"{v.title}!"})
            for k, v in github.milestones.items()
        }
    ),
}


@pytest.mark.parametrize("method", CHANGED)
def test_labels_and_milestones_that_may_not_be_kept_are_remembered(method: str) -> None:
    wanted = desired(entry("ci", item("ci/demo", milestone="sprint-3")))
    github = Fake()
    github.permission = "triage"
    synced(github, wanted)
    CHANGED[method](github)
    github.failing = {method: DENIED}
    applied = synced(github, wanted)
    assert applied.exit_code == 0
    assert sum("are not all kept" in warning for warning in applied.warnings) == 1
    found = planned(github, wanted)
    assert found.changes == ()
    assert sum("acme/gtm are not all kept" in one.message for one in found.warnings) == 1
    github.permission, github.failing = "write", {}
    synced(github, wanted)
    assert planned(github, wanted).changes == ()
    assert planned(github, wanted).warnings == ()


# The Projects board


@pytest.fixture
def project(root: Path, sandbox: Sandbox) -> Project:
    board = sandbox.people.create_board("Programme")
    (root / "ucops.yaml").write_text(f"{CONFIG}github: {{project: acme/{board.number}}}\n")
    return board


def test_a_board_takes_few_writes(run: Run, sandbox: Sandbox, project: Project) -> None:
    shown = json.loads(run("plan", "--format", "json").stdout)["estimate"]
    before = len(sandbox.requests)
    run("sync", "--yes")
    wrote = sum(request.wrote for request in sandbox.requests[before:])
    assert abs(shown["writes"] - wrote) <= 0.1 * wrote
    operations = [request.operation for request in sandbox.requests]
    assert operations.count("mutation AddToBoard") == 1
    assert operations.count("mutation BoardValues") == 1
    assert len(sandbox.service.world.items(project)) == 3
    assert "No changes" in run("plan").stdout


UNREACHABLE: dict[str, tuple[dict[str, str], str]] = {
    "read only": ({"issues": "write", "organization_projects": "read"}, "right to write"),
    "not at all": ({"issues": "write", "organization_projects": "none"}, "projects"),
}


@pytest.mark.parametrize("how", UNREACHABLE)
def test_a_board_that_cannot_be_written_is_a_warning(
    run: Run, sandbox: Sandbox, project: Project, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    permissions, said = UNREACHABLE[how]
    sandbox.people.create_token("limited", "octo-bot", permissions=permissions)
    sandbox.people.invite("octo-bot", "write")
    token = sandbox.environment["GITHUB_TOKEN"]
    monkeypatch.setenv("GITHUB_TOKEN", "limited")
    first = flat(run("sync", "--yes").stdout)
    assert re.search(rf"nothing is kept on the board acme/{project.number}.*{said}", first)
    assert first.count("nothing is kept on the board") == 1
    assert len(sandbox.people.issues()) == 3
    again = run("plan", "--exit-code").stdout
    assert "No changes" in again
    assert "nothing is kept on the board" in flat(again)
    monkeypatch.setenv("GITHUB_TOKEN", token)
    run("sync", "--yes")
    assert len(sandbox.service.world.items(project)) == 3
    assert "nothing is kept" not in run("plan").stdout


def test_a_board_that_is_not_there_is_a_warning(run: Run, root: Path, sandbox: Sandbox) -> None:
    (root / "ucops.yaml").write_text(f"{CONFIG}github: {{project: acme/99}}\n")
    assert "finds no Projects board acme/99" in flat(run("sync", "--yes").stdout)
    assert len(sandbox.people.issues()) == 3
    assert "No changes" in run("plan", "--exit-code").stdout


def test_another_board_gets_the_items_too(
    run: Run, root: Path, sandbox: Sandbox, project: Project
) -> None:
    run("sync", "--yes")
    other = sandbox.people.create_board("Second")
    text = (root / "ucops.yaml").read_text()
    (root / "ucops.yaml").write_text(text.replace(f"acme/{project.number}", f"acme/{other.number}"))
    run("sync", "--yes")
    items = sandbox.service.world.items(other)
    assert [len(item.values) > 0 for item in items] == [True] * 3
    assert "No changes" in run("plan").stdout


def test_an_issue_type_that_is_not_there_holds_nothing_else_back(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    run("sync", "--yes")
    (root / "ucops.yaml").write_text(f"{CONFIG}github: {{issue_types: {{item: Nope}}}}\n")
    sandbox.people.edit(2, title="By hand")
    said = run("sync", "--yes").stdout
    assert "acme has no issue type 'Nope'" in flat(said)
    assert sandbox.people.issue(2).title == "Continuous integration: Demo video"
    assert "No changes" in run("plan", "--exit-code").stdout


def test_an_item_in_another_owner_s_repository_stands_alone() -> None:
    wanted = desired(entry("ci", item("ci/demo", repository="other/web"), item("ci/deck")))
    github = Fake()
    found = planned(github, wanted)
    assert [one.key for one in found.warnings] == ["ci/demo"]
    assert synced(github, wanted).exit_code == 0
    assert github.by_key("ci/demo").parent is None
    assert planned(github, wanted).changes == ()
