from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill

import pytest

from ucops.reading.load import Loaded, load
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding

TODAY = dt.date(2026, 11, 22)
CONFIG = "version: 1\n"
MINIMUM = "title: Continuous integration\nproblem: Every change waits for a build by hand.\n"
HEADER = re.compile(r"^# (ucops\.yaml|usecases/\S.*\.\w+)\n", re.MULTILINE)

Files = Mapping[str, str | bytes]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Files], Loaded]:
    """Write files, with a minimal configuration and use case where none is given, and load them."""

    def write(files: Files) -> Loaded:
        given = {"ucops.yaml": CONFIG, **files}
        if not any(name.startswith("usecases/") for name in given):
            given["usecases/other.yaml"] = MINIMUM
        for name, text in given.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
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


def split(text: str) -> dict[str, str]:
    """An example as files: a line `# usecases/x.yaml` or `# ucops.yaml` starts one."""
    first, *rest = HEADER.split(text)
    parts = [("usecases/example.yaml", first)] if first.strip() else []
    parts += list(zip(rest[::2], rest[1::2], strict=True))
    return {name: part if name == "ucops.yaml" else completed(part) for name, part in parts}


def completed(text: str) -> str:
    """A use case with title and problem in front, unless it says something of them itself."""
    spoken = re.search(r"^\ufeff?(?:- )?(?:title|problem)\b", text, re.MULTILINE)
    return text if spoken else MINIMUM + text
