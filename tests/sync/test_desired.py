"""What the files want on GitHub: titles, labels, milestones, former keys."""

from __future__ import annotations

import pytest
from sync_catalogs import catalog, day, desired, entry, item

from ucops.github.labels import described
from ucops.github.wanted import Closing, line
from ucops.model import github_limits


def test_titles_and_parents() -> None:
    wanted = desired(entry("ci", item("ci/demo"), title="Continuous\n integration"))
    epic, demo = wanted.use_cases["ci"]
    assert (epic.title, epic.parent) == ("Use case: Continuous integration", None)
    assert (demo.title, demo.parent) == ("Continuous integration: Demo", "ci")


def test_a_title_fits_what_github_takes() -> None:
    assert line("x" * 256) == "x" * 256
    assert len(line("x" * 257)) == 256
    assert line("x" * 257).endswith("…")


STATUSES = {
    "draft": [],
    "active": ["ci", "ci/demo"],
    "paused": ["ci", "ci/demo"],
    "retired": ["ci", "ci/demo"],
}


@pytest.mark.parametrize(("status", "keys"), STATUSES.items())
def test_which_use_cases_have_issues(status: str, keys: list[str]) -> None:
    wanted = desired(entry("ci", item("ci/demo"), item("ci/no", skip="not here"), status=status))
    assert [issue.key for issue in wanted.issues] == keys


CLOSINGS = {
    "retired": ({"retired": day("2026-11-01")}, "active", ("not_planned", "retired:2026-11-01")),
    "done": (
        {"deliverable": "https://example.com"},
        "active",
        ("completed", "deliverable:https://example.com"),
    ),
    "its use case is retired": ({}, "retired", ("not_planned", "retired")),
    "done, and its use case is retired": (
        {"deliverable": "https://example.com"},
        "retired",
        ("completed", "deliverable:https://example.com"),
    ),
}


@pytest.mark.parametrize(("fields", "status", "closing"), CLOSINGS.values(), ids=CLOSINGS)
def test_what_is_closed_and_why(
    fields: dict[str, object], status: str, closing: tuple[str, str]
) -> None:
    wanted = desired(entry("ci", item("ci/demo", **fields), status=status))
    assert wanted.use_cases["ci"][1].closing == Closing(*closing)  # type: ignore[arg-type]


def test_labels() -> None:
    wanted = desired(
        entry(
            "ci", item("ci/demo", role="tmm", stages=("awareness", "decision"), priority=2), tier=3
        )
    )
    epic, demo = wanted.use_cases["ci"]
    assert epic.labels == ("tier:3", "ucops:epic", "usecase:ci")
    assert demo.labels == (
        "priority:2",
        "role:tmm",
        "stage:awareness",
        "stage:decision",
        "tier:3",
        "ucops:item",
        "usecase:ci",
    )
    assert set(wanted.labels) == {
        *epic.labels,
        *demo.labels,
        "status:in-progress",
        "status:in-review",
        "status:blocked",
    }
    assert {one.name for one in wanted.labels.values() if not one.ours} == {
        "status:in-progress",
        "status:in-review",
        "status:blocked",
    }


def test_every_label_has_a_colour_and_a_description_that_fits() -> None:
    wanted = desired(entry("ci", item("ci/demo"), item("ci/x", role=None), title="x" * 200))
    for label in wanted.labels.values():
        assert len(label.color) == 6
        assert 0 < len(label.description) <= github_limits.LABEL_DESCRIPTION


def test_a_label_of_a_role_that_is_gone_is_described_by_its_name() -> None:
    assert described(catalog(entry("ci")), "role:gone").description == "Responsible: gone"


def test_milestones() -> None:
    wanted = desired(entry("ci"))
    assert wanted.milestones["sprint-4"].description == "Starts 4 Jan 2027."
    assert wanted.milestones["sprint-3"].due == day("2026-12-18")


def test_former_keys() -> None:
    wanted = desired(
        entry("ci", item("ci/demo", previously=("ci/film", "cd/film")), previously=["build"])
    )
    epic, demo = wanted.use_cases["ci"]
    assert epic.previously == ("build",)
    assert demo.previously == ("build/demo", "build/film", "cd/film", "ci/film")


def test_former_keys_in_a_use_case_that_was_renamed_too() -> None:
    wanted = desired(
        entry("build", previously=["ci", "make"]),
        entry("cd", item("cd/film", previously=("build/film",)), previously=["deploy"]),
    )
    assert wanted.use_cases["cd"][1].previously == (
        "build/film",
        "ci/film",
        "deploy/film",
        "make/film",
    )
