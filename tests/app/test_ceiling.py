"""A limit counts only as far as the commit before allowed it, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from preview_data import commit, git, repository, written

from ucops.app.ceiling import limits_of
from ucops.app.run import Run
from ucops.model.config import Limits
from ucops.reading.settings import load_config

CONFIG = "version: 1\npreset: none\nlimits: {{closes: {}, creates: {}}}\n"


def closes(root: Path, **environment: str) -> tuple[int | None, int | None, set[str]]:
    run = Run(root=root, environment=environment)
    found = limits_of(run, load_config(root)[0].limits)
    return found.limits.closes, found.limits.creates, set(found.raised)


def said(root: Path, closed: object, created: object = 500) -> None:
    written(root, {"ucops.yaml": CONFIG.format(closed, created)})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clone whose only commit has the defaults."""
    return repository(tmp_path / "gtm")


def test_a_limit_that_is_raised_counts_from_the_next_commit_on(root: Path) -> None:
    said(root, 41)
    assert closes(root) == (5, 500, {"closes"})
    commit(root)
    assert closes(root) == (5, 500, {"closes"})
    written(root, {"usecases/new.yaml": "title: New\nproblem: It is slow.\n"})
    commit(root)
    assert closes(root) == (41, 500, set())


def test_none_raises_and_a_lower_limit_counts_at_once(root: Path) -> None:
    said(root, "none", 3)
    commit(root)
    assert closes(root) == (5, 3, {"closes"})
    said(root, 7, "none")
    assert closes(root) == (7, 3, {"creates"})


def test_a_merge_is_compared_with_what_it_was_merged_into(root: Path) -> None:
    git("switch", "--quiet", "--create", "proposal", at=root)
    for number in (40, 41):
        said(root, number)
        commit(root)
    git("switch", "--quiet", "main", at=root)
    git("merge", "--quiet", "--no-ff", "--message", "Merge", "proposal", at=root)
    assert closes(root) == (5, 500, {"closes"})


def test_in_a_clone_of_one_commit_the_defaults_are_the_most(root: Path, tmp_path: Path) -> None:
    said(root, 41)
    commit(root)
    written(root, {"usecases/new.yaml": "title: New\nproblem: It is slow.\n"})
    commit(root)
    shallow = tmp_path / "shallow"
    git("clone", "--quiet", "--depth=1", f"file://{root}", str(shallow), at=tmp_path)
    assert closes(shallow) == (Limits().closes, 500, {"closes"})


def test_without_git_there_is_no_before_but_on_a_runner(tmp_path: Path) -> None:
    said(tmp_path, 41)
    assert closes(tmp_path) == (41, 500, set())
    assert closes(tmp_path, GITHUB_ACTIONS="true") == (5, 500, {"closes"})
