"""`ucops measures add` and `ucops feedback add`: small edits that keep a file's layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ucops.app.mended_files import write
from ucops.app.named import entry_of, one_of
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.model.catalog import Entry
from ucops.reading.load import Loaded, load
from ucops.reading.mend import Mended
from ucops.text.editing import append, put


def add_measure(run: Run, use_case: str, key: str, value: float, day: dt.date | None) -> str:
    """Note a measure's value on a day, today by default; says what was written.

    Raises:
        UsageError: There is no such use case or measure, or the file cannot be changed.
    """
    loaded = load(run.root)
    entry = entry_of(loaded.catalog.entries, use_case)
    measure = entry.use_case.measures[
        one_of(entry.use_case.measures, key, f"measure of {entry.id}")
    ]
    when = day or run.today
    number = int(value) if value.is_integer() else value
    _change(loaded, entry, lambda text: put(text, ("measures", key, "values", when), number))
    before = measure.values.get(when)
    instead = "" if before is None else f" instead of {before:g}"
    return f"{entry.file}: {measure.title} is {value:g}{instead} on {when.isoformat()}"


def add_feedback(run: Run, use_case: str, text: str, source: str, day: dt.date | None) -> str:
    """Note what somebody said about a use case on a day, today by default; says where.

    Raises:
        UsageError: There is no such use case, nothing was said, or the file cannot be changed.
    """
    if not text.strip() or not source.strip():
        raise UsageError("nothing was said, or nobody said it", "give a text, and --from with who")
    loaded = load(run.root)
    entry = entry_of(loaded.catalog.entries, use_case)
    noted = {"date": day or run.today, "from": source.strip(), "text": text.strip()}
    _change(loaded, entry, lambda before: append(before, ("feedback",), noted))
    return f"{entry.file}: feedback of {source.strip()} noted on {noted['date']}"


def _change(loaded: Loaded, entry: Entry, change: Callable[[str], str]) -> None:
    """Change a use case's file, unless what is wrong in it could hide what the change does."""
    wrong = [problem for problem in loaded.problems if problem.file == entry.file]
    path = loaded.root / entry.file
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
        after = change(text)
    except (UnicodeDecodeError, UsageError) as error:
        if not wrong:
            raise
        raise UsageError(
            f"{entry.file} has errors and was not changed", "correct them first (ucops validate)"
        ) from error
    write(loaded.root, {entry.file: Mended(raw, after.encode())})
