"""A made-up tracking sheet as people keep one: merged headings, TBD, colours for states, names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill

GREEN, AMBER = "FF00B050", "FFFFC000"
USE_CASES = ("CI", "Continuous delivery", "GitOps")
ROWS = 42


def write(path: Path) -> None:
    """42 pieces down, three use cases across, twelve columns, headings in the third row."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tracking"
    sheet.append(["BOM tracking, last update: soon"])
    sheet.append(["", "About the piece", "", "", "", "Use cases", "", "", "", "Notes"])
    sheet.merge_cells("B2:E2")
    sheet.merge_cells("F2:H2")
    sheet.append(
        [
            "#no",
            "Asset",
            "Team",
            "Stage",
            "Prio",
            *USE_CASES,
            "Old use case",
            "Notes",
            "Reviewed by",
            "Budget",
        ]
    )
    for number in range(1, ROWS + 1):
        sheet.append([number, *_piece(number), *_cells(number), "x", "see chat", "Kim", "4 k"])
        for column in range(6, 9):
            if number == 7:
                sheet.cell(number + 3, column).fill = PatternFill("solid", fgColor=GREEN)
    book.save(path)


def _piece(number: int) -> list[object]:
    named = {
        1: "Use case demo video",
        2: "Customer-facing deck",
        3: "Comparison page or battlecard",
    }
    return [
        named.get(number, f"Piece {number}"),
        "tmm" if number % 2 else "Product marketing",
        "awareness" if number % 3 else "all",
        "high" if number == 4 else 2,
    ]


def _cells(number: int) -> list[object]:
    special: dict[int, list[object]] = {
        1: [dt.date(2027, 1, 29), "29.01.2027", "TBD"],
        2: ["https://docs.example/ci-deck", "done", "n/a"],
        3: ["12/11/2027", "Maria G.", "Maria G., 2027-03-31"],
        4: ["wip", "soonish, maybe", ""],
        7: ["", "", "https://docs.example/seven"],
    }
    return special.get(number, ["", "Q2 2027", "octo-writer" if number % 5 == 0 else ""])
