"""What GitHub can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ucops.model.facts import wanted
from ucops.model.github_limits import ASSIGNEES, BODY, MILESTONE_TITLE, SUB_ISSUES, TITLE
from ucops.prose.words import counted
from ucops.rules.engine.context import Context, item_path, written_seats
from ucops.rules.engine.rule import Hit, Hits, settings_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry, Item


@use_case_rule("form", "error")
def title_too_long(entry: Entry, context: Context) -> Hits:
    """Measure the titles as they are put together for the epic and the items."""
    del context
    title = entry.use_case.title
    if (length := len(f"Use case: {title}")) > TITLE:
        yield _too_long("The epic's title", length, ("title",))
        return
    for item in wanted(entry):
        if (length := len(f"{title}: {item.title}")) > TITLE:
            path = item_path(entry, item, "title")
            yield _too_long(f"The issue's title '{title[:20]}…: …'", length, path)


def _too_long(what: str, length: int, path: tuple[str, ...]) -> Hit:
    message = f"{what} would have {counted(length, 'character')}; GitHub takes {TITLE}."
    return Hit(message, path, f"shorten it by {length - TITLE}")


@settings_rule("form", "warning")
def milestone_title_too_long(context: Context) -> Hits:
    """Measure the milestones' titles."""
    for slug, milestone in context.config.milestones.items():
        if (length := len(milestone.title)) > MILESTONE_TITLE:
            yield Hit(
                f"This title has {counted(length, 'character')}; GitHub takes {MILESTONE_TITLE}.",
                ("milestones", slug, "title"),
                f"shorten it by {length - MILESTONE_TITLE}, and say the rest in `description`",
            )


@use_case_rule("form", "error")
def too_many_items(entry: Entry, context: Context) -> Hits:
    """Count the items that a use case wants."""
    del context
    count = len(wanted(entry))
    if count > SUB_ISSUES:
        message = f"This use case wants {counted(count, 'item')}; an epic holds {SUB_ISSUES}."
        yield Hit(message, ("bom",), "join some, or split the use case", on_key=True)


@use_case_rule("form", "info")
def body_too_long(entry: Entry, context: Context) -> Hits:
    """Measure the bodies of the epic and the items; a text that several share is named once."""
    named: set[tuple[str, ...]] = set()
    for item in (None, *wanted(entry)):
        if (length := context.body_length(entry, item)) > BODY:
            path = _longest_text(entry, item)
            if path not in named:
                yield _too_much(length, path)
            named.add(path)


def _longest_text(entry: Entry, item: Item | None) -> tuple[str, ...]:
    use_case = entry.use_case
    if item is None:
        return ("problem",) if len(use_case.problem) >= len(use_case.summary) else ("summary",)
    own = len(item.description) + sum(map(len, item.checklist))
    if len(use_case.problem) > own:
        return ("problem",)
    return item_path(entry, item, "description", "checklist")


def _too_much(length: int, path: tuple[str, ...]) -> Hit:
    message = f"The issue's text would have {counted(length, 'character')}; GitHub takes {BODY:,}."
    hint = "keep the long text in a document and link to it, or the issue lacks its end"
    return Hit(message, path, hint)


@use_case_rule("form", "warning")
def too_many_people(entry: Entry, context: Context) -> Hits:
    """Count the people of each seat."""
    del context
    for path, seat in written_seats(entry.use_case):
        if len(seat.people) > ASSIGNEES:
            people = counted(len(seat.people), "person", "people")
            message = f"{people} share the seat '{path[-1]}'."
            yield Hit(message, path, "name the responsible person and a few backups")
