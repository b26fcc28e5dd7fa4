"""`GET issues`: which issues a listing holds, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from ucops.sandbox.entities import Issue
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.issue_view import issue_view
from ucops.sandbox.rest.paging import after_cursor, page_of

STATES = ("open", "closed", "all")
KNOWN = {"state", "since", "creator", "labels", "sort", "direction", "per_page", "page", "after"}
SORTS = ("created", "updated", "comments")
Test = Callable[[Issue], bool]


def listing(call: Call) -> Answer:
    """`GET issues`: pull requests included; open ones only unless told otherwise."""
    chosen = in_order(call)
    path = f"/repositories/{call.repository.id}/issues"
    if _sort(call) == "comments":
        part, headers = page_of(call, chosen, path)
    else:
        part, headers = after_cursor(call, chosen, path, cursor(call))
    return Answer(200, [issue_view(call.views, issue) for issue in part], headers)


def in_order(call: Call) -> list[Issue]:
    """The issues that the query asks for, in its order."""
    repo = call.repository
    if not repo.has_issues:
        raise Refusal(410, "Issues are disabled for this repo")
    if unknown := call.query.keys() - KNOWN:
        raise Refusal(422, f"The sandbox cannot filter by {min(unknown)}.")  # better than not to
    tests = list(_tests(call))
    chosen = [issue for issue in call.world.issues(repo) if all(test(issue) for test in tests)]
    sort = _sort(call)
    if sort != "created":  # the world keeps them by creation
        chosen.sort(key=attrgetter("updated_at" if sort == "updated" else "comments", "number"))
    if call.one_of("direction", ("asc", "desc"), "desc") == "desc":
        chosen.reverse()
    return chosen


def cursor(call: Call) -> Callable[[Issue], str]:
    """An issue's place in the order of the query, which it keeps when others go away."""
    if _sort(call) == "updated":
        return lambda issue: f"{issue.updated_at}:{issue.number:09}"
    return lambda issue: f":{issue.number:09}"


def _sort(call: Call) -> str:
    return call.one_of("sort", SORTS, "created")


def _tests(call: Call) -> Iterator[Test]:
    """The tests that an issue has to pass, one for each filter of the query."""
    state = call.one_of("state", STATES, "open")
    if state != "all":
        yield lambda issue: issue.state == state
    if since := call.query.get("since"):
        yield lambda issue: issue.updated_at >= since
    for name in filter(None, call.query.get("labels", "").split(",")):
        label = call.world.label(call.repository, name)
        yield _labelled(label.id if label else None)
    if creator := call.query.get("creator", "").lower():
        yield lambda issue: issue.author.lower() == creator


def _labelled(label: int | None) -> Test:
    return lambda issue: label in issue.labels
