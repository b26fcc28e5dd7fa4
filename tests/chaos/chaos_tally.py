"""What happened over all storms, and what must never happen in one."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from fake.faults import Faults


class ReckoningError(AssertionError):
    """Something that must never be, with all that led to it."""


@dataclass
class Tally:
    """What happened, over all storms.

    Attributes:
        counts: Storms, runs, kills, requests, duplicates and the like.
        faults: What requests met, such as `drop after`.
        deeds: What people did, by the names of `chaos_person`.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)

    def note_faults(self, faults: Faults) -> None:
        """Count the faults that requests met."""
        self.faults.update(f"{fault.kind} {fault.when}" for _, fault in faults.injected)
        faults.injected.clear()


def dice_of(seed: object) -> random.Random:
    """Dice that fall the same way for one seed."""
    return random.Random(str(seed))  # noqa: S311 - repeatable chance, not secrecy
