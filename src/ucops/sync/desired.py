"""What should be on GitHub, derived from the files alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from ucops.github.labels import (
    EPIC,
    DesiredLabel,
    described,
    epic_labels,
    item_labels,
    status_labels,
    vocabulary,
)
from ucops.github.protocols import BoardField
from ucops.github.wanted import UMBRELLA, Wanted, line, wanted_issues
from ucops.model import github_limits
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.facts import account
from ucops.prose.words import day
from ucops.sync.request import WithTasks

STATUSES = ("Todo", "In Progress", "In Review", "Blocked", "Done", "Dropped")
"""What the board shows as the state of an issue."""


class Bodies(Protocol):
    """Makes the texts of issues, which this room only compares and sends."""

    def epic(
        self, catalog: Catalog, entry: Entry, tasks: Sequence[str] = (), room: int | None = None
    ) -> str:
        """The managed region of a use case's epic, with links to its items where they are given.

        Where only so many characters have `room`, its long texts yield.
        """

    def item(self, catalog: Catalog, item: Item, room: int | None = None) -> str:
        """The managed region of an item's issue."""

    def umbrella(self, catalog: Catalog, key: str) -> str:
        """The managed region of the issue above the epics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredIssue(Wanted):
    """One epic or item as the files want it.

    Attributes:
        region: The managed part of the body, without marks around it.
        shorter: Renders the region in so many characters at most, as far as that can be.
        labels: Names of our labels, sorted.
        milestone: Slug, or None.
        blocked_by: Keys of the items it depends on, as far as these are ever filed.
        board: Field → value for the Projects board.
        tasks: Whether the region lists the items, for want of sub-issues.
        with_tasks: For epics, renders the region with links to the items, for servers without
            sub-issues, and in so many characters at most where that is said.
    """

    region: str
    labels: tuple[str, ...]
    milestone: str | None = None
    assignee: str | None = None
    due: dt.date | None = None
    type: str | None = None
    blocked_by: tuple[str, ...] = ()
    board: Mapping[str, str] = field(default_factory=dict)
    tasks: bool = False
    with_tasks: WithTasks | None = field(default=None, compare=False)
    shorter: Callable[[int], str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredMilestone:
    """A milestone of the configuration.

    Attributes:
        description: Text of ours; empty leaves what people wrote.
        due: Its last day, or None.
    """

    slug: str
    title: str
    description: str
    due: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """Everything that should be on GitHub.

    Attributes:
        repository: The main repository.
        use_cases: Use case → its epic first, then its items in the order of the BOM.
        labels: Name → label, those of ours that some use case needs and the people's.
        milestones: Slug → milestone.
        vocabulary: Names of all labels that are ours.
        drafts: Use cases that have no issues yet.
        dependencies: Whether `depends_on` is written as issue dependencies.
        project: The Projects board to keep, `owner/number`, or None.
        board_fields: The fields that the board needs.
    """

    repository: str
    use_cases: Mapping[str, tuple[DesiredIssue, ...]]
    labels: Mapping[str, DesiredLabel]
    milestones: Mapping[str, DesiredMilestone]
    vocabulary: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    dependencies: bool = True
    project: str | None = None
    board_fields: tuple[BoardField, ...] = ()

    @property
    def issues(self) -> Iterator[DesiredIssue]:
        """Every desired issue, in order."""
        return (issue for issues in self.use_cases.values() for issue in issues)


def desired_state(catalog: Catalog, bodies: Bodies, repository: str) -> Desired:
    """Derive what should be on GitHub.

    Args:
        catalog: Valid files; what they do not say is not wanted.
        bodies: Renders the managed regions.
        repository: The main repository, `owner/name`.
    """
    wanted = wanted_issues(catalog, repository)
    use_cases = {
        key: (_umbrella(one, catalog, bodies),)
        for key, one in wanted.items()
        if key.startswith(UMBRELLA)
    } | {
        entry.id: _use_case(wanted, catalog, entry, bodies)
        for entry in catalog.entries.values()
        if entry.id in wanted
    }
    names = {name for issues in use_cases.values() for issue in issues for name in issue.labels}
    labels = {name: described(catalog, name) for name in sorted(names)}
    return Desired(
        repository=repository,
        use_cases=use_cases,
        labels=labels | {label.name: label for label in status_labels()},
        milestones=_milestones(catalog),
        vocabulary=vocabulary(catalog),
        drafts=frozenset(catalog.entries) - use_cases.keys(),
        dependencies=catalog.config.github.dependencies,
        project=catalog.config.github.project,
        board_fields=_board_fields(catalog),
    )


def _use_case(
    wanted: Mapping[str, Wanted], catalog: Catalog, entry: Entry, bodies: Bodies
) -> tuple[DesiredIssue, ...]:
    """A use case's epic, then its items."""
    items = (
        _item(wanted[item.key], catalog, item, bodies) for item in entry.items if item.key in wanted
    )
    return (_epic(wanted[entry.id], catalog, entry, bodies), *items)


