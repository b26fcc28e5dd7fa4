"""A plan and a run as text for a terminal."""

from __future__ import annotations

from typing import Any

import pytest
from sync_catalogs import day, desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, synced

from ucops.github.errors import ServerFailedError
from ucops.pages.plan.text import (
    BODY_LINES,
    applied_lines,
    change_lines,
    cost_line,
    count_line,
    plan_lines,
)
from ucops.sync.applied import Applied
from ucops.sync.apply import Control, apply
from ucops.sync.change import Change, Estimate, Orphan, Plan, Warned
from ucops.sync.options import Options
from ucops.sync.people import plan_with_people

LONG = "A very long title that goes on and on, far beyond the eighty columns of a terminal window"


def text(lines: Any) -> str:
    return "\n".join(line.text for line in lines)


def change(**fields: Any) -> Change:
    values: dict[str, Any] = {
        "action": "update",
        "kind": "item",
        "key": "ci/demo",
        "repository": "acme/gtm",
        "number": 4,
        "title": "CI: Demo",
    }
    return Change(**(values | fields))


def test_a_plan_reads_from_top_to_bottom_in_80_columns() -> None:
    github = Fake()
    wanted = desired(
        entry("ci", item("ci/demo", title=LONG), item("ci/deck", depends_on=("ci/demo",)))
    )
    shown = text(plan_lines(planned(github, wanted)))
    assert all(len(line) <= 80 for line in shown.splitlines())
    order = [
        "Plan: 15 to create, 1 to block.",
        "About ",
        "\nci\n",
        "create epic ci",
        "block item ci/deck",
        "\nlabels and milestones\n",
        "create label ucops:epic",
        "create milestone sprint-3",
        "Digest: sha256:",
    ]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_a_new_item_is_named_without_the_use_case_of_its_heading() -> None:
    made = planned(Fake(), desired(entry("ci", item("ci/demo", title="Demo: the film"))))
    shown = text(plan_lines(made))
    assert "+ create item ci/demo  (Demo: the film · nobody yet · no date)" in shown
    assert "+ create epic ci  (Use case: " in shown


def test_who_gets_a_new_item_and_until_when() -> None:
    due = day("2026-12-18")
    items = (
        item("ci/demo", responsible="octo-tmm", due=due),
        item("ci/film", title=LONG, responsible="octo-tmm", due=due),
        item(f"ci/{'x' * 50}", title="Long", responsible="octo-tmm"),
    )
    made = planned(Fake(), desired(entry("ci", *items)))
    shown = [line.text for line in plan_lines(made)]
    assert "  + create item ci/demo  (Demo · octo-tmm · due 18 Dec 2026)" in shown
    [film] = [line for line in shown if "create item ci/film" in line]
    assert film.endswith("… · octo-tmm · due 18 Dec 2026)")
    assert shown[shown.index(next(it for it in shown if "xxx" in it)) + 1] == (
        "      octo-tmm · no date"
    )
    assert all(len(line) <= 80 for line in shown)


def test_who_cannot_be_assigned_is_said_once() -> None:
    github = Fake()
    github.refused = {"octo-tmm"}
    items = [item(f"ci/i{number}", responsible="octo-tmm") for number in range(8)]
    made = plan_with_people(desired(entry("ci", *items)), github.snapshot(), Options(), github)
    shown = " ".join(text(plan_lines(made)).split())
    assert shown.count("octo-tmm cannot be assigned: give them access to acme/gtm") == 1
    assert "ci/i4 and 3 more: octo-tmm" in shown
    assert "(I0 · nobody yet · no date)" in shown


def test_details_show_what_is_created() -> None:
    made = planned(Fake(), desired(entry("ci", item("ci/demo"))))
    assert "labels:" not in text(plan_lines(made))
    assert "labels: tier:1, ucops:epic, usecase:ci" in text(plan_lines(made, details=True))


FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "a value": ({"title": ("Old", "New")}, 'title: "Old" → "New"'),
    "a value from nothing": ({"milestone": (None, "Sprint 3")}, 'milestone: "Sprint 3"'),
    "a value to nothing": ({"milestone": ("Sprint 3", None)}, 'milestone: "Sprint 3" → none'),
    "a set": ({"labels": (["a", "b"], ["b", "c"])}, "labels: -a, +c"),
    "a record": ({"record": ({"closed": "x"}, {})}, "      only the hidden note that ucops keeps"),
    "a number": ({"size": (1, 2)}, "size: 1 → 2"),
    "a body": ({"body": ("same\nold\n", "same\nnew\n")}, "        - old\n        + new"),
    "a body from nothing": ({"body": (None, "one\ntwo")}, "body: 2 lines of ours"),
}


