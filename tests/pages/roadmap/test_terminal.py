from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from programme_data import TODAY, closed, day, entry, item, programme
from report_data import sample
from rich.console import Console

from ucops.errors import UsageError
from ucops.pages.terminal.status import as_json, shown
from ucops.progress.programme import Programme


def text(found: Programme, name: str | None = None) -> str:
    out = io.StringIO()
    Console(file=out, width=80, no_color=True, highlight=False).print(shown(found, name))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("name", [None, "ci"])
def test_golden(name: str | None, golden: Callable[[str, str], None]) -> None:
    found = text(sample(), name)
    assert max(len(line) for line in found.splitlines()) <= 80
    golden(f"report/status-{name or 'programme'}.txt", found)


def test_everything_done_is_complete() -> None:
    found = text(programme(entry("ci", item("ci/a", due=TODAY)), issues=(closed("ci/a", 1),)))
    assert "complete" in found
    assert "Next" not in found.replace("Next due", "")


def test_long_lists_are_cut() -> None:
    late = entry("ci", *(item(f"ci/i{n}", due=day("2026-01-01")) for n in range(13)))
    assert "…and 3 more" in text(programme(late))


def test_a_use_case_that_is_unknown_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no use case 'cd'") as caught:
        shown(sample(), "cd")
    assert caught.value.hint == "there are: ci, vcc, onboarding, reuse, gone"
    with pytest.raises(UsageError):
        as_json(sample(), "cd")


def test_json_is_the_index_or_one_use_case_of_it() -> None:
    document = json.loads(as_json(sample(), None))
    assert json.loads(as_json(sample(), "ci")) == document["use_cases"][0]
    assert json.loads(as_json(sample(), "reuse")) == document["drafts"][0]
