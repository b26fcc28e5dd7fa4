"""Mending one file: its bytes in, better bytes out, or the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ucops.catalog.encoding import SIZE_LIMIT
from ucops.catalog.problem import SUMMED_UP, Problem
from ucops.catalog.source import Source
from ucops.errors import UsageError
from ucops.fix import quoting, shaping
from ucops.fix.dates import SORTED, dated
from ucops.fix.document import Document
from ucops.fix.edit import Fix, apart, applied
from ucops.fix.lines import Readable, readable
from ucops.fix.spot import Spot, spot
from ucops.fix.style import placeholders
from ucops.fix.verify import intended, same, well_kept

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
    "missing-space": shaping.spaced,
    "unknown-key": shaping.key,
    "unknown-value": shaping.word,
}
"""What mends a problem of each rule where YAML can read the file."""
ROUNDS = 5
"""How often a file is looked at again; each time, up to a hundred problems of a kind are known."""
LONG = 64 * 1024
"""Bytes; a longer file is looked at as often as `LONG_ROUNDS`, which bounds the time it takes."""
LONG_ROUNDS = 3
QUICK_ROUNDS = 2
"""How often where the result is good for counting only."""
TRIES = 10
"""How many edits are tried one by one before the file is looked at again."""
HOPELESS = frozenset({"not-utf-8", "too-deep", "bad-alias", "file-too-large", "control-character"})
"""Rules that leave a file as it is."""
MISUNDERSTOOD = frozenset(
    {"unknown-key", "empty-value", "duplicate-key", "unusable-key", "bad-slug", "mapping-expected"}
)
"""Problems on a mended line that show that it was meant in another way."""

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after.

    Attributes:
        before, after: The file's bytes.
        rules: How many things were mended, by rule; for what no rule finds, by its own name.
    """

    before: bytes
    after: bytes
    rules: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many things were mended."""
        return sum(self.rules.values())


@dataclass
class _Work:
    """A file that is being mended."""

    document: Document
    guess: bool
    text: str
    done: list[str] = field(default_factory=list)
    given_up: list[Fix] = field(default_factory=list)

    def reading(self, text: str) -> tuple[Source, list[Problem]]:
        """What a text says and what is wrong with it."""
        return self.document.reading(text.encode())


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
    if start is None:
        return Mended(raw, raw)
    work = _Work(document, guess, start.text, list(start.mended.values()))
    if raw.startswith(_MARK):
        work.done.append("byte-order-mark")
    rounds = LONG_ROUNDS if len(raw) > LONG else ROUNDS
    _mend_problems(work, rounds if prove else QUICK_ROUNDS)
    if not _was_understood(work, start):
        return Mended(raw, raw)
    if style:
        _mend_style(work)
    lost = sum(rule == "comment-cut" for rule in work.done)
    if prove and work.text != start.text and not well_kept(start.text, work.text, lost):
        return Mended(raw, raw)
    return Mended(raw, work.text.encode(), Counter(work.done))


def _start(raw: bytes, document: Document) -> Readable | None:
    """The text with every line readable, or None where the file has to be left alone."""
    if len(raw) > SIZE_LIMIT or b"\0" in raw:
        return None
    try:
        text = raw.removeprefix(_MARK).decode()
        _, problems = document.reading(raw)
    except (UnicodeDecodeError, UsageError):
        return None
    return None if HOPELESS & {problem.rule for problem in problems} else readable(text)


def _mend_problems(work: _Work, rounds: int) -> None:
    for _ in range(rounds):
        source, problems = work.reading(work.text)
        fixes = apart(fix for fix in _fixes(work, source, problems) if fix not in work.given_up)
        if not fixes:
            return
        if _try(work, fixes, problems):
            continue
        tried = fixes[:TRIES]
        alone = next((fix for fix in tried if _try(work, [fix], problems)), None)
        work.given_up += tried if alone is None else tried[: tried.index(alone)]


def _fixes(work: _Work, source: Source, problems: Iterable[Problem]) -> Iterator[Fix]:
    for problem in problems:
        mender = MENDERS.get(problem.rule)
        found = mender and spot(problem, source, work.document.model, guess=work.guess)
        fix = mender(found) if mender and found else None
        if fix:
            yield fix


def _try(work: _Work, fixes: list[Fix], problems: list[Problem]) -> bool:
    """Take the fixes over if they make the file say what was meant, and it is the better for it."""
    text = applied(work.text, fixes)
    source, left = work.reading(text)
    if not _better(problems, left, fixes) or not same(source.data, intended(work.text, fixes)):
        return False
    work.text = text
    work.done += [fix.rule for fix in fixes]
    return True


def _better(before: list[Problem], after: list[Problem], fixes: list[Fix]) -> bool:
    """Whether fewer problems of the mended kinds are left, and no more in all or of other kinds.

    A key that is put right shows what is wrong below it, and that is mended next.
    """
    was = Counter(problem.rule for problem in before)
    left = Counter(problem.rule for problem in after)
    fewer = all(left[fix.rule] < was[fix.rule] for fix in fixes)
    no_worse = left.total() <= was.total() or _others(left) <= _others(was)
    return SUMMED_UP in was or (fewer and no_worse)


def _others(rules: Counter[str]) -> int:
    return sum(count for rule, count in rules.items() if rule not in MENDERS)


def _was_understood(work: _Work, start: Readable) -> bool:
    """Whether no line that YAML could not read is still wrong in a way that puts it in doubt."""
    _, problems = work.reading(work.text)
    lines = {line + 1 for line, rule in start.mended.items() if rule != "tab"}
    wrong = (problem for problem in problems if problem.rule in MISUNDERSTOOD)
    return not any(problem.span and problem.span.line in lines for problem in wrong)


def _mend_style(work: _Work) -> None:
    source, problems = work.reading(work.text)
    fixes = apart(placeholders(source))
    text = applied(work.text, fixes)
    if fixes and same(work.reading(text)[0].data, intended(work.text, fixes)):
        work.text = text
        work.done += [fix.rule for fix in fixes]
    if all(problem.rule != "duplicate-key" for problem in problems):
        _sort(work)


def _sort(work: _Work) -> None:
    text = dated(work.text)
    if text != work.text and _in_any_order(work, text) == _in_any_order(work, work.text):
        work.text = text
        work.done.append(SORTED)


def _in_any_order(work: _Work, text: str) -> object:
    """What a text says, so that another order of dated entries makes no difference."""
    data = work.reading(text)[0].data
    if not isinstance(data, dict) or not isinstance(data.get("feedback"), list):
        return data
    return {**data, "feedback": sorted(map(repr, data["feedback"]))}
