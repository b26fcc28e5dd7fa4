"""A plan as text for a terminal: what, why, which fields from and to, and a count."""

from __future__ import annotations

import difflib
import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ucops.pages.plan.differing import told
from ucops.prose.words import cut, day
from ucops.sync.applied import Applied
from ucops.sync.change import Change, Estimate, Orphan, Plan
from ucops.sync.digest import digest

WIDTH = 80
MARKS = {
    "create": ("+", "green"),
    "adopt": ("+", "green"),
    "update": ("~", "yellow"),
    "rename": ("~", "yellow"),
    "link": (">", "cyan"),
    "unlink": ("<", "cyan"),
    "block": (">", "cyan"),
    "unblock": ("<", "cyan"),
    "close": ("-", "red"),
}
"""Action → the sign before it and its colour."""

SAID = ("link", "unlink", "block", "unblock", "close")
"""Actions whose reason says everything that their fields say."""

LEFT_SHOWN = 10
"""How many changes that were not tried are named."""

LEAST_TITLE = 12
"""How many signs of a new item's title are shown at least."""

BODY_LINES = 6
"""How many changed lines of a body are shown."""


NOTE = "only the hidden note that ucops keeps in it"
"""What changes where people see no change at all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the colour it is shown in; an empty colour is none."""

    text: str
    color: str = ""


def plan_lines(plan: Plan, *, details: bool = False) -> Iterator[Line]:
    """The plan, line by line, in 80 columns.

    Args:
        plan: What to show.
        details: Whether to show what created issues will hold, too.
    """
    if plan.conflicts and not plan.changes:
        yield Line("Nothing to do apart from the conflicts.", "bold")
    else:
        yield Line(count_line(plan.summary), "bold")
    if plan.changes:
        yield Line(cost_line(plan.estimate))
    for heading, changes in groupby(for_people(plan.changes), key=_heading):
        yield Line("")
        yield Line(heading, "bold")
        for change in changes:
            yield from change_lines(change, details=details)
    yield from _notes(plan, plan.left_open(plan.changes))
    if plan.changes:
        yield Line("")
        yield Line(f"Digest: {digest(plan)}")


def for_people(changes: Iterable[Change]) -> Sequence[Change]:
    """The changes in the order in which people read them: what they work on before what it needs.

    In which order they are made, JSON says.
    """
    return sorted(changes, key=lambda change: change.kind in ("label", "milestone"))


def _heading(change: Change) -> str:
    if change.kind in ("label", "milestone"):
        return "labels and milestones"
    return change.use_case or "orphans"


def applied_lines(plan: Plan, applied: Applied) -> Iterator[Line]:
    """What a run did: failures and what is left by name, the rest counted."""
    yield from _failed(applied)
    yield from _left(applied)
    yield from _notes(plan, plan.left_open(applied.carried_out))
    for text in applied.warnings:
        yield from wrapped("warning: ", text, "yellow")
    counted = ", ".join(
        f"{applied.count(status)} {status}"
        for status in ("done", "failed", "skipped")
        if applied.count(status) or status == "done"
    )
    yield Line(f"Sync: {counted}.", "bold")
    if applied.stopped:
        yield from wrapped("Stopped: ", applied.stopped, "red")
        yield from wrapped("  → ", applied.hint)


def _failed(applied: Applied) -> Iterator[Line]:
    """Failures by name; those with one remedy are named once, and counted."""
    failed = [outcome for outcome in applied.outcomes if outcome.status == "failed"]
    remedies = Counter(outcome.hint for outcome in failed if outcome.hint)
    said: set[str] = set()
    for outcome in failed:
        if outcome.hint in said:
            continue
        name = f"{outcome.change.action} {outcome.change.kind} {outcome.change.key}"
        yield from wrapped("  ✗ ", f"{name}: {outcome.error}", "red")
        if outcome.hint:
            said.add(outcome.hint)
            more = remedies[outcome.hint] - 1
            count = f" ({more} more of the same kind)" if more else ""
            yield from wrapped("    → ", f"{outcome.hint}{count}")


def _left(applied: Applied) -> Iterator[Line]:
    """What was not tried, the first few by name."""
    left = [one for one in applied.outcomes if one.status == "skipped" and not one.excused]
    for outcome in left[:LEFT_SHOWN]:
        change = outcome.change
        yield Line(_cut(f"  · left: {change.action} {change.kind} {change.key} ({outcome.error})"))
    if len(left) > LEFT_SHOWN:
        yield Line(f"  · … and {len(left) - LEFT_SHOWN} more are left")


