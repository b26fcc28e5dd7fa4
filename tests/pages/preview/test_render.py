"""The Markdown: a realistic pull request, its bounds, and that it pings nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from preview_data import CI, CONFIG, TODAY, VCC, WHERE, checked_side, compared, loaded, with_

from ucops.pages.preview.render import LIMIT, Aside, markdown
from ucops.pages.preview.view import Where
from ucops.preview.preview import preview
from ucops.preview.side import empty

NOTHING = Aside()
PING = re.compile(r"(?<!\w)@\w|(?<!&)#\d|\bGH-\d", re.IGNORECASE)
ANOTHER_CASE = """\
title: Platform engineering
problem: Every team builds its own road to production, and nobody looks after any of them.
tier: 1
bom:
  paths: {title: Golden paths, role: pmm, due: 2026-12-14}
"""


def pull_request(root: Path) -> str:
    """What a product marketer's pull request changes on a Tuesday."""
    after = CI
    for old, new in (
        ("tier: 2", "tier: 1"),
        ("builds and tests that somebody", "tests that somebody"),
        ('tmm: "?"', "tmm: octo-x"),
        ("solution-page: tbd", "solution-page: https://example.com/ci"),
        ("due: 2026-12-11, ", "due: 2026-12-21, "),
        ("[Outline]", "[Outline, Draft]"),
        ("baseline: tbd", "baseline: 6 weeks"),
        ("    role: tmm\n", "    role: tmm\n    depends_on: [demo-video]\n"),
        ("{title: Build automation}", "{title: Build automation}\n  tests: {title: Tests}"),
        ("motion: land", "motion: land\nsumary: In short"),
    ):
        after = with_(after, old, new)
    config = with_(CONFIG, "due: 2027-01-29", "due: 2027-02-05")
    vcc = with_(VCC, "status: draft", "status: active")
    changes: dict[str, str | None] = {"ci": after, "vcc": vcc, "config": config}
    shown = compared(root, {}, {**changes, "platform": ANOTHER_CASE})
    plan = Aside(plan="**2 to create**", plan_note="")
    return markdown(shown, WHERE, plan)


