"""Texts that could break out of their place on a page, in every field that takes a text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from ucops.model.catalog import Catalog
from ucops.reading.load import load

EVERY_FIELD = Path(__file__).parents[1] / "pages/roadmap/every_field"
HOSTILE = (
    "a | b <b>c</b> `code` **bold** [x](y) & # ; : \" ' % {} ~~~ ```\n\n## no heading\n- no list",
    "end",
    "; # :",
    "```",
    "שלום עולם \u202etxt 👩‍💻",
    "x" * 300,
    "%%{init: {}}%%",
    "graph TD; A-->B",
)
_WORD = re.compile("z[zq][a-z]+")


def everywhere(text: str, folder: Path) -> Catalog:
    """The files that fill every field, with one text in every place that takes any."""
    shutil.copytree(EVERY_FIELD, folder, dirs_exist_ok=True)
    for file in folder.rglob("*.yaml"):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        said = yaml.safe_dump(_with(data, text), allow_unicode=True)
        file.write_text(said, encoding="utf-8")
    return load(folder).catalog


def _with(data: Any, text: str) -> Any:
    if isinstance(data, dict):
        return {key: _with(value, text) for key, value in data.items()}
    if isinstance(data, list):
        return [_with(value, text) for value in data]
    return text if isinstance(data, str) and _WORD.fullmatch(data) else data
