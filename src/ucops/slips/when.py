"""Times in words that only the plan can tell: the name of a milestone, a day without its year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ucops.model.config import Config
from ucops.model.titles import titles
from ucops.slips import dates, repair
from ucops.slips.misfit import value_at
from ucops.text.correction import Certainty, Correction, replacing
from ucops.text.problem import Problem
from ucops.text.source import Source

_YEAR = re.compile(r"\b20\d\d\b")
_QUARTERS = 3


def planned(problem: Problem, source: Source, config: Config) -> str | Correction | None:
    """What a time in words means in this plan, or which question is open."""
    text = str(value_at(source.data, problem.path)).strip()
    if problem.path[-1] == "due" and (name := _milestone(text, config)):
        return _as_milestone(problem, source, name)
    for year in _years(source, config):
        if meant := dates.yearless(text, year):
            covering = _covering(meant, config)
            named = f", or milestone: {covering}, which covers it" if covering else ""
            return f"say of which year: {text} is {meant} if {year} is meant{named}"
    return None


def _milestone(text: str, config: Config) -> str:
    """The milestone that a text names; a quarter alone may be one, but is a time, too."""
    known = titles(config.milestones)
    plain = repair.slug(text)
    same = (name for name, title in known.items() if repair.slug(title) == plain)
    found = plain if plain in known else next(same, "")
    return "" if dates.yearless(text, 2000) else found


def _as_milestone(problem: Problem, source: Source, name: str) -> Correction | None:
    """The line with the milestone in place of the day."""
    key = replacing(source, problem.path, "milestone", key=True, certainty=Certainty.SURE)
    value = replacing(source, problem.path, name)
    first, second = key.edits[0], value.edits[0]
    if first.span.line != second.span.line:
        return None
    line = source.readable_lines[first.span.line - 1]
    between = line[first.span.end_column - 1 : second.span.column - 1]
    front, rest = line[: first.span.column - 1], line[second.span.end_column - 1 :]
    return Correction(
        edits=(first, second),
        line=f"{front}milestone{between}{name}{rest}".strip(),
        path=problem.path,
        name="milestone",
        value=name,
        certainty=key.certainty,
    )


def _years(source: Source, config: Config) -> Iterator[int]:
    """The years that the plan is about: those of the milestones, then those of the file."""
    days = (one.due for one in config.milestones.values() if isinstance(one.due, dt.date))
    yield from sorted({day.year for day in days}, reverse=True)
    yield from sorted({int(found) for found in _YEAR.findall(source.readable)}, reverse=True)


def _covering(meant: str, config: Config) -> str:
    """The milestone that ends on the last day of a quarter, or in which a day lies."""
    last = _last_day(meant)
    for name, one in config.milestones.items():
        start, due = getattr(one, "start", None), one.due
        if isinstance(due, dt.date) and (start or due) <= last <= due:
            return name
    return ""


def _last_day(meant: str) -> dt.date:
    year, rest = int(meant[:4]), meant[5:]
    if rest[:1] not in {"Q", "H"}:
        return dt.date.fromisoformat(meant)
    month = int(rest[1]) * (_QUARTERS if rest[0] == "Q" else 2 * _QUARTERS)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
