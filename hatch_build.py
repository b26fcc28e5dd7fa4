"""Writes into a package which commit it was made of, so that `ucops init` can pin that one."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "COMMIT"
PLACES = {"wheel": f"ucops/{NAME}", "sdist": NAME}


class CommitHook(BuildHookInterface[Any]):
    """Takes the commit from git, or in a source distribution from its file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file, unless the commit is not known or the checkout itself is installed."""
        commit = _commit(Path(self.root))
        if commit and version != "editable":
            self._folder = tempfile.TemporaryDirectory()
            file = Path(self._folder.name) / NAME
            file.write_text(f"{commit}\n", encoding="utf-8")
            build_data["force_include"][str(file)] = PLACES[self.target_name]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was only needed to build."""
        del version, build_data, artifact_path
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def _commit(root: Path) -> str:
    """The commit of a checkout, or what a source distribution says; empty where unknown."""
    if (root / NAME).is_file():
        return (root / NAME).read_text(encoding="utf-8").strip()
    if not (root / ".git").exists():
        return ""
    command = ["git", "-C", str(root), "rev-parse", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
