"""Keys that are misspelt: what stands below them is not missing."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from ucops.catalog.config import Config
from ucops.catalog.usecase import UseCase

if TYPE_CHECKING:
    from ucops.catalog.problem import Problem

PARTS = (*UseCase.model_fields, *Config.model_fields)
LIKE = 0.8
"""How much alike two keys have to be, from 0 to 1."""


def misspelt_part(problem: Problem) -> str | None:
    """The part of a file that an unknown key at its top was meant to be."""
    if problem.rule != "unknown-key" or len(problem.path) != 1:
        return None
    key = re.sub(r"[\s-]+", "_", str(problem.path[0]).strip().casefold())
    near = difflib.get_close_matches(key, PARTS, n=1, cutoff=LIKE)
    return near[0] if near else None
