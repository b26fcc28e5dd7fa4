"""Breaks what sync promises on purpose, and demands that a test notices every break.

`python tools/breaks.py [--point N] [--workers N]` takes a copy of the checkout, changes one text in
it, runs the tests that are named for the change, and puts the text back, for each entry of
tests/chaos/breaks.toml. Without any change the tests have to pass. `--list` shows the table and
runs nothing; `--check` says whether every text is still found and every case has its break.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests/chaos/breaks.toml"
SECONDS = 300
"""After so long a test is taken to wait for ever."""

LEAST = 3
"""Breaks of each point, at least."""

QUIETLY = ("-q", "-rfE", "--tb=line", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist")
FAILED, UNUSABLE = 1, 2
CRASHES = ("NameError", "SyntaxError", "ImportError", "IndentationError", "UnboundLocalError")
"""What a change raises that is no break of a rule but no Python."""

Verdict = Literal["yes", "NO", "CRASHED", "TOO LONG"]


class UnusableError(Exception):
    """The list of breaks does not fit the checkout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One way to break a rule.

    Attributes:
        point: The number of the rule, from 1.
        case: Which of its cases.
        what: What is done wrong then, in words.
        file: Where, relative to the checkout.
        text: What is replaced; it is found there once.
        becomes: What it is replaced by.
        tests: Node ids of the tests that notice it, each of them.
    """

    point: int
    case: str
    what: str
    file: str
    text: str
    becomes: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"point {self.point}, {self.case}: {self.what}"


@dataclass(frozen=True, slots=True)
class Point:
    """A rule: its number, its name, and the cases that it has to hold in."""

    number: int
    name: str
    cases: tuple[str, ...]


def load(file: Path) -> tuple[list[Point], list[Break]]:
    """The rules and the breaks of a file."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    points, breaks = [], []
    for number, point in enumerate(data["point"], start=1):
        entries = point.pop("break", [])
        points.append(Point(number, point["name"], tuple(point["cases"])))
        for entry in entries:
            tests = tuple(entry.pop("tests"))
            breaks.append(Break(point=number, tests=tests, **entry))
    return points, breaks


def problems(points: Sequence[Point], breaks: Sequence[Break], root: Path) -> Iterator[str]:
    """What keeps the breaks from being made, or leaves a case without one."""
    for point in points:
        mine = [one for one in breaks if one.point == point.number]
        there = {one.case for one in mine}
        for case in sorted({*point.cases} - there):
            yield f"point {point.number} has no break for: {case}"
        for case in sorted(there - {*point.cases}):
            yield f"point {point.number} has no such case: {case}"
        if len(mine) < LEAST:
            yield f"point {point.number} has {len(mine)} breaks, and {LEAST} are the least"
    for one in breaks:
        yield from _unfit(one, root)


def _unfit(one: Break, root: Path) -> Iterator[str]:
    file = root / one.file
    count = file.read_text(encoding="utf-8").count(one.text) if file.is_file() else 0
    if count != 1:
        yield f"{one}: its text is {count} times in {one.file}, not once: {one.text!r}"
    if one.text == one.becomes:
        yield f"{one}: it changes nothing"
    if not one.tests:
        yield f"{one}: it names no test"
    for test in one.tests:
        path, _, name = test.partition("::")
        there = root / path
        defined = there.is_file() and _defines(there, name.partition("[")[0])
        if not defined:
            yield f"{one}: there is no test {test}"


def _defines(file: Path, name: str) -> bool:
    return f"def {name}(" in file.read_text(encoding="utf-8")


def copy(root: Path, folder: Path) -> Path:
    """A copy of what git knows, or would know, of a checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        source, target = root / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder


def run(folder: Path, tests: Iterable[str]) -> subprocess.CompletedProcess[str]:
    """Run tests of a copy, with the code of that copy."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "src"),
        "HYPOTHESIS_PROFILE": "ci",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "pytest", *QUIETLY, *tests]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


