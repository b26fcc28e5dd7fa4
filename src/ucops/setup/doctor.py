"""What is set up, what is missing, and how to mend it: a `Check` for each thing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ucops.github.examined import AboutToken, Right, Workflow
from ucops.github.protocols import Repository
from ucops.prose.words import counted, day, listed
from ucops.setup.pin import Pin, pins_in
from ucops.setup.renewal import Step
from ucops.setup.scaffold import CONFIG_SCHEMA, SWITCH, USECASE_SCHEMA, WORKFLOWS

State = Literal["ok", "todo", "note", "unknown", "failed"]
"""ok. todo: something must be done. note: good to know. unknown: it could not be told.
failed: GitHub could not be asked."""
QUIET_DAYS = 7
"""After so many days without a run of the sync, something is wrong with it: it runs daily."""
TOKEN_DAYS = 14
"""So many days before it ends, a token is something to do: GitHub itself warns a week before."""
_AREAS = {
    "Contents: read and write": "contents",
    "Pull requests: read and write": "pull requests",
}
_FULL_COMMIT = re.compile(r"[0-9a-f]{40}")
_BRANCHES = re.compile(r"^ +branches: \[(.*)\]", re.MULTILINE)
_READ, _WRITE = "Issues: read", "Issues: read and write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        what: What was found, as a sentence.
        how: What to do, where something can be done; or empty.
        url: The page to do it on, or empty.
    """

    state: State
    what: str
    how: str = ""
    url: str = ""


def about_findings(errors: int, use_cases: int) -> Check:
    """Whether the files are in order."""
    if errors:
        what = f"{counted(errors, 'error')} in the files: nothing is synced until they are gone."
        return Check(state="todo", what=what, how="ucops validate shows them")
    if not use_cases:
        how = 'ucops new ID --title "…" begins one'
        return Check(state="todo", what="There is no use case yet.", how=how)
    return Check(state="ok", what=f"{counted(use_cases, 'use case')} without an error.")


def about_files(steps: Collection[Step]) -> Iterator[Check]:
    """Whether what `init` writes is there."""
    outcomes = {step.path: step.outcome for step in steps}
    missing = [path for path in outcomes if outcomes[path] in ("new", "removed")]
    workflows = sorted(path for path in missing if path in WORKFLOWS.values())
    others = sorted(path for path in missing if path not in WORKFLOWS.values())
    if workflows:
        what = f"Missing: {listed(workflows)}. Nothing runs by itself without them."
        yield Check(state="todo", what=what, how="ucops init writes them")
    if others:
        what = f"Not there: {listed(others)}."
        yield Check(state="note", what=what, how="ucops init writes what is missing")
    stale = [path for path in (USECASE_SCHEMA, CONFIG_SCHEMA) if outcomes.get(path) == "newer"]
    if stale:
        what = f"{listed(stale)} is not of today, so editors offer old names."
        yield Check(state="note", what=what, how="ucops init renews what nobody changed")
    if not missing:
        yield Check(state="ok", what=f"All {len(outcomes)} files of the set-up are there.")


def about_version(here: str, recorded: str | None) -> Check:
    """Whether the set-up is of this version."""
    if recorded is None:
        what = f"ucops {here}. The set-up was not written by ucops init."
        return Check(state="note", what=what)
    if recorded != here:
        what = f"ucops {here}, and a set-up of {recorded}."
        return Check(state="note", what=what, how="ucops init renews what nobody changed")
    return Check(state="ok", what=f"ucops {here}, and a set-up of the same version.")


def about_pins(texts: Mapping[str, str], action: Pin | None) -> Iterator[Check]:
    """Whether the workflows call one action, at a commit that nobody can move.

    Args:
        texts: The workflows that `init` writes: path → text, of those that are there.
        action: The commit of this ucops, where it is known.
    """
    found = {path: pins_in(text) for path, text in sorted(texts.items())}
    loose = [
        path for path in found if any(not _FULL_COMMIT.fullmatch(ref) for _, ref in found[path])
    ]
    if loose:
        what = f"{listed(loose)} call an action by a name that can be moved."
        how = "name it by a commit of 40 digits, as ucops init does"
        yield Check(state="todo", what=what, how=how)
    calls = sorted({f"{name}@{ref}" for pins in found.values() for name, ref in pins})
    if action and calls and str(action) not in calls and not loose:
        what = f"The workflows call {listed(calls)}, and this ucops is {action.commit}."
        how = "ucops init moves them to the commit of this ucops, unless somebody changed them"
        yield Check(state="note", what=what, how=how)
    elif calls and not loose:
        yield Check(state="ok", what=f"The workflows call {listed(calls)}.")


def _is_pinned(call: tuple[str, str]) -> bool:
    return _FULL_COMMIT.fullmatch(call[1]) is not None


