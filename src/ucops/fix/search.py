"""The edits that hold: as many as can be made together, until there are no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ucops.fix.document import Document
from ucops.fix.edit import Fix, apart, applied
from ucops.fix.judge import Reading, better
from ucops.fix.verify import intended, same

Find = Callable[[Reading], Iterator[Fix]]
"""What is worth trying where a text reads like this."""


@dataclass
class Work:
    """A file that is being mended.

    Attributes:
        document: Its kind.
        text: What it says so far.
        budget: How many code points may still be read, which bounds the time.
        done: The rule of every edit that was made.
    """

    document: Document
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
        if self.text not in self._known:
            self._known = {self.text: self.read(self.text)}
        return self._known[self.text]

    def read(self, text: str) -> Reading:
        """What another text would say."""
        self.budget -= len(text)
        return Reading(*self.document.reading(text.encode()))

    def mend(self, find: Find) -> None:
        """Make every edit that holds, and those that it leads to."""
        refused: list[Fix] = []
        while not self.exhausted:
            fixes = apart(fix for fix in find(self.reading) if fix not in refused)
            if not fixes:
                return
            before = self.text
            self._take(self._holding(fixes, ()))
            refused = [] if self.text != before else [*refused, *fixes]

    def _holding(self, fixes: Sequence[Fix], kept: tuple[Fix, ...]) -> tuple[Fix, ...]:
        """Those that were kept, and as many more as hold together with them."""
        if not fixes or self.exhausted:
            return kept
        both = (*kept, *fixes)
        if self._holds(both):
            return both
        if len(fixes) == 1:
            return kept
        half = len(fixes) // 2
        return self._holding(fixes[half:], self._holding(fixes[:half], kept))

    def _holds(self, fixes: Sequence[Fix]) -> bool:
        """Whether edits make the file say what was meant, and it is the better for them."""
        text = applied(self.text, fixes)
        after = self.read(text)
        holds = better(self.reading, after, fixes) and same(
            after.source.data, intended(self.text, fixes)
        )
        if holds:
            self._known = {self.text: self.reading, text: after}
        return holds

    def _take(self, fixes: Sequence[Fix]) -> None:
        if fixes:
            self.text = applied(self.text, fixes)
            self.done += [fix.rule for fix in fixes]
