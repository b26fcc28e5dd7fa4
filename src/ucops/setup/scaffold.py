"""What a repository gets on its first day: every file with its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from ucops import DOCUMENTATION
from ucops.model.catalog import Catalog
from ucops.model.config import Config
from ucops.model.schema import config_schema, usecase_schema
from ucops.prose.visible import json_text
from ucops.setup.draft import Draft, draft_text
from ucops.setup.pin import Pin
from ucops.setup.texts import FORM, filled

CONFIG = "ucops.yaml"
TITLE = "Use-case go-to-market"
USECASE_SCHEMA, CONFIG_SCHEMA = "usecase.schema.json", "config.schema.json"
OWNERS = ".github/CODEOWNERS"
WORKFLOWS = {
    name: f".github/workflows/{name}.yml"
    for name in ("validate", "comment", "sync", "report", "propose")
}
SWITCH = "UCOPS_LIVE"
"""The repository's variable that the workflows wait for, so that a copy or a fork files nothing."""
CACHE = "\n    cache-mode: none # anybody may start it, and nothing of it stays behind"
"""What a job that strangers start may do with caches. GitHub has the key since September 2026, and
an Enterprise Server may not know it."""
FIRST = Draft(
    id="first-use-case",
    title="Developer onboarding",
    problem="New developers face a codebase that nobody can explain in a week, and senior people "
    "are interrupted all day.",
    tier=3,
)
"""An example to write over: a use case of the programme that ships with ucops, as a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The repository that is set up.

    Attributes:
        branch: The default branch.
        action: What the workflows call.
        config: What `ucops.yaml` says, or will say.
        catalog: The use cases that are there already; None for a new programme.
        owners: Who is asked about changes of which file; empty where there is no team yet.
        enterprise: Whether it is on a GitHub Enterprise Server.
    """

    branch: str
    action: Pin
    config: Config
    catalog: Catalog | None = None
    owners: str = ""
    enterprise: bool = False


def first_config(title: str = TITLE) -> str:
    """The text of a new `ucops.yaml`."""
    return filled("ucops.yaml", {"title": title, "docs": DOCUMENTATION})


def seeds(site: Site) -> dict[str, str]:
    """What is only begun here, for people to write on: nothing where something is there."""
    found: dict[str, str] = {}
    if site.catalog is None:
        found[CONFIG] = first_config()
    if site.catalog is None or not site.catalog.entries:
        path = draft_path(site.config, FIRST.id)
        found[path] = draft_text(FIRST, path)
    return found


def draft_path(config: Config, use_case: str) -> str:
    """Where a use case's file belongs."""
    return str(PurePosixPath(config.paths.usecases) / f"{use_case}.yaml")


def kept_files(site: Site) -> dict[str, str]:
    """What `init` keeps current as long as nobody changes it: path → text."""
    action = {
        "action": site.action.repository,
        "commit": site.action.commit,
        "version": site.action.version,
        "branch": site.branch,
        "cache": "" if site.enterprise else CACHE,
        "with": _with(site.action) if site.enterprise else "",
    }
    paths = {
        "usecases": site.config.paths.usecases,
        "report": site.config.paths.report,
        "pages": site.config.paths.pages,
        "usecase_schema": USECASE_SCHEMA,
        "config_schema": CONFIG_SCHEMA,
    }
    files = {path: filled(f"{name}.yml", action) for name, path in WORKFLOWS.items()}
    files |= {
        f".github/ISSUE_TEMPLATE/{FORM}": filled(FORM, {}),
        ".github/dependabot.yml": filled("dependabot.yml", {}),
        ".vscode/settings.json": filled("settings.json", paths),
        ".gitattributes": filled("gitattributes", paths),
        ".gitignore": filled("gitignore", {}),
        USECASE_SCHEMA: json_text(usecase_schema(site.config)),
        CONFIG_SCHEMA: json_text(config_schema(site.config)),
    }
    return files | ({OWNERS: site.owners} if site.owners else {})


def _with(action: Pin) -> str:
    """What a called workflow has to be told where the server does not say where it is from."""
    return f'\n    with: {{home: {action.repository}, commit: "{action.commit}"}}'
