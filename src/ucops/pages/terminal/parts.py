"""The pieces that progress in the terminal is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from ucops.model.config import Config
from ucops.model.facts import shown_name
from ucops.pages.roadmap.decisions import WORDS
from ucops.pages.words import percent
from ucops.progress.decisions import Decision
from ucops.progress.remarks import Kind, Remark
from ucops.progress.state import Health
from ucops.progress.tally import Tally
from ucops.prose.markdown import plain
from ucops.prose.words import listed

FLEXIBLE = ("Use case", "Deliverable", "Waits for")
"""The columns that give way where a line is too short."""
ROOMY = 120
"""Columns from which on there is room for more than the essential."""
BAR = 16
"""The width of a progress bar, in columns."""
STYLES: dict[Health, str] = {
    "overdue": "red",
    "at-risk": "yellow",
    "on-track": "green",
    "no-date": "dim",
    "complete": "green",
}
DECISIONS: dict[Kind, str] = {
    "epic-complete": "All is done, and the epic is still open: close",
    "epic-closed": "The epic is closed, and work is still to come: reopen",
    "given-up": "Closed as not planned, though the files want it: reopen, or skip it in the file:",
    "orphan": "On GitHub, though the files do not ask for it: close, or sync --close-orphans:",
    "shortened": "Too long for an issue, and shortened there: shorten",
    "duplicate": "Two issues with one key: close, or take the first line out to keep it apart:",
}
"""What is said of each kind of thing that somebody should decide."""


@dataclass(frozen=True, slots=True)
class Roomy:
    """Something that shows more where a line is long enough.

    Attributes:
        made: Makes it, told whether there is room.
    """

    made: Callable[[bool], RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show it in as much room as there is."""
        yield self.made(options.max_width >= ROOMY)


def headline(title: str, count: Tally) -> Text:
    """A title, and how far it is."""
    line = Text(plain(title), style="bold")
    line.append(f"  {count.done} of {count.total} done ({percent(count.progress)})", "not bold")
    if count.overdue:
        line.append(f" · {count.overdue} overdue", "red")
    if count.at_risk:
        line.append(f" · {count.at_risk} at risk", "yellow")
    return line


def facts(*every: str) -> Text:
    """Facts in one line; those that are empty are left out."""
    return Text(" · ".join(filter(None, every)), style="dim")


def table(*columns: str) -> Table:
    """A table without lines; what is flexible gives way."""
    made = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        made.add_column(column, no_wrap=not column.startswith(FLEXIBLE))
    return made


def cut(text: str, style: str = "") -> Text:
    """Text that gives way where a line is too short."""
    return Text(plain(text), style=style, no_wrap=True, overflow="ellipsis")


def bar(count: Tally) -> Text:
    """How much of it is done, as a bar."""
    full = round(BAR * count.progress)
    return Text.assemble(("━" * full, "green"), ("─" * (BAR - full), "dim"))


def person(login: str | None, config: Config) -> Text:
    """Who is responsible, by name where it is known, or that nobody is."""
    if login is None:
        return Text("open seat", style="yellow")
    return Text(plain(shown_name(login, config)))


def decisions(
    remarks: Iterable[Remark], repository: str, others: Iterable[Decision] = ()
) -> Iterator[RenderableType]:
    """What somebody should decide, a line a kind; nothing where there is nothing.

    Args:
        remarks: What is about an issue.
        repository: The one that needs not be said.
        others: What else waits for a decision.
    """
    every, more = tuple(remarks), [one for one in others if one.kind not in DECISIONS]
    if every or more:
        yield from ("", Text("To decide", style="bold"))
    for one in dict.fromkeys(one.kind for one in more):
        keys = [other.key for other in more if other.kind == one]
        yield Text(f"{WORDS[one][0]}: {listed(keys)}", style="yellow")
    for kind, words in DECISIONS.items():
        places = [_place(remark, repository) for remark in every if remark.kind == kind]
        if places:
            yield Text(f"{words} {listed(places)}", style="yellow")


def _place(remark: Remark, repository: str) -> str:
    """The issue to look at, and its key where the number does not say enough."""
    issue = remark.issue
    number = f"#{issue.number}" if issue.repository == repository else issue.place
    return f"{remark.key} {number}".strip()
