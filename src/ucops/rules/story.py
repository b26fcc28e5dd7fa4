"""The story: why a customer changes, why they choose us, and in how many words we say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ucops.rules.engine.context import Context
from ucops.rules.engine.registry import Hit, Hits, use_case_rule
from ucops.rules.engine.wording import counted, listed

if TYPE_CHECKING:
    from ucops.model.catalog import Entry

SHORT, LONG, KEY_VALUES = 25, 100, 3
NUMBER = re.compile(r"\d|\b(?:half|twice|double|one|two|three|ten|hundred|thousand)\b")


@use_case_rule(
    "substance",
    "warning",
    summary="No value driver has a number.",
    why="A number is what makes a buyer act, and what tells us later whether it came true.",
    wrong="""
        status: active
        value_drivers:
          faster-delivery: {title: Deliver faster, metric: lead time}
        """,
    right="""
        status: active
        value_drivers:
          faster-delivery: {title: Faster, metric: lead time, baseline: 6 weeks, target: 1 week}
        """,
)
def no_number(entry: Entry, context: Context) -> Hits:
    """Look for a number among the value drivers."""
    del context
    drivers = entry.use_case.value_drivers
    said = [text for one in drivers.values() for text in (one.metric, one.baseline, one.target)]
    if not any(text and NUMBER.search(text.casefold()) for text in said):
        missing = "No value driver has a number." if drivers else "There is no value driver."
        hint = "give one a `metric` with a `baseline` and a `target`"
        yield Hit(missing, ("value_drivers",), hint, on_key=True)


@use_case_rule(
    "substance",
    "warning",
    summary="The short message has more than 25 words.",
    why="Nobody remembers more, and it does not fit where the short message is used.",
    wrong="""
        status: active
        message_house:
          short: >
            Build and test every small change by itself, on any platform and in any language, so
            that your developers know within minutes whether it works, and nobody has to wait.
        """,
    right="""
        status: active
        message_house:
          short: Build and test every small change by itself, and know within minutes.
        """,
)
def short_too_long(entry: Entry, context: Context) -> Hits:
    """Count the words of the short message."""
    del context
    house = entry.use_case.message_house
    if house and house.short and (words := len(house.short.split())) > SHORT:
        hint = f"take out {counted(words - SHORT, 'word')}"
        yield Hit(f"The short message has {words} words.", ("message_house", "short"), hint)


@use_case_rule(
    "substance",
    "warning",
    summary="The long message has more than 100 words.",
    why="It is read aloud and pasted into mails; beyond that nobody follows.",
    wrong="status: active\nmessage_house:\n  long: >\n" + "    word by word by word\n" * 21,
    right="""
        status: active
        message_house:
          long: >
            Every change waits for somebody to build and test it. Let the pipeline do it, and
            everybody sees the result where they work.
        """,
)
def long_too_long(entry: Entry, context: Context) -> Hits:
    """Count the words of the long message."""
    del context
    house = entry.use_case.message_house
    if house and house.long and (words := len(house.long.split())) > LONG:
        hint = f"take out {counted(words - LONG, 'word')}"
        yield Hit(f"The long message has {words} words.", ("message_house", "long"), hint)


@use_case_rule(
    "substance",
    "warning",
    summary="A message house without exactly three key values.",
    why="Three is what a listener keeps, and what the pages are laid out for.",
    wrong="""
        status: active
        message_house:
          key_values:
            - {promise: Know within minutes, why_us: Review and build in one place.}
        """,
    right="""
        status: active
        message_house:
          key_values:
            - {promise: Know within minutes, why_us: Review and build in one place.}
            - {promise: Build anything, why_us: Any platform and any language.}
            - {promise: Stay safe, why_us: Checks are part of every build.}
        """,
)
def key_value_count(entry: Entry, context: Context) -> Hits:
    """Count the key values of a message house."""
    del context
    house = entry.use_case.message_house
    if house and len(house.key_values) != KEY_VALUES:
        message = f"{counted(len(house.key_values), 'key value')} instead of {KEY_VALUES}."
        hint = "choose the three that matter most to the buyer"
        yield Hit(message, ("message_house", "key_values"), hint, on_key=True)


@use_case_rule(
    "substance",
    "warning",
    summary="A key value that does not say why us.",
    why="A promise that anybody could make wins nobody.",
    wrong="""
        status: active
        message_house:
          key_values:
            - {promise: Know within minutes, why_us: tbd}
        """,
    right="""
        status: active
        message_house:
          key_values:
            - {promise: Know within minutes, why_us: Review and build in one place.}
        """,
)
def key_value_open(entry: Entry, context: Context) -> Hits:
    """Look for key values whose reason is still open."""
    del context
    house = entry.use_case.message_house
    for index, value in enumerate(house.key_values if house else ()):
        if value.why_us is None:
            path = ("message_house", "key_values", index, "why_us")
            yield Hit("This key value does not say why us.", path, "say what only we can do")


@use_case_rule(
    "substance",
    "warning",
    summary="A differentiator without its proof or its demo.",
    why="The reasons to choose us are what a buyer doubts first.",
    wrong="""
        status: active
        differentiators:
          one-application: {title: Review and CI in one application, proof: tbd, demo: tbd}
        """,
    right="""
        status: active
        differentiators:
          one-application:
            title: Review and CI in one application
            proof: Example Bank merged its tools into one.
            demo: https://example.com/demo
        """,
)
def differentiator_open(entry: Entry, context: Context) -> Hits:
    """Look for differentiators whose proof or demo is still open."""
    del context
    for slug, one in entry.use_case.differentiators.items():
        still_open = [field for field in ("proof", "demo") if getattr(one, field) is None]
        if still_open:
            message = f"'{one.title}' has no {' and no '.join(still_open)} yet."
            hint = "name a customer's result, and an address where it can be seen"
            yield Hit(message, ("differentiators", slug, still_open[0]), hint)


@use_case_rule(
    "substance",
    "warning",
    summary="The problem names a product of ours.",
    why="A use case is the customer's problem in their words; our product is only the answer.",
    wrong="""
        title: Continuous integration
        problem: Customers do not use Acme Pipelines enough.
        status: active
        # ucops.yaml
        version: 1
        products: {pipelines: {title: Acme Pipelines}}
        """,
    right="""
        title: Continuous integration
        problem: Every change waits for a build by hand.
        status: active
        # ucops.yaml
        version: 1
        products: {pipelines: {title: Acme Pipelines}}
        """,
)
def problem_names_product(entry: Entry, context: Context) -> Hits:
    """Look for the names of our products in the problem, as whole words in their own spelling."""
    for product in context.config.products.values():
        named = rf"(?<!\w){re.escape(product.title)}(?!\w)"
        known_by = len(product.title) > len("CI/") and product.title in entry.use_case.problem
        if known_by and re.search(named, entry.use_case.problem):
            hint = "say it as a customer would who has never heard of us"
            yield Hit(f"The problem names our product '{product.title}'.", ("problem",), hint)


@use_case_rule(
    "substance",
    "warning",
    summary="No persona who decides or pays.",
    why="A story for users alone does not reach the person with the budget.",
    wrong="""
        status: active
        personas: [developer]
        # ucops.yaml
        version: 1
        personas:
          developer: {title: Developer, kind: user}
          director: {title: Director of development, kind: buyer}
        """,
    right="""
        status: active
        personas: [developer, director]
        # ucops.yaml
        version: 1
        personas:
          developer: {title: Developer, kind: user}
          director: {title: Director of development, kind: buyer}
        """,
)
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


@use_case_rule(
    "substance",
    "warning",
    summary="No discovery question.",
    why="Sellers open a conversation with a question in which the prospect recognises the problem.",
    wrong="""
        status: active
        """,
    right="""
        status: active
        discovery_questions: [How long does a developer wait for a build?]
        """,
)
def no_discovery_question(entry: Entry, context: Context) -> Hits:
    """Look for at least one question."""
    del context
    if not entry.use_case.discovery_questions:
        hint = "add what a seller could ask"
        yield Hit("There is no discovery question.", ("discovery_questions",), hint)


@use_case_rule(
    "substance",
    "warning",
    summary="An objection without an answer.",
    why="It reminds sellers of a doubt and leaves them alone with it.",
    wrong="""
        status: active
        objections:
          - {objection: It is too complex., answer: tbd}
        """,
    right="""
        status: active
        objections:
          - {objection: It is too complex., answer: A first pipeline takes ten minutes.}
        """,
)
def objection_without_answer(entry: Entry, context: Context) -> Hits:
    """Look for objections whose answer is still open."""
    del context
    for index, one in enumerate(entry.use_case.objections):
        if one.answer is None:
            path = ("objections", index, "answer")
            yield Hit("This objection has no answer yet.", path, "write what sellers may say")


@use_case_rule(
    "substance",
    "warning",
    summary="A measure without a target.",
    why="Without a target nobody can say whether it worked.",
    wrong="""
        status: active
        measures:
          arr: {title: New ARR, unit: kUSD}
        """,
    right="""
        status: active
        measures:
          arr: {title: New ARR, unit: kUSD, target: 500}
        """,
)
def measure_without_target(entry: Entry, context: Context) -> Hits:
    """Look for measures that have no target."""
    del context
    for slug, measure in entry.use_case.measures.items():
        if measure.target is None:
            message = f"The measure '{measure.title}' has no target."
            yield Hit(message, ("measures", slug), "add `target`", on_key=True)
