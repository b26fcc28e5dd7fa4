"""Which function answers which request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from ucops.sandbox.refusals import not_found
from ucops.sandbox.rest import (
    actions,
    branches,
    comments,
    hierarchy,
    issues,
    pulls,
    repositories,
    reviews,
)
from ucops.sandbox.rest.call import Answer, Call, Handler
from ucops.sandbox.rest.listing import listing

REPOSITORY = r"/(?:repos/(?P<owner>[^/]+)/(?P<repo>[^/]+)|repositories/(?P<id>\d+))"
ISSUE = rf"{REPOSITORY}/issues/(?P<number>\d+)"
PULL = rf"{REPOSITORY}/pulls/(?P<number>\d+)"
Table = Mapping[str, Mapping[str, Handler]]
"""Handlers by the pattern of their path and by method."""
TABLE: Table = {
    REPOSITORY: {"GET": repositories.read},
    f"{REPOSITORY}/issues": {"GET": listing, "POST": issues.create},
    ISSUE: {"GET": issues.read, "PATCH": issues.update},
    f"{ISSUE}/sub_issues": {"GET": hierarchy.sub_issues, "POST": hierarchy.add_sub_issue},
    f"{ISSUE}/sub_issue": {"DELETE": hierarchy.remove_sub_issue},
    f"{ISSUE}/parent": {"GET": hierarchy.parent},
    f"{ISSUE}/dependencies/blocked_by": {
        "GET": hierarchy.blocked_by,
        "POST": hierarchy.add_blocker,
    },
    rf"{ISSUE}/dependencies/blocked_by/(?P<blocker>\d+)": {"DELETE": hierarchy.remove_blocker},
    f"{REPOSITORY}/labels": {"GET": repositories.labels, "POST": repositories.create_label},
    rf"{REPOSITORY}/labels/(?P<name>[^/]+)": {"PATCH": repositories.update_label},
    f"{REPOSITORY}/milestones": {
        "GET": repositories.milestones,
        "POST": repositories.create_milestone,
    },
    rf"{REPOSITORY}/milestones/(?P<number>\d+)": {"PATCH": repositories.update_milestone},
    rf"{REPOSITORY}/assignees/(?P<login>[^/]+)": {"GET": repositories.assignee},
    rf"{REPOSITORY}/collaborators/(?P<login>[^/]+)/permission": {"GET": repositories.permission},
    f"{REPOSITORY}/issue-types": {"GET": repositories.issue_types},
    f"{ISSUE}/comments": {"GET": comments.listing, "POST": comments.create},
    rf"{REPOSITORY}/issues/comments/(?P<comment>\d+)": {"PATCH": comments.update},
    f"{REPOSITORY}/pulls": {"GET": pulls.listing, "POST": pulls.create},
    PULL: {"GET": pulls.read, "PATCH": pulls.update},
    rf"{REPOSITORY}/branches/(?P<branch>.+)": {"GET": actions.branch},
    f"{REPOSITORY}/actions/workflows": {"GET": actions.workflows},
    rf"{REPOSITORY}/actions/workflows/(?P<file>[^/]+)/runs": {"GET": actions.runs},
    rf"{REPOSITORY}/actions/variables/(?P<name>[^/]+)": {"GET": actions.variable},
    f"{REPOSITORY}/actions/permissions/workflow": {"GET": actions.may_propose},
    f"{REPOSITORY}/pages": {"GET": actions.pages},
    f"{PULL}/files": {"GET": reviews.files},
    f"{PULL}/comments": {"GET": reviews.listing},
    f"{PULL}/reviews": {"POST": reviews.create},
    rf"{REPOSITORY}/pulls/comments/(?P<comment>\d+)": {"DELETE": reviews.delete},
    rf"{REPOSITORY}/git/ref/heads/(?P<branch>.+)": {"GET": branches.read},
    f"{REPOSITORY}/git/refs": {"POST": branches.create},
    rf"{REPOSITORY}/git/refs/heads/(?P<branch>.+)": {
        "PATCH": branches.update,
        "DELETE": branches.delete,
    },
}


def answer(routes: Table, call: Call, method: str) -> Answer:
    """Find the route of a request and let its function answer; 404 where there is none."""
    for pattern, handlers in routes.items():
        if method in handlers and (match := re.fullmatch(pattern, call.path)):
            places = {name: unquote(text) for name, text in match.groupdict("").items()}
            return handlers[method](replace(call, places=places))
    raise not_found()
