"""Actions, branches and the web site of a repository over REST: how they stand."""

from __future__ import annotations

from ucops.sandbox import ids
from ucops.sandbox.access import check_read, check_write
from ucops.sandbox.entities import Repository, Workflow
from ucops.sandbox.refusals import not_found
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.paging import page_of
from ucops.sandbox.rest.views import Json


def workflows(call: Call) -> Answer:
    """`GET actions/workflows`: the ones that are switched off, too."""
    repo = call.repository
    check_read(call.who, repo, "actions")
    found = call.world.within(Workflow, repo.id)
    part, headers = page_of(call, found, call.path)
    shown = [_workflow(call, one) for one in part]
    return Answer(200, {"total_count": len(found), "workflows": shown}, headers)


def runs(call: Call) -> Answer:
    """`GET actions/workflows/{file}/runs`: the newest first."""
    repo, file = call.repository, call.places["file"]
    check_read(call.who, repo, "actions")
    for one in call.world.within(Workflow, repo.id):
        if one.path.endswith(f"/{file}"):
            begun = list(enumerate(one.runs, start=1))[::-1]
            part, headers = page_of(call, begun, call.path)
            shown = [_run(call, one, number, moment) for number, moment in part]
            return Answer(200, {"total_count": len(begun), "workflow_runs": shown}, headers)
    raise not_found()


def variable(call: Call) -> Answer:
    """`GET actions/variables/{name}`."""
    repo, name = call.repository, call.places["name"].upper()
    check_read(call.who, repo, "actions_variables")
    if name not in repo.variables:
        raise not_found()
    moment = call.world.now()
    value = {"name": name, "value": repo.variables[name]}
    return Answer(200, {**value, "created_at": moment, "updated_at": moment})


def may_propose(call: Call) -> Answer:
    """`GET actions/permissions/workflow`, for administrators."""
    repo = call.repository
    check_read(call.who, repo, "administration")
    check_write(call.who, repo, "admin", "administration")
    told = {"can_approve_pull_request_reviews": repo.actions_propose}
    return Answer(200, {"default_workflow_permissions": "read", **told})


def pages(call: Call) -> Answer:
    """`GET pages`: 404 where there is no web site."""
    repo = call.repository
    check_read(call.who, repo, "pages")
    if repo.pages is None:
        raise not_found()
    url = f"{call.views.address(repo)}/pages"
    told = {"url": url, "status": "built", "cname": None, "custom_404": False}
    return Answer(200, {**told, "public": not repo.private, "build_type": repo.pages})


def branch(call: Call) -> Answer:
    """`GET branches/{branch}`."""
    repo, name = call.repository, call.places["branch"]
    check_read(call.who, repo, "contents")
    git = call.world.git.get(repo.id)
    head = git.head(name) if git else None
    if head is None:
        raise not_found()
    address, page = call.views.address(repo), call.views.page(repo)
    url = f"{address}/branches/{name}"
    protected = repo.protected and name == repo.default_branch
    return Answer(
        200,
        {
            "name": name,
            "commit": _commit(call, repo, head),
            "_links": {"html": f"{page}/tree/{name}", "self": url},
            "protected": protected,
            "protection": {"enabled": protected},
            "protection_url": f"{url}/protection",
        },
    )


def _commit(call: Call, repo: Repository, sha: str) -> Json:
    url = f"{call.views.address(repo)}/commits/{sha}"
    someone = {"name": "Octo", "email": "octo@example.com", "date": call.world.now()}
    tree = {"sha": sha, "url": f"{call.views.address(repo)}/git/trees/{sha}"}
    return {
        "url": url,
        "sha": sha,
        "node_id": f"C_{sha}",
        "html_url": f"{call.views.page(repo)}/commit/{sha}",
        "comments_url": f"{url}/comments",
        "commit": {
            "url": url,
            "author": someone,
            "committer": someone,
            "message": "",
            "comment_count": 0,
            "tree": tree,
        },
        "author": None,
        "committer": None,
        "parents": [],
    }


def _workflow(call: Call, one: Workflow) -> Json:
    repo = call.world.the(Repository, one.repository)
    page = call.views.page(repo)
    return {
        "id": one.id,
        "node_id": ids.node_id(one),
        "name": one.path.rpartition("/")[2],
        "path": one.path,
        "state": one.state,
        "created_at": one.created_at,
        "updated_at": one.created_at,
        "url": f"{call.views.address(repo)}/actions/workflows/{one.id}",
        "html_url": f"{page}/blob/{repo.default_branch}/{one.path}",
        "badge_url": f"{page}/workflows/{one.id}/badge.svg",
    }


def _run(call: Call, one: Workflow, number: int, moment: str) -> Json:
    repo = call.world.the(Repository, one.repository)
    url = f"{call.views.address(repo)}/actions/runs/{number}"
    shown = call.views.repository(repo, call.who.login)
    below = ("jobs", "logs", "cancel", "rerun", "artifacts")
    return {
        "id": number,
        "node_id": f"WFR_{number}",
        "head_branch": repo.default_branch,
        "head_sha": "0" * 40,
        "run_number": number,
        "display_title": "Run",
        "event": "schedule",
        "status": "completed",
        "conclusion": "success",
        "path": one.path,
        "workflow_id": one.id,
        "url": url,
        "html_url": f"{call.views.page(repo)}/actions/runs/{number}",
        "created_at": moment,
        "updated_at": moment,
        "head_commit": None,
        "head_repository": shown,
        "repository": shown,
        **{f"{name}_url": f"{url}/{name}" for name in below},
        "check_suite_url": f"{call.views.address(repo)}/check-suites/{number}",
        "workflow_url": f"{call.views.address(repo)}/actions/workflows/{one.id}",
        "pull_requests": [],
    }
