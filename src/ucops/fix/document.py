"""What kind of file is mended: how it is read, and what it is expected to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ucops.model.config import Config, Model
from ucops.model.usecase import UseCase
from ucops.reading.load import read_use_case
from ucops.reading.read import read
from ucops.reading.settings import CONFIG_NAME, read_config
from ucops.text.problem import Problem
from ucops.text.source import Source

Reading = Callable[[bytes], tuple[Source, list[Problem]]]


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of file.

    Attributes:
        model: What it is expected to be.
        reading: Bytes to what they say and what is wrong with that.
    """

    model: type[Model]
    reading: Reading


def document(root: Path, file: str) -> Document:
    """The kind of a file below the root."""
    if file == CONFIG_NAME:
        return Document(Config, lambda raw: read_config(raw, root)[1:])
    return Document(UseCase, lambda raw: _use_case(raw, file))


def _use_case(raw: bytes, file: str) -> tuple[Source, list[Problem]]:
    source, problems = read(raw, file)
    _, more = read_use_case(source, PurePosixPath(file).stem)
    places = {problem.span for problem in problems}
    return source, problems + [problem for problem in more if problem.span not in places]
