"""What the last report says. It imports little, as nearly every command asks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LARGEST_INDEX = 64 * 1024 * 1024
"""Bytes of an index that are read: one of 25,000 items has about 30 million."""


def read_index(path: Path) -> Mapping[str, Any]:
    """What an earlier report's index says; empty where there is none that can be read.

    Anybody can propose a change of it: it is an ordinary file of a sensible size, or nothing.
    """
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_INDEX:
            return {}
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
