"""Progress as the terminal shows it: the essential in 80 columns, more where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ucops.errors import UsageError
from ucops.model.config import Config
from ucops.pages.roadmap.parts import Owned, owned, upcoming
from ucops.pages.terminal.parts import (
    STYLES,
    Roomy,
    bar,
    cut,
    decisions,
    facts,
    headline,
    person,
    table,
)
from ucops.pages.terminal.use_case import use_case_status
from ucops.pages.words import HEALTH_WORDS, STATE_WORDS, TIERS, day, forecast
from ucops.progress.decisions import decisions as to_decide
from ucops.progress.index import index, written
from ucops.progress.milestones import MilestoneProgress
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.remarks import remarks
from ucops.progress.workload import Workload
from ucops.prose.words import counted, listed

SHOWN = 10
"""The most items in one list."""
NEXT = 5
"""The most items, milestones and people that come next."""


def shown(programme: Programme, name: str | None) -> RenderableType:
    """The whole programme, or one use case of it.

    Raises:
        UsageError: There is no such use case.
    """
    if name is None:
        return programme_status(programme)
    return use_case_status(programme, find(programme, name))


def programme_status(programme: Programme) -> RenderableType:
    """A headline, a line a use case, what is late and next, and what somebody should decide."""
    pairs = owned(programme.use_cases)
    late = [pair for pair in pairs if pair[1].open and pair[1].health == "overdue"]
    return Group(
        headline(programme.config.title, programme.count),
        facts(f"as of {day(programme.as_of)}", programme.repository, forecast(programme.forecast)),
        "",
        Roomy(lambda room: _use_cases(programme, room=room)),
        *_list("Overdue", late, SHOWN, programme.config),
        *_list("Next", upcoming(pairs), NEXT, programme.config),
        *_milestones(programme),
        *_people(programme.workload, programme.config),
        *_rest(programme),
    )


def as_json(programme: Programme, name: str | None) -> str:
    """The index, or one use case of it."""
    document = index(programme)
    if name is None:
        return written(document)
    find(programme, name)
    every = (*document["use_cases"], *document["drafts"], *document["retired"])
    return written(next(one for one in every if one["id"] == name))


def find(programme: Programme, name: str) -> UseCaseProgress:
    """The use case of this id.

    Raises:
        UsageError: There is no such use case.
    """
    for one in programme.every:
        if one.entry.id == name:
            return one
    known = ", ".join(one.entry.id for one in programme.every)
    raise UsageError(f"there is no use case {name!r}", f"there are: {known}")


def _use_cases(programme: Programme, *, room: bool) -> Table:
    more = ("Forecast", "Story", "Seats", "Links", "Gaps", "Leads it", "Epic") if room else ()
    made = table("Use case", "", "Done", "Health", "Next due", *more)
    tier = 0
    for one in programme.use_cases:
        if one.entry.use_case.tier != tier:
            tier = one.entry.use_case.tier
            made.add_row(Text(TIERS[tier], style="dim"))
        made.add_row(
            cut(f"  {one.entry.use_case.title}"),
            bar(one.count),
            f"{one.count.done}/{one.count.total}",
            _health(one),
            day(one.count.next_due),
            *(_more(one, programme.config) if room else ()),
        )
    return made


def _more(one: UseCaseProgress, config: Config) -> Iterator[RenderableType]:
    """What stands in further columns."""
    yield day(one.forecast.p85) or Text("–", style="dim")
    yield f"{one.readiness.score}/{len(one.readiness.points)}"
    yield _open(sum(seat.open for seat in one.seats))
    yield _open(sum(link.open for link in one.links))
    yield _open(sum(cell.gap for cell in one.coverage))
    yield person(next((login for seat in one.seats[:1] for login in seat.people), None), config)
    yield f"#{one.epic.number}" if one.epic else ""


def _open(number: int) -> Text:
    return Text(f"{number} open", style="yellow") if number else Text("–", style="dim")


def _health(one: UseCaseProgress) -> Text:
    if one.health is None:
        return Text("paused" if one.entry.use_case.status == "paused" else "–", style="dim")
    number = {"overdue": one.count.overdue, "at-risk": one.count.at_risk}.get(one.health)
    words = HEALTH_WORDS[one.health].words
    return Text(f"{words} ({number})" if number else words, style=STYLES[one.health])


def _list(
    title: str, pairs: Sequence[Owned], most: int, config: Config
) -> Iterator[RenderableType]:
    if not pairs:
        return
    yield from ("", Text(title, style="bold"))
    yield Roomy(lambda room: _rows(pairs[:most], config, room=room))
    if len(pairs) > most:
        yield Text(f"…and {len(pairs) - most} more", style="dim")


def _rows(pairs: Iterable[Owned], config: Config, *, room: bool) -> Table:
    more = ("State", "Issue", "Waits for") if room else ()
    made = table("Due", "Deliverable", "Use case", "Responsible", *more)
    made.show_header = False
    for one, standing in pairs:
        issue = standing.issue
        beside = (
            str(STATE_WORDS[standing.state]),
            f"#{issue.number}" if issue else "",
            cut(f"waits for {listed(standing.waits_for)}" if standing.waits_for else "", "dim"),
        )
        made.add_row(
            day(standing.item.due),
            cut(standing.item.title),
            cut(one.entry.use_case.title, "dim"),
            person(standing.item.responsible, config),
            *(beside if room else ()),
        )
    return made


def _milestones(programme: Programme) -> Iterator[RenderableType]:
    """The milestones that are not over: what is due in them, and by when it may be there."""
    ahead = [one for one in programme.milestones if one.count.total and not one.count.complete]
    if ahead:
        yield from ("", Text("Milestones", style="bold"))
        yield Roomy(lambda room: _milestone_rows(ahead[:NEXT], room=room))


def _milestone_rows(ahead: Iterable[MilestoneProgress], *, room: bool) -> Table:
    made = table("Due", "Deliverable", "", "Done", "Late", *(("Forecast",) if room else ()))
    made.show_header = False
    for one in ahead:
        made.add_row(
            day(one.milestone.due) or Text("no date", style="dim"),
            cut(one.milestone.title),
            bar(one.count),
            f"{one.count.done}/{one.count.total}",
            Text(f"{one.count.overdue} overdue" if one.count.overdue else "", style="red"),
            *((Text(forecast(one.forecast), style="dim"),) if room else ()),
        )
    return made


def _people(loads: Iterable[Workload], config: Config) -> Iterator[RenderableType]:
    """Who has most on their plate, what is overdue first."""
    named = [load for load in loads if load.person]
    most = sorted(named, key=lambda load: -load.overdue)[:NEXT]
    if most:
        made = table("Responsible", "Open", "Under way", "Overdue", "Next due")
        for load in most:
            late = Text(str(load.overdue or "–"), style="red" if load.overdue else "dim")
            numbers = (str(load.open), str(load.under_way or "–"), late)
            made.add_row(person(load.person, config), *numbers, day(load.next_due))
        yield from ("", Text("People", style="bold"), made)
        if len(named) > len(most):
            yield Text(f"…and {len(named) - len(most)} more", style="dim")


def _rest(programme: Programme) -> Iterator[RenderableType]:
    """What is open beside the work, what is not counted, and what somebody should decide."""
    seats = sum(seat.open for one in programme.use_cases for seat in one.seats)
    links = sum(link.open for one in programme.use_cases for link in one.links)
    gaps = sum(cell.gap for one in programme.use_cases for cell in one.coverage)
    yield ""
    yield facts(
        counted(seats, "open seat"),
        counted(links, "open link"),
        counted(gaps, "gap in the journey", "gaps in the journey"),
    )
    for noun, some in (("draft", programme.drafts), ("retired use case", programme.retired)):
        if some:
            names = ", ".join(one.entry.id for one in some)
            yield Text(f"{counted(len(some), noun)}: {names}", style="dim")
    yield from decisions(remarks(programme), programme.repository, to_decide(programme))
