"""A use case's text, mended, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ucops.reading.mend import Mended, mend, reader

HEAD = "title: Continuous integration\nproblem: Every change waits for a build by hand.\n"
Mend = Callable[..., Mended]


@pytest.fixture
def mended(tmp_path: Path) -> Mend:
    """Mend bytes or text as the use case a.yaml, or as another file."""
    (tmp_path / "ucops.yaml").write_text("version: 1\n")

    def run(raw: bytes | str, file: str = "usecases/a.yaml", **options: bool) -> Mended:
        given = raw if isinstance(raw, bytes) else raw.encode()
        return mend(given, reader(tmp_path, file), **options)

    return run


@pytest.fixture
def body(mended: Mend) -> Callable[..., str]:
    """Mend what follows a title and a problem; the same part of what it becomes."""

    def run(text: str, **options: bool) -> str:
        after = mended(HEAD + text, **options).after.decode()
        assert after.startswith(HEAD)
        return after.removeprefix(HEAD)

    return run
