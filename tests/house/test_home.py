"""The project's home stands in one place, and whatever has to repeat it says the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ucops import DOCUMENTATION, HOME

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "template/README.md", "changelog.d/*.md")
    for path in ROOT.glob(pattern)
)
_ADDRESS = re.compile(r"https://github\.com/[\w-]+/ucops\b")
_ACTION = re.compile(r"uses: ([\w-]+/ucops)\b")


def test_the_package_names_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Homepage"] == HOME
    assert project["urls"]["Documentation"] == f"{DOCUMENTATION}/start.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_another_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(_ADDRESS.findall(text)) <= {HOME}
    assert {f"https://github.com/{name}" for name in _ACTION.findall(text)} <= {HOME}


def test_the_program_names_it_once() -> None:
    sources = sorted((ROOT / "src").rglob("*.py"))
    naming = [path.name for path in sources if _ADDRESS.search(path.read_text(encoding="utf-8"))]
    assert naming == ["__init__.py"]
