"""What the files want on GitHub: titles, texts, labels, milestones."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from sync_catalogs import REPOSITORY, catalog, day, desired, desired_of, entry, item

from ucops.errors import UsageError
from ucops.github import marker
from ucops.github.labels import described
from ucops.github.wanted import Closing, line
from ucops.model import github_limits
from ucops.pages.issue.bodies import bodies
from ucops.sync.desired import desired_state


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


def test_an_items_text_says_everything_about_it() -> None:
    wanted = desired(
        entry(
            "ci",
            item(
                "ci/demo",
                description="Ten minutes.",
                type="video",
                role="tmm",
                stages=("awareness",),
                audiences=("manager",),
                start=day("2026-11-01"),
                due=day("2026-12-01"),
                milestone="sprint-3",
                depends_on=("ci/deck",),
                checklist=("Outline", "Cut"),
                market_requirements=("build",),
                shows="demo",
            ),
            item("ci/deck", title="The deck"),
            market_requirements={"build": {"title": "Build automation"}},
        )
    )
    region = wanted.use_cases["ci"][1].region
    for text in (
        "Building by hand",
        "Ten minutes.",
        "Video",
        "Technical marketing",
        "awareness",
        "manager",
        "1\u00a0Nov\u00a02026",
        "1\u00a0Dec\u00a02026",
        "Sprint 3",
        "- The deck (`ci/deck`)",
        "- [ ] Outline",
        "- [ ] Cut",
        "Build automation (as demo)",
        "https://github.example/acme/gtm/blob/HEAD/usecases/ci.yaml",
    ):
        assert text in region
    assert "#" not in region


def test_an_epics_text_names_the_team_without_pinging_it() -> None:
    wanted = desired(entry("ci", team={"tmm": "octo-tmm", "pmm": "?", "web": "n/a"}))
    region = wanted.use_cases["ci"][0].region
    assert "| Technical marketing | `octo-tmm` |" in region
    assert "| Product marketing | *open* |" in region
    assert "| Web |" not in region
    assert "@" not in region


def test_an_epics_text_names_the_lead_where_the_team_names_nobody() -> None:
    roles = {"pmm": {"title": "Product marketing", "lead": "octo-lead"}}
    wanted = desired(entry("ci", team={"pmm": "?"}), roles=roles)
    assert "| Product marketing | `octo-lead` |" in wanted.use_cases["ci"][0].region


def test_nothing_that_is_not_public_is_written() -> None:
    secret = {"customer": "Hush Bank", "problem": "p", "result": "r", "public": False}
    wanted = desired(entry("ci", item("ci/demo"), proof_points=[secret]))
    assert not any("Hush" in f"{issue.title}{issue.region}" for issue in wanted.issues)


@pytest.mark.parametrize(
    "text", ["<!-- ucops:end -->", "<!-- ucops:v1 key=cd -->", "@octo-lead", "see #12", "GH-4"]
)
def test_no_text_forges_a_marker_or_pings(text: str) -> None:
    use_case = entry(
        "ci",
        item("ci/demo", title=text, description=f"{text}\n{text}", checklist=(text,)),
        problem=text,
        summary=text,
    )
    for issue in desired(use_case).issues:
        assert text not in issue.region
        body = marker.compose(marker.Marker("ci"), "", issue.region, "")
        assert marker.split(body).region == issue.region


OPEN = [
    "```\ncode",
    "~~~ sh",
    "- a\n\n   ```\n",
    "<details><summary>more</summary>\n\nhidden",
    "<pre>\n",
    "a <code> b",
    "<table>",
    "<div title='",
    "<?php",
    "- ```\n  x\n  ```",
]


@pytest.mark.parametrize("text", OPEN)
@pytest.mark.parametrize("field", ["problem", "summary", "description", "title", "checklist"])
def test_no_text_takes_in_what_stands_below_it(text: str, field: str) -> None:
    of_item = {"description": text, "title": text, "checklist": (text,)}
    demo = item("ci/demo", **{name: one for name, one in of_item.items() if name == field})
    texts = {name: text for name in ("problem", "summary", "title") if name == field}
    for issue in desired(entry("ci", demo, **texts)).issues:
        body = marker.compose(marker.Marker("ci"), "", issue.region, "\n\nOf people.")
        html = MarkdownIt("commonmark").enable("table").render(body)
        assert marker.END in html
        assert "<strong>How this works:</strong>" in html or "<strong>Done?</strong>" in html
        assert html.endswith("<p>Of people.</p>\n")
        shown = html.partition("<!-- ucops:begin")[2]
        for name in ("details", "pre", "code", "table", "div"):
            assert shown.count(f"<{name}") == shown.count(f"</{name}>")


def test_the_same_files_give_the_same_texts() -> None:
    whole = catalog(entry("ci", item("ci/demo", depends_on=("ci/deck",)), item("ci/deck")))
    assert desired_of(whole) == desired_of(whole)


def own(folder: Path, text: str) -> str:
    """What an item's region is with a template of the repository's own."""
    (folder / "templates").mkdir()
    (folder / "templates/item.md.j2").write_text(text)
    whole = catalog(entry("ci", item("ci/demo")))
    texts = bodies(folder, whole, REPOSITORY, "https://github.example/")
    return desired_state(whole, texts, REPOSITORY).use_cases["ci"][1].region


def test_templates_of_the_repository_come_first(tmp_path: Path) -> None:
    assert own(tmp_path, "Do {{ view.title }}\r\n") == "Do Demo"


@pytest.mark.parametrize(
    "text", ["{{ view.nothing }}", "{% if %}", "{{ view.__class__.__mro__ }}", "{{ 1 + 'a' }}"]
)
def test_a_template_that_is_wrong_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"item\.md\.j2"):
        own(tmp_path, text)
