"""What is said about the runs of workflows, in issues and pull requests of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ucops import resources
from ucops.pages.templating import render, templates
from ucops.prose.words import day

MARKER = "<!-- ucops-run:v1 -->"
"""The first line of the issue about runs, by which it is found again."""
TITLE = "ucops: a run did not come to its end"
SILENCE = "ucops: the daily run has stopped"
REMEDIES: Mapping[str, str] = {
    "1": "something needs a decision or a correction, and the run's summary names it",
    "2": "the files or the settings cannot be read, and the run's log says where",
    "3": "GitHub refused, failed or asked for a pause; the next run goes on from there by itself",
    "4": "a safety limit refused the plan, and nothing was written; look at the plan in the run's "
    "summary, then raise the limit in `ucops.yaml`, or run `ucops sync --force` once",
}
"""What to do, by the exit code that a job ended with."""
UNKNOWN = "the run's log says why"
HEADLINE = "Refresh the roadmap"
PROPOSAL = """\
The roadmap as GitHub says it stands. This one pull request is kept up to date until it is merged:
the default branch takes no direct commits.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that failed, and the exit code of the command that made it fail, or empty."""

    name: str
    code: str

    @property
    def remedy(self) -> str:
        """What to do."""
        return REMEDIES.get(self.code, UNKNOWN)


def failing(failed: Sequence[Job], moment: dt.datetime, run: str, server: str) -> str:
    """The text of the issue about a run.

    Args:
        failed: The jobs that failed.
        moment: The time in UTC.
        run: The address of the run, or empty.
        server: The address of GitHub.
    """
    environment = templates([resources.templates()], server)
    when = f"{day(moment.date())}, {moment:%H:%M} UTC"
    views = {"what": "The run of", "when": when, "failed": failed, "run": run}
    return f"{MARKER}\n{render(environment, 'run.md.j2', views)}"


def silent(workflow: str, last: dt.datetime | None, off: str, page: str, server: str) -> str:
    """The text of the issue about a workflow that does not run any more.

    Args:
        workflow: Its path.
        last: When it ran last, or None.
        off: How GitHub calls it that it is switched off, or empty where it is on.
        page: The address of its page.
        server: The address of GitHub.
    """
    environment = templates([resources.templates()], server)
    day_of_it = day(last.date()) if last else ""
    views = {"workflow": workflow, "last": day_of_it, "off": off, "page": page}
    return f"{MARKER}\n{render(environment, 'silence.md.j2', views)}"
