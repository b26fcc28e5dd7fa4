"""Mending one file: its bytes in, better bytes out, or the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ucops.errors import UsageError
from ucops.fix import quoting, shaping
from ucops.fix.dates import SORTED, dated
from ucops.fix.document import Document
from ucops.fix.edit import Fix
from ucops.fix.judge import Reading
from ucops.fix.lines import Readable, Stopped, readable
from ucops.fix.search import Work
from ucops.fix.spot import Spot, spot
from ucops.fix.style import placeholders
from ucops.fix.verify import well_kept
from ucops.rules.engine.form import MENDABLE
from ucops.text.encoding import SIZE_LIMIT

MENDERS: Mapping[str, Callable[[Spot], Fix | None]] = {
    "yes-no-word": quoting.misread,
    "sexagesimal": quoting.misread,
    "octal-number": quoting.misread,
    "hex-number": quoting.misread,
    "underscore-number": quoting.misread,
    "bare-number": quoting.misread,
    "bare-date": quoting.misread,
    "bare-digit-slug": quoting.misread,
    "comment-cut": quoting.cut_off,
    "colon-in-text": quoting.colon,
    "quoted-number": quoting.number,
    "list-expected": shaping.as_list,
    "duplicate-entry": shaping.once,
    "login-at-sign": shaping.login,
    "control-character": shaping.visible,
    "bad-date": shaping.day,
    "bad-login": shaping.person,
    "two-in-one-seat": shaping.people,
    "missing-space": shaping.spaced,
    "unknown-key": shaping.key,
    "unknown-value": shaping.word,
}
"""What mends a problem of each rule where YAML can read the file."""
PROOF_BUDGET = 1_500_000
"""Code points that are read to mend a file, which bounds the time that it takes."""
COUNT_BUDGET = 500_000
"""As many where the result is good for counting only."""
HOPELESS = frozenset({"not-utf-8", "too-deep", "bad-alias", "file-too-large"})
"""Rules that leave a file as it is."""
MISUNDERSTOOD = frozenset(
    {"unknown-key", "empty-value", "duplicate-key", "unusable-key", "bad-slug", "mapping-expected"}
)
"""Problems on a mended line that show that it was meant in another way."""

_MORE = "run it again for the rest"
_UNSURE = "ruamel.yaml reads it in another way; correct it by hand"
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after.

    Attributes:
        before, after: The file's bytes.
        rules: How many things were mended, by rule; for what no rule finds, by its own name.
        obstacle: What keeps it from mending, or from mending more, and what to do; else empty.
    """

    before: bytes
    after: bytes
    rules: Mapping[str, int] = field(default_factory=dict)
    obstacle: str = ""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    @property
    def count(self) -> int:
        """How many things were mended."""
        return sum(self.rules.values())


def mend(
    raw: bytes,
    document: Document,
    *,
    guess: bool = False,
    style: bool = True,
    prove: bool = True,
) -> Mended:
    """Mend everything that can only have been meant in one way.

    Args:
        raw: The file.
        document: Its kind.
        guess: Whether the only likely correction will do, too.
        style: Whether placeholders are written in one way and dated entries put in order.
        prove: Whether the second reader is asked, which takes longer than all the rest; only
            what is not written may do without.

    Returns:
        The file as it should be; as it was where it cannot be read for sure.
    """
    start = _start(raw, document)
    if not isinstance(start, Readable):
        return Mended(raw, raw, obstacle=_by_hand(start) if start else "")
    work = Work(document, start.text, PROOF_BUDGET if prove else COUNT_BUDGET)
    _mend_all(work, guess=guess, style=style)
    if doubtful := _misunderstood(work, start):
        return Mended(raw, raw, obstacle=_by_hand(doubtful))
    done = [line.rule for line in start.mended] + work.done
    if raw.startswith(_MARK):
        done.append("byte-order-mark")
    lost = done.count("comment-cut")
    if prove and work.text != start.text and not well_kept(start.text, work.text, lost):
        return Mended(raw, raw, obstacle=_UNSURE)
    more = _MORE if work.exhausted else ""
    return Mended(raw, work.text.encode(), Counter(done), more)


def _by_hand(stopped: Stopped) -> str:
    return f"correct {stopped.rule} in line {stopped.line} by hand first, and run it again"


def _start(raw: bytes, document: Document) -> Readable | Stopped | None:
    """The text with every line readable, or what leaves the file as it is."""
    if len(raw) > SIZE_LIMIT or b"\0" in raw:
        return None
    try:
        text = raw.removeprefix(_MARK).decode()
        _, problems = document.reading(raw)
    except (UnicodeDecodeError, UsageError):
        return None
    if HOPELESS & {problem.rule for problem in problems}:
        return None
    found = readable(text)
    can_be_mended = any(problem.rule in MENDABLE for problem in problems)
    return found if isinstance(found, Readable) or can_be_mended else None


def _mend_all(work: Work, *, guess: bool, style: bool) -> None:
    """Mend what is wrong, then put the rest in its usual form, as long as that changes anything."""

    def fixes(reading: Reading) -> Iterator[Fix]:
        for problem in reading.problems:
            mender = MENDERS.get(problem.rule)
            found = mender and spot(problem, reading.source, work.document.model, guess=guess)
            fix = mender(found) if mender and found else None
            if fix:
                yield fix

    before = None
    while before != work.text and not work.exhausted:
        work.mend(fixes)
        before = work.text
        if style:
            work.mend(lambda reading: placeholders(reading.source))
            _sort(work)


def _misunderstood(work: Work, start: Readable) -> Stopped | None:
    """A line that YAML could not read and that is still wrong in a way that puts it in doubt."""
    for problem in work.reading.problems:
        if problem.rule in MISUNDERSTOOD and problem.span:
            line, column = problem.span.line - 1, problem.span.column - 1
            mended = (one.column for one in start.mended if one.line == line and one.rule != "tab")
            if min(mended, default=column + 1) <= column:
                return Stopped(problem.rule, problem.span.line)
    return None


def _sort(work: Work) -> None:
    """Put dated entries in order, where that says the same."""
    if any(problem.rule == "duplicate-key" for problem in work.reading.problems):
        return
    text = dated(work.text)
    if text != work.text:
        after = work.read(text)
        if _in_any_order(after.source.data) == _in_any_order(work.reading.source.data):
            work.text = text
            work.done.append(SORTED)


def _in_any_order(data: object) -> object:
    """What a text says, so that another order of dated entries makes no difference."""
    if not isinstance(data, dict) or not isinstance(data.get("feedback"), list):
        return data
    return {**data, "feedback": sorted(map(repr, data["feedback"]))}
