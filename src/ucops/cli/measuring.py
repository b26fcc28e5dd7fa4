"""How long the issues' bodies would be, said without asking GitHub."""

from __future__ import annotations

import os
from pathlib import Path

from ucops.catalog.catalog import Catalog
from ucops.cli.common import server_url
from ucops.rules.context import BodyLength
from ucops.sync.lengths import Lengths

UNNAMED = "owner/repository"
"""Stands in links to the files where nothing names the repository."""


def body_lengths(root: Path, catalog: Catalog) -> BodyLength:
    """What measures bodies as `plan` would render them here."""
    repository = catalog.config.github.repository or os.environ.get("GITHUB_REPOSITORY") or UNNAMED
    return Lengths(root, catalog, repository, server_url()).of
