"""Every entry below tests/examples is a test: dropping one there adds one.

`invalid/<rule>/` holds what a rule has to find, `valid/<rule>/` what it must not find, both besides
what its page shows. A YAML file is a use case beside a minimal `ucops.yaml`; a folder is a whole
repository.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from ucops.reading.load import load
from ucops.rules.all import rules
from ucops.rules.check import check

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = dt.date(2026, 11, 22)


def examples(kind: str) -> list[Path]:
    return sorted(path for path in (EXAMPLES / kind).glob("*/*"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def laid_out(example: Path, root: Path) -> Path:
    if example.is_dir():
        return shutil.copytree(example, root / "repository", symlinks=True)
    (root / "usecases").mkdir()
    shutil.copy(example, root / "usecases" / example.name)
    (root / "ucops.yaml").write_text("version: 1\n")
    return root


def broken(example: Path, root: Path) -> set[str]:
    return {finding.rule for finding in check(load(laid_out(example, root)), as_of=TODAY)}


@pytest.mark.parametrize("example", examples("invalid"), ids=name)
def test_an_invalid_example_is_found(example: Path, tmp_path: Path) -> None:
    assert example.parent.name in broken(example, tmp_path)


@pytest.mark.parametrize("example", examples("valid"), ids=name)
def test_a_valid_example_is_not_found(example: Path, tmp_path: Path) -> None:
    assert example.parent.name not in broken(example, tmp_path)


@pytest.mark.parametrize("kind", ["invalid", "valid"])
def test_every_folder_is_of_a_rule(kind: str) -> None:
    assert {path.parent.name for path in examples(kind)} <= set(rules())
