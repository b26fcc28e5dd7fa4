"""A digest for a program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from ucops.pages.digest.view import Digest
from ucops.progress.news import Event, News
from ucops.progress.standing import Standing
from ucops.prose.visible import json_text

VERSION = 1


def as_json(found: News, agenda: Digest | None) -> str:
    """What changed, and the agenda's points where one was asked for."""
    return json_text(
        {
            "version": VERSION,
            "since": found.since.isoformat(),
            "as_of": found.as_of.isoformat(),
            "compared_with": _day(found.earlier),
            "finished": _events(found.finished),
            "started": None if found.started is None else _events(found.started),
            "added": _events(found.added),
            "late": _events(found.late),
            "turns": [
                {
                    "person": turn.person,
                    "items": [_item(one.item) | {"why": one.why} for one in turn.errands],
                }
                for turn in found.turns
            ],
            "agenda": _agenda(agenda) if agenda else None,
        }
    )


def _events(events: Iterable[Event]) -> list[dict[str, Any]]:
    return [_item(event.item) | {"on": _day(event.on)} for event in events]


def _item(standing: Standing) -> dict[str, Any]:
    item, issue = standing.item, standing.issue
    return {
        "key": item.key,
        "title": item.title,
        "state": standing.state,
        "responsible": item.responsible,
        "due": _day(item.due),
        "issue": issue.number if issue else None,
        "url": issue.url if issue else None,
        "deliverable": item.deliverable,
    }


def _agenda(agenda: Digest) -> list[dict[str, Any]]:
    return [
        {
            "point": section.title,
            "lines": [
                {
                    "title": line.title,
                    "who": line.who or None,
                    "url": line.url,
                    "facts": list(line.said),
                }
                for line in section.lines
            ],
        }
        for section in agenda.sections
    ]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
