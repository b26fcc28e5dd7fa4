"""The workflows that `init` writes fit the ones that they call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ucops.model.config import Config
from ucops.setup.pin import Pin
from ucops.setup.scaffold import WORKFLOWS, Site, kept_files

CALLED = Path(__file__).parents[2] / ".github" / "workflows"
LEVELS = ("none", "read", "write")
PIN = Pin("ucops/ucops", "0" * 40)


def written(name: str, *, enterprise: bool = False) -> dict[Any, Any]:
    """A workflow as an adopter has it."""
    config = Config.model_validate({"version": 1})
    site = Site(branch="main", action=PIN, config=config, enterprise=enterprise)
    found: dict[Any, Any] = yaml.safe_load(kept_files(site)[WORKFLOWS[name]])
    return found


def called(name: str) -> dict[Any, Any]:
    """The workflow that it calls."""
    found: dict[Any, Any] = yaml.safe_load((CALLED / f"{name}.yml").read_text(encoding="utf-8"))
    return found


def lacking(given: dict[str, str], workflow: dict[Any, Any]) -> Iterator[str]:
    """Rights that a job of the called workflow wants, and the caller does not give.

    A run with a job like that does not even start.
    """
    for job, content in workflow["jobs"].items():
        for right, level in (content.get("permissions") or {}).items():
            if LEVELS.index(level) > LEVELS.index(given.get(right, "none")):
                yield f"{job}: {right}: {level}"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_caller_gives_the_rights_that_are_wanted_and_no_more(name: str) -> None:
    (job,) = written(name)["jobs"].values()
    assert list(lacking(job["permissions"], called(name))) == []
    wanted = [content.get("permissions") or {} for content in called(name)["jobs"].values()]
    assert job["permissions"].keys() == {right for rights in wanted for right in rights}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_caller_gives_only_inputs_that_there_are(name: str) -> None:
    (job,) = written(name, enterprise=True)["jobs"].values()
    inputs = called(name)[True]["workflow_call"]["inputs"]
    assert job["with"] == {"home": "ucops/ucops", "commit": "0" * 40}
    assert job["with"].keys() <= inputs.keys()


def test_comments_follow_the_runs_of_pull_requests() -> None:
    on = written("comment")[True]
    assert on["workflow_run"]["workflows"] == [written("validate")["name"]]


def test_a_right_that_is_not_given_is_found() -> None:
    jobs = {"jobs": {"a": {"permissions": {"issues": "write", "contents": "read"}}}}
    assert list(lacking({"issues": "read", "contents": "write"}, jobs)) == ["a: issues: write"]