def _umbrella(wanted: Wanted, catalog: Catalog, bodies: Bodies) -> DesiredIssue:
    region = bodies.umbrella(catalog, wanted.key)
    return DesiredIssue(**_known(wanted), region=region, labels=(EPIC,))


def _epic(wanted: Wanted, catalog: Catalog, entry: Entry, bodies: Bodies) -> DesiredIssue:
    return DesiredIssue(
        **_known(wanted),
        region=bodies.epic(catalog, entry),
        labels=epic_labels(entry),
        type=catalog.config.github.issue_types.epic,
        board=_epic_card(entry),
        with_tasks=lambda tasks, room: bodies.epic(catalog, entry, tasks, room),
        shorter=lambda room: bodies.epic(catalog, entry, (), room),
    )


def _item(wanted: Wanted, catalog: Catalog, item: Item, bodies: Bodies) -> DesiredIssue:
    github, entry = catalog.config.github, catalog.entries[item.use_case]
    return DesiredIssue(
        **_known(wanted),
        region=bodies.item(catalog, item),
        shorter=lambda room: bodies.item(catalog, item, room),
        labels=item_labels(entry, item),
        milestone=item.milestone,
        due=item.due,
        assignee=account(item.responsible, catalog.config),
        type=github.issue_types.item,
        blocked_by=_needed(catalog, item) if github.dependencies else (),
        board=_item_card(catalog, item),
    )


def _needed(catalog: Catalog, item: Item) -> tuple[str, ...]:
    """The keys of the issues of what an item needs first: of a shared one, the other's."""
    return tuple(dict.fromkeys(_piece(catalog, key) for key in item.depends_on))


def _piece(catalog: Catalog, key: str) -> str:
    entry = catalog.entries.get(key.partition("/")[0])
    return next((one.piece for one in entry.items if one.key == key), key) if entry else key


_KNOWN = tuple(one.name for one in fields(Wanted))


def _known(wanted: Wanted) -> dict[str, Any]:
    """What an issue is recognised by, as it is wanted, too."""
    return {name: getattr(wanted, name) for name in _KNOWN}


def _milestones(catalog: Catalog) -> Mapping[str, DesiredMilestone]:
    return {
        slug: DesiredMilestone(
            slug=slug,
            title=line(milestone.title, github_limits.MILESTONE_TITLE),
            description=_window(milestone.description, milestone.start),
            due=milestone.due,
        )
        for slug, milestone in catalog.config.milestones.items()
    }


def _window(description: str, start: dt.date | None) -> str:
    starts = f"Starts {day(start)}." if start else ""
    return "\n\n".join(part for part in (description.strip(), starts) if part)


def _board_fields(catalog: Catalog) -> tuple[BoardField, ...]:
    """The fields that the board needs; those it lacks are created.

    There is nothing to choose a role from where there are no roles: GitHub takes no such field.
    """
    roles = [role.title for role in catalog.config.roles.values()]
    fields = (
        _choice("Status", STATUSES),
        BoardField(name="Start", kind="date"),
        BoardField(name="Target", kind="date"),
        _choice("Role", roles),
        BoardField(name="Stage", kind="text"),
        _choice("Priority", ("1", "2", "3")),
    )
    return tuple(field for field in fields if field.kind != "single_select" or field.options)


def _choice(name: str, options: Iterable[str]) -> BoardField:
    return BoardField(name=name, kind="single_select", options=dict.fromkeys(options, ""))


def _epic_card(entry: Entry) -> Mapping[str, str]:
    """From the earliest start to the latest date of its items."""
    starts = [item.start for item in entry.items if item.start]
    dues = [item.due for item in entry.items if item.due]
    return _given(
        {
            "Start": min(starts).isoformat() if starts else "",
            "Target": max(dues).isoformat() if dues else "",
        }
    )


def _item_card(catalog: Catalog, item: Item) -> Mapping[str, str]:
    """An item's values as the files give them."""
    role = catalog.config.roles.get(item.role or "")
    return _given(
        {
            "Start": item.start.isoformat() if item.start else "",
            "Target": item.due.isoformat() if item.due else "",
            "Role": role.title if role else "",
            "Stage": ", ".join(item.stages),
            "Priority": str(item.priority),
        }
    )


def _given(values: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in values.items() if value}
