"""What an import found and did, as people and programs read it."""

from __future__ import annotations

from collections.abc import Sequence

from ucops.exchange.rows import Bad, Change
from ucops.prose.visible import json_text, readable
from ucops.prose.words import counted


def shown(rows: int, changes: Sequence[Change], bad: Sequence[Bad], *, written: bool) -> str:
    """What does not fit, each with its row, and what became of the rest."""
    lines = [f"{_place(one)}: {readable(one.reason)}" for one in bad]
    files = len({change.use_case for change in changes})
    changed = f"{counted(len(changes), 'change')} in {counted(files, 'file')}"
    found = f"{counted(rows, 'row')} read, {changed}"
    wrong = f", {counted(len(bad), 'place')} that {'does' if len(bad) == 1 else 'do'} not fit"
    end = "Written." if written else "Nothing was written."
    if bad and not written:
        end += " Correct the rows, or leave them out with --skip-bad."
    return "\n".join([*lines, f"{found}{wrong if bad else ''}. {end}"]) + "\n"


def _place(one: Bad) -> str:
    column = f", {readable(one.field)}" if one.field else ""
    return f"{readable(one.sheet)}, row {one.number}{column}"


def as_json(
    rows: int, changes: Sequence[Change], bad: Sequence[Bad], diff: str, *, written: bool
) -> str:
    """The same for a program, with the difference in the files."""
    return json_text(
        {
            "version": 1,
            "rows": rows,
            "written": written,
            "changes": [
                {
                    "sheet": one.row.sheet,
                    "row": one.row.number,
                    "use_case": one.use_case,
                    "path": list(map(str, one.path)),
                    "value": one.value if isinstance(one.value, int | list) else str(one.value),
                }
                for one in changes
            ],
            "bad": [
                {"sheet": one.sheet, "row": one.number, "field": one.field, "reason": one.reason}
                for one in bad
            ],
            "diff": diff,
        }
    )
