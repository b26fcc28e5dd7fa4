"""`ucops export` and `ucops import`: out to a spreadsheet, and in from one."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ucops.app.mended_files import diff, write
from ucops.app.programme import read_programme
from ucops.app.run import Run
from ucops.disk import write_whole
from ucops.errors import UsageError
from ucops.exchange.mapping import SheetMapping, mapped_rows, proposed, read_mapping
from ucops.exchange.rows import Bad, Change, Read, plain_rows, read_rows, shape_of
from ucops.exchange.sheets import NAMES, tables
from ucops.exchange.tables import Sheet, read_sheets, write_tables
from ucops.model.catalog import Catalog
from ucops.progress.programme import measure
from ucops.reading.load import Loaded, load
from ucops.reading.mend import Mended
from ucops.rules.check import errors
from ucops.rules.engine.finding import Finding
from ucops.text.editing import put

WHAT = (*NAMES, "all")


def export(
    run: Run, what: str, output: Path, snapshot: Path | None, as_of: dt.date | None
) -> tuple[Path, ...]:
    """Write one of `WHAT` as a spreadsheet, by the ending of its name; says which files.

    Raises:
        UsageError: The files, the snapshot or the name are wrong.
        GitHubError: GitHub, which knows how far the work is, cannot be read.
    """
    programme = read_programme(run, snapshot, as_of)
    names = NAMES if what == "all" else (what,)
    made = write_tables(output, tables(programme, names))
    for path, raw in made.items():
        write_whole(path, raw)
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found and did.

    Attributes:
        rows: How many rows were read.
        changes: What they change.
        bad: What does not fit, in the order of the sheets and rows.
        diff: What would change, or has changed, in the files.
        written: Whether it was written.
    """

    rows: int
    changes: tuple[Change, ...]
    bad: tuple[Bad, ...]
    diff: str
    written: bool


def import_(
    run: Run, file: Path, mapping: SheetMapping | None, *, dry_run: bool, skip_bad: bool
) -> Imported:
    """Put what is new in a spreadsheet into the use cases' files.

    Nothing is written when anything does not fit, unless `skip_bad` leaves that out. Comments,
    order and layout of the files stay.

    Raises:
        UsageError: The file is no spreadsheet that can be read, or the files have errors.
    """
    loaded = load(run.root)
    count, found = _read(run, file, mapping, loaded.catalog)
    changes, bad, mended = _settled(loaded, found)
    done = bool(mended) and not dry_run and (skip_bad or not bad)
    if done:
        write(run.root, mended)
    return Imported(count, changes, bad, diff(mended), done)


def _read(run: Run, file: Path, mapping: SheetMapping | None, catalog: Catalog) -> tuple[int, Read]:
    """Everything that the sheets of a file change, or that does not fit."""
    programme = measure(catalog, None, run.today)
    every, count = Read(), 0
    people = mapping.people if mapping else {}
    for sheet in read_sheets(file):
        rows, bad = mapped_rows(sheet, mapping, catalog) if mapping else (plain_rows(sheet), [])
        every.bad += bad
        shape = shape_of(rows[0].cells) if rows else None
        if shape is None:
            if mapping is None:
                every.bad.append(_unknown(sheet))
            continue
        count += len(rows)
        found = read_rows(rows, shape, programme, catalog, people)
        every.changes += found.changes
        every.bad += found.bad
    return count, every


def _unknown(sheet: Sheet) -> Bad:
    reason = (
        "its headings are not those of an export (use_case, item, …): "
        "ucops import FILE --propose-map > map.yaml writes a mapping to correct"
    )
    return Bad(sheet.name, 1, reason)


def _settled(
    loaded: Loaded, found: Read
) -> tuple[tuple[Change, ...], tuple[Bad, ...], Mapping[str, Mended]]:
    """The changes after which the files are as valid as before, and what they make of the files.

    A row of which one change would bring an error is left out as a whole.
    """
    changes, bad = list(found.changes), list(found.bad)
    known = {_place(one) for one in errors(loaded)}
    while True:
        mended, refused = _mended(loaded, changes)
        refused += [] if refused else _blamed(loaded, mended, changes, known)
        if not refused:
            return tuple(changes), tuple(bad), mended
        bad += [reason for _, reason in refused]
        out = [change.row for change, _ in refused]
        changes = [change for change in changes if not any(change.row is row for row in out)]


Refused = list[tuple[Change, Bad]]


def _mended(loaded: Loaded, changes: Iterable[Change]) -> tuple[dict[str, Mended], Refused]:
    """The files with the changes in them, and the changes that cannot be put in."""
    texts: dict[str, tuple[bytes, str]] = {}
    refused: Refused = []
    for change in changes:
        file = loaded.catalog.entries[change.use_case].file
        raw, text = texts.get(file) or _text(loaded.root / file)
        try:
            text = put(text, change.path, change.value)
        except UsageError as error:
            reason = f"{error.message}: {error.hint}"
            refused.append((change, Bad(change.row.sheet, change.row.number, reason)))
        texts[file] = (raw, text)
    mended = {file: Mended(raw, text.encode()) for file, (raw, text) in texts.items()}
    return {file: one for file, one in mended.items() if one.changed}, refused


def _text(path: Path) -> tuple[bytes, str]:
    raw = path.read_bytes()
    return raw, raw.decode("utf-8", "replace")


def _blamed(
    loaded: Loaded, mended: Mapping[str, Mended], changes: Sequence[Change], known: set[str]
) -> Refused:
    """The changes that would bring an error, each with what validation says of it."""
    if not mended:
        return []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _copied(loaded, root, mended)
        new = [one for one in errors(load(root)) if _place(one) not in known]
    by_file = {loaded.catalog.entries[change.use_case].file for change in changes}
    refused: Refused = []
    for finding in new:
        change = next(_at(finding, loaded, changes), None)
        if change is None and finding.file in by_file:
            raise UsageError(
                f"the import would bring an error that no row explains: {finding.message}",
                f"see to {finding.path or finding.file} in {finding.file} first",
            )
        if change is not None and not any(change.row is one.row for one, _ in refused):
            said = f"{finding.message} {finding.hint}".strip()
            refused.append((change, Bad(change.row.sheet, change.row.number, said)))
    return refused


def _at(finding: Finding, loaded: Loaded, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes at or above the place of a finding, then those of the same entry."""
    here = [one for one in changes if loaded.catalog.entries[one.use_case].file == finding.file]
    for depth in (None, 2):
        for change in here:
            place = ".".join(map(str, change.path[:depth]))
            if f"{finding.path}.".startswith(f"{place}."):
                yield change


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.rule}:{finding.path}"


def _copied(loaded: Loaded, root: Path, mended: Mapping[str, Mended]) -> None:
    """The files as they would be, in a folder of their own."""
    for file in loaded.sources:
        to = root / file
        to.parent.mkdir(parents=True, exist_ok=True)
        if file in mended:
            to.write_bytes(mended[file].after)
        else:
            shutil.copyfile(loaded.root / file, to)


def propose_mapping(run: Run, file: Path) -> str:
    """A mapping file for a spreadsheet of any shape, for a person to correct.

    Raises:
        UsageError: The file is no spreadsheet, or nothing in it looks like headings.
    """
    return proposed(read_sheets(file), load(run.root).catalog)


def load_mapping(file: Path) -> SheetMapping:
    """A mapping file; UsageError where it is none."""
    try:
        return read_mapping(file.read_text(encoding="utf-8"), file.name)
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not a text file", "name a mapping in YAML") from error
