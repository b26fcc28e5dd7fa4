"""Whether a saved snapshot is known to be in step with the files: then there is nothing to plan.

It is a line for each state of files and snapshot in which a plan found nothing to do and nothing to
say, as `ucops.app.known_report` has it for reports.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ucops.app.fingerprint import digest
from ucops.app.kept import Kept, kept_for
from ucops.app.run import Run
from ucops.app.state import state_of_files
from ucops.sync.change import Estimate, Plan


@dataclass(frozen=True)
class KnownPlan:
    """What is known of a plan against a saved snapshot.

    Attributes:
        run: The surroundings.
        only: Ids of the use cases that it is for; none for all.
        snapshot: The file of the snapshot.
        kept: What is known from earlier runs.
    """

    run: Run
    only: Collection[str]
    snapshot: Path
    kept: Kept

    @classmethod
    def of(cls, run: Run, only: Collection[str], snapshot: Path) -> KnownPlan:
        """What is known."""
        return cls(run, only, snapshot, kept_for(run.root, run.environment, "plan"))

    def nothing_to_do(self) -> tuple[Plan, str] | None:
        """A plan that does nothing, and when the snapshot was taken; None where nobody knows."""
        match self.kept.get(self.state) if self.kept.keeps else None:
            case [str(repository), str(taken_at), int(managed), int(reads)]:
                cost = Estimate(reads=reads, writes=0, minutes=0)
                plan = Plan(repository=repository, changes=(), estimate=cost, managed=managed)
                return plan, taken_at
        return None

    def note(self, plan: Plan, taken_at: str) -> None:
        """Remember a plan that does nothing and says nothing, if no file was changed meanwhile."""
        told = (plan.changes, plan.orphans, plan.conflicts, plan.warnings, plan.estimate.seconds)
        if self.kept.keeps and not any(told) and self.state == self._state():
            facts = (plan.repository, taken_at, plan.managed, plan.estimate.reads)
            self.kept.put(self.state, facts)
            self.kept.save()

    @cached_property
    def state(self) -> str:
        """The state of everything as the run found it, as a digest."""
        return self._state()

    def _state(self) -> str:
        return digest(state_of_files(self.run, self.snapshot), *sorted(self.only))
