"""A plan as plain data, and its digest: the same plan always has the same one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ucops.sync.applied import Applied
from ucops.sync.change import Change, Plan

VERSION = 1


def digest(plan: Plan) -> str:
    """`sha256:…` over what the plan would do; neither cost nor warnings are part of it."""
    facts = {
        "repository": plan.repository,
        "changes": changes_data(plan.changes),
        "orphans": [asdict(orphan) for orphan in plan.orphans],
        "conflicts": [asdict(conflict) for conflict in plan.conflicts],
    }
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as it is printed in JSON."""
    return {
        "version": VERSION,
        "digest": digest(plan),
        "repository": plan.repository,
        "changes": changes_data(plan.changes),
        "summary": dict(plan.summary),
        "orphans": [asdict(orphan) for orphan in plan.orphans],
        "conflicts": [asdict(conflict) for conflict in plan.conflicts],
        "warnings": [asdict(warning) for warning in plan.warnings],
        "estimate": asdict(plan.estimate),
    }


def changes_data(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Changes as they are printed in JSON."""
    return [change_data(change) for change in changes]


def change_data(change: Change) -> dict[str, Any]:
    """One change as it is printed in JSON."""
    return {
        "action": change.action,
        "kind": change.kind,
        "key": change.key,
        "repository": change.repository,
        "number": change.number,
        "title": change.title,
        "fields": _fields(change.fields),
        "reason": change.reason,
    }


def _fields(fields: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {name: [now, then] for name, (now, then) in fields.items()}


def applied_data(plan: Plan, applied: Applied) -> dict[str, Any]:
    """The plan as it is printed in JSON, with what became of each change."""
    data = plan_data(plan)
    for printed, outcome in zip(data["changes"], applied.outcomes, strict=True):
        printed["number"] = outcome.number or printed["number"]
        printed["status"] = outcome.status
        if outcome.error:
            printed["error"] = outcome.error
    data["warnings"] += [{"key": "", "message": text} for text in applied.warnings]
    data["stopped"] = applied.stopped or None
    return data
