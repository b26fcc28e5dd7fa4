"""Which of several edits are made, where some of them do harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ucops.reading.mend import Work, reader
from ucops.reading.proof import Made, Reading
from ucops.text.correction import Correction, Edit
from ucops.text.problem import Problem
from ucops.text.source import Span

TEXT = "title: no\nproblem: no\nsummary: no\nbudget: no\n"
ENOUGH = 100 * len(TEXT)


def work(root: Path, budget: int = ENOUGH) -> Work:
    return Work(reader(root, "usecases/a.yaml"), TEXT, budget)


def fixes(reading: Reading, harmful: set[str]) -> Iterator[Made]:
    """Quote every `no`, but make the harmful ones say something else than they claim."""
    for at, line in enumerate(reading.source.text.splitlines(), start=1):
        key, _, value = line.partition(": ")
        if value == "no":
            span = Span(at, len(key) + 3, at, len(line) + 1)
            edit = Edit(span, '"yes"' if key in harmful else '"no"')
            correction = Correction(edits=(edit,), line="", path=(key,), value="no")
            yield Problem(rule="r", file="a", message="", path=(key,)), correction


@pytest.mark.parametrize(
    "harmful",
    [
        set(),
        {"title"},
        {"budget"},
        {"title", "budget"},
        {"problem", "summary"},
        {"title", "problem", "summary"},
        {"title", "problem", "summary", "budget"},
    ],
)
def test_what_does_harm_keeps_nothing_else_from_being_made(
    tmp_path: Path, harmful: set[str]
) -> None:
    file = work(tmp_path)
    file.mend(lambda reading: fixes(reading, harmful))
    lines = (line.split(": ") for line in TEXT.splitlines())
    assert file.text == "".join(
        f"{key}: {no}\n" if key in harmful else f'{key}: "{no}"\n' for key, no in lines
    )
    assert file.done == ["r"] * (4 - len(harmful))
    assert not file.exhausted


def test_an_edit_gets_its_turn_when_one_at_its_place_is_refused(tmp_path: Path) -> None:
    def both(reading: Reading) -> Iterator[Made]:
        yield from fixes(reading, {"title"})
        yield from fixes(reading, set())

    file = work(tmp_path)
    file.mend(both)
    assert 'title: "no"\n' in file.text


def test_an_edit_is_tried_again_once_another_one_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_after_the_budget(_: Reading, after: Reading, made: list[Made]) -> bool:
        if any(problem.path == ("problem",) for problem, _ in made):
            return False
        text = after.source.text
        return 'title: "no"' not in text or 'budget: "no"' in text

    monkeypatch.setattr("ucops.reading.mend.holds", only_after_the_budget)
    file = work(tmp_path)
    file.mend(lambda reading: fixes(reading, {"problem"}))
    assert file.text == TEXT.replace("no", '"no"').replace('problem: "no"', "problem: no")


@pytest.mark.parametrize("readings", [0, 1, 2, 3])
def test_no_more_is_read_than_agreed(tmp_path: Path, readings: int) -> None:
    file = work(tmp_path, readings * len(TEXT))
    file.mend(lambda reading: fixes(reading, {"title", "summary"}))
    assert file.exhausted
    assert file.budget >= -2 * len(TEXT)
