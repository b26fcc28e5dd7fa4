"""`ucops scenarios`: one use case's scenarios for tests, diagrams and documentation."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ucops.app.named import entry_of, one_of
from ucops.app.run import Run
from ucops.exchange.diagrams import flow, sequence
from ucops.exchange.gherkin import gherkin
from ucops.model.catalog import Entry
from ucops.model.usecase import Scenario
from ucops.pages.scenarios import scenarios_markdown, stories_markdown
from ucops.pages.templating import folders, templates
from ucops.reading.load import load

FORMATS = ("gherkin", "mermaid", "markdown", "stories")


def scenarios(run: Run, use_case: str, format_: str, only: Collection[str] = ()) -> str:
    """The scenarios of a use case in one of `FORMATS`, all of them or some.

    Raises:
        UsageError: There is no such use case or scenario, or a template is wrong.
    """
    catalog = load(run.root).catalog
    entry = entry_of(catalog.entries, use_case)
    chosen = _chosen(entry, only)
    if format_ == "gherkin":
        return gherkin(entry, chosen)
    if format_ == "mermaid":
        return "\n".join(_diagrams(chosen))
    environment = templates(folders(run.root, catalog.config.paths.templates))
    page = scenarios_markdown if format_ == "markdown" else stories_markdown
    return page(environment, entry, chosen)


def _chosen(entry: Entry, only: Collection[str]) -> Mapping[str, Scenario]:
    known = entry.use_case.scenarios
    wanted = [one_of(known, slug, f"scenario of {entry.id}") for slug in only]
    return {slug: known[slug] for slug in wanted or known}


def _diagrams(chosen: Mapping[str, Scenario]) -> list[str]:
    """Two diagrams for each scenario, with a comment that Mermaid passes over between them."""
    return [
        f"%% {slug}: {kind}\n{draw(scenario)}"
        for slug, scenario in chosen.items()
        for kind, draw in (("sequence", sequence), ("flow", flow))
    ]
