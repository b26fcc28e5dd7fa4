"""A right that is missing is called as GitHub's pages call it, with who grants it and where."""

from __future__ import annotations

import pytest

from ucops.github import errors
from ucops.github.answers import Answer, Refused, Request, judge
from ucops.github.granting import granting, named

APP = "Resource not accessible by integration"
PERSONAL = "Resource not accessible by personal access token"
ROLE = "Must have admin rights to Repository."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("issues=write", "Issues: read and write"),
        ("issues=read", "Issues: read"),
        (
            "issues=write,pull_requests=read",
            "Issues: read and write and Pull requests: read",
        ),
        (
            "issues=write; pull_requests=write",
            "Issues: read and write or Pull requests: read and write",
        ),
        ("organization_projects=write", "Projects (of the organisation): read and write"),
        ("repo, public_repo", "the scope repo or public_repo"),
        ("", ""),
        ("=;=,", ""),
    ],
)
def test_permissions_are_called_as_the_pages_call_them(given: str, said: str) -> None:
    assert named(given) == said


@pytest.mark.parametrize(
    ("permissions", "words", "told", "untold"),
    [
        (
            "issues=write",
            APP,
            ["`permissions: {issues: write}` in its file", "GitHub Apps → Permissions & events"],
            ["Fine-grained"],
        ),
        (
            "issues=write",
            PERSONAL,
            ["Fine-grained tokens", "an organisation owner approves it"],
            ["GitHub Apps"],
        ),
        (
            "issues=write",
            ROLE,
            ["an administrator of the repository", "Collaborators and teams"],
            ["GitHub Apps"],
        ),
        ("repo", "no", ["Tokens (classic)", "the scope repo"], ["Fine-grained"]),
        ("organization_projects=write", APP, ["GitHub Apps"], ["workflow"]),
        ("", "no", ["docs/reference/tokens.md"], []),
        ("=", "no", [], []),
    ],
)
def test_who_grants_it_depends_on_the_token(
    permissions: str, words: str, told: list[str], untold: list[str]
) -> None:
    found = granting(permissions, words)
    assert all(one in found for one in told), found
    assert not any(one in found for one in untold), found


def test_a_mutation_that_is_refused_names_the_right_that_graphql_does_not() -> None:
    request = Request(verb="POST", path="graphql", body={}, about="it", needs="issues=write")
    refused = '{"data": null, "errors": [{"type": "FORBIDDEN", "message": "%s"}]}' % APP  # noqa: UP031 - braces
    found = judge(request, Answer(status=200, headers={}, text=refused), 0.0)
    assert isinstance(found, Refused)
    assert isinstance(found.error, errors.MissingPermissionError)
    assert "Issues: read and write" in found.error.hint
