"""Pull requests over REST: which there are, and opening one."""

from __future__ import annotations

from ucops.sandbox.access import check_read, check_write
from ucops.sandbox.acts import branches, issues, line_comments
from ucops.sandbox.acts.issues import IssueEdit
from ucops.sandbox.entities import Issue, Pull, Repository
from ucops.sandbox.refusals import Refusal, invalid, not_found
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.issue_view import issue_view
from ucops.sandbox.rest.paging import page_of
from ucops.sandbox.rest.views import Json

SHARED = (
    *("id", "number", "state", "locked", "title", "user", "body", "labels", "milestone"),
    *("active_lock_reason", "created_at", "updated_at", "closed_at", "assignee", "assignees"),
    *("author_association", "draft", "html_url", "comments_url", "node_id"),
)
"""What a pull request has as an issue has it."""
UNCOUNTED = ("commits", "additions", "deletions", "changed_files", "review_comments")


def listing(call: Call) -> Answer:
    """`GET pulls`: open ones only unless told otherwise, the newest first."""
    repo = call.repository
    check_read(call.who, repo, "pull_requests")
    state = call.one_of("state", ("open", "closed", "all"), "open")
    found = [
        pull
        for pull in reversed(call.world.within(Pull, repo.id))
        if state in {"all", call.world.the(Issue, pull.issue).state}
        and call.query.get("head", pull.label) == pull.label
        and call.query.get("base", pull.base) == pull.base
    ]
    part, headers = page_of(call, found, f"/repositories/{repo.id}/pulls")
    return Answer(200, [pull_view(call, pull) for pull in part], headers)


def read(call: Call) -> Answer:
    """`GET pulls/{number}`."""
    return Answer(200, _whole(call, pull_of(call)))


def create(call: Call) -> Answer:
    """`POST pulls`, for a branch of this repository."""
    repo, head = call.repository, call.member("head", str)
    base = call.member("base", str)
    check_write(call.who, repo, "write", "pull_requests")
    if not repo.actions_propose:
        text = "GitHub Actions is not permitted to create or approve pull requests."
        raise Refusal(403, text, kind="FORBIDDEN")
    tip = branches.git_of(call.world, repo).head(head)
    if tip is None:
        raise invalid("PullRequest", "head", "invalid")
    others = (call.world.the(Issue, one.issue) for one in call.world.within(Pull, repo.id))
    label = f"{repo.owner}:{head}"
    if any(it.state == "open" and _label(call, it) == label for it in others):
        text = f"A pull request already exists for {label}."
        raise invalid("PullRequest", "base", "custom", text)
    edit: IssueEdit = {"title": call.title(), "body": call.member("body", str, "")}
    made = issues.create(call.world, repo, call.login, edit, pull_request=True)
    pull = Pull(
        id=call.world.new_id(),
        repository=repo.id,
        issue=made.id,
        base=base,
        head=head,
        head_repository=repo.full_name,
        commit=tip,
    )
    view = _whole(call, call.world.put(pull))
    return Answer(201, view, {"Location": view["url"]})


def update(call: Call) -> Answer:
    """`PATCH pulls/{number}`: its title and text."""
    check_write(call.who, call.repository, "write", "pull_requests")
    pull = pull_of(call)
    new: IssueEdit = {}
    if "title" in call.body:
        new["title"] = call.title()
    if "body" in call.body:
        new["body"] = call.member("body", str)
    issues.edit(call.world, call.issue, call.login, new)
    return Answer(200, _whole(call, pull))


def _label(call: Call, issue: Issue) -> str:
    found = next(one for one in call.world.every(Pull) if one.issue == issue.id)
    return found.label


def pull_of(call: Call) -> Pull:
    """The pull request that the path names."""
    repo, issue = call.repository, call.issue
    check_read(call.who, repo, "pull_requests")
    for pull in call.world.within(Pull, repo.id):
        if pull.issue == issue.id:
            return pull
    raise not_found()


def _whole(call: Call, pull: Pull) -> Json:
    """One pull request alone, which says more than one in a listing."""
    issue = call.world.the(Issue, pull.issue)
    return {
        **pull_view(call, pull),
        **dict.fromkeys(UNCOUNTED, 0),
        "comments": issue.comments,
        "maintainer_can_modify": False,
        "mergeable": True,
        "mergeable_state": "clean",
        "merged": False,
        "merged_by": None,
    }


def pull_view(call: Call, pull: Pull) -> Json:
    """A pull request, as in a listing."""
    views, repo = call.views, call.world.the(Repository, pull.repository)
    issue = call.world.the(Issue, pull.issue)
    shared = {name: value for name, value in issue_view(views, issue).items() if name in SHARED}
    url, page = f"{views.address(repo)}/pulls/{issue.number}", shared["html_url"]
    commits = f"{views.address(repo)}/statuses/{line_comments.newest(call.world, pull)}"
    addresses = {
        "url": url,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "issue_url": f"{views.address(repo)}/issues/{issue.number}",
        "commits_url": f"{url}/commits",
        "review_comments_url": f"{url}/comments",
        "review_comment_url": f"{views.address(repo)}/pulls/comments{{/number}}",
        "statuses_url": commits,
    }
    return {
        **shared,
        **addresses,
        "_links": {
            name: {"href": addresses[f"{name}_url"]}
            for name in ("issue", "review_comments", "review_comment", "commits", "statuses")
        }
        | {"self": {"href": url}, "html": {"href": page}}
        | {"comments": {"href": shared["comments_url"]}},
        "merge_commit_sha": None,
        "merged_at": None,
        "auto_merge": None,
        "head": _end(call, pull.head_repository, pull.head, line_comments.newest(call.world, pull)),
        "base": _end(call, repo.full_name, pull.base, pull.commit),
    }


def _end(call: Call, full_name: str, branch: str, commit: str) -> Json:
    owner, _, name = full_name.partition("/")
    repository = call.world.repository(owner, name)
    return {
        "label": f"{owner}:{branch}",
        "ref": branch,
        "sha": commit,
        "user": call.views.user(owner),
        "repo": call.views.repository(repository, call.who.login) if repository else None,
    }
