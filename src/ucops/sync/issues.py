"""The changes of one issue: create, adopt, rename, update, close."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ucops.github.body import Body, is_shortened, with_region
from ucops.github.labels import EPIC, ITEM
from ucops.github.matched import DUPLICATE, How, Live, Match
from ucops.github.record import NO_TIME, Denied
from ucops.github.wanted import Closing
from ucops.model.github_limits import BODY
from ucops.prose.words import listed
from ucops.sync.change import Action, Change, Kind
from ucops.sync.denials import NOT_ASSIGNABLE, NOT_TAKEN
from ucops.sync.desired import DesiredIssue
from ucops.sync.merge import Ground, Merged, closed_about_then, merge, new_record
from ucops.sync.request import CloseIssue, CreateIssue, UpdateIssue
from ucops.sync.situation import Notes

ACTIONS: dict[How, Action] = {
    "marker": "update",
    "former key": "rename",
    "adopted": "adopt",
    "place": "update",
}


def new_issue(wanted: DesiredIssue, ground: Ground, reason: str, notes: Notes) -> Change:
    """File an issue."""
    record = new_record(wanted, ground)
    _warn_denied(wanted, record.denied, ground, notes)
    empty = Body(key=wanted.key, record=record, region=None)
    body = with_region(empty, wanted.region, wanted.shorter)
    _warn_shortened(wanted, body, notes)
    person = wanted.assignee if wanted.assignee not in record.denied.assignees else None
    assignees = (person,) if person else ()
    milestone = ground.titles.get(wanted.milestone or "")
    no_type = "types" in ground.lacks or record.denied.no_type is not None
    type_ = None if no_type else wanted.type
    values: dict[str, Any] = {
        "title": wanted.title,
        "body": body.region,
        "labels": list(record.labels),
        "milestone": milestone,
        "assignees": list(assignees),
        "type": type_,
        "parent": wanted.parent,
    }
    return Change(
        action="create",
        kind=wanted.kind,
        key=wanted.key,
        repository=wanted.repository,
        number=None,
        title=wanted.title,
        fields={name: (None, value) for name, value in values.items() if value},
        reason=reason,
        due=wanted.due,
        request=CreateIssue(
            repository=wanted.repository,
            title=wanted.title,
            body=body,
            labels=record.labels,
            assignees=assignees,
            milestone=milestone,
            type=type_,
            parent=wanted.parent,
        ),
    )


def issue_changes(
    wanted: DesiredIssue, found: Match, ground: Ground, notes: Notes
) -> Iterator[Change]:
    """Bring an issue in step with the files, and close it when they say so.

    An issue that is not wanted any more is closed and otherwise left as it is.
    """
    live = found.live
    merged = merge(wanted, live, ground)
    if not merged.fits:
        notes.blame(
            wanted.key,
            f"the body of {live.issue.place} leaves no room for ours",
            f"shorten what people wrote there: GitHub takes {BODY:,} characters in all",
        )
        return
    _warn_denied(wanted, merged.body.record.denied, ground, notes)
    _note_doubts(wanted, live, notes)
    _warn_shortened(wanted, merged.body, notes)
    if merged.left_out:
        place = live.issue.place
        text = f"{place} has as many as GitHub takes: {', '.join(merged.left_out)} is not added"
        notes.warn(wanted.key, text)
    if closed_about_then(wanted, live):
        text = "was closed seconds after ucops closed it, perhaps by somebody: it stays closed"
        notes.warn(wanted.key, f"{live.issue.place} {text}")
    closing = _closing(wanted, live)
    frozen = wanted.closing is not None and wanted.closing.reason == "not_planned"
    if not frozen and merged.shown and not (closing and _only_body(merged, found)):
        yield _updated(wanted, found, merged)
    if closing:
        yield _closed(closing, live, wanted, live.body if frozen else merged.body)


def close_duplicate(wanted: DesiredIssue, other: Live, real: Live) -> Change:
    """Close a second issue that carries a key."""
    place = real.issue.place
    body = replace(
        other.body,
        key=other.issue.key or wanted.key,
        record=replace(other.record, closed=f"{DUPLICATE}{place}"),
    )
    return _close(
        other,
        kind=wanted.kind,
        reason=f"duplicate of {place}",
        request=CloseIssue(
            issue=other.issue, reason="duplicate", body=body, duplicate_of=wanted.key
        ),
    )


def close_orphan(live: Live) -> Change:
    """Close an issue that the files do not want any more."""
    body = replace(
        live.body, key=live.issue.key or "", record=replace(live.record, closed="orphan")
    )
    kind: Kind = "item" if "/" in (live.issue.key or "") else "epic"
    return _close(
        live,
        kind=kind,
        reason="not in the files any more",
        request=CloseIssue(issue=live.issue, reason="not_planned", body=body),
    )


def _closing(wanted: DesiredIssue, live: Live) -> Closing | None:
    """Closed once for each cause: what a person reopened since stays open."""
    if wanted.closing is None or live.issue.state == "closed":
        return None
    return wanted.closing if live.record.closed != wanted.closing.cause else None


def _only_body(merged: Merged, found: Match) -> bool:
    """Whether closing, which sends the body too, does everything that there is to do."""
    return not merged.fields and ACTIONS[found.how] == "update"


def _updated(wanted: DesiredIssue, found: Match, merged: Merged) -> Change:
    issue = found.live.issue
    fields = merged.fields.copy()
    if merged.rewritten:
        fields["body"] = merged.body.text
    return Change(
        action=ACTIONS[found.how],
        kind=wanted.kind,
        key=wanted.key,
        repository=issue.repository,
        number=issue.number,
        title=wanted.title,
        fields=merged.shown,
        reason=_reason(wanted, found, merged),
        request=UpdateIssue(issue=issue, fields=fields, body=merged.body),
    )


def _reason(wanted: DesiredIssue, found: Match, merged: Merged) -> str:
    live = found.live
    match found.how:
        case "former key":
            return f"was {live.issue.key}"
        case "adopted":
            return f"taken over for {wanted.key}"
        case "place":
            ours = {EPIC, ITEM} & set(live.issue.labels)
            return "lost its marker" if ours else "stands in its place, with its title"
    if "state" in merged.fields:
        return f"wanted again; was closed for {live.record.closed}"
    if merged.shown.keys() <= {"record", "key"}:
        return "what is remembered of it changes"
    return f"{'stays closed; ' if live.issue.state == 'closed' else ''}differs from the files"


def _closed(closing: Closing, live: Live, wanted: DesiredIssue, base: Body) -> Change:
    record = replace(base.record, closed=closing.cause, closed_at=NO_TIME)
    marked = replace(base, key=wanted.key, record=record)
    body = with_region(marked, base.region or "", wanted.shorter)
    return _close(
        live,
        kind=wanted.kind,
        reason=closing.cause.replace(":", ": ", 1),
        request=CloseIssue(issue=live.issue, reason=closing.reason, body=body),
        key=wanted.key,
    )


def _close(live: Live, *, kind: Kind, reason: str, request: CloseIssue, key: str = "") -> Change:
    issue = live.issue
    return Change(
        action="close",
        kind=kind,
        key=key or issue.key or "",
        repository=issue.repository,
        number=issue.number,
        title=issue.title,
        fields={"state": ("open", "closed"), "state_reason": (None, request.reason)},
        reason=reason,
        request=request,
    )


def _warn_shortened(wanted: DesiredIssue, body: Body, notes: Notes) -> None:
    if is_shortened(body.region or ""):
        text = f"is too long for an issue, which takes {BODY:,} characters: its text is shortened"
        notes.warn(wanted.key, text)


def _note_doubts(wanted: DesiredIssue, live: Live, notes: Notes) -> None:
    """Note what was denied before and may be possible now: whom and what to ask about."""
    denied, repository = live.record.denied, live.issue.repository
    if wanted.assignee in denied.assignees:
        notes.refused.add((repository, wanted.assignee or ""))
    if wanted.type is not None and wanted.type == denied.no_type:
        notes.untyped.add(repository)


def _warn_denied(wanted: DesiredIssue, denied: Denied, ground: Ground, notes: Notes) -> None:
    if not denied:
        return
    if denied.no_type:
        there = f"there are {listed(ground.kinds)}" if ground.kinds else "see its settings"
        there = "there are none" if ground.kinds == () else there
        owner = ground.main.partition("/")[0]
        text = f"{owner} has no issue type {denied.no_type!r}, and none is set: {there}"
        notes.warn("", f"{text}; correct issue_types in ucops.yaml, or have it made")
    for login in denied.assignees:
        text = f"{login} {NOT_ASSIGNABLE}: give them access to {wanted.repository}"
        notes.warn(wanted.key, text)
    parts = {
        f"labels {', '.join(denied.labels)}": denied.labels,
        f"milestone {denied.milestone}": denied.milestone,
        f"type {denied.type}": denied.type,
        f"place under {wanted.parent}": [it for it in denied.links if it.startswith("parent:")],
        f"people {', '.join(sorted(denied.people))}": denied.people - {*denied.assignees},
        "dependencies": [it for it in denied.links if "blocked_by:" in it],
    }
    for name, value in parts.items():
        if value:
            text = f"{NOT_TAKEN} the {name}: the token needs triage rights or more"
            notes.warn(wanted.key, text)
