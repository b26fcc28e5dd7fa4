"""How long the bodies of issues get, without rendering those that cannot get too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ucops.errors import UsageError
from ucops.model import github_limits
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.values import SLUG_LIMIT

if TYPE_CHECKING:
    from ucops.pages.issue.bodies import Bodies

GROWTH = 2
"""Signs that one sign of a text may become: harmless by a gap, or quoted in a table."""
FIXED = 4_000
"""More than what templates, labels and dates add to the texts of the files."""
NAMED = 40
"""More than what one sign of a file's name or a key takes, wherever they stand."""
LINE = 60
"""More than what a line of a list or a table adds to its texts."""
TEMPLATES = ("epic.md.j2", "item.md.j2")


@dataclass(frozen=True)
class Lengths:
    """Measures new issues' bodies as `sync` would send them.

    Attributes:
        root: The folder that holds `ucops.yaml`.
        catalog: The files.
        repository: The main repository, `owner/name`.
        server_url: Where GitHub is.
    """

    root: Path
    catalog: Catalog
    repository: str
    server_url: str

    def of(self, entry: Entry, item: Item | None = None) -> int:
        """Characters of an item's body, or of the epic's.

        Of what certainly fits an upper bound is given instead, which saves rendering it; 0 where
        the repository's own template is wrong, which `plan` explains.
        """
        bound = self._bound(entry, item)
        if bound <= github_limits.BODY and not self._own_templates:
            return bound
        try:
            return self._exactly(entry, item)
        except UsageError:
            return 0

    def _exactly(self, entry: Entry, item: Item | None) -> int:
        from ucops.github.body import Body  # noqa: PLC0415 - rarely needed, and slow to import
        from ucops.github.labels import epic_labels, item_labels  # noqa: PLC0415 - see above
        from ucops.github.record import Record  # noqa: PLC0415 - see above

        if item is None:
            region, record = (
                self._bodies.epic(self.catalog, entry),
                Record(labels=epic_labels(entry)),
            )
            return len(Body(key=entry.id, record=record, region=region).text)
        record = Record(
            labels=item_labels(entry, item),
            milestone=item.milestone,
            assignees=(item.responsible,) if item.responsible else (),
        )
        region = self._bodies.item(self.catalog, item)
        return len(Body(key=item.key, record=record, region=region).text)

    def _bound(self, entry: Entry, item: Item | None) -> int:
        """More characters than the body has, from the lengths of what goes into it."""
        names = len(entry.file) + len(item.key if item else entry.id)
        own = self._of_item(entry, item) if item else self._of_epic(entry)
        return FIXED + len(self.repository) + len(self.server_url) + NAMED * names + own

    def _of_item(self, entry: Entry, item: Item) -> int:
        use_case = entry.use_case
        texts = (use_case.problem, use_case.title, item.title, item.description)
        lines = (*item.checklist, *item.depends_on, item.deliverable or "", item.responsible or "")
        titles = len(item.depends_on) + len(item.market_requirements) + 3
        length = sum(map(len, texts)) + sum(map(len, lines)) + titles * self._longest_title
        return GROWTH * length + LINE * (len(lines) + titles)

    def _of_epic(self, entry: Entry) -> int:
        use_case = entry.use_case
        addresses = [link.target for link in use_case.links.values()]
        people = [person for seat in use_case.team.values() for person in seat.people]
        lists = (use_case.personas, use_case.industries, use_case.segments)
        titles = sum(map(len, lists)) + len(addresses) + len(use_case.team)
        texts = (use_case.problem, use_case.summary, *addresses, *people)
        length = sum(map(len, texts)) + titles * self._longest_title
        return GROWTH * length + LINE * (len(texts) + titles)

    @cached_property
    def _longest_title(self) -> int:
        return max(map(len, _titles(self.catalog)))

    @cached_property
    def _own_templates(self) -> bool:
        folder = self.root / self.catalog.config.paths.templates
        return any((folder / name).exists() for name in TEMPLATES)

    @cached_property
    def _bodies(self) -> Bodies:
        from ucops.pages.issue.bodies import bodies  # noqa: PLC0415 - as above

        return bodies(self.root, self.catalog, self.repository, self.server_url)


def _titles(catalog: Catalog) -> Iterator[str]:
    """Every title or slug that a body may name."""
    config = catalog.config
    for titled in (
        config.roles,
        config.collateral_types,
        config.milestones,
        config.personas,
        config.link_kinds,
    ):
        yield from (one.title for one in titled.values())
    yield from (*config.industries.values(), *config.segments.values())
    yield from (item.title for item in catalog.items)
    for entry in catalog.entries.values():
        yield from (one.title for one in entry.use_case.market_requirements.values())
    yield "x" * SLUG_LIMIT
