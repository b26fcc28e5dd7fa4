"""Progress as the terminal shows it, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ucops.errors import UsageError
from ucops.pages.roadmap.parts import Owned, owned, upcoming
from ucops.pages.words import HEALTH_WORDS, STATE_WORDS, TIERS, day, percent
from ucops.progress.index import index, written
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.readiness import Readiness
from ucops.progress.standing import Standing
from ucops.progress.state import Health
from ucops.progress.tally import Tally
from ucops.prose.markdown import plain
from ucops.prose.words import counted

FLEXIBLE = ("Use case", "Deliverable")
"""The columns that give way where a line is too short."""
BAR = 16
"""The width of a progress bar, in columns."""
SHOWN = 10
"""The most items in one list."""
STYLES: dict[Health, str] = {
    "overdue": "red",
    "at-risk": "yellow",
    "on-track": "green",
    "no-date": "dim",
    "complete": "green",
}


def shown(programme: Programme, name: str | None) -> RenderableType:
    """The whole programme, or one use case of it.

    Raises:
        UsageError: There is no such use case.
    """
    return programme_status(programme) if name is None else use_case_status(find(programme, name))


def programme_status(programme: Programme) -> RenderableType:
    """The whole programme: a headline, a line a use case, and what is overdue or next."""
    pairs = owned(programme.use_cases)
    late = [pair for pair in pairs if pair[1].open and pair[1].health == "overdue"]
    return Group(
        _headline(programme.config.title, programme.count),
        "",
        _use_cases(programme.use_cases),
        *_list("Overdue", late),
        *_list("Next", list(upcoming(pairs))[: SHOWN // 2]),
        *_apart(programme),
    )


def use_case_status(one: UseCaseProgress) -> RenderableType:
    """One use case: a headline, a line an item, and what would make it readier to sell."""
    return Group(
        _headline(one.entry.use_case.title, one.count),
        "",
        _items(one.items),
        "",
        Text("! overdue  ~ at risk", style="dim"),
        *_readiness(one.readiness),
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


def _headline(title: str, count: Tally) -> RenderableType:
    line = Text(plain(title), style="bold")
    line.append(f"  {count.done} of {count.total} done ({percent(count.progress)})", "not bold")
    if count.overdue:
        line.append(f" · {count.overdue} overdue", "red")
    if count.at_risk:
        line.append(f" · {count.at_risk} at risk", "yellow")
    return line


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, no_wrap=not column.startswith(FLEXIBLE))
    return table


def _cut(text: str, style: str = "") -> Text:
    """Text that gives way where a line is too short."""
    return Text(plain(text), style=style, no_wrap=True, overflow="ellipsis")


def _use_cases(use_cases: Iterable[UseCaseProgress]) -> Table:
    table = _table("Use case", "", "Done", "Health", "Next due")
    tier = 0
    for one in use_cases:
        if one.entry.use_case.tier != tier:
            tier = one.entry.use_case.tier
            table.add_row(Text(TIERS[tier], style="dim"))
        done = f"{one.count.done}/{one.count.total}"
        title = _cut(f"  {one.entry.use_case.title}")
        table.add_row(title, _bar(one.count), done, _health(one), day(one.count.next_due))
    return table


def _bar(count: Tally) -> Text:
    full = round(BAR * count.progress)
    return Text.assemble(("━" * full, "green"), ("─" * (BAR - full), "dim"))


def _health(one: UseCaseProgress) -> Text:
    if one.health is None:
        return Text("–", style="dim")
    number = {"overdue": one.count.overdue, "at-risk": one.count.at_risk}.get(one.health)
    words = HEALTH_WORDS[one.health].words
    return Text(f"{words} ({number})" if number else words, style=STYLES[one.health])


def _list(title: str, pairs: list[Owned]) -> Iterator[RenderableType]:
    if not pairs:
        return
    table = _table("Due", "Deliverable", "Use case", "Responsible")
    table.show_header = False
    for one, standing in pairs[:SHOWN]:
        table.add_row(
            day(standing.item.due),
            _cut(standing.item.title),
            _cut(one.entry.use_case.title, "dim"),
            standing.item.responsible or Text("open seat", style="yellow"),
        )
    yield from ("", Text(title, style="bold"), table)
    if len(pairs) > SHOWN:
        yield Text(f"…and {len(pairs) - SHOWN} more", style="dim")


def _apart(programme: Programme) -> Iterator[RenderableType]:
    """What is not counted, in one line each."""
    if programme.drafts:
        names = ", ".join(one.entry.id for one in programme.drafts)
        yield from ("", Text(f"{counted(len(programme.drafts), 'draft')}: {names}", style="dim"))
    if programme.filed.orphans:
        orphans = counted(len(programme.filed.orphans), "issue")
        yield from ("", Text(f"{orphans} on GitHub that the files do not ask for", style="yellow"))


def _items(items: Iterable[Standing]) -> Table:
    table = _table("Deliverable", "State", "Due", "Responsible", "Issue")
    for one in items:
        style = STYLES[one.health] if one.open and one.health in {"overdue", "at-risk"} else ""
        due = Text(day(one.item.due) or "", style=style)
        if style:
            due.append("!" if one.health == "overdue" else "~")
        table.add_row(
            _cut(one.item.title, "" if one.counted else "dim strike"),
            Text(str(STATE_WORDS[one.state]), style="green" if one.finished else ""),
            due,
            one.item.responsible or Text("open seat", style="yellow"),
            f"#{one.issue.number}" if one.issue else "",
        )
    return table


def _readiness(readiness: Readiness) -> Iterator[RenderableType]:
    of = len(readiness.points)
    yield from ("", Text(f"Ready to sell: {readiness.score} of {of}", style="bold"))
    for remedy in readiness.missing:
        yield Text(f"  {remedy}")
