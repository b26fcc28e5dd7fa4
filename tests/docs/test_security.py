"""Every test that docs/security.md names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text()
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`((?:, `test_\w+`)*)", PAGE)


@pytest.mark.parametrize(("file", "test", "more"), NAMED)
def test_what_holds_a_promise_is_there(file: str, test: str, more: str) -> None:
    text = (ROOT / file).read_text()
    for name in filter(None, [test, *re.findall(r"test_\w+", more)]):
        assert f"def {name}(" in text
