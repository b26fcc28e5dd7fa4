"""A preview for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic_core import to_jsonable_python

from ucops.pages.findings.json import plain
from ucops.pages.preview.first import first
from ucops.pages.preview.render import Aside, titles_of
from ucops.pages.preview.sentences import case_lines, config_line
from ucops.pages.preview.view import Where
from ucops.pages.preview.words import Line, Titles
from ucops.preview.difference import FieldChange, ItemChange
from ucops.preview.preview import CasePreview, Preview
from ucops.prose.visible import json_text

INTERNAL = frozenset({"proof_points"})
"""What may hold something that is not public: that it differs is told, not how."""


def render_json(preview: Preview, where: Where, aside: Aside) -> str:
    """Everything that a preview says: findings, changes, figures before and after, the plan."""
    titles, found = titles_of(preview), preview.findings
    document = {
        "version": 1,
        "base": {"ref": where.ref, "commit": where.commit, "note": aside.base_note},
        "mergeable": preview.mergeable,
        "findings": {
            "new": list(map(plain, found.new)),
            "standing": list(map(plain, found.standing)),
            "resolved": list(map(plain, found.resolved)),
        },
        "first": [_said(line) for line in first(preview, aside.files)],
        "changes": {
            "config": [
                _field(field) | _said(config_line(field, titles))
                for field in preview.difference.config
            ],
            "use_cases": [_case(case, titles) for case in preview.cases],
            "layout_only": list(preview.untold),
        },
        "before": _figures(preview, "before"),
        "after": _figures(preview, "after"),
        "plan": aside.plan_data,
        "plan_note": aside.plan_note,
    }
    return json_text(to_jsonable_python(document))


def _figures(preview: Preview, side: Literal["before", "after"]) -> Mapping[str, object]:
    """By use case, the figures of one side; a pair is how many, and of how many or null."""
    found: dict[str, object] = {}
    for case in preview.cases:
        entry = case.change.before if side == "before" else case.change.after
        figures = {one.name: getattr(one, side) for one in case.measures}
        if entry is not None and any(figures.values()):
            found[entry.id] = figures
    return found


def _case(case: CasePreview, titles: Titles) -> Mapping[str, object]:
    change = case.change
    return {
        "id": change.id,
        "kind": change.kind,
        "was": change.before.id if change.before else None,
        "title": case.title,
        "file": case.file,
        "partly_unread": case.unread,
        "sections_lost": {"before": case.lost_before, "now": case.lost_now},
        "lines": [_said(line) for line in case_lines(case, titles)],
        "fields": [_field(field) for field in change.fields],
        "items": [_item(item) for item in change.items],
        "readiness_won": [point.test for point in case.points.won],
        "readiness_lost": [point.test for point in case.points.lost],
    }


def _said(line: Line) -> dict[str, object]:
    return {"subject": line.subject, "text": line.text}


def _item(change: ItemChange) -> Mapping[str, object]:
    return {
        "kind": change.kind,
        "key": change.after.key if change.after else None,
        "was": change.before.key if change.before else None,
        "fields": [_field(field) for field in change.fields],
    }


def _field(change: FieldChange) -> dict[str, object]:
    told = change.path[0] not in INTERNAL
    sides = {"before": change.before, "after": change.after} if told else _NOT_TOLD
    return {"path": change.path, **sides}


_NOT_TOLD: Mapping[str, object] = {"before": None, "after": None}
