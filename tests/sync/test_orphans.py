"""Orphans are named as still to be closed until they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import planned, synced

from ucops import resources
from ucops.pages.plan.markdown import applied_markdown, plan_markdown
from ucops.pages.plan.text import applied_lines, plan_lines
from ucops.pages.templating import templates
from ucops.sync.apply import Control, apply
from ucops.sync.change import Change, Plan
from ucops.sync.digest import plan_data

TEMPLATES = templates([resources.templates()])
STILL_OPEN = ("? ci/deck #3", "`ci/deck`, issue 3")
"""How the text and the Markdown name an orphan that is still to be closed."""

Shown = Callable[[Plan, int | None, Fake], str]

LEFT = desired(entry("ci", item("ci/demo")))


def in_step() -> Fake:
    github = Fake()
    synced(github, desired(entry("ci", item("ci/demo"), item("ci/deck"))))
    return github


def as_text(plan: Plan, writes: int | None, github: Fake) -> str:
    if writes is None:
        return "\n".join(line.text for line in plan_lines(plan))
    applied = apply(plan, github, github, Control(max_writes=writes))
    return "\n".join(line.text for line in applied_lines(plan, applied))


def as_markdown(plan: Plan, writes: int | None, github: Fake) -> str:
    if writes is None:
        return plan_markdown(plan, TEMPLATES)
    applied = apply(plan, github, github, Control(max_writes=writes))
    return applied_markdown(plan, applied, TEMPLATES)


CLOSED = {
    "a plan that leaves it open": (False, None, True),
    "a plan that closes it": (True, None, False),
    "a run that left it open": (False, 0, True),
    "a run that closed it": (True, 0, False),
    "a run that stopped before": (True, 1, True),
}


@pytest.mark.parametrize("shown", [as_text, as_markdown])
@pytest.mark.parametrize(("closing", "writes", "named"), CLOSED.values(), ids=CLOSED)
def test_what_is_closed_is_not_still_to_be_closed(
    shown: Shown, writes: int | None, *, closing: bool, named: bool
) -> None:
    github = in_step()
    changed = desired(entry("ci", item("ci/demo", title="Film")))
    plan = planned(github, changed, close_orphans=closing)
    assert plan.changes
    text = shown(plan, writes, github)
    assert any(words in text for words in STILL_OPEN) == named


def test_a_milestone_of_the_same_number_closes_no_orphan() -> None:
    plan = planned(in_step(), LEFT)
    ended = Change(
        action="close",
        kind="milestone",
        key="sprint-3",
        repository="acme/gtm",
        number=3,
        title="Sprint 3",
    )
    assert plan.left_open([ended]) == plan.orphans
    assert plan.left_open([replace(ended, kind="item")]) == ()


def test_programs_are_told_of_all_of_them() -> None:
    github = in_step()
    open_, closing = (plan_data(planned(github, LEFT, close_orphans=one)) for one in (False, True))
    assert open_["orphans"] == closing["orphans"]
    assert json.dumps(closing["orphans"]).count("ci/deck") == 1
