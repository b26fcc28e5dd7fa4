"""The files that `init` and `new` begin with, and how their open places are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

FILES = Path(__file__).parent / "files"
FORM = "propose-use-case.yml"
"""The issue form among them."""
_PLACE = re.compile(r"«(\w+)»")
"""An open place. Not `${{ }}` or `{{ }}`, which mean something in workflows."""


def filled(name: str, values: Mapping[str, str]) -> str:
    """One of the files with its open places filled; KeyError where a value is missing."""
    text = (FILES / name).read_text(encoding="utf-8")
    return _PLACE.sub(lambda place: values[place[1]], text)
