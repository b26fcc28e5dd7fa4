"""Why YAML cannot read a file, in plain words, and a text with which reading can go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from yaml import MarkedYAMLError

from ucops.model.values import LOGIN
from ucops.slips import brackets, indentation, invisible, people, quotes, repair
from ucops.slips.diagnosis import Diagnosis, Stop
from ucops.slips.line import holds_key, is_entry, meant
from ucops.slips.misfit import model_of
from ucops.text.correction import Correction, Edit, sure
from ucops.text.problem import Problem
from ucops.text.source import Source, Span

INVISIBLE = "control-character"
SURE = frozenset(
    {
        "at-sign",
        "colon-in-text",
        "comment-cut",
        INVISIBLE,
        "missing-space",
        "special-character",
        "tab",
    }
)
"""The rules that a line is mended for; what else stops YAML has more than one way out."""
CANNOT_START = {
    "@": ("at-sign", "a value cannot start with @"),
    "`": ("special-character", "a value cannot start with a backtick"),
    "%": ("special-character", "a value cannot start with %"),
}
_BLOCK = ("|", ">")
_TAIL = re.compile(r"[ \t]#[ \t].*$")
_QUOTE_HINT = "put the text in quotes, or compare the line with one that works"
_PASTED = "delete it and type a space if one is meant; it comes along when text is pasted"


def stopped(source: Source, found: Diagnosis) -> Problem:
    """What stops YAML as a problem, with the correction that lets it go on."""
    number, column = found.line + 1, found.column + 1
    line_end = len(source.readable_lines[found.line].rstrip()) + 1
    end = max(line_end if found.end is None else found.end + 1, column)
    return Problem(
        rule=found.rule,
        file=source.file,
        message=found.message,
        advice=_correction(source, found) or found.hint,
        span=Span(number, column, number, end),
        stops=True,
    )


def _correction(source: Source, found: Diagnosis) -> Correction | None:
    """The lines as they were meant; None where nobody can know them."""
    if not found.fixed or found.doubted:
        return None
    lines = source.readable_lines
    fixed, certain = repaired(lines, found), _is_sure(lines, found)
    edits = tuple(
        Edit(Span(at, 1, at, len(line) + 1), new)
        for at, (line, new) in enumerate(zip(lines, fixed, strict=True), start=1)
        if line != new
    )
    hint, shown = (f"{found.hint}: ", found.fixed.strip()) if found.shown else ("", found.hint)
    return Correction(edits=edits, line=shown, before=hint, certainty=sure(certain))


def repaired(lines: Sequence[str], found: Diagnosis) -> list[str]:
    """Lines with one put right, or else without the top-level block that holds it."""
    if found.rule == "tab":
        return indentation.untabbed(lines)[0]
    if found.rule == "several-documents":
        return [*lines[: found.line], *("" for _ in lines[found.line :])]
    if found.fixed is None:
        return repair.without_block(lines, found.line)
    return [*lines[: found.line], found.fixed, *lines[found.line + 1 :]]


def _is_sure(lines: Sequence[str], found: Diagnosis) -> bool:
    """Whether a line can only have been meant as the diagnosis has it, and nothing is lost."""
    if found.rule == "tab":
        return indentation.untabbed(lines)[1]
    line = lines[found.line]
    if brackets.is_open("\n".join(lines[: found.line])):
        return False
    if found.whole:
        opened = lines[found.line][found.column : found.column + 1] in _BLOCK
        return not opened and not _loses_quote(lines[found.line], found.fixed or "")
    if found.rule not in SURE:
        return False
    if found.rule == INVISIBLE:
        return invisible.structural(line) == found.column and invisible.line_break(line) is None
    return _only_more(line, found) and not _loses_quote(line, found.fixed or "")


def _only_more(line: str, found: Diagnosis) -> bool:
    """Whether the mended line has all that the line has, its comment where it was."""
    fixed = found.fixed or ""
    if found.rule == "at-sign":
        return _is_within(line[: found.column] + line[found.column + 1 :], fixed)
    if line[found.column : found.column + 1] in _BLOCK or line == fixed:
        return False
    tail = _TAIL.search(line)
    return _is_within(line, fixed) and fixed.endswith(tail[0] if tail else "")


def _is_within(part: Iterable[str], whole: str) -> bool:
    """Whether all characters of one text stand in another, in their order."""
    left = iter(whole)
    return all(sign in left for sign in part)


def _loses_quote(line: str, fixed: str) -> bool:
    """Whether a text would be quoted that ends with half a pair of quotes."""
    pairs = enumerate(zip(line, fixed, strict=False))
    start = next((at for at, (one, new) in pairs if one != new), 0)
    return fixed[start : start + 1] in {"'", '"'} and repair.lost_quote(repair.piece(line, start))


def diagnose(error: MarkedYAMLError, source: Source) -> Diagnosis:
    """Say in plain words what stops YAML from reading a text, and what its line was to say."""
    found = _diagnosed(_stop(error, source))
    lines = source.readable_lines
    login = found.rule == "at-sign" and found.hint == "write"
    if login or found.rule in _OF_LINES or not 0 <= found.line < len(lines):
        return found
    fixed = meant(model_of(source), lines, found.line)
    if fixed is None:
        model, inside = model_of(source), brackets.is_open(lines[found.line][: found.column])
        doubted = (
            not holds_key(model, lines, found.line, found.column)
            if inside
            else is_entry(model, lines, found.line)
        )
        return replace(found, doubted=doubted and found.rule in _QUOTED)
    same = found.fixed is not None and found.fixed.strip() == fixed.strip()
    more = sum(map(fixed.count, "\"'")) > sum(map(lines[found.line].count, "\"'"))
    hint = "put it in quotes" if more and not same else "write"
    return replace(found, fixed=fixed, hint=hint, whole=True)


_QUOTED = frozenset({"colon-in-text", "special-character", "quote-in-text", "at-sign", "bad-alias"})
"""What is mended by quotes, which make a text of an entry with fields of its own."""
_OF_LINES = frozenset({"tab", INVISIBLE, "several-documents", "missing-space"})
"""What is not mended by quotes."""


def _diagnosed(stop: Stop) -> Diagnosis:
    if (unseen := _line_break(stop) or _unseen(stop)) is not None:
        return unseen
    for words, explain in _EXPLANATIONS:
        if re.search(words, f"{stop.context} {stop.problem}"):
            found = explain(stop)
            if found is not None:
                return found
    message = f"YAML cannot read this line: {stop.problem}"
    return Diagnosis("syntax", message, _QUOTE_HINT, stop.line, stop.column)


def _stop(error: MarkedYAMLError, source: Source) -> Stop:
    mark = error.problem_mark or error.context_mark
    began = error.context_mark or mark
    line, column = source.position(mark.index if mark else 0)
    start, start_column = source.position(began.index if began else 0)
    if not source.readable.strip("\r\n"):
        line = start = 1
    return Stop(
        error.problem or "",
        error.context or "",
        source.readable_lines,
        line - 1,
        column - 1,
        start - 1,
        start_column - 1,
    )


def _near(stop: Stop) -> Iterable[tuple[int, str]]:
    """The lines that YAML was reading, with their numbers from 0."""
    return list(enumerate(stop.lines))[max(stop.began - 1, 0) : stop.line + 1]


def _line_break(stop: Stop) -> Diagnosis | None:
    """A character that ends a line to YAML, and that no editor shows as the end of one."""
    for line, text in _near(stop):
        if (at := invisible.line_break(text)) is not None:
            message = f"a {invisible.name(text[at])} stands here and ends the line"
            fixed = invisible.on_one_line(text)
            return Diagnosis(INVISIBLE, message, _PASTED, line, at, fixed, at + 1, shown=False)
    return None


def _unseen(stop: Stop) -> Diagnosis | None:
    """A character that looks like a space, on the lines that YAML was reading."""
    for line, text in _near(stop):
        if (at := invisible.structural(text)) is not None:
            message = f"a {invisible.name(text[at])} stands where YAML wants a plain space"
            fixed = invisible.without_at(text, at)
            return Diagnosis(INVISIBLE, message, _PASTED, line, at, fixed, shown=False)
    return None


def _cannot_start(stop: Stop) -> Diagnosis | None:
    if stop.character == "\t" or "\t" in repair.indentation(stop.text):
        return indentation.tab(stop)
    if stop.character not in CANNOT_START:
        return None
    if stop.character == "@" and (found := _login(stop)) is not None:
        return found
    rule, message = CANNOT_START[stop.character]
    return _quoted(stop, rule, message)


def _login(stop: Stop) -> Diagnosis | None:
    """A person's login with @ in front, where one is expected."""
    said = repair.piece(stop.text, stop.column)
    several = people.named(said) if _names_person(stop) else []
    if len(several) > 1 and not re.search(r"(?:owner|lead):[ \t]*$", stop.text[: stop.column]):
        end = stop.column + len(said)
        fixed = f"{stop.text[: stop.column]}[{', '.join(several)}]{stop.text[end:]}"
        message = f"a value cannot start with @, and {len(several)} people stand here"
        return Diagnosis("at-sign", message, "write", stop.line, stop.column, fixed, end)
    if not LOGIN.fullmatch(said[1:]) or not _names_person(stop):
        return None
    end = stop.column + len(said)
    fixed = stop.text[: stop.column] + repair.as_needed(said[1:]) + stop.text[end:]
    message = "a login is written without @, and no value can start with it"
    return Diagnosis("at-sign", message, "write", stop.line, stop.column, fixed, end)


