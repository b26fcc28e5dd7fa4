"""Milestones: what each repository has, what it lacks, and when one is over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ucops.github.protocols import MilestoneFields
from ucops.github.snapshot import Label, Milestone, Snapshot
from ucops.sync.change import Action, Change
from ucops.sync.desired import DesiredMilestone
from ucops.sync.request import (
    CloseIssue,
    CloseMilestone,
    CreateIssue,
    CreateMilestone,
    Request,
    UpdateIssue,
    UpdateMilestone,
)

_MARK = re.compile(
    r"<!-- ucops:v1 milestone=(?P<slug>[a-z0-9-]+)(?: due=(?P<due>[0-9-]+))?"
    r"(?P<closed> closed)?(?P<refilling> refilling)? -->"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What one repository holds.

    Attributes:
        labels: By small name.
        milestones: Those that are wanted, by slug.
        titled: All milestones, by small title.
        twins: Small titles that several milestones have.
    """

    labels: Mapping[str, Label]
    milestones: Mapping[str, Milestone]
    titled: Mapping[str, Milestone]
    twins: frozenset[str] = frozenset()


def held(snapshot: Snapshot, repository: str, wanted: Mapping[str, DesiredMilestone]) -> Held:
    """Sort a repository's labels and milestones; a milestone is known by its mark, else title.

    One whose mark names a slug that the files do not have any more is known by its title, too. Of
    several titles that differ in case the one that is spelled as in the files goes first.
    """
    labels = {
        label.name.casefold(): label for label in snapshot.labels if label.repository == repository
    }
    there = [one for one in snapshot.milestones if one.repository == repository]
    there.sort(key=lambda one: one.number, reverse=True)
    titled = {one.title.casefold(): one for one in there}
    free = [one for one in there if marked(one.description) not in wanted]
    by_title = {one.title.casefold(): one for one in free} | {one.title: one for one in free}
    by_mark = {marked(one.description): one for one in there}
    found = {
        slug: by_mark.get(slug)
        or by_title.get(milestone.title)
        or by_title.get(milestone.title.casefold())
        for slug, milestone in wanted.items()
    }
    counted = Counter(one.title.casefold() for one in there)
    return Held(
        labels,
        {slug: one for slug, one in found.items() if one is not None},
        titled,
        frozenset(title for title, count in counted.items() if count > 1),
    )


def as_held(milestone: DesiredMilestone, there: Held) -> DesiredMilestone:
    """A milestone as a repository can hold it: one of two that differ in case keeps its title."""
    live = there.milestones.get(milestone.slug)
    title = milestone.title.casefold()
    if live is None or title not in there.twins or live.title.casefold() != title:
        return milestone
    return replace(milestone, title=live.title)


def milestone_change(
    repository: str, milestone: DesiredMilestone, live: Milestone | None, *, refill: bool
) -> Iterator[Change]:
    """Create what is missing, and follow the files in title, description and date.

    Args:
        repository: Where the milestone is.
        milestone: What the files want.
        live: What is there.
        refill: Whether issues lost it when it was deleted, and are to be put into the new one.
    """
    if live is None:
        yield _new_milestone(repository, milestone, refill=refill)
    elif fields := _milestone_fields(milestone, live):
        yield _changed_milestone(repository, milestone, live, fields)


def refilling(live: Milestone) -> bool:
    """Whether issues that lost it when it was deleted still have to be put into it."""
    found = _MARK.search(live.description)
    return bool(found and found["refilling"])


def marked(description: str) -> str:
    """The slug that a milestone's description carries, or an empty string."""
    found = _MARK.search(description)
    return found["slug"] if found else ""


def due_on(milestone: DesiredMilestone) -> str | None:
    """GitHub keeps a milestone's day at midnight of its own time zone: noon in UTC is that day."""
    return f"{milestone.due.isoformat()}T12:00:00Z" if milestone.due else None


def closed_by_us(live: Milestone) -> bool:
    """Whether we closed it, as its description remembers."""
    found = _MARK.search(live.description)
    return bool(found and found["closed"])


def ending(
    repository: str,
    wanted: DesiredMilestone,
    live: Milestone | None,
    changes: Sequence[Change],
    *,
    over: bool,
) -> Iterator[Change]:
    """Close a milestone that is over; open one again when it is not.

    It is closed when all its items are and nothing else in it is open, people's own issues
    included. It is closed once: one that a person opened again stays open. It is opened when we
    closed it, when it is taken over, and when work is put into it: one that a person closed
    otherwise stays closed.

    Args:
        repository: Where the milestone is.
        wanted: The milestone, which some item is planned for.
        live: What the repository has of it.
        changes: What the plan does before.
        over: Whether all its items are closed then.
    """
    made = any(
        isinstance(change.request, CreateMilestone) and change.repository == repository
        for change in changes
        if change.key == wanted.slug
    )
    if not made and (live is None or live.open_issues is None):
        return
    titles = {wanted.title, live.title if live else wanted.title}
    here = [change for change in changes if change.repository == repository]
    added = _created(here, titles) + _moved(here, titles)
    left = added + ((live.open_issues or 0) if live else 0)
    ended = live is not None and closed_by_us(live)
    wakes = live is not None and (ended or added > 0 or marked(live.description) != wanted.slug)
    if over and left == 0 and not ended and (live is None or live.state == "open"):
        yield _ended(repository, wanted, live)
    elif left > 0 and wakes and live is not None and live.state == "closed":
        yield _begun_again(repository, wanted, live)


def _created(changes: Iterable[Change], titles: set[str]) -> int:
    """How many new issues go into a milestone."""
    new = [one.request for one in changes if isinstance(one.request, CreateIssue)]
    return sum(request.milestone in titles for request in new)


