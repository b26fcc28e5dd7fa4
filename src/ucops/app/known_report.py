"""Whether a report is known to be current: the same was made of the same before, and nothing to do.

What is kept is a line for each state of all that a report is made of and compared with: files,
snapshot, day, history, and every byte of the report itself. A page that somebody edited, or a file
that is missing, is another state, of which nothing is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ucops.app.fingerprint import bytes_of, digest, of_folder
from ucops.app.git import changes_of, first_days
from ucops.app.kept import Kept, kept_for
from ucops.app.run import Run
from ucops.app.state import state_of_files
from ucops.reading.settings import load_config
from ucops.text.source import CONFIG_NAME


@dataclass(frozen=True)
class KnownReport:
    """What is known of the report that a run is to make.

    Attributes:
        run: The surroundings.
        snapshot: The file of a snapshot, or None where nothing tells of GitHub.
        day: The day of the report.
        kept: What is known from earlier runs.
        said: What was said to a person in this run.
    """

    run: Run
    snapshot: Path | None
    day: dt.date
    kept: Kept
    said: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, run: Run, snapshot: Path | None, as_of: dt.date | None) -> KnownReport:
        """What is known; nothing where GitHub is asked, which may have changed."""
        asks = snapshot is None and run.has_token
        kept = Kept() if asks else kept_for(run.root, run.environment, "report")
        return cls(run, snapshot, as_of or run.today, kept)

    def listening(self) -> Run:
        """The run with somebody who notes what it says."""

        def say(text: str) -> None:
            self.said.append(text)
            self.run.say(text)

        return replace(self.run, say=say)

    def current(self) -> int | None:
        """How many files the report has, where all of them are current; what was said is said."""
        match self.kept.get(self.state) if self.kept.keeps else None:
            case [int(total), [*said]] if all(isinstance(one, str) for one in said):
                for one in said:
                    self.run.say(one)
                return total
        return None

    def note(self, total: int) -> None:
        """Remember that so many files were found to be current, if none was changed meanwhile."""
        if self.kept.keeps and self.state == self._state():
            self.kept.put(self.state, [total, self.said])
            self.kept.save()

    @cached_property
    def state(self) -> str:
        """The state of everything as the run found it, as a digest."""
        return self._state()

    def _state(self) -> str:
        return digest(*self._parts())

    def _parts(self) -> Iterator[str | bytes]:
        """All that the report is made of, and compared with."""
        root, paths = self.run.root, load_config(self.run.root)[0].paths
        yield from (state_of_files(self.run, self.snapshot), str(self.day))
        yield of_folder(root / paths.pages)
        yield bytes_of(root / paths.report)
        yield repr(first_days(root, paths.usecases))
        yield repr(changes_of(root, [CONFIG_NAME, paths.usecases]))
