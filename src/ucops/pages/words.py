"""The words and symbols of states, healths, tiers and days on every page; never a colour alone.

What needs no knowledge of a programme (counts, lists, cuts) is in `ucops.prose.words`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ucops.progress.forecast import COMPLETE, SHARES, TOO_FAR, Forecast
from ucops.progress.state import Health, State
from ucops.prose import words


@dataclass(frozen=True, slots=True)
class Word:
    """A state or health as people read it.

    Attributes:
        slug: Its name in files and labels.
        symbol: One sign to find it by.
        words: What it says.
    """

    slug: str
    symbol: str
    words: str

    def __str__(self) -> str:
        return f"{self.symbol} {self.words}"


STATE_WORDS: dict[State, Word] = {
    "done": Word("done", "✔", "done"),
    "needs-refresh": Word("needs-refresh", "↻", "needs a refresh"),
    "in-review": Word("in-review", "◕", "in review"),
    "in-progress": Word("in-progress", "◑", "in progress"),
    "blocked": Word("blocked", "✋", "blocked"),
    "planned": Word("planned", "○", "planned"),
    "not-filed": Word("not-filed", "◌", "not filed yet"),
    "dropped": Word("dropped", "✕", "dropped"),
    "retired": Word("retired", "✕", "retired"),
    "skipped": Word("skipped", "–", "not needed"),
}
"""In the order in which work moves, the finished first."""

HEALTH_WORDS: dict[Health, Word] = {
    "overdue": Word("overdue", "🔴", "overdue"),
    "at-risk": Word("at-risk", "🔶", "at risk"),
    "on-track": Word("on-track", "🟢", "on track"),
    "no-date": Word("no-date", "⚪", "no date"),
    "complete": Word("complete", "✅", "complete"),
}
BARS = "▁▂▃▄▅▆▇█"
UNBROKEN = "\u00a0"
"""A space at which no line breaks."""
TIERS = {1: "Tier 1 · key", 2: "Tier 2 · secondary", 3: "Tier 3 · situational"}


def day(date: dt.date | None) -> str | None:
    """A day as every page spells it, without a place where a line may break."""
    return None if date is None else words.day(date).replace(" ", UNBROKEN)


def percent(share: float) -> str:
    """A share of one in per cent: `27 %`."""
    return f"{round(share * 100)}{UNBROKEN}%"


def forecast(found: Forecast) -> str:
    """What a forecast says, in words: `even odds by 12 Feb 2027, 85 % sure by 5 Mar 2027`."""
    sure = percent(SHARES[-1])
    if found.p50 is None:
        return f"no forecast: {found.reason}" if found.remaining else COMPLETE
    if found.p85 is None:
        return f"even odds by {day(found.p50)}, {sure} sure only {TOO_FAR}"
    if found.p50 == found.p85:
        return f"{sure} sure by {day(found.p85)}"
    return f"even odds by {day(found.p50)}, {sure} sure by {day(found.p85)}"


def number(value: float) -> str:
    """A number as people read it: `1,240`, `0.5`; the decimals that were written stay."""
    return f"{value:,.12g}"


def spark(values: Sequence[float]) -> str:
    """Numbers in their order as a row of bars: `▁▄█`. What it shows has to stand beside it."""
    low, high = min(values), max(values)
    steps = len(BARS) - 1
    return "".join(
        BARS[round(steps * (v - low) / (high - low)) if high > low else 0] for v in values
    )
