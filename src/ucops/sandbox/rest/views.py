"""Entities as the JSON that GitHub's REST interface sends."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any
from urllib.parse import quote

from ucops.sandbox import ids
from ucops.sandbox.access import may
from ucops.sandbox.entities import Issue, IssueType, Label, Milestone, Owner, Repository
from ucops.sandbox.rest.shapes import repository_links, user_links
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

    def page(self, repository: Repository) -> str:
        """Where people look at a repository."""
        return f"{self.site}/{repository.full_name}"

    def address(self, repository: Repository) -> str:
        """The API address of a repository."""
        return f"{self.root}/repos/{repository.full_name}"

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
            "default_branch": repository.default_branch,
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

    @cached_property
    def owners(self) -> dict[str, Owner]:
        """Organisations and users by login in lower case."""
        return {owner.login.lower(): owner for owner in self.world.every(Owner)}

    @cached_property
    def _counts(self) -> Counter[tuple[int, str]]:
        return Counter(
            (issue.milestone, issue.state)
            for issue in self.world.every(Issue)
            if issue.milestone is not None and not issue.gone
        )
