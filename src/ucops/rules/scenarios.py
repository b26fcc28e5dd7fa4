"""Scenarios: the story step by step, so that a customer can be shown it and test it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ucops.model.patterns import EXTENSION
from ucops.prose.words import counted, listed
from ucops.rules.engine.context import Context
from ucops.rules.engine.rule import Hit, Hits, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry


def _without(entry: Entry, field: str, message: str, hint: str) -> Hits:
    for slug, scenario in entry.use_case.scenarios.items():
        if not getattr(scenario, field):
            text = f"The scenario '{scenario.title}' {message}."
            written = field in scenario.model_fields_set
            path = ("scenarios", slug, field) if written else ("scenarios", slug)
            yield Hit(text, path, hint, on_key=not written)


@use_case_rule("substance", "warning", needs=(".extensions",))
def scenario_without_extension(entry: Entry, context: Context) -> Hits:
    """Look for at least one extension in each scenario."""
    del context
    hint = "say what happens when a step goes another way, such as 2a: {condition: …, steps: […]}"
    yield from _without(entry, "extensions", "does not say what happens when a step fails", hint)


@use_case_rule("substance", "warning", needs=(".demo",))
def scenario_without_demo(entry: Entry, context: Context) -> Hits:
    """Look for a demo of each scenario."""
    del context
    hint = "give the address of a recording under `demo`"
    yield from _without(entry, "demo", "has no demo", hint)


@use_case_rule("substance", "warning", needs=(".timebox",))
def scenario_without_timebox(entry: Entry, context: Context) -> Hits:
    """Look for the time that a customer needs to test each scenario."""
    del context
    hint = "say how long a customer needs to test it, such as `timebox: 2 weeks`"
    yield from _without(entry, "timebox", "does not say how long a test takes", hint)


@use_case_rule("substance", "warning", needs=(".primary_actor", ".trigger", ".steps"))
def scenario_incomplete(entry: Entry, context: Context) -> Hits:
    """Look for who acts, what starts it, and what happens."""
    del context
    for slug, scenario in entry.use_case.scenarios.items():
        parts = ("primary_actor", "trigger", "steps")
        missing = [part.replace("_", " ") for part in parts if not getattr(scenario, part)]
        if missing:
            message = f"The scenario '{scenario.title}' has no {listed(missing)}."
            yield Hit(message, ("scenarios", slug), "add what is missing", on_key=True)


@use_case_rule("references", "error")
def unknown_step(entry: Entry, context: Context) -> Hits:
    """Look at the number in each extension's name; `*a` stands for any step."""
    del context
    for slug, scenario in entry.use_case.scenarios.items():
        for name in scenario.extensions:
            path = ("scenarios", slug, "extensions", name)
            found = EXTENSION.fullmatch(name)
            steps = len(scenario.steps)
            if not found:
                hint = "name it after its step: 2a, or *a for any step"
                yield Hit(f"'{name}' does not name a step.", path, hint, on_key=True)
            elif found[1] and not 1 <= int(found[1]) <= steps:
                hint = f"the scenario has {counted(steps, 'step') if steps else 'no steps'}"
                yield Hit(f"There is no step {found[1]}.", path, hint, on_key=True)
