"""What goes and what comes that may be one thing is named once, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from preview_data import CI, CONFIG, FILES, VCC, compared, with_

from ucops.preview.lookalikes import MOST

ITEM = "may be the former item {}"
CASE = "may be the former use case {}"
OWN = "title: Benchmark report\n    role: tmm"
MOVED = with_(CI, "bom:\n", "bom:\n  speech: {title: talk, role: pmm}\n")


def said(root: Path, before: dict[str, str | None], after: dict[str, str | None]) -> list[str]:
    """What is said of former things, by use case."""
    return [
        f"{case.change.id}: {one.title}: {(ITEM if one.item else CASE).format(one.former)}"
        for case in compared(root, before, after).cases
        for one in case.likely
    ]


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("ci-benchmark", "title: Benchmark report"),
        ("ci-benchmark", "title: benchmark  Report"),
        ("ci-benchmark", "title: Benchmark reports"),
        ("report", "title: A report\n    description: How fast it is."),
        ("report", "title: A report\n    deliverable: https://example.com/report"),
    ],
)
def test_an_item_under_another_key_is_named(tmp_path: Path, key: str, entry: str) -> None:
    told = "\n    description: How fast it is.\n    deliverable: https://example.com/report"
    before = with_(CI, "title: Benchmark report", f"title: Benchmark report{told}")
    before = with_(before, "    checklist: [Outline]\n", "")
    after = with_(CI, "  benchmark:\n    title: Benchmark report", f"  {key}:\n    {entry}")
    after = with_(after, "    checklist: [Outline]\n", "")
    title = " ".join(entry.partition("\n")[0].removeprefix("title: ").split(" "))
    words = ITEM.format("benchmark")
    assert said(tmp_path, {"ci": before}, {"ci": after}) == [f"ci: {title}: {words}"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("{title: Part 1}", "{title: Part 2}"),
        ("{title: Slides}", "{title: Benchmarks}"),
        ("{title: Slides, skip: Not needed.}", "{title: Slides}"),
        ("{title: Slides}", "{title: Slides, previously: [before]}"),
    ],
)
def test_another_item_is_not(tmp_path: Path, was: str, now: str) -> None:
    before = with_(CI, "bom:\n", f"bom:\n  before: {was}\n")
    after = with_(CI, "bom:\n", f"bom:\n  after: {now}\n")
    assert said(tmp_path, {"ci": before}, {"ci": after}) == []


def test_an_item_that_goes_is_named_once(tmp_path: Path) -> None:
    before = with_(CI, "bom:\n", "bom:\n  before: {title: Slides}\n")
    after = with_(CI, "bom:\n", "bom:\n  one: {title: Slides}\n  two: {title: Slides}\n")
    words = ITEM.format("before")
    assert said(tmp_path, {"ci": before}, {"ci": after}) == [f"ci: Slides: {words}"]


def test_an_item_that_goes_to_another_use_case_is_named_by_its_full_key(tmp_path: Path) -> None:
    empty = VCC.partition("bom:")[0]
    words = ITEM.format("vcc/talk")
    assert said(tmp_path, {}, {"ci": MOVED, "vcc": empty}) == [f"ci: talk: {words}"]
    assert said(tmp_path, {}, {"ci": MOVED}) == []


def test_standard_items_are_compared_by_their_titles(tmp_path: Path) -> None:
    renamed = with_(CONFIG, "  brief: {title: Brief", "  short-brief: {title: Brief")
    reworded = with_(CONFIG, "  brief: {title: Brief", "  briefs: {title: Briefs")
    words = ITEM.format("brief")
    told = [f"{case}: Brief: {words}" for case in ("ci", "vcc")]
    assert said(tmp_path, {}, {"config": renamed}) == told
    assert said(tmp_path, {}, {"config": reworded}) == []


@pytest.mark.parametrize(
    "change",
    [
        ("", ""),
        ("title: Continuous integration", "title: Builds"),
        ("problem: Every", "problem: Each and every"),
        ("tier: 2", "tier: 1"),
    ],
)
def test_a_use_case_under_another_id_is_named_and_its_items_are_not(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    after = with_(CI, *change)
    title = after.partition("\n")[0].removeprefix("title: ")
    expected = [f"builds: {title}: {CASE.format('ci')}"]
    assert said(tmp_path, {}, {"ci": None, "builds": after}) == expected


@pytest.mark.parametrize("second", [True, False])
def test_a_use_case_that_shares_most_with_one_that_goes_is_named(
    tmp_path: Path, *, second: bool
) -> None:
    other = "title: Build health\nproblem: Builds fail, and nobody knows why.\n"
    rest = CI.partition("tier: 2\n")[2] if second else "bom: {talk: {title: A talk}}\n"
    found = said(tmp_path, {}, {"ci": None, "builds": other + rest})
    assert found == ([f"builds: Build health: {CASE.format('ci')}"] if second else [])


def test_a_use_case_that_names_its_former_id_is_not_asked_about(tmp_path: Path) -> None:
    after = f"previously: [ci]\n{CI}"
    assert said(tmp_path, {}, {"ci": None, "builds": after}) == []
    assert said(tmp_path, {}, {"builds": FILES["usecases/ci.yaml"]}) == []


def test_of_very_many_nobody_compares_each_with_each(tmp_path: Path) -> None:
    def with_items(count: int, name: str) -> str:
        items = "".join(f"  {name}-{at}: {{title: Slides {at}}}\n" for at in range(count))
        return with_(CI, "bom:\n", f"bom:\n{items}")

    for count, told in ((MOST, MOST), (MOST + 1, 0)):
        root = tmp_path / str(count)
        before, after = with_items(count, "a"), with_items(count, "b")
        assert len(said(root, {"ci": before}, {"ci": after})) == told
