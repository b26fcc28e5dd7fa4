"""What is installed in CI and by the action comes from lock files, with hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)(\[[a-z,-]+\])?==\S+( ; .+)? \\")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def entries(lock: Path) -> list[str]:
    """Every requirement of a lock file with its hashes, comments left out."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return re.split(r"\n(?=\S)", text)


def names(lock: Path) -> set[str]:
    return {found["name"] for entry in entries(lock) if (found := PINNED.match(entry))}


def canonical(requirement: str) -> str:
    found = NAME.match(requirement)
    assert found
    return re.sub(r"[._]+", "-", found[0]).lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_has_one_version_and_a_hash(lock: Path) -> None:
    for entry in entries(lock):
        first, *hashes = entry.splitlines()
        assert PINNED.fullmatch(first), first
        assert hashes, first
        assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?", one) for one in hashes)


def test_what_the_action_installs_holds_all_that_ucops_and_its_build_need() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {*project["project"]["dependencies"], *project["build-system"]["requires"], "pip"}
    assert {canonical(one) for one in needed} <= names(ROOT / "requirements" / "action.txt")


def test_the_locks_agree_on_every_version() -> None:
    pinned = [
        {first.split("==")[0].split("[")[0]: first.split("==")[1].split()[0] for first in firsts}
        for firsts in ([entry.splitlines()[0] for entry in entries(lock)] for lock in LOCKS)
    ]
    for one in pinned:
        for other in pinned:
            assert {name: one[name] for name in one.keys() & other.keys()} == {
                name: other[name] for name in one.keys() & other.keys()
            }


def test_nothing_is_installed_from_an_index_without_its_hash() -> None:
    places = [ROOT / "Makefile", ROOT / ".ci" / "run", *(ROOT / ".github").rglob("*.yml")]
    places += [one for one in [ROOT / "action.yml"] if one.is_file()]
    for place in places:
        for line in place.read_text(encoding="utf-8").splitlines():
            if re.search(r"(pip|PIP\)?) install\b", line):
                locked = "--require-hashes" in line or "$(LOCKED)" in line
                assert locked or "--no-index" in line, f"{place}: {line}"


def test_what_the_makefile_calls_locked_is_locked() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\nLOCKED := --require-hashes --only-binary :all:\n" in text
