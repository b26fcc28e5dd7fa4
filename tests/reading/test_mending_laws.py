"""What holds for any file whatever: nothing is lost, nothing valid is touched."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucops.app.mended_files import mended_files
from ucops.reading.mend import Read, mend, reader
from ucops.reading.proof import comments
from ucops.reading.read import read
from ucops.slips.placeholders import STYLE
from ucops.text.correction import line_starts
from ucops.text.problem import SUMMED_UP, Problem

TOP = Path(__file__).parents[2]
CONFIG = reader(TOP, "ucops.yaml")
USE_CASE = reader(TOP, "usecases/a.yaml")
USE_CASES = sorted(TOP.glob("usecases/*.yaml"))
EXAMPLES = [
    path
    for path in sorted(TOP.glob("tests/examples/valid/*/*.yaml"))
    if not USE_CASE(path.read_bytes()).problems
]
SHORT = ("code-reuse", "incident-response", "code-security")
FILES = [path.read_bytes().decode() for path in USE_CASES if path.stem in SHORT]
FEWER = settings(max_examples=max(20, settings.default.max_examples // 4))
"""Two readers written in Python read every one of these files, which takes its time."""


def data(raw: bytes) -> str:
    return repr(read(raw, "a.yaml")[0].data)


@pytest.mark.parametrize("path", [*USE_CASES, *EXAMPLES], ids=lambda path: path.stem)
def test_a_valid_file_stays_as_it_is(path: Path) -> None:
    raw = path.read_bytes()
    assert mend(raw, USE_CASE, guess=True, style=False).after == raw
    assert set(mend(raw, USE_CASE).rules) <= {STYLE}


def test_this_repository_stays_as_it_is() -> None:
    files = ["ucops.yaml", *(path.relative_to(TOP).as_posix() for path in USE_CASES)]
    assert mended_files(TOP, files, guess=True) == {}


Wrong = str | Callable[[re.Match[str]], str]


def slip(pattern: str, wrong: Wrong) -> tuple[re.Pattern[str], Wrong]:
    return re.compile(pattern, re.MULTILINE), wrong


SLIPS = [
    slip(r"(?<=: )\[([a-z-]+)\](?=[ \n,}])", r"\1"),
    slip(r"(?<=: )\[((?:[a-z-]+, )+[a-z-]+)\](?=[ \n])", r"\1"),
    slip(r"(?<=s: )\[([a-z-]+), ([a-z-]+)\]", r"[\1, \2, \1]"),
    slip(r"(?<=^tier: )(\d)", r'"\1"'),
    slip(r"(?<=priority: )(\d)", r"'\1'"),
    slip(r"(?<=: )(octo-[a-z0-9-]+)(?=[\n,}])", r"@\1"),
    slip(r"(?<=: )(octo-[a-z0-9-]+)(?=[\n,}])", r"'@\1'"),
    slip(r"(?<=: )(octo-[a-z0-9-]+)(?=[\n,}])", r'"@\1"'),
    slip(r"(?<=[\[ ])(octo-[a-z0-9-]+)(?=[,\]])", r"@\1"),
    slip(r"([ {][a-z]+): (octo-[a-z0-9-]+)(?=[\n,}])", r"\1:\2"),
    slip(r"(?<=[ {])(chat): \"(#[a-z_-]+)\"", r"\1: \2"),
    slip(r"^([a-z]+)_([a-z]+):", r"\1-\2:"),
    slip(
        r"^(summary|problem|team|links|bom|measures|personas|status|message_house):",
        lambda found: found[1].capitalize() + ":",
    ),
    slip(r"(?<=[ {])(owner|due|priority|title|url|stages):", lambda found: found[1].upper() + ":"),
    slip(r"(?<=title: )\"([\w ]+: [\w ]+)\"", r"\1"),
    slip(r"(?<=: )\"(no|On|12:30|0123|1\.10|0x1F|1_000|2026-\d\d-\d\d)\"(?=[ \n,}])", r"\1"),
    slip(r"(?<=[\[ ])\"(no|12:30|1\.10)\"(?=[,\]])", r"\1"),
    slip(r"(?<=- )\"([\w ]+: [\w ]+|no|12:30)\"$", r"\1"),
    slip(r"(?<=[ {])\"(365|on|0123)\":", r"\1:"),
    slip(r"(?<=issue: )(\d+)$", r"#\1"),
    slip(r"(?<=: )([1-9])000(?=[\n,}])", r"\1_000"),
    slip(r"(?<=^status: )active$", "Active"),
    slip(r"(?<=: )\"([%`*][^\"]+)\"$", r"\1"),
    slip(r"(?<=: )\"(\w[^\",]+: [^\",]+)\"(?=[ \n,}])", r"\1"),
    slip(r"^(  [a-z-]+|[a-z]+): (?=[a-z0-9])", "\\1:\u00a0"),
    slip(r"(?<=^  -) (?=[a-z-]+$)", ""),
]
RICH = """\
# what this is about
title: "No" # in short
problem: "Two things: nights and errors"
summary: "12:30"
tier: 1 # key
status: active
budget: "2026-11-30"
personas: [dev-lead] # who
segments: [enterprise, smb]
industries:
  - fintech
  - retail

