"""The action's commands: each one as a workflow wants it, with its page in the run's summary."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ucops.app.ci import chat
from ucops.app.ci.event import Event
from ucops.app.run import Run
from ucops.disk import write_whole
from ucops.errors import UsageError

COMMANDS = ("validate", "preview", "plan", "sync", "report", "digest", "doctor", "scan")
SUMMARY = "GITHUB_STEP_SUMMARY"
LARGEST = 1_000_000
"""Bytes of a summary: GitHub takes 1 MiB of a step and drops the whole of a longer one."""
STOPPED, REFUSED = 3, 4
PAUSE = 3_600.0
"""Seconds: GitHub counts requests and new content by the hour."""
ROUNDS = 5
"""So often a sync is taken up again in one job, which GitHub ends after six hours."""
REVIEW = "ucops-review.json"
"""What a run on a pull request says, for the run that comments."""
JOURNAL = "ucops-journal.jsonl"
SARIF = "ucops.sarif"
"""Every finding, for code scanning."""
CACHE = Path(".ucops") / "listing.json"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it printed."""

    code: int
    printed: str = ""


Call = Callable[[Sequence[str], Mapping[str, str]], Ended]
"""Runs ucops with arguments and variables."""


def run_command(run: Run, command: str, event: Event, call: Call) -> Ended:
    """Run one of the action's commands: how it ended, and what belongs into the run's log.

    Args:
        run: The surroundings.
        command: One of `COMMANDS`.
        event: What the workflow runs for.
        call: Runs ucops.
    """
    more = _more(run.environment.get("UCOPS_ARGS", ""))
    match command:
        case "validate" | "preview":
            look = _validate if command == "validate" else _preview
            return look(run, event, call, more)
        case "sync":
            return _sync(run, call, more)
        case "plan":
            return _summarised(run, call, ["plan", "--format", "markdown", *more])
        case "digest":
            return _digest(run, call, more)
        case "scan":
            return _scan(run, call, more)
    return call([command, *more], run.environment)


def _more(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(f"args cannot be read: {error}", "close its quotes") from None


def _validate(run: Run, event: Event, call: Call, more: Sequence[str]) -> Ended:
    since = ["--changed-since", event.base] if event.base else []
    return call(["validate", "--format", "github", *since, *more], run.environment)


def _scan(run: Run, call: Call, more: Sequence[str]) -> Ended:
    """Every finding, in a file for code scanning: it is alerts that say so, and no red run."""
    ended = call(["validate", "--format", "sarif", *more], run.environment)
    if ended.printed:
        write_whole(scratch(run) / SARIF, ended.printed)
    return Ended(0 if ended.printed else ended.code)


def _preview(run: Run, event: Event, call: Call, more: Sequence[str]) -> Ended:
    """What a proposal changes; where nothing is proposed, all that is wrong."""
    if not event.base:
        return _validate(run, event, call, ())
    # The preview's own page holds all that these would put into the summary.
    elsewhere = replace(run, environment={**run.environment, SUMMARY: ""})
    annotated = _validate(elsewhere, event, call, ())
    told = ["preview", "--base", event.base, "--review", str(scratch(run) / REVIEW), *more]
    return Ended(max(annotated.code, _summarised(run, call, told).code), annotated.printed)


def _sync(run: Run, call: Call, more: Sequence[str]) -> Ended:
    """Sync, and go on after a pause where GitHub wants one.

    Only a run that got something done is taken up again: without the right or the network, a
    pause changes nothing.
    """
    journal = scratch(run) / JOURNAL
    kept = ["--cache", str(CACHE), "--journal", str(journal)]
    for earlier in range(ROUNDS):
        if earlier:
            run.say(f"GitHub took no more for now: going on in {PAUSE / 60:.0f} minutes")
            run.sleep(PAUSE)
        before = _size(journal)
        ended = _summarised(run, call, ["sync", "--yes", "--format", "markdown", *kept, *more])
        if ended.code != STOPPED or _size(journal) == before:
            break
    if ended.code == REFUSED:  # whoever has to decide wants to see what was refused
        _summarised(run, call, ["plan", "--format", "markdown"])
    return ended


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _digest(run: Run, call: Call, more: Sequence[str]) -> Ended:
    """What changed, on the page of the run; and in the team's chat, where its address is given."""
    ended = _summarised(run, call, ["digest", "--format", "markdown", *more])
    address = run.environment.get(chat.VARIABLE, "").strip()
    if address and not ended.code:
        told = call(["digest", "--format", "slack", *more], run.environment)
        if told.printed.strip():
            chat.post(address, told.printed)
    return ended


def scratch(run: Run) -> Path:
    """The folder of a job's own files."""
    return Path(run.environment.get("RUNNER_TEMP") or ".")


def _summarised(run: Run, call: Call, arguments: Sequence[str]) -> Ended:
    """Run a command, and put what it prints on the page of the run."""
    ended = call(arguments, run.environment)
    if ended.printed and (file := run.environment.get(SUMMARY)):
        page = ended.printed.encode()[:LARGEST].decode("utf-8", "ignore")
        try:
            with Path(file).open("a", encoding="utf-8") as summary:
                summary.write(f"{page}\n")
        except OSError as error:
            run.say(f"the summary of the run cannot be written: {error.strerror}")
    return Ended(ended.code)


def call_ucops(arguments: Sequence[str], variables: Mapping[str, str]) -> Ended:
    """Run ucops in a process of its own: a command reads the environment that it is handed."""
    done = subprocess.run(  # noqa: S603 - our own program, and no shell
        [sys.executable, "-m", "ucops", *arguments],
        env=variables,
        stdout=subprocess.PIPE,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"))
