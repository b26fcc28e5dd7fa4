"""Paths that stay inside the repository."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def _inside_path(value: str) -> str:
    path = PurePosixPath(value)
    unusable = re.search(r"[\x00-\x1f\x7f-\x9f\\]", value)
    if not value.strip() or path.is_absolute() or ".." in path.parts or unusable:
        raise PydanticCustomError("path", "not a path inside the repository")
    return value


InsidePath = Annotated[str, AfterValidator(_inside_path)]
"""A path inside the repository, relative to its root, with forward slashes."""
