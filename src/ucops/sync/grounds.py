"""Labels and milestones: what each repository has, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ucops.github.protocols import LabelFields, MilestoneFields
from ucops.github.snapshot import Label, Milestone, Snapshot
from ucops.sync.change import Change
from ucops.sync.desired import DesiredMilestone
from ucops.sync.labels import DesiredLabel
from ucops.sync.request import CreateLabel, CreateMilestone, UpdateLabel, UpdateMilestone

_MARK = re.compile(r"\s*<!-- ucops:v1 milestone=([a-z0-9-]+) -->\s*$")


@dataclass(frozen=True, slots=True)
class Held:
    """What one repository holds: labels by small name, milestones by slug."""

    labels: Mapping[str, Label]
    milestones: Mapping[str, Milestone]


def held(snapshot: Snapshot, repository: str, wanted: Mapping[str, DesiredMilestone]) -> Held:
    """Sort a repository's labels and milestones; a milestone is known by its mark, else title."""
    labels = {
        label.name.casefold(): label for label in snapshot.labels if label.repository == repository
    }
    there = [one for one in snapshot.milestones if one.repository == repository]
    there.sort(key=lambda one: one.number, reverse=True)
    by_title = {one.title.casefold(): one for one in there if not marked(one.description)}
    by_mark = {marked(one.description): one for one in there}
    found = {
        slug: by_mark.get(slug) or by_title.get(milestone.title.casefold())
        for slug, milestone in wanted.items()
    }
    return Held(labels, {slug: one for slug, one in found.items() if one is not None})


def label_changes(
    repository: str, wanted: Iterable[DesiredLabel], there: Mapping[str, Label]
) -> list[Change]:
    """Create what is missing, and put colour and description of ours back."""
    changes = []
    for label in sorted(wanted, key=lambda one: one.name):
        live = there.get(label.name.casefold())
        if live is None:
            changes.append(_new_label(repository, label))
        elif label.ours and (fields := _label_fields(label, live)):
            changes.append(_changed_label(repository, live, fields))
    return changes


def milestone_changes(
    repository: str, wanted: Iterable[DesiredMilestone], there: Mapping[str, Milestone]
) -> list[Change]:
    """Create what is missing, and follow the files in title, description and date."""
    changes = []
    for milestone in wanted:
        live = there.get(milestone.slug)
        if live is None:
            changes.append(_new_milestone(repository, milestone))
        elif fields := _milestone_fields(milestone, live):
            changes.append(_changed_milestone(repository, milestone, live, fields))
    return changes


def marked(description: str) -> str:
    """The slug that a milestone's description carries, or an empty string."""
    found = _MARK.search(description)
    return found[1] if found else ""


def _new_label(repository: str, label: DesiredLabel) -> Change:
    return Change(
        action="create",
        kind="label",
        key=label.name,
        repository=repository,
        number=None,
        title=label.name,
        fields={"color": (None, label.color), "description": (None, label.description)},
        reason="" if label.ours else "for people to set",
        request=CreateLabel(
            repository=repository,
            name=label.name,
            color=label.color,
            description=label.description,
        ),
    )


def _label_fields(label: DesiredLabel, live: Label) -> LabelFields:
    fields: LabelFields = {}
    if live.color.casefold() != label.color:
        fields["color"] = label.color
    if live.description != label.description:
        fields["description"] = label.description
    return fields


def _changed_label(repository: str, live: Label, fields: LabelFields) -> Change:
    now = {"color": live.color, "description": live.description}
    return Change(
        action="update",
        kind="label",
        key=live.name,
        repository=repository,
        number=None,
        title=live.name,
        fields={name: (now[name], then) for name, then in fields.items()},
        reason="differs from the files",
        request=UpdateLabel(label=live, fields=fields),
    )


def due_on(milestone: DesiredMilestone) -> str | None:
    """GitHub keeps a milestone's day at midnight of its own time zone: noon in UTC is that day."""
    return f"{milestone.due.isoformat()}T12:00:00Z" if milestone.due else None


def _described(milestone: DesiredMilestone, live: str = "") -> str:
    """The description with our mark; without a text of ours, the people's stays."""
    text = milestone.description or _MARK.sub("", live.replace("\r\n", "\n"))
    mark = f"<!-- ucops:v1 milestone={milestone.slug} -->"
    return f"{text}\n\n{mark}" if text else mark


def _new_milestone(repository: str, milestone: DesiredMilestone) -> Change:
    description = _described(milestone)
    due = milestone.due.isoformat() if milestone.due else None
    return Change(
        action="create",
        kind="milestone",
        key=milestone.slug,
        repository=repository,
        number=None,
        title=milestone.title,
        fields={"title": (None, milestone.title), "due": (None, due)},
        request=CreateMilestone(
            repository=repository,
            title=milestone.title,
            description=description,
            due_on=due_on(milestone),
        ),
    )


def _milestone_fields(milestone: DesiredMilestone, live: Milestone) -> MilestoneFields:
    fields: MilestoneFields = {}
    if live.title != milestone.title:
        fields["title"] = milestone.title
    description = _described(milestone, live.description)
    if live.description.replace("\r\n", "\n") != description:
        fields["description"] = description
    if (live.due_on or "")[:10] != (milestone.due.isoformat() if milestone.due else ""):
        fields["due_on"] = due_on(milestone)
    return fields


def _changed_milestone(
    repository: str, milestone: DesiredMilestone, live: Milestone, fields: MilestoneFields
) -> Change:
    now: dict[str, Any] = {
        "title": live.title,
        "description": live.description,
        "due_on": live.due_on,
    }
    return Change(
        action="update",
        kind="milestone",
        key=milestone.slug,
        repository=repository,
        number=live.number,
        title=milestone.title,
        fields={name: (now[name], then) for name, then in fields.items()},
        reason="differs from the files",
        request=UpdateMilestone(milestone=live, fields=fields),
    )
