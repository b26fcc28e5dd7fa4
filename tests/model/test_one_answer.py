"""Rules, progress, previews, the index and the pages give one answer to each question."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from programme import write
from programme_data import closed, issue, snapshot

from ucops.github.snapshot import Issue
from ucops.model.values import AUDIENCES, STAGES
from ucops.pages.roadmap.page import use_case_view
from ucops.pages.roadmap.parts import Around, page_path
from ucops.pages.roadmap.render import render_report
from ucops.preview.measures import measures
from ucops.progress.index import index
from ucops.progress.programme import Programme, measure
from ucops.reading.load import Loaded, load
from ucops.resources import templates
from ucops.rules.check import check

TODAY = dt.date(2026, 11, 22)
ROLES = ("pmm", "tmm", "devrel")
KINDS = ("page", "chat", "epic")
NEEDS = tuple(f"r{number}" for number in range(13))
SHOWS = ("demo", "comparison", "roi")
MATURITIES = ("ga", "partial_ga", "beta", "experimental", "not_implemented", "deprecated")


def some(*values: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least)


def fields(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=strategies)


SEAT = st.sampled_from(["?", "n/a", "octo-a", ["octo-a", "octo-b"], ["?"], None])
LINK = st.sampled_from(["tbd", "n/a", "https://example.com", {"pending": "https://example.com"}])
DAY = st.dates(dt.date(2026, 9, 1), dt.date(2027, 2, 1))
ITEM = fields(
    stages=some(*STAGES, least=1),
    audiences=some(*AUDIENCES, "internal", least=1),
    market_requirements=some(*NEEDS[:3], least=1),
    shows=st.sampled_from(SHOWS),
    type=st.sampled_from(["deck", "video"]),
    deliverable=st.sampled_from(["https://example.com/piece", "tbd"]),
    reviewed=DAY,
    due=DAY,
    skip=st.just("Nobody here needs it"),
    retired=st.just(dt.date(2026, 10, 1)),
)
USE_CASE = st.fixed_dictionaries(
    {
        "title": st.just("CI"),
        "problem": st.just("Every change waits."),
        "tier": st.sampled_from([1, 2, 3]),
        "status": st.sampled_from(["active", "active", "active", "paused", "draft", "retired"]),
        "market_requirements": st.integers(1, 13).map(
            lambda count: {slug: {"title": slug.upper()} for slug in NEEDS[:count]}
        ),
    },
    optional={
        "scenarios": st.just(
            {"s": {"title": "S", "demo": "https://example.com", "market_requirements": ["r0"]}}
        ),
        "team": st.dictionaries(st.sampled_from(ROLES), SEAT, min_size=1),
        "links": st.dictionaries(st.sampled_from(KINDS), LINK, min_size=1),
        "bom": st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), ITEM, min_size=1),
        "solution": some(*MATURITIES, least=1).map(
            lambda names: {"ci": {"features": [name.replace("_", "-") for name in names]}}
        ),
    },
)
CONFIG = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "preset": st.just("none"),
        "roles": st.fixed_dictionaries(
            {
                role: st.sampled_from([{"title": role}, {"title": role, "lead": "octo-lead"}])
                for role in ROLES
            }
        ),
        "link_kinds": st.fixed_dictionaries(
            {
                kind: st.lists(st.sampled_from([1, 2, 3]), unique=True, min_size=1).map(
                    lambda tiers: {"title": "A link", "tiers": tiers}
                )
                for kind in KINDS
            }
        ),
        "collateral_types": st.just(
            {"deck": {"title": "Deck", "refresh_after": 30}, "video": {"title": "Video"}}
        ),
        "products": st.just(
            {
                "ci": {
                    "title": "CI",
                    "features": {
                        name.replace("_", "-"): {"title": name, "maturity": name}
                        for name in MATURITIES
                    },
                }
            }
        ),
    }
)


def loaded(config: dict[str, Any], use_case: dict[str, Any]) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        files: dict[str, str | bytes] = {"usecases/ci.yaml": yaml.safe_dump(use_case)}
        return load(write(Path(folder), files, yaml.safe_dump(config)))


def page(programme: Programme) -> str:
    return render_report(programme, [templates()])[page_path(programme.config, "ci")]


def told(files: Loaded) -> dict[str, list[str]]:
    """What validation says, by rule."""
    found: dict[str, list[str]] = {}
    for finding in check(files, as_of=TODAY):
        found.setdefault(finding.rule, []).append(finding.message)
    return found


def number(messages: list[str]) -> int:
    """The number that the one message about something starts or goes on with; 0 without any."""
    assert len(messages) < 2
    return int(re.findall(r"\d+", messages[0])[0]) if messages else 0


@given(CONFIG, USE_CASE)
def test_validation_finds_what_the_index_counts(
    config: dict[str, Any], use_case: dict[str, Any]
) -> None:
    files = loaded(config, use_case)
    found, programme = told(files), measure(files.catalog, None, TODAY)
    document = index(programme)
    (one,) = (*document["use_cases"], *document["drafts"], *document["retired"])
    shown = one["market_requirements"]
    if use_case["status"] in {"draft", "retired"}:
        return
    assert number(found.get("open-link", [])) == one["links"]["tbd"]
    assert number(found.get("journey-gap", [])) == len(one["gaps"])
    if use_case["tier"] == 1:
        assert number(found.get("open-seat", [])) == one["seats"]["open"]
    for show in SHOWS:
        missing = number(found.get(f"requirement-without-{show}", []))
        assert missing == shown["count"] - shown[f"with_{show}"] - shown[f"{show}_planned"]
    stale = [item for item in one["items"] if item["state"] == "needs-refresh"]
    assert len(found.get("stale-collateral", [])) == len(stale)
    (progress,) = programme.every
    earned = {point.test: point.earned for point in progress.readiness.points}
    solved = "solution" in use_case and "unavailable-feature" not in found
    assert earned["Possible with today's product"] == solved


KEYS = ("ci/a", "ci/b", "ci/c")
ISSUES = st.lists(st.sampled_from([issue, closed]), max_size=3).map(
    lambda makers: tuple(
        make(key, place) for place, (key, make) in enumerate(zip(KEYS, makers, strict=False), 1)
    )
)


@given(CONFIG, USE_CASE, ISSUES)
def test_the_page_and_the_preview_say_what_the_index_counts(
    config: dict[str, Any], use_case: dict[str, Any], issues: tuple[Issue, ...]
) -> None:
    programme = measure(loaded(config, use_case).catalog, snapshot(*issues), TODAY)
    document = index(programme)
    (one,) = (*document["use_cases"], *document["drafts"], *document["retired"])
    (progress,) = programme.every
    view = use_case_view(Around(programme).at(page_path(programme.config, "ci")), progress)
    numbers = {each.name: each.after for each in measures(None, progress)}
    shown, states = one["market_requirements"], list(one["journey"].values())
    assert page(programme).count("**gap**") == len(one["gaps"]) == states.count("gap")
    assert numbers["journey_covered"] == (states.count("covered"), 9)
    assert numbers["journey_planned"] == (states.count("planned"), 9)
    for show in SHOWS:
        covers = [getattr(row, show) for row in view.requirements]
        assert numbers[f"with_{show}"] == (shown[f"with_{show}"], None)
        assert numbers[f"{show}_planned"] == (shown[f"{show}_planned"], None)
        assert covers.count("shown") == shown[f"with_{show}"] == getattr(view, f"with_{show}")
        assert covers.count("planned") == shown[f"{show}_planned"]
    assert view.open_seats == one["seats"]["open"]
    assert numbers["seats_named"] == (one["seats"]["named"], one["seats"]["total"])
    assert view.open_links == one["links"]["tbd"]
    assert numbers["links_present"] == (one["links"]["present"], one["links"]["total"])
    assert numbers["items_done"] == (one["done"], one["items_total"])
    assert (view.row.health.slug if view.row.health else None) == one["health"]
    assert (one["health"] is None) == (use_case["status"] != "active")
    if use_case["status"] in {"active", "paused"}:
        totals = document["programme"]
        assert totals["open_seats"] == one["seats"]["open"]
        assert totals["open_links"] == one["links"]["tbd"]
