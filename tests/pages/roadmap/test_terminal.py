from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from programme_data import TODAY, closed, day, entry, issue, item, programme
from report_data import sample
from rich.console import Console

from ucops.errors import UsageError
from ucops.pages.terminal.status import as_json, shown
from ucops.progress.programme import Programme


def text(found: Programme, name: str | None = None, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False).print(shown(found, name))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("name", [None, "ci"])
def test_golden(name: str | None, golden: Callable[[str, str], None]) -> None:
    found = text(sample(), name)
    assert max(len(line) for line in found.splitlines()) <= 80
    golden(f"report/status-{name or 'programme'}.txt", found)


@pytest.mark.parametrize("name", [None, "ci"])
def test_in_a_wide_terminal_nothing_is_cut_and_more_is_said(
    name: str | None, golden: Callable[[str, str], None]
) -> None:
    found = text(sample(), name, 200)
    assert "…" not in found
    golden(f"report/status-{name or 'programme'}-wide.txt", found)


@pytest.mark.parametrize("width", [40, 60, 119, 120])
@pytest.mark.parametrize("name", [None, "ci"])
def test_no_line_is_longer_than_the_terminal(name: str | None, width: int) -> None:
    assert max(len(line) for line in text(sample(), name, width).splitlines()) <= width


def test_what_somebody_should_decide_is_said() -> None:
    found = programme(
        entry("ci", item("ci/a")),
        entry("cd", item("cd/a"), item("cd/b")),
        issues=(
            issue("ci", 1),
            closed("ci/a", 2),
            closed("cd", 3),
            issue("cd/a", 4),
            closed("cd/b", 5, "not_planned"),
            issue("cd/old", 6),
            issue("cd/a", 7, repository="acme/other"),
        ),
    )
    said = text(found, width=200)
    assert "All is done, and the epic is still open: close ci #1" in said
    assert "The epic is closed, and work is still to come: reopen cd #3" in said
    assert "or skip it in the file: cd/b #5" in said
    assert "or sync --close-orphans: cd/old #6" in said
    assert "take the first line out to keep it apart: cd/a acme/other#7" in said
    kinds = [(one["kind"], one["key"]) for one in json.loads(as_json(found, None))["remarks"]]
    assert kinds == [
        ("epic-complete", "ci"),
        ("epic-closed", "cd"),
        ("given-up", "cd/b"),
        ("orphan", "cd/old"),
        ("duplicate", "cd/a"),
    ]
    assert "close ci #1" in text(found, "ci")
    assert "To decide" not in text(programme(entry("ci", item("ci/a"), tier=2)))


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
