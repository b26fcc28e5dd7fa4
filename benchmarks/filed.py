"""A programme of which everything is filed, as a snapshot of GitHub: without sending a request."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests/sync"))

from sync_fake import Fake
from sync_runs import synced

from ucops.app.prepare import prepare
from ucops.github.saved import dump_snapshot

REPOSITORY = "acme/gtm"


def write_snapshot(root: Path, file: Path | None = None) -> Path:
    """Carry out the first sync of a programme in memory, and save what is there afterwards.

    Args:
        root: The folder of the programme.
        file: Where the snapshot goes; `snapshot.json` in the folder by default.
    """
    github = Fake(REPOSITORY)
    applied = synced(github, prepare(root, REPOSITORY).desired)
    assert applied.exit_code == 0, applied
    file = file or root / "snapshot.json"
    file.write_text(dump_snapshot(github.snapshot()))
    return file


if __name__ == "__main__":
    print(write_snapshot(*map(Path, sys.argv[1:])))
