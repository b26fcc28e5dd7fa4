"""`roadmap/index.json`: the facts behind the report, for people's own scripts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ucops.github.snapshot import Issue
from ucops.model.config import Config
from ucops.model.facts import (
    Cell,
    KeyLink,
    RoleSeat,
    count_links,
    count_requirements,
    count_seats,
    fresh_until,
)
from ucops.model.usecase import Measure, Objective
from ucops.progress.breakdown import Part, SheetRow, departments, sheet
from ucops.progress.burndown import BurnDown
from ucops.progress.decisions import KINDS, decisions
from ucops.progress.facets import facets
from ucops.progress.forecast import Forecast
from ucops.progress.history import Week, opening_day
from ucops.progress.measured import Measured, measured
from ucops.progress.milestones import MilestoneProgress
from ucops.progress.months import Month, months
from ucops.progress.programme import Programme, TierProgress, UseCaseProgress
from ucops.progress.remarks import Remark, remarks
from ucops.progress.standing import Standing, closing_day
from ucops.progress.state import STATES
from ucops.progress.workload import Workload
from ucops.prose.spans import written as written_span
from ucops.prose.visible import json_lines

VERSION = 1


def index(programme: Programme) -> dict[str, Any]:
    """The document; keys may be added in later versions, never changed."""
    document = {
        "version": VERSION,
        "as_of": programme.as_of.isoformat(),
        "repository": programme.repository,
        "programme": _totals(programme),
        "use_cases": [_use_case(one, programme.config) for one in programme.use_cases],
        "milestones": [_milestone(one) for one in programme.milestones],
        "drafts": [_use_case(one, programme.config) for one in programme.drafts],
        "retired": [_use_case(one, programme.config) for one in programme.retired],
        "workload": [_load(load) for load in programme.workload],
        "orphans": [_issue(issue) for issue in programme.filed.orphans],
        "issues": [_issue(issue, key) for key, issue in sorted(programme.filed.issues.items())],
        "tiers": [_tier(one) for one in programme.tiers],
        "months": [_month(one) for one in months(_items(programme), programme.as_of)],
        "history": [_week(week) for week in programme.history],
        "forecast": _forecast(programme.forecast),
        "people": [
            _person(load.person, load, programme.config)
            for load in programme.workload
            if load.person is not None
        ],
        "facets": facets((one.entry for one in programme.use_cases), programme.config),
        "measures": [_measured(one) for one in measured(programme.use_cases)],
        "gaps": [
            _gap(one, cell) for one in programme.use_cases for cell in one.coverage if cell.gap
        ],
        "departments": [_department(part) for part in departments(programme)],
        "sheet": [_sheet_row(row) for row in sheet(programme)],
        "decisions": _decisions(programme),
        "remarks": [_remark(remark) for remark in remarks(programme)],
        "unreachable": [
            {"repository": one.repository, "why": one.why} for one in programme.filed.unreachable
        ],
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
    return json_lines(document)


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
        "last_due": _day(count.last_due),
        "undated": count.undated,
        "states": dict(count.states),
    }


def _use_case(one: UseCaseProgress, config: Config) -> dict[str, Any]:
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
        "readiness": _story(one),
        "items": [_item(standing, config) for standing in one.items],
        "url": one.epic.url if one.epic else None,
        "file": one.entry.file,
        "overdue": count.overdue,
        "at_risk": count.at_risk,
        "next_due": _day(count.next_due),
        "undated": count.undated,
        "states": {state: count.states[state] for state in STATES},
        "gaps": [cell.name for cell in one.coverage if cell.gap],
        "story": _story(one),
        "ready_to_sell": one.ready_to_sell,
        "journey": {cell.name: cell.state for cell in one.coverage},
        "pieces": {
            cell.name: [cell.finished, cell.planned] for cell in one.coverage if not cell.gap
        },
        "forecast": _forecast(one.forecast),
        "team": [_seat(seat) for seat in one.seats],
        "key_links": [_link(link) for link in one.links],
        "requirements": [asdict(requirement) for requirement in one.requirements],
        "solution": {slug: list(part.features) for slug, part in use_case.solution.items()},
        "personas": list(use_case.personas),
        "industries": list(use_case.industries),
        "segments": list(use_case.segments),
        "measures": {slug: _measure(one) for slug, one in use_case.measures.items()},
        "objectives": {slug: _objective(one) for slug, one in use_case.objectives.items()},
    }


def _measure(one: Measure) -> dict[str, Any]:
    values = {day.isoformat(): one.values[day] for day in sorted(one.values)}
    return {"title": one.title, "unit": one.unit, "target": one.target, "values": values}


def _objective(one: Objective) -> dict[str, Any]:
    told = {"title": one.title, "period": _written(one.period)}
    return {**told, "measure": one.measure, "target": one.target}


def _seat(seat: RoleSeat) -> dict[str, Any]:
    return {
        "role": seat.role,
        "title": seat.title,
        "state": seat.state.value,
        "people": list(seat.people),
        "by_lead": seat.by_lead,
    }


def _link(link: KeyLink) -> dict[str, Any]:
    expected = {"expected": link.expected}
    return {"kind": link.kind, "title": link.title, "state": link.link.state.value, **expected}


def _tier(one: TierProgress) -> dict[str, Any]:
    return {
        "tier": one.tier,
        "use_cases": [case.entry.id for case in one.use_cases],
        "items": one.count.total,
        "done": one.count.done,
        "progress": one.count.progress,
        "overdue": one.count.overdue,
        "at_risk": one.count.at_risk,
        "health": one.count.health,
        "forecast": _forecast(one.forecast),
    }


def _items(programme: Programme) -> Iterator[Standing]:
    return (standing for one in programme.use_cases for standing in one.items)


def _month(month: Month) -> dict[str, Any]:
    counts = {"finished": month.finished, "dropped": month.dropped, "late": month.late}
    return {"month": month.first.isoformat()[:7], **counts}


def _department(part: Part) -> dict[str, Any]:
    count = {"items": part.count.total, "done": part.count.done, "overdue": part.count.overdue}
    return {"id": part.slug, "title": part.title, **count, "open_seats": part.open_seats}


def _sheet_row(row: SheetRow) -> dict[str, Any]:
    count = {"total": row.count.total, "done": row.count.done}
    late = {"overdue": row.count.overdue, "at_risk": row.count.at_risk}
    return {"item": row.slug or None, "title": row.title, **count, **late}


def _decisions(programme: Programme) -> dict[str, list[str]]:
    """Kind → keys of what waits for somebody's word."""
    every = decisions(programme)
    keys = {kind: [one.key for one in every if one.kind == kind] for kind in KINDS}
    return {kind: found for kind, found in keys.items() if found}


