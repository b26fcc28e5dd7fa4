"""A digest as sections of lines, whatever it is shown in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucops.model.config import Config
from ucops.model.facts import shown_name
from ucops.pages.words import day, forecast, percent
from ucops.progress.forecast import Forecast
from ucops.progress.news import Event, News, Turn, Why
from ucops.progress.programme import Programme
from ucops.progress.standing import Standing
from ucops.progress.tally import Tally
from ucops.prose.words import listed

NOBODY = "nobody yet"
NOTHING = "Nothing."
UNKNOWN = "Left out: only a token, or a committed report to compare with, would show it."
WHYS: dict[Why, str] = {"freed": "can go on now", "late": "late", "due": "due soon"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is called, where it is, and what there is to say of it.

    Attributes:
        title: As the files say it.
        url: Its address, or None.
        facts: Some words each, people's words among them; empty ones count for nothing.
        who: Whose it is, where that is what matters.
    """

    title: str
    url: str | None = None
    facts: tuple[str, ...] = ()
    who: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """The facts that say something."""
        return tuple(filter(None, self.facts))


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under a heading.

    Attributes:
        title: The heading.
        lines: What is there.
        note: What has to be said of them, or instead of them; empty where nothing has.
    """

    title: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A whole digest.

    Attributes:
        title: What it is of.
        intro: Sentences that stand above everything.
        sections: In the order in which they are read.
    """

    title: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]


def digest(programme: Programme, found: News) -> Digest:
    """What changed in the whole programme."""
    config = programme.config
    return Digest(
        title=config.title,
        intro=intro(found, programme.count, programme.forecast),
        sections=(
            _section("Finished", lines(found.finished, config)),
            _started(found, config),
            _section("Added", lines(found.added, config)),
            _section("Became late", lines(found.late, config, "was due")),
            _section("Whose turn it is", turns(found.turns, config)),
        ),
    )


def intro(found: News, count: Tally, ahead: Forecast) -> tuple[str, ...]:
    """The period, how far everything is, and when the rest may be done."""
    done = f"{count.done} of {count.total}"
    late = f", {count.overdue} overdue" if count.overdue else ""
    risk = f", {count.at_risk} at risk" if count.at_risk else ""
    return (
        f"What changed from {day(found.since)} to {day(found.as_of)}.",
        f"{done} done ({percent(count.progress)}){late}{risk}; {forecast(ahead)}.",
    )


def _section(title: str, made: Iterable[Line]) -> Section:
    there = tuple(made)
    return Section(title, there, "" if there else NOTHING)


def _started(found: News, config: Config) -> Section:
    """What was started, how that is known, or that nothing says it."""
    if found.started is None:
        return Section("Started", (), UNKNOWN)
    if found.earlier is None or not found.started or any(one.on for one in found.started):
        return _section("Started", lines(found.started, config))
    note = f"Since the report of {day(found.earlier)}:"
    return Section("Started", tuple(lines(found.started, config)), note)


def lines(
    events: Iterable[Event], config: Config, verb: str = "", known: str = ""
) -> Iterator[Line]:
    """What happened to items, a line each: where, when, and whose they are.

    A use case that the reader knows is not named.
    """
    for one in events:
        item, place = one.item.item, one.use_case.entry.use_case.title
        when = f"{verb} {day(one.on) or ''}".strip()
        who = _who(item.responsible, config)
        yield Line(item.title, _url(one.item), ("" if place == known else place, when, who))


def turns(every: Iterable[Turn], config: Config, known: str = "") -> Iterator[Line]:
    """Whose turn it is, a line an errand."""
    for turn in every:
        for errand in turn.errands:
            item, place = errand.item.item, errand.use_case.entry.use_case.title
            due = f"due {day(item.due)}" if item.due else ""
            yield Line(
                item.title,
                _url(errand.item),
                ("" if place == known else place, WHYS[errand.why], due),
                who=_who(turn.person, config),
            )


def _url(standing: Standing) -> str | None:
    """Where to look: the finished piece, else the issue."""
    if standing.finished and standing.item.deliverable:
        return standing.item.deliverable
    return standing.issue.url if standing.issue else None


def _who(login: str | None, config: Config) -> str:
    return shown_name(login, config) if login else NOBODY


def names(logins: Iterable[str], config: Config) -> str:
    """People by the names that pages call them."""
    every = [shown_name(login, config) for login in logins]
    return listed(every, len(every))
