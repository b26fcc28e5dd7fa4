"""What decides is pure: it is handed the date and the environment, and never looks for them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ucops"
CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
}
ROOMS = {
    *(path.parent.name for path in PACKAGE.glob("*/__init__.py")),
    *(path.stem for path in PACKAGE.glob("[!_]*.py")),
}
DECIDES = CONTRACTS["What decides never reaches network or processes"]["source_modules"]
PURE = sorted(
    file for room in DECIDES for file in (PACKAGE / room.removeprefix("ucops.")).rglob("*.py")
)
LOOKS_AROUND = {
    "time": {"time", "monotonic", "sleep", "perf_counter", "localtime", "gmtime", "time_ns"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "os": {"environ", "getenv", "getcwd"},
    "Path": {"cwd", "home"},
    "random": {"random", "choice", "shuffle"},
    "secrets": {"token_hex"},
    "uuid": {"uuid4"},
}


def looks_around(text: str) -> Iterator[str]:
    """Every place of a module that reads the clock, the environment or chance."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=attr):
                if attr in LOOKS_AROUND.get(owner, ()):
                    yield f"line {node.lineno}: {owner}.{attr}"
            case ast.ImportFrom(module=str(module), names=names):
                taken = {alias.name for alias in names} & LOOKS_AROUND.get(module, set())
                yield from (f"line {node.lineno}: from {module} import {name}" for name in taken)


@pytest.mark.parametrize("file", PURE, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_what_decides_reads_no_clock_and_no_environment(file: Path) -> None:
    assert not list(looks_around(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import time\ntime.time()", ["line 2: time.time"]),
        ("import datetime\ndatetime.datetime.now()", ["line 2: datetime.now"]),
        ("from datetime import date\ndate.today()", ["line 2: date.today"]),
        ("from os import environ", ["line 1: from os import environ"]),
        ("from datetime import date\ndate.fromisoformat('2026-01-01')", []),
    ],
)
def test_looking_around_is_recognised(text: str, found: list[str]) -> None:
    assert list(looks_around(text)) == found


def test_rooms_import_in_one_direction() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_room_has_its_place() -> None:
    layers = CONTRACTS["One direction: every room uses only the rooms below it"]["layers"]
    assert set(re.findall(r"ucops\.(\w+)", " ".join(layers))) == ROOMS


@pytest.mark.parametrize(
    ("contract", "who"),
    [
        ("Only the github room knows PyGithub", "github"),
        ("Only the command line knows click", "cli"),
        ("Only the embedded GitHub knows graphql-core", "sandbox"),
    ],
)
def test_nobody_knows_a_library_unseen(contract: str, who: str) -> None:
    others = {name.removeprefix("ucops.") for name in CONTRACTS[contract]["source_modules"]}
    assert others == ROOMS - {who}
