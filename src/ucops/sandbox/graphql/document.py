"""GraphQL documents as data, and the reader that makes them from text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(
    r"""(?P<skip>[\s,\ufeff]+|\#[^\n]*)
    |(?P<block>\"\"\"(?:[^"]|"(?!""))*\"\"\")
    |(?P<string>"(?:[^"\\\n]|\\.)*")
    |(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>[_A-Za-z]\w*)
    |(?P<mark>\.\.\.|[!$():=@\[\]{}|&])""",
    re.VERBOSE,
)


WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}


class GraphQLSyntaxError(ValueError):
    """The document cannot be read; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable where a value is expected."""

    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """A selected field."""

    name: str
    alias: str
    arguments: Mapping[str, Any]
    directives: Mapping[str, Mapping[str, Any]]
    selections: tuple[Selection, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """Selections for one type (None: whatever it is), in line or by name."""

    on: str | None
    selections: tuple[Selection, ...]
    directives: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The use of a named fragment."""

    name: str
    directives: Mapping[str, Mapping[str, Any]]


Selection = Field | Fragment | Spread


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or mutation; `variables` are name → (type as written, default or None)."""

    kind: str
    name: str | None
    variables: Mapping[str, tuple[str, Any]]
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Operations and named fragments."""

    operations: tuple[Operation, ...]
    fragments: Mapping[str, Fragment]


def read(text: str) -> Document:
    """Read a document.

    Raises:
        GraphQLSyntaxError: When it is no GraphQL.
    """
    reader = _Reader(text)
    operations, fragments = [], {}
    while reader.kind != "end":
        if reader.value == "fragment":
            fragment = reader.named_fragment()
            fragments[str(fragment.name)] = fragment
        else:
            operations.append(reader.operation())
    return Document(tuple(operations), fragments)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self.start = 0
        self.kind = self.value = ""
        self.next()

    def next(self) -> str:
        passed = self.value
        while True:
            self.start = self.at
            if self.at == len(self.text):
                self.kind, self.value = "end", ""
                return passed
            match = TOKEN.match(self.text, self.at)
            if match is None:
                raise self.error()
            self.at = match.end()
            if match.lastgroup != "skip":
                self.kind, self.value = str(match.lastgroup), match.group()
                return passed

    def error(self) -> GraphQLSyntaxError:
        line, column = self.place()
        what = self.text[self.start : self.start + 20].split("\n")[0] or "end of file"
        message = f'Parse error on "{what}" at [{line}, {column}]'
        return GraphQLSyntaxError(message, line, column)

    def place(self) -> tuple[int, int]:
        before = self.text[: self.start]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def expect(self, value: str) -> None:
        if self.value != value or self.kind == "string":
            raise self.error()
        self.next()

    def takes(self, value: str) -> bool:
        if self.kind == "mark" and self.value == value:
            self.next()
            return True
        return False

    def a_name(self) -> str:
        if self.kind != "name":
            raise self.error()
        return self.next()

    def operation(self) -> Operation:
        if self.value == "{":
            return Operation("query", None, {}, self.selections())
        kind = self.a_name()
        if kind not in {"query", "mutation"}:
            raise self.error()
        name = self.a_name() if self.kind == "name" else None
        variables = self.variables() if self.takes("(") else {}
        self.directives()
        return Operation(kind, name, variables, self.selections())

    def named_fragment(self) -> Fragment:
        self.expect("fragment")
        name = self.a_name()
        self.expect("on")
        return Fragment(self.a_name(), self.selections(), name=name)

    def variables(self) -> dict[str, tuple[str, Any]]:
        found: dict[str, tuple[str, Any]] = {}
        while not self.takes(")"):
            self.expect("$")
            name = self.a_name()
            self.expect(":")
            kind = self.type()
            found[name] = (kind, self.any_value() if self.takes("=") else None)
        return found

    def type(self) -> str:
        if self.takes("["):
            inner = f"[{self.type()}]"
            self.expect("]")
        else:
            inner = self.a_name()
        return f"{inner}!" if self.takes("!") else inner

    def selections(self) -> tuple[Selection, ...]:
        self.expect("{")
        found: list[Selection] = []
        while not self.takes("}"):
            found.append(self.spread() if self.takes("...") else self.field())
        return tuple(found)

    def spread(self) -> Selection:
        if self.kind == "name" and self.value != "on":
            return Spread(self.next(), self.directives())
        on = None
        if self.value == "on":
            self.next()
            on = self.a_name()
        directives = self.directives()
        return Fragment(on, self.selections(), directives)

    def field(self) -> Field:
        line, column = self.place()
        alias = name = self.a_name()
        if self.takes(":"):
            name = self.a_name()
        arguments = self.arguments()
        directives = self.directives()
        selections = self.selections() if self.value == "{" else ()
        return Field(name, alias, arguments, directives, selections, line, column)

    def arguments(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.takes("("):
            while not self.takes(")"):
                name = self.a_name()
                self.expect(":")
                found[name] = self.any_value()
        return found

    def directives(self) -> dict[str, Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        while self.takes("@"):
            name = self.a_name()
            found[name] = self.arguments()
        return found

    def any_value(self) -> object:
        if self.takes("$"):
            return Variable(self.a_name())
        if self.takes("["):
            items = []
            while not self.takes("]"):
                items.append(self.any_value())
            return items
        if self.takes("{"):
            return self.members()
        return self.scalar()

    def members(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self.takes("}"):
            name = self.a_name()
            self.expect(":")
            found[name] = self.any_value()
        return found

    def scalar(self) -> object:
        kind, text = self.kind, self.value
        if kind not in {"string", "block", "number", "name"}:
            raise self.error()
        self.next()
        if kind == "block":
            return text[3:-3]
        if kind == "name":
            return WORDS.get(text, text)
        value: object = json.loads(text)
        return value
