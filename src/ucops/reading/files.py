"""Finding the use-case files of a repository, and what is wrong with their names."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ucops.model.values import SLUG, SLUG_LIMIT
from ucops.slips import repair
from ucops.text.problem import Problem

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

    What usually stands beside use cases, such as a README or pictures, is none of ours.
    """
    found: list[UseCaseFile] = []
    problems: list[Problem] = []
    if leads_out(root / folder, root):
        return [], [_way_out(folder, "folder")]
    for path in _paths(root / folder, problems, root):
        file = _printable(path.relative_to(root).as_posix())
        use_case_id, wrong = _named(path, file)
        problems += wrong
        if use_case_id is None:
            continue
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
        hidden = [name for name in folders if name.startswith(".") and name != ".git"]
        problems += [_hidden(Path(here) / name, root) for name in hidden if _holds(here, name)]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            if (Path(here) / name).is_symlink():
                folders.remove(name)
                problems.append(_folder_link(Path(here) / name, root))
        yield from (Path(here) / name for name in sorted(names))


def _holds(here: str, hidden: str) -> bool:
    """Whether a hidden folder has a use case in it, at its top."""
    try:
        return any(_OTHER_ENDING.search(name) for name in os.listdir(os.path.join(here, hidden)))  # noqa: PTH118, PTH208 - as os.walk gives them
    except OSError:
        return False


def _hidden(path: Path, root: Path) -> Problem:
    return Problem(
        rule="file-name",
        file=_printable(path.relative_to(root).as_posix()),
        message="the folder's name starts with a dot, so what is in it is not read",
        advice="take the dot away, or move its files to another folder",
    )


def _printable(file: str) -> str:
    """A path in which bytes that are no UTF-8 are spelled out."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


_AT_LEFT = re.compile(r"^(?:title|problem):", re.MULTILINE)
_MEANT_SO = re.compile(r"# ucops: ignore\[misplaced-file\] +\S")
"""The comment that silences the rule; a file that is not read has nobody else to see it."""
_TEMPLATE = re.compile(r"\.(?:j2|jinja2?|tmpl|tpl)$", re.IGNORECASE)
"""How names end of what programs make files of."""
LOOKED_AT = 200
"""Files beside the use cases that are looked into: no programme keeps more of its own there."""
LOOKED_IN = 100_000
"""Bytes of each of them; a use case of 100 items has a fifth of that."""


def strays(root: Path, folder: str, read: Iterable[UseCaseFile]) -> list[Problem]:
    """A problem for every file in the root, or in a folder there, that would be a use case.

    Such a file starts lines with `title:` and `problem:`, the two that every use case has.
    """
    beside = (one for one in sorted(root.iterdir()) if not one.name.startswith("."))
    own = root / folder
    folders = [one for one in beside if one.is_dir() and not own.is_relative_to(one)]
    every = (path for here in (root, *folders) for path in _listed(here))
    named = (one for one in every if _OTHER_ENDING.search(one.name))
    first = islice((one for one in named if not _TEMPLATE.search(one.name)), LOOKED_AT)
    found = [path for path in first if _says_use_case(path)]
    linked = {one.path.resolve() for one in read} if found else set()
    return [_stray(path, root, folder) for path in found if path.resolve() not in linked]


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.is_file() and not one.is_symlink())
    except OSError:
        return []


def _says_use_case(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(LOOKED_IN)
    except OSError:
        return False
    return len(set(_AT_LEFT.findall(text))) > 1 and not _MEANT_SO.search(text)


def _stray(path: Path, root: Path, folder: str) -> Problem:
    file = _printable(path.relative_to(root).as_posix())
    name = _proper(_OTHER_ENDING.sub("", path.name))
    return Problem(
        rule="misplaced-file",
        file=file,
        message=f"this looks like a use case, but only those below {folder}/ are read",
        advice=f"move it to {folder}/{name}",
    )


def _named(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """The id that a file's name gives, None for what is not read, and what is wrong with it."""
    name = path.name
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - Path takes `.yaml` for a stem
    if ending == ENDING:
        return stem, _bad_stem(stem, file)
    found = None if name.startswith(".") and name != ENDING else _OTHER_ENDING.search(name)
    if found:
        stem = name[: found.start()]
        original = path.with_name(stem + ENDING)
        if found.end() == len(name) or not original.exists():
            return stem or UNNAMED, [_rename(file, stem)]
        return None, [] if name.endswith("~") else [_copy(file, original.name)]
    if SLUG.fullmatch(name):
        return name, [_rename(file, name)]
    return None, [] if _BESIDE.fullmatch(name) else [_left_out(file, stem)]


