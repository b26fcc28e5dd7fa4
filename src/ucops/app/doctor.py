"""`ucops doctor`: what is set up, what is missing, and how to mend it. Changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ucops import DOCUMENTATION, __version__
from ucops.app.init import contents, read_record, site_of
from ucops.app.pin import own_pin
from ucops.app.prepare import connection, so_far
from ucops.app.run import Run
from ucops.app.target import Target, target
from ucops.errors import GitHubError, UcopsError, UsageError
from ucops.github.connect import Connection
from ucops.github.errors import (
    BadCredentialsError,
    MissingPermissionError,
    MovedError,
    NotFoundError,
    SingleSignOnError,
)
from ucops.github.examined import Right
from ucops.model.catalog import Catalog
from ucops.reading.load import load
from ucops.rules.check import errors
from ucops.setup import doctor as looks
from ucops.setup.doctor import Check
from ucops.setup.pin import OURS, Pin, called_in
from ucops.setup.renewal import RECORD, recorded_version, steps
from ucops.setup.scaffold import SWITCH, WORKFLOWS, kept_files

UNPINNED = Pin(OURS, "0" * 40)
"""Stands for the action where its commit is not known: files are then compared by being there."""
DEPLOYS = "uses: actions/deploy-pages@"
"""Stands in a workflow that publishes a web site by itself."""
REFUSED = (
    BadCredentialsError,
    SingleSignOnError,
    NotFoundError,
    MissingPermissionError,
    MovedError,
)
"""What GitHub answers when a person has to do something, such as to give another token."""


@dataclass(frozen=True, slots=True)
class Part:
    """Checks that belong together."""

    title: str
    checks: tuple[Check, ...]


def doctor(run: Run) -> tuple[Part, ...]:
    """Look at everything that can be looked at.

    Args:
        run: The surroundings; its root need not hold a `ucops.yaml` yet.
    """
    try:
        catalog = so_far(run.root)
    except UsageError as error:
        how = error.hint if (run.root / "ucops.yaml").exists() else "ucops init writes it"
        return (Part("Files", (Check(state="todo", what=_sentence(error), how=how),)),)
    return (
        Part("Files", tuple(_safely(lambda: _files(run, catalog)))),
        Part("Versions", tuple(_versions(run.root))),
        *_github(run, catalog),
    )


def _files(run: Run, catalog: Catalog) -> Iterator[Check]:
    found = errors(load(run.root), as_of=run.today) if catalog.entries else ()
    yield looks.about_findings(len(found), len(catalog.entries))
    wanted = kept_files(site_of(run.root, own_pin() or UNPINNED))
    there = contents(run.root, wanted)
    yield from looks.about_files([*steps(wanted, there, read_record(run.root))])


def _versions(root: Path) -> Iterator[Check]:
    yield looks.about_version(__version__, _recorded_version(root))
    texts = {path: text for path in WORKFLOWS.values() if (text := _text(root, path))}
    yield from looks.about_pins(texts, own_pin())


def _recorded_version(root: Path) -> str | None:
    return recorded_version(_text(root, RECORD))


def _text(root: Path, path: str) -> str:
    file = root / path
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def callers(root: Path) -> dict[str, str]:
    """The workflows of a folder that call ours: path → text."""
    found = (path.relative_to(root).as_posix() for path in root.glob(".github/workflows/*.y*ml"))
    texts = {path: _text(root, path) for path in sorted(found)}
    return {path: text for path, text in texts.items() if called_in(text)}


def syncing(root: Path) -> dict[str, str]:
    """Those of them that make GitHub match the files."""
    return {path: text for path, text in callers(root).items() if "sync" in called_in(text)}


def _publishes(text: str) -> bool:
    """Whether a workflow publishes a web site."""
    return DEPLOYS in text or "site" in called_in(text)


def _github(run: Run, catalog: Catalog) -> Iterator[Part]:
    """What GitHub says, as far as it is asked."""
    try:
        found = target(run, catalog.config)
    except UsageError as error:
        lost = Check(state="todo", what=_sentence(error), how=error.hint)
        yield Part("GitHub", (lost,))
        return
    if not run.has_token:
        alone = Check(
            state="unknown",
            what=f"There is no token, so {found} was not asked.",
            how="export GITHUB_TOKEN=$(gh auth token), or a fine-grained one with Issues: read",
            url=f"{DOCUMENTATION}/how-to/set-up-github.md",
        )
        yield Part("GitHub", (alone,))
        return
    yield from _asked(run, catalog, found)


def _asked(run: Run, catalog: Catalog, found: Target) -> Iterator[Part]:
    try:
        held = connection(run, catalog.config)
    except UsageError as error:
        yield Part("Token", (Check(state="todo", what=_sentence(error), how=error.hint),))
        return
    look = _Look(run, catalog, found, held)
    token = tuple(_safely(look.token))
    yield Part("Token", token)
    if any(one.state in ("todo", "failed") for one in token):
        return
    for title, questions in (
        ("Repository", (look.repository, look.rights, look.writing, look.types, look.board)),
        (
            "Workflows",
            (
                look.branch,
                look.workflows,
                look.switch,
                look.proposing,
                look.last_run,
                look.pages,
            ),
        ),
    ):
        yield Part(title, tuple(one for ask in questions for one in _safely(ask)))


def _safely(ask: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """The answers to a question; a refusal is one, too."""
    try:
        yield from ask()
    except (*REFUSED, UsageError) as error:
        yield Check(state="todo", what=_sentence(error), how=error.hint)
    except GitHubError as error:
        yield Check(state="failed", what=_sentence(error), how=error.hint)


def _sentence(error: UcopsError) -> str:
    return f"{error.message[:1].upper()}{error.message[1:].rstrip('.')}."


@dataclass(frozen=True, slots=True)
class _Look:
    """The questions to GitHub, in the order in which one makes sense after the other."""

    run: Run
    catalog: Catalog
    target: Target
    held: Connection

    @property
    def page(self) -> str:
        """The repository's address."""
        return f"{self.target.server_url}/{self.target.repository}"

    @property
    def tokens(self) -> str:
        """Where a person's tokens are."""
        return f"{self.target.server_url}/settings/personal-access-tokens"

    @property
    def repositories(self) -> list[str]:
        """Where issues are filed: the main repository, then those of roles."""
        others = (role.repository for role in self.catalog.config.roles.values())
        return list(dict.fromkeys([self.target.repository, *filter(None, others)]))

    def token(self) -> Iterator[Check]:
        self.held.examiner.repository(self.target.repository)
        owner = self.held.examiner.viewer()
        known = f"GitHub knows the token as {owner}" if owner else "GitHub takes the token"
        where = f"{self.target}, as {self.target.source} says"
        yield Check(state="ok", what=f"{known}. It is asked about {where}.")
        token = self.held.examiner.about_token()
        yield from looks.about_token(token, self.run.moment, self.tokens)

    def repository(self) -> Iterator[Check]:
        for name in self.repositories:
            found = self.held.examiner.repository(name)
            settings = f"{self.target.server_url}/{name}/settings"
            yield from looks.about_repository(found, settings)

    def rights(self) -> Iterator[Check]:
        for name in self.repositories:
            reads = self.held.examiner.may_read_issues(name)
            writes = self._right(name, self.held.examiner.may_write_issues)
            yield from looks.about_rights(name, reads, writes, self.tokens)

    def writing(self) -> Iterator[Check]:
        name, examiner = self.target.repository, self.held.examiner
        commits, proposes = (
            self._right(name, ask) for ask in (examiner.may_commit, examiner.may_propose)
        )
        yield from looks.about_writing(
            name, commits, proposes, self.tokens, here=self.run.on_runner
        )

    def _right(self, name: str, ask: Callable[[str], Right]) -> Right:
        """A right to write; whoever may only read has none, and GitHub may say 404 to that."""
        viewer, role = self.held.examiner.viewer(), self.held.examiner.repository(name).permission
        if viewer and not viewer.endswith("[bot]") and role in {"none", "read"}:
            return Right(granted=False, needed=f"a role in {name} that may write")
        return ask(name)

    def proposing(self) -> Iterator[Check]:
        allowed = self.held.examiner.workflows_may_propose(self.target.repository)
        yield from looks.about_proposing(self.page, allowed=allowed)

    def pages(self) -> Iterator[Check]:
        every = self.run.root.glob(".github/workflows/*.y*ml")
        texts = {path.name: _text(path.parent, path.name) for path in every}
        if deploying := [name for name, text in texts.items() if _publishes(text)]:
            how = self.held.examiner.pages(self.target.repository)
            yield from looks.about_pages(how, deploying, self.page)

    def types(self) -> Iterator[Check]:
        types = self.catalog.config.github.issue_types
        if wanted := [name for name in (types.epic, types.item) if name]:
            known = self.held.examiner.issue_types(self.target.repository)
            yield from looks.about_types(wanted, known)

    def board(self) -> Iterator[Check]:
        if project := self.catalog.config.github.project:
            board = self.held.reader.board(project)
            yield looks.about_board(project, board.title, writable=board.writable)

    def branch(self) -> Iterator[Check]:
        name = self.held.examiner.default_branch(self.target.repository)
        protected = self.held.examiner.protected(self.target.repository, name) if name else None
        yield from looks.about_branch(name, syncing(self.run.root), self.page, protected=protected)

    def workflows(self) -> Iterator[Check]:
        found = self.held.examiner.workflows(self.target.repository)
        yield from looks.about_workflows(found, callers(self.run.root), self.page)

    def switch(self) -> Iterator[Check]:
        value = self.held.examiner.variable(self.target.repository, SWITCH)
        yield looks.about_switch(value, self.page)

    def last_run(self) -> Iterator[Check]:
        for path in syncing(self.run.root):
            said = self.held.examiner.last_run(self.target.repository, Path(path).name)
            last = dt.datetime.fromisoformat(said) if said else None
            yield from looks.about_last_run(path, last, self.run.moment, self.page)
