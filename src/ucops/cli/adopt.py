"""`ucops adopt`: take over an existing issue, or propose which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ucops.cli.common import common_options, session
from ucops.cli.output import show
from ucops.errors import GitHubError, UcopsError, UsageError
from ucops.prose.visible import readable

if TYPE_CHECKING:
    from ucops.github.snapshot import Issue
    from ucops.sync.apply import Applied


@click.command()
@click.argument("key", required=False)
@click.argument("issue", required=False)
@click.option(
    "--suggest",
    "suggesting",
    is_flag=True,
    help="Propose pairs of keys and existing issues by their titles.",
)
@common_options
def command(key: str | None, issue: str | None, *, suggesting: bool) -> None:
    """Take over an existing ISSUE for KEY.

    KEY is a use case's id or an item's key such as ci/demo-video, ISSUE a number, owner/name#42
    or an address. What people wrote in the issue stays.
    """
    if suggesting:
        if key or issue:
            raise UsageError("--suggest takes no KEY and no ISSUE")
        _suggest()
    elif key and issue:
        _adopt(key, issue)
    else:
        raise UsageError("KEY and ISSUE are needed", "ucops adopt ci/demo-video 42, or --suggest")


def _adopt(key: str, issue: str) -> None:
    from ucops.app import planning  # noqa: PLC0415 - the help page does not need it
    from ucops.sync.adoption import adopting, only_adoption, parse_place  # noqa: PLC0415 - see above
    from ucops.sync.apply import apply  # noqa: PLC0415 - see above

    prepared = planning.prepare(session().root)
    repositories = {wanted.key: wanted.repository for wanted in prepared.desired.issues}
    place = parse_place(issue, repositories.get(key, prepared.desired.repository))
    desired = adopting(prepared.desired, key, place)
    prepared = replace(prepared, desired=desired)
    connection = planning.connected(prepared)
    snapshot = planning.read_snapshot(prepared, connection.reader)
    plan = planning.make_plan(prepared, snapshot, connection.reader, ())
    plan = only_adoption(plan, desired, key)
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
    for warning in applied.warnings:
        session().say(f"warning: {warning}")
    session().say(f"{key} is {place[0]}#{place[1]} now")


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


def _suggest() -> None:
    from ucops.app import planning  # noqa: PLC0415 - the help page does not need it
    from ucops.sync.adoption import suggest  # noqa: PLC0415 - see above

    prepared = planning.prepare(session().root)
    reader = planning.connected(prepared).reader
    snapshot = planning.read_snapshot(prepared, reader, everything=True)
    pairs = suggest(prepared.desired, snapshot)
    for pair in pairs:
        percent = f"{pair.likeness:.0%}"
        place = _place(pair.issue, prepared.desired.repository)
        show(f"ucops adopt {pair.key} {place}  # {percent} {readable(pair.issue.title)}\n")
    session().say(f"{len(pairs)} likely pairs; run the lines that are right")


def _place(issue: Issue, main: str) -> str:
    at_home = issue.repository == main
    return str(issue.number) if at_home else f"{issue.repository}#{issue.number}"
