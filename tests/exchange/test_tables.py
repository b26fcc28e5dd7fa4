"""A spreadsheet that somebody spoiled, or that has no end, is refused with a sentence."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook

from ucops.errors import UsageError
from ucops.exchange import tables
from ucops.exchange.tables import read_sheets

SHEET = "xl/worksheets/sheet1.xml"


def parts() -> Mapping[str, bytes]:
    book = Workbook()
    assert book.active is not None
    book.active.append(["use_case", "item", "title"])
    book.active.append(["ci", "demo", "Demo"])
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WHOLE = parts()


def file_of(folder: Path, changed: Mapping[str, bytes]) -> Path:
    path = folder / "sheet.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**WHOLE, **changed}.items():
            archive.writestr(name, data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        read_sheets(path)
    return caught.value.message


PIECES = {
    "a comment": b"<!--" + b"x" * 15_000_000 + b"-->",
    "an instruction": b"<?x " + b"x>" * 7_000_000 + b"?>",
    "an attribute": b'<row r="9" spans="' + b">" * 15_000_000 + b'"/>',
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_piece_is_not_looked_at_again_and_again(tmp_path: Path, piece: str) -> None:
    sheet = WHOLE[SHEET].replace(b"</sheetData>", PIECES[piece] + b"</sheetData>")
    assert "no spreadsheet program writes" in refused(file_of(tmp_path, {SHEET: sheet}))


def test_a_long_attribute_is_refused(tmp_path: Path) -> None:
    row = b'<row r="9" spans="' + b">" * 70_000 + b'"/>'
    sheet = WHOLE[SHEET].replace(b"</sheetData>", row + b"</sheetData>")
    assert "no spreadsheet program writes" in refused(file_of(tmp_path, {SHEET: sheet}))


def test_a_workbook_is_unpacked_no_further_than_workbooks_go(tmp_path: Path) -> None:
    bomb = WHOLE[SHEET].replace(b"<sheetData>", b"<!--" + b"x" * (201 * 2**20) + b"--><sheetData>")
    path = file_of(tmp_path, {SHEET: bomb})
    assert path.stat().st_size < 2**20
    assert "unpacks to over 200 MiB" in refused(path)


def with_sheet(folder: Path, more: bytes, rows: bytes = b"", part: str = SHEET) -> Path:
    """A workbook with more behind the cells of its sheet, which may be another part."""
    there = WHOLE[SHEET].replace(b"</sheetData>", rows + b"</sheetData>" + more)
    path = folder / "sheet.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in WHOLE.items():
            moved = data.replace(SHEET.encode(), part.encode())
            is_sheet = name == SHEET
            archive.writestr(part if is_sheet else name, there if is_sheet else moved)
    return path


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "a1:xfd1048576", "Sheet!A1:XFD1048576"])
@pytest.mark.parametrize("kind", ["mergeCell", "hyperlink"])
def test_cells_of_areas_are_counted_before_they_are_made(
    tmp_path: Path, kind: str, ref: str
) -> None:
    more = f'<{kind}s><{kind} ref="{ref}"/></{kind}s>'.encode()
    assert "over 500,000 cells" in refused(with_sheet(tmp_path, more))


def test_so_are_those_of_a_sheet_that_has_another_name(tmp_path: Path) -> None:
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert "over 500,000 cells" in refused(with_sheet(tmp_path, merged, part="xl/other/sheet"))


def test_so_are_those_of_a_remark(tmp_path: Path) -> None:
    remark = b'<comments><commentList><comment ref="A1:XFD1048576"/></commentList></comments>'
    assert "over 500,000 cells" in refused(file_of(tmp_path, {"xl/comments1.xml": remark}))


def test_cells_without_a_place_are_counted_before_they_are_made(tmp_path: Path) -> None:
    rows = (b"<row r='3'>" + b"<c><v>1</v></c>" * 16_000 + b"</row>") * 32
    assert "over 500,000 cells" in refused(with_sheet(tmp_path, b"", rows))


def test_elements_that_are_no_cells_are_counted_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ELEMENTS", 1_000)
    strings = b"<sst>" + b"<si/>" * 1_000 + b"</sst>"
    path = file_of(tmp_path, {"xl/sharedStrings.xml": strings})
    assert "has over 1,000 elements" in refused(path)


def test_rows_of_json_that_share_no_heading_are_no_table(tmp_path: Path) -> None:
    path = tmp_path / "sheet.json"
    path.write_text(json.dumps({"sheets": {"bom": [{f"k{n}": 1} for n in range(1_000)]}}))
    assert "has over 500,000 cells in bom" in refused(path)


def test_a_cell_far_away_is_no_reason_to_make_all_before_it(tmp_path: Path) -> None:
    sheet = WHOLE[SHEET].replace(b'r="A1"', b'r="XFD1048576"')
    assert "has over 500,000 cells" in refused(file_of(tmp_path, {SHEET: sheet}))


@pytest.mark.parametrize("part", WHOLE)
@pytest.mark.parametrize("left", [0.0, 0.5, 0.9])
def test_a_workbook_that_is_cut_is_read_or_refused(tmp_path: Path, part: str, left: float) -> None:
    data = WHOLE[part]
    path = file_of(tmp_path, {part: data[: int(len(data) * left)]})
    with suppress(UsageError):
        read_sheets(path)


@pytest.mark.parametrize("seed", range(40))
def test_any_bytes_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - repeatable chance, not secrecy
    part = dice.choice(sorted(WHOLE))
    data = bytearray(WHOLE[part])
    for _ in range(dice.randint(1, 6)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    for path in (file_of(tmp_path, {part: bytes(data)}), tmp_path / "x.csv", tmp_path / "x.json"):
        if not path.exists():
            path.write_bytes(bytes(data))
        with suppress(UsageError):
            read_sheets(path)


def test_a_cell_without_an_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('use_case,item\nci,"' + "x" * 200_000)
    assert "cannot be read as a table" in refused(path)
