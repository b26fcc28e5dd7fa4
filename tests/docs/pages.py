"""The pages that people write, cut into what can be checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[2]
RULES = TOP / "docs" / "rules"  # tests/rules tries their examples
_FENCE = re.compile(r"^( *)```(\w+)(?: (\w+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the word after it, its text, and where it begins."""

    language: str
    kind: str
    text: str
    place: str


def pages() -> list[Path]:
    """The front pages and everything below docs/."""
    return sorted([*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")])


def blocks(*languages: str) -> list[Block]:
    """Every block in one of these languages, the rules' own pages left out."""
    found = (block for page in pages() if RULES not in page.parents for block in _blocks(page))
    return [block for block in found if block.language in languages]


def _blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            language=fence[2],
            kind=fence[3] or "",
            text="".join(
                line.removeprefix(fence[1]) for line in fence[4].splitlines(keepends=True)
            ),
            place=f"{page.relative_to(TOP)}:{text.count(chr(10), 0, fence.start()) + 1}",
        )
        for fence in _FENCE.finditer(text)
    ]
