"""Which rules' findings `ucops validate --fix` can mend, and how far."""

from __future__ import annotations

from collections.abc import Mapping

_SURELY = "`ucops validate --fix` mends it where it can only have been meant in one way."
_SPELLING = (
    "`ucops validate --fix` corrects letter case, hyphens and underscores; with `--guess` it takes "
    "the only name that is like it, too."
)
_CUT = (
    "`ucops validate --fix` puts a channel in quotes; with `--guess` also text that goes on "
    "after other text."
)
_UNSEEN = (
    "`ucops validate --fix` puts a plain space where a no-break space, or another one that only "
    "looks like it, keeps YAML from reading a key; other characters are left to you."
)
_SURE_RULES = (
    "at-sign",
    "bad-date",
    "bad-login",
    "bare-date",
    "bare-digit-slug",
    "bare-number",
    "byte-order-mark",
    "colon-in-text",
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
    "yes-no-word",
)

MENDABLE: Mapping[str, str] = {
    **dict.fromkeys(_SURE_RULES, _SURELY),
    "comment-cut": _CUT,
    "control-character": _UNSEEN,
    "unknown-key": _SPELLING,
    "unknown-value": _SPELLING,
}
"""What is mended of each rule's findings, in a sentence."""
