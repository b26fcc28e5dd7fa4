"""What is asked where a corrected line would not say what was meant, by the rule that is broken."""

from __future__ import annotations

from collections.abc import Mapping

_ASKED = (
    (
        "where does the text begin, and where does it end? Put double quotes around all of it",
        "at-sign special-character colon-in-text quote-in-text tag bad-alias unused-anchor",
    ),
    (
        "does the # belong to the text? Then put all of it in quotes; a comment has its own line",
        "comment-cut",
    ),
    (
        "is it a key? Then a colon and a space stand behind it; around a text belong double quotes",
        "missing-space missing-colon",
    ),
    (
        "where does it end? Close it there, or put double quotes around the whole text it is in",
        "unclosed-bracket unclosed-quote syntax",
    ),
    (
        "is it a text or a number? Put all of a text in double quotes; a number is digits alone",
        "sexagesimal octal-number hex-number underscore-number bare-number quoted-number",
    ),
    ("which number is meant? Write digits alone", "bad-quantity out-of-range"),
    ("is it a text? Then put all of it in double quotes", "yes-no-word bare-date wrong-type"),
    (
        "which day is meant? Write it as year-month-day, such as 1999-12-31",
        "bad-date impossible-date date-with-time",
    ),
    ("who is it? Write the GitHub login alone", "bad-login login-at-sign two-in-one-seat"),
    (
        "what shall it be called? A name has small letters, digits and hyphens, 40 at most",
        "bad-slug bare-digit-slug",
    ),
    (
        "which field is meant? If none is, keep the line as a comment, with # in front",
        "unknown-key missing-field",
    ),
    ("which of the known values is meant?", "unknown-value bad-pattern"),
    (
        "which entries are these? Write each on a line of its own, with a dash in front",
        "list-expected list-mark joined-lines duplicate-entry",
    ),
    (
        "what is each of these called? Write its name, a colon, and what it says between braces",
        "mapping-expected",
    ),
    ("where does it lead? Write the address alone", "address-alone bad-link path-outside"),
    (
        "what does the line belong to? Put it two spaces further right than that",
        "tab bad-indentation",
    ),
    ("what stands there? Delete it and type it again", "control-character"),
    ("does the backslash belong to the text? Then put single quotes around all of it", "backslash"),
)
QUESTIONS: Mapping[str, str] = {
    rule: question for question, rules in _ASKED for rule in rules.split()
}
"""A question for every rule that a correction may be shown for."""
