"""`roadmap/index.json`: the facts behind the report, for people's own scripts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ucops.github.snapshot import Issue
from ucops.model.facts import count_links, count_requirements, count_seats
from ucops.progress.milestones import MilestoneProgress
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.standing import Standing
from ucops.progress.state import STATES
from ucops.prose.visible import json_text

VERSION = 1


def index(programme: Programme) -> dict[str, Any]:
    """The document; keys may be added in later versions, never changed."""
    document = {
        "version": VERSION,
        "as_of": programme.as_of.isoformat(),
        "repository": programme.repository,
        "programme": _totals(programme),
        "use_cases": [_use_case(one) for one in programme.use_cases],
        "milestones": [_milestone(one) for one in programme.milestones],
        "drafts": [_use_case(one) for one in programme.drafts],
        "retired": [_use_case(one) for one in programme.retired],
        "workload": [_plain(asdict(load)) for load in programme.workload],
        "orphans": [_issue(issue) for issue in programme.filed.orphans],
        "issues": [_issue(issue, key) for key, issue in sorted(programme.filed.issues.items())],
    }
    return {**document, "digest": digest(document)}


def digest(document: Mapping[str, Any]) -> str:
    """What shows whether somebody changed an index by hand; its day says nothing and is left out.

    It is no signature: who means harm can write another one.
    """
    said = {key: value for key, value in document.items() if key not in {"digest", "as_of"}}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()}"


def written(document: Mapping[str, Any]) -> str:
    """The document's text: the same document gives the same bytes."""
    return json_text(document, indent=1)


def _totals(programme: Programme) -> dict[str, Any]:
    count = programme.count
    seats = [count_seats(one.seats) for one in programme.use_cases]
    links = [count_links(one.links) for one in programme.use_cases]
    return {
        "title": programme.config.title,
        "use_cases": len(programme.use_cases),
        "drafts": len(programme.drafts),
        "items": count.total,
        "done": count.done,
        "progress": count.progress,
        "overdue": count.overdue,
        "at_risk": count.at_risk,
        "open_seats": sum(seat.open for seat in seats),
        "open_links": sum(link.tbd for link in links),
        "retired": len(programme.retired),
        "health": count.health,
        "next_due": _day(count.next_due),
        "states": dict(count.states),
    }


def _use_case(one: UseCaseProgress) -> dict[str, Any]:
    use_case, count = one.entry.use_case, one.count
    return {
        "id": one.entry.id,
        "title": use_case.title,
        "tier": use_case.tier,
        "status": use_case.status,
        "epic": one.epic.number if one.epic else None,
        "items_total": count.total,
        "done": count.done,
        "progress": count.progress,
        "health": one.health,
        "seats": asdict(count_seats(one.seats)),
        "links": asdict(count_links(one.links)),
        "market_requirements": asdict(count_requirements(one.requirements)),
        "readiness": {
            "score": one.readiness.score,
            "of": len(one.readiness.points),
            "missing": list(one.readiness.missing),
        },
        "items": [_item(standing) for standing in one.items],
        "url": one.epic.url if one.epic else None,
        "file": one.entry.file,
        "overdue": count.overdue,
        "at_risk": count.at_risk,
        "next_due": _day(count.next_due),
        "states": {state: count.states[state] for state in STATES},
        "gaps": [cell.name for cell in one.coverage if cell.gap],
        "journey": {cell.name: cell.state for cell in one.coverage},
    }


def _item(standing: Standing) -> dict[str, Any]:
    item, issue = standing.item, standing.issue
    return {
        "key": item.key,
        "title": item.title,
        "state": standing.state,
        "health": standing.health,
        "responsible": item.responsible,
        "role": item.role,
        "stages": list(item.stages),
        "audiences": list(item.audiences),
        "type": item.type,
        "priority": item.priority,
        "start": _day(item.start),
        "due": _day(item.due),
        "milestone": item.milestone,
        "issue": issue.number if issue else None,
        "url": issue.url if issue else None,
        "deliverable": item.deliverable,
        "waits_for": list(standing.waits_for),
    }


def _milestone(one: MilestoneProgress) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.milestone.title,
        "due": _day(one.milestone.due),
        "total": one.count.total,
        "done": one.count.done,
        "start": _day(one.milestone.start),
        "progress": one.count.progress,
        "overdue": one.count.overdue,
    }


def _issue(issue: Issue, key: str | None = None) -> dict[str, Any]:
    return {
        "key": key or issue.key,
        "repository": issue.repository,
        "number": issue.number,
        "url": issue.url,
        "title": issue.title,
        "state": issue.state,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    pairs: Iterator[tuple[str, Any]] = iter(values.items())
    return {key: _day(v) if isinstance(v, dt.date) else v for key, v in pairs}
