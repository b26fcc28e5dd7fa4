"""The addresses that GitHub's answers are full of, and that nobody here serves."""

from __future__ import annotations

from typing import Any

EMOTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")
REACTIONS: dict[str, int] = dict.fromkeys(("total_count", *EMOTIONS), 0)
PLAIN = (
    "contributors",
    "deployments",
    "downloads",
    "events",
    "forks",
    "hooks",
    "languages",
    "merges",
    "stargazers",
    "subscribers",
    "subscription",
    "tags",
    "teams",
)
REPOSITORY_TAILS = {name: name for name in PLAIN} | {
    "archive": "{archive_format}{/ref}",
    "assignees": "assignees{/user}",
    "blobs": "git/blobs{/sha}",
    "branches": "branches{/branch}",
    "collaborators": "collaborators{/collaborator}",
    "comments": "comments{/number}",
    "commits": "commits{/sha}",
    "compare": "compare/{base}...{head}",
    "contents": "contents/{+path}",
    "git_commits": "git/commits{/sha}",
    "git_refs": "git/refs{/sha}",
    "git_tags": "git/tags{/sha}",
    "issue_comment": "issues/comments{/number}",
    "issue_events": "issues/events{/number}",
    "issues": "issues{/number}",
    "keys": "keys{/key_id}",
    "labels": "labels{/name}",
    "milestones": "milestones{/number}",
    "notifications": "notifications{?since,all,participating}",
    "pulls": "pulls{/number}",
    "releases": "releases{/id}",
    "statuses": "statuses/{sha}",
    "trees": "git/trees{/sha}",
}
USER_TAILS = {
    "followers": "followers",
    "following": "following{/other_user}",
    "gists": "gists{/gist_id}",
    "starred": "starred{/owner}{/repo}",
    "subscriptions": "subscriptions",
    "organizations": "orgs",
    "repos": "repos",
    "events": "events{/privacy}",
    "received_events": "received_events",
}
COUNTED = ("forks", "stargazers", "watchers", "network", "subscribers")
BORN = "2020-01-01T00:00:00Z"


def user_links(root: str, site: str, login: str) -> dict[str, Any]:
    """The addresses of a user."""
    url = f"{root}/users/{login}"
    links = {f"{name}_url": f"{url}/{tail}" for name, tail in USER_TAILS.items()}
    own = {"avatar_url": f"{site}/{login}.png", "gravatar_id": "", "url": url}
    return {**own, "html_url": f"{site}/{login}", **links}


def repository_links(root: str, site: str, full_name: str) -> dict[str, Any]:
    """The addresses and the unvarying facts of a repository."""
    url, page = f"{root}/repos/{full_name}", f"{site}/{full_name}"
    links = {f"{name}_url": f"{url}/{tail}" for name, tail in REPOSITORY_TAILS.items()}
    counts = dict.fromkeys(
        ("size", *(f"{name}_count" for name in COUNTED), *("forks", "watchers")), 0
    )
    flags = dict.fromkeys(
        ("fork", "has_wiki", "has_pages", "has_discussions", "has_downloads", "disabled"), False
    )
    unset = dict.fromkeys(("description", "homepage", "language", "license", "mirror_url"))
    own = {
        "html_url": page,
        "url": url,
        "clone_url": f"{page}.git",
        "git_url": f"{page}.git",
        "ssh_url": f"{page}.git",
        "svn_url": page,
        "default_branch": "main",
        "has_projects": True,
        "pushed_at": BORN,
        "created_at": BORN,
        "updated_at": BORN,
    }
    return {**links, **own, **counts, **flags, **unset}
