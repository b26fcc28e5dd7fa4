"""Scenarios as text for people: documentation for users, and the user stories in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ucops.exchange.diagrams import flow, sequence
from ucops.exchange.ways import Way, actors, doers, ways
from ucops.model.catalog import Entry
from ucops.model.usecase import Scenario
from ucops.pages.templating import Templates, render
from ucops.prose.markdown import as_it_is
from ucops.prose.words import listed


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario as templates get it.

    Attributes:
        slug: Its key in the file.
        scenario: What the file says, field by field.
        branches: One way for each extension.
        sequence: Its sequence diagram, in Mermaid.
        flow: Its flow chart, in Mermaid.
    """

    slug: str
    scenario: Scenario
    branches: tuple[Way, ...]
    sequence: Markup
    flow: Markup


@dataclass(frozen=True, slots=True)
class Story:
    """A user story: who wants what, to what end, and by what one sees that it is there.

    Attributes:
        actor: Who wants it; None where the scenario names nobody.
        wants: What follows "I": the goal, or what a secondary actor does.
        benefit: What it is good for, or None.
        accepted: What has to hold, a sentence each.
    """

    actor: str | None
    wants: str
    benefit: str | None
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoriesView:
    """The stories of one scenario, and what of the scenario no story says."""

    title: str
    stories: tuple[Story, ...]
    lost: tuple[str, ...]


def scenario_view(slug: str, scenario: Scenario) -> ScenarioView:
    """A scenario with its diagrams."""
    _main, *branches = ways(scenario)
    diagrams = as_it_is(sequence(scenario)), as_it_is(flow(scenario))
    return ScenarioView(slug, scenario, tuple(branches), *diagrams)


def scenarios_markdown(
    environment: Templates, entry: Entry, scenarios: Mapping[str, Scenario]
) -> str:
    """The scenarios as documentation for users."""
    views = [scenario_view(slug, scenario) for slug, scenario in scenarios.items()]
    found = {"title": entry.use_case.title, "scenarios": views}
    return render(environment, "scenarios.md.j2", found)


def stories_markdown(
    environment: Templates, entry: Entry, scenarios: Mapping[str, Scenario]
) -> str:
    """The user stories that the scenarios hold."""
    views = [stories(scenario) for scenario in scenarios.values()]
    found = {"title": entry.use_case.title, "scenarios": views}
    return render(environment, "stories.md.j2", found)


def stories(scenario: Scenario) -> StoriesView:
    """A story for the primary actor's goal, and one for each other actor that does something."""
    main, *branches = ways(scenario)
    accepted = (
        *(f"{scenario.trigger or 'In the end'}: {end}" for end in main.ends_with),
        *(f"{way.condition}: {', '.join(way.own)}" for way in branches if way.own),
    )
    benefit = main.ends_with[0] if main.ends_with else None
    goal = Story(scenario.primary_actor, f"want to {_within(scenario.title)}", benefit, accepted)
    others = _of_others(scenario, benefit)
    return StoriesView(scenario.title, (goal, *others), tuple(_lost(scenario, branches)))


def _of_others(scenario: Scenario, benefit: str | None) -> Iterator[Story]:
    known = actors(scenario)
    done = [*zip(doers(scenario.steps, known), scenario.steps, strict=True)] if known else []
    for actor in known:
        own = tuple(step for doer, step in done if doer == actor)
        if own and actor != scenario.primary_actor:
            yield Story(actor, f"take part: {listed(own)}", benefit, ())


def _lost(scenario: Scenario, branches: list[Way]) -> Iterator[str]:
    """What the scenario says and a story has no place for."""
    for said, words in (
        (scenario.steps, f"the order of its {len(scenario.steps)} steps"),
        (branches, "the step at which each extension branches off"),
        (scenario.preconditions, "what has to hold before"),
        (scenario.guarantees.minimal, "what holds in any case"),
        (scenario.stakeholders, "who else has an interest"),
        (scenario.scope, "the system it is about"),
        (scenario.timebox, "how long a customer needs to test it"),
    ):
        if said:
            yield words


def _within(title: str) -> str:
    """A title within a sentence; one that begins with an abbreviation stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
