"""No request whatever makes the sandbox stumble."""

from __future__ import annotations

import re

from fake.people import People
from fake.service import opened
from hypothesis import given
from hypothesis import strategies as st
from sandbox_client import Client

from ucops.sandbox.rest.routes import TABLE

NAMES = (
    "title",
    "body",
    "labels",
    "assignees",
    "milestone",
    "type",
    "state",
    "state_reason",
    "name",
    "new_name",
    "color",
    "description",
    "due_on",
    "sub_issue_id",
    "after_id",
    "before_id",
    "issue_id",
    "replace_parent",
    "lock_reason",
    "duplicate_issue_id",
    "query",
    "variables",
    "operationName",
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 1020)
    | st.sampled_from(
        ["", "x", "open", "closed", "completed", "2026-12-18", "octo-a", "{ viewer { login } }"]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=5,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5) | VALUES
REPOSITORY = "/repos/acme/gtm"
PATHS = [
    "/repos/acme/gtm/collaborators/octo-a/permission",
    "/graphql",
    "/_sandbox/faults",
    "/_sandbox/chance",
    "/_sandbox/features",
    "/user",
    "/users/octo-a",
    REPOSITORY,
] + [
    f"{REPOSITORY}{tail}"
    for tail in (
        "/issues",
        "/issues/1",
        "/issues/1/comments",
        "/issues/comments/1",
        "/pulls",
        "/pulls/1",
        "/branches/main",
        "/actions/workflows",
        "/actions/workflows/sync.yml/runs",
        "/actions/variables/UCOPS_LIVE",
        "/actions/permissions/workflow",
        "/pages",
        "/pulls/1/files",
        "/pulls/1/comments",
        "/pulls/1/reviews",
        "/pulls/comments/1",
        "/git/ref/heads/main",
        "/git/refs",
        "/git/refs/heads/main",
        "/issues/2",
        "/issues/9",
        "/issues/1/lock",
        "/issues/1/labels",
        "/issues/1/labels/a",
        "/issues/1/assignees",
        "/issues/1/comments",
        "/issues/1/sub_issues",
        "/issues/1/sub_issue",
        "/issues/1/sub_issues/priority",
        "/issues/1/dependencies/blocked_by",
        "/issues/1/dependencies/blocking",
        "/issues/1/parent",
        "/issue-types",
        "/assignees",
        "/issues/1/dependencies/blocked_by/1010",
        "/labels",
        "/labels/a",
        "/milestones",
        "/milestones/1",
        "/assignees/x",
    )
]
METHODS = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"])
QUERIES = st.sampled_from(
    ["", "?per_page=0&page=-1", "?state=&sort=", "?milestone=%00", "?since=x&labels=,,", "?page=9"]
)


@given(st.lists(st.tuples(METHODS, st.sampled_from(PATHS), QUERIES, BODIES), max_size=8))
def test_every_request_gets_an_answer(requests: list) -> None:
    with opened() as service:
        people = People(service.world, "acme/gtm")
        for title in ("One", "Two"):
            people.open_issue(title)
        people.label(1, "a")
        people.create_milestone("Sprint")
        for method, path, query, body in requests:
            reply = Client(service).reply(method, path + query, body)
            assert 200 <= reply.status < 505 or reply.cut


def test_the_paths_cover_every_route() -> None:
    missed = [
        pattern for pattern in TABLE if not any(re.fullmatch(pattern, path) for path in PATHS)
    ]
    assert missed == []
