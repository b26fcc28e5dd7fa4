"""The state of all that an answer about a programme depends on, as one digest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ucops.app.fingerprint import bytes_of, digest, of_folder, of_tool
from ucops.app.run import Run
from ucops.reading.files import find
from ucops.reading.settings import load_config
from ucops.text.source import CONFIG_NAME


def state_of_files(run: Run, snapshot: Path | None) -> str:
    """The state of ucops, the files, their templates, a snapshot, and where the run takes place.

    Args:
        run: The surroundings.
        snapshot: The file of a snapshot, or None where nothing tells of GitHub.
    """
    return digest(*_parts(run, snapshot))


def _parts(run: Run, snapshot: Path | None) -> Iterator[str | bytes]:
    paths = load_config(run.root)[0].paths
    files, problems = find(run.root, paths.usecases)
    yield from (of_tool(), run.server_url, str(run.on_runner), repr(problems))
    yield run.environment.get("GITHUB_REPOSITORY", "")
    yield bytes_of(run.root / CONFIG_NAME)
    for file in files:
        yield from (file.file, bytes_of(file.path))
    yield from (str(snapshot is None), bytes_of(snapshot) if snapshot else b"")
    yield of_folder(run.root / paths.templates)
