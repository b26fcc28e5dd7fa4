"""`ucops snapshot`: save what GitHub holds."""

from __future__ import annotations

from pathlib import Path

from ucops.app.prepare import aim, connect, read_snapshot
from ucops.app.run import Run
from ucops.github.saved import dump_snapshot
from ucops.github.snapshot import Snapshot


def snapshot(run: Run, out: Path) -> Snapshot:
    """Read what GitHub holds into a file."""
    _, prepared = aim(run)
    held = read_snapshot(prepared, connect(run, prepared).reader, say=run.say)
    out.write_text(dump_snapshot(held), encoding="utf-8")
    return held
