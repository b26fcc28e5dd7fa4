"""The managed region of an issue's body, rendered from templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from ucops.errors import UsageError
from ucops.model.catalog import Catalog, Entry, Item
from ucops.pages.issue.fitting import fitting
from ucops.pages.issue.views import EpicView, ItemText, UmbrellaView, Views
from ucops.pages.templating import Templates, folders, render, templates
from ucops.prose.markdown import as_it_is

MARK = "<!-- ucops:"
"""How every mark of ours begins; what people write in the files cannot begin like that."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Renders managed regions, and knows where the files are read on GitHub.

    Attributes:
        environment: Where the templates come from.
        views: Makes the templates' views.
        files: The address below which the files are read.
    """

    environment: Templates
    views: Views
    files: str

    def file_url(self, entry: Entry) -> str:
        """The address of a use case's file on the default branch."""
        return f"{self.files}/{quote(entry.file)}"

    def home(self, catalog: Catalog) -> str:
        """The address of the report on the default branch."""
        return f"{self.files}/{quote(catalog.config.paths.report)}"

    def epic(
        self, catalog: Catalog, entry: Entry, tasks: Sequence[str] = (), room: int | None = None
    ) -> str:
        """The region of a use case's epic; UsageError when a template is wrong.

        Args:
            catalog: The files.
            entry: The use case.
            tasks: Links to its items, where GitHub knows no sub-issues.
            room: How many characters it may have.
        """
        file_url, links = self.file_url(entry), tuple(map(as_it_is, tasks))
        texts = {"problem": entry.use_case.problem, "summary": entry.use_case.summary}

        def made(views: Views) -> str:
            view = views.epic(catalog, entry, file_url)
            return self._render("epic.md.j2", replace(view, tasks=links))

        return fitting(made, self.views, texts, room, file_url)

    def item(self, catalog: Catalog, item: Item, room: int | None = None) -> str:
        """The region of an item's issue; UsageError when a template is wrong."""
        entry = catalog.entries[item.use_case]
        file_url = self.file_url(entry)
        texts = {"problem": entry.use_case.problem, "description": item.description}

        def made(views: Views) -> str:
            return self._render("item.md.j2", views.item(catalog, item, file_url))

        return fitting(made, self.views, texts, room, file_url)

    def umbrella(self, catalog: Catalog, key: str) -> str:
        """The region of the issue above the epics; UsageError when a template is wrong."""
        return self._render("umbrella.md.j2", self.views.umbrella(catalog, key, self.home(catalog)))

    def _render(self, template: str, view: EpicView | ItemText | UmbrellaView) -> str:
        text = render(self.environment, template, {"view": view}).removesuffix("\n")
        if MARK in text:
            raise UsageError(
                f"the template {template} prints '{MARK}', with which ucops marks its part of an "
                "issue: the issue would be written anew on every run",
                "take the mark out of it; texts of the files never print one",
            )
        return text


def bodies(root: Path, catalog: Catalog, repository: str, server_url: str) -> Bodies:
    """Set up rendering with the repository's own templates laid over the shipped ones."""
    server_url = server_url.rstrip("/")
    return Bodies(
        templates(folders(root, catalog.config.paths.templates)),
        Views(server_url, repository),
        f"{server_url}/{repository}/blob/HEAD",
    )
