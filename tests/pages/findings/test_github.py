from __future__ import annotations

from typing import Any

import pytest

from ucops.pages.findings import REPORTERS
from ucops.pages.findings.github import command

render = REPORTERS["github"]


def test_a_command_is_this(finding: Any) -> None:
    assert command(finding()) == (
        "::error file=usecases/ci.yaml,line=2,endLine=2,col=3,endColumn=6,title=unknown-role"
        "::There is no role 'pnm'.%0Adid you mean 'pmm'?"
    )


def test_columns_are_left_out_over_several_lines(finding: Any) -> None:
    assert "col" not in command(finding(end_line=4))


@pytest.mark.parametrize(
    ("severity", "name"), [("error", "error"), ("warning", "warning"), ("info", "notice")]
)
def test_a_severity_has_its_command(finding: Any, severity: str, name: str) -> None:
    assert command(finding(severity=severity)).startswith(f"::{name} ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50%", "::50%25"),
        ("a\r\nb", "::a%0D%0Ab"),
        ("%0A::error::x", "::%250A::error::x"),
        ("a, b: c", "::a, b: c"),
    ],
)
def test_a_message_is_escaped(finding: Any, text: str, expected: str) -> None:
    assert command(finding(message=text, hint="")).endswith(expected)


def test_a_file_name_is_escaped(finding: Any) -> None:
    written = command(finding(file="usecases/a,b:c%.yaml\n"))
    assert "file=usecases/a%2Cb%3Ac%25.yaml%0A,line=2" in written


def test_the_root_may_lie_below_the_workspace(finding: Any, reported: Any) -> None:
    assert "file=gtm/usecases/ci.yaml," in render(reported(finding(), prefix="gtm/"))


def test_text_from_the_files_starts_no_command(finding: Any, reported: Any) -> None:
    evil = "\n::set-output name=x::y\r::add-mask::z"
    lines = render(reported(finding(message=evil, hint=evil, file=evil))).splitlines()
    assert [line for line in lines if line.startswith("::")] == lines[:1]


def test_github_shows_ten_of_each_and_the_rest_is_named(finding: Any, reported: Any) -> None:
    findings = [finding(severity=level) for level in ("error", "warning", "info")] * 14
    lines = render(reported(*findings)).splitlines()
    shown = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert shown == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[-2].startswith("12 more are in the summary")
    assert lines[-1].endswith("Not ready to merge: correct the 14 errors first.")


def test_nothing_is_said_of_the_rest_where_there_is_none(finding: Any, reported: Any) -> None:
    assert "more" not in render(reported(*[finding(severity="warning")] * 10))


def test_what_no_log_shows_gets_a_sign(finding: Any, reported: Any) -> None:
    text = REPORTERS["github"](reported(finding(message="a\x0bb\x1b[2J", hint="c\u2028d")))
    assert "::a�b�[2J%0Ac�d\n" in text
