"""The one place that runs git: what it says, where a branch began, what has changed since."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ucops.errors import UsageError
from ucops.reading.settings import load_config
from ucops.text.source import CONFIG_NAME

WHOLE = "git fsck says whether the clone is whole; a fresh clone helps"
LINK = "120000"
"""The mode of a symbolic link in git's trees."""


class GitRefusedError(UsageError):
    """Git ended with an error."""


def git(
    root: Path, *arguments: str, given: str = "", variables: Mapping[str, str] | None = None
) -> bytes:
    """What git says.

    Args:
        root: The folder that it runs in.
        arguments: What it is to do.
        given: What it reads from its standard input.
        variables: Variables of its environment besides our own ones.

    Raises:
        UsageError: There is no git.
        GitRefusedError: It ends with an error.
    """
    import subprocess  # noqa: PLC0415 - most runs ask git for nothing

    command = ["git", "-C", str(root), *arguments]
    try:
        run = subprocess.run(  # noqa: S603 - no shell
            command,
            input=given.encode(),
            capture_output=True,
            check=False,
            env={**os.environ, **(variables or {})},
        )
    except FileNotFoundError:
        hint = "install it: it is asked for what has changed"
        raise UsageError("git is not installed", hint) from None
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else "it does not say why"
        raise GitRefusedError(f"git cannot read the base: {reason}", WHOLE)
    return run.stdout


def text_of(said: bytes) -> str:
    """What git says as text, names that are not UTF-8 included."""
    return said.decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Base:
    """Where a branch left its base.

    Attributes:
        commit: The merge base of the base and HEAD.
        head: The commit of HEAD.
        prefix: The way from the top of the repository to the root, with a slash at its end; empty
            where they are one.
    """

    commit: str
    head: str
    prefix: str


