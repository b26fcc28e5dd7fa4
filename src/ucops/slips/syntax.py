"""Why YAML cannot read a file, in plain words, and a text with which reading can go on."""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError

from ucops.model.values import LOGIN
from ucops.slips import enclosed, invisible, layout, repair
from ucops.slips.diagnosis import Diagnosis, Stop
from ucops.text.scalars import maker
from ucops.text.source import Source

CANNOT_START = {
    "@": ("at-sign", "a value cannot start with @"),
    "`": ("special-character", "a value cannot start with a backtick"),
    "%": ("special-character", "a value cannot start with %"),
}


def diagnose(error: MarkedYAMLError, source: Source) -> Diagnosis:
    """Say in plain words what stops YAML from reading a text."""
    stop = _stop(error, source)
    if (unseen := _line_break(stop) or _unseen(stop)) is not None:
        return unseen
    for words, explain in _EXPLANATIONS:
        if words in f"{stop.context} {stop.problem}":
            found = explain(stop)
            if found is not None:
                return found
    message = f"YAML cannot read this line: {stop.problem}"
    return Diagnosis("syntax", message, _QUOTE_HINT, stop.line, stop.column)


def _line_break(stop: Stop) -> Diagnosis | None:
    """A character that ends a line to YAML, and that no editor shows as the end of one."""
    for line in range(max(stop.began - 1, 0), min(stop.line + 1, len(stop.lines))):
        text = stop.lines[line]
        if (column := invisible.line_break(text)) is not None:
            message = f"a {invisible.break_name(text[column])} stands here and ends the line"
            hint = "delete it and type a space if one is meant; it comes along when text is pasted"
            fixed = invisible.on_one_line(text)
            return Diagnosis("control-character", message, hint, line, column, fixed, column + 1)
    return None


def _unseen(stop: Stop) -> Diagnosis | None:
    """A character that looks like a space, on the lines that YAML was reading."""
    for line in range(max(stop.began - 1, 0), min(stop.line + 1, len(stop.lines))):
        text = stop.lines[line]
        if (column := invisible.structural(text)) is not None:
            fixed = invisible.without(text)
            message = f"a {invisible.name(text[column])} stands where YAML wants a plain space"
            hint = "delete it and type a space if one is meant; it comes along when text is pasted"
            return Diagnosis("control-character", message, hint, line, column, fixed)
    return None


_QUOTE_HINT = "put the text in quotes, or compare the line with one that works"


def _stop(error: MarkedYAMLError, source: Source) -> Stop:
    lines = source.readable_lines
    mark = error.problem_mark or error.context_mark
    began = error.context_mark or mark
    line, column = source.position(mark.index if mark else 0)
    start, start_column = source.position(began.index if began else 0)
    if not source.readable.strip("\r\n"):
        line = start = 1
    return Stop(
        error.problem or "",
        error.context or "",
        lines,
        line - 1,
        column - 1,
        start - 1,
        start_column - 1,
    )


def _cannot_start(stop: Stop) -> Diagnosis | None:
    if stop.character == "\t" or "\t" in repair.indentation(stop.text):
        return layout.tab(stop)
    if stop.character not in CANNOT_START:
        return None
    if stop.character == "@" and (found := _login(stop)) is not None:
        return found
    rule, message = CANNOT_START[stop.character]
    return _quoted(stop, rule, message)


def _login(stop: Stop) -> Diagnosis | None:
    """A person's login with @ in front, where one is expected."""
    said = repair.piece(stop.text, stop.column)
    if not LOGIN.fullmatch(said[1:]) or not _names_person(stop):
        return None
    end = stop.column + len(said)
    login = said[1:] if maker(said[1:]) is None else repair.quote(said[1:])
    fixed = stop.text[: stop.column] + login + stop.text[end:]
    message = "a login is written without @, and no value can start with it"
    hint = f"write: {fixed.strip()}"
    return Diagnosis("at-sign", message, hint, stop.line, stop.column, fixed, end)


def _names_person(stop: Stop) -> bool:
    """Whether a person is expected where YAML stopped: in the team, or as owner or lead."""
    if re.search(r"\b(?:owner|lead):[ \t]*$", stop.text[: stop.column]):
        return True
    tops = (line for line in reversed(stop.lines[: stop.line + 1]) if re.match(r"[^\s#-]", line))
    return next(tops, "").casefold().startswith("team:")


def _quoted(stop: Stop, rule: str, message: str, *, began: bool = False) -> Diagnosis:
    line, column = (stop.began, stop.began_column) if began else (stop.line, stop.column)
    fixed = repair.quoted_from(stop.lines[line], column)
    end = column + len(repair.piece(stop.lines[line], column))
    return Diagnosis(rule, message, f"put it in quotes: {fixed.strip()}", line, column, fixed, end)