value_drivers:
  faster: {title: "Faster: better", metric: "1.10", baseline: "0123"}
competitors:
  "365": {title: "on", comparison: https://example.com/365}
  "on": {title: X}
discovery_questions: ["no", Why?, "12:30"]
message_house:
  positioning: "*bold* words" # not too bold
  short: "`make` does it"
  long: "%s of it"
objections:
  - objection: "One thing: no"
    answer: "no"
team: {pmm: octo-pmm, tmm: [octo-tmm, octo-backup]} # people
links:
  # where to talk
  chat: "#solution_ci" # a channel
  topic-page: tbd
measures:
  arr: {title: "ARR: new", unit: kUSD, target: 2000, values: {2026-09-30: 120, 2026-10-31: 1000}}
scenarios:
  build:
    title: "Build: get one green"
    steps:
      - "no"
      - "Two: a"
      - Look at it # and again
bom:
  demo-video: {owner: octo-tmm, due: 2026-12-11, stages: [awareness]}
  ci-benchmark:
    title: "Benchmark: a report"
    owner: octo-writer
    priority: 2
    stages: [awareness, decision]
    issue: 42
    depends_on: [demo-video]
"""
RIGHT = [*FILES, RICH, RICH, RICH]


def slipped(chance: random.Random, count: int, text: str) -> str:
    """The text with some of what it says written wrong."""
    for _ in range(count):
        pattern, wrong = chance.choice(SLIPS)
        if places := list(pattern.finditer(text)):
            found = chance.choice(places)
            text = text[: found.start()] + expanded(found, wrong) + text[found.end() :]
    return text


def expanded(found: re.Match[str], wrong: Wrong) -> str:
    return wrong(found) if callable(wrong) else found.expand(wrong)


def all_lines(text: str) -> list[str]:
    return text.split("\n")


CHANCE = st.randoms(use_true_random=False)


@FEWER
@given(CHANCE, st.integers(1, 12), st.sampled_from(RIGHT), st.booleans())
def test_what_was_written_wrong_says_what_was_meant(
    chance: random.Random, count: int, right: str, crlf: bool
) -> None:
    wrong = slipped(chance, count, right)
    if crlf:
        right, wrong = right.replace("\n", "\r\n"), wrong.replace("\n", "\r\n")
    result = mend(wrong.encode(), USE_CASE)
    after = result.after.decode()
    assert data(result.after) == data(right.encode())
    assert Counter(comments(after)) == Counter(comments(right))
    assert not USE_CASE(result.after).problems
    assert mend(result.after, USE_CASE).after == result.after
    triples = zip(all_lines(right), all_lines(wrong), all_lines(after), strict=True)
    assert all(now == was for meant, was, now in triples if was == meant)


def test_every_kind_of_slip_is_made() -> None:
    for pattern, _ in SLIPS:
        assert any(pattern.search(text) for text in RIGHT), pattern


@pytest.mark.parametrize("text", FILES, ids=SHORT)
def test_tabs_and_a_byte_order_mark_go(text: str) -> None:
    tabbed = re.sub(r"(?m)^( +)(?=\S)", lambda found: "\t" * (len(found[1]) // 2), text)
    assert mend(b"\xef\xbb\xbf" + tabbed.encode(), USE_CASE).after.decode() == text


def sound(raw: bytes, kind: Read = USE_CASE, *, guess: bool) -> None:
    """Mend a file; it is the better for it, or as it was."""
    result = mend(raw, kind, guess=guess)
    if result.after == raw:
        assert not result.count
        return
    assert result.count
    assert mend(result.after, kind, guess=guess).after == result.after
    before, after = kind(raw).problems, kind(result.after).problems
    assert not new_problems(before, after)


def new_problems(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    """Those that were not there, and that nothing hid which is mended.

    What YAML cannot read hides everything, and the place of something wrong what is below it.
    """
    if any(not problem.path or problem.rule == SUMMED_UP for problem in before):
        return []
    known = {(problem.rule, problem.path) for problem in before}
    hiding = {plain(problem.path) for problem in before}
    return [
        problem
        for problem in after
        if (problem.rule, problem.path) not in known
        and not any(plain(problem.path[:end]) in hiding for end in range(1, len(problem.path) + 1))
    ]


def plain(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """A path without what mending may change in its keys."""
    steps = (re.sub(r"[^a-z0-9]", "", str(step).partition(":")[0].casefold()) for step in path)
    return tuple(steps)


BITS = [
    *("\t", ": ", "#", " #x", "- ", "@", '"', "'", "[", "]", "{", "}", "*a", "&a ", "!x ", "\x07"),
    *("no", "12:30", "1_000", "0123", "2026-02-30", "<<: ", "\n", "---\n", "|", "> ", "%", "\\"),
    *("TBD", "\r", "\u2028", "\x85", ",", ":", "  ", "\ufeff", "@octo", "'1'", "`"),
]


@FEWER
@given(CHANCE, st.integers(1, 5), st.sampled_from(FILES), st.booleans())
def test_any_mutated_file_is_mended_soundly(
    chance: random.Random, count: int, text: str, guess: bool
) -> None:
    lines = text.splitlines(keepends=True)
    for _ in range(count):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, chance.choice(lines))
            case 2:
                lines[at] = " " * chance.randrange(4) + lines[at].lstrip()
            case _:
                column = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:column] + chance.choice(BITS) + lines[at][column:]
    sound("".join(lines).encode(), guess=guess)


SYNTAX = st.text("ab:-#@%*&!|>'\"[]{},?` \t\n\r\\0123\u2028\x85\ufeff\xfc\x00", max_size=60)
KEYS = st.sampled_from(["tier", "summary", "team", "links", "bom", "personas", "feedback", "x"])


@given(st.lists(st.tuples(KEYS, SYNTAX), max_size=4), st.booleans())
def test_any_text_is_mended_soundly(pairs: list[tuple[str, str]], guess: bool) -> None:
    body = "".join(f"{key}: {text}\n" for key, text in pairs)
    sound(f"title: X\nproblem: Y\n{body}".encode(), guess=guess)


@given(st.binary(max_size=200))
def test_any_bytes_are_mended_soundly(raw: bytes) -> None:
    sound(raw, guess=True)
    sound(b"version: 1\n" + raw, CONFIG, guess=True)


@given(SYNTAX)
def test_lines_start_where_the_text_says(text: str) -> None:
    pieces = re.split(r"(?<=\n)", text)
    starts = [*line_starts(text), len(text)]
    assert [text[start:end] for start, end in pairwise(starts)] == pieces