def _names_person(stop: Stop) -> bool:
    """Whether a person is expected where YAML stopped: in the team, or as owner or lead."""
    if re.search(r"\b(?:owner|lead):[ \t]*$", stop.text[: stop.column]):
        return True
    tops = (line for line in reversed(stop.lines[: stop.line + 1]) if re.match(r"[^\s#-]", line))
    return next(tops, "").casefold().startswith("team:")


def _quoted(stop: Stop, rule: str, message: str, *, began: bool = False) -> Diagnosis:
    line, column = (stop.began, stop.began_column) if began else (stop.line, stop.column)
    fixed = repair.quoted_at(stop.lines[line], column)
    end = column + len(repair.piece(stop.lines[line], column))
    return Diagnosis(rule, message, "put it in quotes", line, column, fixed, end)


def _colon(stop: Stop) -> Diagnosis:
    start = repair.value_start(stop.text)
    if start is None or start > stop.column:
        return indentation.first_key(stop) or indentation.misplaced(stop)
    message, fixed = "a colon inside a text starts a key", repair.quoted_at(stop.text, stop.column)
    hint = "put the text in quotes"
    return Diagnosis("colon-in-text", message, hint, stop.line, stop.column, fixed)


def _expected_key(stop: Stop) -> Diagnosis:
    before = stop.text[: stop.column].rstrip()
    if "\t" in repair.indentation(stop.text):
        return indentation.tab(stop)
    if before.endswith(("'", '"')):
        return quotes.after_quote(stop)
    if before.endswith(("]", "}")):
        return brackets.after_bracket(stop)
    if stop.text.lstrip().startswith("-") and (spaced := repair.spaced(stop.text)):
        return indentation.missing_space(stop, stop.line, spaced)
    if stop.text[stop.column :].startswith("- ") and not indentation.slipped(stop):
        hint = "put the list below its key, or `key: value` lines instead of `- `"
        message = "a list starts where `key: value` lines are"
        return Diagnosis("bad-indentation", message, hint, stop.line, stop.column)
    return indentation.misplaced(stop)


