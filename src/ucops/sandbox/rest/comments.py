"""Comments over REST."""

from __future__ import annotations

from ucops.sandbox import ids
from ucops.sandbox.access import assignable, check_write
from ucops.sandbox.acts import comments
from ucops.sandbox.entities import Comment, Issue, Repository, Role
from ucops.sandbox.refusals import not_found
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.paging import page_of
from ucops.sandbox.rest.views import Json, Views


def listing(call: Call) -> Answer:
    """`GET issues/{number}/comments`: the oldest first."""
    issue = call.issue
    path = f"/repositories/{issue.repository}/issues/{issue.number}/comments"
    part, headers = page_of(call, call.world.comments(issue), path)
    return Answer(200, [comment_view(call.views, one) for one in part], headers)


def create(call: Call) -> Answer:
    """`POST issues/{number}/comments`."""
    issue, repo = call.issue, call.repository
    check_write(call.who, repo, "read", "pull_requests" if issue.pull_request else "issues")
    made = comments.create(call.world, issue, call.login, call.member("body", str))
    view = comment_view(call.views, made)
    return Answer(201, view, {"Location": view["url"]})


def update(call: Call) -> Answer:
    """`PATCH issues/comments/{id}`: one's own, or with a say in the repository."""
    repo = call.repository
    found = call.world.get(Comment, int(call.places["comment"]))
    issue = call.world.get(Issue, found.issue) if found else None
    if found is None or issue is None or issue.repository != repo.id:
        raise not_found()
    least: Role = "read" if found.author == call.login else "write"
    check_write(call.who, repo, least, "pull_requests" if issue.pull_request else "issues")
    changed = comments.edit(call.world, found, call.member("body", str))
    return Answer(200, comment_view(call.views, changed))


def comment_view(views: Views, comment: Comment) -> Json:
    """A comment."""
    issue = views.world.the(Issue, comment.issue)
    repository = views.world.the(Repository, issue.repository)
    address = views.address(repository)
    kind = "pull" if issue.pull_request else "issues"
    page = f"{views.site}/{repository.full_name}/{kind}/{issue.number}"
    return {
        "id": comment.id,
        "node_id": ids.node_id(comment),
        "url": f"{address}/issues/comments/{comment.id}",
        "html_url": f"{page}#issuecomment-{comment.id}",
        "issue_url": f"{address}/issues/{issue.number}",
        "body": comment.body,
        "user": views.user(comment.author),
        "author_association": "MEMBER" if assignable(repository, comment.author) else "NONE",
        "created_at": comment.created_at,
        "updated_at": comment.updated_at,
        "performed_via_github_app": None,
    }
