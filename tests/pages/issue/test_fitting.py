"""A text that is too long for an issue: what it is about yields, the work never."""

from __future__ import annotations

import pytest
from sync_catalogs import BODIES, catalog, day, entry, item

from ucops.github.body import is_shortened
from ucops.model.catalog import Catalog

WORK = ("1\u00a0Dec\u00a02026", "- [ ] Outline", "- [ ] Cut", "**Done?**", "To deliver:")
LONG = "Building by hand holds every change up. " * 2_000


def files(problem: str = "Short.", description: str = "Brief.", **more: object) -> Catalog:
    demo = item(
        "ci/demo",
        due=day("2026-12-01"),
        checklist=("Outline", "Cut"),
        description=description,
        **more,
    )
    return catalog(entry("ci", demo, problem=problem, summary="What it is."))


def shown(whole: Catalog, room: int) -> str:
    """The item's region in so many characters."""
    text = BODIES.item(whole, next(iter(whole.items)), room)
    assert len(text) <= room
    return text


def test_what_fits_is_whole() -> None:
    whole = files()
    full = BODIES.item(whole, next(iter(whole.items)))
    assert shown(whole, len(full)) == full
    assert not is_shortened(full)


@pytest.mark.parametrize("room", [1_500, 5_000, 60_000])
def test_the_problem_yields_first(room: int) -> None:
    text = shown(files(problem=LONG), room)
    assert all(part in text for part in (*WORK, "Brief.", "Building by hand"))
    assert text.count("shortened: the rest is in [the file](https://github.example/") == 1
    assert len(text) > room - 60  # it keeps what there is room for


def test_then_the_description_yields() -> None:
    text = shown(files(problem=LONG, description=LONG), 4_000)
    assert all(part in text for part in WORK)
    assert "hand holds" in text
    assert text.count("shortened") == 2


def test_the_description_stays_where_the_problem_alone_has_to_yield() -> None:
    text = shown(files(problem=LONG, description="Ten minutes. " * 300), 6_000)
    assert "Ten minutes. " * 299 in text


def test_an_epic_keeps_its_team_and_its_list() -> None:
    whole = catalog(entry("ci", problem=LONG, team={"tmm": "octo-tmm"}))
    text = BODIES.epic(whole, whole.entries["ci"], ("#2", "#3"), 3_000)
    assert len(text) <= 3_000
    assert all(part in text for part in ("`octo-tmm`", "- [ ] #2\n- [ ] #3", "How this works"))


def test_only_a_list_that_is_too_long_itself_is_cut() -> None:
    demo = item("ci/demo", checklist=tuple(f"Step {number}" for number in range(2_000)))
    text = shown(catalog(entry("ci", demo)), 5_000)
    assert "- [ ] Step 0" in text
    assert is_shortened(text)


@pytest.mark.parametrize("open_", ["```\n{}\n```", "`{}`", "<details>\n\n{}\n\n</details>"])
@pytest.mark.parametrize("field", ["problem", "description"])
def test_what_is_cut_pings_nobody_and_leaves_nothing_open(open_: str, field: str) -> None:
    text = shown(files(**{field: open_.format("@octo-lead closes #12 " * 3_000)}), 3_000)
    bare = text.replace("`@octo-lead closes #12", "")
    assert text.count("```") % 2 == 0
    assert text.count("<details") == text.count("</details")
    assert "**Done?**" in text
    if open_ == "`{}`":
        assert "@octo" not in bare
