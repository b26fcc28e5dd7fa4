"""Finding the use-case files of a repository, and what is wrong with their names."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ucops.catalog import repair
from ucops.catalog.problem import Problem
from ucops.catalog.values import SLUG, SLUG_LIMIT

ENDING = ".yaml"
UNNAMED = "unnamed"
"""The id of a file whose name is nothing but its ending."""
_OTHER_ENDING = re.compile(r"\.(ya?ml|ymal|yalm|yam)(\.txt)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UseCaseFile:
    """A file that is a use case, or is meant to be one.

    Attributes:
        path: Where to read it.
        file: Its path relative to the root, with forward slashes, fit to be printed.
        id: The use case's id.
    """

    path: Path
    file: str
    id: str


def find(root: Path, folder: str) -> tuple[list[UseCaseFile], list[Problem]]:
    """Every use-case file below a folder, in the order of their names, and what is wrong.

    Files that are no YAML by their names, and hidden folders, are none of ours.
    """
    found: list[UseCaseFile] = []
    problems: list[Problem] = []
    if leads_out(root / folder, root):
        return [], [_way_out(folder, "folder")]
    for path in _paths(root / folder, problems, root):
        file = _printable(path.relative_to(root).as_posix())
        use_case_id, wrong = _named(path.name, file)
        if use_case_id is None:
            continue
        problems += wrong
        if unusable := _unusable(path, file, root):
            problems.append(unusable)
        else:
            found.append(UseCaseFile(path, file, use_case_id))
    return found, problems + _twins(found)


def _paths(folder: Path, problems: list[Problem], root: Path) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        if Path(error.filename) != folder:
            file = _printable(Path(error.filename).relative_to(root).as_posix())
            problems.append(_unreadable(file, error.strerror or "unreadable"))

    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            if (Path(here) / name).is_symlink():
                folders.remove(name)
                problems.append(_folder_link(Path(here) / name, root))
        yield from (Path(here) / name for name in sorted(names))


def _printable(file: str) -> str:
    """A path in which bytes that are no UTF-8 are spelled out."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def _named(name: str, file: str) -> tuple[str | None, list[Problem]]:
    """The id that a file's name gives, None for what is no use case, and what is wrong with it."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - Path takes `.yaml` for a stem
    if ending == ENDING:
        return stem, _bad_stem(stem, file)
    if found := _OTHER_ENDING.search(name):
        stem = name[: found.start()]
        if found.end() == len(name):
            return stem or UNNAMED, [_rename(file, stem)]
    if SLUG.fullmatch(name):
        return name, [_rename(file, name)]
    return None, []


def _slugged(stem: str) -> str:
    return repair.slug(stem)[:SLUG_LIMIT].strip("-")


def _bad_stem(stem: str, file: str) -> list[Problem]:
    if SLUG.fullmatch(stem) and len(stem) <= SLUG_LIMIT:
        return []
    return [
        Problem(
            rule="file-name",
            file=file,
            message="the file's name is the use case's id: small letters, digits and single "
            f"hyphens, at most {SLUG_LIMIT} characters",
            hint=f"rename it to {_slugged(stem) or 'a-name'}{ENDING}",
        )
    ]


def _rename(file: str, stem: str) -> Problem:
    return Problem(
        rule="file-name",
        file=file,
        message=f"the file's name does not end in {ENDING}",
        hint=f"rename it to {_slugged(stem) or 'a-name'}{ENDING}",
    )


def _unusable(path: Path, file: str, root: Path) -> Problem | None:
    """Why a file cannot be read as a use case, if so."""
    try:
        if path.is_symlink() and leads_out(path.resolve(strict=True), root):
            return _way_out(file, "file")
        if not stat.S_ISREG(path.stat().st_mode):
            return _unreadable(file, "it is not an ordinary file")
    except (OSError, RuntimeError) as error:
        return _unreadable(file, getattr(error, "strerror", None) or "the link leads in a circle")
    return None


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path ends outside a folder once all symbolic links are followed."""
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False  # a circle: it leads nowhere, and reading says so


def _way_out(file: str, what: str) -> Problem:
    return Problem(
        rule="symlink",
        file=file,
        message=f"the {what} is a symbolic link that leads out of the repository",
        hint="put a copy in its place",
    )


def _unreadable(file: str, why: str) -> Problem:
    return Problem(
        rule="unreadable-file",
        file=file,
        message=f"it cannot be read: {why}",
        hint="look at its permissions, or delete it",
    )


def _folder_link(path: Path, root: Path) -> Problem:
    return Problem(
        rule="symlink",
        file=_printable(path.relative_to(root).as_posix()),
        message="the folder is a symbolic link; what is in it is not read",
        hint="put a folder in its place",
    )


def _twins(found: list[UseCaseFile]) -> list[Problem]:
    """A problem at every file whose id is another one's, letter case aside."""
    by_id: dict[str, list[UseCaseFile]] = {}
    for one in found:
        by_id.setdefault(one.id.casefold(), []).append(one)
    return [
        _twin(one, [other.file for other in same if other is not one])
        for same in by_id.values()
        if len(same) > 1
        for one in same
    ]


def _twin(one: UseCaseFile, others: list[str]) -> Problem:
    return Problem(
        rule="duplicate-id",
        file=one.file,
        message=f"the id '{one.id}' is also that of {', '.join(others)}",
        hint="an id is unique in all folders, letter case aside: rename one of the files",
    )