def tried(one: Break, folder: Path) -> Verdict:
    """Break a copy, run the tests, and mend it again."""
    file = folder / one.file
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace(one.text, one.becomes), encoding="utf-8")
    try:
        done = run(folder, one.tests)
    except subprocess.TimeoutExpired:
        return "TOO LONG"
    finally:
        file.write_text(sound, encoding="utf-8")
    return judged(one, done.returncode, done.stdout)


def judged(one: Break, code: int, said: str) -> Verdict:
    """Whether every test that is named failed, and not for want of Python."""
    failed = re.findall(r"^(?:FAILED|ERROR) (\S.*?)(?: - (.*))?$", said, re.MULTILINE)
    if code > FAILED or any(why.startswith(CRASHES) for _, why in failed):
        return "CRASHED"
    noticed = all(any(node.startswith(test) for node, _ in failed) for test in one.tests)
    return "yes" if noticed else "NO"


def row(one: Break, verdict: str) -> str:
    """A line of the table."""
    tests = "<br>".join(f"`{test.rpartition('/')[2]}`" for test in one.tests)
    return f"| {one.point} | {one.case} | {one.what} | {tests} | {verdict} |"


def table(points: Sequence[Point], rows: Iterable[str]) -> Iterator[str]:
    """The head of the table, and its rows as they come."""
    for point in points:
        yield f"{point.number}. {point.name}"
    yield ""
    yield "| point | case | what was broken | test | noticed |"
    yield "| --- | --- | --- | --- | --- |"
    yield from rows


def all_tried(breaks: Sequence[Break], root: Path, workers: int) -> Iterator[tuple[Break, Verdict]]:
    """Try all breaks, each worker in a copy of its own; what was found, in order."""
    with tempfile.TemporaryDirectory() as scratch:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            copies.put(copy(root, Path(scratch) / str(number)))

        def one_tried(one: Break) -> Verdict:
            folder = copies.get()
            try:
                return tried(one, folder)
            finally:
                copies.put(folder)

        sound = run(Path(scratch) / "0", sorted({test for one in breaks for test in one.tests}))
        if sound.returncode:
            raise UnusableError(f"the tests fail without any change:\n{sound.stdout}")
        with ThreadPoolExecutor(workers) as pool:
            yield from zip(breaks, pool.map(one_tried, breaks), strict=True)


def chosen(given: argparse.Namespace, breaks: Sequence[Break]) -> list[Break]:
    """The breaks that are asked for."""
    return [
        one
        for one in breaks
        if given.point in {None, one.point} and given.only.lower() in str(one).lower()
    ]


def main(arguments: Sequence[str] | None = None, file: Path = DATA, root: Path = ROOT) -> int:
    """Print the table; 1 when a break was not noticed, 2 when the list does not fit."""
    parser = argparse.ArgumentParser(prog="tools/breaks.py", description=__doc__)
    parser.add_argument("--point", type=int, help="only this one")
    parser.add_argument("--only", default="", metavar="TEXT", help="only what says this")
    parser.add_argument("--workers", type=int, default=2, help="at once (default: 2)")
    parser.add_argument("--list", action="store_true", help="run nothing")
    parser.add_argument("--check", action="store_true", help="look whether all texts are found")
    given = parser.parse_args(arguments)
    points, breaks = load(file)
    if found := list(problems(points, breaks, root)):
        print("\n".join(found), file=sys.stderr)
        return UNUSABLE
    if given.check:
        print(f"{len(breaks)} breaks of {len(points)} points fit")
        return 0
    picked = chosen(given, breaks)
    if given.list:
        print("\n".join(table(points, (row(one, "") for one in picked))))
        return 0
    return _show(points, picked, root, given.workers)


def _show(points: Sequence[Point], breaks: Sequence[Break], root: Path, workers: int) -> int:
    counted: Counter[Verdict] = Counter()

    def rows() -> Iterator[str]:
        for one, verdict in all_tried(breaks, root, workers):
            counted[verdict] += 1
            yield row(one, verdict)

    try:
        for line in table(points, rows()):
            print(line, flush=True)
    except UnusableError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    print(f"\n{counted['yes']} of {counted.total()} breaks noticed")
    return FAILED if counted["yes"] < counted.total() else 0


if __name__ == "__main__":
    sys.exit(main())
