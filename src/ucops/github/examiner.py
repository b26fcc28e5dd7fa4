"""A look at a repository's settings and at what a token may do there, which changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from ucops.github import listing, shapes
from ucops.github.answers import Request
from ucops.github.client import Client
from ucops.github.directory import Directory, described
from ucops.github.errors import (
    ArchivedError,
    InvalidRequestError,
    IssuesDisabledError,
    MissingPermissionError,
    NotFoundError,
    UnsupportedError,
)
from ucops.github.examined import AboutToken, Filed, Right, Workflow
from ucops.github.protocols import Repository
from ucops.github.snapshot import Gone

IMPOSSIBLE = "x" * 60
"""A label's name that cannot be: GitHub takes 50 characters (github/docs#32156)."""

NO_BRANCH = "ucops/there-is-no-such-branch"
NO_NUMBER = 2_147_483_647
"""The number of a pull request that no repository reaches."""


@dataclass(frozen=True)
class Examiner:
    """Looks, and never changes anything.

    Where the answer is "no such thing, or you may not see it", what is asked is not known: None.
    """

    client: Client
    directory: Directory

    def viewer(self) -> str:
        """The login of the token's owner; empty for a token that is nobody's, as in a workflow."""
        return self.directory.asking()

    def repository(self, repository: str) -> Repository:
        """What a repository is; MovedError names the new name of one that was renamed."""
        return described(self.client, repository)

    def default_branch(self, repository: str) -> str | None:
        """The name of its default branch."""
        data = self._told(lambda: self.client.get(f"/repos/{repository}"))
        return str(data["default_branch"]) if data and data.get("default_branch") else None

    def protected(self, repository: str, branch: str) -> bool | None:
        """Whether a branch refuses direct pushes, by a rule or by branch protection."""
        data = self._told(lambda: self.client.get(f"/repos/{repository}/branches/{branch}"))
        return bool(data.get("protected")) if isinstance(data, dict) else None

    def workflows(self, repository: str) -> tuple[Workflow, ...] | None:
        """Its workflows, the ones that are switched off included."""
        path = f"/repos/{repository}/actions/workflows"
        data = self._told(lambda: self.client.get(path, per_page=100))
        if data is None:
            return None
        with shapes.expecting(f"the workflows of {repository}"):
            return tuple(
                Workflow(path=one["path"], state=one["state"], url=one["html_url"])
                for one in data["workflows"]
            )

    def last_run(self, repository: str, workflow: str) -> str | None:
        """When a workflow, named by its file, ran last, as ISO 8601; None where it did not."""
        path = f"/repos/{repository}/actions/workflows/{workflow}/runs"
        data = self._told(lambda: self.client.get(path, per_page=1))
        with shapes.expecting(f"the runs of {workflow}"):
            return str(data["workflow_runs"][0]["created_at"]) if _ran(data) else None

    def variable(self, repository: str, name: str) -> str | None:
        """The value of a variable of its workflows; None where it is not set or seen."""
        path = f"/repos/{repository}/actions/variables/{name}"
        data = self._told(lambda: self.client.get(path))
        return str(data.get("value")) if isinstance(data, dict) else None

    def issue_types(self, repository: str) -> tuple[str, ...]:
        """The names of the issue types to be had there."""
        try:
            return tuple(name for name, _ in self.directory.types(repository).values())
        except UnsupportedError:
            return ()

    def about_token(self) -> AboutToken:
        """What GitHub said of the token, whenever it was asked something."""
        return self.client.about_token

    def workflows_may_propose(self, repository: str) -> bool | None:
        """Whether workflows may open pull requests; GitHub tells those only who may change it."""
        path = f"/repos/{repository}/actions/permissions/workflow"
        data = self._told(lambda: self.client.get(path))
        return bool(data.get("can_approve_pull_request_reviews")) if _is_object(data) else None

    def pages(self, repository: str) -> str | None:
        """How its web site comes about, `workflow` or `legacy`; None where there is none."""
        data = self._told(lambda: self.client.get(f"/repos/{repository}/pages"))
        return str(data.get("build_type") or "legacy") if _is_object(data) else None

    def may_read_issues(self, repository: str) -> Right:
        """Whether the token may list issues."""
        path = f"/repos/{repository}/issues"
        return _right(lambda: self.client.get(path, per_page=1, state="all"))

    def may_write_issues(self, repository: str) -> Right:
        """Whether the token may write issues, labels and milestones.

        A fine-grained token does not say what it may do. So this asks to change nothing about a
        label that cannot exist: GitHub answers 403 where the right is missing, else 404. Secret
        scanners tell tokens' rights the same way (trufflesecurity/trufflehog, finegrained.go).
        """
        request = Request(verb="PATCH", path=f"/repos/{repository}/labels/{IMPOSSIBLE}", body={})
        return _right(lambda: self.client.call(request), absent=True)

    def may_commit(self, repository: str) -> Right:
        """Whether the token may write contents: asked by moving a branch that cannot be there."""
        path = f"/repos/{repository}/git/refs/heads/{NO_BRANCH}"
        request = Request(verb="PATCH", path=path, body={"sha": "0" * 40, "force": False})
        return _right(lambda: self.client.call(request), absent=True)

    def may_propose(self, repository: str) -> Right:
        """Whether the token may open pull requests: asked by changing nothing about none."""
        request = Request(verb="PATCH", path=f"/repos/{repository}/pulls/{NO_NUMBER}", body={})
        return _right(lambda: self.client.call(request), absent=True)

    def issue(self, repository: str, number: int) -> Filed | Gone:
        """One issue and its author, or why it is not there any more."""
        try:
            found = listing.look(self.client, repository, number)
        except NotFoundError:
            return Gone(repository=repository, number=number, how="deleted")
        if isinstance(found, Gone):
            return found
        if found.pull_request:
            return Gone(repository=repository, number=number, how="converted")
        return Filed(issue=found.issue, author=found.author, author_id=found.author_id)

    def _told(self, ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - decoded JSON
        """An answer, or None where there is none for this token."""
        try:
            return ask()
        except (MissingPermissionError, NotFoundError, UnsupportedError):
            return None


def _is_object(data: Any) -> TypeGuard[Mapping[str, Any]]:  # noqa: ANN401 - decoded JSON
    return isinstance(data, dict)


def _ran(data: Any) -> bool:  # noqa: ANN401 - decoded JSON
    return isinstance(data, dict) and bool(data.get("workflow_runs"))


def _right(ask: Callable[[], object], *, absent: bool | None = None) -> Right:
    """What an answer says about a right; `absent` is what it says that there is no such thing."""
    try:
        ask()
    except MissingPermissionError as error:
        return Right(granted=False, needed=error.permissions)
    except ArchivedError:
        return Right(granted=False, needed="the repository not to be archived")
    except NotFoundError as error:
        return Right(granted=absent, needed=error.permissions)
    except (InvalidRequestError, IssuesDisabledError):
        return Right(granted=True)
    return Right(granted=True)
