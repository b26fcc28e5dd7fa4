"""Text that others wrote, made fit for a terminal, the log of a workflow run, files and JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

JOINER = "\u2060"
"""Takes no room and breaks no line: put between two signs, it keeps them from meaning a command."""

_COMMAND = re.compile(
    r"^(?:[^\S\n]|\x1b\[[\d;]*m)*:(?=:)|##(?=\[)|(?<=\r)[^\S\r\n]*:(?=:)", re.MULTILINE
)
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSHOWN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

_STEERING = re.compile(
    "(\x1b\\[[\\d;]*m)|\r(?!\n)"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""What steers a terminal, or turns the direction of reading; colours are told apart."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Signs that nobody sees, which YAML refuses, or which turn the direction of reading."""


def unsteering(text: str, *, colored: bool = False) -> str:
    """A visible sign in the place of whatever would steer a terminal; lines stay as they are.

    Args:
        text: Of whatever length and origin.
        colored: Whether colours are ours, and stay.
    """
    return _STEERING.sub(lambda found: found[1] if colored and found[1] else "�", text)


def seen(text: str) -> str:
    """What strangers wrote, as it goes into a file of ours: without the signs that nobody sees."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n"))


def printable(text: str) -> str:
    """Put a visible sign in the place of what a terminal or a reader would not show."""
    return "".join(sign if sign.isprintable() else "�" for sign in text.replace("\t", " "))


def readable(text: str) -> str:
    """The same for text in which a blank of another width is nothing to point at."""
    return printable(_BLANK.sub(" ", text))


def without_commands(text: str) -> str:
    """Keep the runner of a workflow from taking lines of a text for its commands.

    It looks for `::` behind the blanks that a line starts with, and for `##[` anywhere.
    """
    return _COMMAND.sub(lambda found: f"{found[0]}{JOINER}", text)


def for_terminal(text: str) -> str:
    """Lines that others wrote, fit to be shown: readable, and no commands."""
    return without_commands("\n".join(map(readable, text.split("\n"))))


def json_text(document: object, indent: int = 2) -> str:
    """Write a document as JSON that is readable and does no harm in a terminal or a log.

    Letters stand as they are; what steers a terminal, turns the direction of reading, or starts a
    command of a workflow's runner is spelled out, and so is half a character.
    """
    import json  # noqa: PLC0415 - most text is none, and a help page is faster without

    return harmless_json(json.dumps(document, indent=indent, ensure_ascii=False)) + "\n"


def json_lines(document: object) -> str:
    """The same with each part that holds no other mapping on a line of its own.

    That is quick to write, however large the document is, and a difference shows what has changed.
    """
    import json  # noqa: PLC0415 - as above

    return harmless_json(_lines(document, "\n", json.JSONEncoder(ensure_ascii=False).encode)) + "\n"


def harmless_json(text: str) -> str:
    """JSON in which what `json_text` names is spelled out."""
    text = text.replace("##[", "##\\u005b")
    if text.isascii() and "\x7f" not in text:
        return text  # most of it is, and a look is much faster than the search
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _lines(value: object, end: str, encode: Callable[[object], str]) -> str:
    """A value in JSON; further lines of it begin behind `end`."""
    inner = f"{end} "
    if isinstance(value, dict) and not _is_one_line(value.values()):
        parts = [f"{encode(key)}: {_lines(one, inner, encode)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{end}}}"
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return f"[{inner}{f',{inner}'.join([_lines(one, inner, encode) for one in value])}{end}]"
    return encode(value)


def _is_one_line(values: Iterable[object]) -> bool:
    """Whether there are no mappings among them, and no lists of others than plain values."""
    for one in values:
        if isinstance(one, dict):
            return False
        if isinstance(one, list) and any(isinstance(inner, dict | list) for inner in one):
            return False
    return True
