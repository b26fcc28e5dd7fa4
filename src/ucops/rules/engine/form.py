"""The rules whose findings arise while files and comments are read: they have no function."""

from __future__ import annotations

from collections.abc import Mapping

from ucops.rules.engine.finding import Level
from ucops.rules.engine.rule import Family, Rule

_DECLARED: Mapping[str, tuple[Family, Level]] = {
    "file-name": ("syntax", "error"),
    "duplicate-id": ("syntax", "error"),
    "symlink": ("syntax", "error"),
    "unreadable-file": ("syntax", "error"),
    "file-too-large": ("syntax", "error"),
    "not-utf-8": ("syntax", "error"),
    "byte-order-mark": ("syntax", "info"),
    "control-character": ("syntax", "error"),
    "more-problems": ("syntax", "error"),
    "tab": ("syntax", "error"),
    "bad-indentation": ("syntax", "error"),
    "list-mark": ("syntax", "error"),
    "joined-lines": ("syntax", "warning"),
    "merge-conflict": ("syntax", "error"),
    "syntax": ("syntax", "error"),
    "special-character": ("syntax", "error"),
    "at-sign": ("syntax", "error"),
    "colon-in-text": ("syntax", "error"),
    "missing-colon": ("syntax", "error"),
    "missing-space": ("syntax", "error"),
    "empty-file": ("syntax", "error"),
    "several-documents": ("syntax", "error"),
    "not-a-mapping": ("syntax", "error"),
    "duplicate-key": ("syntax", "error"),
    "unusable-key": ("syntax", "error"),
    "bad-merge": ("syntax", "error"),
    "bad-alias": ("syntax", "error"),
    "unused-anchor": ("syntax", "error"),
    "too-deep": ("syntax", "error"),
    "tag": ("syntax", "error"),
    "unclosed-quote": ("syntax", "error"),
    "quote-in-text": ("syntax", "error"),
    "unclosed-bracket": ("syntax", "error"),
    "backslash": ("syntax", "error"),
    "yes-no-word": ("traps", "error"),
    "sexagesimal": ("traps", "error"),
    "underscore-number": ("traps", "error"),
    "octal-number": ("traps", "error"),
    "hex-number": ("traps", "error"),
    "bare-number": ("traps", "error"),
    "bare-date": ("traps", "error"),
    "comment-cut": ("traps", "error"),
    "unknown-key": ("form", "error"),
    "missing-title": ("form", "error"),
    "missing-problem": ("form", "error"),
    "missing-field": ("form", "error"),
    "empty-value": ("form", "error"),
    "wrong-type": ("form", "error"),
    "unknown-value": ("form", "error"),
    "out-of-range": ("form", "error"),
    "bad-pattern": ("form", "error"),
    "path-outside": ("form", "error"),
    "list-expected": ("form", "error"),
    "mapping-expected": ("form", "error"),
    "quoted-number": ("form", "error"),
    "bare-digit-slug": ("form", "error"),
    "bad-slug": ("form", "error"),
    "impossible-date": ("form", "error"),
    "date-with-time": ("form", "error"),
    "bad-date": ("form", "error"),
    "bad-login": ("form", "error"),
    "login-at-sign": ("form", "warning"),
    "two-in-one-seat": ("form", "error"),
    "duplicate-entry": ("form", "warning"),
    "bad-link": ("form", "error"),
    "bad-quantity": ("form", "error"),
    "silence-without-reason": ("silencing", "warning"),
    "silence-without-effect": ("silencing", "warning"),
    "silence-of-error": ("silencing", "warning"),
    "silence-of-unknown-rule": ("silencing", "warning"),
}

FORM_RULES: Mapping[str, Rule] = {
    name: Rule(name=name, family=family, severity=severity)
    for name, (family, severity) in _DECLARED.items()
}
"""By name: what reading may report in a `Problem`, and what is said of the silences themselves."""

MENDABLE = frozenset(
    {
        "at-sign",
        "bad-date",
        "bad-login",
        "bare-date",
        "bare-digit-slug",
        "bare-number",
        "byte-order-mark",
        "colon-in-text",
        "comment-cut",
        "control-character",
        "duplicate-entry",
        "hex-number",
        "list-expected",
        "login-at-sign",
        "missing-space",
        "octal-number",
        "quoted-number",
        "sexagesimal",
        "special-character",
        "tab",
        "two-in-one-seat",
        "underscore-number",
        "unknown-key",
        "unknown-value",
        "yes-no-word",
    }
)
"""The rules whose findings `ucops validate --fix` can mend; how far, their pages say."""
