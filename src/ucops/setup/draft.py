"""The text of a new use case: a draft that is valid as it stands, and says what may be added."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import PurePosixPath

from ucops import DOCUMENTATION
from ucops.model.values import Tier
from ucops.setup.texts import filled

PROBLEM = "Say here what hurts customers today, and what they would rather have, in their words."
"""Stands where a new use case's problem is not told yet."""
_PLAIN = re.compile(r"[^\W\d_]\w*(?:[ ,]{1,2}[\w()&/+.-]*\w)+")
"""Several words without a sign that means something in YAML."""
_WIDTH = 96
"""Columns of a line of text, so that it fits a pull request beside its line numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a new use case.

    Attributes:
        notes: Lines for comments at the end of the file.
    """

    id: str
    title: str
    problem: str = PROBLEM
    tier: Tier = 3
    personas: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def draft_text(draft: Draft, path: str) -> str:
    """The text of the file at a path, from the root of the repository."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    text = filled(
        "draft.yaml",
        {
            "schema": f"{up}usecase.schema.json",
            "docs": DOCUMENTATION,
            "title": quoted(draft.title),
            "problem": block(draft.problem),
            "tier": str(draft.tier),
            "notes": "".join(f"\n# {line}".rstrip() for line in draft.notes),
        },
    )
    if draft.personas:
        example = re.compile(r"^# personas: .*$", re.MULTILINE)
        text = example.sub(f"personas: [{', '.join(draft.personas)}]", text)
    return text.rstrip("\n") + "\n"


def quoted(text: str) -> str:
    """A text as a value on one line: as it is where YAML takes it for that, else in quotes."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def block(text: str) -> str:
    """A text of any length as a value: folded where it is one paragraph, else line by line."""
    lines = text.strip().splitlines()
    if len(lines) > 1:
        return "|\n" + "\n".join(f"  {line}".rstrip() for line in lines)
    folded = textwrap.wrap(text.strip(), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return ">\n" + "\n".join(f"  {line}" for line in folded)
