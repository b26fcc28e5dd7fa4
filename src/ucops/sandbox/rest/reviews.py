"""The files of a pull request, and what is said on their lines, over REST."""

from __future__ import annotations

from ucops.sandbox import ids
from ucops.sandbox.access import assignable, check_write
from ucops.sandbox.acts import line_comments
from ucops.sandbox.entities import Issue, LineComment, Pull, Repository
from ucops.sandbox.git import Patch
from ucops.sandbox.refusals import not_found, unprocessable
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.paging import page_of
from ucops.sandbox.rest.pulls import pull_of
from ucops.sandbox.rest.views import Json


def files(call: Call) -> Answer:
    """`GET pulls/{number}/files`."""
    pull, path = pull_of(call), call.path
    commit = line_comments.newest(call.world, pull)
    part, headers = page_of(call, line_comments.patches(call.world, pull), path)
    return Answer(200, [_file(call, one, commit) for one in part], headers)


def _file(call: Call, one: Patch, commit: str) -> Json:
    lines = one.text.split("\n")
    added, removed = (sum(it.startswith(sign) for it in lines) for sign in "+-")
    address, page = call.views.address(call.repository), call.views.page(call.repository)
    return {
        "sha": commit,
        "filename": one.path,
        "status": one.status,
        "additions": added,
        "deletions": removed,
        "changes": added + removed,
        "blob_url": f"{page}/blob/{commit}/{one.path}",
        "raw_url": f"{page}/raw/{commit}/{one.path}",
        "contents_url": f"{address}/contents/{one.path}?ref={commit}",
        "patch": one.text,
    }


def listing(call: Call) -> Answer:
    """`GET pulls/{number}/comments`: the oldest first."""
    pull = pull_of(call)
    part, headers = page_of(call, line_comments.of(call.world, call.issue), call.path)
    return Answer(200, [_view(call, one, pull) for one in part], headers)


def create(call: Call) -> Answer:
    """`POST pulls/{number}/reviews`, a review that is given at once."""
    pull, repo = pull_of(call), call.repository
    check_write(call.who, repo, "read", "pull_requests")
    sent = call.body.get("comments") or []
    if call.body.get("event") != "COMMENT" or not sent:
        raise unprocessable("Can only comment here, on lines")
    commit = call.member("commit_id", str)
    if commit != line_comments.newest(call.world, pull):
        raise unprocessable("Commit is not the newest of the pull request")
    made, _ = line_comments.review(call.world, pull, call.login, commit, sent)
    url = f"{call.views.address(repo)}/pulls/{call.issue.number}"
    page = f"{call.views.page(repo)}/pull/{call.issue.number}#pullrequestreview-{made}"
    answer = {
        "id": made,
        "node_id": f"PRR_{made}",
        "user": call.views.user(call.login),
        "body": str(call.body.get("body") or ""),
        "state": "COMMENTED",
        "html_url": page,
        "pull_request_url": url,
        "author_association": "MEMBER",
        "_links": {"html": {"href": page}, "pull_request": {"href": url}},
        "submitted_at": call.world.now(),
        "commit_id": commit,
    }
    return Answer(200, answer)


def delete(call: Call) -> Answer:
    """`DELETE pulls/comments/{id}`."""
    repo = call.repository
    found = call.world.get(LineComment, int(call.places["comment"]))
    issue = call.world.get(Issue, found.issue) if found else None
    if found is None or issue is None or issue.repository != repo.id:
        raise not_found()
    check_write(call.who, repo, "read" if found.author == call.login else "write", "pull_requests")
    call.world.remove(found)
    return Answer(204)


def _view(call: Call, one: LineComment, pull: Pull) -> Json:
    views, repo = call.views, call.world.the(Repository, pull.repository)
    issue = call.world.the(Issue, one.issue)
    url = f"{views.address(repo)}/pulls/comments/{one.id}"
    of_pull = f"{views.address(repo)}/pulls/{issue.number}"
    page = f"{views.page(repo)}/pull/{issue.number}#discussion_r{one.id}"
    view = {
        "url": url,
        "id": one.id,
        "node_id": ids.node_id(one),
        "pull_request_review_id": one.review,
        "diff_hunk": "\n".join(f"+{line}" for line in one.lines),
        "path": one.path,
        "commit_id": one.commit,
        "original_commit_id": one.commit,
        "user": views.user(one.author),
        "body": one.body,
        "created_at": one.created_at,
        "updated_at": one.created_at,
        "html_url": page,
        "pull_request_url": of_pull,
        "author_association": "MEMBER" if assignable(repo, one.author) else "NONE",
        "side": "RIGHT",
        "original_line": one.last,
        "subject_type": "line",
        "_links": {
            "self": {"href": url},
            "html": {"href": page},
            "pull_request": {"href": of_pull},
        },
    }
    now = {"line": one.last} if line_comments.there(call.world, pull, one) else {}
    if now and one.first != one.last:
        now |= {"start_line": one.first}
    return view | now | ({"in_reply_to_id": one.reply_to} if one.reply_to else {})
