"""Whether the issues and repositories that the files name are there, as far as that can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ucops.app.plan import read_saved
from ucops.app.prepare import Files, connection
from ucops.app.run import Run
from ucops.app.target import UnnamedError, target
from ucops.errors import UcopsError
from ucops.github.errors import LimitReachedError, MovedError, NotFoundError
from ucops.github.examiner import Examiner
from ucops.github.snapshot import Gone
from ucops.prose.words import counted
from ucops.reading.load import Loaded
from ucops.text.problem import Problem
from ucops.text.source import CONFIG_NAME
from ucops.text.source import Path as Where

MOST = 50
"""How many issues are looked at: a request each, in a check that is to be quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """An existing issue that a file names for a key."""

    file: str
    where: Where
    key: str
    repository: str
    number: int

    @property
    def place(self) -> str:
        return f"{self.repository}#{self.number}"


def absent(run: Run, loaded: Loaded, snapshot: Path | None) -> tuple[Problem, ...]:
    """What the files name and is not there; nothing where neither snapshot nor token is at hand.

    A check of files never waits for GitHub and never fails for it: what cannot be told is said.
    """
    if snapshot is not None:
        return tuple(_in_snapshot(run, loaded, snapshot))
    if not run.has_token:
        return ()
    try:
        return tuple(_on_github(run, loaded))
    except UnnamedError:
        return ()
    except UcopsError as error:
        run.say(f"not looked whether issues and repositories are there: {error.message}")
        return ()


def _in_snapshot(run: Run, loaded: Loaded, file: Path) -> Iterator[Problem]:
    held = read_saved(file)
    files = Files(root=run.root, catalog=loaded.catalog, repository=held.repository)
    for there in held.unreachable:
        yield from _unreachable(loaded, there.repository, there.why, there.hint)
    gone = {(one.repository.casefold(), one.number): one for one in held.gone}
    for named in _names(files):
        if found := gone.get((named.repository.casefold(), named.number)):
            yield _missing(loaded, named, found)


def _on_github(run: Run, loaded: Loaded) -> Iterator[Problem]:
    main = target(run, loaded.catalog.config).repository
    files = Files(root=run.root, catalog=loaded.catalog, repository=main)
    names = [one for one in _names(files) if not _is_known(files, one)]
    others = [name for name in _of_roles(loaded).values() if name.casefold() != main.casefold()]
    if not names and not others:
        return
    examiner = connection(replace(run, sleep=_never), loaded.catalog.config).examiner
    hidden = set()
    for name in dict.fromkeys(others):
        if problems := list(_look_at(loaded, examiner, name)):
            hidden.add(name.casefold())
            yield from problems
    asked = [one for one in names if one.repository.casefold() not in hidden]
    for named in asked[:MOST]:
        found = examiner.issue(named.repository, named.number)
        if isinstance(found, Gone):
            yield _missing(loaded, named, found)
    if left := len(asked[MOST:]):
        run.say(f"{counted(left, 'issue')} that the files name were not looked at")


def _never(_seconds: float) -> None:
    """Wait for nothing: whoever checks files wants an answer now."""
    raise LimitReachedError("GitHub does not answer at once")


def _look_at(loaded: Loaded, examiner: Examiner, name: str) -> Iterator[Problem]:
    """What keeps a role's repository from being used."""
    try:
        found = examiner.repository(name)
    except MovedError as error:
        hint = f"write {error.location}"
        yield from _unreachable(loaded, name, error.message, hint)
    except NotFoundError as error:
        yield from _unreachable(loaded, name, error.message, error.hint)
    else:
        if found.archived or not found.has_issues:
            why = "is archived and read-only" if found.archived else "has its issues switched off"
            hint = "change that in its settings, or name another one"
            yield from _unreachable(loaded, name, f"{name} {why}", hint)


def _names(files: Files) -> Iterator[_Named]:
    """Every existing issue that the files name, with its place in them."""
    for entry in files.catalog.entries.values():
        number = entry.use_case.issue
        if number is not None:
            yield _Named(
                file=entry.file,
                where=("issue",),
                key=entry.id,
                repository=files.repository,
                number=number,
            )
        for item in entry.items:
            if item.issue is not None:
                yield _Named(
                    file=entry.file,
                    where=("bom", item.slug, "issue"),
                    key=item.key,
                    repository=item.repository or files.repository,
                    number=item.issue,
                )


def _is_known(files: Files, named: _Named) -> bool:
    """Whether the last report had that issue under that key: it was taken over long ago."""
    known = files.known.get(named.key)
    here = named.repository.casefold(), named.number
    return known is not None and (known[0].casefold(), known[1]) == here


def _of_roles(loaded: Loaded) -> Mapping[str, str]:
    """Role → the repository of its own."""
    roles = loaded.catalog.config.roles.items()
    return {slug: role.repository for slug, role in roles if role.repository}


def _unreachable(loaded: Loaded, name: str, why: str, hint: str) -> Iterator[Problem]:
    for slug, repository in _of_roles(loaded).items():
        if repository.casefold() == name.casefold():
            where = ("roles", slug, "repository")
            yield Problem(
                rule="missing-repository",
                file=CONFIG_NAME,
                message=f"{why}: nothing of {slug} can be filed there",
                advice=hint,
                path=where,
                span=loaded.sources[CONFIG_NAME].locate(where),
            )


def _missing(loaded: Loaded, named: _Named, gone: Gone) -> Problem:
    source = loaded.sources.get(named.file)
    what = {
        "deleted": f"there is no issue {named.place}",
        "moved": f"{named.place} was moved to another repository",
        "converted": f"{named.place} is no issue, but a pull request or a discussion",
    }
    return Problem(
        rule="missing-issue",
        file=named.file,
        message=f"{what[gone.how]}, which {named.key} is to take over",
        advice="name another issue, or take the line out to have one filed",
        path=named.where,
        span=source.locate(named.where) if source else None,
    )