def _moved(changes: Iterable[Change], titles: set[str]) -> int:
    """How many open issues these changes add to a milestone, or take from it."""
    counted: dict[int, tuple[bool, str | None]] = {}
    before = 0
    for change in changes:
        request = change.request
        if not isinstance(request, CloseIssue | UpdateIssue):
            continue
        issue = request.issue
        if issue.id not in counted:
            counted[issue.id] = (issue.state == "open", issue.milestone)
            before += issue.state == "open" and issue.milestone in titles
        is_open, milestone = counted[issue.id]
        if isinstance(request, CloseIssue):
            is_open = False
        else:
            is_open = is_open or request.fields.get("state") == "open"
            milestone = request.fields.get("milestone", milestone)
        counted[issue.id] = (is_open, milestone)
    return sum(is_open and title in titles for is_open, title in counted.values()) - before


def _ended(repository: str, milestone: DesiredMilestone, live: Milestone | None) -> Change:
    request = CloseMilestone(
        repository=repository,
        title=milestone.title,
        live=live,
        description=described(milestone, live.description if live else "", closed=True),
    )
    place, fields = (repository, live), {"state": ("open", "closed")}
    return milestone_write("close", milestone, place, fields, "nothing in it is open", request)


def _begun_again(repository: str, milestone: DesiredMilestone, live: Milestone) -> Change:
    fields: MilestoneFields = {
        "state": "open",
        "description": described(milestone, live.description),
    }
    request = UpdateMilestone(milestone=live, fields=fields)
    shown, reason = {"state": ("closed", "open")}, "something in it is open"
    return milestone_write("update", milestone, (repository, live), shown, reason, request)


def milestone_write(
    action: Action,
    milestone: DesiredMilestone,
    place: tuple[str, Milestone | None],
    fields: Mapping[str, tuple[Any, Any]],
    reason: str,
    request: Request,
) -> Change:
    """A change of one milestone.

    Args:
        action: What is done.
        milestone: As the files want it.
        place: Its repository, and what that has of it.
        fields: Field → (value now, value then), for people.
        reason: Why.
        request: What is sent.
    """
    repository, live = place
    return Change(
        action=action,
        kind="milestone",
        key=milestone.slug,
        repository=repository,
        number=live.number if live else None,
        title=milestone.title,
        fields=fields,
        reason=reason,
        request=request,
    )


def described(
    milestone: DesiredMilestone, live: str = "", *, closed: bool = False, refill: bool = False
) -> str:
    """The description: our text, our mark, and below it what people wrote.

    Without a text of ours, what stands above the mark stays.
    """
    ours, _, theirs = _parts(live)
    due = f" due={milestone.due.isoformat()}" if milestone.due else ""
    more = f"{due}{' closed' if closed else ''}{' refilling' if refill else ''}"
    mark = f"<!-- ucops:v1 milestone={milestone.slug}{more} -->"
    return "\n\n".join(filter(None, (milestone.description or ours, mark, theirs)))


def _parts(description: str) -> tuple[str, str, str]:
    """What stands above the mark, the mark, and what stands below it; all is people's without."""
    text = description.replace("\r\n", "\n")
    found = _MARK.search(text)
    if found is None:
        return "", "", text
    return text[: found.start()].rstrip("\n"), found[0], text[found.end() :].lstrip("\n")


def _new_milestone(repository: str, milestone: DesiredMilestone, *, refill: bool) -> Change:
    due = milestone.due.isoformat() if milestone.due else None
    request = CreateMilestone(
        repository=repository,
        title=milestone.title,
        description=described(milestone, refill=refill),
        due_on=due_on(milestone),
    )
    fields = {"title": (None, milestone.title), "due": (None, due)}
    return milestone_write("create", milestone, (repository, None), fields, "", request)


def _milestone_fields(milestone: DesiredMilestone, live: Milestone) -> MilestoneFields:
    fields: MilestoneFields = {}
    if live.title != milestone.title:
        fields["title"] = milestone.title
    description = described(
        milestone, live.description, closed=closed_by_us(live), refill=refilling(live)
    )
    if live.description.replace("\r\n", "\n") != description:
        fields["description"] = description
    day = (live.due_on or "")[:10]
    if milestone.due and day != milestone.due.isoformat():
        fields["due_on"] = due_on(milestone)
    elif not milestone.due and day and day == _set_day(live):
        fields["due_on"] = None
    return fields


def _set_day(live: Milestone) -> str:
    """The day that we gave it, as its description remembers; empty when we gave it none."""
    found = _MARK.search(live.description)
    return (found["due"] or "") if found else ""


def _shown(live: Milestone, fields: MilestoneFields) -> dict[str, tuple[Any, Any]]:
    """What changes, for people; of the mark, only what it stands for."""
    now: dict[str, Any] = {"title": live.title, "due_on": live.due_on}
    shown = {name: (now[name], then) for name, then in fields.items() if name in now}
    if "description" in fields:
        before, after = (_parts(text) for text in (live.description, fields["description"]))
        if before[::2] != after[::2]:
            texts = ["\n\n".join(filter(None, one[::2])) for one in (before, after)]
            shown["description"] = (texts[0], texts[1])
        if marked(before[1]) != marked(after[1]):
            shown["key"] = (marked(before[1]) or None, marked(after[1]))
        elif not shown:
            shown["record"] = (before[1], after[1])
    return shown


def _changed_milestone(
    repository: str, milestone: DesiredMilestone, live: Milestone, fields: MilestoneFields
) -> Change:
    place, shown = (repository, live), _shown(live, fields)
    request = UpdateMilestone(milestone=live, fields=fields)
    return milestone_write("update", milestone, place, shown, "differs from the files", request)
