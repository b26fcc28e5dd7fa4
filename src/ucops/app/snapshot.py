"""`ucops snapshot`: save what GitHub holds."""

from __future__ import annotations

from pathlib import Path

from ucops.app.prepare import aim, connect, read_snapshot
from ucops.app.run import Run
from ucops.disk import write_whole
from ucops.github.saved import dump_snapshot
from ucops.github.snapshot import Snapshot


def snapshot(run: Run, out: Path) -> Snapshot:
    """Read what GitHub holds into a file."""
    _, prepared = aim(run)
    held = read_snapshot(prepared, connect(run, prepared).reader, say=run.say)
    write_whole(out, dump_snapshot(held))
    return held
