"""A small programme with one of everything, nasty text included."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from programme_data import (
    TODAY,
    catalog,
    closed,
    day,
    entry,
    issue,
    item,
    snapshot,
)

from ucops import resources
from ucops.github.snapshot import Gone, Snapshot
from ucops.model.catalog import Catalog, Entry
from ucops.model.values import Quantity
from ucops.pages.roadmap.render import Files, render_report
from ucops.progress.programme import Programme, measure

MILESTONES = {
    "sprint-3": {"title": "Use case sprint 3", "start": "2026-11-30", "due": "2026-12-18"},
    "sprint-2": {"title": "Use case sprint 2", "start": "2026-10-05", "due": "2026-10-30"},
}
PRODUCTS = {"ci": {"title": "CI", "features": {"pipelines": {"title": "Pipelines"}}}}
PERSONAS = {"dev-lead": {"title": "Development team lead"}}


def ci() -> Entry:
    """A use case that says all that can be said."""
    return entry(
        "ci",
        item(
            "ci/house",
            title="Message house",
            deliverable="https://example.com/house",
            stages=("awareness", "consideration", "decision"),
            audiences=("internal",),
        ),
        item(
            "ci/demo",
            title="Demo video: a | b <b>bold</b> @octo #12",
            type="video",
            role="tmm",
            responsible="octo-tmm",
            due=day("2026-12-18"),
            milestone="sprint-3",
            market_requirements=("build",),
            shows="demo",
            audiences=("contributor",),
        ),
        item(
            "ci/deck",
            title="Deck",
            due=day("2026-10-30"),
            milestone="sprint-2",
            stages=("consideration",),
            quantity=Quantity(2, 3),
        ),
        item(
            "ci/guide",
            title="Migration guide",
            due=day("2026-11-30"),
            depends_on=("ci/deck",),
            stages=("decision",),
            responsible=None,
        ),
        item("ci/card", title="Battlecard", type="battlecard", stages=("decision",)),
        item("ci/later", title="Later", due=day("2027-06-01"), depends_on=("ci/demo",)),
        item("ci/nowhere", title="Something else", stages=(), audiences=()),
        item("ci/roi", title="ROI calculator", skip="Covered by the group-wide calculator"),
        item("ci/webinar", title="Old webinar", retired=day("2026-11-01")),
        item("ci/poster", title="Poster"),
        title="Continuous integration",
        problem="We want better code sooner,\nbut building by hand holds *every* change up.",
        summary="Build and test every small change automatically.",
        personas=["dev-lead", "unknown"],
        value_drivers={
            "faster": {
                "title": "Deliver faster",
                "metric": "lead time",
                "baseline": "6 weeks",
                "target": "1 week",
            },
            "less-risk": {},
        },
        market_requirements={"build": {"title": "Build automation"}, "test": {"title": "Tests"}},
        solution={"ci": {"features": ["pipelines"], "how": "Runs the pipeline."}},
        team={"pmm": "octo-pmm", "tmm": ["octo-tmm", "octo-backup"], "pr": "n/a", "sa": "?"},
        links={
            "resource-page": "https://example.com/ci",
            "chat": "#solution_ci",
            "webcast-page": {"pending": "https://github.example/acme/gtm/issues/9"},
            "epic": "n/a",
        },
        scenarios={
            "first": {
                "title": "Get a first green build",
                "primary_actor": "Developer",
                "steps": ["Push a branch", "Read the result"],
                "timebox": "2 weeks",
                "demo": "https://example.com/demo",
            },
        },
        proof_points=[
            {
                "customer": "Example Bank",
                "result": "1000 builds a day",
                "public": True,
                "url": "https://example.com/case",
            },
            {"customer": "Secret Customer", "result": "Secret result", "public": False},
        ],
        measures={
            "arr": {
                "title": "New ARR",
                "unit": "kUSD",
                "target": 500,
                "source": "CRM report 12",
                "values": {"2026-09-30": 120, "2026-10-31": 180.5},
            },
            "wins": {"title": "Wins"},
        },
    )


def whole() -> Catalog:
    return catalog(
        ci(),
        entry("vcc", item("vcc/page", deliverable="https://example.com/v"), title="Versions"),
        entry(
            "onboarding",
            item("onboarding/page", milestone="sprint-3", due=day("2026-12-18")),
            tier=3,
            status="paused",
            title="Onboarding",
        ),
        entry("reuse", item("reuse/page"), title="Code reuse", status="draft"),
        entry("gone", item("gone/page"), title="Gone", status="retired"),
        title="Use-case go-to-market",
        milestones=MILESTONES,
        products=PRODUCTS,
        personas=PERSONAS,
    )


def held() -> Snapshot:
    return snapshot(
        issue("ci", 1),
        issue("ci/demo", 2, "status:in-progress", parent=1),
        issue("ci/deck", 3, parent=1),
        issue(
            "ci/guide",
            4,
            parent=1,
            repository="acme/pmm",
            parent_repository="acme/gtm",
            url="https://github.example/acme/pmm/issues/4",
        ),
        closed("ci/card", 5, on="2026-01-10"),
        closed("ci/poster", 6, "not_planned"),
        issue("onboarding", 7),
        issue("onboarding/page", 8, "status:in-review"),
        issue("ci/removed", 9, title="Removed <item>"),
        issue("ci/deck", 10, title="CI: Deck"),
        gone=(
            Gone(repository="acme/gtm", number=11, how="deleted", key="ci/nowhere"),
            Gone(
                repository="acme/gtm",
                number=13,
                how="moved",
                location="https://github.example/acme/other/issues/1",
            ),
        ),
    )


def sample(as_of: dt.date = TODAY) -> Programme:
    return measure(whole(), held(), as_of)


def rendered(programme: Programme, *folders: Path) -> Files:
    return render_report(programme, [*folders, resources.templates()])


_SOURCES = re.compile(r'(?:src|srcset)="([^"]+)"')


def relative_links(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Page and the file that it leads to, for every link and picture of every page."""
    for name, text in files.items():
        if name.endswith(".md"):
            tokens = MarkdownIt("commonmark").enable("table").parse(text)
            pieces = [child for token in tokens for child in token.children or ()]
            targets = [str(piece.attrGet("href") or "") for piece in pieces]
            for target in (*targets, *_SOURCES.findall(text)):
                if target and "://" not in target and not target.startswith("#"):
                    path = unquote(target.partition("#")[0])
                    yield name, posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
