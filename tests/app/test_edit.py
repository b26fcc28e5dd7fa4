"""Small edits of use-case files by command: what is around them stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ucops.app.edit import add_feedback, add_measure
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.reading.load import load

CI = """\
# The first one.
title: Continuous integration
problem: P.
measures:
  arr: {title: New ARR, unit: kUSD, target: 500, values: {2026-09-30: 120}}   # from CRM
"""
DAY = dt.date(2026, 10, 31)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases/ci.yaml").write_text(CI)
    return Run(root=tmp_path, now=lambda: 1_793_500_000.0)


def file(run: Run) -> str:
    return (run.root / "usecases/ci.yaml").read_text()


def test_a_value_goes_behind_the_others(run: Run) -> None:
    said = add_measure(run, "ci", "arr", 180.0, DAY)
    assert said == "usecases/ci.yaml: New ARR is 180 on 2026-10-31"
    assert file(run) == CI.replace("120}", "120, 2026-10-31: 180}")
    measure = load(run.root).catalog.entries["ci"].use_case.measures["arr"]
    assert measure.values == {dt.date(2026, 9, 30): 120, DAY: 180}


def test_a_value_of_the_same_day_is_replaced_and_said(run: Run) -> None:
    said = add_measure(run, "ci", "arr", 1.5, dt.date(2026, 9, 30))
    assert said.endswith("New ARR is 1.5 instead of 120 on 2026-09-30")
    assert file(run) == CI.replace("120}", "1.5}")


def test_feedback_begins_a_list_and_goes_on_with_it(run: Run) -> None:
    add_feedback(run, "ci", "They ask: # of builds?", "field", DAY)
    add_feedback(run, "ci", "no", "campaign", None)
    first, second = load(run.root).catalog.entries["ci"].use_case.feedback
    assert (first.text, first.source, first.date) == ("They ask: # of builds?", "field", DAY)
    assert (second.text, second.date) == ("no", run.today)
    assert file(run).startswith(CI)


@pytest.mark.parametrize(
    ("use_case", "key", "hint"),
    [("cj", "arr", "there are: ci"), ("ci", "ar", "did you mean 'arr'?")],
)
def test_what_is_not_there_is_not_invented(run: Run, use_case: str, key: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        add_measure(run, use_case, key, 1.0, DAY)
    assert error.value.hint == hint
    assert file(run) == CI


def test_a_file_with_errors_is_left_alone(run: Run) -> None:
    broken = CI.replace("title: Cont", "title: [Cont")
    (run.root / "usecases/ci.yaml").write_text(broken)
    with pytest.raises(UsageError, match=r"usecases/ci\.yaml has errors and was not changed"):
        add_feedback(run, "ci", "text", "field", DAY)
    assert file(run) == broken


def test_nothing_said_is_no_feedback(run: Run) -> None:
    with pytest.raises(UsageError, match="nothing was said"):
        add_feedback(run, "ci", "  ", "field", DAY)
