"""`ucops validate --fix` and `--diff`: mend files, or show what that would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ucops.app.mended_files import diff, mended_files, write
from ucops.app.run import Run
from ucops.prose.words import counted
from ucops.reading.mend import Mended


@dataclass(frozen=True, slots=True)
class Difference:
    """What mending would change: a unified diff, and whether that is anything."""

    text: str
    is_any: bool


def fix(run: Run, files: Collection[str], *, guess: bool) -> None:
    """Mend files, and say which, and what is left.

    Args:
        run: The surroundings.
        files: Paths relative to the root.
        guess: Whether the only likely correction will do, too.

    Raises:
        UsageError: One of them cannot be written; none is.
    """
    mended = mended_files(run.root, files, guess=guess)
    write(run.root, mended)
    if each := ", ".join(f"{file} ({one.count})" for file, one in mended.items() if one.changed):
        run.say(f"Mended {_total(mended)}: {each}.")
    _say_obstacles(run, mended)


def difference(run: Run, files: Collection[str], *, guess: bool) -> Difference:
    """What mending would change; nothing is written."""
    mended = mended_files(run.root, files, guess=guess)
    run.say(f"{_total(mended)} would be mended; nothing was written.")
    _say_obstacles(run, mended)
    return Difference(diff(mended), any(one.changed for one in mended.values()))


def _say_obstacles(run: Run, mended: Mapping[str, Mended]) -> None:
    """Say what is left to mend, file by file, and why."""
    for file, one in mended.items():
        if one.obstacle:
            left = "Not all" if one.changed else "Nothing"
            run.say(f"{left} is mended in {file}: {one.obstacle}.")
        elif one.left:
            reasons = "; ".join(f"{number:,}, for {why}" for why, number in one.left.items())
            run.say(f"Left in {file}: {reasons}.")


def _total(mended: Mapping[str, Mended]) -> str:
    changed = [one for one in mended.values() if one.changed]
    places = sum(one.count for one in changed)
    return f"{counted(places, 'place')} in {counted(len(changed), 'file')}"
