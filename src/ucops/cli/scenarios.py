"""`ucops scenarios`: one use case's scenarios for tests, diagrams and documentation."""

from __future__ import annotations

import click

from ucops.app.scenarios import FORMATS, scenarios
from ucops.cli.common import common_options, format_option, session
from ucops.cli.output import give


@click.command()
@click.argument("use_case", metavar="ID")
@click.option(
    "--scenario", "only", multiple=True, metavar="SLUG", help="Only this scenario; repeatable."
)
@format_option(*FORMATS, words="Test outlines, diagrams, documentation, or user stories.")
@common_options
def command(use_case: str, only: tuple[str, ...], format_: str) -> None:
    """Write a use case's scenarios for tests, diagrams or documentation.

    Gherkin has a Feature for the use case, a Rule for each scenario, and in it a Scenario for the
    main way and for each extension. Mermaid has a sequence diagram and a flow chart for each.
    """
    give(scenarios(session().run(), use_case, format_, only))