def _week(week: Week) -> dict[str, Any]:
    return {
        "week": week.name,
        "done": week.done,
        "open": week.open,
        "finished": week.finished,
        "from": week.monday.isoformat(),
        "planned": week.planned,
    }


def _forecast(forecast: Forecast) -> dict[str, Any]:
    return {
        "p50": _day(forecast.p50),
        "p85": _day(forecast.p85),
        "remaining": forecast.remaining,
        "weeks": forecast.weeks,
        "reason": forecast.reason,
    }


def _burndown(found: BurnDown | None) -> dict[str, Any] | None:
    """What was left of a milestone: pairs of a day and a number."""
    if found is None:
        return None
    left = [[day.isoformat(), left] for day, left in found.left]
    return {"undated": found.undated, "left": left}


def _person(login: str, load: Workload, config: Config) -> dict[str, Any]:
    person = config.people.get(login)
    return {
        "login": login,
        "name": person.name if person else None,
        "open": load.open,
        "overdue": load.overdue,
        "items": list(load.items),
    }


def _measured(one: Measured) -> dict[str, Any]:
    return {**asdict(one), "as_of": _day(one.as_of), "use_cases": list(one.use_cases)}


def _gap(one: UseCaseProgress, cell: Cell) -> dict[str, str]:
    return {"use_case": one.entry.id, "stage": cell.stage, "audience": cell.audience}


def _story(one: UseCaseProgress) -> dict[str, Any]:
    """How complete the story is; `readiness` is its older name."""
    story = one.readiness
    return {"score": story.score, "of": len(story.points), "missing": list(story.missing)}


def _item(standing: Standing, config: Config) -> dict[str, Any]:
    item, issue = standing.item, standing.issue
    finished = closing_day(issue) if standing.finished else None
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
        "filed": _day(opening_day(issue)) if issue else None,
        "finished": _day(finished),
        "fresh_until": _day(fresh_until(item, config, finished)) if standing.finished else None,
        "depends_on": list(item.depends_on),
        "market_requirements": list(item.market_requirements),
        "shows": item.shows,
        "start_as": _written(item.start),
        "due_as": _written(item.due),
        "shared": item.shared,
        "open": standing.open,
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
        "health": one.count.health,
        "forecast": _forecast(one.forecast),
        "burndown": _burndown(one.burndown),
        "start_as": _written(one.milestone.start),
        "due_as": _written(one.milestone.due),
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


def _written(day: dt.date | None) -> str | None:
    return written_span(day) if day else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _remark(remark: Remark) -> dict[str, Any]:
    issue = remark.issue
    place = {"repository": issue.repository, "issue": issue.number, "url": issue.url}
    return {"kind": remark.kind, "key": remark.key or None, **place}


def _load(load: Workload) -> dict[str, Any]:
    return {
        "person": load.person,
        "open": load.open,
        "under_way": load.under_way,
        "overdue": load.overdue,
        "at_risk": load.at_risk,
        "next_due": _day(load.next_due),
    }
