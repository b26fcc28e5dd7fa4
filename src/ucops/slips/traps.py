"""What YAML 1.1 does to people: values that are read as something else than they look like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import yaml
from yaml import AliasToken, AnchorToken, Node, ScalarNode

from ucops.text.data import Fault, made, nodes

ANCHOR = r"(?:^|[\s\[{,])&\w"
SUSPICIOUS = re.compile(
    r"[ \t]#(?:[^\s#]|[ \t]+\d)"
    r"|(?:^|[\s\[{,])[-+]?(?:0[0-9_bx]|[0-9][0-9_]*[_:])"
    r"|\\(?:[0abefvxuU_NLP])"
    rf"|{ANCHOR}"
)
"""What a text must hold somewhere for `trapped` to find anything in it."""

_ANCHOR = re.compile(ANCHOR)
_CUT = re.compile(r"[ \t]+#(?!ucops:)[^\s#]")
RANKED = re.compile(r" #[ \t]+\d{1,2}(?![-.:/\w]|[ \t]*%)")
"""A place in a ranking such as "# 1", behind a text; comments hardly start like that."""
_NO_PROSE = re.compile(r"[a-z0-9@?/_-]*|(?s:.*)[.!?]")
"""A name, a placeholder or a whole sentence, behind which a comment is one."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def trapped(root: Node, text: str) -> Iterator[Fault]:
    """Scalars that do not say what they seem to say, whatever they are meant for."""
    unused = _unused(text) if _ANCHOR.search(text) else frozenset()
    for _, is_key, node in nodes(root):
        if node.__class__ is not ScalarNode:
            continue
        rule = _trap(node, text, is_key=is_key)
        if not node.style and node.start_mark.index in unused and _text_or_nothing(made(node)):
            rule = "unused-anchor"
        if rule is not None:
            yield Fault(rule, node)


def _trap(node: ScalarNode, text: str, *, is_key: bool) -> str | None:
    if node.style == '"':
        return "control-character" if _CONTROL.search(node.value) else None
    if node.style:
        return None
    value = made(node)
    if isinstance(value, int | float) and (rule := odd_number(node.value)):
        return rule
    if is_key or not _text_or_nothing(value):
        return None
    end = node.end_mark.index
    ranked = RANKED.match(text, end) and not _NO_PROSE.fullmatch(node.value)
    return "comment-cut" if ranked or _CUT.match(text, end) else None


def _unused(text: str) -> frozenset[int]:
    """Where the anchors stand that nothing refers to."""
    tokens = list(yaml.scan(text, Loader=yaml.CLoader))
    used = {token.value for token in tokens if isinstance(token, AliasToken)}
    anchors = (token for token in tokens if isinstance(token, AnchorToken))
    return frozenset(one.start_mark.index for one in anchors if one.value not in used)


def _text_or_nothing(value: object) -> bool:
    return value is None or isinstance(value, str)


def odd_number(raw: str) -> str | None:
    """The rule that a number's spelling breaks, or None for digits as people write them."""
    digits = raw.lstrip("+-")
    if ":" in raw:
        return "sexagesimal"
    if digits[:2] in {"0x", "0b"}:
        return "hex-number"
    if re.match(r"0[0-9_]", digits):
        return "octal-number"
    return "underscore-number" if "_" in raw else None


def misread(value: object, raw: str) -> str | None:
    """The rule that a value breaks which was meant as text, or None for what is no scalar."""
    if isinstance(value, bool):
        return "yes-no-word"
    if isinstance(value, int | float):
        return odd_number(raw) or "bare-number"
    return "bare-date" if isinstance(value, dt.date) else None


EXPLAINED = {
    "yes-no-word": "YAML reads {raw} as {value}, not as a word",
    "sexagesimal": "YAML reads {raw} as the number {value}, counted in sixties",
    "octal-number": "YAML reads {raw} as the number {value}, counted in eights",
    "hex-number": "YAML reads {raw} as the number {value}",
    "underscore-number": "YAML reads {raw} as the number {value}",
    "bare-number": "YAML reads {raw} as the number {value}, but this is a text",
    "bare-date": "YAML reads {raw} as a date, but this is a text",
}


def explained(rule: str, raw: str, value: object) -> str:
    """One sentence on what YAML makes of what somebody wrote."""
    shown = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else value
    return EXPLAINED[rule].format(raw=raw, value=shown)
