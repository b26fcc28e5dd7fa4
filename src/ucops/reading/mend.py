"""Mending one file: its bytes in, better bytes out, or the same ones.

What is mended are the corrections that the file's own problems carry. One is made only if the file,
read again, says what it means and everything else is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from ucops.errors import UsageError
from ucops.model.config import Config
from ucops.reading.load import read_file
from ucops.reading.proof import Made, Reading, holds, is_half, well_kept
from ucops.reading.settings import read_config
from ucops.slips.brackets import is_open
from ucops.slips.placeholders import respelled
from ucops.text.correction import Certainty, Correction, apart, applied
from ucops.text.encoding import CONFIG_SIZE_LIMIT
from ucops.text.problem import Problem
from ucops.text.source import CONFIG_NAME

TIMES = 8
"""How often one line is mended that YAML cannot read: a person names hardly more people in it."""
LINES = 200
"""How many lines of one file are mended that YAML cannot read."""
PROOF_BUDGET = 1_500_000
"""Code points that are read to mend a file, which bounds the time that it takes."""
COUNT_BUDGET = 500_000
"""As many where the result is good for counting only."""
HOPELESS = frozenset({"not-utf-8", "too-deep", "bad-alias", "file-too-large"})
"""Rules that leave a file as it is."""
MISUNDERSTOOD = frozenset(
    {
        "unknown-key",
        "empty-value",
        "duplicate-key",
        "unusable-key",
        "bad-slug",
        "mapping-expected",
        "wrong-type",
    }
)
"""Problems on a mended line that show that it was meant in another way."""
_MORE = "run it again for the rest"
_UNSURE = "ruamel.yaml reads it in another way; correct it by hand"
_MARK = b"\xef\xbb\xbf"

Read = Callable[[bytes], Reading]
"""Bytes to what they say and what is wrong with that."""


def reader(root: FilePath, file: str, config: Config | None = None) -> Read:
    """How a file below the root is read, which depends on what it is expected to be.

    Args:
        root: The folder that holds `ucops.yaml`.
        file: Its path relative to that.
        config: What `ucops.yaml` says, of which a use case may write titles in place of names.
    """
    if file == CONFIG_NAME:
        return lambda raw: Reading(*read_config(raw, root)[1:])
    name, known = PurePosixPath(file).stem, config or Config(version=1)

    def use_case(raw: bytes) -> Reading:
        source, _, problems = read_file(raw, file, name, known)
        return Reading(source, problems)

    return use_case


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after.

    Attributes:
        before, after: The file's bytes.
        rules: How many things were mended, by rule; for what no rule finds, by its own name.
        obstacle: What keeps it from mending, or from mending more, and what to do; else empty.
        left: How many things were left, by the reason why.
    """

    before: bytes
    after: bytes
    rules: Mapping[str, int] = field(default_factory=dict)
    obstacle: str = ""
    left: Mapping[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    @property
    def count(self) -> int:
        """How many things were mended."""
        return sum(self.rules.values())


def mend(
    raw: bytes, reading: Read, *, guess: bool = False, style: bool = True, prove: bool = True
) -> Mended:
    """Mend everything that can only have been meant in one way.

    Args:
        raw: The file.
        reading: How it is read.
        guess: Whether the only likely correction will do, too.
        style: Whether placeholders are written in one way, too.
        prove: Whether the second reader is asked, which takes longer than all the rest; only
            what is not written may do without.

    Returns:
        The file as it should be; as it was where it cannot be read for sure.
    """
    try:
        start, left = _start(raw, reading), _left(reading(raw).problems)
    except (UnicodeDecodeError, UsageError):
        start, left = None, Counter()
    if not isinstance(start, Readable):
        return Mended(raw, raw, obstacle=_by_hand(start) if start else "", left=left)
    work = Work(reading, start.text, PROOF_BUDGET if prove else COUNT_BUDGET)
    work.mend(_corrections(Certainty.LIKELY if guess else Certainty.SURE))
    if style:
        work.mend(_placeholders)
    if doubtful := start.misunderstood(work.reading.problems):
        return Mended(raw, raw, obstacle=_by_hand(doubtful), left=left)
    done = start.done + work.done
    if raw.startswith(_MARK):
        done.append("byte-order-mark")
    lost = done.count("comment-cut")
    if prove and work.text != start.text and not well_kept(start.text, work.text, lost):
        return Mended(raw, raw, obstacle=_UNSURE, left=left)
    more = _MORE if work.exhausted else ""
    return Mended(raw, work.text.encode(), Counter(done), more, _left(work.reading.problems))


def _left(problems: Iterable[Problem]) -> Counter[str]:
    """How many problems are left, by the reason why."""
    return Counter(_WHY[_certainty(one)] if one.correction else _ASKS for one in problems)


_ASKS = "only you know the answer"
_WHY = {
    Certainty.SHOWN: "the line is shown as it should be, for you to agree",
    Certainty.LIKELY: "the way is likely, but not sure: --guess takes it",
    Certainty.SURE: "mending it would change something else, too",
}
"""Why something that could be corrected was left, by how sure the correction is."""


def _by_hand(problem: Problem) -> str:
    line = problem.span.line if problem.span else 1
    return f"correct {problem.rule} in line {line} by hand first, and run it again"


@dataclass
class Readable:
    """A text that YAML can read once every line is mended that stops it.

    Attributes:
        text: With every line mended so far.
        done: The rule of every line that was mended.
        mended: How often each line was mended.
        doubtful: From which column on each mended line may have been meant in another way.
    """

    text: str
    done: list[str] = field(default_factory=list)
    mended: Counter[int] = field(default_factory=Counter)
    doubtful: dict[int, int] = field(default_factory=dict)

    def take(self, problem: Problem, correction: Correction) -> None:
        """Mend the lines of a problem."""
        lines = self.text.split("\n")
        span = problem.span
        if span and problem.rule != "tab":
            column = 0 if is_open(lines[span.line - 1][: span.column - 1]) else span.column
            self.doubtful.setdefault(span.line, column)
        self.mended.update(edit.span.line for edit in correction.edits)
        for edit in correction.edits:
            end = "\r" if lines[edit.span.line - 1].endswith("\r") else ""
            lines[edit.span.line - 1] = edit.text + end
        self.text = "\n".join(lines)
        self.done.append(problem.rule)

    def misunderstood(self, problems: Iterable[Problem]) -> Problem | None:
        """A problem on a mended line that puts in doubt that it was meant so."""
        for problem in problems:
            span = problem.span
            if problem.rule not in MISUNDERSTOOD or span is None:
                continue
            if self.doubtful.get(span.line, span.column + 1) <= span.column:
                return problem
        return None


def _start(raw: bytes, reading: Read) -> Readable | Problem | None:
    """The text with every line readable, or what leaves the file as it is."""
    if len(raw) > CONFIG_SIZE_LIMIT or b"\0" in raw:
        return None
    start = Readable(raw.removeprefix(_MARK).decode())
    problems = reading(raw).problems
    if HOPELESS & {problem.rule for problem in problems}:
        return None
    worth_it = any(_certainty(problem) for problem in problems)
    while stops := [problem for problem in problems if problem.stops]:
        for problem in stops:
            again = problem.span is not None and start.mended[problem.span.line] == TIMES
            if _certainty(problem) < Certainty.SURE or len(start.done) == LINES or again:
                return problem if worth_it else None
            if problem.correction:
                start.take(problem, problem.correction)
        problems = reading(start.text.encode()).problems
    return start


def _certainty(problem: Problem) -> Certainty:
    return problem.correction.certainty if problem.correction else Certainty.SHOWN


Find = Callable[[Reading], Iterator[Made]]
"""What is worth trying where a text reads like this."""


def _corrections(least: Certainty) -> Find:
    def found(reading: Reading) -> Iterator[Made]:
        for problem in reading.problems:
            if problem.correction and problem.correction.certainty >= least:
                yield problem, problem.correction

    return found


def _placeholders(reading: Reading) -> Iterator[Made]:
    return respelled(reading.source)


@dataclass
class Work:
    """A file that is being mended: as many corrections as hold together, until there are no more.

    Attributes:
        read: How it is read.
        text: What it says so far.
        budget: How many code points may still be read, which bounds the time.
        done: The rule of every correction that was made.
    """

    read: Read
    text: str
    budget: int
    done: list[str] = field(default_factory=list)
    _known: dict[str, Reading] = field(default_factory=dict)

    @property
    def exhausted(self) -> bool:
        """Whether the work had to end before everything was tried."""
        return self.budget <= 0

    @property
    def reading(self) -> Reading:
        """What the text says so far, and what is wrong with it."""
        return self._read(self.text)

    def _read(self, text: str) -> Reading:
        if text not in self._known:
            self.budget -= len(text)
            self._known[text] = self.read(text.encode())
        return self._known[text]

    def mend(self, find: Find) -> None:
        """Make every correction that holds, and those that it leads to."""
        refused: list[Correction] = []
        while not self.exhausted:
            found = [pair for pair in find(self.reading) if pair[1] not in refused]
            first = apart(self.text, [correction for _, correction in found])
            made = [pair for pair in found if any(pair[1] is one for one in first)]
            if not made:
                return
            kept = self._holding(made, ())
            refused = [] if kept else [*refused, *first]
            if kept:
                self.text = self._applied(kept)
                self.done += [problem.rule for problem, _ in kept]
                self._known = {self.text: self._read(self.text)}

    def _holding(self, made: Sequence[Made], kept: tuple[Made, ...]) -> tuple[Made, ...]:
        """Those that were kept, and as many more as hold together with them."""
        if not made or self.exhausted:
            return kept
        both_ = (*kept, *made)
        after = self._read(self._applied(both_))
        if holds(self.reading, after, both_) and not is_half(self.reading, after, both_):
            return both_
        if len(made) == 1:
            return kept
        half = len(made) // 2
        return self._holding(made[half:], self._holding(made[:half], kept))

    def _applied(self, made: Iterable[Made]) -> str:
        return applied(self.text, [edit for _, one in made for edit in one.edits])
