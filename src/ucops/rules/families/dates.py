"""Days: in an order that can be kept, and in a year that is meant."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ucops.rules.context import CONFIG_FILE, Context, item_path, unfinished
from ucops.rules.families.dependencies import dependency_path
from ucops.rules.registry import Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.catalog.catalog import Entry

Path = tuple[str | int, ...]
FIRST_YEAR = 2000
YEARS_AHEAD = 10
"""No plan reaches further; without a day to judge on, the century has to do."""


@use_case_rule(
    "planning",
    "error",
    summary="An item is due before it starts.",
    why="Such a window holds no day, so the item cannot be shown in the roadmap.",
    wrong="""
        bom:
          demo-video: {start: 2026-12-18, due: 2026-12-11}
        """,
    right="""
        bom:
          demo-video: {start: 2026-12-01, due: 2026-12-11}
        """,
)
def due_before_start(entry: Entry, context: Context) -> Hits:
    """Compare each item's dates; without a date of its own, its milestone's counts."""
    del context
    for item in entry.items:
        if item.start and item.due and item.due < item.start:
            message = f"'{item.title}' is due {item.due}, before it starts on {item.start}."
            yield Hit(
                message,
                item_path(entry, item, "due", "milestone"),
                "swap the dates, or move one of them",
            )


@catalog_rule(
    "planning",
    "error",
    summary="A milestone is due before it starts.",
    why="Such a window holds no day, so nothing could be planned for it.",
    wrong="""
        # ucops.yaml
        version: 1
        milestones:
          sprint-3: {title: Use case sprint 3, start: 2026-12-18, due: 2026-11-30}
        """,
    right="""
        # ucops.yaml
        version: 1
        milestones:
          sprint-3: {title: Use case sprint 3, start: 2026-11-30, due: 2026-12-18}
        """,
)
def milestone_due_before_start(context: Context) -> Hits:
    """Compare each milestone's dates."""
    for slug, milestone in context.config.milestones.items():
        if milestone.start and milestone.due and milestone.due < milestone.start:
            message = f"This milestone is due {milestone.due}, before it starts."
            path = ("milestones", slug, "due")
            yield Hit(
                message, path, f"it starts {milestone.start}: swap the dates", file=CONFIG_FILE
            )


@use_case_rule(
    "planning",
    "warning",
    summary="An item is due after its milestone.",
    why="The milestone closes with the item still open.",
    wrong="""
        bom:
          demo-video: {due: 2027-01-15, milestone: sprint-3}
        # ucops.yaml
        version: 1
        milestones:
          sprint-3: {title: Use case sprint 3, due: 2026-12-18}
        """,
    right="""
        bom:
          demo-video: {due: 2026-12-11, milestone: sprint-3}
        # ucops.yaml
        version: 1
        milestones:
          sprint-3: {title: Use case sprint 3, due: 2026-12-18}
        """,
)
def due_after_milestone(entry: Entry, context: Context) -> Hits:
    """Compare the own date of each unfinished item with its milestone's."""
    for item in unfinished(entry):
        milestone = context.config.milestones.get(item.milestone or "")
        if milestone and milestone.due and item.due and item.due > milestone.due:
            message = f"'{item.title}' is due {item.due}, after its milestone '{item.milestone}'."
            yield Hit(
                message,
                item_path(entry, item, "due"),
                f"the milestone is due {milestone.due}: choose a later one, or an earlier day",
            )


@use_case_rule(
    "planning",
    "warning",
    summary="An item needs another one that is due later.",
    why="The item will be late, because what it needs comes after its own day.",
    wrong="""
        bom:
          demo-video: {due: 2026-12-18}
          ci-benchmark: {title: CI benchmark, due: 2026-12-11, depends_on: [demo-video]}
        """,
    right="""
        bom:
          demo-video: {due: 2026-12-11}
          ci-benchmark: {title: CI benchmark, due: 2026-12-18, depends_on: [demo-video]}
        """,
)
def dependency_due_later(entry: Entry, context: Context) -> Hits:
    """Compare the dates of unfinished items with those of the unfinished items that they need."""
    for item in unfinished(entry):
        for key in item.depends_on:
            needed = context.unfinished_items.get(key)
            if needed and needed.due and item.due and needed.due > item.due:
                message = f"'{item.title}' is due {item.due}, but needs '{key}' first."
                yield Hit(
                    message,
                    dependency_path(entry, item, key),
                    f"'{key}' is due {needed.due}: move one of the two",
                )


@use_case_rule(
    "planning",
    "warning",
    summary="A day whose year is hardly meant.",
    why="A slip in the year moves an item out of everybody's sight.",
    wrong="""
        bom:
          demo-video: {due: 2206-12-11}
        """,
    right="""
        bom:
          demo-video: {due: 2026-12-11}
        """,
)
def unlikely_year(entry: Entry, context: Context) -> Hits:
    """Look for days before 2000, or more than ten years from now."""
    last = context.as_of.year + YEARS_AHEAD if context.as_of else 2099
    for slug, item in entry.use_case.bom.items():
        for field in ("start", "due", "reviewed", "retired"):
            day = getattr(item, field)
            if day is not None and not FIRST_YEAR <= day.year <= last:
                yield Hit(
                    f"The year {day.year} is hardly meant.",
                    ("bom", slug, field),
                    "correct the year",
                )


@use_case_rule(
    "planning",
    "warning",
    summary="A day in the future for something that has happened.",
    why=(
        "A review or a comment cannot lie ahead; the age of the item is then counted wrongly. What "
        "has a day under `retired` is closed at once, whatever the day."
    ),
    wrong="""
        bom:
          pitch-deck: {deliverable: https://example.com/deck, reviewed: 2099-10-01}
        """,
    right="""
        bom:
          pitch-deck: {deliverable: https://example.com/deck, reviewed: 2026-10-01}
        """,
)
def happened_in_future(entry: Entry, context: Context) -> Hits:
    """Look at the days of reviews, of items that are no longer wanted, and of feedback."""
    if context.as_of is None:
        return
    days: list[tuple[dt.date | None, Path]] = [
        (getattr(item, field), ("bom", slug, field))
        for slug, item in entry.use_case.bom.items()
        for field in ("reviewed", "retired")
    ]
    days += [
        (one.date, ("feedback", index, "date")) for index, one in enumerate(entry.use_case.feedback)
    ]
    for day, path in days:
        if day is not None and day > context.as_of:
            yield Hit(f"{day} lies in the future.", path, "correct the date")
