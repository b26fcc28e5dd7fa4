"""Make the template repository, `template/`, as `ucops init` makes it in an empty folder.

python tools/template.py [COMMIT]    writes it; its workflows call ucops at this commit, by default
                                     at the one that they call already
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from ucops import HOME
from ucops.app.init import init
from ucops.app.run import Run
from ucops.setup.pin import pins_in

TEMPLATE = Path(__file__).parents[1] / "template"
README = "README.md"
"""The one file of it that is written by hand: what to do after *Use this template*."""


def commit_of(folder: Path) -> str:
    """The commit that the workflows of a folder call."""
    ((_, commit),) = pins_in((folder / ".github/workflows/sync.yml").read_text(encoding="utf-8"))
    return commit


def make(folder: Path, commit: str) -> None:
    """Write everything but the page for people, where nothing of it is yet."""
    folder.mkdir(parents=True, exist_ok=True)
    action = f"{urlsplit(HOME).path.strip('/')}@{commit}"
    init(Run(root=folder), action, None, dry=False)


def main(arguments: list[str]) -> None:
    """Write the folder anew."""
    commit = arguments[0] if arguments else commit_of(TEMPLATE)
    for path in TEMPLATE.iterdir() if TEMPLATE.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != README:
            path.unlink()
    make(TEMPLATE, commit)


if __name__ == "__main__":
    main(sys.argv[1:])
