"""One file: bytes to text to plain data, with everything wrong on the way."""

from __future__ import annotations

from ucops.slips.suspicion import may_be_misread, may_hold_foreign_lines
from ucops.text.encoding import decode
from ucops.text.problem import Problem
from ucops.text.source import Source
from ucops.text.straight import straight


def read(raw: bytes, file: str) -> tuple[Source, list[Problem]]:
    """Read a file; whatever is wrong with it is a problem, never an exception."""
    text, problems = decode(raw, file)
    if text is None:
        return Source(file, ""), problems
    source = Source(file, text)
    found = None if may_hold_foreign_lines(text) else straight(text)
    if found is None or may_be_misread(text, found):
        from ucops.reading.closely import read_closely  # noqa: PLC0415 - most files never need it

        return read_closely(source, problems)
    source.hold(found.data, found.places, found.sizes)
    source.noted = found
    return source, problems