_BESIDE = re.compile(
    r"\..*|~\$.*|.*~|(?:readme|license|licence|notice|contributing|changelog|codeowners|owners|index)"
    r"(?:[._-].*)?|makefile|thumbs\.db|desktop\.ini|.*\.(?:png|jpe?g|gif|svg|webp|drawio)",
    re.IGNORECASE | re.DOTALL,
)
"""What usually stands beside use cases: notes for people, pictures, what editors leave."""


def _copy(file: str, original: str) -> Problem:
    return Problem(
        rule="file-name",
        file=file,
        message=f"this looks like a copy of {original}, and is not read",
        advice=f"delete it, or give it a name of its own that ends in {ENDING}",
    )


def _left_out(file: str, stem: str) -> Problem:
    return Problem(
        rule="file-name",
        file=file,
        message=f"the file's name does not end in {ENDING}, so it is not read",
        advice=f"name it {_proper(stem)} if it is a use case, or move it to another folder",
    )


def _proper(stem: str) -> str:
    """A file's name as it should be."""
    return f"{repair.slug(stem)[:SLUG_LIMIT].strip('-') or 'a-name'}{ENDING}"


def _bad_stem(stem: str, file: str) -> list[Problem]:
    if SLUG.fullmatch(stem) and len(stem) <= SLUG_LIMIT:
        return []
    return [
        Problem(
            rule="file-name",
            file=file,
            message="the file's name is the use case's id: small letters, digits and single "
            f"hyphens, at most {SLUG_LIMIT} characters",
            advice=f"rename it to {_proper(stem)}",
        )
    ]


def _rename(file: str, stem: str) -> Problem:
    return Problem(
        rule="file-name",
        file=file,
        message=f"the file's name does not end in {ENDING}",
        advice=f"rename it to {_proper(stem)}",
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


GUARDED = frozenset({".git", ".github"})
"""Folders of a repository in which a file means more than its text."""


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path ends elsewhere once all symbolic links are followed.

    That is outside the root, or in git's or GitHub's own folder where the path does not say so:
    what is written there runs, and what is read there is no business of a page's.
    """
    try:
        there, home = path.resolve(), root.resolve()
    except (OSError, RuntimeError):
        return False  # a circle: it leads nowhere, and reading says so
    if not there.is_relative_to(home):
        return True
    first = _first(there, home)
    return first in GUARDED and first != _first(path, root)


def _first(path: Path, folder: Path) -> str:
    """The first part of the way from a folder to a path below it, in small letters."""
    parts = path.relative_to(folder).parts if path.is_relative_to(folder) else ()
    return parts[0].casefold() if parts else ""


def _way_out(file: str, what: str) -> Problem:
    return Problem(
        rule="symlink",
        file=file,
        message=f"the {what} is a symbolic link that leads out of the repository",
        advice="put a copy in its place",
    )


def _unreadable(file: str, why: str) -> Problem:
    return Problem(
        rule="unreadable-file",
        file=file,
        message=f"it cannot be read: {why}",
        advice="look at its permissions, or delete it",
    )


def _folder_link(path: Path, root: Path) -> Problem:
    return Problem(
        rule="symlink",
        file=_printable(path.relative_to(root).as_posix()),
        message="the folder is a symbolic link; what is in it is not read",
        advice="put a folder in its place",
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
        advice="an id is unique in all folders, letter case aside: rename one of the files",
    )
