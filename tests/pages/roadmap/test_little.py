"""A programme that has little to say has no heading or table without anything below it."""

from __future__ import annotations

import re

import pytest
from programme_data import TODAY, entry, item, snapshot
from report_data import rendered

from ucops.model.config import Config
from ucops.model.resolve import assembled
from ucops.progress.programme import measure

HEAD_ALONE = re.compile(r"^(\|.*\|)\n(\| :?-+:? )+\|\n(?!\|)", re.MULTILINE)


@pytest.mark.parametrize("items", [0, 1])
@pytest.mark.parametrize("status", ["active", "draft", "retired"])
def test_no_table_is_empty(items: int, status: str) -> None:
    bare = Config.model_validate({"version": 1, "preset": "none"})
    few = [item(f"ci/item-{n}", responsible=None) for n in range(items)]
    held = measure(assembled(bare, [entry("ci", *few, status=status)]), snapshot(), TODAY)
    for name, text in rendered(held).items():
        assert not HEAD_ALONE.findall(text), name
