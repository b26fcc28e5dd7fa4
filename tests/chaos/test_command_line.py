"""What a person at the command line is told, and what it takes of the machine."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from chaos_files import SMALL, WEB, write
from chaos_inside import Station
from chaos_weather import weather
from click.testing import CliRunner
from fake.faults import Fault
from fake.people import People
from fake.server import serve

from ucops.app.prepare import prepare
from ucops.cli import ucops
from ucops.sandbox.founding import REPOSITORY

MOST = 16_000_000
"""Bytes that reading other people's issues may take at once: a few pages of them."""


def test_a_wait_is_said_with_its_reason(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    with serve(others=[WEB]) as sandbox:
        sandbox.faults.script(Fault(kind="secondary", retry_after=1, after_requests=2))
        result = CliRunner().invoke(
            ucops, ["plan", "--root", str(tmp_path)], env=dict(sandbox.environment)
        )
    assert result.exit_code == 0, result.output
    assert "waiting 1 s: secondary rate limit" in result.stderr


def test_titles_that_share_a_word_are_not_alike(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    with serve(others=[WEB]) as sandbox:
        for title in ("Continuous lunch", "Continuous integration: Customer deck"):
            sandbox.people.open_issue(title)
        result = CliRunner().invoke(
            ucops, ["adopt", "--suggest", "--root", str(tmp_path)], env=dict(sandbox.environment)
        )
    assert result.stdout.splitlines() == [
        "100%  Continuous integration: Customer deck",
        "  ucops adopt ci/deck 2",
    ]


def test_a_listing_of_other_issues_needs_no_memory(tmp_path: Path) -> None:
    with weather() as (service, clock):
        people = People(service.world, REPOSITORY)
        for number in range(1500):
            people.open_issue(f"Issue {number}", "x" * 20_000)
        station = Station(service, clock, prepare(write(tmp_path, SMALL), REPOSITORY))
        tracemalloc.start()
        assert station.plan().code == 0
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < MOST, f"{most:,} bytes"
