"""The template repository, `template/`, as `ucops init` makes it in an empty folder.

python tools/template.py COMMIT    lets its workflows call ucops at this commit, and writes it anew

`tools/docs.py` keeps the rest of it current, as everything that is made from the program.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ucops.app.init import init
from ucops.app.run import Run
from ucops.setup.pin import OURS, pins_in

TEMPLATE = Path(__file__).parents[1] / "template"
README = "README.md"
"""The one file of it that is written by hand: what to do after *Use this template*."""


def commit_of(folder: Path) -> str:
    """The commit that the workflows of a folder call."""
    ((_, commit),) = pins_in((folder / ".github/workflows/sync.yml").read_text(encoding="utf-8"))
    return commit


def files(commit: str = "") -> dict[str, str]:
    """Every file but the page for people, by its path from the top of this repository."""
    action = f"{OURS}@{commit or commit_of(TEMPLATE)}"
    with TemporaryDirectory() as name:
        root = Path(name)
        init(Run(root=root), action, None, dry=False)
        return {
            f"{TEMPLATE.name}/{path.relative_to(root).as_posix()}": path.read_text(encoding="utf-8")
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }


def main(arguments: list[str]) -> None:
    """Write every file with the commit that is named."""
    for path, text in files(*arguments).items():
        (TEMPLATE.parent / path).parent.mkdir(parents=True, exist_ok=True)
        (TEMPLATE.parent / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
