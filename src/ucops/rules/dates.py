"""Days: in an order that can be kept, and in a year that is meant."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ucops.model.facts import overshot_milestone
from ucops.model.resolve import full_key
from ucops.prose.words import day, listed
from ucops.rules.engine.context import Context, item_path, unfinished
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.rule import Hit, Hits, catalog_rule, settings_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry, Item
    from ucops.model.usecase import UseCase
    from ucops.text.source import Path

FIRST_YEAR = 2000
YEARS_AHEAD = 10
"""No plan reaches further; without a day to judge on, the century has to do."""
LONG_AGO = 180
"""Days after which an open item is hardly late work."""


@use_case_rule("planning", "error")
def due_before_start(entry: Entry, context: Context) -> Hits:
    """Compare each item's dates; without a date of its own, its milestone's counts."""
    del context
    for item in entry.items:
        if item.shared is None and item.start and item.due and item.due < item.start:
            message = (
                f"'{item.title}' is due {day(item.due)}, before it starts on {day(item.start)}."
            )
            yield Hit(
                message,
                item_path(entry, item, "due", "milestone"),
                "swap the dates, or move one of them",
            )


@settings_rule("planning", "error")
def milestone_due_before_start(context: Context) -> Hits:
    """Compare each milestone's dates."""
    for slug, milestone in context.config.milestones.items():
        if milestone.start and milestone.due and milestone.due < milestone.start:
            message = f"This milestone is due {day(milestone.due)}, before it starts."
            path = ("milestones", slug, "due")
            yield Hit(
                message,
                path,
                f"it starts {day(milestone.start)}: swap the dates",
            )


@use_case_rule("planning", "warning")
def due_after_milestone(entry: Entry, context: Context) -> Hits:
    """Compare the own date of each unfinished item with its milestone's."""
    for item in unfinished(entry):
        last_day = overshot_milestone(item, context.config)
        if last_day is not None and item.due is not None:
            message = (
                f"'{item.title}' is due {day(item.due)}, after its milestone '{item.milestone}'."
            )
            yield Hit(
                message,
                item_path(entry, item, "due"),
                f"the milestone is due {day(last_day)}: choose a later one, or an earlier day",
            )


@catalog_rule("planning", "warning")
def dependency_due_later(everything: Everything) -> Hits:
    """Compare the dates of unfinished items with those of the unfinished items that they need."""
    for case in everything.living:
        for item in case.items:
            for name, index in item.needs if item.to_make else ():
                key = full_key(case.id, name)
                needed = everything.unfinished.get(key)
                if needed and needed.due and item.due and needed.due > item.due:
                    message = f"'{item.title}' is due {item.due_in_words}, but needs '{key}' first."
                    path = ("bom", item.slug, "depends_on", index)
                    hint = f"'{key}' is due {needed.due_in_words}: move one of the two"
                    yield Hit(message, path, hint, file=case.file)


@use_case_rule("planning", "warning", dated=True)
def unlikely_year(entry: Entry, context: Context) -> Hits:
    """Look for days before 2000, or more than ten years from now."""
    last = context.as_of.year + YEARS_AHEAD if context.as_of else 2099
    for slug, item in entry.use_case.bom.items():
        for field in ("start", "due", "reviewed", "retired"):
            given = getattr(item, field)
            if given is not None and not FIRST_YEAR <= given.year <= last:
                yield Hit(
                    f"The year {given.year} is hardly meant.",
                    ("bom", slug, field),
                    "correct the year",
                )


@use_case_rule("planning", "warning", dated=True)
def due_long_ago(entry: Entry, context: Context) -> Hits:
    """Look at the unfinished items of an active use case: first days of their own."""
    as_of = context.as_of
    if as_of is None or entry.use_case.status != "active":
        return
    by_milestone: dict[tuple[str, dt.date], list[Item]] = defaultdict(list)
    for item in unfinished(entry):
        if item.due is None or item.due.year < FIRST_YEAR or (as_of - item.due).days <= LONG_AGO:
            continue
        written = entry.use_case.bom[item.slug]
        if written.due is None:
            by_milestone[item.milestone or "", item.due].append(item)
            continue
        message = f"'{item.title}' was due {day(item.due)}, and names no `deliverable`."
        hint = (
            f"if {day(_next(item.due, as_of))} is meant, correct the year; if it is done, name it"
        )
        yield Hit(message, item_path(entry, item, "due"), hint)
    for (milestone, due), items in by_milestone.items():
        titles = listed(f"'{item.title}'" for item in items)
        yield Hit(
            f"Milestone '{milestone}' was due {day(due)}; there is no `deliverable` for {titles}.",
            item_path(entry, items[0], "milestone"),
            "plan what is still wanted for a later one, and name what is done",
            soft=True,
        )


def _next(due: dt.date, as_of: dt.date) -> dt.date:
    """The same day of the year, from a day on."""
    years = (as_of.year, as_of.year + 1)
    days = [
        dt.date(year, due.month, min(due.day, calendar.monthrange(year, due.month)[1]))
        for year in years
    ]
    return days[0] if days[0] >= as_of else days[1]


@use_case_rule("planning", "warning", dated=True)
def happened_in_future(entry: Entry, context: Context) -> Hits:
    """Look at the days of items, of feedback, of analysts' reports and of measured numbers."""
    if context.as_of is None:
        return
    today = context.as_of.isoformat()
    for said, path in _past_days(entry.use_case):
        if said > today[: len(said)]:
            hit = Hit(f"{_spelt(said)} lies in the future.", path, "correct the date")
            yield replace(hit, on_key="values" in path)


def _spelt(said: str) -> str:
    """A whole day as people spell it; a month or a year as it is written."""
    whole = re.fullmatch(r"\d{4}-\d\d-\d\d", said)
    return day(dt.date.fromisoformat(said)) if whole else said


def _past_days(use_case: UseCase) -> Iterator[tuple[str, Path]]:
    """Days, months and years in which something has happened, as text, with their places."""
    for slug, item in use_case.bom.items():
        for field in ("reviewed", "retired"):
            if given := getattr(item, field):
                yield given.isoformat(), ("bom", slug, field)
    for index, report in enumerate(use_case.analysts):
        if report.date:
            yield report.date, ("analysts", index, "date")
    for index, one in enumerate(use_case.feedback):
        if one.date:
            yield one.date.isoformat(), ("feedback", index, "date")
    for slug, measure in use_case.measures.items():
        for given in map(str, measure.values):
            yield given, ("measures", slug, "values", given)