def about_repository(found: Repository, settings: str) -> Iterator[Check]:
    """Whether issues can be filed in a repository; `settings` is the address of its settings."""
    if found.archived:
        what = f"{found.name} is archived: nothing in it can be written."
        yield Check(state="todo", what=what, how="unarchive it", url=settings)
    elif not found.has_issues:
        what = f"Issues are switched off in {found.name}."
        yield Check(state="todo", what=what, how="tick Issues, under Features", url=settings)
    else:
        yield Check(state="ok", what=f"{found.name} is there, and has issues.")


def about_rights(repository: str, reads: Right, writes: Right, tokens: str) -> Iterator[Check]:
    """Whether the token may do what `plan` and `sync` need; `tokens` is where to change it."""
    if not reads.granted:
        what = f"The token may not read the issues of {repository}."
        yield Check(state="todo", what=what, how=f"give it {_READ}{_said(reads)}", url=tokens)
    elif writes.granted is False:
        what = f"The token may read the issues of {repository} and not write them: sync will fail."
        yield Check(state="todo", what=what, how=f"give it {_WRITE}{_said(writes)}", url=tokens)
    else:
        what = f"The token may read and write the issues of {repository}."
        yield Check(state="ok", what=what)


def _said(right: Right) -> str:
    return f" (GitHub: {right.needed})" if right.needed else ""


def about_token(token: AboutToken, now: dt.datetime, tokens: str) -> Iterator[Check]:
    """When the token ends, and whether it reaches more than it has to; `tokens` is where it is."""
    if token.expires is not None:
        what = f"The token ends on {day(token.expires.date())}."
        if token.expires - now < dt.timedelta(days=TOKEN_DAYS):
            how = "make a new one, and put it wherever this one is kept"
            yield Check(state="todo", what=what, how=how, url=tokens)
        else:
            yield Check(state="ok", what=what)
    if token.scopes is not None:
        what = f"It is a classic token ({listed(sorted(token.scopes)) or 'no scope'})."
        how = "a fine-grained one or an app reaches this repository alone"
        yield Check(state="note", what=what, how=how, url=tokens)


def about_writing(
    name: str, commits: Right, proposes: Right, tokens: str, *, here: bool
) -> Iterator[Check]:
    """Whether the token may do what the workflows do besides: commit, and open pull requests.

    Args:
        name: The repository.
        commits: Whether it may write contents.
        proposes: Whether it may write pull requests.
        tokens: Where to change it.
        here: Whether a workflow has it, which needs that; a person's own token does not.
    """
    rights = {"Contents: read and write": commits, "Pull requests: read and write": proposes}
    lacking = [right for right, found in rights.items() if found.granted is False]
    if not lacking:
        what = f"The token may commit to {name}, and open pull requests there."
        yield Check(state="ok", what=what)
        return
    needs = "the roadmap and drafts need it" if here else "plan and sync do without"
    what = f"The token has no right to write {' and '.join(_AREAS[it] for it in lacking)}: {needs}."
    how = f"give it {'; '.join(f'{right}{_said(rights[right])}' for right in lacking)}"
    yield Check(state="todo" if here else "note", what=what, how=how, url=tokens)


def about_proposing(page: str, *, allowed: bool | None) -> Iterator[Check]:
    """Whether workflows may open pull requests; None where GitHub does not tell this token."""
    url = f"{page}/settings/actions"
    if allowed:
        yield Check(state="ok", what="Workflows may open pull requests.")
    elif allowed is False:
        what = "Workflows may not open pull requests: people do that for drafts and the roadmap."
        how = "tick Allow GitHub Actions to create and approve pull requests"
        yield Check(state="note", what=what, how=how, url=url)


def about_pages(how: str | None, deploying: Collection[str], page: str) -> Iterator[Check]:
    """Whether the web site can be published that workflows want to publish.

    Args:
        how: How it comes about, `workflow` or `legacy`; None where there is none.
        deploying: The paths of the workflows that publish one.
        page: The repository's address.
    """
    if not deploying:
        return
    if how == "workflow":
        yield Check(state="ok", what="Workflows may publish the web site.")
        return
    what = f"{listed(sorted(deploying))} publishes a web site, and Pages does not take it."
    pages = f"{page}/settings/pages"
    yield Check(state="todo", what=what, how="choose GitHub Actions under Source", url=pages)


