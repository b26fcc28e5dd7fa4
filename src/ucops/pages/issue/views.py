"""What the templates of issue bodies get: texts that ping nobody, link nowhere and end properly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from markupsafe import Markup

from ucops.github.body import SHORTENED
from ucops.github.wanted import umbrella_of
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.config import Config
from ucops.model.facts import FILED, account, seat_name, seat_of, shown_name, wanted
from ucops.model.titles import titled
from ucops.model.values import LinkState, SeatState
from ucops.pages.item import ItemView, common
from ucops.prose import markdown
from ucops.prose.calls import is_traced, server_of

_WORDS = re.compile(r"\S*\Z")
"""What of a text that was cut belongs to a word that goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something named in a body: its title and its key, never a number.

    Attributes:
        url: The finished piece where the file names one, which may never have had an issue; else
            the list of issues that its title finds, as a number is known only when it is filed.
    """

    title: str
    key: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A seat of the activation team; `people` is empty where nobody is named yet."""

    role: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPiece:
    """An item that is filed with another use case.

    Attributes:
        title: Its title.
        key: The key of the item that it is.
        use_case: The other use case's title.
        url: Where the finished piece is, else where the other use case's file is read.
    """

    title: str
    key: str
    use_case: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EpicView:
    """What `epic.md.j2` gets; every text is neutralised already, and leaves nothing open.

    Attributes:
        key: The use case's id.
        summary: Stands behind a label on the same line, or begins with line ends where it cannot.
        personas, industries, segments: Titles.
        team: The seats that apply, in the order of the roles.
        shared: Items that are filed with another use case.
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
    shared: tuple[SharedPiece, ...]
    links: Mapping[str, str]
    items: int
    file: str
    file_url: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UmbrellaView:
    """What `umbrella.md.j2` gets: the issue above the epics; every text is neutralised already.

    Attributes:
        programme: The programme's title.
        use_cases: Titles of the use cases whose epics stand below it.
        report, report_url: The rendered report, and where it is read on GitHub.
    """

    programme: str
    use_cases: tuple[str, ...]
    report: str
    report_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText(ItemView):
    """What `item.md.j2` gets; every text is neutralised already, and leaves nothing open.

    Attributes:
        problem: Stands behind a label on the same line, or begins with line ends where it cannot.
        description: The item's, or an empty string.
        depends_on: Items that it needs first.
        market_requirements: Titles of the requirements that it serves.
        shows: demo, comparison or roi, or None.
        holder: Who is responsible and cannot be assigned on GitHub, by name, or None.
        personas, industries, segments: Titles of those that it is made for in particular.
        checklist: Lines to tick off.
        file, file_url: The use case's file, and where it is read on GitHub.
    """

    problem: str
    description: str
    depends_on: tuple[Reference, ...]
    market_requirements: tuple[str, ...]
    shows: str | None
    holder: str | None
    personas: tuple[str, ...]
    industries: tuple[str, ...]
    segments: tuple[str, ...]
    checklist: tuple[str, ...]
    file: str
    file_url: str


@dataclass(frozen=True, slots=True)
class Views:
    """Makes views.

    Attributes:
        server_url: Where links to issues would leave a trace.
        repository: The main repository, `owner/name`.
        kept: Name of a long text → how many of its characters there is room for.
    """

    server_url: str
    repository: str
    kept: Mapping[str, int] = field(default_factory=dict)

    def epic(self, catalog: Catalog, entry: Entry, file_url: str) -> EpicView:
        """The view of a use case's epic."""
        config, use_case = catalog.config, entry.use_case
        return EpicView(
            key=markdown.as_it_is(entry.id),
            title=self._line(use_case.title),
            summary=self._long("summary", use_case.summary, markdown.labelled, file_url),
            problem=self._long("problem", use_case.problem, markdown.block, file_url),
            tier=use_case.tier,
            status=use_case.status,
            personas=self._titles(use_case.personas, config.personas),
            industries=self._titles(use_case.industries, config.industries),
            segments=self._titles(use_case.segments, config.segments),
            team=self._team(catalog, entry),
            shared=self._shared(catalog, entry, file_url),
            links=self._links(catalog, entry),
            items=len(wanted(entry)),
            file=markdown.as_it_is(entry.file),
            file_url=markdown.as_it_is(file_url),
        )

    def umbrella(self, catalog: Catalog, key: str, report_url: str) -> UmbrellaView:
        """The view of the issue above the epics."""
        below = (
            one.use_case.title
            for one in catalog.entries.values()
            if one.use_case.status in FILED and umbrella_of(catalog, one) == key
        )
        return UmbrellaView(
            programme=self._line(catalog.config.title),
            use_cases=tuple(map(self._line, below)),
            report=markdown.as_it_is(catalog.config.paths.report),
            report_url=markdown.as_it_is(report_url),
        )

    def item(self, catalog: Catalog, item: Item, file_url: str) -> ItemText:
        """The view of an item's issue."""
        use_case = catalog.entries[item.use_case].use_case
        return ItemText(
            **common(item, use_case.title, catalog.config, self._line)
            | {"key": markdown.as_it_is(item.key)},
            problem=self._long("problem", use_case.problem, markdown.labelled, file_url),
            description=self._long("description", item.description, markdown.block, file_url),
            depends_on=tuple(self._reference(catalog, key) for key in item.depends_on),
            market_requirements=self._titles(
                item.market_requirements, use_case.market_requirements
            ),
            shows=item.shows,
            holder=self._holder(item, catalog.config),
            personas=self._titles(item.personas, catalog.config.personas),
            industries=self._titles(item.industries, catalog.config.industries),
            segments=self._titles(item.segments, catalog.config.segments),
            checklist=tuple(self._line(text) for text in item.checklist),
            file=markdown.as_it_is(catalog.entries[item.use_case].file),
            file_url=markdown.as_it_is(file_url),
        )

    def _long(
        self, name: str, text: str, shown: Callable[[str, str], Markup], file_url: str
    ) -> Markup:
        """A text, cut between two words where it has not enough room; the note says where it is."""
        most = self.kept.get(name, len(text))
        if len(text) <= most:
            return shown(text, self.server_url)
        kept = _WORDS.sub("", text[:most])
        note = f"{SHORTENED}the file]({file_url}).*"
        return markdown.as_it_is(f"{shown(kept, self.server_url)}\n\n{note}")

    def _line(self, text: str) -> Markup:
        return markdown.line(text, self.server_url)

    def _name(self, text: str) -> Markup:
        """A title that may stand beside others, whose backticks must not meet its own."""
        return markdown.line(text, self.server_url, code=False)

    def _titles(self, slugs: tuple[str, ...], entries: Mapping[str, object]) -> tuple[str, ...]:
        return tuple(
            self._name(titled(entries[slug])) if slug in entries else markdown.as_it_is(slug)
            for slug in slugs
        )

    def _team(self, catalog: Catalog, entry: Entry) -> tuple[Member, ...]:
        use_case, config = entry.use_case, catalog.config
        seats = (
            seat_of(use_case, role, config)
            for role in config.roles
            if seat_name(use_case, role, config)
        )
        return tuple(
            Member(role=self._line(seat.title), people=self._people(seat.people, config))
            for seat in seats
            if seat.state is not SeatState.NOT_APPLICABLE
        )

    def _holder(self, item: Item, config: Config) -> str | None:
        if item.responsible is None or account(item.responsible, config):
            return None
        return self._people((item.responsible,), config)[0]

    def _people(self, logins: Iterable[str], config: Config) -> tuple[str, ...]:
        """Names where they are known, else logins, which call nobody."""
        names = ((login, shown_name(login, config)) for login in logins)
        return tuple(
            markdown.as_it_is(login) if name == login else self._name(name) for login, name in names
        )

    def _links(self, catalog: Catalog, entry: Entry) -> Mapping[str, str]:
        kinds = catalog.config.link_kinds
        there = {
            kind: [link.target for link in links if link.state is LinkState.PRESENT]
            for kind, links in entry.use_case.links.items()
            if kind in kinds
        }
        return {
            self._line(kinds[kind].title): Markup(", ").join(map(self._line, targets))
            for kind, targets in there.items()
            if targets
        }

    def _shared(self, catalog: Catalog, entry: Entry, file_url: str) -> tuple[SharedPiece, ...]:
        pieces = ((item, catalog.entries.get(item.piece.partition("/")[0])) for item in entry.items)
        return tuple(
            SharedPiece(
                title=self._line(item.title),
                key=markdown.as_it_is(item.piece),
                use_case=self._line(other.use_case.title),
                url=markdown.as_it_is(file_url.removesuffix(quote(entry.file)) + quote(other.file)),
            )
            for item, other in pieces
            if item.shared and other
        )

    def _reference(self, catalog: Catalog, key: str) -> Reference:
        entry = catalog.entries.get(key.partition("/")[0])
        item = next((one for one in entry.items if one.key == key), None) if entry else None
        if entry is None or item is None:
            return Reference(title=self._line(key), key=markdown.as_it_is(key), url="")
        return Reference(
            title=self._line(item.title),
            key=markdown.as_it_is(key),
            url=self._piece(item) or self._search(f"{entry.use_case.title}: {item.title}", item),
        )

    def _piece(self, item: Item) -> str:
        """Where an item's finished piece is, or an empty string."""
        there = item.deliverable if item.deliverable and markdown.address(item.deliverable) else ""
        return "" if is_traced(there, server_of(self.server_url)) else there

    def _search(self, title: str, item: Item) -> str:
        """The list of issues that a title finds."""
        wanted = quote_plus(f'is:issue in:title "{title}"')
        repository = (item.repository or self.repository).casefold()  # one spelling is enough
        return f"{self.server_url}/{repository}/issues?q={wanted}"