def find_base(root: Path, ref: str) -> Base:
    """Find the commit that the working tree is compared with.

    Args:
        root: The folder that holds `ucops.yaml`.
        ref: A commit, branch or tag.

    Raises:
        UsageError: There is no git, no repository, no such commit, or no common history.
    """
    prefix = _said(root, "rev-parse", "--show-prefix")
    if prefix is None:
        raise UsageError(
            f"{root} is not in a git repository that can be read",
            "run it in a clone of the repository; git status says what is wrong",
        )
    head = _said(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head is None:
        raise UsageError("the repository has no commit yet", "commit something first")
    named = None if ref.startswith("-") else f"{ref}^{{commit}}"
    commit = named and _said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
    if not commit:
        raise UsageError(f"git knows no commit, branch or tag '{ref}'", _how_to_get(root, ref))
    merge_base = _said(root, "merge-base", commit.splitlines()[-1], head)
    if not merge_base:
        raise UsageError(f"'{ref}' and HEAD have no common commit", _how_to_get(root, ref))
    return Base(merge_base, head, prefix)


def _how_to_get(root: Path, ref: str) -> str:
    if _said(root, "rev-parse", "--is-shallow-repository") == "true":
        return (
            "this is a shallow clone: fetch the whole history with fetch-depth: 0 in "
            "actions/checkout, or with git fetch --unshallow"
        )
    return f"name one that is fetched, such as origin/main; git fetch origin brings '{ref}'"


@contextmanager
def files_of(root: Path, base: Base) -> Iterator[Path]:
    """A temporary folder with `ucops.yaml` and the use cases as they were at the base."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - as above

    with TemporaryDirectory(prefix="ucops-base-") as name:
        folder = Path(name) / (root.resolve().name or "root")
        folder.mkdir()
        _extract(root, base.commit, CONFIG_NAME, folder)
        if usecases := _folder_of_use_cases(folder):
            _extract(root, base.commit, usecases, folder)
        yield folder


def _folder_of_use_cases(folder: Path) -> str | None:
    """Where the base keeps its use cases; None where its configuration cannot be read."""
    try:
        return load_config(folder)[0].paths.usecases
    except UsageError:
        return None


def _extract(root: Path, commit: str, path: str, folder: Path) -> None:
    """Write the files below a path; links last, so that nothing is written through one."""
    listed = text_of(git(root, "ls-tree", "-r", "-z", commit, "--", path))
    blobs = [
        (mode == LINK, name, blob)
        for mode, kind, blob, name in map(_entry, filter(None, listed.split("\0")))
        if kind == "blob"
    ]
    contents = _contents(root, [blob for _, _, blob in blobs])
    for is_link, name, blob in sorted(blobs):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if is_link:
            target.symlink_to(str(contents[blob], "utf-8", "surrogateescape"))
        else:
            target.write_bytes(contents[blob])


def _entry(line: str) -> tuple[str, str, str, str]:
    facts, _, name = line.partition("\t")
    mode, kind, blob = facts.split(" ")
    return mode, kind, blob, name


def _contents(root: Path, blobs: list[str]) -> dict[str, memoryview]:
    """What the blobs hold, read in one go."""
    said = git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs))
    contents, at = {}, 0
    view = memoryview(said)
    for blob in blobs:
        start = said.index(b"\n", at) + 1
        size = _size(said[at:start], blob)
        contents[blob] = view[start : start + size]
        at = start + size + 1
    return contents


def _size(header: bytes, blob: str) -> int:
    """How many bytes follow the line with which git announces a blob."""
    word = header.split()[-1]
    if not word.isdigit():
        raise UsageError(f"the clone lacks {blob}, a file of the base", WHOLE)
    return int(word)


def _said(root: Path, *arguments: str) -> str | None:
    """What git says, or None when it refuses."""
    try:
        return text_of(git(root, *arguments)).strip()
    except GitRefusedError:
        return None


def changed_since(root: Path, ref: str) -> frozenset[str]:
    """The files below `root` that differ from where `ref` branched off, untracked ones included.

    Args:
        root: The folder that the names are relative to.
        ref: A commit, branch or tag.

    Raises:
        UsageError: There is no git, no repository, or no such commit.
    """
    base = find_base(root, ref)
    differing = git(root, "diff", "--name-only", "--relative", "-z", base.commit)
    untracked = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(filter(None, text_of(differing + untracked).split("\0")))


def is_in_git(root: Path) -> bool:
    """Whether a folder is in a git repository that can be read."""
    try:
        return _said(root, "rev-parse", "--show-prefix") is not None
    except UsageError:
        return False


def changed_in(root: Path, commit: str, file: str) -> bool:
    """Whether a file differs from what a commit has, or cannot be compared with it."""
    try:
        return _said(root, "diff", "--quiet", commit, "--", file) is None
    except UsageError:
        return True


def file_of(root: Path, commit: str, file: str) -> bytes | None:
    """What a file below the root holds in a commit; None where the clone does not know."""
    try:
        return git(root, "show", f"{commit}:./{file}")
    except UsageError:
        return None


def changes_of(root: Path, paths: Iterable[str]) -> list[tuple[dt.date, Base]]:
    """The commits that changed some paths, each with its day in UTC; the newest first.

    Empty where nothing says it: there is no git, or only the end of the history is here.
    """
    try:
        if _said(root, "rev-parse", "--is-shallow-repository") != "false":
            return []
        prefix = _said(root, "rev-parse", "--show-prefix") or ""
        said = git(root, "log", "--format=%H %ct", "--", *paths)
    except UsageError:
        return []
    pairs = (line.split() for line in text_of(said).splitlines())
    return [
        (dt.datetime.fromtimestamp(int(at), dt.UTC).date(), Base(commit, commit, prefix))
        for commit, at in pairs
    ]


def report_before(root: Path, file: str, day: dt.date) -> bytes | None:
    """What a file held in the last commit before a day, or in its first one where it is younger.

    None where nothing says it: there is no git, or the file was never committed.

    Args:
        root: The folder that the name is relative to.
        file: The file's name.
        day: The commit is older than its beginning, in UTC.
    """
    try:
        before = _said(root, "log", "-1", f"--before={day}T00:00:00Z", "--format=%H", "--", file)
        first = before or _said(root, "log", "--diff-filter=A", "--format=%H", "--", file)
        return file_of(root, first.splitlines()[-1], file) if first else None
    except UsageError:
        return None


def first_days(root: Path, folder: str) -> dict[str, dt.date]:
    """The day on which each file below a folder was first committed, renames followed.

    Empty where nothing says it: there is no git, or only the end of the history is here.

    Args:
        root: The folder that names are relative to.
        folder: The folder below it.
    """
    try:
        if _said(root, "rev-parse", "--is-shallow-repository") != "false":
            return {}
        kinds = ("--reverse", "-M", "--diff-filter=AR", "--name-status", "--relative", "-z")
        said = git(root, "log", *kinds, "--format=%x01%as", "--", folder)
    except UsageError:
        return {}
    days: dict[str, dt.date] = {}
    for commit in text_of(said).split("\x01")[1:]:
        day, *rest = filter(None, (part.strip("\n") for part in commit.split("\0")))
        names = iter(rest)
        for kind in names:
            before = next(names)
            name = next(names) if kind.startswith("R") else before
            days[name] = days.get(before, dt.date.fromisoformat(day))
    return days
