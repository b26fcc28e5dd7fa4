"""How long the issues' bodies would be, said without asking GitHub."""

from __future__ import annotations

import os
from pathlib import Path

from ucops.cli.common import server_url
from ucops.model.catalog import Catalog
from ucops.pages.issue.lengths import Lengths
from ucops.rules.engine.context import BodyLength

UNNAMED = "owner/repository"
"""Stands in links to the files where nothing names the repository."""


def body_lengths(root: Path, catalog: Catalog) -> BodyLength:
    """What measures bodies as `plan` would render them here."""
    repository = catalog.config.github.repository or os.environ.get("GITHUB_REPOSITORY") or UNNAMED
    return Lengths(root, catalog, repository, server_url()).of
