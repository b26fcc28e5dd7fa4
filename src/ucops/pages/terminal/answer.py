"""The answer to a question as the terminal shows it: a table, a list, or a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ucops.prose.visible import printable

NOTHING = "–"


def answered(found: Any) -> RenderableType:  # noqa: ANN401 - whatever an expression finds
    """Show what was found: rows as a table, names as lines, facts by their names."""
    if isinstance(found, list) and all(isinstance(row, Mapping) for row in found):
        return _table(found)
    if isinstance(found, list):
        return Group(*(_cell(one) for one in found))
    return _facts(found) if isinstance(found, Mapping) else _cell(found)


def listed(questions: Mapping[str, tuple[str, str]]) -> RenderableType:
    """The questions that have a name: what each is about, and what it asks."""
    table = _grid()
    for name, (about, text) in questions.items():
        table.add_row(Text.assemble((name, "bold"), f" {about}"), text)
    return table


def _table(rows: Iterable[Mapping[str, Any]]) -> Table:
    every = tuple(rows)
    columns = list(dict.fromkeys(name for row in every for name in row))
    table = _grid(*(name.replace("_", " ") for name in columns))
    for column, name in zip(table.columns, columns, strict=True):
        column.no_wrap = all(" " not in _said(row.get(name)) for row in every)
    for row in every:
        table.add_row(*(_cell(row.get(name)) for name in columns))
    return table


def _facts(facts: Mapping[str, Any]) -> Table:
    table = _grid()
    for name, value in facts.items():
        table.add_row(Text(printable(name), style="dim"), _cell(value))
    return table


def _grid(*columns: str) -> Table:
    """A table without lines, whose cells break where a line is too short."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(printable(column), overflow="fold")
    table.show_header = bool(columns)
    return table


def _cell(value: object) -> Text:
    return Text(printable(_said(value)))


def _said(value: object) -> str:
    """A value in words: nothing is a dash, a list its members."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_said(one)}" for name, one in value.items())
    return str(value)
