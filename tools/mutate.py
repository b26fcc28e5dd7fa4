"""Breaks the rules on purpose, one small change at a time, and lists what no test notices.

`python tools/mutate.py [--sample N] [MODULE …]` changes the modules below src/ucops/rules: a
boundary moves, a condition turns round, a number is off by one, a result is dropped. The tests are
collected once; each change lives in a process of its own that runs them, and no file is written.
A rule is judged by the cases of its family, the rest by all tests of the rules that are quick.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.main import pytest_runtestloop

ROOT = Path(__file__).parent.parent
RULES = ROOT / "src/ucops/rules"
TESTS = ROOT / "tests/rules"
MANY = ("test_corpus.py", "test_registry.py", "test_found.py", "test_docs.py")
"""Tests with a case for each rule."""
SLOW = ("test_any_input.py", "test_hostile_input.py")
SECONDS = 120
"""After so long a change is taken to loop for ever, which the tests would have noticed."""
QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
DECORATING = ("registry.py",)
"""Modules whose functions do their work when others are imported."""

OTHERS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Add,),
    ast.Continue: (ast.Break,), ast.Break: (ast.Continue,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it is, what it does, and the module with it."""

    file: Path
    line: int
    change: str
    code: CodeType
    inside: bool
    """Whether it lies in a function, and not in what runs when the module is imported."""


def mutants(file: Path) -> Iterator[Mutant]:
    """Every change of a module that is worth trying."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for parent, field, index, node, line, inside in list(_places(tree, 1, inside=False)):
        for other in _alternatives(node):
            before = ast.unparse(parent if _is_sign(node) else node)
            with _replaced(parent, field, index, other):
                after = ast.unparse(parent if _is_sign(node) else other)
                code = compile(ast.fix_missing_locations(tree), str(file), "exec")
            yield Mutant(file, line, f"{_short(before)}  →  {_short(after)}", code, inside)


Place = tuple[ast.AST, str, int | None, ast.AST, int, bool]


def _places(node: ast.AST, line: int, *, inside: bool) -> Iterator[Place]:
    """Every part of a module whose change a test could notice, with its line."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns"} or _is_no_code(node, field):
            continue
        for index, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(part, ast.AST):
                at = getattr(part, "lineno", line)
                deep = inside or (isinstance(node, ast.FunctionDef) and field == "body")
                yield node, field, index, part, at, deep
                yield from _places(part, at, inside=deep)


def _is_no_code(node: ast.AST, field: str) -> bool:
    """Whether a part is for the type checker, or for how objects are kept in memory."""
    return (isinstance(node, ast.ClassDef) and field == "decorator_list") or (
        isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )


def _is_sign(node: ast.AST) -> bool:
    return isinstance(node, ast.cmpop | ast.boolop | ast.operator)


def _alternatives(node: ast.AST) -> Iterator[ast.AST]:
    yield from (other() for other in OTHERS.get(type(node), ()))
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Return(value=value) if value and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield ast.If(ast.Constant(value=False), [node], [])
        case ast.If(test=test, body=body, orelse=orelse) if not _is_no_code(node, "body"):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test=test, body=one, orelse=other):
            yield ast.IfExp(test, other, one)
        case ast.comprehension(target=target, iter=source, ifs=[_, *ifs], is_async=is_async):
            yield ast.comprehension(target, source, ifs, is_async)


@contextmanager
def _replaced(parent: ast.AST, field: str, index: int | None, other: ast.AST) -> Iterator[None]:
    value = getattr(parent, field)
    if index is None:
        setattr(parent, field, other)
    else:
        setattr(parent, field, [*value[:index], other, *value[index + 1 :]])
    yield
    setattr(parent, field, value)


def _short(text: str, most: int = 70) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


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

    def __init__(self, changes: list[Mutant]) -> None:
        self.changes = changes
        self.sound = False
        self.survivors = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Print each change that no test notices."""
        items = list(session.items)
        self.sound = not _in_child(lambda: _fails(session, items))
        for number, one in enumerate(self.changes if self.sound else (), start=1):
            if not _in_child(partial(_noticed, one, session, items)):
                self.survivors += 1
                print(f"{one.file.relative_to(ROOT)}:{one.line}  {one.change}", flush=True)
            if number % 20 == 0:
                print(f"{number} tried, {self.survivors} noticed by no test", file=sys.stderr)
        return True


def _in_child(run: Callable[[], bool]) -> bool:
    """What a function returns in a process of its own; true if that fails or takes for ever."""
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        os._exit(int(run()))
    return os.waitpid(child, 0)[1] != 0


def _fails(session: pytest.Session, items: list[pytest.Item]) -> bool:
    session.items = items
    with suppress(session.Failed):  # raised after the first failure
        pytest_runtestloop(session)
    return session.testsfailed > 0


def _noticed(mutant: Mutant, session: pytest.Session, items: list[pytest.Item]) -> bool:
    judges = _judges(mutant.file, items)
    if mutant.inside and mutant.file.name not in DECORATING:
        _swap(mutant)
        return _fails(session, judges)
    sys.meta_path.insert(0, _Changed(mutant))
    for name in [name for name in sys.modules if name.startswith(("ucops", "tests", "rules"))]:
        del sys.modules[name]
    folder = session.config.getoption("--basetemp")
    files = sorted({str(item.path) for item in judges})
    return pytest.main([*QUIETLY, "--basetemp", folder, "--rootdir", str(ROOT), *files]) != 0


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
    """The tests of a module, those with a case for each rule last."""
    if file.parent.name == "families":
        names = [*_rules_in(ast.parse(file.read_text(encoding="utf-8"))), f"test_{file.stem}"]
        always = ("test_check.py", "test_found.py")
        items = [
            item
            for item in items
            if item.path.name in always or any(name in item.nodeid for name in names)
        ]
    return sorted(items, key=lambda item: item.path.name in MANY)


def _rules_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, decorator_list=[ast.Call()]):
                yield name.replace("_", "-")
            case ast.Call(func=ast.Name(id="documented"), args=[ast.Constant(value=str(name)), *_]):
                yield name


def chosen(modules: list[Path], sample: int | None, seed: int) -> list[Mutant]:
    """The changes to try: all, or as many picked at random; never in the order of the files."""
    everything = [mutant for file in modules for mutant in mutants(file)]
    count = len(everything) if sample is None else min(sample, len(everything))
    print(f"{count} of {len(everything)} changes in {len(modules)} modules")
    picks = random.Random(seed).sample(range(len(everything)), count)  # noqa: S311 - no secret
    return [everything[pick] for pick in picks]


def main() -> int:
    """Try the changes, print those that no test notices, and say by the exit code if any is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", type=Path, help="default: all of src/ucops/rules")
    parser.add_argument("--sample", type=int, help="how many changes to try (default: all)")
    parser.add_argument("--seed", type=int, default=0, help="which ones to pick")
    options = parser.parse_args()
    modules = [path.resolve() for path in options.modules] or sorted(RULES.rglob("*.py"))
    loop = Loop(chosen(modules, options.sample, options.seed))
    with tempfile.TemporaryDirectory() as folder:
        slow = [f"--ignore={TESTS / name}" for name in SLOW]
        where = ["--basetemp", f"{folder}/tests", "--rootdir", str(ROOT), str(TESTS)]
        pytest.main([*QUIETLY, "-qq", "-s", *slow, *where], plugins=[loop])
    if not loop.sound:
        print("the tests fail without any change", file=sys.stderr)
        return 2
    print(f"{loop.survivors} noticed by no test")
    return int(loop.survivors > 0)


if __name__ == "__main__":
    sys.exit(main())
