"""Starting is quick: the help page loads nothing that it does not show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click import HelpFormatter
from counting import unmeasured

from ucops.cli import help_width

HEAVY = (
    *(
        "dateparser",
        "github",
        "graphql",
        "jinja2",
        "markdown_it",
        "pydantic",
        "rapidfuzz",
        "requests",
    ),
    *("rich", "ruamel", "yaml"),
)
SCRIPT = """
import sys
from ucops.cli import main
sys.argv = ["ucops", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_the_first_page_loads_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        env=unmeasured(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert not loaded.intersection(HEAVY)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("ucops.")}
    assert rooms == {"cli", "errors"}
    assert not loaded.intersection({"dataclasses", "json", "pathlib", "shutil"})


@pytest.mark.parametrize("columns", ["", "0", "20", "60", "79", "200", "wide"])
def test_the_help_page_is_as_wide_as_click_makes_it(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert help_width() == HelpFormatter().width


def test_what_only_helps_when_something_is_wrong_is_not_loaded_before(tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    (tmp_path / "usecases/ci.yaml").write_text("title: A\nproblem: B\n")
    command = [sys.executable, "-c", SCRIPT, "validate", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "ucops.reading.load" in loaded
    assert not loaded.intersection({"dateparser", "jinja2", "rapidfuzz", "regex", "ruamel"})
    assert not loaded.intersection({"rich.console", "ucops.reading.closely", "ucops.slips.keys"})
    assert not loaded.intersection({"subprocess", "ucops.github", "ucops.progress", "ucops.sync"})
