"""`ucops adopt`: take over an existing issue, or propose which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ucops.app.plan import make_plan
from ucops.app.prepare import aim, connect, read_snapshot
from ucops.app.run import Run
from ucops.errors import GitHubError, UcopsError
from ucops.sync.adoption import Pair, adopting, only_adoption, parse_place
from ucops.sync.adoption import suggest as pairs_of
from ucops.sync.applied import Applied
from ucops.sync.apply import apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """An issue that was taken over, and what GitHub left out of that."""

    repository: str
    number: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Likely pairs, and the repository whose issues need no name before their number."""

    repository: str
    pairs: Sequence[Pair]


def adopt(run: Run, key: str, issue: str) -> Adopted:
    """Take over one issue for a key, and nothing else.

    Args:
        run: The surroundings.
        key: A use case's id, or an item's key.
        issue: A number, `owner/name#42` or an address.

    Raises:
        UcopsError: A person has to decide something first.
        GitHubError: GitHub refused or failed.
    """
    _, prepared = aim(run, aloud=True)
    repositories = {wanted.key: wanted.repository for wanted in prepared.desired.issues}
    place = parse_place(issue, repositories.get(key, prepared.repository))
    prepared = replace(prepared, desired=adopting(prepared.desired, key, place))
    connection = connect(run, prepared)
    snapshot = read_snapshot(prepared, connection.reader, say=run.say)
    whole = make_plan(prepared, snapshot, connection.reader)
    plan = only_adoption(whole, prepared.desired, key)
    for conflict in plan.conflicts:
        raise UcopsError(conflict.message, conflict.hint)
    there = plan.known[key]
    if (there.repository.casefold(), there.number) != (place[0].casefold(), place[1]):
        raise UcopsError(
            f"{key} is {there.repository}#{there.number} already",
            f"if it is to be replaced, close it on GitHub as a duplicate of {place[0]}#{place[1]} "
            "first",
        )
    applied = apply(plan, connection.reader, connection.writer)
    _stop_at_failures(applied)
    return Adopted(repository=place[0], number=place[1], warnings=applied.warnings)


def _stop_at_failures(applied: Applied) -> None:
    """End with what failed first; what the token may not do, or the server has not, is no end.

    Raises:
        GitHubError: GitHub refused, failed, or the run stopped.
    """
    for outcome in applied.outcomes:
        if outcome.status != "done" and not outcome.excused:
            change = outcome.change
            raise GitHubError(
                f"{change.action} {change.kind} {change.key}: {outcome.error}",
                outcome.hint or applied.hint or "run again",
            )


def suggest(run: Run) -> Suggested:
    """Pairs of keys and existing issues whose titles are alike; nothing is written."""
    _, prepared = aim(run, aloud=True)
    reader = connect(run, prepared).reader
    snapshot = read_snapshot(prepared, reader, say=run.say, everything=True)
    return Suggested(repository=prepared.repository, pairs=pairs_of(prepared.desired, snapshot))
