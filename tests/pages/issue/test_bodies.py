"""What the texts of issues say, and that they ping nobody, forge nothing and leave nothing open."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from sync_catalogs import REPOSITORY, catalog, day, desired, desired_of, entry, item

from ucops.errors import UsageError
from ucops.github import marker
from ucops.pages.issue.bodies import bodies
from ucops.sync.desired import desired_state


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
        "- [The deck](https://github.example/acme/gtm/issues?q=is%3Aissue+in%3Atitle+%22",
        "The+deck%22) (`ci/deck`)",
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


PIECES = [
    (None, "https://github.example/acme/gtm/issues?q=is%3Aissue"),
    ("in the vault", "https://github.example/acme/gtm/issues?q=is%3Aissue"),
    ("https://github.example/acme/x/issues/3", "https://github.example/acme/gtm/issues?q="),
    ("https://example.com/deck", "https://example.com/deck"),
]


@pytest.mark.parametrize(("deliverable", "leads"), PIECES)
def test_what_it_depends_on_leads_to_the_piece_or_else_to_its_issue(
    deliverable: str | None, leads: str
) -> None:
    deck = item("ci/deck", title="Deck", deliverable=deliverable)
    whole = catalog(entry("ci", item("ci/demo", depends_on=("ci/deck",)), deck))
    body = desired_of(whole).use_cases["ci"][1].region
    assert f"- [Deck]({leads}" in body


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
