"""Dates as people plan: a span counts as its last or first day, and is shown as written."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from pydantic import ValidationError

from ucops.model.config import Limits, Milestone
from ucops.model.usecase import BomEntry, Objective
from ucops.prose.spans import Span, written
from ucops.prose.words import day

SPANS = {
    "2027-03-31": (dt.date(2027, 3, 31), dt.date(2027, 3, 31), "31 Mar 2027"),
    "2027-02": (dt.date(2027, 2, 1), dt.date(2027, 2, 28), "Feb 2027"),
    "2028-02": (dt.date(2028, 2, 1), dt.date(2028, 2, 29), "Feb 2028"),
    "2027-Q1": (dt.date(2027, 1, 1), dt.date(2027, 3, 31), "Q1 2027"),
    "2027-Q4": (dt.date(2027, 10, 1), dt.date(2027, 12, 31), "Q4 2027"),
    "2027-H1": (dt.date(2027, 1, 1), dt.date(2027, 6, 30), "H1 2027"),
    "2027-H2": (dt.date(2027, 7, 1), dt.date(2027, 12, 31), "H2 2027"),
    "2027": (dt.date(2027, 1, 1), dt.date(2027, 12, 31), "2027"),
}


@pytest.mark.parametrize(("text", "expected"), SPANS.items())
def test_a_span_means_its_last_day_and_for_a_start_its_first(
    text: str, expected: tuple[dt.date, dt.date, str]
) -> None:
    first, last, said = expected
    item = BomEntry.model_validate({"start": text, "due": text, "reviewed": text})
    assert (item.start, item.due, item.reviewed) == (first, last, last)
    for found in (item.start, item.due):
        assert found is not None
        assert (day(found), written(found)) == (said, text)
    milestone = Milestone.model_validate({"title": "T", "start": text, "due": text})
    assert (milestone.start, milestone.due) == (first, last)
    assert Objective.model_validate({"title": "T", "period": text}).period == last


def test_a_year_may_be_a_number() -> None:
    due = BomEntry.model_validate({"due": 2027}).due
    assert due == dt.date(2027, 12, 31)
    assert day(due) == "2027"


@pytest.mark.parametrize("text", ["2027-Q5", "2027-H3", "2027-13", "0000", "27-Q1", "2027-q1", 7])
def test_anything_else_is_none(text: object) -> None:
    with pytest.raises(ValidationError):
        BomEntry.model_validate({"due": text})


def test_a_copy_says_the_same_and_a_day_counted_from_it_is_a_plain_one() -> None:
    span = Span.ending("2027-Q1")
    assert day(copy.deepcopy(span)) == "Q1 2027"
    assert day(span + dt.timedelta(1)) == "1 Apr 2027"
    assert span.isoformat() == str(span) == "2027-03-31"


def test_a_limit_is_a_number_or_none() -> None:
    limits = Limits.model_validate({"creates": "none", "closes": 7, "close_percent": "None"})
    assert (limits.creates, limits.closes, limits.close_percent) == (None, 7, None)
    for wrong in (0, -1, None, "few", True, 101):
        with pytest.raises(ValidationError):
            Limits.model_validate({"close_percent": wrong})
