"""Bytes to text, and the characters that YAML forbids."""

from __future__ import annotations

import re

from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import CONFIG_NAME, START, Source, Span

SIZE_LIMIT = 128 * 1024
"""Bytes; the fullest use case has half of it."""
CONFIG_SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes of `ucops.yaml`: the products of a large landscape alone are more than 128 KiB."""

_MARK = "\ufeff"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def size_limit(file: str) -> int:
    """The most bytes that a file may have."""
    return CONFIG_SIZE_LIMIT if file == CONFIG_NAME else SIZE_LIMIT


def decode(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, None where there is none to be had, and every problem of its encoding."""
    if len(raw) > size_limit(file):
        return None, [_too_large(raw, file)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _salvaged(raw, error, file)
    if "\0" in text and _is_wide(raw):
        return None, [_wide(file)]
    marks = [_byte_order_mark(file)] if text.startswith(_MARK) else []
    text = text.removeprefix(_MARK)
    if "\r" in text and "\n" not in text and len(text.splitlines()) > 1:
        return text.replace("\r", "\n"), [*marks, _old_line_ends(file)]
    return text, marks


def _too_large(raw: bytes, file: str) -> Problem:
    return Problem(
        rule="file-too-large",
        file=file,
        message=f"the file has {len(raw):,} bytes, more than {size_limit(file):,}",
        advice="keep long material where it belongs and link to it",
    )


def _byte_order_mark(file: str) -> Problem:
    return Problem(
        rule="byte-order-mark",
        file=file,
        message="the file starts with an invisible byte-order mark",
        advice="save it as UTF-8 without BOM",
        span=START,
    )


def _old_line_ends(file: str) -> Problem:
    return Problem(
        rule="control-character",
        file=file,
        message="the lines end with a lone carriage return (U+000D), as on an old Mac",
        advice="save it with Unix (LF) or Windows (CRLF) line ends",
        span=START,
    )


def _salvaged(raw: bytes, error: UnicodeDecodeError, file: str) -> tuple[str | None, list[Problem]]:
    """Text with a question mark for every byte that is not UTF-8; None where it is UTF-16."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or _is_wide(raw):
        return None, [_wide(file)]
    text = raw.decode("utf-8", "replace").replace("\ufffd", "?").removeprefix(_MARK)
    before = raw[: error.start].decode("utf-8").removeprefix(_MARK)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"the file is not UTF-8: byte 0x{raw[error.start]:02x} stands for no character"
    span = Span(line, column, line, column + 1)
    return text, [Problem(rule="not-utf-8", file=file, message=message, advice=_SAVE, span=span)]


_SAVE = "save it as UTF-8 (in Excel and Notepad: Save as, encoding UTF-8)"


def _is_wide(raw: bytes) -> bool:
    """Whether nearly every second byte is zero, as in UTF-16 of Western text."""
    most = 0.9 * (len(raw) // 2)
    return len(raw) > 1 and (raw[::2].count(0) >= most or raw[1::2].count(0) >= most)


def _wide(file: str) -> Problem:
    message = "the file is UTF-16, not UTF-8"
    return Problem(rule="not-utf-8", file=file, message=message, advice=_SAVE, span=START)


def forbidden(source: Source) -> list[Problem]:
    """The characters that YAML does not allow, one problem a line."""
    seen: set[int] = set()
    problems: list[Problem] = []
    for found in _FORBIDDEN.finditer(source.readable):
        if len(problems) == PROBLEM_LIMIT:
            return [*problems, rest(source.file)]
        span = source.span(found.start(), found.start())
        if span.line not in seen:
            seen.add(span.line)
            problems.append(_control(source.file, found[0], span))
    return problems


def _control(file: str, character: str, span: Span) -> Problem:
    return Problem(
        rule="control-character",
        file=file,
        message=f"an invisible control character, U+{ord(character):04X}, stands here",
        advice="delete it; it often comes along when text is pasted",
        span=Span(span.line, span.column, span.line, span.column + 1),
        stops=True,
    )


def without_forbidden(text: str) -> str:
    """The text with a space for every character that YAML does not allow."""
    return _FORBIDDEN.sub(" ", text)
