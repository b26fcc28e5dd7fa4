"""`ucops ci`: what a workflow does around the other commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ucops import DOCUMENTATION
from ucops.app.ci.comment import keep_comment
from ucops.app.ci.commit import commit_report
from ucops.app.ci.event import Event, event_of
from ucops.app.ci.health import keep_issue, keep_watch
from ucops.app.ci.propose import keep_proposal
from ucops.app.ci.run import COMMANDS, Ended, call_ucops, run_command
from ucops.app.outputs import give_outputs
from ucops.app.run import Run
from ucops.cli.common import common_options, end_with, session
from ucops.cli.output import give
from ucops.github.errors import MissingPermissionError

AROUND = ("comment", "commit", "health", "propose", "watch")
RULES = f"{DOCUMENTATION}/rules"


@click.command()
@click.argument("what", type=click.Choice([*COMMANDS, *AROUND]), metavar="WHAT")
@common_options
def command(what: str) -> None:
    r"""Do what a workflow does around the other commands.

    WHAT is one of them, run as a workflow wants it: validate, preview, plan, sync, report, digest
    or doctor, with the options that UCOPS_ARGS holds; scan is validate for code scanning. Its page
    goes into the summary of the run, and its figures into the outputs of the step. Or it is one of
    these:

    \b
    comment  keep the one comment on a pull request up to date
    commit   render the report on the newest head, and commit what is new
    health   keep one issue about runs that fail, and close it again
    watch    keep that issue when a workflow that should run daily does not
    propose  keep one pull request with the draft of what an issue proposes

    The action runs this. It reads what happened from the variables that GitHub sets, and belongs
    into no other place.
    """
    run = session().run(root=Path.cwd() if what in {"comment", "health"} else None)
    event = event_of(run)
    if what in COMMANDS:
        end_with(_run(run, what, event))
    else:
        session().say(_around(run, what, event))


def _run(run: Run, what: str, event: Event) -> int:
    def call(arguments: Sequence[str], variables: Mapping[str, str]) -> Ended:
        return call_ucops(["--root", str(run.root), *arguments], variables)

    ended = run_command(run, what, event, call)
    give(ended.printed, exact=True)  # of another ucops, which let nothing out that does harm
    give_outputs(run, code=ended.code)
    wanted = run.environment.get("UCOPS_COMMENT") == "true" and what == "preview"
    if wanted and event.pull is not None and event.head_repository == event.repository:
        session().say(_commented(run, event))
    return ended.code


def _commented(run: Run, event: Event) -> str:
    """Comment where the token may: that of Dependabot's pull requests may only read."""
    try:
        return keep_comment(run, event, RULES, suggest=_suggests(run))
    except MissingPermissionError as error:
        return f"There is no comment: {error.message}"


def _suggests(run: Run) -> bool:
    return run.environment.get("UCOPS_SUGGEST") == "true"


def _around(run: Run, what: str, event: Event) -> str:
    match what:
        case "comment":
            return keep_comment(run, event, RULES, suggest=_suggests(run))
        case "commit":
            return commit_report(run, event)
        case "watch":
            return keep_watch(run, event)
        case "propose":
            return keep_proposal(run, event)
    return keep_issue(run, event)
