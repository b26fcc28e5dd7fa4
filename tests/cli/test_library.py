"""`ucops find`, `show` and `assets` on the example."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from ucops import resources
from ucops.app.library import READERS

Invoke = Callable[..., Result]
ROOT = ("--root", str(resources.example()))


def data(invoke: Invoke, *arguments: str) -> dict[str, list[dict[str, object]]]:
    result = invoke(*ROOT, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)  # type: ignore[no-any-return]  # any JSON


def test_find_has_the_shape_that_programs_read(invoke: Invoke) -> None:
    results = data(invoke, "find", "--persona", "CISO".lower(), "--query", "security")["results"]
    assert results[0]["id"] == "devsecops"
    assert list(results[0]) == [
        *("id", "title", "score", "reasons", "say", "ask", "show", "proof"),
    ]
    assert len(results) <= 3


def test_a_title_will_do_for_a_slug(invoke: Invoke) -> None:
    by_title = data(invoke, "find", "--industry", "Financial services")
    assert by_title == data(invoke, "find", "--industry", "financial-services")


def test_the_words_of_a_prospect_need_no_option(invoke: Invoke) -> None:
    by_option = data(invoke, "find", "--query", "slow builds", "--industry", "software")
    assert data(invoke, "find", "slow", "builds", "--industry", "software") == by_option
    assert by_option["results"]


def test_what_nobody_knows_is_said_with_what_is_known(invoke: Invoke) -> None:
    result = invoke(*ROOT, "find", "--persona", "cisoo")
    assert result.exit_code == 2
    assert "did you mean 'ciso'?" in result.stderr


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_find_says_what_to_ask_and_to_show(invoke: Invoke, format_: str) -> None:
    said = invoke(*ROOT, "find", "--query", "build server", "--format", format_).stdout
    assert "How long does a developer wait" in said
    assert "Goldman Sachs" in said


def test_assets_can_be_sifted_and_a_shared_piece_stands_once(invoke: Invoke) -> None:
    every = data(invoke, "assets")["assets"]
    keys = [one["key"] for one in every]
    assert len(keys) == len(set(keys))
    decision = data(invoke, "assets", "--stage", "decision", "--state", "open")["assets"]
    assert 0 < len(decision) < len(every)
    assert all(one["kind"] == "open" for one in decision)
    assert all("decision" in one["stages"] for one in decision)  # type: ignore[operator]  # a list


def test_gaps_are_those_of_the_index(invoke: Invoke) -> None:
    gaps = data(invoke, "assets", "--gaps")["gaps"]
    assert gaps == data(invoke, "status")["gaps"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_every_reader_gets_a_brief(invoke: Invoke, reader: str, format_: str) -> None:
    result = invoke(*ROOT, "show", "ci", "--for", reader, "--format", format_)
    assert result.exit_code == 0, result.stderr
    assert "Continuous integration" in result.stdout


def test_proof_that_is_internal_is_marked_and_never_shown_on_a_runner(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = ("show", "code-reuse", "--for", "sales", "--format", "markdown")
    here = invoke(*ROOT, *brief).stdout
    assert "(internal)" in here
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    there = invoke(*ROOT, *brief).stdout
    assert "(internal)" not in there
