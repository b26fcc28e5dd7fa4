"""Breaks the rules on purpose, one small change at a time, and lists what no test notices.

`python tools/mutate.py [--sample N | --at FILE:LINE …] [MODULE …]` changes the modules below
src/ucops/rules (mutants.py has the changes). The tests are collected once; each change lives in a
process of its own that runs them, and no file is written. A rule is judged by the cases of its
family, the rest by all tests of the rules that are quick. A change that makes no difference is
explained in mutants.toml, which has to hold no other changes.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeVar

import pytest
from _pytest.main import pytest_runtestloop
from mutants import ROOT, RULES, Mutant, Reasons, is_explained, mutants, reasons, unused

TESTS = ROOT / "tests/rules"
MANY = ("test_corpus.py", "test_registry.py", "test_found.py", "test_pages.py")
"""Tests with a case for each rule."""
SLOW = ("test_any_input.py", "test_hostile_input.py")
SECONDS = 60
"""Of the processor: what takes more is taken to loop for ever, which the tests would notice."""
QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
DECORATING = ("all.py", "references.py", "engine/rule.py")
"""Modules whose functions do their work when others are imported."""

Of = TypeVar("Of")


class _Changed(SourceFileLoader):
    """Loads one module from the changed code; as a finder, it knows no other module."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.file.relative_to(ROOT / "src").with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        super().__init__(name, str(mutant.file))
        self.code = mutant.code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        del fullname
        return self.code


class Loop:
    """A plugin that, in place of running the collected tests once, runs them for each change."""

    def __init__(self, changes: list[Mutant], known: Reasons, workers: int) -> None:
        self.changes = changes
        self.known = known
        self.workers = workers
        self.sound = False
        self.survivors: list[Mutant] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each change; print those that no test notices and nobody has explained."""
        items = list(session.items)
        runs = [(None, lambda: _fails(session, items))]
        self.sound = not any(failed for _, failed in _results(runs, 1))
        tries = [(one, partial(_noticed, one, session, items)) for one in self.changes]
        results = _results(tries if self.sound else [], self.workers)
        for number, (one, noticed) in enumerate(results, start=1):
            if not noticed:
                self.survivors.append(one)
                if not is_explained(one, self.known):
                    print(f"{one.file.relative_to(ROOT)}:{one.line}  {one.name}", flush=True)
            if number % 20 == 0:
                print(f"{number} tried, {len(self.survivors)} survived", file=sys.stderr)
        return True


def _results(
    runs: Iterable[tuple[Of, Callable[[], bool]]], workers: int
) -> Iterator[tuple[Of, bool]]:
    """What each function returns in a process of its own; true if that fails or takes for ever."""
    waiting, running = iter(runs), dict[int, Of]()
    while True:
        for of, run in islice(waiting, workers - len(running)):
            running[_started(run)] = of
        if not running:
            return
        child, status = os.wait()
        yield running.pop(child), status != 0


def _started(run: Callable[[], bool]) -> int:
    """The process in which a function runs, silently and with a temporary folder of its own."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        with tempfile.TemporaryDirectory() as folder:
            tempfile.tempdir = folder
            failed = run()
        os._exit(int(failed))
    return child


def _fails(session: pytest.Session, items: list[pytest.Item]) -> bool:
    session.items = items
    with suppress(session.Failed):  # raised after the first failure
        pytest_runtestloop(session)
    return session.testsfailed > 0


def _noticed(mutant: Mutant, session: pytest.Session, items: list[pytest.Item]) -> bool:
    judges = _judges(mutant.file, items)
    if mutant.where and mutant.module not in DECORATING:
        _swap(mutant)
        return _fails(session, judges)
    sys.meta_path.insert(0, _Changed(mutant))
    for name in [name for name in sys.modules if name.startswith(("ucops", "tests", "rules"))]:
        del sys.modules[name]
    files = sorted({str(item.path) for item in judges})
    return pytest.main([*QUIETLY, "--rootdir", str(ROOT), *files]) != 0


