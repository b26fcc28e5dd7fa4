"""The library of a programme that does not fit on one page."""

from __future__ import annotations

import re

import pytest
from programme_data import entry, programme
from report_data import relative_links, rendered

from ucops.pages.roadmap.shelves import CARDS, IN_ROW
from ucops.progress.programme import Programme

GITHUB_RENDERS = 512_000
CONFIG = {
    "industries": {"bank": "Banks", "shop": "Shops"},
    "personas": {"cfo": {"title": "CFO", "kind": "buyer"}},
}


def many(count: int, **more: object) -> Programme:
    cases = (
        entry(
            f"case-{n}",
            title=f"Case number {n:04} {'of many' * 5}",
            industries=["bank"],
            personas=["cfo"],
            message_house={"short": "s" * 250},
            discovery_questions=["q" * 300],
            proof_points=[{"customer": "c" * 80, "result": "r" * 300, "public": True}],
            **more,
        )
        for n in range(count)
    )
    return programme(*cases, **CONFIG)


def test_a_programme_of_usual_size_has_one_page() -> None:
    files = rendered(many(IN_ROW))
    assert [name for name in files if "library" in name] == ["roadmap/library.md"]


@pytest.mark.slow
def test_every_use_case_of_a_thousand_is_found_and_every_page_is_rendered() -> None:
    pages = {name: text for name, text in rendered(many(1000)).items() if "library" in name}
    assert {
        "roadmap/library.md",
        "roadmap/library.1.md",
        "roadmap/library.7.md",
        "roadmap/library.industries.bank.md",
        "roadmap/library.personas.cfo.md",
    } <= pages.keys()
    assert "roadmap/library.industries.shop.md" not in pages
    assert max(len(text.encode()) for text in pages.values()) < GITHUB_RENDERS
    in_order = "".join(pages[f"roadmap/library.{n}.md"] for n in range(1, 8))
    found = re.findall(r"^## \[.*\]\(case-(\d+)\.md\)", in_order, re.MULTILINE)
    assert len(found) == len(set(found)) == 1000
    assert len(set(re.findall(r"case-\d+", pages["roadmap/library.industries.bank.md"]))) == 1000


def test_the_pages_lead_to_each_other() -> None:
    files = rendered(many(CARDS + 1))
    library, second = files["roadmap/library.md"], files["roadmap/library.2.md"]
    assert "[all 151](library.industries.bank.md)" in library
    assert re.search(
        r"- \[Case number 0000 of m.*– Case number 0149 .*\]\(library\.1\.md\)", library
    )
    assert "[← Which use case for whom](library.md)" in second
    assert "[Case number 0150" in second
    sources = {f"usecases/case-{n}.yaml" for n in range(CARDS + 1)}
    assert {target for _, target in relative_links(files)} <= files.keys() | sources
    assert "# CFO (buyer): 151 use cases" in files["roadmap/library.personas.cfo.md"]
