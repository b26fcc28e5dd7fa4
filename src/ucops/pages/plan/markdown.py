"""A plan as Markdown for comments and step summaries: whole use cases, and nobody is pinged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ucops.github.matched import Conflict
from ucops.pages.plan.differing import around
from ucops.pages.plan.offers import offers_view
from ucops.pages.plan.text import NOTE, cost_line, count_line, who_and_when
from ucops.pages.templating import Templates, render, rendered
from ucops.prose.neutral import neutralise
from ucops.prose.words import cut, one_line
from ucops.sync.applied import Applied
from ucops.sync.change import Change, Plan
from ucops.sync.digest import digest
from ucops.sync.offers import NOTHING, Offers

LIMIT = 58_000
"""The longest text, in characters: GitHub takes 65,536, and a comment may wrap it."""

VALUE_LIMIT = 120
"""How much of a value is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change as the template gets it; `fields` is one line of from and to for each field."""

    action: str
    kind: str
    key: str
    number: int | None
    title: str
    reason: str
    fields: tuple[str, ...]
    status: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """An orphan, a conflict or a warning as the template gets it."""

    key: str
    text: str
    hint: str = ""


def plan_markdown(
    plan: Plan, templates: Templates, offers: Offers = NOTHING, limit: int = LIMIT
) -> str:
    """The plan as Markdown, cut at the end of a use case when it would be too long."""
    changes = [_view(change) for change in plan.changes]
    head = {
        "counted": count_line(plan.summary),
        "orphans": _orphans(plan, plan.changes),
        **offers_view(offers),
    }
    return _markdown(plan, changes, templates, head, limit)


def applied_markdown(
    plan: Plan, applied: Applied, templates: Templates, offers: Offers = NOTHING
) -> str:
    """What a run did, as Markdown."""
    changes = [_view(outcome.change, outcome.status, outcome.error) for outcome in applied.outcomes]
    counted = (
        f"Sync: {applied.count('done')} done, {applied.count('failed')} failed, "
        f"{applied.count('skipped')} skipped."
    )
    orphans = _orphans(plan, applied.carried_out)
    head = {
        "counted": counted,
        "stopped": _quiet(applied.stopped),
        "orphans": orphans,
        **offers_view(offers),
    }
    return _markdown(plan, changes, templates, head)


def _markdown(
    plan: Plan,
    changes: Iterable[ChangeView],
    templates: Templates,
    head: Mapping[str, Any],
    limit: int = LIMIT,
) -> str:
    pairs = zip((change.use_case for change in plan.changes), changes, strict=True)
    pairs_for_people = sorted(pairs, key=lambda pair: not pair[0])
    sections = [
        rendered(
            templates,
            "plan-section.md.j2",
            {
                "heading": name or "labels, milestones and what is not in the files",
                "changes": [change for _, change in group],
            },
        )
        for name, group in groupby(pairs_for_people, key=lambda pair: pair[0])
    ]
    kept = len(sections)
    text = _whole(plan, sections, kept, templates, head)
    while kept and len(text) > limit:
        kept -= max(1, kept // 10)
        text = _whole(plan, sections, kept, templates, head)
    return text


def _whole(
    plan: Plan,
    sections: Sequence[Markup],
    kept: int,
    templates: Templates,
    head: Mapping[str, Any],
) -> str:
    views = {
        "stopped": "",
        **head,
        "repository": plan.repository,
        "digest": digest(plan),
        "cost": cost_line(plan.estimate) if plan.changes else "",
        "sections": sections[:kept],
        "left_out": len(sections) - kept,
        "conflicts": [_conflict(conflict) for conflict in plan.conflicts[:50]],
        "warnings": [NoteView(key=one.key, text=_quiet(one.message)) for one in plan.warnings[:50]],
    }
    return render(templates, "plan.md.j2", views)


def _view(change: Change, status: str = "", error: str = "") -> ChangeView:
    new = change.action == "create"
    shown = {} if new else change.fields
    more = who_and_when(change) if new and change.kind == "item" else ""
    return ChangeView(
        action=change.action,
        kind=change.kind,
        key=change.key,
        number=change.number,
        title=_quiet(change.title),
        reason=_quiet(" · ".join(filter(None, (change.reason, more)))),
        fields=tuple(_fields(shown)),
        status=status,
        error=_quiet(error),
    )


def _fields(shown: Mapping[str, tuple[Any, Any]]) -> Iterator[str]:
    """A line for each field that people know of."""
    for name, (now, then) in shown.items():
        if name == "body":
            yield "body"
        elif name != "record":
            values = around(_value(now), _value(then), VALUE_LIMIT)
            yield f"{name}: {' → '.join(map(_quiet, values))}"
        elif len(shown) == 1:
            yield NOTE


def _value(value: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else one_line(str(value))


def _quiet(text: str) -> str:
    """One line of text, not too long, that leaves no trace where its addresses lead."""
    return neutralise(cut(one_line(text), VALUE_LIMIT))


def _orphans(plan: Plan, changes: Iterable[Change]) -> list[NoteView]:
    """The orphans that are still open after these changes."""
    return [
        NoteView(key=orphan.key, text=f"{orphan.number}: {_quiet(orphan.title)}")
        for orphan in plan.left_open(changes)[:50]
    ]


def _conflict(conflict: Conflict) -> NoteView:
    return NoteView(
        key=", ".join(conflict.keys), text=_quiet(conflict.message), hint=_quiet(conflict.hint)
    )
