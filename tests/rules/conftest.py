from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from textwrap import fill

import pytest
from tests.rules.examples import Files, split
from tests.rules.examples import write as write_files

from ucops.reading.load import Loaded, load
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Files], Loaded]:
    """Write files, with a minimal configuration and use case where none is given, and load them."""

    def write(files: Files) -> Loaded:
        write_files(tmp_path, files)
        return load(tmp_path)

    return write


@pytest.fixture
def found(written: Callable[[Files], Loaded]) -> Callable[..., tuple[Finding, ...]]:
    """Check files, or the text of one use case that may leave title and problem out."""

    def find(files: Files | str) -> tuple[Finding, ...]:
        return check(written(split(files) if isinstance(files, str) else files), as_of=TODAY)

    return find


@pytest.fixture
def said(found: Callable[..., tuple[Finding, ...]]) -> Callable[[str, str], str]:
    """What a rule says of an example: place, message and hint, in lines of a page's width."""

    def say(text: str, rule: str) -> str:
        return "\n".join(
            fill(
                f"{Path(one.file).stem}:{one.line}:{one.column} {one.message} → {one.hint}",
                width=96,
                subsequent_indent="    ",
                break_long_words=False,
                break_on_hyphens=False,
            )
            for one in found(text)
            if one.rule == rule
        )

    return say
