"""At which commit this ucops was published: what its own action is pinned at."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ucops.app.git import git, text_of
from ucops.errors import UsageError
from ucops.resources import CHECKOUT, PACKAGE
from ucops.setup.pin import OURS, Pin

RELEASED = "COMMIT"
"""The file that a release carries: the commit that it was built of."""


def own_pin() -> Pin | None:
    """The commit of this release, or of the checkout that it came from; None if unknown."""
    commit = _released() or _installed() or _checked_out(CHECKOUT)
    return Pin(OURS, commit) if commit else None


def _released() -> str:
    file = PACKAGE / RELEASED
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _installed() -> str:
    """The commit that pip, pipx or uv took it from, as they write it down.

    https://packaging.python.org/en/latest/specifications/direct-url/
    """
    try:
        written = distribution("ucops").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    source: dict[str, Any] = json.loads(written) if written else {}
    if commit := source.get("vcs_info", {}).get("commit_id"):
        return str(commit)
    url = urlsplit(source.get("url", ""))
    return _checked_out(Path(unquote(url.path))) if url.scheme == "file" else ""


def _checked_out(folder: Path) -> str:
    """The commit of a checkout of ucops; empty where the folder is none."""
    if not (folder / ".git").exists():
        return ""
    try:
        return text_of(git(folder, "rev-parse", "HEAD")).strip()
    except UsageError:
        return ""
