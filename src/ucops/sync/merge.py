"""The three-way comparison: what the files want, what we last applied, what is there now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ucops.github.body import Body, read_body, with_region
from ucops.github.labels import STATUS
from ucops.github.marker import same_text
from ucops.github.matched import Live
from ucops.github.protocols import Feature, IssueFields
from ucops.github.record import LONGEST, NOTHING, Denied, Record, to_was
from ucops.model import github_limits
from ucops.sync.desired import DesiredIssue

Fields = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one comparison stands on besides the issue itself.

    Attributes:
        main: The main repository.
        ours: Label names that ucops could set, in small letters.
        titles: Milestone slug → the title it has, or will have, on GitHub.
        slugs: Milestone title as the repository has it → slug.
        refilled: Slugs of milestones that were deleted and that issues are put into again.
        lacks: Features that the server does not know.
        kinds: The issue types that there are, by name; None where nobody asked.
        assignable: Logins denied before that can be assigned now.
        unassignable: Logins that cannot be assigned.
        rights: What the token may do in the repository, where that is known.
        unmade: Labels, in small letters, that the token may not create.
    """

    main: str
    ours: frozenset[str]
    titles: Mapping[str, str]
    slugs: Mapping[str, str]
    refilled: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    kinds: tuple[str, ...] | None = None
    assignable: frozenset[str] = frozenset()
    unassignable: frozenset[str] = frozenset()
    rights: str = ""
    unmade: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What has to change on one issue.

    Attributes:
        shown: Field → (value now, value then), for people.
        fields: What is sent, without the body.
        body: What the body is to be.
        rewritten: Whether the body differs from what is there.
        left_out: Labels and people that found no room beside those that people set.
    """

    shown: Fields
    fields: IssueFields
    body: Body
    rewritten: bool
    left_out: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether GitHub would take the body: people's text may leave no room."""
        return not self.rewritten or len(self.body.text) <= github_limits.BODY


def merge(wanted: DesiredIssue, live: Live, ground: Ground) -> Merged:
    """Compare one issue with what the files want."""
    as_it_is, live = live, _at_home(live, ground)
    issue, was = live.issue, live.record
    denied = _still_denied(was.denied, wanted, ground)
    shown: Fields = {}
    fields: IssueFields = {}
    if issue.title != wanted.title:
        shown["title"] = (issue.title, wanted.title)
        fields["title"] = wanted.title
    labels, bare = _fitting(*_labels(wanted, live, ground, denied), github_limits.LABELS)
    if set(labels) != set(issue.labels):
        shown["labels"] = (sorted(issue.labels), sorted(labels))
        fields["labels"] = labels
    milestone = _milestone(wanted, live, ground, denied)
    if milestone != issue.milestone:
        shown["milestone"] = (issue.milestone, milestone)
        fields["milestone"] = milestone
    assignees, idle = _fitting(*_assignees(wanted, live, denied), github_limits.ASSIGNEES)
    if set(assignees) != set(issue.assignees):
        shown["assignees"] = (list(issue.assignees), list(assignees))
        fields["assignees"] = assignees
    if "types" not in ground.lacks and _type_differs(wanted, live, denied):
        shown["type"] = (issue.type, wanted.type)
        fields["type"] = wanted.type
    if _reopened_by_us(wanted, live):
        shown["state"] = ("closed", "open")
        fields["state"] = "open"
    closed, closed_at = _closed_for(wanted, live, fields)
    record = Record(
        labels=tuple(name for name in wanted.labels if name not in denied.labels),
        milestone=wanted.milestone,
        assignees=(wanted.assignee,) if wanted.assignee and not idle else (),
        closed=closed,
        closed_at=closed_at,
        denied=denied,
        board=was.board,
        home=_home(issue.repository, ground),
        lacks=_lacks(was.lacks, wanted, ground),
    )
    merged = _with_body(wanted, as_it_is, record, shown, fields)
    return replace(merged, left_out=(*bare, *idle))


