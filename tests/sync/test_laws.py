"""Laws: a second run is empty, whatever people did; the order of the input does not matter."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sync_catalogs import catalog as catalog_of
from sync_catalogs import day, desired_of, entry, item
from sync_fake import Fake
from sync_runs import planned, synced

from ucops.github.snapshot import Issue
from ucops.model.catalog import Catalog, Entry, Item
from ucops.sync.digest import digest, plan_data
from ucops.sync.plan import plan

SLUGS = ("demo", "deck", "film", "page")
PEOPLE = st.sampled_from([None, "octo-tmm", "octo-pmm"])


@st.composite
def items(draw: st.DrawFn, use_case: str, slug: str) -> Item:
    keys = (f"{one}/{two}" for one in ("ci", "cd") for two in SLUGS)
    others = [key for key in keys if key != f"{use_case}/{slug}"]
    return item(
        f"{use_case}/{slug}",
        title=draw(st.sampled_from(["Demo", "A <!-- ucops:end --> title", "Deck @octo-x #1"])),
        description=draw(st.sampled_from(["", "- [ ] a\n- [ ] a", "<!-- ucops:v1 key=cd -->"])),
        responsible=draw(PEOPLE),
        milestone=draw(st.sampled_from([None, "sprint-3", "sprint-4"])),
        priority=draw(st.sampled_from([1, 2, 3])),
        stages=tuple(draw(st.sets(st.sampled_from(["awareness", "decision"])))),
        checklist=tuple(draw(st.lists(st.sampled_from(["Cut", "Reviewed"]), max_size=3))),
        repository=draw(st.sampled_from([None, None, "acme/web"])),
        deliverable=draw(st.sampled_from([None, None, "https://example.com/it"])),
        retired=draw(st.sampled_from([None, None, None, day("2026-11-01")])),
        skip=draw(st.sampled_from([None, None, None, "not here"])),
        depends_on=tuple(draw(st.sets(st.sampled_from(others), max_size=2))),
    )


@st.composite
def entries(draw: st.DrawFn, use_case: str) -> Entry:
    slugs = draw(st.sets(st.sampled_from(SLUGS)))
    return entry(
        use_case,
        *(draw(items(use_case, slug)) for slug in sorted(slugs)),
        status=draw(st.sampled_from(["active", "active", "active", "paused", "draft", "retired"])),
        tier=draw(st.sampled_from([1, 2, 3])),
        title=draw(st.sampled_from(["CI", "Continuous integration"])),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    return catalog_of(*(draw(entries(use_case)) for use_case in ("ci", "cd")))


def _tick(body: str) -> str:
    return body.replace("- [ ]", "- [x]", 1)


EDITS: dict[str, Callable[[Issue, random.Random], dict[str, object]]] = {
    "title": lambda issue, _: {"title": f"{issue.title}!"},
    "label on": lambda issue, _: {"labels": (*issue.labels, "question")},
    "label off": lambda issue, _: {"labels": issue.labels[1:]},
    "assign": lambda issue, _: {"assignees": tuple({*issue.assignees, "octo-friend"})},
    "unassign": lambda _i, _: {"assignees": ()},
    "milestone": lambda _i, dice: {"milestone": dice.choice([None, "Sprint 3", "Sprint 4"])},
    "close": lambda _i, dice: {
        "state": "closed",
        "state_reason": dice.choice(["completed", "not_planned", "duplicate"]),
    },
    "reopen": lambda _i, _: {"state": "open", "state_reason": "reopened"},
    "CRLF": lambda issue, _: {"body": issue.body.replace("\n", "\r\n")},
    "text": lambda issue, _: {"body": f"{issue.body}\n\nA note"},
    "tick": lambda issue, _: {"body": _tick(issue.body)},
    "marker": lambda issue, _: {"body": issue.body.partition("\n")[2]},
    "empty": lambda _i, _: {"body": ""},
    "end lost": lambda issue, _: {"body": issue.body.replace("<!-- ucops:end -->", "")},
    "begin lost": lambda issue, _: {"body": issue.body.replace("<!-- ucops:begin", "<!-- begin")},
    "marker below": lambda issue, _: {"body": f"Hello\n{issue.body}"},
    "doubled": lambda issue, _: {"body": f"{issue.body}\n{issue.body}"},
    "out": lambda _i, _: {"parent": None, "parent_repository": None},
    "unblock": lambda _i, _: {"blocked_by": ()},
}

PERSON = st.lists(
    st.tuples(st.sampled_from([*EDITS, "copy", "delete"]), st.integers(0, 2**16)), max_size=5
)


def act(github: Fake, deed: str, seed: int) -> None:
    """A person does something to one of the issues."""
    if not github.issues:
        return
    dice = random.Random(seed)  # noqa: S311 - a test's choice
    place = dice.choice(sorted(github.issues))
    issue = github.issues[place]
    if deed == "copy":
        github.file(repository=issue.repository, title=issue.title, body=issue.body)
    elif deed == "delete":
        github.delete(place)
    else:
        github.edit(*place, **EDITS[deed](issue, dice))


@given(st.lists(st.tuples(catalogs(), PERSON), min_size=1, max_size=3))
def test_the_second_run_is_empty_whatever_people_did(
    story: list[tuple[Catalog, list[tuple[str, int]]]],
) -> None:
    github = Fake()
    for catalog, deeds in story:
        wanted = desired_of(catalog)
        synced(github, wanted, close_orphans=len(deeds) % 2 == 0)
        for deed, seed in deeds:
            act(github, deed, seed)
        applied = synced(github, wanted)
        assert all(one.status == "done" for one in applied.outcomes), [
            one for one in applied.outcomes if one.status != "done"
        ]
        again = planned(github, wanted)
        assert again.changes == (), [(one.action, one.key, one.fields) for one in again.changes]


@given(st.lists(st.tuples(catalogs(), PERSON), min_size=1, max_size=2), st.randoms())
def test_the_order_of_the_snapshot_does_not_matter(
    story: list[tuple[Catalog, list[tuple[str, int]]]], dice: random.Random
) -> None:
    github = Fake()
    for catalog, deeds in story:
        wanted = desired_of(catalog)
        synced(github, wanted)
        for deed, seed in deeds:
            act(github, deed, seed)
    straight = github.snapshot()
    shuffled = replace(
        straight,
        issues=tuple(dice.sample(straight.issues, len(straight.issues))),
        labels=tuple(dice.sample(straight.labels, len(straight.labels))),
        milestones=tuple(dice.sample(straight.milestones, len(straight.milestones))),
    )
    other = desired_of(story[0][0])
    assert plan_data(plan(other, shuffled)) == plan_data(plan(other, straight))
    assert digest(plan(other, shuffled)) == digest(plan(other, straight))


@given(catalogs(), PERSON)
def test_no_text_of_people_is_ever_lost(catalog: Catalog, deeds: list[tuple[str, int]]) -> None:
    github = Fake()
    wanted = desired_of(catalog)
    synced(github, wanted)
    texts: dict[tuple[str, int], list[str]] = {}
    for number, (deed, seed) in enumerate(deeds):
        if deed not in ("empty", "delete"):
            act(github, deed, seed)
        for place, issue in list(github.issues.items()):
            github.edit(*place, body=f"{issue.body}\n\nNote {number}.")
            texts.setdefault(place, []).append(f"Note {number}.")
    synced(github, wanted)
    for place, notes in texts.items():
        assert all(note in github.issues[place].body for note in notes)


@given(catalogs())
def test_one_use_case_after_another_epics_first(catalog: Catalog) -> None:
    made = planned(Fake(), desired_of(catalog))
    order = [one.use_case for one in made.changes if one.kind in ("epic", "item")]
    assert [name for number, name in enumerate(order) if order.index(name) == number] == sorted(
        set(order), key=order.index
    )
    filed: set[str] = set()
    for change in made.changes:
        if change.action == "create" and change.kind == "item":
            assert change.use_case in filed
        if change.action == "block":
            assert {change.key, change.fields["blocked_by"][1]} <= filed
        filed.add(change.key)
