"""Where a finished piece is can be said on its issue: a sync offers it for the file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from fake import People, Service, opened
from fake.inside import Time, through

from ucops.app.run import Run
from ucops.app.sync import Person, Synced, Wishes, sync
from ucops.sandbox.founding import REPOSITORY, TOKEN

USE_CASE = """\
title: Continuous integration
problem: Building by hand holds every change up.
status: active
bom:
  # what sells
  demo: {title: Demo video}  # ours
  deck:
    title: Deck
  card: {title: Battlecard}
"""
WISHES: Wishes = {
    "dry_run": False,
    "yes": True,
    "only": (),
    "expect": None,
    "force": False,
    "max_writes": 0,
    "close_orphans": False,
    "cache": None,
    "journal": None,
    "format_": "text",
}
PERSON = Person(
    agrees=lambda *_: True,
    interrupts=lambda: False,
    watches=lambda _: nullcontext(lambda _: None),
)
DEMO, DECK, CARD = 2, 3, 4


@pytest.fixture
def service() -> Iterator[Service]:
    with opened(clock=Time()) as running:
        yield running


@pytest.fixture
def run(service: Service, tmp_path: Path) -> Run:
    (tmp_path / "ucops.yaml").write_text("version: 1\npreset: none\n")
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases/ci.yaml").write_text(USE_CASE)
    time = Time()
    run = Run(
        root=tmp_path,
        environment={"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": REPOSITORY},
        now=time,
        sleep=time.sleep,
        transport=lambda *_: through(service, time),
    )
    sync(run, WISHES, PERSON)
    return run


@pytest.fixture
def people(service: Service) -> People:
    made = People(service.world, REPOSITORY, "octo-tmm")
    made.invite("octo-tmm", "write")
    made.invite("octo-triage", "triage")
    return made


def say(people: People, number: int, address: str, login: str = "octo-tmm") -> None:
    other = People(people.world, REPOSITORY, login)
    other.comment(number, f"Here it is.\n\nDeliverable: {address}")


def text(synced: Synced) -> str:
    shown = synced.shown("text")
    return shown if isinstance(shown, str) else "\n".join(line.text for line in shown)


def test_what_a_comment_says_is_offered_and_not_written(run: Run, people: People) -> None:
    people.close(DEMO)
    say(people, DEMO, "https://example.com/demo")
    say(people, DECK, "https://example.com/deck")
    synced = sync(run, WISHES, PERSON)
    assert synced.exit_code == 0
    assert (run.root / "usecases/ci.yaml").read_text() == USE_CASE
    found = text(synced)
    assert f"ci/demo: octo-tmm on {REPOSITORY}#2" in found
    assert "+  demo: {title: Demo video, deliverable: 'https://example.com/demo'}  # ours" in found
    page = str(synced.shown("markdown"))
    assert f"on {REPOSITORY}#\u200b2 that it is at https://example.com/demo" in page
    assert "```diff\n--- a/usecases/ci.yaml" in page


def test_the_lines_are_right_and_end_it(run: Run, people: People) -> None:
    for number, name in ((DEMO, "demo"), (DECK, "deck")):
        people.close(number)
        say(people, number, f"https://example.com/{name}")
    told = json.loads(str(sync(run, WISHES, PERSON).shown("json")))
    assert [(one["key"], one["address"]) for one in told["offers"]] == [
        ("ci/demo", "https://example.com/demo"),
        ("ci/deck", "https://example.com/deck"),
    ]
    subprocess.run(["git", "apply"], cwd=run.root, input=told["offered"].encode(), check=True)
    after = (run.root / "usecases/ci.yaml").read_text()
    assert after.count("https://example.com/") == 2
    assert "# what sells" in after
    later = sync(run, WISHES, PERSON)
    assert not later.planned.offers
    assert "Deliverable" not in str(later.shown("markdown"))


def test_nobody_else_is_believed(run: Run, people: People) -> None:
    say(people, DEMO, "https://evil.example/", "octo-triage")
    say(people, DECK, "https://evil.example/", "stranger")
    assert not sync(run, WISHES, PERSON).planned.offers
    say(people, DEMO, "https://example.com/demo")
    say(people, DEMO, "https://evil.example/", "stranger")
    (offer,) = sync(run, WISHES, PERSON).planned.offers.found
    assert (offer.said.author, offer.said.address) == ("octo-tmm", "https://example.com/demo")


def test_it_costs_nothing_until_somebody_comments(
    run: Run, people: People, service: Service
) -> None:
    def asked() -> int:
        before = len(service.requests)
        sync(run, WISHES, PERSON)
        return len(service.requests) - before

    quiet = asked()
    people.comment(DEMO, "Nice.")
    assert asked() == quiet + 1
    say(people, DEMO, "https://example.com/demo")
    assert asked() == quiet + 2
    people.close(DEMO, "not_planned")
    assert asked() == quiet


def test_a_sync_goes_on_where_comments_cannot_be_read(
    run: Run, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(people, DEMO, "https://example.com/demo")
    monkeypatch.setattr("ucops.github.graphql.COMMENTS", "query Comments { nothing }")
    said: list[str] = []
    synced = sync(replace(run, say=said.append), WISHES, PERSON)
    assert synced.exit_code == 0
    assert any("GitHub does not say what was commented" in line for line in said)


def test_what_cannot_be_put_in_is_said_as_a_line(run: Run, people: People) -> None:
    aliased = USE_CASE.replace("{title: Battlecard}", "&card {title: Battlecard}")
    (run.root / "usecases/ci.yaml").write_text(f"{aliased}  other: *card\n")
    say(people, CARD, "https://example.com/card")
    synced = sync(run, WISHES, PERSON)
    (offer,) = synced.planned.offers.found
    assert offer.by_hand == "bom: {card: {deliverable: 'https://example.com/card'}}"
    assert offer.by_hand in text(synced)
    assert not synced.planned.offers.diff
