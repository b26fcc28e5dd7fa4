"""What a plan stands on: what the files want, what GitHub holds, and which issue is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.errors import UsageError
from ucops.github.matched import Conflict, Matched
from ucops.github.matching import match
from ucops.github.snapshot import Issue, Snapshot
from ucops.github.wanted import UMBRELLA
from ucops.sync.change import Warned
from ucops.sync.denials import denied_ground
from ucops.sync.desired import Desired, DesiredIssue
from ucops.sync.options import Options, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known before anything is planned.

    Attributes:
        desired: What the files want.
        snapshot: What GitHub holds.
        options: What is asked for.
        matched: Which issue is which.
        selected: The use cases to plan for.
        denied: Repository → what of it the token may not keep: `labels`, `milestones`.
    """

    desired: Desired
    snapshot: Snapshot
    options: Options
    matched: Matched
    selected: tuple[str, ...]
    denied: Mapping[str, frozenset[str]]

    @property
    def planned(self) -> Iterator[DesiredIssue]:
        """The issues to plan for, as far as it is decided which they are."""
        for use_case in self.selected:
            for issue in self.desired.use_cases[use_case]:
                if issue.key not in self.matched.undecided:
                    yield issue

    @property
    def known(self) -> Mapping[str, Issue]:
        """Key → its issue."""
        return {key: found.live.issue for key, found in self.matched.by_key.items()}

    @property
    def project(self) -> str | None:
        """The board, where one is wanted and can be kept."""
        out = self.lacks("boards") or self.options.boardless
        return None if out else self.desired.project

    def lacks(self, feature: str) -> bool:
        """Whether the server does not know a feature."""
        return feature in self.snapshot.lacks

    def concerns(self, *keys: str) -> bool:
        """Whether one of these keys belongs to what the plan is asked for."""
        only = self.options.only
        return not only or any(key.partition("/")[0] in only for key in keys)

    def at(self, issue: DesiredIssue) -> str:
        """The repository where it is, or is to be filed."""
        found = self.matched.by_key.get(issue.key)
        return found.live.issue.repository if found else issue.repository

    def filed(self, issue: DesiredIssue) -> bool:
        """Whether it has an issue that is kept in step, or gets one."""
        if issue.closing is None:
            return True
        return issue.key in self.matched.by_key and issue.closing.reason == "completed"

    def items(self, issues: Sequence[DesiredIssue]) -> tuple[str, ...]:
        """The keys of those that are items with an issue."""
        return tuple(issue.key for issue in issues if issue.kind == "item" and self.filed(issue))


@dataclass(slots=True)
class Notes:
    """What planning comes across.

    Attributes:
        warnings: What is worth knowing and stops nothing.
        conflicts: What only a person can decide.
        undecided: Keys that a conflict concerns.
        refused: People who could not be assigned before and are still wanted.
        untyped: Repositories that had no issue type of the wanted name.
    """

    warnings: list[Warned] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    undecided: set[str] = field(default_factory=set)
    refused: set[Person] = field(default_factory=set)
    untyped: set[str] = field(default_factory=set)

    def warn(self, key: str, message: str) -> None:
        """Note a warning."""
        self.warnings.append(Warned(key=key, message=message))

    def blame(self, key: str, message: str, hint: str) -> None:
        """Note a conflict: nothing more is done for the key."""
        self.conflicts.append(Conflict(keys=(key,), message=message, hint=hint))
        self.undecided.add(key)


def _is_selected(use_case: str, options: Options) -> bool:
    """Whether to plan for it: what is above all epics is needed by each of them."""
    return not options.only or use_case in options.only or use_case.startswith(UMBRELLA)


def situation(desired: Desired, snapshot: Snapshot, options: Options) -> Situation:
    """Find out which issue is which, and what the plan is to be about.

    Raises:
        UsageError: A use case of `options.only` is neither in the files nor among the orphans.
    """
    matched = match(desired.issues, snapshot)
    orphaned = {(live.issue.key or "").partition("/")[0] for live in matched.orphans}
    unknown = options.only - desired.use_cases.keys() - orphaned - desired.drafts
    if unknown:
        names = ", ".join(sorted(unknown))
        raise UsageError(f"no use case {names}", "a use case's id is the name of its file")
    return Situation(
        desired=desired,
        snapshot=snapshot,
        options=options,
        matched=matched,
        selected=tuple(key for key in desired.use_cases if _is_selected(key, options)),
        denied=denied_ground(matched, snapshot.rights),
    )
