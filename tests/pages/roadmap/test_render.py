from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from programme_data import TODAY, catalog, day, entry, item, programme, snapshot
from report_data import held, relative_links, rendered, sample, whole

from ucops.app.report_files import stale, write
from ucops.errors import UsageError
from ucops.pages.roadmap.render import MARKER
from ucops.pages.templating import Templates
from ucops.progress.programme import measure

GOLDEN = [
    "ROADMAP.md",
    "roadmap/ci.md",
    "roadmap/vcc.md",
    "roadmap/onboarding.md",
    "roadmap/library.md",
    "roadmap/milestones/sprint-3.md",
    "roadmap/people/octo-tmm.md",
    "roadmap/index.json",
    "roadmap/charts/overview.light.svg",
    "roadmap/charts/overview.dark.svg",
    "roadmap/charts/ci.svg",
]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return rendered(sample())


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str, files: dict[str, str], golden: Callable[[str, str], None]) -> None:
    golden(f"report/{name}", files[name])


def test_the_sandbox_gives_the_same_bytes(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Templates, "_free", None)
    assert rendered(sample()) == files


def test_shipped_pages_need_no_sandbox(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Templates, "environment", None)
    assert rendered(sample()) == files


def test_there_is_a_page_and_a_chart_for_every_use_case(files: dict[str, str]) -> None:
    for name in ("ci", "vcc", "onboarding", "reuse", "gone"):
        assert {f"roadmap/{name}.md", f"roadmap/charts/{name}.svg"} <= files.keys()


def test_pages_and_charts_start_with_the_marker(files: dict[str, str]) -> None:
    assert all(
        text.startswith(f"{MARKER}\n") for name, text in files.items() if not name.endswith(".json")
    )


def test_every_chart_is_well_formed(files: dict[str, str]) -> None:
    charts = [text for name, text in files.items() if name.endswith(".svg")]
    assert len(charts) == 2 + 2 + 5 + 2 + 2
    for chart in charts:
        assert ET.fromstring(chart).tag.endswith("svg")  # noqa: S314 - written by us


def test_every_relative_link_leads_to_a_file(files: dict[str, str]) -> None:
    sources = {
        "usecases/ci.yaml",
        "usecases/vcc.yaml",
        "usecases/onboarding.yaml",
        "usecases/reuse.yaml",
        "usecases/gone.yaml",
    }
    found = list(relative_links(files))
    assert [link for link in found if link[1] not in files.keys() | sources] == []
    assert len(found) > 15


def left_as_text(page: str) -> list[str]:
    """The lines that were meant for a table, or to be bold, and that readers see as signs."""
    parsed = MarkdownIt("commonmark").enable("table").parse(page)
    lines = [
        (inline.content, child.content)
        for inline in parsed
        for child in inline.children or ()
        if child.type == "text"
    ]
    return [
        whole
        for whole, text in lines
        if whole.startswith("|") or "\n|" in whole or "**" in text or "|:-" in text
    ]


def test_every_table_is_a_table_for_its_readers(files: dict[str, str]) -> None:
    for name, text in files.items():
        if name.endswith(".md"):
            assert not left_as_text(text), name


def test_what_is_not_public_never_enters(files: dict[str, str]) -> None:
    assert any("Example Bank" in text for text in files.values())
    assert not any("Secret" in text for text in files.values())


def test_text_of_people_cannot_break_out(files: dict[str, str]) -> None:
    html = {
        name: MarkdownIt("commonmark").enable("table").render(text)
        for name, text in files.items()
        if name.endswith(".md")
    }
    assert "Demo video: a | b &lt;b&gt;bold&lt;/b&gt;" in html["roadmap/ci.md"]
    assert "holds <em>every</em> change up" in html["roadmap/ci.md"]
    assert "Removed &lt;item&gt;" in html["ROADMAP.md"]
    prose = [re.sub(r"(?s)<pre>.*?</pre>", "", page) for page in html.values()]
    assert not any("@octo" in page or " #12" in page for page in prose)


def test_a_problem_is_markdown_as_in_the_issue_and_pings_nobody() -> None:
    problem = """\
**Lead time:** see the [study](https://study.example/@writer/time), @octo.

- Slow reviews, `@scope/tool`
- Late tests

```
never closed
"""
    found = rendered(programme(entry("ci", problem=problem)))["roadmap/ci.md"]
    html = MarkdownIt("commonmark").enable("table").render(found)
    assert "<strong>Lead time:</strong>" in html
    assert '<a href="https://study.example/@writer/time">study</a>, @\u200bocto' in html
    assert "<li>Slow reviews, <code>@scope/tool</code></li>" in html
    assert html.count("<h2>") > 2


@settings(max_examples=5)
@given(st.dates(day("2026-01-01"), day("2028-01-01")))
def test_the_same_input_and_day_give_the_same_bytes(as_of: dt.date) -> None:
    assert rendered(measure(whole(), held(), as_of)) == rendered(measure(whole(), held(), as_of))


def test_when_only_the_clock_did_every_file_stays_with_its_day(tmp_path: Path) -> None:
    files = rendered(sample())
    write(tmp_path, files, stale(tmp_path, "roadmap", files))
    later = rendered(sample(TODAY + dt.timedelta(days=1)))
    assert later["ROADMAP.md"] != files["ROADMAP.md"]
    assert not stale(tmp_path, "roadmap", later)


