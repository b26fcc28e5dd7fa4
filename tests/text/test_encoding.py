"""Line ends of an old Mac are said once, and a file that is too large is not read."""

from __future__ import annotations

import pytest

from ucops.reading.read import read
from ucops.text.encoding import CONFIG_SIZE_LIMIT, SIZE_LIMIT, decode


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lone_carriage_returns_are_said_once(mark: bytes) -> None:
    source, problems = read(mark + b"title: T\rtier: @x\rsummary: S\r", "a.yaml")
    found = {problem.rule: problem for problem in problems}
    assert set(found) == {"control-character", "at-sign"} | ({"byte-order-mark"} if mark else set())
    assert "old Mac" in found["control-character"].message
    assert found["at-sign"].span is not None
    assert found["at-sign"].span.line == 2
    assert source.data == {"title": "T", "tier": "@x", "summary": "S"}


@pytest.mark.parametrize(
    "raw", [b"title: T\r", b"title: T\r\nsummary: S\r\n", b"title: T\nx: S\r\n"]
)
def test_other_line_ends_are_left_alone(raw: bytes) -> None:
    source, problems = read(raw, "a.yaml")
    assert (source.text, problems) == (raw.decode(), [])


def test_the_configuration_may_be_larger_than_a_use_case() -> None:
    for file, limit in {"ucops.yaml": CONFIG_SIZE_LIMIT, "usecases/ci.yaml": SIZE_LIMIT}.items():
        assert decode(b"#" * limit, file)[1] == []
        text, [problem] = decode(b"#" * (limit + 1), file)
        assert (text, problem.rule) == (None, "file-too-large")
        assert f"{limit:,}" in problem.message
