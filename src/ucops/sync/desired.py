"""What should be on GitHub, derived from the files alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ucops.github.labels import (
    DesiredLabel,
    described,
    epic_labels,
    item_labels,
    status_labels,
    vocabulary,
)
from ucops.github.protocols import BoardField
from ucops.github.shapes import one_spelling
from ucops.model import github_limits
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.facts import former_keys
from ucops.sync.board_fields import board_fields, epic_values, item_values


class Bodies(Protocol):
    """Makes the texts of issues, which this room only compares and sends."""

    def file_url(self, entry: Entry) -> str:
        """The address at which a use case's file is read."""

    def epic(self, catalog: Catalog, entry: Entry, tasks: Sequence[str] = ()) -> str:
        """The managed region of a use case's epic, with links to its items where they are given."""

    def item(self, catalog: Catalog, item: Item) -> str:
        """The managed region of an item's issue."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Why an issue is closed by us.

    Attributes:
        reason: GitHub's reason.
        cause: What it is closed for, such as `retired:2026-11-01`: the same cause never closes
            an issue a second time.
    """

    reason: Literal["completed", "not_planned"]
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredIssue:
    """One epic or item as the files want it.

    Attributes:
        region: The managed part of the body, without marks around it.
        file_url: Where the use case's file is read, for a region that had to be shortened.
        labels: Names of our labels, sorted.
        milestone: Slug, or None.
        parent: The epic's key; None for epics.
        blocked_by: Keys of the items it depends on, as far as these are ever filed.
        previously: Former keys.
        adopt: Number of an existing issue to take over.
        closing: Why the files want it closed, or None.
        board: Field → value for the Projects board.
        with_tasks: For epics, renders the region with links to the items, for servers without
            sub-issues.
    """

    key: str
    kind: Literal["epic", "item"]
    use_case: str
    repository: str
    title: str
    region: str
    file_url: str
    labels: tuple[str, ...]
    milestone: str | None = None
    assignee: str | None = None
    type: str | None = None
    parent: str | None = None
    blocked_by: tuple[str, ...] = ()
    previously: tuple[str, ...] = ()
    adopt: int | None = None
    closing: Closing | None = None
    board: Mapping[str, str] = field(default_factory=dict)
    with_tasks: Callable[[Sequence[str]], str] | None = field(default=None, compare=False)


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
    others = (item.repository for item in catalog.items if item.repository)
    wanted = _Wanted(catalog, bodies, repository, one_spelling([repository, *others]))
    use_cases = {
        entry.id: wanted.use_case(entry)
        for entry in catalog.entries.values()
        if entry.use_case.status != "draft"
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
        board_fields=board_fields(catalog),
    )


def line(text: str, limit: int = github_limits.TITLE) -> str:
    """One line of text that GitHub takes as a title."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class _Wanted:
    catalog: Catalog
    bodies: Bodies
    repository: str
    spelled: Mapping[str, str]

    def use_case(self, entry: Entry) -> tuple[DesiredIssue, ...]:
        items = (item for item in entry.items if item.skip is None)
        return (self.epic(entry), *(self.item(entry, item) for item in items))

    def epic(self, entry: Entry) -> DesiredIssue:
        use_case = entry.use_case
        file_url = self.bodies.file_url(entry)
        return DesiredIssue(
            key=entry.id,
            kind="epic",
            use_case=entry.id,
            repository=self.repository,
            title=line(f"Use case: {use_case.title}"),
            region=self.bodies.epic(self.catalog, entry),
            file_url=file_url,
            labels=epic_labels(entry),
            type=self.catalog.config.github.issue_types.epic,
            previously=use_case.previously,
            adopt=use_case.issue,
            closing=_retired(entry),
            board=epic_values(entry),
            with_tasks=lambda tasks: self.bodies.epic(self.catalog, entry, tasks),
        )

    def item(self, entry: Entry, item: Item) -> DesiredIssue:
        file_url = self.bodies.file_url(entry)
        return DesiredIssue(
            key=item.key,
            kind="item",
            use_case=entry.id,
            repository=self.spelled[(item.repository or self.repository).casefold()],
            title=line(f"{entry.use_case.title}: {item.title}"),
            region=self.bodies.item(self.catalog, item),
            file_url=file_url,
            labels=item_labels(entry, item),
            milestone=item.milestone,
            assignee=item.responsible,
            type=self.catalog.config.github.issue_types.item,
            parent=entry.id,
            blocked_by=item.depends_on if self.catalog.config.github.dependencies else (),
            previously=former_keys(self.catalog, item),
            adopt=item.issue,
            closing=_closing(item) or _retired(entry),
            board=item_values(self.catalog, item),
        )


def _retired(entry: Entry) -> Closing | None:
    retired = entry.use_case.status == "retired"
    return Closing("not_planned", "retired") if retired else None


def _closing(item: Item) -> Closing | None:
    if item.retired is not None:
        return Closing("not_planned", f"retired:{item.retired.isoformat()}")
    if item.deliverable is not None:
        return Closing("completed", f"deliverable:{line(item.deliverable)}")
    return None


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
    starts = f"Starts {start.isoformat()}." if start else ""
    return "\n\n".join(part for part in (description.strip(), starts) if part)