def _unclosed(stop: Stop) -> Diagnosis:
    return quotes.unclosed(stop.lines[stop.began], stop.began, stop.began_column)


def _block_mark(stop: Stop) -> Diagnosis:
    mark = stop.lines[stop.began][stop.began_column]
    message = f"a value cannot start with {mark} unless its text begins on the next line"
    return _quoted(stop, "special-character", message, began=True)


def _escape(stop: Stop) -> Diagnosis:
    fixed = stop.text.replace("\\", "\\\\")
    message = "a backslash in double quotes stands for a special character, and this one for none"
    return Diagnosis("backslash", message, "double it", stop.line, stop.column, fixed)


def _alias(stop: Stop) -> Diagnosis:
    mark = stop.lines[stop.began][stop.began_column : stop.began_column + 1]
    if mark == "*" and (found := indentation.list_mark(stop, stop.began)) is not None:
        return found
    return _quoted(stop, "special-character", f"a value cannot start with {mark}", began=True)


def _undefined_alias(stop: Stop) -> Diagnosis:
    message = "a value that starts with * points at a &name that there is not"
    return _quoted(stop, "bad-alias", message)


def _anchor(stop: Stop) -> Diagnosis:
    hint = "give the second one another name, or put the text in quotes"
    message = "two values start with the same &name"
    return Diagnosis("bad-alias", message, hint, stop.line, stop.column)