def test_a_realistic_pull_request(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("preview/pull-request.md", pull_request(tmp_path))


def test_what_only_the_settings_change_comes_last(tmp_path: Path) -> None:
    config = with_(CONFIG, "due: 2026-12-18", "due: 2026-12-23")
    benchmark = with_(CI, "    due: 2026-12-18", "    milestone: sprint-3")
    talk = with_(VCC, "title: Talk", "title: Speech")
    shown = compared(tmp_path, {"ci": benchmark}, {"ci": benchmark, "vcc": talk, "config": config})
    text = markdown(shown, WHERE, NOTHING)
    assert text.index("Version control") < text.index("Continuous integration")
    assert "· with the settings" in text
    assert "Readiness" not in text[text.index("Continuous integration") :]


def test_files_that_say_the_same_are_named(tmp_path: Path) -> None:
    shown = compared(tmp_path, {}, {"ci": f"# A remark\n{CI}"})
    text = markdown(shown, WHERE, NOTHING)
    assert "No use case, item or setting changes" in text
    assert "Only comments, order or layout change in usecases/ci.yaml." in text


def test_a_broken_file_gives_a_preview_with_a_warning(tmp_path: Path) -> None:
    shown = compared(tmp_path, {}, {"ci": CI.replace("motion: land", "motion: [land")})
    text = markdown(shown, WHERE, NOTHING)
    assert "Not ready to merge: correct" in text
    assert "This file has errors, and what is wrong is left out." in text
    assert not shown.mergeable


def test_a_broken_base_shows_what_it_can(tmp_path: Path) -> None:
    shown = compared(tmp_path, {"ci": "title: [\n"}, {})
    text = markdown(shown, WHERE, NOTHING)
    assert "Ready to merge" in text
    assert "> A part of this file could not be read before this branch, and is not" in text
    assert "Value driver" not in text
    assert "| Story complete |" in text
    assert "resolved" in text


def test_an_empty_base_makes_everything_new(tmp_path: Path) -> None:
    after = checked_side(loaded(tmp_path / "gtm"))
    shown = preview(empty(after.catalog), after, TODAY)
    assert {case.change.kind for case in shown.cases} == {"added"}
    text = markdown(shown, WHERE, Aside(base_note="The base cannot be read."))
    assert "> The base cannot be read." in text


def test_a_removed_use_case_has_no_address(tmp_path: Path) -> None:
    shown = compared(tmp_path, {}, {"ci": None})
    text = markdown(shown, WHERE, NOTHING)
    assert "### Continuous integration · removed" in text


def test_without_a_repository_places_are_no_links(tmp_path: Path) -> None:
    shown = compared(tmp_path, {}, {"ci": with_(CI, "tier: 2", "teir: 2")})
    text = markdown(shown, Where("main", "0123"), NOTHING)
    assert "| usecases/ci.yaml:3 |" in text


@pytest.mark.parametrize("trap", ["@octo-x", "#12", "acme/gtm#12", "GH-12", "see @acme/team"])
def test_nobody_is_pinged_and_nothing_referred_to(tmp_path: Path, trap: str) -> None:
    after = with_(CI, "title: Benchmark report", f'title: "Report {trap}"')
    after = with_(after, "title: Continuous integration", f'title: "CI {trap}"')
    after = with_(after, "{title: Build automation}", f'{{title: "{trap}"}}')
    config = with_(CONFIG, "title: Sprint 3", f'title: "{trap}"')
    shown = compared(tmp_path, {}, {"ci": after, "config": config})
    where = replace(WHERE, ref=f"refs/{trap}", blob="")
    text = markdown(shown, where, Aside(base_note=trap, plan_note=trap))
    parsed = MarkdownIt("commonmark").enable("table").parse(text)
    seen = "".join(child.content for token in parsed for child in token.children or ())
    assert "CI" in seen
    assert not PING.search(seen)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.com/a", "([open](https://example.com/a))"),
        (
            "https://github.com/acme/gtm/issues/1",
            "([open](https://redirect.github.com/acme/gtm/issues/1))",
        ),
        ("https://example.com/%3C--", "([open](https://example.com/%3C--))"),
    ],
)
def test_an_address_leaves_no_trace_where_it_leads(tmp_path: Path, url: str, shown: str) -> None:
    after = with_(CI, "solution-page: tbd", f'solution-page: "{url}"')
    assert shown in markdown(compared(tmp_path, {}, {"ci": after}), WHERE, NOTHING)


def test_an_address_on_the_own_server_that_cannot_be_hidden_is_left_out(tmp_path: Path) -> None:
    after = with_(CI, "solution-page: tbd", "solution-page: https://ghe.example/a/b/issues/1")
    where = replace(WHERE, server="https://ghe.example")
    text = markdown(compared(tmp_path, {}, {"ci": after}), where, NOTHING)
    assert "tbd → present\n" in text


def test_a_long_preview_is_cut_at_a_use_case(tmp_path: Path) -> None:
    item = "  own-{}: {{title: An item of its own that has a long title {}}}\n"
    many = {
        f"case-{n}": f"title: Case {n}\nproblem: Slow.\nbom:\n"
        + "".join(item.format(m, "x" * m) for m in range(80))
        for n in range(30)
    }
    shown = compared(tmp_path, {}, dict(many))
    text = markdown(shown, WHERE, Aside(plan="A plan"))
    left_out = re.search(r"\*(\d+) more use cases would not fit here", text)
    assert len(text) <= LIMIT
    assert left_out
    assert int(left_out[1]) + len(re.findall(r"^### .*· new$", text, re.MULTILINE)) == 30
    assert "…and " in text
    assert "in this file." in text
    assert "A plan" in text


@pytest.mark.parametrize("limit", [30_000, 6_000, 3_000, 1_000, 10])
def test_whatever_does_not_fit_is_counted(tmp_path: Path, limit: int) -> None:
    broken = "".join(f"key-{n}: 1\n" for n in range(60))
    config = CONFIG + "rules: {" + ", ".join(f"r-{n}: off" for n in range(60)) + "}\n"
    shown = compared(tmp_path, {}, {"ci": CI + broken, "config": config})
    text = markdown(shown, WHERE, Aside(plan="A plan " * 600), limit)
    assert "Not ready to merge" in text
    assert len(text) <= max(limit, 1_200)
    new = len([one for one in shown.findings.new if one.severity != "info"])
    assert text.count("❌") + text.count("⚠️ warn") < new + len(shown.findings.standing)
    assert ("There is no room for the plan here" in text) == (limit < 30_000)


FIRST = {
    "limits: {closes: none}": "**The limit closes** is raised from 5 to no limit at all: one sync "
    "may close more issues, from the merge after this one on",
    "limits: {creates: 3}": "**The limit creates** is lowered from 500 to 3",
    "github: {repository: evil/repo}": "**Issues are filed** in evil/repo, no longer in the "
    "repository that the workflow runs in",
    "github: {trusted: [octo-x]}": "**octo-x** may write hidden marks that are believed "
    "(github.trusted)",
    "github: {project: evil/1}": "**The board** is evil/1 now",
    "paths: {templates: layout}": "**Templates are read from** layout, no longer templates",
}


@pytest.mark.parametrize(("setting", "said"), FIRST.items())
def test_what_changes_how_ucops_works_stands_first(tmp_path: Path, setting: str, said: str) -> None:
    shown = compared(tmp_path, {}, {"config": f"{CONFIG}{setting}\n"})
    text = markdown(shown, WHERE, NOTHING)
    start = "## What this branch changes\n\n### Look at this first\n\n"
    assert text.startswith(f"{start}- {said}\n")


def test_where_items_of_a_role_are_filed_stands_first(tmp_path: Path) -> None:
    config = with_(CONFIG, "{title: Technical", "{repository: evil/repo, title: Technical")
    text = markdown(compared(tmp_path, {}, {"config": config}), WHERE, NOTHING)
    assert "first\n\n- **Items of Technical marketing** are filed in evil/repo\n" in text


def test_templates_and_the_report_s_index_stand_first(tmp_path: Path) -> None:
    files = frozenset({"templates/preview.md.j2", "roadmap/index.json", "usecases/ci.yaml"})
    text = markdown(compared(tmp_path, {}, {}), WHERE, replace(NOTHING, files=files))
    assert "first\n\n- **templates/preview.md.j2** change what issues and pages look like" in text
    assert "- **roadmap/index.json** changes: only ucops report writes it" in text


def test_numbers_without_a_whole_are_shown_alone(tmp_path: Path) -> None:
    after = with_(CI, "{title: Build automation}", "{title: Build automation}\n  t: {title: T}")
    text = markdown(compared(tmp_path, {}, {"ci": after}), WHERE, NOTHING)
    assert "| Requirements |" in text
    assert "| **1 → 2** |" in text


def test_points_of_readiness_are_told_when_they_are_won_and_lost(tmp_path: Path) -> None:
    better = f"{CI}why_now: A regulator asks for it from January.\n"
    there = compared(tmp_path / "a", {}, {"ci": better})
    back = compared(tmp_path / "b", {"ci": better}, {})
    assert "✅ Story: **Urgent** is earned" in markdown(there, WHERE, NOTHING)
    assert "⬜ Story: **Urgent** is lost." in markdown(back, WHERE, NOTHING)


def test_an_address_in_a_text_leaves_no_trace_either(tmp_path: Path) -> None:
    address = "github.com/acme/gtm/issues/1"
    after = with_(CI, "title: Benchmark report", f'title: "As in https://{address}"')
    text = markdown(compared(tmp_path, {}, {"ci": after}), replace(WHERE, blob=""), NOTHING)
    assert f"redirect.{address}" in text
    assert f"//{address}" not in text
