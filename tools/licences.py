"""The licences of what comes along with ucops, as the packages themselves state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements" / "action.txt"
_PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
LONGEST = 60
"""The longest text in a `License` field that is a name: some packages put the whole text there."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the action installs, with its version and its licence."""

    name: str
    version: str
    licence: str


def packages() -> Iterator[Package]:
    """Every package in the action's lock file.

    Raises:
        ValueError: One states no licence.
    """
    for name in _PINNED.findall(LOCK.read_text(encoding="utf-8")):
        about = metadata(name)
        yield Package(about["Name"], about["Version"], _licence(about))


def _licence(about: PackageMetadata) -> str:
    """A licence by its SPDX expression, else its classifier, else its short name."""
    if stated := about.get("License-Expression"):
        return stated
    classified = [
        one.removeprefix(_CLASSIFIER)
        for one in about.get_all("Classifier") or ()
        if one.startswith(_CLASSIFIER)
    ]
    if classified:
        return " and ".join(classified)
    named = (about.get("License") or "").strip()
    if not named or len(named) > LONGEST:
        raise ValueError(f"{about['Name']} states no licence: look it up and decide")
    return named
