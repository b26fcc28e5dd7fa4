"""Small changes that break a module, and the reasons why some of them break nothing.

A boundary moves, a condition turns round or is left out, a number is off by one, a step or a result
is dropped, the smallest is taken for the largest. tools/mutants.toml has the reasons, by module.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).parent.parent
RULES = ROOT / "src/ucops/rules"
REASONS = Path(__file__).with_suffix(".toml")
WIDTH, BEFORE = 76, 30

OTHERS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.Continue: (ast.Break,),
    ast.Break: (ast.Continue,),
}
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
SMALL = ast.cmpop | ast.boolop | ast.operator | ast.Constant | ast.Name
"""What says nothing without the expression that it stands in."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it is, what it does, and the module with it."""

    file: Path
    line: int
    where: str
    """The function, or nothing for what runs when the module is imported."""
    change: str
    code: CodeType

    @property
    def module(self) -> str:
        """The module's file below the folder of the rules."""
        return self.file.relative_to(RULES).as_posix()

    @property
    def name(self) -> str:
        """What the change is called: it stays the same when lines move."""
        return f"{self.where}: {self.change}" if self.where else self.change


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a module's tree, and what it stands in."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    line: int
    where: str


def mutants(file: Path) -> Iterator[Mutant]:
    """Every change of a module that is worth trying."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for place in list(_places(tree, 1, "")):
        for other in _alternatives(place.node):
            shown = place.parent if isinstance(place.node, SMALL) else place.node
            before = ast.unparse(shown)
            with _replaced(place, other):
                after = ast.unparse(place.parent if shown is place.parent else other)
                code = compile(ast.fix_missing_locations(tree), str(file), "exec")
            yield Mutant(file, place.line, place.where, _change(before, after), code)


def _places(node: ast.AST, line: int, where: str) -> Iterator[Place]:
    """Every part of a module whose change a test could notice, with its line and function."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns"} or _is_no_code(node, field):
            continue
        for index, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(part, ast.AST):
                at = getattr(part, "lineno", line)
                inner = where or _function(node, field)
                yield Place(node, field, index, part, at, inner)
                yield from _places(part, at, inner)


def _function(node: ast.AST, field: str) -> str:
    return node.name if isinstance(node, ast.FunctionDef) and field == "body" else ""


def _is_no_code(node: ast.AST, field: str) -> bool:
    """Whether a part is for the type checker, or for how objects are kept in memory."""
    return (isinstance(node, ast.ClassDef) and field == "decorator_list") or (
        isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )


def _alternatives(node: ast.AST) -> Iterator[ast.AST]:
    yield from (other() for other in OTHERS.get(type(node), ()))
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Name(id=name) if name in NAMES:
            yield ast.Name(NAMES[name], node.ctx)
        case ast.BoolOp(op=op, values=values):
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield ast.BoolOp(op, rest) if rest[1:] else rest[0]
        case ast.Call() | ast.comprehension():
            yield from _shorter(node)
        case _:
            yield from _other_steps(node)


def _shorter(node: ast.Call | ast.comprehension) -> Iterator[ast.AST]:
    match node:
        case ast.Call(func=ast.Attribute(value=text), args=[], keywords=[]) if _is_tidied(node):
            yield text
        case ast.Call(func=ast.Name(id="sorted" | "reversed"), args=[some], keywords=_):
            yield some
        case ast.comprehension(target=target, iter=source, ifs=[_, *ifs], is_async=is_async):
            yield ast.comprehension(target, source, ifs, is_async)


def _is_tidied(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in {
        "strip",
        "rstrip",
        "lstrip",
        "lower",
        "casefold",
        "upper",
    }


def _other_steps(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=ast.Constant(value=None | bool()) | None):
            pass  # nothing is as good as False, and True for False is a change of its own
        case ast.Return():
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield ast.If(ast.Constant(value=False), [node], [])
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.If(test=ast.Compare() | ast.UnaryOp() | ast.Name(id="TYPE_CHECKING")):
            pass  # what would turn it round is a change of the test
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test=test, body=one, orelse=other):
            yield ast.IfExp(test, other, one)


@contextmanager
def _replaced(place: Place, other: ast.AST) -> Iterator[None]:
    value = getattr(place.parent, place.field)
    if place.index is None:
        setattr(place.parent, place.field, other)
    else:
        changed = [*value[: place.index], other, *value[place.index + 1 :]]
        setattr(place.parent, place.field, changed)
    yield
    setattr(place.parent, place.field, value)


def _change(before: str, after: str) -> str:
    """The two texts, each on one line and cut to the part that tells them apart."""
    before, after = (" ".join(text.split()) for text in (before, after))
    same = next(
        (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0
    )
    start = max(0, same - BEFORE) if max(len(before), len(after)) > WIDTH else 0
    return "  →  ".join(_cut(text, start) for text in (before, after))


def _cut(text: str, start: int) -> str:
    shown = ("…" if start else "") + text[start:]
    return shown if len(shown) <= WIDTH else shown[: WIDTH - 1] + "…"


Reasons = Mapping[str, Mapping[str, str]]


def reasons() -> Reasons:
    """Why a change makes no difference, by module and by the change's name."""
    found: Reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    return found


def is_explained(mutant: Mutant, known: Reasons) -> bool:
    """Whether somebody has written down why a change makes no difference."""
    return mutant.name in known.get(mutant.module, {})


def unused(known: Reasons, changes: Iterable[Mutant]) -> list[str]:
    """The explained changes that are not among some."""
    names = {(one.module, one.name) for one in changes}
    return [
        f"{module}  {name}"
        for module in known
        for name in known[module]
        if (module, name) not in names
    ]
