"""`ucops scenarios` on the example."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from gherkin.parser import Parser

from ucops import resources
from ucops.app.scenarios import FORMATS

Invoke = Callable[..., Result]
EXAMPLE = str(resources.example())
IDS = sorted(path.stem for path in (resources.example() / "usecases").glob("*.yaml"))


@pytest.mark.parametrize("use_case", IDS)
def test_the_official_parser_reads_every_feature_of_the_example(
    invoke: Invoke, use_case: str
) -> None:
    result = invoke("--root", EXAMPLE, "scenarios", use_case)
    assert result.exit_code == 0
    assert Parser().parse(result.stdout)["feature"]["name"]


@pytest.mark.parametrize("format_", FORMATS)
def test_one_scenario_can_be_chosen(invoke: Invoke, format_: str) -> None:
    result = invoke(
        "--root", EXAMPLE, "scenarios", "ci", "--scenario", "first-green-build", "--format", format_
    )
    assert result.exit_code == 0
    assert "A merge request is opened" in result.stdout


def test_markdown_holds_every_step_and_extension(invoke: Invoke) -> None:
    said = invoke("--root", EXAMPLE, "scenarios", "ci", "--format", "markdown").stdout
    assert "\n1. Developer pushes a branch\n2. The runner builds it and runs its tests\n" in said
    assert "- **2a · The build fails** (at step 2)\n" in said
    assert "\n  1. Developer opens the log of the failing job\n" in said


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["cii"], "did you mean 'ci'?"),
        (["ci", "--scenario", "first-gren-build"], "did you mean 'first-green-build'?"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    invoke: Invoke, arguments: list[str], hint: str
) -> None:
    result = invoke("--root", EXAMPLE, "scenarios", *arguments)
    assert result.exit_code == 2
    assert hint in result.stderr