def _tag(stop: Stop) -> Diagnosis:
    message = "a value that starts with ! is an instruction to YAML, and means nothing here"
    return _quoted(stop, "tag", message, began=True)


def _directive(stop: Stop) -> Diagnosis:
    message = "a line cannot start with %"
    hint = "indent it below the line that it belongs to, or put the whole text in quotes"
    return Diagnosis("special-character", message, hint, stop.line, 0, "", len(stop.text.rstrip()))


def _several(stop: Stop) -> Diagnosis:
    message = "a second document starts here"
    hint = "one file holds one use case: move this into a file of its own, or delete the line ---"
    return Diagnosis("several-documents", message, hint, stop.line, stop.column)


def _sign(stop: Stop) -> Diagnosis:
    said = stop.text[stop.column + 1 :].strip()
    if stop.character == "-" and said and ": " not in said:
        fixed = f"{stop.text[: stop.column]}[{repair.quote(said)}]"
        message = "a list cannot start on the line of its key"
        hint = "start it on the next line, or write"
        return Diagnosis("bad-indentation", message, hint, stop.line, stop.column, fixed)
    return _quoted(stop, "special-character", f"a value cannot start with {stop.character}")


Explain = Callable[[Stop], Diagnosis | None]
_EXPLANATIONS: tuple[tuple[str, Explain], ...] = (
    ("cannot start any token", _cannot_start),
    ("tab character", indentation.tab),
    ("mapping values are not allowed", _colon),
    ("(mapping keys|sequence entries) are not allowed", _sign),
    ("could not find expected ':'", indentation.no_colon),
    ("unknown escape|Unicode character escape|expected (hexdecimal number|escape seq)", _escape),
    ("unexpected (end of stream|document (indicator|separator))", _unclosed),
    ("(did not find|^while parsing a flow (sequence|mapping) expected) .*','", brackets.unclosed),
    ("did not find expected node content|expected the node content", brackets.no_content),
    ("scanning a block scalar", _block_mark),
    ("scanning an (alias|anchor)", _alias),
    ("directive", _directive),
    ("undefined alias", _undefined_alias),
    ("duplicate anchor", _anchor),
    ("tag", _tag),
    ("another document|<document start>", _several),
    ("did not find expected (key|'-')|expected <block end>", _expected_key),
)
"""What YAML says, in libyaml's words or in PyYAML's own, and what explains it; the first wins."""