def test_a_midnight_brings_only_what_became_late(tmp_path: Path) -> None:
    files = rendered(sample(day("2026-12-18")))
    write(tmp_path, files, stale(tmp_path, "roadmap", files))
    later = rendered(sample(day("2026-12-19")))
    found = stale(tmp_path, "roadmap", later)
    assert "roadmap/milestones/sprint-3.md" in found.changed
    assert "As of 19\u00a0Dec\u00a02026" in later["roadmap/ci.md"]
    assert not {"roadmap/vcc.md", "roadmap/library.md", "roadmap/reuse.md"} & set(found.changed)


def test_a_day_that_a_person_wrote_is_what_the_page_says(tmp_path: Path) -> None:
    def page(problem: str) -> dict[str, str]:
        return rendered(programme(entry("ci", problem=problem)))

    files = page("As of 1 Nov 2026, nothing works.")
    write(tmp_path, files, stale(tmp_path, "roadmap", files))
    changed = stale(tmp_path, "roadmap", page("As of 2 Nov 2026, nothing works.")).changed
    assert "roadmap/ci.md" in changed


def test_what_became_overdue_is_said() -> None:
    before, after = (rendered(sample(day(date))) for date in ("2026-11-30", "2026-12-01"))
    assert "[1 overdue]" in before["ROADMAP.md"]
    assert "[2 overdue]" in after["ROADMAP.md"]


def test_the_report_lies_where_the_configuration_says() -> None:
    elsewhere = catalog(
        entry("ci", item("ci/demo", due=TODAY)),
        paths={"report": "docs/plan_a.md", "pages": "my pages"},
    )
    files = rendered(measure(elsewhere, snapshot(), TODAY))
    assert {"docs/plan_a.md", "my pages/ci.md", "my pages/index.json"} <= files.keys()
    assert "(../my%20pages/ci.md)" in files["docs/plan_a.md"]
    assert 'src="../my%20pages/charts/ci.svg"' in files["docs/plan_a.md"]
    assert "(../docs/plan_a.md)" in files["my pages/ci.md"]


def test_pages_may_lie_beside_the_roadmap(tmp_path: Path) -> None:
    flat = catalog(entry("ci", item("ci/demo")), paths={"report": "./ROADMAP.md", "pages": "."})
    files = rendered(measure(flat, snapshot(), TODAY))
    assert {"ROADMAP.md", "ci.md", "charts/ci.svg", "index.json"} <= files.keys()
    write(tmp_path, files, stale(tmp_path, ".", files))
    assert not stale(tmp_path, ".", files)


def test_an_empty_programme_has_a_roadmap() -> None:
    text = rendered(programme(entry("ci", status="draft")))["ROADMAP.md"]
    assert "0 of 0 deliverables (0\u00a0%)" in text
    assert "nothing waits for a decision" in text
    assert "No deliverable has a date yet." in text
    assert "Nothing is overdue, at risk or blocked." in text


def test_two_hundred_use_cases_stay_readable() -> None:
    entries = [
        entry(
            f"case-{n}",
            *(item(f"case-{n}/item-{k}", due=TODAY - dt.timedelta(days=n + k)) for k in range(5)),
            tier=1 + n % 3,
            title=f"A use case with quite a long title {n}",
        )
        for n in range(200)
    ]
    files = rendered(programme(*entries))
    pages = {name: text for name, text in files.items() if name.endswith(".md")}
    assert max(len(text.encode()) for text in pages.values()) < 512_000  # GitHub shows no more
    text = pages["ROADMAP.md"]
    assert "(roadmap/grids.1.md)" in text
    assert "(roadmap/grids.3.md)" in text
    assert len(text.encode()) < 200_000
    assert all(len(part) < 50_000 for part in text.split("```")[1::2])
    assert "…and 987 more" in text


def test_a_repository_s_own_template_goes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "roadmap.md.j2").write_text(
        "# {{ roadmap.title }} of ours: {{ '<&>' }}{{ none }}\n"
    )
    files = rendered(sample(), tmp_path)
    assert files["ROADMAP.md"] == f"{MARKER}\n# Use-case go-to-market of ours: &lt;&amp;&gt;\n"
    assert files["roadmap/ci.md"] == rendered(sample())["roadmap/ci.md"]


FAULTS = [
    ("\n\n{% if %}", "roadmap.md.j2, line 3: Expected an expression"),
    ("\n{{ roadmap.titel }}", "roadmap.md.j2, line 2: "),
    ("{{ 1 // 0 }}", "roadmap.md.j2, line 1: "),
    ("{{ roadmap.title.__class__.__mro__ }}", "roadmap.md.j2, line 1: access to attribute"),
    ("{{ config.parse_file('/etc/hostname') }}", "roadmap.md.j2, line 1: "),
    ("{{ config['parse_raw']('{}') }}", "roadmap.md.j2, line 1: "),
    ("{{ (config | attr('model_validate'))({}) }}", "roadmap.md.j2, line 1: "),
    ("{{ roadmap.states.append(1) }}", "roadmap.md.j2, line 1: "),
    ("{{ none + 1 }}", "roadmap.md.j2, line 1: unsupported operand"),
    ("{{ 'x' | iso }}", "roadmap.md.j2, line 1: "),
    ("{% include 'nowhere.j2' %}", "roadmap.md.j2, line 1: nowhere.j2"),
    ("{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}", "roadmap.md.j2, line 1: it calls"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "roadmap.md.j2").write_text(text)
    with pytest.raises(UsageError) as caught:
        rendered(sample(), tmp_path)
    assert message in caught.value.message
    assert str(tmp_path) in caught.value.message
    assert "templates" in caught.value.hint


def test_a_template_that_is_nowhere_is_named(tmp_path: Path) -> None:
    from ucops.pages.templating import render, templates

    with pytest.raises(UsageError, match=r"the template other\.md\.j2 cannot be used"):
        render(templates([tmp_path]), "other.md.j2", {})
