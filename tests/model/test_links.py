from __future__ import annotations

from typing import Any

import pytest
from programme_data import config, entry, programme

from ucops.model.facts import LinkCount, count_links, links

KINDS = tuple(config().link_kinds)
PRINTED = {
    "ci": (1, ["resource-page", "campaign-page", "chat", "epic"]),
    "cd": (2, ["resource-page", "chat", "epic"]),
    "devsecops": (1, ["resource-page", "campaign-page", "chat", "epic"]),
    "vcc": (1, list(KINDS)),
    "gitops": (2, ["resource-page", "campaign-page", "chat", "epic"]),
    "agile": (2, ["topic-page", "webcast-page", "chat", "epic"]),
}
"""The key links of six use cases as a page once printed them; the rest was tbd."""


def written(use_case: str) -> dict[str, Any]:
    there = PRINTED[use_case][1]
    found: dict[str, Any] = {kind: f"https://example.com/{kind}" for kind in there}
    if use_case == "cd":
        found["campaign-page"] = {"pending": "https://example.com/epics/748"}
    return dict.fromkeys(KINDS, "tbd") | found


def test_forty_two_links() -> None:
    entries = [entry(name, tier=tier, links=written(name)) for name, (tier, _) in PRINTED.items()]
    counts = {one.entry.id: count_links(one.links) for one in programme(*entries).use_cases}
    assert sum(count.total for count in counts.values()) == 42
    assert sum(count.pending for count in counts.values()) == 1
    assert {name: count.present for name, count in counts.items()} == {
        "ci": 4,
        "cd": 3,
        "devsecops": 4,
        "vcc": 7,
        "gitops": 4,
        "agile": 4,
    }
    assert sum(count.present for count in counts.values()) == 26
    assert sum(count.tbd for count in counts.values()) == 15


@pytest.mark.parametrize(("gitops", "agile"), [(6, 2)])
def test_the_same_links_with_two_put_into_the_right_column(gitops: int, agile: int) -> None:
    moved = dict.fromkeys(("topic-page", "webcast-page"), "tbd")
    right = dict.fromkeys(moved, "https://example.com/gitops")
    counts = [
        count_links(links(entry("gitops", links=written("gitops") | right).use_case, config())),
        count_links(links(entry("agile", links=written("agile") | moved).use_case, config())),
    ]
    assert [count.present for count in counts] == [gitops, agile]


def test_a_tier_expects_its_kinds_and_a_file_may_list_more() -> None:
    some = config(link_kinds={kind: {"title": kind, "tiers": [1]} for kind in KINDS[1:]})
    assert [link.kind for link in links(entry("ci", tier=3).use_case, some)] == [KINDS[0]]
    listed = entry("ci", tier=3, links={KINDS[3]: "tbd", "unknown": "tbd"})
    assert [link.kind for link in links(listed.use_case, some)] == [KINDS[0], KINDS[3]]


def test_a_link_that_is_not_applicable_leaves_the_denominator() -> None:
    found = count_links(links(entry("ci", links={"epic": "n/a", "chat": "#ci"}).use_case, config()))
    assert found == LinkCount(total=6, present=1, pending=0, tbd=5, not_applicable=1)


def test_of_several_links_the_furthest_says_how_far_the_kind_is() -> None:
    several: dict[str, Any] = {
        "chat": ["tbd", {"pending": "https://example.com/1"}, "https://example.com/2"],
        "epic": ["n/a", "tbd"],
        "topic-page": [],
        "webcast-page": "https://example.com/3",
    }
    found = {one.kind: one for one in links(entry("ci", tier=1, links=several).use_case, config())}
    assert {kind: found[kind].link.state for kind in several} == {
        "chat": "present",
        "epic": "tbd",
        "topic-page": "tbd",
        "webcast-page": "present",
    }
    assert [len(found[kind].every) for kind in several] == [3, 2, 1, 1]
