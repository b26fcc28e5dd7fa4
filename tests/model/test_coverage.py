from __future__ import annotations

from programme_data import closed, entry, issue, item, programme

from ucops.model.facts import RequirementCount, count_requirements

REQUIREMENTS = [
    "build-automation",
    "test-automation",
    "configuration",
    "visibility",
    "platforms",
    "security",
    "compliance",
    "easy-start",
    "integrations",
    "analytics",
    "scalability",
    "artifacts",
]


def requirements(*slugs: str) -> dict[str, dict[str, str]]:
    return {slug: {"title": slug.capitalize()} for slug in slugs}


def test_seven_of_twelve_requirements_have_a_demo_and_two_a_comparison() -> None:
    done = {"deliverable": "https://example.com"}
    demos = [
        item(f"ci/demo-{n}", market_requirements=(slug,), shows="demo", **(done if n < 7 else {}))
        for n, slug in enumerate(REQUIREMENTS)
    ]
    both = tuple(REQUIREMENTS[:2])
    compared = item("ci/grid", market_requirements=both, shows="comparison", **done)
    use_case = entry("ci", *demos, compared, market_requirements=requirements(*REQUIREMENTS))
    (one,) = programme(use_case).use_cases
    assert count_requirements(one.requirements) == RequirementCount(12, 7, 2, 0, 5, 0, 0)
    assert [row.demo for row in one.requirements] == ["shown"] * 7 + ["planned"] * 5
    assert {row.roi for row in one.requirements} == {"missing"}


def test_a_finished_piece_counts_before_a_planned_one_and_a_dropped_one_not_at_all() -> None:
    shown = {"market_requirements": ("a",), "shows": "roi"}
    use_case = entry(
        "ci",
        item("ci/dropped", market_requirements=("b",), shows="roi"),
        item("ci/done", **shown),
        item("ci/planned", **shown),
        item("ci/silent", market_requirements=("b",)),
        market_requirements=requirements("a", "b"),
    )
    issues = (closed("ci/dropped", 1, "not_planned"), closed("ci/done", 2))
    (one,) = programme(use_case, issues=issues).use_cases
    assert [row.roi for row in one.requirements] == ["shown", "missing"]


def test_a_demo_of_a_scenario_or_differentiator_shows_what_these_name() -> None:
    use_case = entry(
        "ci",
        market_requirements=requirements("a", "b", "c"),
        scenarios={"first": {"title": "First", "demo": "https://x", "market_requirements": ["a"]}},
        differentiators={
            "one": {"title": "One", "demo": "https://x", "market_requirements": ["b"]},
            "two": {"title": "Two", "demo": "tbd", "market_requirements": ["c"]},
        },
    )
    (one,) = programme(use_case).use_cases
    assert [row.demo for row in one.requirements] == ["shown", "shown", "missing"]


def test_a_gap_is_a_cell_that_nothing_serves_and_nothing_is_planned_for() -> None:
    use_case = entry(
        "ci",
        item("ci/a", stages=("awareness", "decision"), audiences=("executive", "internal")),
        item("ci/b", stages=("awareness",), audiences=("executive", "manager")),
        item("ci/c", stages=("awareness",), audiences=("executive",), skip="Not needed"),
        item("ci/d", stages=(), audiences=()),
    )
    (one,) = programme(use_case, issues=(closed("ci/a", 1), issue("ci/b", 2))).use_cases
    cells = {(cell.stage, cell.audience): cell for cell in one.coverage}
    assert len(cells) == 9
    first = cells["awareness", "executive"]
    assert (first.finished, first.planned, first.gap) == (1, 1, False)
    assert (cells["decision", "executive"].finished, first.state) == (1, "covered")
    assert cells["awareness", "manager"].state == "planned"
    assert sum(cell.gap for cell in one.coverage) == 6
    assert [(cell.stage, cell.audience) for cell in one.coverage[:4]] == [
        ("awareness", "executive"),
        ("awareness", "manager"),
        ("awareness", "contributor"),
        ("consideration", "executive"),
    ]
