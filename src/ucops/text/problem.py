"""What is wrong with the form of a file: what loading finds, before any rule is asked."""

from __future__ import annotations

from dataclasses import dataclass

from ucops.text.source import Path, Span

PROBLEM_LIMIT = 100
"""How many problems of one kind of check are listed for one file."""
SUMMED_UP = "more-problems"
"""The rule that the problems which are not listed are reported under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file, at one place.

    Attributes:
        rule: The name of the rule it breaks, one of `FORM_RULES`.
        file: Path relative to the root, with forward slashes.
        message: What is wrong, one sentence for a marketer.
        hint: What to do about it, with the corrected line where there is one.
        path: Where in the data; empty for the whole file.
        span: The place in the text, or None where the whole file or its name is meant.
        on_key: Whether the key is meant rather than its value.
        meant: The path that was probably meant, where the one written is unknown.
        mended: Whether what stands there is in the data all the same, as it was probably meant.
    """

    rule: str
    file: str
    message: str
    hint: str = ""
    path: Path = ()
    span: Span | None = None
    on_key: bool = False
    meant: Path = ()
    mended: bool = False


FORM_RULES: dict[str, str] = {
    # files
    "file-name": "A use-case file's name is a slug and ends in .yaml.",
    "duplicate-id": "Two files have one id, or ids that differ only in letter case.",
    "symlink": "A symbolic link leads out of the repository, or to a folder.",
    "unreadable-file": "A file cannot be read.",
    "file-too-large": "A file is far larger than any use case.",
    SUMMED_UP: "A file has more problems than are worth listing.",
    # encoding
    "not-utf-8": "A file is not UTF-8.",
    "byte-order-mark": "A file starts with a byte-order mark.",
    "control-character": "A file holds a character that nobody can see or type.",
    # syntax
    "joined-lines": "Lines that look like entries of a list are joined to one text.",
    "merge-conflict": "Two versions of the same lines were left in when changes were merged.",
    "tab": "A tab stands where YAML wants spaces.",
    "bad-indentation": "A line is indented in a way that YAML cannot read.",
    "list-mark": "An entry of a list starts with a long dash or a bullet.",
    "syntax": "YAML cannot read the file.",
    "special-character": "A value starts with a character that means something to YAML.",
    "unclosed-quote": "A quote is opened and never closed.",
    "quote-in-text": "Text goes on after its closing quote.",
    "unclosed-bracket": "A bracket is opened and not closed, or closed and not open.",
    "backslash": "A backslash in double quotes stands for nothing.",
    "at-sign": "A value starts with @ and has no quotes.",
    "colon-in-text": "A text holds a colon and has no quotes.",
    "missing-colon": "There is no colon after a key.",
    "missing-space": "There is no space after the colon of a key.",
    "empty-file": "A file says nothing.",
    "several-documents": "A file holds more than one document.",
    "not-a-mapping": "A file is not a list of `key: value` lines.",
    "duplicate-key": "A key is written twice.",
    "unusable-key": "A key is not a plain word.",
    "bad-merge": "A `<<` does not name an entry to take over.",
    "bad-alias": "An alias leads nowhere, to itself, or to far too much.",
    "unused-anchor": "A text that starts with & loses its first word.",
    "too-deep": "Values are nested too deeply.",
    "tag": "A value starts with a word such as `!word`.",
    # what YAML 1.1 does to people
    "yes-no-word": "A word such as no, on or yes is read as true or false.",
    "sexagesimal": "A time such as 12:30 is read as a number.",
    "underscore-number": "A number such as 1_000 loses its underscore.",
    "octal-number": "A number with a leading zero is read as octal.",
    "hex-number": "A value such as 0x1F is read as a number of another base.",
    "bare-number": "A number stands where text is meant, such as a version 1.10.",
    "bare-date": "A date stands where text is meant.",
    "comment-cut": "A # starts a comment and cuts the value off.",
    # form
    "unknown-key": "A key that ucops does not know.",
    "missing-title": "A title is missing.",
    "missing-problem": "The problem is missing.",
    "missing-field": "A required field is missing.",
    "empty-value": "A key has no value.",
    "wrong-type": "A value is of the wrong kind.",
    "unknown-value": "A value is not one of those allowed.",
    "out-of-range": "A number is too small or too large.",
    "bad-pattern": "A value is not written in the expected way.",
    "path-outside": "A path leads out of the repository.",
    "list-expected": "One value stands where a list belongs.",
    "mapping-expected": "Something else stands where `key: value` lines belong.",
    "quoted-number": "A number stands in quotes.",
    "bare-digit-slug": "A name of digits alone stands without quotes.",
    "bad-slug": "A name is not a slug.",
    "impossible-date": "A day that is not in the calendar.",
    "date-with-time": "A date carries a time.",
    "bad-date": "A value is not a date.",
    "bad-login": "A value is not a GitHub login.",
    "login-at-sign": "A login is written with @ in front.",
    "two-in-one-seat": "A seat names several people as one.",
    "duplicate-entry": "A list names or says one thing twice.",
    "bad-link": "A value is not a link.",
    "bad-quantity": "A value is not a quantity.",
}
"""Every rule that loading checks, with one line on what breaking it means."""

FORM_SEVERITY: dict[str, str] = {
    "joined-lines": "warning",
    "byte-order-mark": "info",
    "login-at-sign": "warning",
    "duplicate-entry": "warning",
}
"""The rules above that are not errors."""


def rest(file: str) -> Problem:
    """What stands for the problems of a file that are not listed."""
    return Problem(
        rule=SUMMED_UP,
        file=file,
        message="the file has more problems like these",
        hint="mend the ones above first; it may be the wrong file altogether",
    )
