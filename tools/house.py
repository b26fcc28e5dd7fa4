"""Show the house's proportions: a sign, not a gate.

python tools/house.py           a line a room, and what is large, single or long
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import grimp

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "ucops"
CLASS, FILE, FUNCTION = 150, 400, 50
"""Lines from which something is named, as docs/decisions/0011 gives them."""
SHOWN = 12


@dataclass(frozen=True)
class Shape:
    """What one module consists of.

    Attributes:
        functions: Name → lines, from `def` to the end, the docstring left out.
        classes: Name → lines.
    """

    path: Path
    lines: int
    functions: dict[str, int]
    classes: dict[str, int]

    @property
    def room(self) -> str:
        """The folder below the package, or the module itself."""
        return self.path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    @property
    def name(self) -> str:
        """The module's path below the package."""
        return self.path.relative_to(PACKAGE).as_posix()


def shape(path: Path) -> Shape:
    """Measure a module."""
    text = path.read_text(encoding="utf-8")
    functions, classes = {}, {}
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                functions[f"{node.name}:{node.lineno}"] = _length(node) - _docstring(node)
            case ast.ClassDef():
                classes[node.name] = _length(node)
    return Shape(path, text.count("\n"), functions, classes)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def table(shapes: Iterable[Shape]) -> Iterator[str]:
    """A line a room, and one for all."""
    yield f"{'room':<12}{'files':>6}{'lines':>8}{'longest':>9}{'fn median':>11}{'p90':>5}{'max':>5}"
    by_room = defaultdict(list)
    for one in shapes:
        by_room[one.room].append(one)
    for room in sorted(by_room, key=lambda name: -sum(one.lines for one in by_room[name])):
        yield _row(room, by_room[room])
    yield _row("all", [one for room in by_room.values() for one in room])


def _row(name: str, shapes: list[Shape]) -> str:
    lines = [one.lines for one in shapes]
    functions = [count for one in shapes for count in one.functions.values()] or [0]
    p90 = quantiles(functions, n=10)[8] if len(functions) > 1 else functions[0]
    return (
        f"{name:<12}{len(shapes):>6}{sum(lines):>8,}{max(lines):>9}"
        f"{median(functions):>11.0f}{p90:>5.0f}{max(functions):>5}"
    )


def large(shapes: Iterable[Shape]) -> Iterator[tuple[str, int]]:
    """Every class, file and function that is larger than usual, with its lines."""
    for one in shapes:
        if one.lines > FILE:
            yield one.name, one.lines
        parts = [(one.classes, CLASS), (one.functions, FUNCTION)]
        yield from (
            (f"{one.name}: {name.partition(':')[0]}", lines)
            for found, most in parts
            for name, lines in found.items()
            if lines > most
        )


def single(graph: grimp.ImportGraph) -> Iterator[tuple[str, str]]:
    """Modules that one other imports, with that one; commands and packages left out."""
    for module in sorted(graph.modules):
        importers = graph.find_modules_that_directly_import(module)
        if len(importers) == 1 and not graph.find_children(module):
            yield module.removeprefix("ucops."), next(iter(importers)).removeprefix("ucops.")


def main() -> None:
    """Print the table."""
    shapes = [shape(path) for path in sorted(PACKAGE.rglob("*.py"))]
    print("\n".join(table(shapes)))
    found = sorted(large(shapes), key=lambda pair: -pair[1])
    print(
        f"\nfiles over {FILE}, classes over {CLASS}, functions over {FUNCTION} lines: {len(found)}"
    )
    print("\n".join(f"  {lines:>4}  {name}" for name, lines in found[:SHOWN]))
    lone = list(single(grimp.build_graph("ucops", cache_dir=None)))
    print(f"\nmodules that a single other one imports: {len(lone)}")
    if "--all" in sys.argv:
        print("\n".join(f"  {module}  ← {importer}" for module, importer in lone))
    tests = sum(path.read_text("utf-8").count("\n") for path in (ROOT / "tests").rglob("*.py"))
    lines = sum(one.lines for one in shapes)
    print(f"\ntests : source = {tests:,} : {lines:,} = {tests / lines:.2f}")


if __name__ == "__main__":
    main()
