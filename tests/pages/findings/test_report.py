from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.pages.findings import REPORTERS
from ucops.pages.findings.report import Report, report
from ucops.reading.load import Loaded
from ucops.rules.check import check

EMPTY = "0 use cases, 0 items: 0 errors, 0 warnings, 0 notes.\nReady to merge.\n"
TEXT = """\
title: Continuous integration
problem: Every change waits for a build by hand.
team: {pnm: octo-pmm}
"""
CONFIG = "version: 1\npreset: none\nrules: {no-dates: off}\n"


@pytest.mark.parametrize(
    ("only", "files", "found_in"),
    [
        (None, 2, {"ucops.yaml", "usecases/a.yaml", "usecases/b.yaml"}),
        (["usecases/a.yaml"], 1, {"usecases/a.yaml"}),
        (["usecases/a.yaml", "ucops.yaml"], 1, {"ucops.yaml", "usecases/a.yaml"}),
        ([], 0, set()),
    ],
)
def test_only_what_is_asked_for_is_reported_and_counted(
    written: Callable[[dict[str, str]], Loaded],
    only: list[str] | None,
    files: int,
    found_in: set[str],
) -> None:
    given = {"ucops.yaml": CONFIG, "usecases/a.yaml": TEXT, "usecases/b.yaml": TEXT}
    loaded = written(given)
    shown = report(loaded, check(loaded), only)
    assert (shown.files, shown.use_cases) == (files, files)
    assert {finding.file for finding in shown.findings} == found_in == set(shown.texts)


def test_a_report_is_plain_and_eighty_columns_wide_unless_told_otherwise(
    written: Callable[[dict[str, str]], Loaded],
) -> None:
    assert REPORTERS["text"](Report(findings=())) == EMPTY
    assert '"files": 0,' in REPORTERS["json"](Report(findings=()))
    loaded = written({"usecases/a.yaml": TEXT.replace("pnm: octo-pmm", f"pnm: {'a ' * 99}")})
    lines = REPORTERS["text"](report(loaded, check(loaded))).splitlines()
    assert max(map(len, lines)) == 80
