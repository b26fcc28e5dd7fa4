"""How long bodies get: the same as what a first plan sends, and never more than the quick bound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sync_catalogs import REPOSITORY, catalog, day, desired_of, entry, item
from sync_fake import Fake
from sync_runs import planned

from ucops.errors import UsageError
from ucops.model.catalog import Catalog
from ucops.model.github_limits import BODY
from ucops.pages.issue.lengths import Lengths
from ucops.reading.load import load
from ucops.sync.request import CreateIssue

SERVER = "https://github.example"
PARTS = [
    "word ",
    "@octo ",
    "#12 ",
    "GH-1 ",
    "|",
    "\n",
    "<!-- ",
    "&#64;a",
    "abcdef1 ",
    "é",
    "😀",
    "https://github.example/a/b/issues/1 ",
    "www.github.example/a/b/pull/2 ",
]


def lengths(whole: Catalog, root: Path = Path("nowhere")) -> Lengths:
    return Lengths(root, whole, REPOSITORY, SERVER)


def sent(whole: Catalog) -> dict[str, str]:
    """The bodies that a first plan sends, by key."""
    plan = planned(Fake(), desired_of(whole))
    requests = [change.request for change in plan.changes]
    return {one.body.key: one.body.text for one in requests if isinstance(one, CreateIssue)}


def measured(whole: Catalog, key: str) -> int:
    one = whole.entries[key.partition("/")[0]]
    return lengths(whole).of(one, next((it for it in one.items if it.key == key), None))


def with_problem(text: str) -> tuple[Catalog, str]:
    return catalog(entry("ci", problem=text)), "ci"


def with_description(text: str) -> tuple[Catalog, str]:
    return catalog(
        entry("ci", item("ci/demo", description=text, milestone="sprint-3", responsible="octo-tmm"))
    ), "ci/demo"


@pytest.mark.parametrize("make", [with_problem, with_description])
@pytest.mark.parametrize("sign", ["x", "é", "😀", "@a"])
def test_a_body_is_too_long_from_65_537_characters_on(
    make: Callable[[str], tuple[Catalog, str]], sign: str
) -> None:
    some = sign * 15_000 + "x" * 20_000
    whole, key = make(some)
    room = BODY - len(sent(whole)[key])
    fits, exceeds = (make(some + "x" * more)[0] for more in (room, room + 1))
    assert (measured(fits, key), len(sent(fits)[key])) == (BODY, BODY)
    assert "shortened" not in sent(fits)[key]
    assert measured(exceeds, key) == BODY + 1
    assert "shortened" in sent(exceeds)[key]


TEXT = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
LINES = st.lists(TEXT, max_size=5).map(tuple)


@given(
    texts=st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT),
    lines=LINES,
    titles=st.lists(TEXT, max_size=4),
    people=st.lists(st.sampled_from(["octo-a", "octo-backup"]), max_size=3),
)
@example(
    texts=("|" * 900, "@a" * 900, "|" * 900, "&#64;" * 900, "#1" * 900),
    lines=("|" * 99,) * 9,
    titles=["|" * 900] * 9,
    people=["octo-a"] * 9,
)
def test_no_body_is_longer_than_its_bound(
    texts: tuple[str, ...], lines: tuple[str, ...], titles: list[str], people: list[str]
) -> None:
    problem, summary, title, description, address = texts
    slugs = [f"s-{number}" for number in range(len(titles))]
    titled = {slug: {"title": text} for slug, text in zip(slugs, titles, strict=True)}
    roles = {"pmm": {"title": title}} | titled
    demo = item(
        "ci/demo",
        title=title,
        description=description,
        checklist=lines,
        deliverable=address,
        market_requirements=tuple(slugs),
        depends_on=("ci/other", "ci/gone"),
        type="video",
        start=day("2026-11-30"),
        due=day("2026-12-11"),
        milestone="sprint-3",
        shows="demo",
        responsible="octo-a",
        stages=("awareness", "consideration", "decision"),
        audiences=("executive", "manager", "contributor"),
    )
    whole = catalog(
        entry(
            "ci",
            demo,
            item("ci/other", title=title),
            problem=f"P {problem}",
            summary=summary,
            title=title or "T",
            market_requirements=titled,
            personas=slugs,
            industries=slugs,
            links=dict.fromkeys(slugs, f"https://a.b/{address}"),
            team=dict.fromkeys(roles, people or "?"),
            status="paused",
        ),
        roles=roles,
        link_kinds=titled,
        industries=dict(zip(slugs, titles, strict=True)),
        personas={
            slug: {"title": text, "audience": "manager", "kind": "user"}
            for slug, text in zip(slugs, titles, strict=True)
        },
        milestones={"sprint-3": {"title": title}},
        collateral_types={"video": {"title": title}},
    )
    entry_ = whole.entries["ci"]
    for one in (None, *entry_.items):
        assert lengths(whole)._exactly(entry_, one) < lengths(whole)._bound(entry_, one)


def test_what_certainly_fits_is_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(*_: Any) -> int:
        raise AssertionError

    monkeypatch.setattr(Lengths, "_exactly", unwanted)
    assert 0 < measured(with_description("word " * 1_000)[0], "ci/demo") <= BODY
    with pytest.raises(AssertionError):
        measured(with_description("word " * 8_000)[0], "ci/demo")


def test_the_repositorys_own_template_counts(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/item.md.j2").write_text("{{ 'x' * 70000 }}")
    whole, _ = with_description("short")
    one = whole.entries["ci"]
    assert lengths(whole, tmp_path).of(one, one.items[0]) > 70_000
    assert lengths(whole, tmp_path).of(one) < BODY


def test_a_template_that_is_wrong_is_said(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/epic.md.j2").write_text("{{ view.nothing }}")
    one = with_problem("short")[0]
    with pytest.raises(UsageError, match=r"epic\.md\.j2, line 1"):
        lengths(one, tmp_path).of(one.entries["ci"])


def test_what_files_of_a_usual_size_ask_for_is_not_rendered() -> None:
    whole = load(Path(__file__).parents[3]).catalog
    measure = lengths(whole)
    for one in whole.entries.values():
        assert all(measure._bound(one, it) <= BODY for it in (None, *one.items))
