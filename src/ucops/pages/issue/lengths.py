"""How long the bodies of issues get, without rendering those that cannot get too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ucops import resources
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.github_limits import BODY, TITLE
from ucops.model.titles import titled

if TYPE_CHECKING:
    from ucops.pages.issue.bodies import Bodies

GROWTH = 2
"""Signs that one sign of a file may become: made neutral by a gap, or escaped in a table."""
FIXED = 4_000
"""More than what labels, dates, logins and the lines of lists add to templates and texts."""
ADDRESS = 40
"""More than what one sign of a file's name or a key takes, wherever they stand."""
TEMPLATES = ("epic.md.j2", "item.md.j2")


class NotAloneError(Exception):
    """A body has to be rendered, for which those use cases are needed that it speaks of."""


@dataclass(frozen=True)
class Lengths:
    """Measures new issues' bodies as `sync` would send them.

    Attributes:
        root: The folder that holds `ucops.yaml`.
        catalog: The files; for most bodies, the settings alone are enough.
        repository: The main repository, `owner/name`.
        server_url: Where GitHub is.
    """

    root: Path
    catalog: Catalog
    repository: str
    server_url: str

    def of(self, entry: Entry, item: Item | None = None) -> int:
        """Characters of an item's body, or of the epic's.

        Where all that the file holds is far from what GitHub takes, a number that is surely larger
        is given instead, which saves rendering the body.

        Raises:
            UsageError: The repository's own template is wrong.
            NotAloneError: The catalog lacks the use case, and the body has to be rendered.
        """
        bound = self._bound(entry, item)
        return bound if bound <= BODY and not self._own_templates else self._exactly(entry, item)

    def _exactly(self, entry: Entry, item: Item | None) -> int:
        if entry.id not in self.catalog.entries:
            raise NotAloneError(entry.id)
        from ucops.github.body import Body  # noqa: PLC0415 - rarely needed, and slow to import
        from ucops.github.labels import epic_labels, item_labels  # noqa: PLC0415 - see above
        from ucops.github.record import Record  # noqa: PLC0415 - see above

        if item is None:
            key, record = entry.id, Record(labels=epic_labels(entry))
            region = self._bodies.epic(self.catalog, entry)
        else:
            key, region = item.key, self._bodies.item(self.catalog, item)
            people = (item.responsible,) if item.responsible else ()
            labels = item_labels(entry, item)
            record = Record(labels=labels, milestone=item.milestone, assignees=people)
        return len(Body(key=key, record=record, region=region).text)

    def _bound(self, entry: Entry, item: Item | None) -> int:
        """More characters than the body has: all that the file says, whatever a template prints."""
        texts = self._of_file(entry) + self._titles
        if item is not None:
            texts += len(repr(item)) + self._longest_title * len(item.depends_on)
        names = len(entry.file) + len(item.key if item else entry.id)
        around = self._templates + len(self.repository) + len(self.server_url)
        return FIXED + around + ADDRESS * names + GROWTH * texts

    def _of_file(self, entry: Entry) -> int:
        """All that the use case's file says, measured once for all of its items."""
        if entry.id not in self._measured:
            self._measured.clear()
            text = entry.use_case.model_dump_json(exclude_defaults=True)
            self._measured[entry.id] = len(text)
        return self._measured[entry.id]

    @cached_property
    def _measured(self) -> dict[str, int]:
        return {}

    @cached_property
    def _titles(self) -> int:
        """All titles of the settings, each of which a body names at most once."""
        sections = [one for _, one in self.catalog.config if isinstance(one, Mapping)]
        return sum(len(titled(one)) for section in sections for one in section.values())

    @cached_property
    def _longest_title(self) -> int:
        """Of what an item needs: GitHub takes no longer titles, and who has one must shorten it."""
        return max((TITLE, *(len(item.title) for item in self.catalog.items)))

    @cached_property
    def _templates(self) -> int:
        return sum((resources.templates() / name).stat().st_size for name in TEMPLATES)

    @cached_property
    def _own_templates(self) -> bool:
        folder = self.root / self.catalog.config.paths.templates
        shipped = folder.resolve() == resources.templates().resolve()
        return not shipped and any((folder / name).exists() for name in TEMPLATES)

    @cached_property
    def _bodies(self) -> Bodies:
        from ucops.pages.issue.bodies import bodies  # noqa: PLC0415 - as above

        return bodies(self.root, self.catalog, self.repository, self.server_url)
