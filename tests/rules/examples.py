"""Examples as the rules' pages write them, and the files that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

CONFIG = "version: 1\n"
MINIMUM = "title: Continuous integration\nproblem: Every change waits for a build by hand.\n"
HEADER = re.compile(r"^# (ucops\.yaml|usecases/\S.*\.\w+)\n", re.MULTILINE)

Files = Mapping[str, str | bytes]


def write(root: Path, files: Files) -> None:
    """Write files, with a minimal configuration and use case where none is given."""
    given = {"ucops.yaml": CONFIG, **files}
    if not any(name.startswith("usecases/") for name in given):
        given["usecases/other.yaml"] = MINIMUM
    for name, text in given.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def split(text: str) -> dict[str, str]:
    """An example as files: a line `# usecases/x.yaml` or `# ucops.yaml` starts one."""
    first, *rest = HEADER.split(text)
    parts = [("usecases/example.yaml", first)] if first.strip() else []
    parts += list(zip(rest[::2], rest[1::2], strict=True))
    return {name: part if name == "ucops.yaml" else completed(part) for name, part in parts}


def completed(text: str) -> str:
    """A use case with title and problem in front, unless it says something of them itself."""
    spoken = re.search(r"^\ufeff?(?:- )?(?:title|problem)\b", text, re.MULTILINE)
    return text if spoken else MINIMUM + text
