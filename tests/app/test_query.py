from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from ucops.app.query import days, query
from ucops.app.run import Run
from ucops.errors import UsageError

FILES = {
    "ucops.yaml": "version: 1\n",
    "usecases/ci.yaml": "title: CI\nproblem: P\nstatus: active\nbom: {deck: {title: Deck}}\n",
}
NOON = 1_795_348_800.0  # 2026-11-22, 12:00 UTC


@pytest.fixture
def run(tmp_path: Path) -> Run:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return Run(root=tmp_path, now=lambda: NOON)


@pytest.mark.parametrize(
    ("today", "quarter", "last_quarter", "monday"),
    [
        ("2026-11-22", "2026-10-01", "2026-07-01", "2026-11-16"),
        ("2027-01-01", "2027-01-01", "2026-10-01", "2026-12-28"),
        ("2027-03-31", "2027-01-01", "2026-10-01", "2027-03-29"),
    ],
)
def test_words_that_stand_for_days(
    today: str, quarter: str, last_quarter: str, monday: str
) -> None:
    found = days(dt.date.fromisoformat(today))
    assert (found["today"], found["month"]) == (today, today[:7])
    assert (found["quarter"], found["last_quarter"]) == (quarter, last_quarter)
    assert found["monday"] == monday


def test_an_expression_may_name_the_day(run: Run) -> None:
    assert query(run, "as_of == $today", None, None, None, published=False) is True


def test_the_published_report_is_asked_without_reading_anything(run: Run) -> None:
    with pytest.raises(UsageError, match="there is no report") as caught:
        query(run, "late", None, None, None, published=True)
    assert caught.value.hint == "make one with: ucops report"
    item = {"key": "ci/a", "title": "A", "open": True, "due": "2026-11-05"}
    facts = {"as_of": "2026-11-03", "use_cases": [{"items": [item]}]}
    (run.root / "roadmap").mkdir()
    (run.root / "roadmap" / "index.json").write_text(json.dumps(facts))
    found = query(run, "due-this-month", None, None, None, published=True)
    assert [one["key"] for one in found] == ["ci/a"]
    later = query(run, "due-this-month", None, None, dt.date(2026, 12, 1), published=True)
    assert later == []


@pytest.mark.parametrize(
    ("asked", "about", "said", "hint"),
    [
        ("due-this-moth", None, "neither the name", "did you mean 'due-this-month'?"),
        ("use_cases[", None, "Incomplete expression", "ucops query lists the questions"),
        ("late", "ci/a", "asks about nothing in particular", "leave out 'ci/a'"),
        ("waits-for", None, "asks about something", "ucops query waits-for ITEM"),
        ("$nobody", None, "neither the name", "ucops query lists"),
    ],
)
def test_what_cannot_be_answered_is_said_before_anything_is_read(
    run: Run, asked: str, about: str | None, said: str, hint: str
) -> None:
    for file in run.root.rglob("*.yaml"):
        file.unlink()
    with pytest.raises(UsageError, match=said) as caught:
        query(run, asked, about, None, None, published=False)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("about", ["`", "'", '"', "\\", "a`b\\", "$today", "]"])
def test_what_is_asked_about_is_taken_as_it_is(run: Run, about: str) -> None:
    (run.root / "roadmap").mkdir()
    item = {"key": "ci/a", "title": "A", "open": True, "responsible": about}
    facts = {"as_of": "2026-11-03", "use_cases": [{"items": [item]}]}
    (run.root / "roadmap" / "index.json").write_text(json.dumps(facts))
    assert len(query(run, "of", about, None, None, published=True)) == 1
