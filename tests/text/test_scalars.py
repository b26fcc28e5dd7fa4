"""Scalars mean what PyYAML's safe loader makes of them."""

from __future__ import annotations

import datetime as dt
import math

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ucops.reading.read import read

SPELLINGS = """
yes Yes YES no No NO on On ON off Off OFF true True TRUE false False FALSE yEs
null Null NULL ~ y n Y N nUll
0 00 01 08 0123 -0123 0_ 1_000 +1 -1 1_ 0x1F 0x_f 0b101 -0b1_0 0o17 1e3 1.5e+3 1.5e3
.5 -.5 +1. 1. 1.10 1_0.5 . .. .inf -.INF +.Inf .nan .NaN 12:30 1:2:3 12:60 -1:30 1:30.5
2026-11-30 2026-1-3 2026-11-30T10:00:00Z 2026-1-3T1:02:03.25+02 0001-01-01 <<
2026-11-30T10:00:00-01:30 - -- -x = a
2026-11-30|10:00:00 2026-11-30|10:00:00.123456789|-5
"""


def same(left: object, right: object) -> bool:
    if isinstance(left, float) and math.isnan(left):
        return isinstance(right, float) and math.isnan(right)
    return type(left) is type(right) and left == right


@pytest.mark.parametrize("spelling", SPELLINGS.split())
def test_a_scalar_means_what_the_safe_loader_makes_of_it(spelling: str) -> None:
    text = f"key: {spelling.replace('|', ' ')}\n"
    try:
        expected = yaml.safe_load(text)["key"]
    except (yaml.YAMLError, ValueError):
        return
    source, _ = read(text.encode(), "a.yaml")
    assert isinstance(source.data, dict)
    assert same(source.data["key"], expected)


NUMBERISH = st.text("0123456789+-._:eExXbinfaNTtZ ", min_size=1, max_size=24)


@given(NUMBERISH)
@example("0b_")
@example("0x_")
@example("1:" + "59:" * 9 + "0")
def test_whatever_looks_like_a_number_or_date_means_the_same(scalar: str) -> None:
    text = f"key: {scalar}\n"
    try:
        expected = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, OverflowError):
        return
    if not isinstance(expected, dict) or list(expected) != ["key"]:
        return
    source, _ = read(text.encode(), "a.yaml")
    assert isinstance(source.data, dict)
    assert same(source.data["key"], expected["key"])


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01T00:00:00Z", "0x_", "9" * 5000])
def test_what_no_calendar_and_no_number_knows_stays_text(text: str) -> None:
    source, _ = read(f"key: {text}\n".encode(), "a.yaml")
    assert source.data == {"key": text}


def test_a_moment_keeps_its_zone() -> None:
    source, _ = read(b"key: 2026-11-30T10:00:00.5-01:30\n", "a.yaml")
    zone = dt.timezone(-dt.timedelta(hours=1, minutes=30))
    moment = dt.datetime(2026, 11, 30, 10, 0, 0, 500000, tzinfo=zone)
    assert source.data == {"key": moment}