def change_lines(change: Change, *, details: bool = False) -> Iterator[Line]:
    """One change: its line, and below it the fields that change."""
    mark, color = MARKS[change.action]
    first, *others = _named(change)
    yield Line(f"  {mark} {first}", color)
    yield from (Line(f"  {other}", color) for other in others)
    said = change.action == "create" or (change.action in SAID and change.reason)
    if said and not details:
        return
    for field, (now, then) in change.fields.items():
        if details or field != "record":
            yield from _field_lines(field, now, then)
        elif len(change.fields) == 1:
            yield Line(f"      {NOTE}")


def count_line(summary: Mapping[str, int]) -> str:
    """How many changes there are of each action."""
    counted = [f"{count} to {action}" for action, count in summary.items() if count]
    return f"Plan: {', '.join(counted)}." if counted else "No changes: GitHub matches the files."


def cost_line(estimate: Estimate) -> str:
    """What carrying it out costs."""
    minutes = "a minute" if estimate.minutes <= 1 else _hours(estimate.minutes)
    return f"About {estimate.reads} reads, {estimate.writes} writes and {minutes}."


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} minutes"


def _notes(plan: Plan, orphans: Sequence[Orphan]) -> Iterator[Line]:
    """What a person has to look at; the orphans are those that are still open then."""
    if orphans:
        yield Line("")
        yield Line("Not in the files any more (sync --close-orphans closes them):", "bold")
    for orphan in orphans:
        yield Line(_cut(f"  ? {orphan.key} #{orphan.number} {orphan.title}"))
    for conflict in plan.conflicts:
        yield Line("")
        yield from wrapped("conflict: ", conflict.message, "red")
        yield from wrapped("  → ", conflict.hint)
    if plan.warnings:
        yield Line("")
    for warning in plan.warnings:
        yield from wrapped("warning: ", f"{warning.key} {warning.message}".strip(), "yellow")


def wrapped(start: str, text: str, color: str = "") -> Iterator[Line]:
    """A text behind a start, in lines of the terminal's width."""
    rest = " " * len(start)
    for line in textwrap.wrap(
        text, WIDTH, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False
    ):
        yield Line(line, color)


def _named(change: Change) -> Iterator[str]:
    """A change with why, in a line; a new item's person and day may take another one."""
    number = f" #{change.number}" if change.number else ""
    name = f"{change.action} {change.kind} {change.key}{number}"
    if change.action != "create":
        yield _reasoned(name, change.reason)
        return
    own = change.title.partition(": ")[2] if change.kind == "item" else ""
    title, rest = own or change.title, who_and_when(change) if change.kind == "item" else ""
    room = WIDTH - 4 - len(f"{name}  ( · {rest})")
    if not rest or room < min(len(title), LEAST_TITLE):
        yield _reasoned(name, title)
        yield from [f"    {rest}"] * bool(rest)
    else:
        yield f"{name}  ({_cut(title, room)} · {rest})"


def _reasoned(name: str, reason: str) -> str:
    return _cut(f"{name}  ({reason})" if reason and reason != name.split()[2] else name, WIDTH - 4)


def who_and_when(change: Change) -> str:
    """Who will be assigned to a new item, and when it is due."""
    _, people = change.fields.get("assignees", (None, None))
    due = f"due {day(change.due)}" if change.due else "no date"
    return f"{', '.join(people or ['nobody yet'])} · {due}"


def _cut(text: str, width: int = WIDTH) -> str:
    return cut(text, width)


def _field_lines(field: str, now: Any, then: Any) -> Iterator[Line]:  # noqa: ANN401 - any JSON
    if field == "body":
        yield from _body_lines(now, then)
    elif isinstance(now, list) and isinstance(then, list):
        yield Line(_cut(f"      {field}: {_list_change(now, then)}"))
    else:
        arrow = _shown(then) if now is None else f"{_shown(now)} → {_shown(then)}"
        yield from wrapped(f"      {field}: ", arrow)


def _list_change(now: list[str], then: list[str]) -> str:
    gone = [f"-{name}" for name in now if name not in then]
    new = [f"+{name}" for name in then if name not in now]
    return ", ".join([*gone, *new])


def _shown(value: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return ", ".join(value)
    return "none" if value is None else f'"{value}"' if isinstance(value, str) else str(value)


def _body_lines(now: str | None, then: str) -> Iterator[Line]:
    if now is None:
        yield Line(f"      body: {len(then.splitlines())} lines of ours")
        return
    differing = [
        line
        for line in difflib.ndiff(now.splitlines(), then.splitlines())
        if line[:2] in ("- ", "+ ") and line[2:].strip()
    ]
    yield Line("      body:")
    for line in told(differing, WIDTH - 8)[:BODY_LINES]:
        yield Line(f"        {line}", "green" if line[0] == "+" else "red")
    if len(differing) > BODY_LINES:
        yield Line(f"        … and {len(differing) - BODY_LINES} more changed lines")
