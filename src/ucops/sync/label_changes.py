"""Labels: what each repository has, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ucops.github.labels import DesiredLabel
from ucops.github.protocols import LabelFields
from ucops.github.snapshot import Label
from ucops.sync.change import Change
from ucops.sync.request import CreateLabel, UpdateLabel


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
