"""An issue as the JSON that GitHub's REST interface sends."""

from __future__ import annotations

from ucops.sandbox import ids
from ucops.sandbox.access import assignable
from ucops.sandbox.entities import Issue, IssueType, Label, Milestone, Repository
from ucops.sandbox.rest.shapes import REACTIONS
from ucops.sandbox.rest.views import Json, Views


def issue_view(views: Views, issue: Issue) -> Json:
    """An issue, as in listings, single answers and sub-issue lists alike."""
    repository = views.world.the(Repository, issue.repository)
    url = f"{views.address(repository)}/issues/{issue.number}"
    kind = "pull" if issue.pull_request else "issues"
    assignees = [views.user(login) for login in issue.assignees]
    html_url = f"{views.site}/{repository.full_name}/{kind}/{issue.number}"
    milestone = views.world.get(Milestone, issue.milestone)
    view: Json = {
        "url": url,
        "repository_url": views.address(repository),
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": html_url,
        "id": issue.id,
        "node_id": ids.node_id(issue),
        "number": issue.number,
        "title": issue.title,
        "body": issue.body,
        "user": views.user(issue.author),
        "labels": [views.label(views.world.the(Label, ident)) for ident in issue.labels],
        "state": issue.state,
        "state_reason": issue.state_reason,
        "locked": issue.locked,
        "active_lock_reason": issue.lock_reason,
        "assignee": assignees[0] if assignees else None,
        "assignees": assignees,
        "milestone": views.milestone(milestone) if milestone else None,
        "comments": issue.comments,
        "created_at": issue.created_at,
        "updated_at": issue.updated_at,
        "closed_at": issue.closed_at,
        "closed_by": views.user(issue.closed_by) if issue.closed_by else None,
        "author_association": _association(views, issue),
        "performed_via_github_app": None,
        "reactions": {"url": f"{url}/reactions", **REACTIONS},
    }
    return view | _extras(views, issue) | _pull(views, issue, repository, html_url)


def _extras(views: Views, issue: Issue) -> Json:
    blockers, blocked = views.world.blockers(issue), views.world.blocked(issue)
    summary = {
        "blocked_by": sum(it.state == "open" for it in blockers),
        "total_blocked_by": len(blockers),
        "blocking": sum(it.state == "open" for it in blocked),
        "total_blocking": len(blocked),
    }
    extras = {**_hierarchy(views, issue), "issue_dependencies_summary": summary}
    if _in_organization(views, issue):
        kind = views.world.get(IssueType, issue.type)
        extras["type"] = views.issue_type(kind) if kind else None
    return extras


def _hierarchy(views: Views, issue: Issue) -> Json:
    children = views.world.children(issue)
    done = sum(child.state == "closed" for child in children)
    summary = {
        "total": len(children),
        "completed": done,
        "percent_completed": done * 100 // len(children) if children else 0,
    }
    parent = views.world.get(Issue, issue.parent)
    if parent is None:
        return {"sub_issues_summary": summary, "parent_issue_url": None}
    address = views.address(views.world.the(Repository, parent.repository))
    url = f"{address}/issues/{parent.number}"
    return {"sub_issues_summary": summary, "parent_issue_url": url}


def _in_organization(views: Views, issue: Issue) -> bool:
    """Whether the repository belongs to an organisation; only those have issue types."""
    owner = views.owners.get(views.world.the(Repository, issue.repository).owner.lower())
    return owner is not None and owner.kind == "Organization"


def _association(views: Views, issue: Issue) -> str:
    """An author who could be assigned belongs to the repository."""
    repository = views.world.the(Repository, issue.repository)
    return "MEMBER" if assignable(repository, issue.author) else "NONE"


def _pull(views: Views, issue: Issue, repository: Repository, html_url: str) -> Json:
    if not issue.pull_request:
        return {}
    pull = {
        "url": f"{views.address(repository)}/pulls/{issue.number}",
        "html_url": html_url,
        "diff_url": f"{html_url}.diff",
        "patch_url": f"{html_url}.patch",
        "merged_at": None,
    }
    return {"draft": False, "pull_request": pull}
