"""Which right a token lacks, as GitHub's pages call it, and who grants it where."""

from __future__ import annotations

import re

ISSUES = "issues=write"
"""What it takes to file and change issues, labels and milestones, as GitHub's headers name it."""
BOARDS = "organization_projects=write"
CONTENTS = "contents=write"

_PERMISSION = re.compile(r"(?<![a-z_])([a-z_]+)=(read|write|admin)")
_LEVELS = {"read": "read", "write": "read and write", "admin": "admin"}
_AREAS = {"organization_projects": "Projects (of the organisation)"}
_ROLE = re.compile(r"admin rights|push access|write access|must have", re.IGNORECASE)
"""What GitHub says where not the token is too weak but the person whose it is."""


def named(permissions: str) -> str:
    """Permissions or scopes of GitHub's headers as its pages call them: `Issues: read and write`.

    Of the sets between semicolons, each would do; of a set, all are needed.
    """
    if "=" not in permissions:
        scopes = [scope.strip() for scope in permissions.split(",") if scope.strip()]
        return f"the scope {' or '.join(scopes)}" if scopes else ""
    sets = (_PERMISSION.findall(part) for part in permissions.split(";"))
    return " or ".join(" and ".join(_named(*one) for one in found) for found in sets if found)


def _named(area: str, level: str) -> str:
    title = _AREAS.get(area, area.replace("_", " ").capitalize())
    return f"{title}: {_LEVELS[level]}"


def granting(permissions: str, said: str) -> str:
    """What to do about a missing right: its name, who grants it, and where that is done.

    Args:
        permissions: The right, as GitHub's headers name it; empty where they do not.
        said: GitHub's words, which tell the kind of the token.
    """
    if not named(permissions):
        permissions = ""
    wanted = named(permissions) or "the right (docs/reference/tokens.md lists them)"
    if _ROLE.search(said):
        return (
            "its person has too small a role there: an administrator of the repository gives them "
            f"the role Write under Settings → Collaborators and teams; the token needs {wanted}"
        )
    if "personal access token" in said or "=" not in permissions:
        return f"it needs {wanted}: {_personal(permissions)}"
    if "integration" in said:
        return f"it needs {wanted}: {_app(permissions)}"
    return f"it needs {wanted}: {_personal(permissions)}; {_app(permissions)}"


def _personal(permissions: str) -> str:
    if permissions and "=" not in permissions:
        return "its owner ticks it under Settings → Developer settings → Tokens (classic)"
    return (
        "its owner sets that under Settings → Developer settings → Fine-grained tokens, and where "
        "the organisation asks for it, an organisation owner approves it under its Settings → "
        "Personal access tokens → Pending requests"
    )


def _app(permissions: str) -> str:
    area, level = next(iter(_PERMISSION.findall(permissions)))
    workflow = "" if area in _AREAS else f"a workflow's own token gets it by `{_line(area, level)}`"
    app = (
        "an App gets it on its page under Settings → Developer settings → GitHub Apps → "
        "Permissions & events, and an organisation owner accepts it"
    )
    return f"{workflow} in its file; {app}" if workflow else app


def _line(area: str, level: str) -> str:
    return f"permissions: {{{area.replace('_', '-')}: {level}}}"


def seeing(repository: str) -> str:
    """What to do where a repository is not there, or only hidden from the token."""
    return (
        f"correct the name; if {repository} is private, the token has to be let in: an App under "
        "its Settings → Install App → Repository access, a fine-grained token under its Repository "
        "access, a person under the repository's Settings → Collaborators and teams (a workflow's "
        "own token sees its own repository alone)"
    )