@pytest.mark.parametrize(("fields", "line"), FIELDS.values(), ids=FIELDS)
def test_fields_show_from_and_to(fields: dict[str, Any], line: str) -> None:
    assert line in text(change_lines(change(fields=fields)))


def test_what_is_remembered_is_shown_with_details_only() -> None:
    both = change(fields={"record": ({"closed": "x"}, {}), "title": ("Old", "New")})
    assert text(change_lines(both)).splitlines()[1:] == ['      title: "Old" → "New"']
    assert 'record: {"closed": "x"} → {}' in text(change_lines(both, details=True))


def test_of_two_long_lines_the_part_that_differs_is_shown() -> None:
    footer = f"<sub>Kept in step with [{'x' * 90}/{{}}.yaml]"
    fields = {"body": tuple(footer.format(name) for name in ("ci", "build"))}
    assert text(change_lines(change(fields=fields))).splitlines()[2:] == [
        f"        - …{'x' * 22}/ci.yaml]",
        f"        + …{'x' * 22}/build.yaml]",
    ]


def test_a_rename_shows_no_two_lines_that_look_the_same() -> None:
    github = Fake()
    synced(github, desired(entry("ci", item("ci/demo"))))
    renamed = desired(entry("ci", item("ci/film", title="Demo", previously=("ci/demo",))))
    shown = [line.text.strip() for line in plan_lines(planned(github, renamed))]
    footers = [line[2:] for line in shown if line.startswith(("- …", "+ …"))]
    assert len(footers) == 2
    assert "`ci/demo`" in footers[0]
    assert "`ci/film`" in footers[1]


def test_a_body_that_changes_a_lot_is_cut() -> None:
    then = "\n".join(f"line {number}" for number in range(20))
    shown = text(change_lines(change(fields={"body": ("", then)})))
    assert shown.count("+ line") == BODY_LINES
    assert "… and 14 more changed lines" in shown


def test_orphans_conflicts_and_warnings_are_named() -> None:
    github = Fake()
    wanted = desired(entry("ci", item("ci/demo"), item("ci/deck")))
    synced(github, wanted)
    person(github, "ci/demo", body="", title="Other")
    shown = text(plan_lines(planned(github, desired(entry("ci", item("ci/demo"))))))
    assert "? ci/deck #3 CI: Deck" in shown
    assert "conflict: acme/gtm#2 lost its marker" in shown
    assert "→ take it over with: ucops adopt KEY 2" in shown
    warned = Plan(repository="acme/gtm", changes=(), warnings=(Warned(key="", message="slow"),))
    assert "warning: slow" in text(plan_lines(warned))


def test_orphans_that_are_closed_stand_under_a_heading_of_their_own() -> None:
    github = Fake()
    synced(github, desired(entry("ci", item("ci/demo"))))
    made = planned(github, desired(entry("ci")), close_orphans=True)
    assert "\norphans\n  - close item ci/demo #2  (not in the files any more)" in text(
        plan_lines(made)
    )


def test_counts() -> None:
    assert count_line({"create": 0, "update": 2, "link": 1}) == "Plan: 2 to update, 1 to link."
    assert count_line({"create": 0}) == "No changes: GitHub matches the files."


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "a minute"), (1, "a minute"), (7, "7 minutes"), (102, "1 h 42 min")]
)
def test_costs(minutes: int, words: str) -> None:
    line = cost_line(Estimate(reads=3, writes=26, minutes=minutes))
    assert line == f"About 3 reads, 26 writes and {words}."


def run(github: Fake, **control: Any) -> tuple[Plan, Applied]:
    wanted = desired(entry("ci", *(item(f"ci/i{number}") for number in range(15))))
    made = planned(github, wanted)
    return made, apply(made, github, github, Control(**control))


def test_a_run_is_summed_up() -> None:
    shown = text(applied_lines(*run(Fake())))
    assert shown == "Sync: 28 done."


def test_failures_and_what_is_left_are_named() -> None:
    github = Fake()
    github.failing["create_issue"] = ServerFailedError("GitHub answered 502")
    shown = text(applied_lines(*run(github)))
    assert "✗ create epic ci: GitHub answered 502" in shown
    assert "· left: create item ci/i0 (ci has no issue yet)" in shown
    assert "… and 5 more are left" in shown
    assert "Sync: 12 done, 1 failed, 15 skipped." in shown


def test_why_a_run_stopped_is_said() -> None:
    shown = text(applied_lines(*run(Fake(), max_writes=3)))
    assert "Stopped: 3 writes are done\n  → run again to go on from here" in shown


def test_orphans_have_a_place_of_their_own() -> None:
    orphan = Orphan(key="ci/x", repository="acme/gtm", number=3, title=LONG, url="")
    shown = text(plan_lines(Plan(repository="acme/gtm", changes=(), orphans=(orphan,))))
    assert all(len(line) <= 80 for line in shown.splitlines())
