"""`GET issues`: which issues a listing holds, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from ucops.sandbox.entities import Issue, Label
from ucops.sandbox.refusals import Refusal, invalid
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.paging import after_cursor, page_of

STATES = ("open", "closed", "all")
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
    return Answer(200, [call.views.issue(issue) for issue in part], headers)


def in_order(call: Call) -> list[Issue]:
    """The issues that the query asks for, in its order."""
    repo = call.repository
    if not repo.has_issues:
        raise Refusal(410, "Issues are disabled for this repo")
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
    if creator := call.query.get("creator", "").lower():
        yield lambda issue: issue.author.lower() == creator
    if names := {it for it in call.query.get("labels", "").lower().split(",") if it}:
        yield lambda issue: names <= _label_names(call, issue)
    if assignee := call.query.get("assignee", "").lower():
        yield _assigned(assignee)
    if milestone := call.query.get("milestone"):
        yield _scheduled(call, milestone)


def _label_names(call: Call, issue: Issue) -> set[str]:
    return {call.world.the(Label, ident).name.lower() for ident in issue.labels}


def _assigned(wanted: str) -> Test:
    if wanted in {"*", "none"}:
        return lambda issue: bool(issue.assignees) is (wanted == "*")
    return lambda issue: wanted in {login.lower() for login in issue.assignees}


def _scheduled(call: Call, wanted: str) -> Test:
    if wanted in {"*", "none"}:
        return lambda issue: (issue.milestone is not None) is (wanted == "*")
    if not wanted.isdecimal():
        raise invalid("Issue", "milestone", "invalid", value=wanted)
    found = call.world.milestone(call.repository, int(wanted))
    return lambda issue: found is not None and issue.milestone == found.id
