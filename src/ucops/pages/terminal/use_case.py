"""Progress of one use case as the terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ucops.model.config import Config
from ucops.model.facts import count_links, count_seats
from ucops.model.values import AUDIENCES, STAGES
from ucops.pages.terminal.parts import (
    STYLES,
    Roomy,
    cut,
    decisions,
    facts,
    headline,
    person,
    table,
)
from ucops.pages.words import HEALTH_WORDS, STATE_WORDS, day, forecast
from ucops.progress.decisions import decisions as to_decide
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.remarks import of_use_case
from ucops.progress.standing import Standing
from ucops.prose.words import listed


def use_case_status(programme: Programme, one: UseCaseProgress) -> RenderableType:
    """A headline, a line an item, and what would make its story complete."""
    return Group(
        headline(one.entry.use_case.title, one.count),
        *_facts(programme, one),
        "",
        Roomy(lambda room: _items(one.items, programme.config, room=room)),
        "",
        Text("! overdue  ~ at risk", style="dim"),
        *_gaps(one),
        *_story(one),
        *_decisions(programme, one),
    )


def _facts(programme: Programme, one: UseCaseProgress) -> Iterator[Text]:
    use_case = one.entry.use_case
    health = HEALTH_WORDS[one.health].words if one.health else ""
    epic = f"epic #{one.epic.number}" if one.epic else "no epic yet"
    seats, links = count_seats(one.seats), count_links(one.links)
    yield facts(f"as of {day(programme.as_of)}", health, forecast(one.forecast))
    yield facts(
        f"tier {use_case.tier}",
        use_case.status,
        epic,
        f"{seats.open} of {seats.total} seats open",
        f"{links.tbd} of {links.total} links open",
    )


def _items(items: Iterable[Standing], config: Config, *, room: bool) -> Table:
    more = ("Role", "Prio", "Milestone", "Stages", "For", "Waits for") if room else ()
    made = table("Deliverable", "State", "Due", "Responsible", "Issue", *more)
    for one in items:
        made.add_row(
            cut(one.item.title, "" if one.counted else "dim strike"),
            Text(str(STATE_WORDS[one.state]), style="green" if one.finished else ""),
            _due(one),
            person(one.item.responsible, config),
            f"#{one.issue.number}" if one.issue else "",
            *(_more(one) if room else ()),
        )
    return made


def _due(one: Standing) -> Text:
    style = STYLES[one.health] if one.open and one.health in {"overdue", "at-risk"} else ""
    due = Text(day(one.item.due) or "", style=style)
    if style:
        due.append("!" if one.health == "overdue" else "~")
    return due


def _more(one: Standing) -> Iterator[RenderableType]:
    """What stands in further columns."""
    item = one.item
    yield item.role or ""
    yield str(item.priority)
    yield item.milestone or ""
    yield _all_or(item.stages, len(STAGES))
    yield _all_or(item.audiences, len(AUDIENCES))
    yield cut(listed(one.waits_for), "dim")


def _all_or(names: Sequence[str], every: int) -> str:
    """The names, or in one word all of so many."""
    return "all" if len(names) == every else ", ".join(names)


def _gaps(one: UseCaseProgress) -> Iterator[RenderableType]:
    gaps = [f"{cell.stage} for {cell.audience}s" for cell in one.coverage if cell.gap]
    if gaps:
        yield from ("", Text(f"Gaps in the journey: {len(gaps)} of {len(one.coverage)}", "bold"))
        yield Text(f"  {listed(gaps, len(gaps))}")


def _story(one: UseCaseProgress) -> Iterator[RenderableType]:
    story, ready = one.readiness, ", ready to sell" if one.ready_to_sell else ""
    said = f"Story complete: {story.score} of {len(story.points)}{ready}"
    yield from ("", Text(said, style="bold"))
    for remedy in story.missing:
        yield Text(f"  {remedy}")


def _decisions(programme: Programme, one: UseCaseProgress) -> Iterator[RenderableType]:
    mine = (other for other in to_decide(programme) if other.use_case == one.entry.id)
    return decisions(of_use_case(one), programme.repository, mine)
