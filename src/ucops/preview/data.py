"""A preview as plain data, for programs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from ucops.model.config import Model
from ucops.model.values import Link, Quantity, Seat
from ucops.pages.preview.render import Aside
from ucops.pages.preview.view import Where
from ucops.pages.preview.words import Line
from ucops.preview.change import FieldChange, ItemChange
from ucops.preview.preview import CasePreview, Preview
from ucops.rules.engine.finding import Finding

INTERNAL = frozenset({"proof_points"})
"""What may hold something that is not public: that it differs is told, not how."""


def preview_data(preview: Preview, where: Where, aside: Aside) -> dict[str, Any]:
    """Everything that a preview says, ready for JSON."""
    found = preview.findings
    return {
        "version": 1,
        "base": {"ref": where.ref, "commit": where.commit, "note": aside.base_note},
        "mergeable": preview.mergeable,
        "findings": {
            "new": [_finding(one) for one in found.new],
            "standing": [_finding(one) for one in found.standing],
            "resolved": len(found.resolved),
        },
        "config": [
            {**_field(field), **_line(line)}
            for field, line in zip(preview.difference.config, preview.config, strict=True)
        ],
        "use_cases": [_case(case) for case in preview.cases],
        "layout_only": list(preview.untold),
        "plan": {"markdown": aside.plan, "note": aside.plan_note},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return dataclasses.asdict(finding)


def _line(line: Line) -> dict[str, Any]:
    return {"subject": line.subject, "text": line.text}


def _case(case: CasePreview) -> dict[str, Any]:
    change = case.change
    return {
        "id": change.id,
        "kind": change.kind,
        "was": change.before.id if change.before else None,
        "title": case.title,
        "file": case.file,
        "partly_unread": case.unread,
        "sections_lost": {"before": case.lost_before, "now": case.lost_now},
        "lines": [_line(line) for line in case.lines],
        "fields": [_field(field) for field in change.fields],
        "items": [_item(item) for item in change.items],
        "measures": [
            {"name": one.name, "before": one.before, "after": one.after} for one in case.measures
        ],
        "readiness_won": [point.test for point in case.points.won],
        "readiness_lost": [point.test for point in case.points.lost],
    }


def _item(change: ItemChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "key": change.after.key if change.after else None,
        "was": change.before.key if change.before else None,
        "fields": [_field(field) for field in change.fields],
    }


def _field(change: FieldChange) -> dict[str, Any]:
    told = change.path[0] not in INTERNAL
    return {
        "path": list(change.path),
        "before": _plain(change.before) if told else None,
        "after": _plain(change.after) if told else None,
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    """A value as JSON has it; of a whole entry, what its file says."""
    match value:
        case dt.date() | Quantity():
            return str(value)
        case tuple():
            return [_plain(one) for one in value]
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case Link() | Seat():
            return _plain(dataclasses.asdict(value))
        case Model():
            return _plain(dict(value))
    return value
