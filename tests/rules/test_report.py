from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.catalog.load import Loaded
from ucops.rules.check import check
from ucops.rules.report import report

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
