"""Each kind of change, and the sentence that it becomes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest
from preview_data import CI, CONFIG, TODAY, VCC, compared, loaded, told, with_

from ucops.model.catalog import Catalog
from ucops.model.reference import Names
from ucops.model.usecase import UseCase
from ucops.model.values import LIST, Slug
from ucops.pages.preview.render import titles_of
from ucops.pages.preview.sentences import case_lines, lines
from ucops.pages.preview.words import Titles
from ucops.preview.difference import difference

DEMO = "  demo-video: {due: 2026-12-11, milestone: sprint-3}"
HOLDS = (
    "It holds: 1 value driver, 1 persona, 1 market requirement, 1 discovery question, "
    "1 proof point, 1 link and 1 measure"
)
NEW = (
    "Demo video: new: responsible: nobody (Technical marketing), due 11 Dec 2026, "
    "planned for Sprint 3"
)
ORPHANS = (
    "On GitHub: what is filed becomes an orphan; it stays open until sync is told to close orphans"
)
FORMER_ITEM = (
    "if this is the former item benchmark, write previously: [benchmark], to keep its issue"
)
FORMER_CASE = (
    "if this is the former use case ci, write previously: [ci], to keep its epic and issues"
)
BENCH = "    title: Benchmark report"

USE_CASE = [
    ("tier: 2", "tier: 1", "Tier: 2 → 1: 2 more standard items"),
    ("tier: 2", "tier: 3", "Tier: 2 → 3: the same standard items"),
    (
        "status: active",
        "status: draft",
        "Status: active → draft: what is filed on GitHub becomes an orphan",
    ),
    ("status: active", "status: paused", "Status: active → paused"),
    (
        "status: active",
        "status: retired",
        (
            "Status: active → retired: its epic and open issues, if there are any, will be "
            "closed as not planned"
        ),
    ),
    ("builds and tests that somebody starts", "tests that somebody starts", "Problem: reworded"),
    ("title: Continuous integration", "title: CI", "Title: “Continuous integration” → “CI”"),
    ("motion: land", "motion: expand", "Motion: land → expand"),
    ("motion: land\n", "", "Motion: land → none"),
    ("motion: land", "motion: land\nsummary: In short", "Summary: added: “In short”"),
    ("motion: land", "motion: land\nissue: 7", "Issue: none → 7"),
    ("motion: land", "motion: land\npreviously: [builds]", "Former ids: adds builds"),
    ("[dev-lead]", "[dev-lead, cio]", "Personas: adds Chief information officer"),
    ("[dev-lead]", "[cio]", "Personas: adds Chief information officer; drops Development lead"),
    (
        "baseline: tbd",
        "baseline: 6 weeks",
        "Value driver “Deliver faster”: baseline added: “6 weeks”",
    ),
    (
        "metric: lead time",
        "metric: waiting",
        "Value driver “Deliver faster”: metric “lead time” → “waiting”",
    ),
    ("target: 1 week", "target: tbd", "Value driver “Deliver faster”: target removed"),
    (
        "  automation: {title: Build automation}",
        "  automation: {title: Build automation}\n  tests: {title: Tests}",
        "Market requirement “Tests”: new",
    ),
    (
        "  automation: {title: Build automation}",
        "  automation: {title: Build automation}\n  tests: {title: Tests}",
        "Market requirements: 1 → 2 in all",
    ),
    (
        "{title: Build automation}",
        "{title: Build automation, jobs: [Compile]}",
        "Market requirement “Build automation”: jobs 1 added (0 → 1)",
    ),
    (
        "market_requirements:\n  automation: {title: Build automation}\n",
        "",
        "Market requirement “Build automation”: removed",
    ),
    (
        '["How long does a build take?"]',
        '["How long?", "And who waits?"]',
        "Discovery questions: 1 added, 1 reworded (1 → 2)",
    ),
    ('["How long does a build take?"]', "[]", "Discovery questions: 1 removed (1 → 0)"),
    ("public: false", "public: true", "Proof points: 1 reworded, public: 0 → 1"),
    ('tmm: "?"', "tmm: octo-x", "Seat Technical marketing: is octo-x now (was open), with 3 items"),
    ('tmm: "?"', "tmm: n/a", "Seat Technical marketing: is not needed now (was open)"),
    ("pmm: octo-pmm", "pmm: octo-new", "Seat Product marketing: passes from octo-pmm to octo-new"),
    (
        "pmm: octo-pmm",
        "pmm: [octo-pmm, octo-b]",
        "Seat Product marketing: octo-pmm → octo-pmm (backup octo-b)",
    ),
    (
        "pmm: octo-pmm",
        "pmm: tbd",
        "Seat Product marketing: passes from octo-pmm to octo-lead (leads the role)",
    ),
    (
        "solution-page: tbd",
        "solution-page: https://example.com",
        "Link Solution page: tbd → present",
    ),
    ("links:\n  solution-page: tbd\n", "", "Link Solution page: tbd, only written otherwise"),
    (
        "solution-page: tbd",
        "solution-page: {pending: https://example.com/t/1}",
        "Link Solution page: tbd → pending",
    ),
    ("target: 500", "target: 1500", "Measure “New ARR”: target 500 → 1,500"),
    (
        "target: 500",
        "target: 500, values: {2026-09-30: 1}",
        "Measure “New ARR”: values 2026-09-30 none → 1",
    ),
    ("target: 500", "target: tbd", None),
    ("motion: land", "motion: land\nmessage_house: {short: In short}", "Message house: new"),
    (
        "motion: land",
        "motion: land\nanalysts: [{firm: Example, report: CI}]",
        "Analysts: 1 added (0 → 1)",
    ),
    ("motion: land", "motion: land\nsolution: {ci: {features: [pipelines]}}", "Solution “CI”: new"),
]
ITEM = [
    (DEMO, DEMO.replace("11", "18"), "Demo video: moves from 11 Dec 2026 to 18 Dec 2026"),
    (
        DEMO,
        DEMO.replace("11", "21"),
        "Demo video: moves from 11 Dec 2026 to 21 Dec 2026, now after its milestone",
    ),
    (DEMO, DEMO.replace("12-11", "11-30"), "Demo video: moves from 11 Dec 2026 to 30 Nov 2026"),
    (
        DEMO,
        DEMO.replace("2026-12", "2027-01"),
        "Demo video: moves from 11 Dec 2026 to 11 Jan 2027, now after its milestone",
    ),
    (
        DEMO,
        DEMO.replace("12-11", "11-11"),
        "Demo video: moves from 11 Dec 2026 to 11 Nov 2026, a day in the past",
    ),
    (DEMO, DEMO.replace("sprint-3", "sprint-4"), "Demo video: goes from Sprint 3 to Sprint 4"),
    (DEMO, "  demo-video: {due: 2026-12-11}", "Demo video: leaves Sprint 3"),
    (DEMO, "", "Demo video: has no date any more (was 11 Dec 2026); leaves Sprint 3"),
    (DEMO, DEMO.replace("due", "start: 2026-12-01, due"), "Demo video: starts 1 Dec 2026"),
    (
        DEMO,
        DEMO.replace("due", "owner: octo-y, due"),
        "Demo video: has octo-y responsible now (was open)",
    ),
    (
        DEMO,
        DEMO.replace("due", "title: Film, due"),
        "Film: is now called “Film” (was “Demo video”)",
    ),
    (DEMO, DEMO.replace("due", "type: deck, due"), "Demo video: type Video → Deck"),
    (DEMO, DEMO.replace("due", "priority: 2, due"), "Demo video: priority 1 → 2"),
    (DEMO, DEMO.replace("due", "quantity: 2-3, due"), "Demo video: quantity 1 → 2–3"),
    (DEMO, DEMO.replace("due", "shows: demo, due"), "Demo video: shows none → demo"),
    (DEMO, DEMO.replace("due", "issue: 4, due"), "Demo video: takes over issue 4"),
    (
        DEMO,
        DEMO.replace("due", "description: What it is, due"),
        "Demo video: description added: “What it is”",
    ),
    (
        DEMO,
        DEMO.replace("due", "role: pmm, due"),
        (
            "Demo video: role Technical marketing → Product marketing; has octo-pmm "
            "responsible now (was open)"
        ),
    ),
    (
        DEMO,
        DEMO.replace("due", "market_requirements: [automation], due"),
        "Demo video: for market requirements: adds automation",
    ),
    (DEMO, DEMO.replace("due", "audiences: [manager], due"), "Demo video: audiences: adds manager"),
    (
        DEMO,
        DEMO.replace("due", "depends_on: [benchmark, vcc/talk], due"),
        "Demo video: now needs Benchmark report and Version control: Talk first",
    ),
    (
        DEMO,
        DEMO.replace("due", "skip: Not wanted here, due"),
        "Demo video: is not needed here: “Not wanted here”",
    ),
    (
        DEMO,
        DEMO.replace("due", "retired: 2026-11-20, due"),
        "Demo video: is retired as of 20 Nov 2026",
    ),
    (
        DEMO,
        DEMO.replace("due", "deliverable: https://example.com/v, due"),
        "Demo video: is done: here it is",
    ),
    (
        DEMO,
        DEMO.replace("due", "reviewed: 2026-11-20, due"),
        "Demo video: reviewed none → 20 Nov 2026",
    ),
    (BENCH, "    previously: [bench]\n" + BENCH, "Benchmark report: former keys: adds ci/bench"),
    ("[Outline]", "[Outline, Draft]", "Benchmark report: checklist: 1 added (1 → 2)"),
    (
        "stages: [consideration]",
        "stages: [decision]",
        "Benchmark report: stages: adds decision; drops consideration",
    ),
    (
        "  benchmark:\n",
        "  bench:\n    previously: [benchmark]\n",
        "Benchmark report: has the key ci/bench now (was ci/benchmark)",
    ),
    (
        "  benchmark:\n",
        "  bench:\n",
        "Benchmark report: removed; its issue, if there is one, becomes an orphan",
    ),
    (
        "  benchmark:\n",
        "  bench:\n",
        "Benchmark report: new: responsible: nobody (Technical marketing), due 18 Dec 2026",
    ),
    ("bom:\n", "bom:\n  film: {skip: Too early}\n", "Film: new: not needed here: “Too early”"),
    ("bom:\n", "bom:\n  film: {retired: 2026-01-01}\n", "Film: new: retired since 1 Jan 2026"),
    (
        "bom:\n",
        "bom:\n  film: {depends_on: [benchmark], issue: 4, milestone: sprint-3, deliverable: https://example.com}\n",
        (
            "Film: new: done, responsible: nobody, due 18 Dec 2026, planned for Sprint 3, "
            "needs Benchmark report first, takes over issue 4"
        ),
    ),
    ("milestone: sprint-3}", "milestone: sprint-3, owner: tbd}", None),
    (
        "    role: tmm\n    due: 2026-12-18",
        "    role: tmm\n    milestone: sprint-3",
        (
            "Benchmark report: is planned for Sprint 3; due written otherwise, which changes "
            "nothing yet"
        ),
    ),
]
BACK = [
    (DEMO.replace("due", "skip: Too early, due"), DEMO, "Demo video: is needed after all"),
    (
        DEMO.replace("due", "skip: Too early, due"),
        DEMO.replace("due", "skip: Never, due"),
        "Demo video: reason to skip reworded",
    ),
    (DEMO.replace("due", "retired: 2026-11-20, due"), DEMO, "Demo video: is wanted again"),
    (
        DEMO.replace("due", "retired: 2026-11-20, due"),
        DEMO.replace("due", "retired: 2026-11-21, due"),
        "Demo video: is retired as of 21 Nov 2026, was 20 Nov 2026",
    ),
    (
        DEMO.replace("due", "deliverable: https://example.com/v, due"),
        DEMO,
        "Demo video: is not done any more: its deliverable is taken out",
    ),
    (
        DEMO.replace("due", "deliverable: https://example.com/v, due"),
        DEMO.replace("due", "deliverable: https://example.com/w, due"),
        "Demo video: is at another address now",
    ),
    (DEMO.replace("due", "issue: 4, due"), DEMO, "Demo video: does not name issue 4 any more"),
    (
        DEMO.replace("due", "issue: 4, due"),
        DEMO.replace("due", "issue: 5, due"),
        "Demo video: takes over issue 5 (was 4)",
    ),
    (
        DEMO.replace("due", "owner: octo-y, due"),
        DEMO,
        "Demo video: has nobody responsible any more (was octo-y)",
    ),
    (
        DEMO.replace("due", "owner: octo-y, due"),
        DEMO.replace("due", "owner: octo-z, due"),
        "Demo video: passes from octo-y to octo-z",
    ),
    (
        DEMO.replace("due", "start: 2026-12-01, due"),
        DEMO,
        "Demo video: has no start any more (was 1 Dec 2026)",
    ),
    (
        DEMO.replace("due", "start: 2026-12-01, due"),
        DEMO.replace("due", "start: 2026-12-02, due"),
        "Demo video: starts 2 Dec 2026 (was 1 Dec 2026)",
    ),
    (
        DEMO.replace("due", "depends_on: [benchmark], due"),
        DEMO,
        "Demo video: no longer needs Benchmark report",
    ),
    (
        DEMO.replace("due", "depends_on: [benchmark, brief], due"),
        DEMO.replace("due", "depends_on: [brief, benchmark], due"),
        "Demo video: needs the same in another order",
    ),
    (
        DEMO.replace("11", "21"),
        DEMO,
        "Demo video: moves from 21 Dec 2026 to 11 Dec 2026, no longer after its milestone",
    ),
    ("", DEMO, "Demo video: is due 11 Dec 2026 (had no date); is planned for Sprint 3"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), USE_CASE + ITEM)
def test_a_change_becomes_a_sentence(
    tmp_path: Path, old: str, new: str, sentence: str | None
) -> None:
    after = with_(CI, old, new)
    said = told(loaded(tmp_path / "a" / "gtm"), loaded(tmp_path / "b" / "gtm", ci=after))
    if sentence is None:
        assert "ci" not in said or said["ci"]
    else:
        assert sentence in said["ci"]


@pytest.mark.parametrize(("was", "now", "sentence"), BACK)
def test_a_change_back_becomes_a_sentence(
    tmp_path: Path, was: str, now: str, sentence: str
) -> None:
    before, after = (with_(CI, DEMO, text) for text in (was, now))
    said = told(loaded(tmp_path / "a" / "gtm", ci=before), loaded(tmp_path / "b" / "gtm", ci=after))
    assert said["ci"] == [sentence]


def test_a_draft_that_becomes_active_says_what_is_created(tmp_path: Path) -> None:
    after = with_(VCC, "status: draft", "status: active")
    said = told(loaded(tmp_path / "a" / "gtm"), loaded(tmp_path / "b" / "gtm", vcc=after))
    assert said["vcc"] == ["Status: draft → active: an epic and 2 issues will be created"]


def test_items_that_change_alike_are_told_at_once(tmp_path: Path) -> None:
    entries = "".join(f"  own-{n}: {{title: Own {n}, milestone: sprint-3}}\n" for n in range(3))
    before = VCC + entries
    config = with_(CONFIG, "due: 2026-12-18", "due: 2026-12-23")
    said = told(
        loaded(tmp_path / "a" / "gtm", vcc=before),
        loaded(tmp_path / "b" / "gtm", vcc=before, config=config),
    )
    assert said["vcc"] == [
        "3 items: each moves from 18 Dec 2026 to 23 Dec 2026: Own 0, Own 1 and Own 2"
    ]


def test_items_that_change_alike_say_what_slugs_are_called(tmp_path: Path) -> None:
    entries = "".join(f"  own-{n}: {{title: Own {n}, type: video}}\n" for n in range(3))
    before, after = VCC + entries, (VCC + entries).replace("type: video", "type: deck")
    said = told(
        loaded(tmp_path / "a" / "gtm", vcc=before), loaded(tmp_path / "b" / "gtm", vcc=after)
    )
    assert said["vcc"] == ["3 items: each type Video → Deck: Own 0, Own 1 and Own 2"]


def test_a_higher_tier_names_the_items_it_brings_and_a_lower_one_those_it_takes(
    tmp_path: Path,
) -> None:
    low, high = (
        loaded(tmp_path / "a" / "gtm"),
        loaded(tmp_path / "b" / "gtm", ci=with_(CI, "tier: 2", "tier: 1")),
    )
    assert told(low, high)["ci"] == [
        "Tier: 2 → 1: 2 more standard items",
        "2 standard items: added: Pitch deck and White paper",
    ]
    assert told(high, low)["ci"] == [
        "Tier: 1 → 2: 2 standard items fewer",
        "2 standard items: no longer there: Pitch deck and White paper",
    ]


def test_a_new_use_case_says_what_it_holds(tmp_path: Path) -> None:
    said = told(loaded(tmp_path / "a" / "gtm", ci=None), loaded(tmp_path / "b" / "gtm"))
    assert said["ci"] == [
        "New use case: tier 2, active, in usecases/ci.yaml",
        "On GitHub: an epic and 3 issues will be created",
        "Team: Product marketing octo-pmm and Technical marketing open",
        HOLDS,
        "1 standard item: added: Brief",
        NEW,
        "Benchmark report: new: responsible: nobody (Technical marketing), due 18 Dec 2026",
    ]


def test_a_removed_use_case_says_what_becomes_of_it(tmp_path: Path) -> None:
    said = told(loaded(tmp_path / "a" / "gtm"), loaded(tmp_path / "b" / "gtm", ci=None))
    assert said["ci"] == [
        "Removed: with its 3 items; tier 2",
        ORPHANS,
    ]


def test_a_renamed_use_case_keeps_its_items(tmp_path: Path) -> None:
    renamed = with_(CI, "status: active", "status: active\npreviously: [ci]").replace(
        "role: tmm\n", "role: tmm\n    depends_on: [demo-video]\n"
    )
    before = CI.replace("role: tmm\n", "role: tmm\n    depends_on: [demo-video]\n")
    was = loaded(tmp_path / "a" / "gtm", ci=before)
    now = loaded(tmp_path / "b" / "gtm", ci=None, builds=renamed)
    assert told(was, now) == {
        "builds": ["Renamed: ci is builds now; its issues stay the same"],
    }


def test_an_item_that_moves_is_told_where_it_leaves_and_where_it_arrives(tmp_path: Path) -> None:
    ci = CI[: CI.index("  benchmark:")]
    vcc = (
        VCC + "  benchmark: {title: Benchmark report, role: tmm, due: 2026-12-18,\n"
        "    stages: [consideration], checklist: [Outline], previously: [ci/benchmark]}\n"
    )
    said = told(loaded(tmp_path / "a" / "gtm"), loaded(tmp_path / "b" / "gtm", ci=ci, vcc=vcc))
    assert said == {
        "ci": ["Benchmark report: goes to Version control: Benchmark report"],
        "vcc": ["Benchmark report: comes from Continuous integration: Benchmark report"],
    }
    gone = told(loaded(tmp_path / "c" / "gtm"), loaded(tmp_path / "d" / "gtm", ci=None, vcc=vcc))
    assert gone["ci"][-1] == "Benchmark report: goes to Version control: Benchmark report"


def test_a_file_that_moves_into_a_folder_is_told(tmp_path: Path) -> None:
    was = loaded(tmp_path / "a" / "gtm")
    now = loaded(tmp_path / "b" / "gtm", **{"ci": None, "builds/ci": CI})
    assert told(was, now) == {"ci": ["File: “usecases/ci.yaml” → “usecases/builds/ci.yaml”"]}


def test_an_entry_within_an_entry_is_named_behind_it(tmp_path: Path) -> None:
    extension = "2a: {condition: It fails, steps: STEPS}"
    text = f"tier: 2\nscenarios: {{go: {{title: Go live, extensions: {{{extension}}}}}}}"
    was, now = (
        loaded(tmp_path / str(at) / "gtm", ci=with_(CI, "tier: 2", text.replace("STEPS", steps)))
        for at, steps in enumerate(["[]", "[Try again]"])
    )
    assert told(was, now)["ci"] == ["Scenario “Go live”, extension “2a”: steps 1 added (0 → 1)"]


def test_what_may_be_something_that_goes_says_how_to_keep_its_issues(tmp_path: Path) -> None:
    renamed = with_(CI, "  benchmark:\n", "  bench:\n")
    for at, after, sentence in (
        (0, {"ci": renamed}, f"Benchmark report: {FORMER_ITEM}"),
        (1, {"ci": None, "b": CI}, f"Continuous integration: {FORMER_CASE}"),
    ):
        shown = compared(tmp_path / str(at), {}, after)
        first = [case_lines(case, titles_of(shown))[0] for case in shown.cases]
        assert sentence in [f"{line.subject}: {line.text}" for line in first]


class WithRegion(UseCase):
    """The format with one more field, about which no page knows anything."""

    region: Annotated[Slug, Names("segments")] | None = None
    ranges: Annotated[tuple[str, ...], LIST] = ()


def test_a_new_field_reads_without_a_word_about_it(tmp_path: Path) -> None:
    config = f"{CONFIG}segments: {{emea: Europe, apac: Asia and Pacific}}\n"
    catalog = loaded(tmp_path / "gtm", config=config).catalog
    entry = catalog.entries["ci"]

    def saying(**fields: object) -> Catalog:
        case = WithRegion(**dict(entry.use_case), **fields)
        return replace(catalog, entries={"ci": replace(entry, use_case=case)})

    was, now = saying(region="emea"), saying(region="apac", ranges=("Up to ten people",))
    (change,) = difference(was, now).use_cases
    told = [f"{line.subject}: {line.text}" for line in lines(change, Titles(was, now, TODAY))]
    assert told == ["Region: Europe → Asia and Pacific", "Ranges: 1 added (0 → 1)"]