def _fitting(
    kept: Sequence[str], added: Sequence[str], most: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What GitHub takes, and what is left out: people's own go first."""
    room = max(most - len(kept), 0)
    return (*kept, *added[:room]), tuple(added[room:])


def _with_body(
    wanted: DesiredIssue, live: Live, record: Record, shown: Fields, fields: IssueFields
) -> Merged:
    now = live.body if live.body.region is not None else read_body(live.issue, wanted.region)
    same = (now.key, now.region, now.record) == (wanted.key, wanted.region, record)
    if same and len(live.issue.body) <= github_limits.BODY:
        return Merged(shown=shown, fields=fields, body=now, rewritten=False)
    then = with_region(replace(now, key=wanted.key, record=record), wanted.region, wanted.shorter)
    if now.region is None or not same_text(now.region, then.region or ""):
        shown["body"] = (now.region, then.region)
    if now.key != wanted.key:
        shown["key"] = (now.key or None, wanted.key)
    elif to_was(now.record) != to_was(record):
        shown["record"] = (to_was(now.record), to_was(record))
    rewritten = bool({"body", "key", "record"} & shown.keys())
    return Merged(shown=shown, fields=fields, body=then, rewritten=rewritten)


def new_record(wanted: DesiredIssue, ground: Ground) -> Record:
    """What is remembered of an issue that is created as the files want it."""
    denied = _still_denied(Denied(rights=ground.rights), wanted, ground)
    return Record(
        labels=tuple(name for name in wanted.labels if name not in denied.labels),
        milestone=wanted.milestone,
        assignees=(wanted.assignee,) if wanted.assignee else (),
        denied=denied,
        home=_home(wanted.repository, ground),
        lacks=_lacks((), wanted, ground),
    )


def _home(repository: str, ground: Ground) -> str:
    return "" if repository.casefold() == ground.main.casefold() else repository


def _lacks(was: Sequence[Feature], wanted: DesiredIssue, ground: Ground) -> tuple[Feature, ...]:
    """What the server still does not know; an epic that lists its items says so itself."""
    kept = tuple(one for one in was if one in ground.lacks and one != "sub_issues")
    return (*kept, "sub_issues") if wanted.tasks else kept


def _at_home(live: Live, ground: Ground) -> Live:
    """The issue; of one that was transferred, nobody took off what GitHub did not take along."""
    record = live.record
    if record.home.casefold() == _home(live.issue.repository, ground).casefold():
        return live
    record = replace(record, milestone=None, assignees=())
    return replace(live, believed=replace(live.body, record=record))


def _closed_for(wanted: DesiredIssue, live: Live, fields: IssueFields) -> tuple[str, str]:
    """Why and when; forgotten once it is open again and the files do not want it closed."""
    if "state" in fields or (wanted.closing is None and live.issue.state == "open"):
        return "", ""
    return live.record.closed, live.record.closed_at


def _still_denied(denied: Denied, wanted: DesiredIssue, ground: Ground) -> Denied:
    """What GitHub would not take and the files still want; a new wish is tried again."""
    denied = denied.under(ground.rights)
    if not (denied or ground.unmade or ground.unassignable or ground.kinds is not None):
        return NOTHING if not denied.rights else Denied(rights=denied.rights)
    wish = {wanted.assignee} - {None}
    refused = {*denied.assignees} - ground.assignable | ground.unassignable
    missing = _has_no_type(denied, wanted, ground)
    return Denied(
        labels=tuple(
            name
            for name in wanted.labels
            if name in denied.labels or name.casefold() in ground.unmade
        ),
        assignees=tuple(name for name in wish if name is not None and name in refused),
        milestone=denied.milestone if denied.milestone == wanted.milestone else None,
        type=denied.type if denied.type == wanted.type and not missing else None,
        no_type=wanted.type if missing else None,
        links=tuple(link for link in denied.links if _still_wanted(link, wanted)),
        ground=denied.ground,
        rights=denied.rights,
    )


def _has_no_type(denied: Denied, wanted: DesiredIssue, ground: Ground) -> bool:
    """Whether there is no such issue type, as was asked now or remembered from an earlier run."""
    if wanted.type is None:
        return False
    if ground.kinds is None:
        return denied.no_type == wanted.type
    return wanted.type.casefold() not in _small(ground.kinds)


def _still_wanted(link: str, wanted: DesiredIssue) -> bool:
    """Whether the files want a link that was denied; cutting one is wanted until it is cut."""
    kind, _, name = link.partition(":")
    names = {
        "parent": (wanted.parent,),
        "blocked_by": wanted.blocked_by,
        "assignee": (wanted.assignee,),
    }
    return kind.startswith("-") or name in names.get(kind, ())


def _labels(
    wanted: DesiredIssue, live: Live, ground: Ground, denied: Denied
) -> tuple[list[str], list[str]]:
    """The labels that stay, people's and ours, and those of ours that are missing."""
    target = {name.casefold(): name for name in wanted.labels if name not in denied.labels}
    ours, stay = _small(live.record.labels), _small((*STATUS, *wanted.labels))
    kept = [
        name
        for name in live.issue.labels
        if (small := name.casefold()) in stay or not (small in ours or small in ground.ours)
    ]
    missing = target.keys() - _small(kept)
    return kept, [target[name] for name in sorted(missing)]


def _milestone(wanted: DesiredIssue, live: Live, ground: Ground, denied: Denied) -> str | None:
    """Set when the files change; what somebody set or took off since is left."""
    now, was = live.issue.milestone, live.record.milestone
    if wanted.milestone == was:
        lost = now is None and was in ground.refilled
        return ground.titles.get(was or "") if lost and not denied.milestone else now
    if wanted.milestone is None:
        return None if now is not None and ground.slugs.get(now) == was else now
    if now is not None and ground.slugs.get(now) == wanted.milestone:
        return now
    return ground.titles.get(wanted.milestone)


def _assignees(wanted: DesiredIssue, live: Live, denied: Denied) -> tuple[list[str], list[str]]:
    """Who stays, and whom the files newly name; whom they no longer name is taken off."""
    now, was = live.issue.assignees, _small(live.record.assignees)
    wish = {wanted.assignee} - {None} - denied.people
    dropped = was - _small(name for name in (wanted.assignee,) if name)
    kept = [name for name in now if name.casefold() not in dropped]
    retried = live.record.denied.people - denied.people
    added = [
        name
        for name in wish
        if name is not None
        and (name.casefold() not in was or name in retried)
        and name.casefold() not in _small(kept)
    ]
    return kept, added


def _type_differs(wanted: DesiredIssue, live: Live, denied: Denied) -> bool:
    if wanted.type is None or wanted.type in (denied.type, denied.no_type):
        return False
    return (live.issue.type or "").casefold() != wanted.type.casefold()


def _reopened_by_us(wanted: DesiredIssue, live: Live) -> bool:
    """Whether we closed it, last, for something that the files do not say any more."""
    return _may_be_ours(wanted, live) and live.record.fits(live.issue.closed_at)


def closed_about_then(wanted: DesiredIssue, live: Live) -> bool:
    """Whether nobody can tell if we closed it: when it was closed was not noted in time."""
    record, closed_at = live.record, live.issue.closed_at
    about = record.fits(closed_at, LONGEST) and not record.fits(closed_at)
    return _may_be_ours(wanted, live) and about


def _may_be_ours(wanted: DesiredIssue, live: Live) -> bool:
    closed = live.record.closed
    if wanted.closing is not None or not closed or live.issue.state == "open":
        return False
    reason = "completed" if closed.startswith("deliverable:") else "not_planned"
    return live.issue.state_reason == reason


def _small(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, names))
