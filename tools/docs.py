"""Write the documentation that is made from the program itself, or say whether it is current.

python tools/docs.py            writes what has changed
python tools/docs.py --check    names what is not current, and ends with 1 if anything is
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import template
from fields_reference import render_reference
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from licences import packages
from performance import results
from views_reference import describe

from ucops.cli import COMMANDS, command_of, ucops
from ucops.exchange import ways
from ucops.github.snapshot import Gone, Issue, Unreachable
from ucops.library.assets import Asset, Gap
from ucops.library.find import Fit, Piece, Proof
from ucops.model.catalog import Entry, Item
from ucops.model.facts import Cell, KeyLink, Requirement, RoleSeat
from ucops.model.schema import config_schema, usecase_schema
from ucops.model.values import Link, Quantity
from ucops.pages.digest import view as digest_view
from ucops.pages.findings.listing import by_family
from ucops.pages.findings.rule_page import rule_page
from ucops.pages.issue.views import (
    EpicView,
    ItemText,
    Member,
    Reference,
    SharedPiece,
    UmbrellaView,
)
from ucops.pages.roadmap import events, page, parts, readers, roadmap, views
from ucops.pages.roadmap.burndown import BurnDownView
from ucops.pages.roadmap.burnup import BurnUp
from ucops.pages.roadmap.decisions import DecisionView
from ucops.pages.roadmap.gantt import Bar, Gantt, Section
from ucops.pages.roadmap.shelves import Shelf
from ucops.pages.scenarios import ScenarioView, StoriesView, Story
from ucops.pages.words import Word
from ucops.progress.breakdown import Part, SheetRow
from ucops.progress.burndown import BurnDown
from ucops.progress.forecast import Forecast
from ucops.progress.history import Week
from ucops.progress.measured import Measured
from ucops.progress.milestones import MilestoneProgress
from ucops.progress.programme import Filed, Programme, TierProgress, UseCaseProgress
from ucops.progress.readiness import Point, Readiness
from ucops.progress.standing import Standing
from ucops.progress.tally import Tally
from ucops.progress.workload import Workload
from ucops.reading.load import load
from ucops.rules.all import rules

ROOT = Path(__file__).parents[1]
COLUMNS = 80
VIEWS: Mapping[str, tuple[type, ...]] = {
    "The roadmap: `roadmap`": (
        roadmap.RoadmapView,
        roadmap.TierView,
        views.UseCaseRow,
        roadmap.MilestoneView,
        roadmap.PersonView,
        roadmap.Month,
        events.Event,
        Measured,
        DecisionView,
        Part,
        SheetRow,
        roadmap.OpenPlaces,
        roadmap.IssueView,
        roadmap.GoneView,
    ),
    "A use case's page: `use_case`": (
        page.UseCaseView,
        page.Group,
        page.SeatView,
        page.LinkView,
        Requirement,
        Cell,
        Readiness,
        Point,
    ),
    "A milestone's page: `milestone`": (readers.MilestonePage,),
    "A further page of the library: `shelf`": (Shelf,),
    "A person's page: `person`": (readers.PersonPage, readers.Task, readers.Chair),
    "What is found: `results`, `assets`, `gaps`": (Fit, Piece, Proof, Asset, Gap),
    "Scenarios and stories": (ScenarioView, ways.Way, StoriesView, Story),
    "On every page: `programme` and `here`": (
        Programme,
        UseCaseProgress,
        Entry,
        Standing,
        Item,
        Tally,
        RoleSeat,
        KeyLink,
        MilestoneProgress,
        BurnDown,
        TierProgress,
        Forecast,
        Week,
        Workload,
        Filed,
        parts.Way,
    ),
    "What GitHub holds, and what files say": (Issue, Gone, Unreachable, Link, Quantity),
    "On several pages": (
        views.ItemRow,
        views.Listing,
        views.Share,
        views.StateCount,
        Word,
        Gantt,
        Section,
        Bar,
    ),
    "A digest or an agenda: `digest`": (digest_view.Digest, digest_view.Section, digest_view.Line),
    "A chart: `chart`": (views.ChartView, views.Segment, BurnUp, BurnDownView),
    "An epic's text: `view`": (EpicView, Member, SharedPiece),
    "An item's text: `view`": (ItemText, Reference),
    "The text of the issue above all epics: `view`": (UmbrellaView,),
}


def helps() -> Iterator[tuple[str, str]]:
    """Every command's name with its help page, the whole program first."""
    size = {**ucops.context_settings, "terminal_width": COLUMNS, "max_content_width": COLUMNS}
    with click.Context(ucops, info_name="ucops", **size) as top:
        yield "ucops", ucops.get_help(top)
        for name in COMMANDS:
            command = command_of(name)
            with click.Context(command, info_name=name, parent=top, **size) as ctx:
                yield f"ucops {name}", command.get_help(ctx)


def cli_page() -> str:
    """The reference of the command line."""
    return rendered("cli.md.j2", commands=helps())


def rules_page() -> str:
    """The list of the rules, each with a link to its page."""
    everything = list(rules().values())
    summaries = {rule.name: rule_page(rule.name).summary for rule in everything}
    return rendered("rules.md.j2", families=by_family(everything), summaries=summaries)


def views_page() -> str:
    """The reference of what templates get."""
    parts = [(title, describe(classes)) for title, classes in VIEWS.items()]
    return rendered("views.md.j2", parts=parts)


def rendered(template: str, **values: object) -> str:
    """A page made with a template from this folder."""
    here = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=here, undefined=StrictUndefined, trim_blocks=True)  # noqa: S701 - Markdown, from our own text
    return environment.get_template(template).render(values).strip("\n") + "\n"


def as_json(schema: Mapping[str, Any]) -> str:
    """A JSON document as it is committed."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def documents() -> dict[str, str]:
    """Every generated file, by its path from the root."""
    config = load(ROOT).catalog.config
    return {
        "docs/reference/cli.md": cli_page(),
        "docs/reference/fields.md": render_reference(),
        "docs/reference/licences.md": rendered("licences.md.j2", packages=packages()),
        "docs/performance.md": rendered(
            "performance.md.j2", now=results("results.json"), before=results("before.json")
        ),
        "docs/reference/views.md": views_page(),
        "usecase.schema.json": as_json(usecase_schema(config)),
        "config.schema.json": as_json(config_schema()),
        "docs/rules/README.md": rules_page(),
        **template.files(),
    }


def stale(root: Path, wanted: Mapping[str, str]) -> list[str]:
    """The paths whose files are missing or differ."""
    return [
        path
        for path, text in sorted(wanted.items())
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    ]


def write(root: Path, wanted: Mapping[str, str]) -> None:
    """Bring the files in line with what is wanted."""
    for path in stale(root, wanted):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(wanted[path].encode())
        print(path)


def main(arguments: list[str]) -> int:
    """Write or check; return the exit code."""
    wanted = documents()
    if "--check" not in arguments:
        write(ROOT, wanted)
        return 0
    paths = stale(ROOT, wanted)
    for path in paths:
        print(f"{path} is not current; run `make docs` and commit it", file=sys.stderr)
    return 1 if paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
