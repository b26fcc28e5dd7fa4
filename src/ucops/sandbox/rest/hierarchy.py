"""Sub-issues and dependencies over REST: numbers in paths, REST ids in bodies."""

from __future__ import annotations

from collections.abc import Sequence

from ucops.sandbox.access import check_write
from ucops.sandbox.acts import hierarchy
from ucops.sandbox.entities import Issue
from ucops.sandbox.refusals import Refusal, not_found
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.issue_view import issue_view
from ucops.sandbox.rest.paging import page_of


def sub_issues(call: Call) -> Answer:
    """`GET sub_issues`: in priority order."""
    return _list(call, call.world.children(call.issue), "sub_issues")


def add_sub_issue(call: Call) -> Answer:
    """`POST sub_issues`."""
    issue = _writable(call)
    child = call.issue_by_id("sub_issue_id")
    move = call.member("replace_parent", bool, default=False)
    parent = hierarchy.add_child(call.world, issue, child, replace_parent=move)
    return Answer(201, issue_view(call.views, parent))


def remove_sub_issue(call: Call) -> Answer:
    """`DELETE sub_issue`."""
    issue = _writable(call)
    parent = hierarchy.remove_child(call.world, issue, call.issue_by_id("sub_issue_id"))
    return Answer(200, issue_view(call.views, parent))


def parent(call: Call) -> Answer:
    """`GET parent`: 404 when there is none."""
    found = call.world.get(Issue, call.issue.parent)
    if found is None:
        raise not_found()
    return Answer(200, issue_view(call.views, found))


def blocked_by(call: Call) -> Answer:
    """`GET dependencies/blocked_by`."""
    return _list(call, call.world.blockers(call.issue), "dependencies/blocked_by")


def add_blocker(call: Call) -> Answer:
    """`POST dependencies/blocked_by`."""
    issue = _writable(call)
    hierarchy.add_blocker(call.world, issue, call.issue_by_id("issue_id"))
    return Answer(201, issue_view(call.views, call.world.the(Issue, issue.id)))


def remove_blocker(call: Call) -> Answer:
    """`DELETE dependencies/blocked_by/{issue_id}`."""
    issue = _writable(call)
    blocker = call.world.get(Issue, int(call.places["blocker"]))
    if blocker is None:
        raise not_found()
    changed = hierarchy.remove_blocker(call.world, issue, blocker)
    return Answer(200, issue_view(call.views, changed))


def _list(call: Call, issues: Sequence[Issue], tail: str) -> Answer:
    issue = call.issue
    path = f"/repositories/{issue.repository}/issues/{issue.number}/{tail}"
    part, headers = page_of(call, issues, path)
    return Answer(200, [issue_view(call.views, it) for it in part], headers)


def _writable(call: Call) -> Issue:
    issue = call.issue
    check_write(call.who, call.repository, "triage")
    if issue.pull_request:
        raise Refusal(422, "Pull requests have no sub-issues and no dependencies")
    return issue
