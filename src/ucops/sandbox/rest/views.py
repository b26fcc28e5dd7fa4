"""Entities as the JSON that GitHub's REST interface sends."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any
from urllib.parse import quote

from ucops.sandbox import ids
from ucops.sandbox.access import assignable, may
from ucops.sandbox.entities import (
    Issue,
    IssueType,
    Label,
    Milestone,
    Owner,
    Repository,
)
from ucops.sandbox.rest.shapes import REACTIONS, repository_links, user_links
from ucops.sandbox.world import World

Json = dict[str, Any]


class Views:
    """Makes JSON for one request; counts that are dear to make are made once for it.

    Attributes:
        root: The API's base address, prefix included.
        site: The address of the pages that people look at.
    """

    def __init__(self, world: World, root: str, site: str) -> None:
        self.world = world
        self.root = root
        self.site = site
        self._users: dict[str, Json] = {}

    def user(self, login: str) -> Json:
        """A simple user."""
        if login not in self._users:
            owner = self.world.owner(login)
            self._users[login] = {
                "login": login,
                "id": owner.id if owner else ids.user_id(login),
                "node_id": ids.node_id(owner) if owner else ids.user_node_id(login),
                **user_links(self.root, self.site, login),
                "type": owner.kind if owner else "User",
                "site_admin": False,
            }
        return self._users[login]

    def address(self, repository: Repository) -> str:
        """The API address of a repository."""
        return f"{self.root}/repos/{repository.full_name}"

    def issue(self, issue: Issue) -> Json:
        """An issue, as in listings, single answers and sub-issue lists alike."""
        repository = self.world.the(Repository, issue.repository)
        url = f"{self.address(repository)}/issues/{issue.number}"
        kind = "pull" if issue.pull_request else "issues"
        assignees = [self.user(login) for login in issue.assignees]
        html_url = f"{self.site}/{repository.full_name}/{kind}/{issue.number}"
        milestone = self.world.get(Milestone, issue.milestone)
        view: Json = {
            "url": url,
            "repository_url": self.address(repository),
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
            "user": self.user(issue.author),
            "labels": [self.label(self.world.the(Label, ident)) for ident in issue.labels],
            "state": issue.state,
            "state_reason": issue.state_reason,
            "locked": issue.locked,
            "active_lock_reason": issue.lock_reason,
            "assignee": assignees[0] if assignees else None,
            "assignees": assignees,
            "milestone": self.milestone(milestone) if milestone else None,
            "comments": issue.comments,
            "created_at": issue.created_at,
            "updated_at": issue.updated_at,
            "closed_at": issue.closed_at,
            "closed_by": self.user(issue.closed_by) if issue.closed_by else None,
            "author_association": self._association(issue),
            "performed_via_github_app": None,
            "reactions": {"url": f"{url}/reactions", **REACTIONS},
        }
        return view | self._extras(issue) | self._pull(issue, repository, html_url)

    def label(self, label: Label) -> Json:
        """A label."""
        repository = self.world.the(Repository, label.repository)
        return {
            "id": label.id,
            "node_id": ids.node_id(label),
            "url": f"{self.address(repository)}/labels/{quote(label.name, safe='')}",
            "name": label.name,
            "color": label.color.lower(),
            "default": False,
            "description": label.description,
        }

    def milestone(self, milestone: Milestone) -> Json:
        """A milestone with its counts."""
        repository = self.world.the(Repository, milestone.repository)
        url = f"{self.address(repository)}/milestones/{milestone.number}"
        return {
            "url": url,
            "html_url": f"{self.site}/{repository.full_name}/milestone/{milestone.number}",
            "labels_url": f"{url}/labels",
            "id": milestone.id,
            "node_id": ids.node_id(milestone),
            "number": milestone.number,
            "title": milestone.title,
            "description": milestone.description,
            "creator": self.user(milestone.creator),
            "open_issues": self._counts[milestone.id, "open"],
            "closed_issues": self._counts[milestone.id, "closed"],
            "state": milestone.state,
            "created_at": milestone.created_at,
            "updated_at": milestone.updated_at,
            "due_on": milestone.due_on,
            "closed_at": milestone.closed_at,
        }

    def issue_type(self, kind: IssueType) -> Json:
        """An issue type."""
        return {
            "id": kind.id,
            "node_id": ids.node_id(kind),
            "name": kind.name,
            "description": kind.description,
            "color": kind.color,
            "created_at": kind.created_at,
            "updated_at": kind.created_at,
            "is_enabled": True,
        }

    def repository(self, repository: Repository, login: str | None) -> Json:
        """A repository, with what the caller may do in it."""
        issues = self.world.issues(repository)
        open_issues = sum(issue.state == "open" for issue in issues)
        return {
            "id": repository.id,
            "node_id": ids.node_id(repository),
            "name": repository.name,
            "full_name": repository.full_name,
            "private": repository.private,
            "owner": self.user(repository.owner),
            **repository_links(self.root, self.site, repository.full_name),
            "has_issues": repository.has_issues,
            "archived": repository.archived,
            "open_issues": open_issues,
            "open_issues_count": open_issues,
            "visibility": "private" if repository.private else "public",
            "permissions": {
                "admin": may(repository, login, "admin"),
                "maintain": may(repository, login, "maintain"),
                "push": may(repository, login, "write"),
                "triage": may(repository, login, "triage"),
                "pull": may(repository, login, "read"),
            },
        }

    def _extras(self, issue: Issue) -> Json:
        blockers, blocked = self.world.blockers(issue), self.world.blocked(issue)
        summary = {
            "blocked_by": sum(it.state == "open" for it in blockers),
            "total_blocked_by": len(blockers),
            "blocking": sum(it.state == "open" for it in blocked),
            "total_blocking": len(blocked),
        }
        extras = {**self._hierarchy(issue), "issue_dependencies_summary": summary}
        if self._in_organization(issue):
            kind = self.world.get(IssueType, issue.type)
            extras["type"] = self.issue_type(kind) if kind else None
        return extras

    def _hierarchy(self, issue: Issue) -> Json:
        children = self.world.children(issue)
        done = sum(child.state == "closed" for child in children)
        summary = {
            "total": len(children),
            "completed": done,
            "percent_completed": done * 100 // len(children) if children else 0,
        }
        parent = self.world.get(Issue, issue.parent)
        if parent is None:
            return {"sub_issues_summary": summary, "parent_issue_url": None}
        address = self.address(self.world.the(Repository, parent.repository))
        url = f"{address}/issues/{parent.number}"
        return {"sub_issues_summary": summary, "parent_issue_url": url}

    def _association(self, issue: Issue) -> str:
        """An author who could be assigned belongs to the repository."""
        repository = self.world.the(Repository, issue.repository)
        return "MEMBER" if assignable(repository, issue.author) else "NONE"

    def _in_organization(self, issue: Issue) -> bool:
        """Whether the repository belongs to an organisation; only those have issue types."""
        owner = self._owners.get(self.world.the(Repository, issue.repository).owner.lower())
        return owner is not None and owner.kind == "Organization"

    def _pull(self, issue: Issue, repository: Repository, html_url: str) -> Json:
        if not issue.pull_request:
            return {}
        pull = {
            "url": f"{self.address(repository)}/pulls/{issue.number}",
            "html_url": html_url,
            "diff_url": f"{html_url}.diff",
            "patch_url": f"{html_url}.patch",
            "merged_at": None,
        }
        return {"draft": False, "pull_request": pull}

    @cached_property
    def _owners(self) -> dict[str, Owner]:
        return {owner.login.lower(): owner for owner in self.world.every(Owner)}

    @cached_property
    def _counts(self) -> Counter[tuple[int, str]]:
        return Counter(
            (issue.milestone, issue.state)
            for issue in self.world.every(Issue)
            if issue.milestone is not None and not issue.gone
        )
