"""Corrections at their lines: few, in one review, kept, and taken away when mended."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from fake.faults import Fault

from ucops.app.ci.comment import keep_comment
from ucops.app.ci.run import REVIEW
from ucops.pages.preview.suggestion import MARKER
from ucops.sandbox.entities import LineComment

FILE = "usecases/ci.yaml"
BEFORE = b"title: Continuous integration\nproblem: Slow.\nstatus: active\n"
CHANGED = BEFORE + b"teir: 1\nsumary: Quick\n"
TIER = {"rule": "unknown-key", "message": "There is no key teir.", "file": FILE, "first": 4}
TIER |= {"last": 4, "was": "teir: 1", "text": "tier: 1"}
SUMMARY = {**TIER, "first": 5, "last": 5, "was": "sumary: Quick", "text": "summary: Quick"}
FORK = "octo-fan/gtm"
Made = Callable[..., dict[str, Any]]
Keep = Callable[..., str]


@pytest.fixture
def keep(stage: Any, finished: Made) -> Keep:
    """Push files to the fork's pull request, which is number 1, and say what is to be corrected."""
    stage.bare.point("patch-1", stage.bare.head("main"))
    people = stage.people.of(login="octo-fan")
    people.propose("Dates", "patch-1", stage.bare.head("main"), fork=FORK)

    def kept(content: bytes, *suggestions: object, suggest: bool = True) -> str:
        head = stage.bare.commit("patch-1", "Change", {FILE: content}, [])
        people.push(1, head)
        folder = stage.checkout.parent / "handed-over"
        folder.mkdir(exist_ok=True)
        said = {"base": "main", "commit": "0123abcd", "errors": 1, "suggestions": suggestions}
        (folder / REVIEW).write_text(json.dumps(said))
        event = stage.event("workflow_run", **finished(head))
        return keep_comment(stage.run(UCOPS_REVIEW=str(folder)), event, "", suggest=suggest)

    return kept


def lines(stage: Any) -> list[tuple[int, int, str]]:
    """What stands at the lines of the pull request."""
    found = [one for one in stage.service.world.every(LineComment) if not one.reply_to]
    return [(one.first, one.review, one.body) for one in found]


def test_corrections_stand_at_their_lines_in_one_review(stage: Any, keep: Keep) -> None:
    said = keep(CHANGED, TIER, SUMMARY)
    assert said == "Commented on pull request 1. 2 corrections at the lines."
    (tier, first, body), (summary, second, _) = lines(stage)
    assert (tier, summary, first) == (4, 5, second)
    assert body.startswith(f"{MARKER}\nThere is no key teir.")
    assert body.endswith("\n\n```suggestion\ntier: 1\n```")


def test_what_stands_there_stays_and_what_is_mended_goes(stage: Any, keep: Keep) -> None:
    keep(CHANGED, TIER, SUMMARY)
    _, summary = lines(stage)
    mended = CHANGED.replace(b"teir", b"tier")
    assert keep(mended, SUMMARY) == "Edited the comment on pull request 1."
    assert lines(stage) == [summary]
    keep(BEFORE)
    assert lines(stage) == []
    requests = len(stage.service.requests)
    keep(BEFORE)
    asked = [one.path for one in stage.service.requests[requests:]]
    assert sum("/pulls/1/" in path for path in asked) == 1


def test_only_lines_that_the_diff_shows_as_they_were_looked_at(stage: Any, keep: Keep) -> None:
    others: list[dict[str, object]] = [
        {**TIER, "was": "tire: 1"},
        {**TIER, "first": 3, "last": 4},
        {**TIER, "last": 3},
        {**TIER, "first": 40, "last": 40},
        {**TIER, "file": "ucops.yaml", "first": 1, "last": 1, "was": "version: 1"},
        {**TIER, "file": ".github/workflows/sync.yml"},
        {**TIER, "file": "notes.md"},
        {**TIER, "file": "../usecases/ci.yaml"},
    ]
    keep(CHANGED, *others)
    assert lines(stage) == []


def test_several_lines_are_one_suggestion(stage: Any, keep: Keep) -> None:
    both = {**TIER, "last": 5, "was": "teir: 1\nsumary: Quick", "text": "tier: 1\nsummary: Quick"}
    keep(CHANGED, both)
    ((first, _, body),) = lines(stage)
    assert (first, body.count("\n")) == (4, 6)


def test_what_people_say_stays(stage: Any, keep: Keep) -> None:
    keep(CHANGED, TIER)
    world = stage.service.world
    (mine,) = world.every(LineComment)
    reply = {"id": world.new_id(), "author": "octo-pmm", "body": "Why?", "reply_to": mine.id}
    world.put(type(mine)(**{name: getattr(mine, name) for name in mine.__slots__} | reply))
    copied = {"id": world.new_id(), "author": "octo-fan"}
    world.put(type(mine)(**{name: getattr(mine, name) for name in mine.__slots__} | copied))
    keep(BEFORE)
    authors = [one.author for one in world.every(LineComment)]
    assert authors == ["octo-bot", "octo-pmm", "octo-fan"]


def test_nothing_stands_there_where_nobody_wants_it(stage: Any, keep: Keep) -> None:
    keep(CHANGED, TIER, suggest=False)
    assert lines(stage) == []
    assert not [one for one in stage.service.requests if one.path.endswith("/reviews")]


def test_a_refusal_leaves_the_one_comment(stage: Any, keep: Keep) -> None:
    refused = Fault(kind="error", path="/reviews$", status=422)
    stage.service.faults.script(refused)
    said = keep(CHANGED, TIER)
    assert said.startswith("Commented on pull request 1. No correction stands at its lines: ")
