"""What is asked of `ucops sync`."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict


class Wishes(TypedDict):
    """The options of one `sync`, as its help page explains them."""

    dry_run: bool
    yes: bool
    only: tuple[str, ...]
    expect: str | None
    force: bool
    max_writes: int
    close_orphans: bool
    cache: Path | None
    journal: Path | None
    format_: str
