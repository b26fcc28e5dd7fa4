"""Whatever people, boards and servers are like: named once, everything else done, then quiet.

Each case ends with a run of exit code 0 and a plan without changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fake.faults import Fault
from fake.features import ENTERPRISE_SERVER, EVERYTHING
from fake.server import Sandbox
from sync_files import CI, CONFIG, Run

from ucops.sandbox.entities import IssueType, ProjectField, ProjectItem

LACKING: dict[str, Sequence[str]] = {
    "of an older version": ENTERPRISE_SERVER["3.17"].lacking,
    "that counts none of what it lacks": (
        "sub_issues",
        "dependencies",
        "issue_types",
        "parent_issue_id",
        "silence",
    ),
    "without sub-issues alone": ("sub_issues", "parent_issue_id", "silence"),
}


def quiet(run: Run) -> str:
    """The text of a plan in which there is nothing to do."""
    shown = run("plan", "--exit-code").stdout
    assert "No changes" in shown
    return shown


@pytest.mark.parametrize("lacks", LACKING.values(), ids=LACKING)
def test_the_epic_keeps_its_list_on_every_run(
    run: Run, root: Path, sandbox: Sandbox, lacks: Sequence[str]
) -> None:
    sandbox.service.features = EVERYTHING.without(*lacks)
    run("sync", "--yes")
    for _ in range(2):
        assert "- [ ] #2\n- [ ] #3" in (sandbox.people.issue(1).body or "")
        assert quiet(run).count("no sub-issues") == 1
        run("sync", "--yes")
    (root / "usecases/ci.yaml").write_text(CI + "  extra: {title: More}\n")
    run("sync", "--yes")
    assert "- [ ] #2\n- [ ] #3\n- [ ] #4" in (sandbox.people.issue(1).body or "")
    quiet(run)
    sandbox.service.features = EVERYTHING
    run("sync", "--yes")
    assert "- [ ] #2" not in (sandbox.people.issue(1).body or "")
    assert sandbox.people.issue(2).parent == sandbox.people.issue(1).id
    quiet(run)


def test_an_epic_that_was_moved_lists_its_items_where_it_is(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    config = CONFIG.replace("marketing}}", "marketing}, web: {title: W, repository: acme/web}}")
    (root / "ucops.yaml").write_text(config)
    sandbox.service.features = EVERYTHING.without("sub_issues", "parent_issue_id")
    run("sync", "--yes")
    run("report")
    sandbox.people.transfer(1, "acme/web")
    run("sync", "--yes")
    moved = sandbox.people.of("acme/web").issue(1).body or ""
    assert "- [ ] acme/gtm#2\n- [ ] acme/gtm#3" in moved
    quiet(run)


def on_board(root: Path, config: str = CONFIG) -> None:
    (root / "ucops.yaml").write_text(f"{config}github: {{project: acme/1}}\n")


def test_an_archived_card_is_left_alone_until_it_is_restored(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    sandbox.people.create_board("Roadmap")
    on_board(root)
    run("sync", "--yes")
    sandbox.people.archive_card(2)
    before = card(sandbox, 2)
    (root / "usecases/ci.yaml").write_text(CI.replace("demo: {", "demo: {due: 2026-12-01, "))
    assert "archived cards" in run("sync", "--yes").stdout
    assert quiet(run).count("ci/demo: archived on the board") == 1
    assert card(sandbox, 2) == before
    sandbox.people.archive_card(2, archived=False)
    (root / "usecases/ci.yaml").write_text(CI.replace("demo: {", "demo: {due: 2026-12-02, "))
    run("sync", "--yes")
    assert card(sandbox, 2)["Target"] == "2026-12-02"
    assert "archived" not in quiet(run)


def card(sandbox: Sandbox, number: int) -> dict[str, str | float]:
    """Field → value of an issue on its board."""
    with sandbox.people.acting() as world:
        fields = {str(field.id): field.name for field in world.every(ProjectField)}
        [item] = [
            it for it in world.every(ProjectItem) if it.issue == sandbox.people.issue(number).id
        ]
        return {fields[ident]: value for ident, value in item.values.items()}


def test_a_board_where_there_are_no_roles(run: Run, root: Path, sandbox: Sandbox) -> None:
    sandbox.people.create_board("Roadmap")
    bare = CONFIG.replace("roles: {tmm: {title: Technical marketing}}\n", "").replace(
        "role: tmm, ", ""
    )
    on_board(root, bare)
    (root / "usecases/ci.yaml").write_text(CI.replace("team: {tmm: octo-tmm}\n", ""))
    run("sync", "--yes")
    assert "Role" not in card(sandbox, 2)
    quiet(run)


KINDS = {
    "TEXT": "is written as text",
    "NUMBER": "does not hold Start",
    "ITERATION": "does not hold",
}


@pytest.mark.parametrize(("kind", "said"), KINDS.items(), ids=KINDS)
def test_a_field_of_the_boards_own(
    run: Run, root: Path, sandbox: Sandbox, kind: str, said: str
) -> None:
    own = sandbox.people.add_field(sandbox.people.create_board("Roadmap"), "Start", kind)
    on_board(root)
    (root / "usecases/ci.yaml").write_text(CI.replace("demo: {", "demo: {start: 2026-12-01, "))
    assert run("sync", "--yes").stdout.count(said) == 1
    assert card(sandbox, 2).get("Start") == ("2026-12-01" if kind == "TEXT" else None)
    assert card(sandbox, 2)["Priority"]
    quiet(run)
    with sandbox.people.acting() as world:
        world.put(replace(own, name="Begin"))
    run("sync", "--yes")
    quiet(run)
    assert card(sandbox, 2).get("Start") == (None if kind == "TEXT" else "2026-12-01")


def test_a_board_that_takes_no_more_fields(run: Run, root: Path, sandbox: Sandbox) -> None:
    sandbox.people.create_board("Roadmap")
    on_board(root)
    full = Fault(kind="error", operation="mutation CreateField", status=422)
    sandbox.faults.script(full)
    assert "the board does not hold Start" in run("sync", "--yes").stdout
    (root / "usecases/ci.yaml").write_text(CI.replace("demo: {", "demo: {start: 2026-12-01, "))
    sandbox.faults.script(full)
    run("sync", "--yes")
    quiet(run)


def test_an_issue_type_that_the_organisation_lacks(run: Run, root: Path, sandbox: Sandbox) -> None:
    types = "github: {issue_types: {epic: Initiative, item: task}}\n"
    (root / "ucops.yaml").write_text(CONFIG + types)
    planned = run("plan").stdout
    assert " ".join(planned.split()).count(NO_TYPE) == 1
    run("sync", "--yes")
    assert [issue.type is None for issue in sandbox.people.issues()] == [True, False, False]
    assert " ".join(quiet(run).split()).count(NO_TYPE) == 1
    with sandbox.people.acting() as world:
        task = next(one for one in world.every(IssueType) if one.name == "Task")
        world.put(replace(task, id=world.new_id(), name="Initiative"))
    assert "Initiative" in run("plan").stdout
    run("sync", "--yes")
    assert sandbox.people.issue(1).type is not None
    assert "warning" not in quiet(run)


NO_TYPE = (
    "acme has no issue type 'Initiative', and none is set: there are Task, Bug, Feature and Epic"
)


def test_issue_types_where_the_server_knows_none(run: Run, root: Path, sandbox: Sandbox) -> None:
    sandbox.service.features = EVERYTHING.without("issue_types")
    (root / "ucops.yaml").write_text(CONFIG + "github: {issue_types: {item: Task}}\n")
    run("sync", "--yes")
    assert "no issue type 'Task', and none is set: there are none" in " ".join(quiet(run).split())
    sandbox.service.features = EVERYTHING
    run("sync", "--yes")
    assert sandbox.people.issue(2).type is not None
    quiet(run)


def milestones(sandbox: Sandbox) -> dict[str, str]:
    """Title → state of each milestone that has open issues in it."""
    there = sandbox.people.world.milestones(sandbox.people.repository)
    used = {issue.milestone for issue in sandbox.people.issues() if issue.state == "open"}
    return {one.title: one.state for one in there if one.id in used}


TITLES = {
    "the exact one later": (("sprint 3", "Sprint 3"), "Sprint 3"),
    "the exact one first": (("Sprint 3", "SPRINT 3"), "Sprint 3"),
    "none of them": (("sprint 3", "SPRINT 3"), "sprint 3"),
    "one alone": (("sprint 3",), "Sprint 3"),
}


@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize(("titles", "used"), TITLES.values(), ids=TITLES)
def test_milestones_that_differ_in_case(
    run: Run, sandbox: Sandbox, titles: Sequence[str], used: str, state: str
) -> None:
    for title in titles:
        sandbox.people.create_milestone(title, state=state)
    run("sync", "--yes")
    assert milestones(sandbox) == {used: "open"}
    assert quiet(run).count("several milestones called") == (len(titles) > 1)


def test_two_milestones_of_ours_that_come_to_differ_in_case(run: Run, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    sandbox.people.edit_milestone("Sprint 3", title="SPRINT 3")
    sandbox.people.create_milestone("Sprint 3")
    run("sync", "--yes")
    assert milestones(sandbox) == {"SPRINT 3": "open"}
    quiet(run)


def test_a_closed_milestone_with_open_work_is_opened_when_it_is_taken_over(
    run: Run, sandbox: Sandbox
) -> None:
    sandbox.people.create_milestone("Sprint 3", state="closed")
    sandbox.people.schedule(sandbox.people.open_issue("Mine").number, "Sprint 3")
    run("sync", "--yes")
    assert milestones(sandbox) == {"Sprint 3": "open"}
    quiet(run)


def test_a_milestone_that_a_person_closes_stays_so_until_work_is_put_into_it(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    run("sync", "--yes")
    sandbox.people.edit_milestone("Sprint 3", state="closed")
    quiet(run)
    assert milestones(sandbox) == {"Sprint 3": "closed"}
    (root / "usecases/ci.yaml").write_text(CI.replace("[demo]}", "[demo], milestone: sprint-3}"))
    run("sync", "--yes")
    assert milestones(sandbox) == {"Sprint 3": "open"}
    quiet(run)


def copied(sandbox: Sandbox, title: str) -> int:
    """What *Duplicate issue* makes of an item: its text, under a title."""
    return sandbox.people.open_issue(title, sandbox.people.issue(2).body).number


def test_a_copy_with_a_title_of_its_own_is_somebodys_work(run: Run, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    copy = copied(sandbox, "Demo for partners")
    said = "acme/gtm#4 carries the mark of acme/gtm#2"
    for _ in range(2):
        assert " ".join(run("sync", "--yes").stdout.split()).count(said) == 1
        assert sandbox.people.issue(copy).state == "open"
    quiet(run)
    body = sandbox.people.issue(copy).body or ""
    sandbox.people.edit(copy, body=body.partition("\n")[2])
    assert "carries the mark" not in quiet(run)


@pytest.mark.parametrize("renamed", [False, True])
def test_an_exact_double_is_closed(
    run: Run, root: Path, sandbox: Sandbox, *, renamed: bool
) -> None:
    run("sync", "--yes")
    copy = copied(sandbox, sandbox.people.issue(2).title)
    if renamed:
        (root / "usecases/ci.yaml").write_text(CI.replace("Continuous", "Constant"))
    run("sync", "--yes")
    assert sandbox.people.issue(copy).state_reason == "duplicate"
    quiet(run)


def test_a_text_that_is_too_long_keeps_the_work(run: Run, root: Path, sandbox: Sandbox) -> None:
    (root / "usecases/ci.yaml").write_text(CI.replace("Building by", "Building " * 9_000 + "by"))
    run("sync", "--yes")
    body = sandbox.people.issue(2).body or ""
    assert len(body) <= 65_536
    assert all(part in body for part in ("- [ ] Cut", "Sprint 3", "**Done?**"))
    assert " ".join(quiet(run).split()).count("its text is shortened") == 3
