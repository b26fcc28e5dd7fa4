"""What the templates of issue bodies get: texts that ping nobody, link nowhere and end properly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.values import LinkState, SeatState
from ucops.prose import markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something named in a body: its title and its key, never a number."""

    title: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A seat of the activation team; `people` is empty where nobody is named yet."""

    role: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpicView:
    """What `epic.md.j2` gets; every text is neutralised already, and leaves nothing open.

    Attributes:
        key: The use case's id.
        summary: Stands behind a label on the same line, or begins with line ends where it cannot.
        personas, industries, segments: Titles.
        team: The seats that apply, in the order of the roles.
        links: Link kind's title → address, those that are there.
        file, file_url: The use case's file, and where it is read on GitHub.
        tasks: Links to the items such as `#12`, only where GitHub knows no sub-issues.
    """

    key: str
    title: str
    summary: str
    problem: str
    tier: int
    status: str
    personas: tuple[str, ...]
    industries: tuple[str, ...]
    segments: tuple[str, ...]
    team: tuple[Member, ...]
    links: Mapping[str, str]
    items: int
    file: str
    file_url: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """What `item.md.j2` gets; every text is neutralised already, and leaves nothing open.

    Attributes:
        key: `<use case>/<item>`.
        problem: Stands behind a label on the same line, or begins with line ends where it cannot.
        type, role, milestone: Titles, or None.
        quantity: Such as `1`, `2–3` or `1+`.
        start, due: `YYYY-MM-DD`, or None.
        depends_on: Items that it needs first.
        market_requirements: Titles of the requirements that it serves.
        shows: demo, comparison or roi, or None.
        checklist: Lines to tick off.
        deliverable: Where the finished piece is, or None.
        file, file_url: The use case's file, and where it is read on GitHub.
    """

    key: str
    title: str
    use_case: str
    problem: str
    description: str
    type: str | None
    role: str | None
    quantity: str
    stages: tuple[str, ...]
    audiences: tuple[str, ...]
    priority: int
    start: str | None
    due: str | None
    milestone: str | None
    depends_on: tuple[Reference, ...]
    market_requirements: tuple[str, ...]
    shows: str | None
    checklist: tuple[str, ...]
    deliverable: str | None
    file: str
    file_url: str


@dataclass(frozen=True, slots=True)
class Views:
    """Makes views; `server_url` is where links to issues would leave a trace."""

    server_url: str

    def epic(self, catalog: Catalog, entry: Entry, file_url: str) -> EpicView:
        """The view of a use case's epic."""
        config, use_case = catalog.config, entry.use_case
        return EpicView(
            key=markdown.as_it_is(entry.id),
            title=self._line(use_case.title),
            summary=markdown.labelled(use_case.summary, self.server_url),
            problem=markdown.block(use_case.problem, self.server_url),
            tier=use_case.tier,
            status=use_case.status,
            personas=self._titles(use_case.personas, config.personas),
            industries=self._words(use_case.industries, config.industries),
            segments=self._words(use_case.segments, config.segments),
            team=self._team(catalog, entry),
            links=self._links(catalog, entry),
            items=sum(item.skip is None and item.retired is None for item in entry.items),
            file=markdown.as_it_is(entry.file),
            file_url=markdown.as_it_is(file_url),
        )

    def item(self, catalog: Catalog, item: Item, file_url: str) -> ItemView:
        """The view of an item's issue."""
        config, entry = catalog.config, catalog.entries[item.use_case]
        requirements = entry.use_case.market_requirements
        return ItemView(
            key=markdown.as_it_is(item.key),
            title=self._line(item.title),
            use_case=self._line(entry.use_case.title),
            problem=markdown.labelled(entry.use_case.problem, self.server_url),
            description=markdown.block(item.description, self.server_url),
            type=self._title(item.type, config.collateral_types),
            role=self._title(item.role, config.roles),
            quantity=str(item.quantity),
            stages=item.stages,
            audiences=item.audiences,
            priority=item.priority,
            start=_day(item.start),
            due=_day(item.due),
            milestone=self._title(item.milestone, config.milestones),
            depends_on=tuple(self._reference(catalog, key) for key in item.depends_on),
            market_requirements=self._titles(item.market_requirements, requirements),
            shows=item.shows,
            checklist=tuple(self._line(text) for text in item.checklist),
            deliverable=self._line(item.deliverable) if item.deliverable else None,
            file=markdown.as_it_is(entry.file),
            file_url=markdown.as_it_is(file_url),
        )

    def _line(self, text: str) -> Markup:
        return markdown.line(text, self.server_url)

    def _name(self, text: str) -> Markup:
        """A title that may stand beside others, whose backticks must not meet its own."""
        return markdown.line(text, self.server_url, code=False)

    def _title(self, slug: str | None, titled: Mapping[str, Any]) -> str | None:
        return None if slug is None else self._titles((slug,), titled)[0]

    def _titles(self, slugs: tuple[str, ...], titled: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(
            self._name(titled[slug].title) if slug in titled else markdown.as_it_is(slug)
            for slug in slugs
        )

    def _words(self, slugs: tuple[str, ...], named: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(self._name(named.get(slug, slug)) for slug in slugs)

    def _team(self, catalog: Catalog, entry: Entry) -> tuple[Member, ...]:
        return tuple(
            Member(role=self._line(role.title), people=tuple(map(markdown.as_it_is, seat.people)))
            for slug, role in catalog.config.roles.items()
            if (seat := entry.use_case.team.get(slug)) and seat.state != SeatState.NOT_APPLICABLE
        )

    def _links(self, catalog: Catalog, entry: Entry) -> Mapping[str, str]:
        kinds = catalog.config.link_kinds
        return {
            self._line(kinds[kind].title): self._line(link.target)
            for kind, link in entry.use_case.links.items()
            if kind in kinds and link.state is LinkState.PRESENT
        }

    def _reference(self, catalog: Catalog, key: str) -> Reference:
        entry = catalog.entries.get(key.partition("/")[0])
        titles = {item.key: item.title for item in entry.items} if entry else {}
        return Reference(title=self._line(titles.get(key, key)), key=markdown.as_it_is(key))


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
