"""What waits for somebody's word, as the roadmap says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucops.pages.roadmap.parts import Here
from ucops.progress.decisions import KINDS, Decision, Kind, decisions

NAMED = 4
"""The most places that a decision names; with more, the first one fills a phone's screen."""
WORDS: dict[Kind, tuple[str, str]] = {
    "open-seat": ("Open seats in tier 1", "Who takes them?"),
    "late-alone": ("Late, and nobody is responsible", "Who takes it, or is it not wanted?"),
    "late-before": ("Late, and others wait for it", "When will it be there, or who helps?"),
    "held-up": ("Held up, and nothing says by what", "What clears the way?"),
    "conflict": ("Not clear which issue it is", "See what ucops plan says."),
    "given-up": ("Closed as not planned, though the files want it", "Skip it there, or reopen it?"),
    "epic-closed": ("The epic is closed, and work is left", "Reopen it, or retire the use case?"),
    "epic-complete": ("All is done", "Close the use case's epic, or plan what comes next?"),
}
"""Kind → what it is about, and what to decide."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """Something that goes on only when somebody decides.

    Attributes:
        what: What it is about.
        count: How often.
        where: Titles and pages of what it concerns, relative to this page; the first few. Where
            somebody is known who can say it, they are named.
        ask: What to decide.
    """

    what: str
    count: int
    where: tuple[tuple[str, str], ...]
    ask: str


def decision_views(here: Here) -> tuple[DecisionView, ...]:
    """What waits for somebody's word, the weightiest first."""
    return tuple(_views(here, decisions(here.programme)))


def _views(here: Here, every: Iterable[Decision]) -> Iterator[DecisionView]:
    found = list(every)
    for kind in KINDS:
        if these := [one for one in found if one.kind == kind]:
            what, ask = WORDS[kind]
            yield DecisionView(what, len(these), tuple(_where(here, these[:NAMED])), ask)


def _where(here: Here, found: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    for one in found:
        yield _said(here, one), here.way.to_page(one.use_case)


def _said(here: Here, one: Decision) -> str:
    """What a decision is about, with its use case, and who can say it."""
    use_case = here.around.use_cases.get(one.use_case, one.use_case)
    own = one.key.partition("/")[2]
    if not own:
        return use_case
    roles = here.programme.config.roles
    title = roles[own].title if one.kind == "open-seat" else here.item(one.key)
    person = f" ({here.way.name(one.person)})" if one.person else ""
    return f"{title}: {use_case}{person}"
