"""`ucops adopt`: take over an existing issue, or propose which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ucops.app.plan import make_plan
from ucops.app.prepare import aim, connect, read_snapshot
from ucops.app.run import Run
from ucops.errors import GitHubError, UcopsError
from ucops.github.snapshot import Snapshot
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
    _, files = aim(run, aloud=True)
    prepared = files
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
    doubts = _doubts(read_snapshot(files, connection.reader), key, place)
    return Adopted(repository=place[0], number=place[1], warnings=(*applied.warnings, *doubts))


def _doubts(now: Snapshot, key: str, place: tuple[str, int]) -> Iterator[str]:
    """Say so where the marker that was written now is not believed for itself, and what makes it.

    It stands in an issue of somebody who could have written it, too.
    """
    for one in now.strangers:
        if (one.repository.casefold(), one.number) == (place[0].casefold(), place[1]):
            use_case, _, item = key.partition("/")
            where = f"at {item} below bom" if item else "at the top"
            yield (
                f"{one.author}, who filed {place[0]}#{place[1]}, may not write there, so that its "
                f"marker alone is not believed: write issue: {place[1]} {where} of {use_case}.yaml "
                f'and keep that line, or name "{one.author}" under github.trusted in ucops.yaml'
            )


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
