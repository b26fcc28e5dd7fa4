"""Carry a plan out: serially, resumable at any point, and honest about what was not done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ucops.errors import GitHubError
from ucops.github.errors import (
    ArchivedError,
    BadCredentialsError,
    CertificateError,
    IssuesDisabledError,
    LimitReachedError,
    MissingPermissionError,
    OutcomeUnknownError,
    ServerFailedError,
    SingleSignOnError,
    StaleListingError,
    UnsupportedError,
)
from ucops.github.protocols import Reader, Writer
from ucops.github.snapshot import Issue
from ucops.sync.applied import Applied, Outcome
from ucops.sync.cards import Cards, batches
from ucops.sync.change import Change, Plan
from ucops.sync.denials import left_out_warnings
from ucops.sync.request import Request
from ucops.sync.run import DeniedError, MissingError, Run
from ucops.sync.send import send

FAILURES_IN_A_ROW = 3
"""After so many failures of the server without a success between them, a run stops."""

HOPELESS = (
    ArchivedError,
    BadCredentialsError,
    CertificateError,
    IssuesDisabledError,
    LimitReachedError,
    SingleSignOnError,
    StaleListingError,
    UnsupportedError,
)
"""Errors that every further request would meet too."""

Kind = tuple[type[Request | None], str]
"""What is sent, and in which repository."""

INTERRUPTED = 130
GO_ON = "run again to go on from here"


class StopAskedError(GitHubError):
    """A person asked the run to end while it waited to send something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What a run listens to and reports to.

    Attributes:
        max_writes: Writes to send at most; 0 for no limit.
        interrupted: Whether somebody asked the run to end.
        started: Called before each change.
        ended: Called after each change that was tried; a GitHubError from it ends the run.
    """

    max_writes: int = 0
    interrupted: Callable[[], bool] = lambda: False
    started: Callable[[Change], None] = lambda _change: None
    ended: Callable[[Outcome], None] = lambda _outcome: None


def apply(plan: Plan, reader: Reader, writer: Writer, control: Control | None = None) -> Applied:
    """Carry a plan out, change by change.

    A failure leaves out what depends on it and goes on with the rest; a failure that everything
    would meet, three of the server in a row, a limit or an interruption end the run.
    """
    return _Applying(plan, reader, writer, control or Control()).applied()


class _Applying:
    """Goes through a plan until its end, or until something stops it."""

    def __init__(self, plan: Plan, reader: Reader, writer: Writer, control: Control) -> None:
        self.plan = plan
        self.writer = writer
        self.control = control
        newest = _newest_numbers(plan.known.values())
        cards = Cards(reader, writer, plan.board_fields, batches(plan.changes))
        self.run = Run(writer, reader, dict(plan.known), newest, cards)
        self.before = writer.counts().writes
        self.in_a_row = 0
        self.lacking: list[str] = []
        self.denied: dict[str, str] = {}  # what is not done, now and again → what to do about it
        self.refused: dict[Kind, str] = {}  # what may not be done where → why
        self.stopped = ""
        self.hint = ""
        self.code = 0

    def applied(self) -> Applied:
        outcomes = [self._one(change) for change in self.plan.changes]
        self._list_tasks()
        self._note_ground()
        self.lacking += self.run.cards.refused()
        return Applied(
            outcomes=tuple(outcomes),
            stopped=self.stopped,
            hint=self.hint,
            warnings=(
                *self._denials(outcomes),
                *self.lacking,
                *left_out_warnings(self.run.dropped, self.run.denied),
            ),
            exit_code=self._exit_code(outcomes),
        )

    def _one(self, change: Change) -> Outcome:
        self._look_up()
        if self.stopped:
            return Outcome(change=change, status="skipped", error=self.stopped)
        self.control.started(change)
        outcome = self._tried(change)
        try:
            self.control.ended(outcome)
        except GitHubError as error:
            self._stop(error.message, error.hint or GO_ON, error.exit_code)
        return outcome

    def _denials(self, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """What is not done for want of a right or feature; what to do about it is said once."""
        told = {outcome.hint for outcome in outcomes if outcome.status == "failed"}
        for message, hint in self.denied.items():
            yield f"{message}; {hint}" if hint and hint not in told else message
            told.add(hint)

    def _list_tasks(self) -> None:
        """Where the server turned out to know no sub-issues, epics list their items."""
        unlinked = sorted(self.run.unlinked)
        if unlinked:
            self.lacking.append("this server knows no sub-issues: epics list their items instead")
        for key in () if self.stopped else unlinked:
            try:
                send(self.plan.task_lists[key], key, self.run)
            except GitHubError as error:
                self.lacking.append(f"{key} does not list its items yet: {error.message}")

    def _note_ground(self) -> None:
        """Remember what of the repositories cannot be kept; a run that stopped tries once more.

        Where issues may not be written, nothing can be remembered in them.
        """
        try:
            if not (self.stopped or self.refused):
                self.run.note_ground()
        except GitHubError as error:
            self.lacking.append(f"what cannot be kept is not remembered: {error.message}")

    def _look_up(self) -> None:
        """Whether the run has to end before the next request."""
        most = self.control.max_writes
        if self.stopped:
            return
        if self.control.interrupted():
            self._stop("interrupted", GO_ON, INTERRUPTED)
        elif most and self.writer.counts().writes - self.before >= most:
            self._stop(f"{most} writes are done", GO_ON, 3)

    def _stop(self, why: str, hint: str, code: int) -> None:
        self.stopped, self.hint, self.code = why, hint, code

    def _tried(self, change: Change) -> Outcome:
        kind = type(change.request), change.repository
        if said := self.refused.get(kind):
            return Outcome(change=change, status="skipped", error=said)
        try:
            send(change.request, change.key, self.run)
        except MissingError as error:
            return Outcome(change=change, status="skipped", error=str(error))
        except (UnsupportedError, DeniedError) as error:
            self.denied.setdefault(error.message, error.hint)
            return Outcome(change=change, status="skipped", error=error.message, excused=True)
        except StopAskedError as error:
            self._stop(error.message, GO_ON, INTERRUPTED)
            return Outcome(change=change, status="skipped", error=error.message)
        except GitHubError as error:
            self._note(error)
            if isinstance(error, MissingPermissionError):
                self.refused[kind] = error.message
            number = self._number(change)
            return Outcome(
                change=change, status="failed", error=error.message, hint=error.hint, number=number
            )
        self.in_a_row = 0
        return Outcome(change=change, status="done", number=self._number(change))

    def _number(self, change: Change) -> int | None:
        issue = self.run.issues.get(change.key)
        return change.number or (issue.number if issue else None)

    def _note(self, error: GitHubError) -> None:
        broken = isinstance(error, ServerFailedError | OutcomeUnknownError)
        self.in_a_row = self.in_a_row + 1 if broken else 0
        if isinstance(error, HOPELESS):
            self._stop(error.message, error.hint or GO_ON, 3)
        elif self.in_a_row >= FAILURES_IN_A_ROW:
            self._stop(
                f"GitHub failed {self.in_a_row} times in a row: {error.message}",
                "run again later to go on from here",
                3,
            )

    def _exit_code(self, outcomes: Sequence[Outcome]) -> int:
        if self.code:
            return self.code
        if any(outcome.status != "done" and not outcome.excused for outcome in outcomes):
            return GitHubError.exit_code
        return 1 if self.plan.conflicts else 0


def _newest_numbers(issues: Iterable[Issue]) -> dict[str, int]:
    """Repository → the highest number among these issues."""
    newest: dict[str, int] = {}
    for issue in issues:
        newest[issue.repository] = max(newest.get(issue.repository, 0), issue.number)
    return newest
