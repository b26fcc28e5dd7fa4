"""`ucops status`: progress in the terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rich.console import RenderableType

from ucops.app.programme import read_programme
from ucops.app.run import Run
from ucops.pages.terminal.status import as_json, shown


def status(
    run: Run, use_case: str | None, snapshot: Path | None, as_of: dt.date | None, format_: str
) -> str | RenderableType:
    """How far the programme, or one use case, is: JSON, or what rich shows in a terminal."""
    programme = read_programme(run, snapshot, as_of, past=format_ == "json")
    return as_json(programme, use_case) if format_ == "json" else shown(programme, use_case)
