"""`ucops init`: what a repository needs on its first day, and again with each newer version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from ucops import HOME, __version__
from ucops.app.git import git, text_of
from ucops.app.pin import own_pin
from ucops.app.prepare import so_far
from ucops.app.run import Run
from ucops.app.target import Remote, remote
from ucops.disk import write_whole
from ucops.errors import UsageError
from ucops.exchange.codeowners import codeowners
from ucops.model.catalog import Catalog
from ucops.model.facts import seat_of
from ucops.reading.files import leads_out
from ucops.reading.settings import read_config
from ucops.setup.pin import OURS, Pin, pin
from ucops.setup.renewal import LEFT, RECORD, Step, fingerprint, record_text, recorded, steps
from ucops.setup.scaffold import CONFIG, Site, first_config, kept_files, seeds

Ask = Callable[[Step], bool]
"""Asks a person whether a file that is theirs may be written over."""
BRANCHES = ("main", "master")
"""Default branches by their usual names, the commoner first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initialised:
    """What `init` did, or would do.

    Attributes:
        root: The folder.
        remote: The repository on GitHub; None where git knows of none.
        steps: Every file, and what became of it.
        action: What the workflows call.
        branch: The default branch.
        inside: The way from the top of the git repository to the folder; empty where they are one.
    """

    root: Path
    remote: Remote | None
    steps: tuple[Step, ...]
    action: Pin
    branch: str
    inside: str

    @property
    def url(self) -> str | None:
        """The repository's address; None where git knows of none."""
        return f"https://{self.remote.host}/{self.remote.repository}" if self.remote else None


def init(run: Run, action: str | None, ask: Ask | None, *, dry: bool) -> Initialised:
    """Write what is missing, renew what is ours, and leave the rest.

    Args:
        run: The surroundings; its root is the folder, which is made when it is not there.
        action: `OWNER/REPO@COMMIT` for the workflows; None for the commit of this ucops.
        ask: Asks about each file that would be left; None leaves them.
        dry: Whether to write nothing.

    Raises:
        UsageError: It is not known which action to call, or a file cannot be read.
    """
    if not dry:
        run.root.mkdir(parents=True, exist_ok=True)  # git is asked about it
    there = remote(run.root)
    site = site_of(run.root, pin(action) if action else _own_action(there))
    record = read_record(run.root)
    wanted, begun = kept_files(site), seeds(site)
    found = [*steps(wanted, contents(run.root, wanted), record), *_begun(run.root, begun, record)]
    chosen = tuple(_answered(step, ask) for step in sorted(found, key=lambda step: step.path))
    done = Initialised(
        root=run.root,
        remote=there,
        steps=chosen,
        action=site.action,
        branch=site.branch,
        inside=_said(run.root, "rev-parse", "--show-prefix"),
    )
    if not dry:
        _write(run.root, done, record)
    return done


def _is_public(there: Remote) -> bool:
    """Whether a repository is on the server where ucops has its home."""
    return there.host.casefold() == urlsplit(HOME).netloc


def _own_action(there: Remote | None) -> Pin:
    if there and not _is_public(there):
        raise UsageError(
            f"{there.host} cannot call the workflows of {HOME}",
            f"copy it to {there.host}, and name the copy: --action OWNER/REPO@COMMIT",
        )
    found = own_pin()
    if found is None:
        raise UsageError(
            "which commit this ucops was made of is not known, so the workflows cannot be pinned",
            f"name one: --action {OURS}@COMMIT, of {HOME}/commits",
        )
    return found


def site_of(root: Path, action: Pin) -> Site:
    """What is there already, or will be.

    Raises:
        UsageError: There is a `ucops.yaml`, and it cannot be read.
    """
    branch, there = default_branch(root), remote(root)
    enterprise = there is not None and not _is_public(there)
    if not (root / CONFIG).exists():
        config, _, _ = read_config(first_config().encode(), root)
        return Site(branch=branch, action=action, config=config, enterprise=enterprise)
    catalog = so_far(root)
    return Site(
        branch=branch,
        action=action,
        config=catalog.config,
        catalog=catalog,
        owners=_owners(catalog),
        enterprise=enterprise,
    )


def _owners(catalog: Catalog) -> str:
    """Who leads the teams; empty where no team has somebody."""
    leading = next(iter(catalog.config.roles), None)
    if leading is None:
        return ""
    seats = (seat_of(one.use_case, leading, catalog.config) for one in catalog.entries.values())
    return codeowners(catalog, [leading]) if any(seat.people for seat in seats) else ""


def default_branch(root: Path) -> str:
    """The branch that the workflows act on: as the remote says, else a usual one, else this one."""
    cloned = _said(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD")
    if cloned:
        return cloned.partition("/")[2]
    branches = _said(root, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()
    usual = (name for name in BRANCHES if name in branches)
    return next(usual, _said(root, "symbolic-ref", "--short", "HEAD") or BRANCHES[0])


def _said(root: Path, *arguments: str) -> str:
    """What git says; empty where it is not installed, the folder is not its own, or it refuses."""
    try:
        return text_of(git(root, *arguments)).strip()
    except UsageError:
        return ""


def read_record(root: Path) -> dict[str, str]:
    """What `init` wrote last: path → fingerprint.

    Raises:
        UsageError: The record cannot be read.
    """
    file = root / RECORD
    return recorded(file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else {}


def contents(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """What the files hold that are there.

    Raises:
        UsageError: One of them leads out of the folder by a symbolic link.
    """
    for path in paths:
        if leads_out(root / path, root):
            raise UsageError(
                f"{path} leads out of {root} by a symbolic link", "put a copy in its place"
            )
    return {path: (root / path).read_bytes() for path in paths if (root / path).exists()}


def _begun(root: Path, files: dict[str, str], record: dict[str, str]) -> Iterator[Step]:
    """What is only begun here: written once, and never again."""
    there = contents(root, files)
    for path, text in files.items():
        if path not in there and (path == CONFIG or path not in record):
            yield Step(path, "new", text)


def _answered(step: Step, ask: Ask | None) -> Step:
    if step.outcome in LEFT and ask is not None and ask(step):
        return replace(step, outcome="newer")
    return step


def _write(root: Path, done: Initialised, record: dict[str, str]) -> None:
    """Write the files, and then the record of them."""
    ours = dict(record)
    for step in done.steps:
        if step.outcome in ("new", "newer"):
            write_whole(root / step.path, step.text)
        if step.outcome in ("new", "newer", "same"):
            ours[step.path] = fingerprint(step.text.encode())
    text = record_text(__version__, ours)
    file = root / RECORD
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        write_whole(file, text)
