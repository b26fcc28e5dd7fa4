"""The ways through a scenario: the one on which all goes well, and one for each extension.

An extension is named after the step it branches from, as Alistair Cockburn numbers them in
*Writing Effective Use Cases*: `2a` happens at step 2, `*a` at any step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ucops.model.patterns import EXTENSION
from ucops.model.usecase import Scenario


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a scenario, from its trigger to what holds at its end.

    Attributes:
        name: The extension's key such as `2a`; empty for the way on which all goes well.
        condition: What makes it branch off; empty likewise.
        step: The number of the step that it branches from, from 1; 0 for `*a`, which may happen at
            any step, and for the main way.
        common: The main steps up to and including that one; all of them for the main way and `*a`.
        own: The extension's own steps.
        ends_with: What holds at the end: the guarantees of success, or what holds in any case.
    """

    name: str
    condition: str
    step: int
    common: tuple[str, ...]
    own: tuple[str, ...]
    ends_with: tuple[str, ...]


def ways(scenario: Scenario) -> Iterator[Way]:
    """The main way, then one for each extension in the order of the file."""
    ends = scenario.guarantees
    yield Way("", "", 0, scenario.steps, (), ends.success)
    for name, extension in scenario.extensions.items():
        found = EXTENSION.fullmatch(name)
        step = int(found[1]) if found and found[1] else 0
        common = scenario.steps[:step] if step else scenario.steps
        yield Way(name, extension.condition, step, common, extension.steps, ends.minimal)


def actors(scenario: Scenario) -> tuple[str, ...]:
    """The primary actor, then the secondary ones, each once."""
    named = (scenario.primary_actor or "", *scenario.secondary_actors)
    return tuple(dict.fromkeys(actor for actor in named if actor.strip()))


def doers(steps: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Who does each step: the actor that it names first, else who did the one before.

    A step that no actor began yet is the first actor's, or nobody's where there are none.
    """
    last = known[0] if known else ""
    for step in steps:
        last = next(iter(named_in(step, known)), last)
        yield last


def named_in(text: str, known: Sequence[str]) -> list[str]:
    """The actors that a sentence names as whole words, in the order in which it does.

    Letter case is not looked at, and a longer name wins where one holds another.
    """
    names = sorted(filter(None, known), key=len, reverse=True)
    if not names:
        return []
    by_name = {name.casefold(): name for name in names}
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"
    found = re.finditer(pattern, text, re.IGNORECASE)
    return list(dict.fromkeys(by_name.get(one[0].casefold(), one[0]) for one in found))
