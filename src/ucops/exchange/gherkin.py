"""Scenarios as a Gherkin feature: test outlines that Cucumber and its kin can read.

One Feature for the use case, one Rule for each scenario, and in it one Scenario for the way on
which all goes well and one for each extension. See https://cucumber.io/docs/gherkin/reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ucops.exchange.ways import Way, ways
from ucops.model.catalog import Entry
from ucops.model.usecase import Scenario
from ucops.prose.words import one_line


def gherkin(entry: Entry, scenarios: Mapping[str, Scenario]) -> str:
    """The feature of a use case, with these of its scenarios.

    Every line of people's text stands behind a keyword or a label, so that none can be taken for
    a keyword, a table or a comment.
    """
    lines = [
        f"@use-case:{entry.id}",
        f"Feature: {_text(entry.use_case.title)}",
        f"  Problem: {_text(entry.use_case.problem)}",
    ]
    for slug, scenario in scenarios.items():
        lines += ["", *_rule(slug, scenario)]
    return "\n".join(lines) + "\n"


def _rule(slug: str, scenario: Scenario) -> Iterator[str]:
    yield f"  @scenario:{slug} @level:{scenario.level}"
    yield f"  Rule: {_text(scenario.title)}"
    for label, said in (
        ("Scope", scenario.scope),
        ("Primary actor", scenario.primary_actor),
        ("Secondary actors", ", ".join(scenario.secondary_actors)),
        ("Stakeholders", "; ".join(scenario.stakeholders)),
        ("Time box", scenario.timebox),
    ):
        if said:
            yield f"    {label}: {_text(said)}"
    for way in ways(scenario):
        yield ""
        yield from _scenario(scenario, way)


def _scenario(scenario: Scenario, way: Way) -> Iterator[str]:
    name = f"{way.name} {_text(way.condition)}" if way.name else _text(scenario.title)
    yield f"    Scenario: {name}"
    happens = [scenario.trigger] if scenario.trigger else []
    yield from _steps("Given", scenario.preconditions)
    yield from _steps("When", [*happens, *way.common])
    yield from _steps("But", [way.condition] if way.condition else [])
    yield from _steps("And", way.own)
    yield from _steps("Then", way.ends_with)


def _steps(keyword: str, steps: Sequence[str]) -> Iterator[str]:
    """Steps below one keyword: the first has it, the others follow with And."""
    for index, step in enumerate(one for one in steps if one.strip()):
        yield f"      {'And' if index else keyword} {_text(step)}"


def _text(text: str) -> str:
    return one_line(text)
