"""What `init` wrote and left, and what remains for a person to do, with the pages to do it on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from shlex import quote

from ucops import DOCUMENTATION
from ucops.prose.words import counted
from ucops.setup.pin import Pin
from ucops.setup.renewal import RECORD, Outcome, Step
from ucops.setup.scaffold import SWITCH

WIDTH = 80
REMOTE = "git remote add origin https://github.com/OWNER/REPO.git"
WORDS: dict[Outcome, tuple[str, str]] = {
    "new": ("+", "green"),
    "newer": ("~", "yellow"),
    "changed": ("=", ""),
    "yours": ("=", ""),
    "removed": ("=", ""),
}
"""What became of a file → the sign before it and its colour; nothing is said of the same."""
REASONS: dict[Outcome, str] = {
    "changed": "left: somebody changed it",
    "yours": "left: it was there before",
    "removed": "left out: somebody removed it",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the colour it is shown in; an empty colour is none."""

    text: str
    color: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the repository is on GitHub.

    Attributes:
        url: Its address; None where git knows of none.
        branch: Its default branch.
        inside: The way from the top of the git repository to the folder; empty where they are one.
    """

    url: str | None
    branch: str
    inside: str

    @property
    def page(self) -> str:
        """The address, or what it will look like."""
        return self.url or "https://github.com/OWNER/REPO"


def welcome(steps: Sequence[Step], action: Pin, place: Place, *, dry: bool) -> Iterator[Line]:
    """Every file, and what remains to do.

    Args:
        steps: What became of each file.
        action: What the workflows call.
        place: Where the repository is.
        dry: Whether nothing was written.
    """
    for step in steps:
        if step.outcome in WORDS:
            sign, color = WORDS[step.outcome]
            reason = REASONS.get(step.outcome, "")
            yield Line(f"  {sign} {step.path}{f'  ({reason})' if reason else ''}", color)
    yield from _count(steps, dry=dry)
    if place.inside:
        yield from _wrapped(
            f"! GitHub reads .github only at the top of a repository, and this is {place.inside}: "
            "move the folder .github there",
            "yellow",
        )
    if any(step.outcome == "new" for step in steps):
        yield from _rest(action, place)
    elif any(step.outcome == "newer" for step in steps):
        yield Line("Look at what changed with git diff, and commit it.")


def _count(steps: Sequence[Step], *, dry: bool) -> Iterator[Line]:
    new = sum(step.outcome == "new" for step in steps)
    newer = sum(step.outcome == "newer" for step in steps)
    done = " and ".join(
        f"{counted(number, 'file')} {word}"
        for number, word in ((new, "to write"), (newer, "to renew"))
        if number
    )
    done = done if dry else done.replace("to write", "written").replace("to renew", "renewed")
    if done and not dry:
        done += f", and {RECORD}, which remembers them"
    left = sum(step.outcome in REASONS for step in steps)
    kept = f"; {counted(left, 'file')} left (--force asks about each)" if left else ""
    nothing = "Nothing to write" if left else "Nothing to write: everything is current"
    text = f"{done or nothing}{kept}."
    yield from _wrapped(text, "bold")


def _rest(action: Pin, place: Place) -> Iterator[Line]:
    yield Line("")
    yield Line("What remains for you:", "bold")
    for number, task in enumerate(_tasks(place), start=1):
        yield from _wrapped(f"{number}. {task.what}", "")
        for line in (*task.commands, *filter(None, [task.url])):
            yield Line(f"   {line}", "cyan")
    yield Line("")
    yield from _wrapped(f"The workflows call {action.repository} at {action.commit}.", "")
    yield Line("`ucops doctor` says what is still missing, and how to mend it.")


@dataclass(frozen=True, slots=True)
class Task:
    """Something that only a person can do: what, with which commands, and on which page."""

    what: str
    commands: tuple[str, ...] = ()
    url: str = ""


def _tasks(place: Place) -> Iterator[Task]:
    if place.url is None:
        new = "https://github.com/new"
        yield Task("Make an empty repository on GitHub, and name it to git:", (REMOTE,), new)
    commit = 'git add --all && git commit -m "Set up ucops"'
    push = f"git push -u origin {quote(place.branch)}"
    yield Task("Put the files on the default branch:", (commit, push))
    yield Task(
        "Allow actions and reusable workflows, and tick *Allow GitHub Actions to create and "
        "approve pull requests*:",
        url=f"{place.page}/settings/actions",
    )
    yield Task(
        f"Nothing is filed until the variable {SWITCH} is true: set it when you want to begin:",
        url=f"{place.page}/settings/variables/actions/new",
    )
    yield Task("See that *Issues* are on, under *Features*:", url=f"{place.page}/settings")
    yield Task(
        "After the first pull request: require its check before merging, in a rule for the default "
        "branch:",
        url=f"{place.page}/settings/rules/new?target=branch&enforcement=active",
    )
    yield Task("Read what happens from then on:", url=f"{DOCUMENTATION}/start.md")


def _wrapped(text: str, color: str) -> Iterator[Line]:
    for line in textwrap.wrap(
        text, WIDTH, subsequent_indent="   ", break_long_words=False, break_on_hyphens=False
    ):
        yield Line(line, color)


def as_json(steps: Sequence[Step], action: Pin, place: Place) -> dict[str, object]:
    """The same for programs."""
    return {
        "version": 1,
        "repository": place.url,
        "branch": place.branch,
        "action": str(action),
        "files": [{"path": step.path, "outcome": step.outcome} for step in steps],
        "next": [asdict(task) for task in _tasks(place)],
    }