def _colon(stop: Stop) -> Diagnosis:
    if repair.value_start(stop.text, stop.column) is not None:
        fixed = repair.quoted_value(stop.text)
        hint = f"put the text in quotes: {fixed.strip()}"
        return Diagnosis(
            "colon-in-text",
            "a colon inside a text starts a key",
            hint,
            stop.line,
            stop.column,
            fixed,
        )
    return layout.first_key(stop) or layout.indentation(stop)


def _expected_key(stop: Stop) -> Diagnosis:
    before = stop.text[: stop.column].rstrip()
    if "\t" in repair.indentation(stop.text):
        return layout.tab(stop)
    if before.endswith(("'", '"')):
        return enclosed.after_quote(stop)
    if before.endswith(("]", "}")):
        return enclosed.after_bracket(stop)
    if stop.text.lstrip().startswith("-") and (spaced := repair.spaced(stop.text)):
        return layout.missing_space(stop, stop.line, spaced)
    if stop.text[stop.column :].startswith("- ") and not layout.slipped(stop):
        hint = "put the list below its key, or `key: value` lines instead of `- `"
        message = "a list starts where `key: value` lines are"
        return Diagnosis("bad-indentation", message, hint, stop.line, stop.column)
    return layout.indentation(stop)


def _unclosed(stop: Stop) -> Diagnosis:
    return enclosed.unclosed(stop.lines[stop.began], stop.began, stop.began_column)


def _block_mark(stop: Stop) -> Diagnosis:
    mark = stop.lines[stop.began][stop.began_column]
    message = f"a value cannot start with {mark} unless its text begins on the next line"
    return _quoted(stop, "special-character", message, began=True)


def _escape(stop: Stop) -> Diagnosis:
    fixed = stop.text.replace("\\", "\\\\")
    return Diagnosis(
        "backslash",
        "a backslash in double quotes stands for a special character, and this one for none",
        f"double it: {fixed.strip()}",
        stop.line,
        stop.column,
        fixed,
    )


def _alias(stop: Stop) -> Diagnosis:
    mark = stop.lines[stop.began][stop.began_column : stop.began_column + 1]
    if mark == "*" and (found := layout.list_mark(stop, stop.began)) is not None:
        return found
    return _quoted(stop, "special-character", f"a value cannot start with {mark}", began=True)


def _undefined_alias(stop: Stop) -> Diagnosis:
    return _quoted(
        stop, "bad-alias", "a value that starts with * points at a &name that there is not"
    )


def _anchor(stop: Stop) -> Diagnosis:
    hint = "give the second one another name, or put the text in quotes"
    message = "two values start with the same &name"
    return Diagnosis("bad-alias", message, hint, stop.line, stop.column)


def _tag(stop: Stop) -> Diagnosis:
    return _quoted(
        stop,
        "tag",
        "a value that starts with ! is an instruction to YAML, and means nothing here",
        began=True,
    )


def _directive(stop: Stop) -> Diagnosis:
    text = stop.text.rstrip()
    message = "a line cannot start with %"
    hint = "indent it below the line that it belongs to, or put the whole text in quotes"
    return Diagnosis("special-character", message, hint, stop.line, 0, "", len(text))


def _several(stop: Stop) -> Diagnosis:
    message = "a second document starts here"
    hint = "one file holds one use case: move this into a file of its own, or delete the line ---"
    return Diagnosis("several-documents", message, hint, stop.line, stop.column)


def _sign(stop: Stop) -> Diagnosis:
    rest = stop.text[stop.column + 1 :].strip()
    if stop.character == "-" and rest:
        fixed = f"{stop.text[: stop.column]}[{repair.quote(rest)}]"
        message = "a list cannot start on the line of its key"
        hint = f"start it on the next line, or write: {fixed.strip()}"
        return Diagnosis("bad-indentation", message, hint, stop.line, stop.column, fixed)
    return _quoted(stop, "special-character", f"a value cannot start with {stop.character}")


Explain = Callable[[Stop], Diagnosis | None]
_EXPLANATIONS: tuple[tuple[str, Explain], ...] = (
    ("cannot start any token", _cannot_start),
    ("tab character", layout.tab),
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed", _sign),
    ("block sequence entries are not allowed", _sign),
    ("could not find expected ':'", layout.no_colon),
    ("found unknown escape", _escape),
    ("Unicode character escape", _escape),
    ("expected hexdecimal number", _escape),
    ("found unexpected end of stream", _unclosed),
    ("found unexpected document indicator", _unclosed),
    ("did not find expected ',' or", enclosed.unclosed_bracket),
    ("did not find expected node content", enclosed.no_content),
    ("scanning a block scalar", _block_mark),
    ("scanning an alias", _alias),
    ("scanning an anchor", _alias),
    ("directive", _directive),
    ("undefined alias", _undefined_alias),
    ("duplicate anchor", _anchor),
    ("tag", _tag),
    ("another document", _several),
    ("<document start>", _several),
    ("did not find expected key", _expected_key),
    ("did not find expected '-'", _expected_key),
)
"""What libyaml says, in part, and what explains it; the first that knows wins."""