def _swap(mutant: Mutant) -> None:
    """Give the functions that were made of a file the changed code, wherever they are held."""
    changed = {(code.co_qualname, code.co_firstlineno): code for code in _codes(mutant.code)}
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename == str(mutant.file):
            old = function.__code__
            function.__code__ = changed[old.co_qualname, old.co_firstlineno]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _judges(file: Path, items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests of a module: its own first, and those with a case for each rule last."""
    if names := list(_rules_in(ast.parse(file.read_text(encoding="utf-8")))):
        names.append(f"test_{file.stem}")
        always = ("test_check.py", "test_found.py")
        items = [
            item
            for item in items
            if item.path.name in always or any(name in item.nodeid for name in names)
        ]
    own = TESTS / file.relative_to(RULES).with_name(f"test_{file.name}")
    return sorted(
        items,
        key=lambda one: (one.path != own, one.path.name in MANY, one.path.parent != own.parent),
    )


def _rules_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, decorator_list=[ast.Call()]):
                yield name.replace("_", "-")


def chosen(everything: list[Mutant], options: argparse.Namespace) -> list[Mutant]:
    """The changes to try: all, those of some lines, or a sample; not in the order of the files."""
    if options.at:
        lines = {(file.resolve(), line) for file, line in options.at}
        everything = [one for one in everything if (one.file, one.line) in lines]
    count = len(everything) if options.sample is None else min(options.sample, len(everything))
    return random.Random(options.seed).sample(everything, count)  # noqa: S311 - no secret


def tried(changes: list[Mutant], known: Reasons, workers: int) -> Loop:
    """Run the tests for each change."""
    loop = Loop(changes, known, workers)
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        slow = [f"--ignore={TESTS / name}" for name in SLOW]
        pytest.main([*QUIETLY, "-qq", "-s", *slow, "--rootdir", str(ROOT), str(TESTS)], [loop])
    return loop


def told(loop: Loop, everything: list[Mutant]) -> bool:
    """Say how many changes were noticed, and which reasons explain none; true if all is well."""
    explained = [one for one in loop.survivors if is_explained(one, loop.known)]
    unexplained = len(loop.survivors) - len(explained)
    stale = unused(loop.known, everything)
    needless = unused(loop.known, explained) if len(loop.changes) == len(everything) else stale
    for name in needless:
        fate = "there is no such change" if name in stale else "tests notice it"
        print(f"tools/mutants.toml: {fate}: {name}")
    noticed = len(loop.changes) - len(loop.survivors)
    print(
        f"{len(loop.changes)} changes: {noticed} noticed, {len(explained)} explained, "
        f"{unexplained} neither; {len(needless)} explained for nothing"
    )
    return not unexplained and not needless


def spot(text: str) -> tuple[Path, int]:
    """A file and a line, written as `FILE:LINE`."""
    file, _, line = text.rpartition(":")
    return Path(file), int(line)


def read_options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", type=Path, help="default: all of src/ucops/rules")
    parser.add_argument("--at", action="append", type=spot, metavar="FILE:LINE", help="only these")
    parser.add_argument("--sample", type=int, help="how many changes to try (default: all)")
    parser.add_argument("--workers", type=int, default=2, help="how many at once (default: 2)")
    parser.add_argument("--seed", type=int, default=0, help="which ones to pick")
    return parser.parse_args()


def main() -> int:
    """Try the changes, print those that no test notices, and say by the exit code if any is."""
    options = read_options()
    everything = [mutant for file in sorted(RULES.rglob("*.py")) for mutant in mutants(file)]
    modules = {path.resolve() for path in options.modules}
    of_modules = [one for one in everything if one.file in modules or not modules]
    loop = tried(chosen(of_modules, options), reasons(), options.workers)
    if not loop.sound:
        print("the tests fail without any change", file=sys.stderr)
        return 2
    return int(not told(loop, everything))


if __name__ == "__main__":
    sys.exit(main())
