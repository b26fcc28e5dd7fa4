"""`ucops schema`: the JSON Schemas that let an editor complete and check the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ucops.errors import UsageError
from ucops.model.schema import config_schema, usecase_schema
from ucops.reading.settings import load_config

KINDS = ("usecase", "config")


def schema(kind: str, root: Callable[[], Path]) -> dict[str, Any]:
    """One of the two schemas.

    Args:
        kind: One of `KINDS`.
        root: Finds the folder with `ucops.yaml`, whose names go into the schema.

    Raises:
        UsageError: There is no `ucops.yaml` that can be read, and a use case's schema needs one.
    """
    try:
        config = load_config(root())[0]
    except UsageError:
        if kind == "usecase":
            raise
        return config_schema()
    return usecase_schema(config) if kind == "usecase" else config_schema(config)