def about_branch(
    branch: str | None, syncs: Mapping[str, str], page: str, *, protected: bool | None
) -> Iterator[Check]:
    """Whether the workflows act on the default branch, and may write to it.

    Args:
        branch: The default branch, or None where it is not known.
        syncs: The workflows that sync: path → text.
        page: The repository's address.
        protected: Whether it refuses direct pushes, or None.
    """
    if branch is None:
        return
    for path, text in syncs.items():
        named = _BRANCHES.search(text)
        if named and branch not in re.split(r"[\s,'\"]+", named[1]):
            what = f"The default branch is {branch}, and {path} acts on {named[1]}."
            how = f"write branches: [{branch}] into it"
            yield Check(state="todo", what=what, how=how)
    if protected:
        what = f"{branch} is protected, so the roadmap comes as a pull request."
        how = "see that Allow GitHub Actions to create and approve pull requests is ticked"
        yield Check(state="note", what=what, how=how, url=f"{page}/settings/actions")
    elif protected is False:
        what = f"{branch} is not protected: what is broken can be merged."
        how = "require the check of the use cases before merging"
        url = f"{page}/settings/rules/new?target=branch&enforcement=active"
        yield Check(state="note", what=what, how=how, url=url)


def about_workflows(
    found: Collection[Workflow] | None, expected: Collection[str], page: str
) -> Iterator[Check]:
    """Whether GitHub runs the workflows, and has not switched them off.

    Args:
        found: What GitHub knows; None where it does not say.
        expected: The paths of those that are in this folder.
        page: The repository's address.
    """
    if found is None:
        what = "Whether Actions are on, and the workflows too, GitHub does not tell this token."
        yield Check(state="unknown", what=what, how="give it Actions: read", url=f"{page}/actions")
        return
    states = {one.path: one.state for one in found}
    if missing := sorted(path for path in expected if path not in states):
        what = f"GitHub does not know {_files(missing)} yet."
        how = "push them to the default branch, and see that Actions are on"
        yield Check(state="todo", what=what, how=how, url=f"{page}/settings/actions")
    off = sorted(path for path in expected if states.get(path, "active") != "active")
    for path in off:
        why = f"{path} is switched off ({states[path]})."
        if states[path] == "disabled_inactivity":
            why = f"GitHub switched {path} off, because nothing was pushed for 60 days."
        yield Check(state="todo", what=why, how="press Enable workflow", url=_runs(page, path))
    if on := sorted(set(expected) - set(missing) - set(off)):
        yield Check(state="ok", what=f"On: {_files(on)}.")


def _files(paths: Collection[str]) -> str:
    return listed(path.rpartition("/")[2] for path in paths)


def about_switch(value: str | None, page: str) -> Check:
    """Whether issues are filed at all; `value` is that of the variable, or None."""
    url = f"{page}/settings/variables/actions"
    if value is None:
        what = f"The variable {SWITCH} is not set, or this token may not see it."
        how = "nothing is filed by workflows before it is true"
        return Check(state="unknown", what=what, how=how, url=url)
    if value != "true":
        what = f"The variable {SWITCH} is {value!r}, so workflows file nothing."
        return Check(state="note", what=what, how="set it to true to begin", url=url)
    return Check(state="ok", what=f"The variable {SWITCH} is true: workflows file issues.")


def is_quiet(last: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a workflow that runs daily did not for too long; `last` is None before the first."""
    return last is not None and now - last > dt.timedelta(days=QUIET_DAYS)


def about_last_run(
    path: str, last: dt.datetime | None, now: dt.datetime, page: str
) -> Iterator[Check]:
    """Whether the sync has run of late; `last` is when, or None where it never did."""
    if last is None:
        return
    if is_quiet(last, now):
        what = f"The last sync ran on {day(last.date())}, and it should run every day."
        url = _runs(page, path)
        yield Check(state="todo", what=what, how="look at its last run", url=url)
    else:
        yield Check(state="ok", what=f"The last sync ran on {day(last.date())}.")


def about_types(wanted: Collection[str], known: Collection[str]) -> Iterator[Check]:
    """Whether the issue types of `ucops.yaml` are there."""
    spelled = {name.casefold() for name in known}
    lacking = [name for name in wanted if name.casefold() not in spelled]
    if lacking:
        what = f"There is no issue type {listed(lacking)}; there are {listed(sorted(known))}."
        yield Check(state="todo", what=what, how="correct github.issue_types in ucops.yaml")
    elif wanted:
        yield Check(state="ok", what=f"The issue types {listed(wanted)} are there.")


def about_board(project: str, title: str, *, writable: bool) -> Check:
    """Whether the token may write to the board."""
    if writable:
        return Check(state="ok", what=f"The token may write to the board {title} ({project}).")
    what = f"The token may not write to the board {title} ({project})."
    how = (
        "the built-in token of a workflow never may: give one of a GitHub App, or a fine-grained "
        "one, with Projects: read and write"
    )
    return Check(state="todo", what=what, how=how)


def _runs(page: str, path: str) -> str:
    """The page of a workflow, with its runs and its switch."""
    return f"{page}/actions/workflows/{path.rpartition('/')[2]}"
