from __future__ import annotations

from pathlib import Path

import pytest

from ucops.pages.findings import REPORTERS
from ucops.pages.findings.report import Report, report
from ucops.reading.load import Loaded, load
from ucops.rules.check import check

EMPTY = "0 use cases, 0 items: 0 errors, 0 warnings, 0 notes.\nReady to merge.\n"
TEXT = """\
title: Continuous integration
problem: Every change waits for a build by hand.
team: {pnm: octo-pmm}
"""
CONFIG = "version: 1\npreset: none\nrules: {no-dates: off}\n"


def loaded_from(root: Path, files: dict[str, str]) -> Loaded:
    (root / "usecases").mkdir()
    for name, text in files.items():
        (root / name).write_text(text)
    return load(root)


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
    tmp_path: Path,
    only: list[str] | None,
    files: int,
    found_in: set[str],
) -> None:
    given = {"ucops.yaml": CONFIG, "usecases/a.yaml": TEXT, "usecases/b.yaml": TEXT}
    loaded = loaded_from(tmp_path, given)
    shown = report(loaded, check(loaded), only)
    assert (shown.files, shown.use_cases) == (files, files)
    assert {finding.file for finding in shown.findings} == found_in == set(shown.texts)


def test_a_report_is_plain_and_eighty_columns_wide_unless_told_otherwise(tmp_path: Path) -> None:
    assert REPORTERS["text"](Report(findings=())) == EMPTY
    assert '"files": 0,' in REPORTERS["json"](Report(findings=()))
    text = TEXT.replace("pnm: octo-pmm", f"pnm: {'a ' * 99}")
    loaded = loaded_from(tmp_path, {"ucops.yaml": "version: 1\n", "usecases/a.yaml": text})
    lines = REPORTERS["text"](report(loaded, check(loaded))).splitlines()
    assert max(map(len, lines)) == 80
