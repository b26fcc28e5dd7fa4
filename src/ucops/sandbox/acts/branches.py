"""Branches of a repository and commits on them, where the sandbox is given a place for them."""

from __future__ import annotations

from ucops.sandbox.entities import Repository
from ucops.sandbox.git import Git
from ucops.sandbox.refusals import Refusal, unprocessable
from ucops.sandbox.world import World


def git_of(world: World, repository: Repository) -> Git:
    """Where a repository's files are; refused as GitHub refuses for a repository without any."""
    found = world.git.get(repository.id)
    if found is None:
        raise Refusal(409, "Git Repository is empty.")
    return found


def check_direct(repository: Repository, branch: str) -> None:
    """Refuse to change a protected branch otherwise than by a pull request."""
    if branch == repository.default_branch and repository.protected:
        rule = "Changes must be made through a pull request."
        raise unprocessable(f"Repository rule violations found\n\n{rule}\n\n")


def point(
    world: World, repository: Repository, branch: str, commit: str, *, force: bool = False
) -> None:
    """Let a branch end at another commit."""
    git = git_of(world, repository)
    head = git.head(branch)
    if head is None:
        raise unprocessable("Reference does not exist")
    if not git.has(commit):
        raise unprocessable("Object does not exist")
    check_direct(repository, branch)
    if not force and not git.is_behind(head, commit):
        raise unprocessable("Update is not a fast forward")
    git.point(branch, commit)
