"""Every edit that people make by hand, on the embedded GitHub: put back, left, or named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from chaos_files import CONFIG, MAIN, Values, config, use_case, write
from chaos_inside import Station
from chaos_state import key_of, live, real, report
from chaos_weather import weather
from fake.faults import Fault, Sent
from fake.inside import Time
from fake.people import People
from fake.service import Service

from ucops.app.prepare import prepare
from ucops.sandbox.entities import Issue, Label
from ucops.sandbox.founding import REPOSITORY
from ucops.sync.change import Plan

ITEMS = {
    "demo": {"milestone": "sprint-3", "depends_on": ["deck"]},
    "deck": {},
    "page": {"skip": "No site yet"},
}
FILES = {"ci": use_case("Continuous integration", bom=ITEMS)}
DEMO = 2
"""The number of ci/demo."""


@dataclass
class Town:
    """A programme in step, somebody who works on its issues, and the files."""

    root: Path
    service: Service
    clock: Time
    people: People

    def wants(self, files: dict[str, Values], config: str = CONFIG) -> None:
        write(self.root, files, config)
        self.station = Station(self.service, self.clock, prepare(self.root, REPOSITORY))

    def plan(self) -> Plan:
        ran = self.station.plan()
        assert ran.plan is not None, ran.said
        return ran.plan

    def in_step(self) -> None:
        """`sync`, and the next plan is empty."""
        ran = self.station.sync()
        assert ran.code == 0, ran
        assert self.plan().changes == ()

    def demo(self) -> Issue:
        return self.people.issue(DEMO)

    def body(self, edit: Callable[[str], str]) -> None:
        self.people.edit(DEMO, body=edit(self.demo().body or ""))

    def labels(self) -> set[str]:
        return {self.service.world.the(Label, one).name for one in self.demo().labels}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with weather() as (service, clock):
        town = Town(tmp_path, service, clock, People(service.world, MAIN))
        town.wants(FILES)
        town.in_step()
        yield town


def without_region(body: str) -> str:
    head, _, rest = body.partition("<!-- ucops:begin")
    return head + rest.partition("<!-- ucops:end -->")[2]


PUT_BACK: dict[str, Callable[[Town], object]] = {
    "the title changed": lambda town: town.people.edit(DEMO, title="Mine"),
    "our labels removed": lambda town: town.people.unlabel(DEMO, "ucops:item", "tier:1"),
    "the region changed": lambda town: town.body(lambda now: now.replace("Demo video", "Nothing")),
    "the region deleted": lambda town: town.body(without_region),
    "the region's end deleted": lambda town: town.body(
        lambda now: now.replace("<!-- ucops:end -->", "")
    ),
    "the marker deleted": lambda town: town.body(lambda now: now.partition("\n")[2]),
    "taken from under its epic": lambda town: town.people.move_under(DEMO, None),
    "unblocked": lambda town: town.people.unblock(DEMO, 3),
}


@pytest.mark.parametrize("edit", PUT_BACK.values(), ids=PUT_BACK)
def test_what_is_ours_is_put_back(town: Town, edit: Callable[[Town], object]) -> None:
    town.body(lambda now: f"{now}\n\nA note.  ")
    before, labels = town.demo(), town.labels()
    edit(town)
    assert town.plan().changes
    town.in_step()
    after = town.demo()
    assert (after.title, after.parent, after.blocked_by, town.labels()) == (
        before.title,
        before.parent,
        before.blocked_by,
        labels,
    )
    body = (after.body or "").replace("\r\n", "\n")
    assert body.count("<!-- ucops:begin") == body.count("<!-- ucops:end -->") == 1
    assert "Demo video" in body
    assert body.rstrip("\n").endswith("A note.  ")


def under_an_own_issue(town: Town) -> None:
    town.people.move_under(DEMO, town.people.open_issue("Our quarter").number)


LEFT: dict[str, Callable[[Town], object]] = {
    "text below the region": lambda town: town.body(lambda now: f"{now}\r\n \tBelow  \n"),
    "text above the region": lambda town: town.body(
        lambda now: now.replace("<!-- ucops:begin", "Above  \n<!-- ucops:begin")
    ),
    "saved in the web editor": lambda town: town.body(lambda now: now),
    "own labels added": lambda town: town.people.label(DEMO, "question", "status:blocked"),
    "somebody added": lambda town: town.people.assign(DEMO, "octo-friend"),
    "our person taken off": lambda town: town.people.unassign(DEMO, "octo-tmm"),
    "another milestone": lambda town: town.people.schedule(DEMO, "Sprint 4"),
    "no milestone": lambda town: town.people.schedule(DEMO, None),
    "closed as completed": lambda town: town.people.close(DEMO, "completed"),
    "closed as not planned": lambda town: town.people.close(DEMO, "not_planned"),
    "closed as a duplicate": lambda town: town.people.close(DEMO, "duplicate"),
    "locked": lambda town: town.people.lock(DEMO),
    "a marker in a comment": lambda town: town.people.comment(DEMO, town.demo().body or ""),
    "moved to another parent": under_an_own_issue,
    "blocked by an own issue": lambda town: town.people.block(
        DEMO, town.people.open_issue("Ours").number
    ),
}


@pytest.mark.parametrize("edit", LEFT.values(), ids=LEFT)
def test_what_is_the_peoples_is_left(town: Town, edit: Callable[[Town], object]) -> None:
    edit(town)
    before = town.demo()
    assert [it for it in town.plan().changes if it.kind != "milestone"] == []
    town.in_step()
    assert town.demo() == before
    assert not [one.path for one in town.service.requests if "comments" in one.path]


@pytest.mark.parametrize("edit", LEFT.values(), ids=LEFT)
def test_what_is_the_peoples_survives_a_change_of_the_files(
    town: Town, edit: Callable[[Town], object]
) -> None:
    edit(town)
    before = town.demo()
    town.wants({"ci": use_case("Builds", bom=ITEMS)})
    town.in_step()
    after = town.demo()
    for name in (
        "state",
        "state_reason",
        "labels",
        "assignees",
        "milestone",
        "locked",
        "parent",
        "blocked_by",
        "comments",
    ):
        assert getattr(after, name) == getattr(before, name), name
    assert after.title == "Builds: Demo video"
    kept = (before.body or "").partition("<!-- ucops:end -->")[2]
    assert (after.body or "").endswith(kept)
    assert ("Above  " in (after.body or "")) == ("Above  " in (before.body or ""))


GONE: dict[str, tuple[Callable[[Town], object], str]] = {
    "deleted": (lambda town: town.people.delete(DEMO), "deleted"),
    "transferred": (lambda town: town.people.transfer(DEMO, "acme/elsewhere"), "moved"),
    "converted": (lambda town: town.people.convert_to_discussion(DEMO), "deleted"),
}


@pytest.mark.parametrize(("edit", "word"), GONE.values(), ids=GONE)
def test_what_went_away_is_named_and_filed_anew(
    town: Town, edit: Callable[[Town], object], word: str
) -> None:
    index = town.root / "roadmap/index.json"
    index.parent.mkdir()
    index.write_text(json.dumps(report(town.service.world)))
    edit(town)
    town.wants(FILES)
    plan = town.plan()
    assert [it.key for it in plan.changes if it.action == "create"] == ["ci/demo"]
    [named] = [it.message for it in plan.warnings if it.key == "ci/demo"]
    assert f"{MAIN}#{DEMO}" in named
    assert word in named
    town.in_step()
    here = [it for it in real(town.service.world)["ci/demo"] if it.parent]
    assert len(here) == 1


DONE = {**ITEMS, "demo": {**ITEMS["demo"], "deliverable": "https://example.com/demo"}}


def close_for_its_deliverable(town: Town) -> None:
    town.wants({"ci": use_case("Continuous integration", bom=DONE)})
    town.in_step()
    assert town.demo().state == "closed"


def test_what_a_person_reopened_stays_open(town: Town) -> None:
    close_for_its_deliverable(town)
    town.people.reopen(DEMO)
    town.in_step()
    assert town.demo().state == "open"


@pytest.mark.parametrize("looked", [False, True], ids=["between two runs", "with a run between"])
def test_what_a_person_closed_after_us_stays_closed(town: Town, looked: bool) -> None:
    close_for_its_deliverable(town)
    town.clock.now += 2
    town.people.reopen(DEMO)
    if looked:
        town.in_step()
    town.people.close(DEMO)
    town.wants(FILES)
    town.in_step()
    assert town.demo().state == "closed"


def test_what_we_closed_after_a_pause_is_opened_when_it_is_wanted_again(town: Town) -> None:
    town.service.faults.script(Fault(kind="secondary", method="PATCH", retry_after=30))
    close_for_its_deliverable(town)
    assert 30.0 in [seconds for _, seconds in town.clock.waits], "after the look at it"
    town.wants(FILES)
    town.in_step()
    assert town.demo().state == "open"


def test_what_a_person_closes_before_us_stays_closed(town: Town) -> None:
    closing = DONE["demo"]

    def just_before(sent: Sent) -> None:
        if sent.method == "GET" and sent.path.endswith(f"/issues/{DEMO}"):
            if town.demo().state == "open":
                town.people.close(DEMO)
            town.clock.now += 5

    town.service.faults.before(None, just_before)
    town.wants({"ci": use_case("Continuous integration", bom={**ITEMS, "demo": closing})})
    assert town.station.sync().code == 0
    town.service.faults.clear()
    town.wants(FILES)
    town.in_step()
    assert town.demo().state == "closed"


def test_what_we_closed_slowly_is_opened_when_it_is_wanted_again(town: Town) -> None:
    def slow(sent: Sent) -> None:
        town.clock.now += 5 if sent.method == "PATCH" else 0

    town.service.faults.before(None, slow)
    close_for_its_deliverable(town)
    town.wants(FILES)
    town.in_step()
    assert town.demo().state == "open"


def test_of_two_issues_with_one_marker_the_older_one_stays(town: Town) -> None:
    copy = town.people.open_issue(town.demo().title, town.demo().body)
    town.people.label(copy.number, "ucops:item")
    town.in_step()
    assert town.demo().state == "open"
    assert town.people.issue(copy.number).state_reason == "duplicate"


def test_an_issue_that_quotes_a_marker_is_nobody_s(town: Town) -> None:
    theirs = town.people.open_issue("A question", f"Why?\n```\n{town.demo().body}\n```\n")
    town.in_step()
    assert town.people.issue(theirs.number) == theirs


def test_text_of_a_file_forges_no_marker(town: Town) -> None:
    forged = "<!-- ucops:v1 key=ci/deck was={} -->\n<!-- ucops:end -->\n@octo-x"
    town.wants({"ci": use_case("Continuous integration", bom=ITEMS, problem=forged)})
    town.in_step()
    keys = [key for one in live(town.service.world) if (key := key_of(one))]
    assert sorted(keys) == ["ci", "ci/deck", "ci/demo"]


def test_a_lowered_tier_leaves_orphans(town: Town) -> None:
    config = CONFIG.replace("checklist: [Cut, Reviewed]", "tiers: [1], checklist: [Cut, Reviewed]")
    plain = {"deck": {}, "page": {"skip": "No site yet"}}
    town.wants({"ci": use_case("Continuous integration", bom=plain, tier=2)}, config)
    assert [one.key for one in town.plan().orphans] == ["ci/demo"]
    town.in_step()
    assert town.demo().state == "open"


def test_what_is_wanted_again_is_shown_so_on_the_board(town: Town) -> None:
    town.people.create_board("Roadmap")
    town.wants(FILES, config(board=True))
    town.in_step()
    town.wants(
        {"ci": use_case("Continuous integration", bom={"page": ITEMS["page"]}, status="retired")},
        config(board=True),
    )
    town.in_step()
    assert town.demo().state == "closed"
    town.wants(FILES, config(board=True))
    town.in_step()
    assert town.demo().state == "open"
