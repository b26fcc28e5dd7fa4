"""The story: why a customer changes, why they choose us, and in how many words we say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ucops.prose.words import counted, listed
from ucops.rules.engine.context import Context
from ucops.rules.engine.rule import Hit, Hits, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry

SHORT, LONG, KEY_VALUES = 25, 100, 3
NUMBER = re.compile(r"\d|\b(?:half|twice|double|one|two|three|ten|hundred|thousand)\b")


@use_case_rule("substance", "warning", needs=("value_drivers",))
def no_number(entry: Entry, context: Context) -> Hits:
    """Look for a number among the value drivers."""
    del context
    drivers = entry.use_case.value_drivers
    said = [text for one in drivers.values() for text in (one.metric, one.baseline, one.target)]
    if not any(text and NUMBER.search(text.casefold()) for text in said):
        missing = "No value driver has a number." if drivers else "There is no value driver."
        hint = "give one a `metric` with a `baseline` and a `target`"
        yield Hit(missing, ("value_drivers",), hint, on_key=True)


@use_case_rule("substance", "warning")
def short_too_long(entry: Entry, context: Context) -> Hits:
    """Count the words of the short message."""
    del context
    house = entry.use_case.message_house
    if house and house.short and (words := len(house.short.split())) > SHORT:
        hint = f"take out {counted(words - SHORT, 'word')}"
        yield Hit(f"The short message has {words} words.", ("message_house", "short"), hint)


@use_case_rule("substance", "warning")
def long_too_long(entry: Entry, context: Context) -> Hits:
    """Count the words of the long message."""
    del context
    house = entry.use_case.message_house
    if house and house.long and (words := len(house.long.split())) > LONG:
        hint = f"take out {counted(words - LONG, 'word')}"
        yield Hit(f"The long message has {words} words.", ("message_house", "long"), hint)


@use_case_rule("substance", "warning", needs=("message_house",))
def key_value_count(entry: Entry, context: Context) -> Hits:
    """Count the key values of a message house."""
    del context
    house = entry.use_case.message_house
    if house and len(house.key_values) != KEY_VALUES:
        message = f"{counted(len(house.key_values), 'key value')} instead of {KEY_VALUES}."
        hint = "choose the three that matter most to the buyer"
        yield Hit(message, ("message_house", "key_values"), hint, on_key=True)


@use_case_rule("substance", "warning")
def key_value_open(entry: Entry, context: Context) -> Hits:
    """Look for key values whose reason is still open."""
    del context
    house = entry.use_case.message_house
    for index, value in enumerate(house.key_values if house else ()):
        if value.why_us is None:
            path = ("message_house", "key_values", index, "why_us")
            yield Hit("This key value does not say why us.", path, "say what only we can do")


@use_case_rule("substance", "warning")
def differentiator_open(entry: Entry, context: Context) -> Hits:
    """Look for differentiators whose proof or demo is still open."""
    del context
    for slug, one in entry.use_case.differentiators.items():
        still_open = [field for field in ("proof", "demo") if getattr(one, field) is None]
        if still_open:
            message = f"'{one.title}' has no {' and no '.join(still_open)} yet."
            hint = "name a customer's result, and an address where it can be seen"
            yield Hit(message, ("differentiators", slug, still_open[0]), hint)


@use_case_rule("substance", "warning")
def problem_names_product(entry: Entry, context: Context) -> Hits:
    """Look for the names of our products in the problem, as whole words in their own spelling."""
    for product in context.config.products.values():
        named = rf"(?<!\w){re.escape(product.title)}(?!\w)"
        known_by = len(product.title) > len("CI/") and product.title in entry.use_case.problem
        if known_by and re.search(named, entry.use_case.problem):
            hint = "say it as a customer would who has never heard of us"
            yield Hit(f"The problem names our product '{product.title}'.", ("problem",), hint)


@use_case_rule("substance", "warning", needs=("personas",))
def no_buyer(entry: Entry, context: Context) -> Hits:
    """Look for a persona of the kind buyer."""
    known = context.config.personas
    kinds = {known[name].kind for name in entry.use_case.personas if name in known}
    if "buyer" not in kinds:
        buyers = [name for name, persona in known.items() if persona.kind == "buyer"]
        hint = (
            f"add one, such as {listed(buyers, 3)}"
            if buyers
            else ("give a persona in ucops.yaml `kind: buyer`, and name it here")
        )
        yield Hit("No persona decides or pays.", ("personas",), hint, on_key=True)


@use_case_rule("substance", "warning", needs=("discovery_questions",))
def no_discovery_question(entry: Entry, context: Context) -> Hits:
    """Look for at least one question."""
    del context
    if not entry.use_case.discovery_questions:
        hint = "add what a seller could ask"
        yield Hit("There is no discovery question.", ("discovery_questions",), hint)


@use_case_rule("substance", "warning")
def objection_without_answer(entry: Entry, context: Context) -> Hits:
    """Look for objections whose answer is still open."""
    del context
    for index, one in enumerate(entry.use_case.objections):
        if one.answer is None:
            path = ("objections", index, "answer")
            yield Hit("This objection has no answer yet.", path, "write what sellers may say")


@use_case_rule("substance", "warning", needs=(".target",))
def measure_without_target(entry: Entry, context: Context) -> Hits:
    """Look for measures that have no target."""
    del context
    for slug, measure in entry.use_case.measures.items():
        if measure.target is None:
            message = f"The measure '{measure.title}' has no target."
            yield Hit(message, ("measures", slug), "add `target`", on_key=True)
