"""What the roadmap says to an executive and a programme lead."""

from __future__ import annotations

from dataclasses import replace

from programme_data import closed, day, entry, issue, item, programme
from report_data import rendered

from ucops.pages.roadmap.decisions import DecisionView
from ucops.pages.roadmap.parts import Around, Here
from ucops.pages.roadmap.roadmap import ON_PAGE, roadmap_view
from ucops.progress.index import index
from ucops.progress.programme import Programme


def decisions(found: Programme) -> tuple[DecisionView, ...]:
    return roadmap_view(home(found)).decisions


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


def test_the_rest_of_what_to_decide_names_who_can_say_it() -> None:
    found = programme(
        entry(
            "ci",
            item("ci/first", title="First", due=day("2026-10-01"), responsible="octo-a"),
            item("ci/second", title="Second", depends_on=("ci/first",)),
            item("ci/held", title="Held", responsible="octo-b"),
            item("ci/dropped", title="Dropped"),
            title="CI",
            tier=2,
        ),
        issues=(
            issue("ci", 1, state="closed", closed_at="2026-11-01T00:00:00Z"),
            issue("ci/held", 2, "status:blocked"),
            closed("ci/dropped", 3, "not_planned"),
        ),
        people={"octo-a": {"name": "Olivia Example"}},
    )
    said = {one.what: (one.count, [said for said, _ in one.where]) for one in decisions(found)}
    assert said == {
        "Late, and others wait for it": (1, ["First: CI (Olivia Example)"]),
        "Held up, and nothing says by what": (1, ["Held: CI (octo-b)"]),
        "Closed as not planned, though the files want it": (1, ["Dropped: CI"]),
        "The epic is closed, and work is left": (1, ["CI"]),
    }
    assert index(found)["decisions"] == {
        "late-before": ["ci/first"],
        "held-up": ["ci/held"],
        "given-up": ["ci/dropped"],
        "epic-closed": ["ci"],
    }


def test_what_a_plan_leaves_alone_is_to_be_decided() -> None:
    named = entry("ci", item("ci/a", issue=7), title="CI", tier=3, bom={"a": {"issue": 7}})
    found = programme(named, issues=(issue("ci/a", 1), issue("ci/a", 2)))
    assert not decisions(found)
    unclear = replace(found, filed=replace(found.filed, undecided=("ci/a",)))
    (one,) = decisions(unclear)
    assert (one.what, one.ask) == ("Not clear which issue it is", "See what ucops plan says.")


def test_departments_and_the_sheet_say_on_the_page_what_they_say_in_the_index() -> None:
    found = programme(
        entry("ci", item("ci/a", role="tmm"), item("ci/b", role="pmm"), title="CI"),
        issues=(closed("ci/a", 1), issue("ci/b", 2)),
    )
    view, facts = roadmap_view(home(found)), index(found)
    told = [(one.title, one.count.done, one.count.total) for one in view.departments]
    assert told == [(one["title"], one["done"], one["items"]) for one in facts["departments"]]
    assert sum(total for _, _, total in told) == 2
    rows = [(one.title, one.count.done, one.count.total) for one in view.sheet]
    assert rows == [(one["title"], one["done"], one["total"]) for one in facts["sheet"]]
    assert rows[-1] == ("Items of their own", 1, 2)
    months = [(one["month"], one["finished"], one["late"]) for one in facts["months"]]
    assert months == [("2026-11", 1, 0), ("2026-10", 0, 0)]


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
