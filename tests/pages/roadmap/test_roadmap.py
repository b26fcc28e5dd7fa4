"""What the roadmap says to an executive and a programme lead."""

from __future__ import annotations

from dataclasses import replace

from programme_data import closed, day, entry, issue, item, programme
from report_data import rendered

from ucops.pages.roadmap.parts import Around, Here
from ucops.pages.roadmap.roadmap import ON_PAGE, roadmap_view
from ucops.progress.programme import Programme


def home(found: Programme) -> Here:
    return Around(found).at("ROADMAP.md")


def test_what_waits_for_somebody_s_word_is_a_decision() -> None:
    found = programme(
        entry("ci", item("ci/late", due=day("2026-10-01"), responsible=None), tier=1, title="CI"),
        entry("cd", item("cd/done", deliverable="https://x.example"), title="CD", tier=2),
        issues=(issue("ci", 1), issue("cd", 2)),
        roles={"pmm": {"title": "Marketing", "lead": "octo-lead"}, "tmm": {"title": "Technical"}},
    )
    decisions = {one.what: one for one in roadmap_view(home(found)).decisions}
    seats = decisions["Open seats in tier 1"]
    assert ("Technical: CI", "roadmap/ci.md") in seats.where
    assert not any(said.startswith("Marketing") for said, _ in seats.where)
    nobody = decisions["Late, and nobody is responsible"]
    assert nobody.where == (("Late: CI", "roadmap/ci.md"),)
    assert decisions["All is done"].where == (("CD", "roadmap/cd.md"),)


def test_months_say_what_was_finished_dropped_and_became_late() -> None:
    found = programme(
        entry(
            "ci",
            item("ci/a"),
            item("ci/b"),
            item("ci/c"),
            item("ci/d", due=day("2026-11-03")),
            item("ci/e", due=day("2026-10-30")),
        ),
        issues=(
            closed("ci/a", 1, on="2026-11-01"),
            closed("ci/b", 2, on="2026-10-31"),
            closed("ci/c", 3, "not_planned", on="2026-11-02"),
        ),
    )
    view = roadmap_view(home(found))
    this, last = view.this_month, view.last_month
    assert (this.name, this.finished, this.dropped, this.late) == ("Nov 2026", 1, 1, 1)
    assert (last.name, last.finished, last.dropped, last.late) == ("Oct 2026", 1, 0, 1)
    assert [event.item.key for event in this.events] == ["ci/d", "ci/c", "ci/a"]


def test_a_piece_that_is_shared_is_one_of_a_person_s_tasks_and_says_with_whom() -> None:
    theirs = replace(item("cd/story"), shared="ci/story")
    found = programme(
        entry("ci", item("ci/story", responsible="octo-a"), title="CI"),
        entry("cd", theirs, title="CD", bom={"story": {"shared": "ci/story"}}),
        issues=(issue("ci/story", 1),),
    )
    files = rendered(found)
    assert "**1 deliverable to do**" in files["roadmap/people/octo-a.md"]
    assert "(shared with [CI](ci.md))" in files["roadmap/cd.md"]


def test_grids_stand_on_the_roadmap_until_they_are_too_many() -> None:
    few = rendered(programme(*(entry(f"c{n}") for n in range(ON_PAGE))))
    many = rendered(programme(*(entry(f"c{n}") for n in range(ON_PAGE + 1))))
    assert "Who holds which seat" in few["ROADMAP.md"]
    assert "roadmap/grids.1.md" not in few
    assert "Who holds which seat" in many["roadmap/grids.1.md"]
    assert "Who holds which seat" not in many["ROADMAP.md"]


def test_a_use_case_called_library_keeps_its_page() -> None:
    files = rendered(programme(entry("library", title="Software libraries")))
    assert "# Software libraries" in files["roadmap/library.md"]
    assert "# Which use case for whom" in files["roadmap/use-cases.library.md"]
