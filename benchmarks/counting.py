"""Counts the work of a command, which no other work on the machine changes.

`python benchmarks/counting.py FILE calls|memory COMMAND …` runs `ucops COMMAND …` and writes what
it counted into FILE; `counted` and `peak` do that in a process of its own.
"""

from __future__ import annotations

import cProfile
import json
import math
import os
import subprocess
import sys
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).parents[1]
MOST = 8
"""How many functions are named as those that were called most."""
CALM = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


@dataclass(frozen=True)
class Calls:
    """How often functions were entered.

    Attributes:
        python: Functions written in Python; a generator counts each time it goes on.
        builtin: Functions and methods written in C.
        most: The functions of Python that were entered most, with how often.
    """

    python: int
    builtin: int
    most: Mapping[str, int]

    @property
    def all(self) -> int:
        """Both together: what grows in a loop that calls anything."""
        return self.python + self.builtin


def calls(work: Callable[[], object]) -> Calls:
    """Count the calls of some work in this process."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    python, builtin = Counter[str](), 0
    for entry in profiler.getstats():
        if isinstance(entry.code, str):
            builtin += entry.callcount
        else:
            python[_named(entry.code)] += entry.callcount
    return Calls(python.total(), builtin, dict(python.most_common(MOST)))


def _named(code: CodeType) -> str:
    path = Path(code.co_filename)
    place = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return f"{place}:{code.co_firstlineno} {code.co_name}"


def counted(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Calls:
    """The calls of one command from its start to its end.

    Raises:
        RuntimeError: It ended with something else than 0.
    """
    return Calls(**_told("calls", arguments, environment or {}))


def peak(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> int:
    """Bytes that Python's objects take at most while one command runs, its modules included."""
    return int(_told("memory", arguments, environment or {})["peak"])


def _told(
    what: str, arguments: Sequence[str | Path], environment: Mapping[str, str]
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counted.json"
        command = [sys.executable, __file__, str(file), what, *map(str, arguments)]
        surroundings = {**unmeasured(os.environ), **CALM, **environment}
        ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {ran.returncode}: {ran.stderr}")
        told: dict[str, Any] = json.loads(file.read_text())
    return told


def unmeasured(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment whose children do not measure coverage, which costs memory and calls."""
    return {name: it for name, it in environment.items() if not name.startswith("COVERAGE_")}


def growth(small: float, large: float, factor: float) -> float:
    """The exponent by which work grew: 1 when it is linear, 2 when it is quadratic.

    Args:
        small, large: The work, without what is done at any size.
        factor: How many times as much there was to do.
    """
    return math.log(large / small) / math.log(factor)


def _ucops(arguments: Sequence[str]) -> Callable[[], object]:
    """One command, as a shell would start it."""

    def run() -> None:
        from ucops.cli import main  # noqa: PLC0415 - importing is a part of what is counted

        sys.argv = ["ucops", *arguments]
        try:
            main()
        except SystemExit as end:
            if end.code not in (None, 0):
                raise

    return run


def _write(file: Path, what: str, arguments: Sequence[str]) -> None:
    if what == "calls":
        told: Mapping[str, Any] = vars(calls(_ucops(arguments)))
    else:
        tracemalloc.start()
        _ucops(arguments)()
        told = {"peak": tracemalloc.get_traced_memory()[1]}
    file.write_text(json.dumps(told))


if __name__ == "__main__":
    _write(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
