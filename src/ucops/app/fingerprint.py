"""What an answer depends on besides a file, as one digest: this ucops, Python, and the settings."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pydantic
import yaml

from ucops import resources
from ucops.text.compose import HAS_LIBYAML


def digest(*parts: str | bytes) -> str:
    """The digest of texts and bytes, which is another one where they are cut otherwise."""
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        made.update(b"%d:" % len(raw))
        made.update(raw)
    return made.hexdigest()


@cache
def of_tool() -> str:
    """The digest of this ucops: every byte of its code and templates, and what runs it."""
    versions = (sys.version, pydantic.VERSION, yaml.__version__, str(HAS_LIBYAML))
    return digest(*versions, *_contents(resources.PACKAGE), *_contents(resources.templates()))


def of_folder(folder: Path) -> str:
    """The digest of all files below a folder, which need not exist."""
    return digest(*_contents(folder))


def _contents(folder: Path) -> Iterator[str | bytes]:
    """The name and the bytes of each file below a folder, but what Python makes of them."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(here) / name
            if file.suffix != ".pyc":
                yield file.relative_to(folder).as_posix()
                yield bytes_of(file)


def bytes_of(file: Path) -> bytes:
    """What a file holds; nothing where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
