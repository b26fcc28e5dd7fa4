"""Scenarios as Mermaid diagrams: who says what to whom, and where the way branches.

See https://mermaid.js.org/syntax/sequenceDiagram.html and …/flowchart.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ucops.exchange.ways import Way, actors, doers, named_in, ways
from ucops.model.usecase import Scenario
from ucops.prose.markdown import mermaid
from ucops.prose.words import one_line

LONGEST = 90
"""Characters of a step in a diagram: three lines of a box, beyond which nobody reads on."""
SYSTEM = "System"
"""What stands for the system that a scenario does not name in `scope`."""


def sequence(scenario: Scenario) -> str:
    """A sequence diagram: a step is an arrow from who does it to whom else it names.

    A step that names nobody else goes to the system (`scope`), or to the doer itself where the
    system does it. Extensions are `opt` frames behind the step that they branch from.
    """
    parts = [*actors(scenario), scenario.scope or SYSTEM]
    known = list(dict.fromkeys(parts))
    names = {actor: f"p{number}" for number, actor in enumerate(known)}
    lines = ["sequenceDiagram", "  autonumber"]
    for actor, name in names.items():
        kind = "actor" if actor in actors(scenario) else "participant"
        lines.append(f"  {kind} {name} as {mermaid(actor)}")
    main, *branches = ways(scenario)
    if scenario.trigger:
        lines.append(f"  Note over {names[known[0]]}: {_label(scenario.trigger)}")
    arrows = [*_arrows(main.common, known, names)]
    for number, arrow in enumerate(arrows, start=1):
        lines.append(f"  {arrow}")
        at = [way for way in branches if way.step == number]
        lines += [line for way in at for line in _frame(way, known, names)]
    anywhere = [way for way in branches if not 1 <= way.step <= len(arrows)]
    lines += [line for way in anywhere for line in _frame(way, known, names)]
    return "\n".join(lines) + "\n"


def _arrows(steps: Sequence[str], known: Sequence[str], names: dict[str, str]) -> Iterator[str]:
    for step, doer in zip(steps, doers(steps, known), strict=True):
        others = [one for one in named_in(step, known) if one != doer]
        to = others[0] if others else known[-1]
        yield f"{names[doer]}->>{names[to]}: {_label(step)}"


def _frame(way: Way, known: Sequence[str], names: dict[str, str]) -> Iterator[str]:
    """An extension's own steps, which its first main steps lead up to."""
    yield f"  opt {way.name} {_label(way.condition)}"
    steps = (*way.common, *way.own)
    for arrow in [*_arrows(steps, known, names)][len(way.common) :]:
        yield f"    {arrow}"
    yield "  end"


def flow(scenario: Scenario) -> str:
    """A flow chart: the steps from trigger to success, and each extension beside its step."""
    main, *branches = ways(scenario)
    lines = ["flowchart TD", f'  t(["{_label(scenario.trigger or scenario.title)}"])']
    last = "t"
    for number, step in enumerate(main.common, start=1):
        lines += [f'  s{number}["{number}. {_label(step)}"]', f"  {last} --> s{number}"]
        last = f"s{number}"
    success = "; ".join(main.ends_with) or "Done"
    lines += [f'  ok(["✔ {_label(success)}"])', f"  {last} --> ok"]
    for number, way in enumerate(branches, start=1):
        start = f"s{way.step}" if 1 <= way.step <= len(main.common) else "t"
        lines += _branch(way, f"e{number}", start)
    return "\n".join(lines) + "\n"


def _branch(way: Way, name: str, start: str) -> Iterator[str]:
    last, arrow = start, f'-. "{way.name} {_label(way.condition)}" .->'
    for number, step in enumerate(way.own or ("…",), start=1):
        yield f'  {name}x{number}["{_label(step)}"]'
        yield f"  {last} {arrow} {name}x{number}"
        last, arrow = f"{name}x{number}", "-->"
    if way.ends_with:
        yield f'  {name}end(["{_label("; ".join(way.ends_with))}"])'
        yield f"  {last} --> {name}end"


def _label(text: str) -> str:
    """A sentence as Mermaid shows it, signs of its syntax replaced."""
    return str(mermaid(one_line(text), LONGEST))
