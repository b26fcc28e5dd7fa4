"""A repository's own templates laid over the shipped ones, and nothing from anywhere else.

A pull request may bring templates along. One that is a symbolic link must not carry a file of the
machine, or what its environment holds, into a comment or a report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound

from ucops import resources
from ucops.errors import UsageError
from ucops.reading.files import leads_out

_REMEDY = "put a copy in its place"


class Overlay(FileSystemLoader):
    """Looks templates up in folders, the first one first, and follows no link out of them."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The template's text; UsageError when it would be read from elsewhere."""
        try:
            source = super().get_source(environment, template)
        except TemplateNotFound:
            raise TemplateNotFound(template) from None  # without the folders of this machine
        if all(leads_out(Path(source[1]), Path(folder)) for folder in self.searchpath):
            raise UsageError(
                f"the template {template} is a symbolic link that leads out of its folder", _REMEDY
            )
        return source


def folders(root: Path, own: str | Path) -> Sequence[Path]:
    """Where a repository's templates are looked for: its own folder, then the shipped one.

    Raises:
        UsageError: Its own folder is, or is below, a symbolic link out of the repository.
    """
    folder = root / own
    if leads_out(folder, root):
        raise UsageError(
            f"{own}, the folder of templates, is a symbolic link that leads out of the repository",
            _REMEDY,
        )
    return folder, resources.templates()
