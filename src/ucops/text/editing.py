"""Putting a value into a YAML text: what is written around it stays as it is, comments too.

A value that is there is replaced where it stands. A key that is not goes behind its neighbours, in
the form that they have: in braces, or on a line of its own with their indentation.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from ucops.errors import UsageError
from ucops.text.compose import compose, plain_data

Keys = tuple[object, ...]
"""Keys from the top of a file, each a text, a number or a day."""
_STEP = 2
"""Blanks by which a part is indented that is written below its key."""


def put(text: str, path: Keys, value: object) -> str:
    """The text with a value at a path of keys, whatever is missing on the way included.

    Args:
        text: The whole file.
        path: Where it belongs.
        value: Plain data: texts, numbers, days, lists and mappings.

    Raises:
        UsageError: YAML cannot read the text, something on the way is no mapping, or the text is
            written in a way that keeps the value from being put in without touching others.
    """
    found, rest = _reached(_root(text), path)
    if not rest:
        after = _replaced(text, found, value)
    else:
        inner: object = value
        for key in reversed(rest[1:]):
            inner = {key: inner}
        after = _with_key(text, found, path[: len(path) - len(rest)], rest[0], inner)
    return _proven(text, after, path, value)


def append(text: str, path: Keys, value: object) -> str:
    """The text with a value at the end of a list; a list that is not there is begun.

    Raises:
        UsageError: As for `put`, or what stands there is no list.
    """
    found, rest = _reached(_root(text), path)
    before = [] if rest or _is_empty(found) else _data(text, path)
    if not isinstance(before, list):
        raise UsageError(f"{_dotted(path)} is no list", "write it as a list first")
    if isinstance(found, SequenceNode) and not rest and found.value:
        after = _with_entry(text, found, value)
        return _proven(text, after, path, [*before, value])
    return put(text, path, [value])


def written(value: object) -> str:
    """A value in one line, as it may stand between braces."""
    whole: str = yaml.safe_dump(
        [value], default_flow_style=True, width=10**9, allow_unicode=True, sort_keys=False
    )
    return whole.strip()[1:-1]


def _root(text: str) -> Node:
    try:
        root = compose(text)
    except YAMLError as error:
        raise UsageError("YAML cannot read the file", "ucops validate says where") from error
    if not isinstance(root, MappingNode):
        raise UsageError("the file holds no keys", "ucops validate says what is wrong")
    return root


def _reached(root: Node, path: Keys) -> tuple[Node, Keys]:
    """The node as far as the path leads, and the keys that are not there."""
    node = root
    for step, key in enumerate(path):
        inner = _child(node, str(key))
        if inner is None:
            return node, path[step:]
        node = inner
    return node, ()


def _child(node: Node, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value in {"", "~", "null"} and not node.style


def _replaced(text: str, node: Node, value: object) -> str:
    start, end = node.start_mark.index, _end(text, node)
    if start == end:  # a key with nothing behind its colon
        return f"{text[:start]} {written(value)}{text[end:]}"
    return text[:start] + written(value) + text[end:]


def _with_key(text: str, node: Node, path: Keys, key: object, value: object) -> str:
    pair = f"{_key(key)}: {written(value)}"
    if _is_empty(node):
        return _begun(text, node, pair)
    if not isinstance(node, MappingNode):
        raise UsageError(f"{_dotted(path)} holds no keys", "write it with keys first")
    if node.flow_style or not node.value:
        at = _end(text, node.value[-1][1]) if node.value else node.start_mark.index + 1
        return f"{text[:at]}{', ' if node.value else ''}{pair}{text[at:]}"
    line = " " * node.value[0][0].start_mark.column + pair
    return _with_line(text, _end(text, node.value[-1][1]), line)


def _begun(text: str, node: Node, pair: str) -> str:
    """A part that was empty, with its first key on a line below."""
    start = node.start_mark.index
    if node.value:  # written out as null
        return f"{text[:start]}{{{pair}}}{text[_end(text, node) :]}"
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start:start]
    indentation = len(line) - len(line.lstrip(" ")) + _STEP
    return _with_line(text, start, " " * indentation + pair)


def _with_entry(text: str, node: SequenceNode, value: object) -> str:
    last = _end(text, node.value[-1])
    if node.flow_style:
        return f"{text[:last]}, {written(value)}{text[last:]}"
    return _with_line(text, last, f"{' ' * node.start_mark.column}- {written(value)}")


def _with_line(text: str, index: int, line: str) -> str:
    """A line of its own behind the line in which something ends."""
    end = "\r\n" if "\r\n" in text else "\n"
    at = text.find("\n", index)
    if at < 0:
        return f"{text}{end}{line}{end}"
    return f"{text[: at + 1]}{line}{end}{text[at + 1 :]}"


def _end(text: str, node: Node) -> int:
    """Where what a node says ends: not the blanks, lines and comments that follow it."""
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style:
        return node.start_mark.index + len(
            text[node.start_mark.index : node.end_mark.index].rstrip()
        )
    if not node.value:
        return node.end_mark.index
    last = node.value[-1]
    return _end(text, last[1] if isinstance(last, tuple) else last)


def _key(key: object) -> str:
    return written({key: 0})[1:].rpartition(": 0")[0]


def _proven(before: str, after: str, path: Keys, value: object) -> str:
    """The text after the change, which says what was wanted and otherwise the same."""
    wanted = _set(_data(before, ()), path, value)
    try:
        said = _data(after, ())
    except YAMLError:
        said = None
    if said != wanted:
        raise UsageError(
            f"{_dotted(path)} cannot be put into the file without touching what stands around it",
            f"write it by hand: {_dotted(path)}: {written(value)}",
        )
    return after


def _data(text: str, path: Keys) -> Any:  # noqa: ANN401 - plain data
    data: Any = plain_data(text)
    for key in path:
        data = next(value for known, value in data.items() if str(known) == str(key))
    return data


def _set(data: Any, path: Keys, value: object) -> object:  # noqa: ANN401 - plain data
    if not path:
        return value
    known = data if isinstance(data, dict) else {}
    key = next((one for one in known if str(one) == str(path[0])), path[0])
    return {**known, key: _set(known.get(key), path[1:], value)}


def _dotted(path: Keys) -> str:
    return ".".join(map(str, path))
