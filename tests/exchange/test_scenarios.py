"""Scenarios in other people's formats, as those formats' own readers find them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from gherkin.parser import Parser
from hypothesis import given
from hypothesis import strategies as st

from ucops.exchange.diagrams import flow, sequence
from ucops.exchange.gherkin import gherkin
from ucops.exchange.ways import doers, named_in, ways
from ucops.model.catalog import Entry
from ucops.model.usecase import Scenario, UseCase
from ucops.pages.scenarios import stories

GREEN_BUILD = {
    "title": "Get a first green build",
    "scope": "One repository",
    "primary_actor": "Developer",
    "secondary_actors": ["Runner", "Code reviewer"],
    "trigger": "A merge request is opened",
    "preconditions": ["There is a pipeline", "A runner is free"],
    "steps": ["Developer pushes", "The runner builds it", "Code reviewer tells the developer"],
    "extensions": {
        "2a": {"condition": "It fails", "steps": ["Developer reads the log", "Developer mends it"]},
        "*a": {"condition": "The network is down", "steps": ["Runner waits"]},
    },
    "guarantees": {"success": ["Main is green"], "minimal": ["The log is kept"]},
    "timebox": "2 weeks",
}
TEXT = st.text(max_size=40)


def entry(**scenarios: object) -> Entry:
    said = {"title": "Continuous integration", "problem": "P.", "scenarios": scenarios}
    return Entry("ci", "usecases/ci.yaml", UseCase.model_validate(said), ())


def feature(one: Entry) -> dict[str, object]:
    """What the official parser makes of a use case's scenarios."""
    document = Parser().parse(gherkin(one, one.use_case.scenarios))
    return document["feature"]  # type: ignore[no-any-return]  # the parser is untyped


def scenarios_of(rule: dict[str, object]) -> dict[str, list[str]]:
    """Each scenario's steps, with their keywords, by its name."""
    children = rule["rule"]["children"]  # type: ignore[index]  # as above
    found = [child["scenario"] for child in children]
    return {
        one["name"]: [f"{step['keyword']}{step['text']}" for step in one["steps"]] for one in found
    }


def test_an_extension_has_the_main_steps_up_to_the_one_it_branches_from() -> None:
    main, fails, down = ways(Scenario.model_validate(GREEN_BUILD))
    assert (main.step, len(main.common), main.own) == (0, 3, ())
    assert fails.common == ("Developer pushes", "The runner builds it")
    assert (down.step, len(down.common)) == (0, 3)


def test_gherkin_has_a_rule_for_a_scenario_and_a_scenario_for_each_way() -> None:
    found = feature(entry(green=GREEN_BUILD))
    assert found["name"] == "Continuous integration"
    (rule,) = found["children"]  # type: ignore[misc]  # the parser is untyped
    assert rule["rule"]["name"] == "Get a first green build"
    assert scenarios_of(rule) == {
        "Get a first green build": [
            "Given There is a pipeline",
            "And A runner is free",
            "When A merge request is opened",
            "And Developer pushes",
            "And The runner builds it",
            "And Code reviewer tells the developer",
            "Then Main is green",
        ],
        "2a It fails": [
            "Given There is a pipeline",
            "And A runner is free",
            "When A merge request is opened",
            "And Developer pushes",
            "And The runner builds it",
            "But It fails",
            "And Developer reads the log",
            "And Developer mends it",
            "Then The log is kept",
        ],
        "*a The network is down": [
            "Given There is a pipeline",
            "And A runner is free",
            "When A merge request is opened",
            "And Developer pushes",
            "And The runner builds it",
            "And Code reviewer tells the developer",
            "But The network is down",
            "And Runner waits",
            "Then The log is kept",
        ],
    }


@given(title=TEXT, step=TEXT, condition=TEXT, scope=TEXT)
def test_no_text_is_taken_for_a_keyword(title: str, step: str, condition: str, scope: str) -> None:
    said = {
        "title": title,
        "scope": scope,
        "steps": [step, "Scenario: none", '"""', "| a |", "# no", "@no", "Examples:"],
        "extensions": {"1a": {"condition": condition, "steps": ["Feature: none"]}},
    }
    (rule,) = feature(entry(one=said))["children"]  # type: ignore[misc]  # the parser is untyped
    assert len(scenarios_of(rule)) == len({title, f"1a {condition}"}) or title.startswith("1a")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The runner tells the developer", ["Runner", "Developer"]),
        ("Code reviewer reads it", ["Code reviewer"]),
        ("The runners wait for developers", []),
        ("", []),
    ],
)
def test_actors_are_found_as_whole_words(sentence: str, found: list[str]) -> None:
    assert named_in(sentence, ["Developer", "Runner", "Reviewer", "Code reviewer"]) == found


def test_who_does_a_step_that_names_nobody_is_who_did_the_one_before() -> None:
    steps = ["It begins", "Runner builds", "It is done"]
    assert list(doers(steps, ["Developer", "Runner"])) == ["Developer", "Runner", "Runner"]
    assert list(doers(steps, [])) == ["", "", ""]


def test_a_sequence_goes_from_who_does_a_step_to_whom_it_names() -> None:
    lines = sequence(Scenario.model_validate(GREEN_BUILD)).splitlines()
    assert "  p0->>p3: Developer pushes" in lines
    assert "  p2->>p0: Code reviewer tells the developer" in lines
    at = lines.index("  opt 2a It fails")
    assert lines[at - 1] == "  p1->>p3: The runner builds it"
    assert lines[at + 1] == "    p0->>p3: Developer reads the log"
    assert lines.index("  opt *a The network is down") > lines.index(
        "  p2->>p0: Code reviewer tells the developer"
    )


def test_a_flow_branches_at_the_step_of_each_extension() -> None:
    lines = flow(Scenario.model_validate(GREEN_BUILD)).splitlines()
    assert '  s2 -. "2a It fails" .-> e1x1' in lines
    assert '  t -. "*a The network is down" .-> e2x1' in lines
    assert '  ok(["✔ Main is green"])' in lines


@pytest.mark.parametrize("draw", [sequence, flow])
@given(title=TEXT, step=TEXT, actor=st.text(min_size=1, max_size=20))
def test_every_diagram_has_a_line_for_each_of_its_parts(
    draw: Callable[[Scenario], str], title: str, step: str, actor: str
) -> None:
    said = {"title": title, "primary_actor": actor, "steps": [step, step], "scope": title}
    text = draw(Scenario.model_validate(said))
    signs = re.sub(r"->>|-->|\(\[|\]\)|[\[\]\"]", "", text)
    assert not set(signs) & set("<>{}|;#`\\")
    assert text.endswith("\n")


def test_a_scenario_with_nothing_but_a_title_can_be_drawn() -> None:
    bare = Scenario.model_validate({"title": "Bare"})
    assert sequence(bare).splitlines() == [
        "sequenceDiagram",
        "  autonumber",
        "  participant p0 as System",
    ]
    assert "  t --> ok" in flow(bare)


def test_stories_say_who_wants_what_and_what_is_lost() -> None:
    view = stories(Scenario.model_validate(GREEN_BUILD))
    goal, runner, reviewer = view.stories
    assert (goal.actor, goal.wants) == ("Developer", "want to get a first green build")
    assert goal.benefit == "Main is green"
    assert "It fails: Developer reads the log, Developer mends it" in goal.accepted
    assert (runner.actor, runner.wants) == ("Runner", "take part: The runner builds it")
    assert reviewer.actor == "Code reviewer"
    assert "the order of its 3 steps" in view.lost
    assert "what holds in any case" in view.lost
