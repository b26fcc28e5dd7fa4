"""Drafts from epics that exist: the next sync takes them over and doubles nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake import Service, opened
from fake.inside import Time, through
from fake.people import People

from ucops.app.from_github import import_from_github
from ucops.app.plan import plan
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.reading.load import load
from ucops.sandbox.founding import REPOSITORY, TOKEN

CONFIG = "version: 1\npreset: none\nmilestones: {spring: {title: Spring 2027, due: 2027-03-31}}\n"


@pytest.fixture
def service() -> Iterator[Service]:
    """A repository with an epic of three sub-issues, another of one, and an issue of its own."""
    with opened(clock=Time()) as running:
        people = People(running.world, REPOSITORY)
        people.create_label("gtm")
        people.create_milestone("Spring 2027")
        people.open_issue("Faster invoices", "<!-- form v2 -->\r\nPaying takes **weeks**.\r\n")
        for title in ("Faster invoices: Demo video", "Price list", "Price list"):
            people.move_under(people.open_issue(title, "").number, 1)
        people.open_issue("Loyalty", None)
        people.move_under(people.open_issue("Landing page", "").number, 5)
        people.open_issue("Just a bug", "")
        for number in (1, 3, 6, 7):
            people.label(number, "gtm")
        people.schedule(3, "Spring 2027")
        people.close(4)
        yield running


@pytest.fixture
def run(service: Service, tmp_path: Path) -> Run:
    (tmp_path / "ucops.yaml").write_text(CONFIG)
    time = Time()
    return Run(
        root=tmp_path,
        environment={"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": REPOSITORY},
        now=time,
        sleep=time.sleep,
        transport=lambda *_: through(service, time),
    )


def test_an_epic_becomes_a_draft_with_its_sub_issues(run: Run) -> None:
    (draft,) = import_from_github(run, "#1", dry_run=False).drafts
    assert (draft.id, draft.epic, draft.items) == ("faster-invoices", f"{REPOSITORY}#1", 3)
    use_case = load(run.root).catalog.entries["faster-invoices"].use_case
    assert (use_case.status, use_case.issue) == ("draft", 1)
    assert use_case.problem == "Paying takes **weeks**."
    items = {slug: (entry.title, entry.issue) for slug, entry in use_case.bom.items()}
    assert items == {
        "demo-video": ("Demo video", 2),
        "price-list": ("Price list", 3),
        "price-list-2": ("Price list", 4),
    }
    assert use_case.bom["price-list"].milestone == "spring"


def test_the_next_sync_takes_them_over_and_files_nothing(run: Run) -> None:
    import_from_github(run, "1", dry_run=False)
    file = run.root / "usecases/faster-invoices.yaml"
    file.write_text(file.read_text().replace("status: draft", "status: active"))
    actions = {
        (change.action, change.number)
        for change in plan(run).plan.changes
        if change.kind in {"epic", "item"}
    }
    assert {("adopt", 1), ("adopt", 2), ("adopt", 3), ("adopt", 4)} <= actions
    assert not [one for one in actions if one[0] == "create"]


def test_a_label_finds_the_epics_of_what_wears_it(run: Run) -> None:
    found = import_from_github(run, "GTM", dry_run=False)
    assert [(one.id, one.items) for one in found.drafts] == [("faster-invoices", 3), ("loyalty", 1)]
    assert found.left_out == [f"{REPOSITORY}#7 stands below no epic and has no sub-issues"]
    loyalty = load(run.root).catalog.entries["loyalty"].use_case
    assert loyalty.problem == f"Not said in {REPOSITORY}#5 yet."


def test_a_milestone_finds_the_epic_above_its_issues(run: Run) -> None:
    (draft,) = import_from_github(run, "spring 2027", dry_run=True).drafts
    assert draft.id == "faster-invoices"
    assert not (run.root / "usecases").exists()


def test_a_second_import_takes_another_name_and_says_what_is_taken(run: Run) -> None:
    import_from_github(run, "1", dry_run=False)
    (again,) = import_from_github(run, "1", dry_run=True).drafts
    assert again.id == "faster-invoices-2"


@pytest.mark.parametrize("selector", ["#99", "no such label"])
def test_what_is_not_there_is_said(run: Run, selector: str) -> None:
    if selector.startswith("#"):
        assert "no issue #99" in import_from_github(run, selector, dry_run=False).left_out[0]
        return
    with pytest.raises(UsageError, match="nothing in"):
        import_from_github(run, selector, dry_run=False)
