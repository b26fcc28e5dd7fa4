"""Keep the committed roadmap the one that the demo renders.

python tools/roadmap.py DIR      takes over the roadmap of a demo that ran in DIR
python tools/roadmap.py --check  runs the demo, and names what the repository has otherwise
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ucops.app.demo.scene import PAGES, REPOSITORY

ROOT = Path(__file__).parents[1]
ONLY_HERE = f"{PAGES}/{REPOSITORY}".encode()
"""Where the demo's issues are, as long as it runs on one's own machine."""
NEUTRAL = b"https://github.com/acme/gtm"
"""Where links of the committed roadmap lead instead: to no machine, and to no team's issues."""


def files(folder: Path) -> Iterator[str]:
    """Every file of a report, by its path from the folder."""
    for file in (folder / "ROADMAP.md", *sorted((folder / "roadmap").rglob("*"))):
        if file.is_file():
            yield file.relative_to(folder).as_posix()


def rendered(folder: Path) -> dict[str, bytes]:
    """A report's files with what is in them; links to one's own machine lead elsewhere."""
    return {
        name: (folder / name).read_bytes().replace(ONLY_HERE, NEUTRAL) for name in files(folder)
    }


def differing(wanted: Mapping[str, bytes], there: Mapping[str, bytes]) -> list[str]:
    """The files that are missing, differ, or should not be there."""
    names = wanted.keys() | there.keys()
    return sorted(name for name in names if wanted.get(name) != there.get(name))


def take_over(wanted: Mapping[str, bytes], root: Path) -> None:
    """Bring the repository's roadmap in line."""
    stale = differing(wanted, rendered(root))
    for name in stale:
        if name in wanted:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(wanted[name])
        else:
            (root / name).unlink()
    print(f"\nROADMAP.md and roadmap/ here: {len(stale) or 'no'} files refreshed.", file=sys.stderr)


def check(root: Path) -> int:
    """Run the demo and compare; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        demo = [sys.executable, "-m", "ucops", "demo", "--quiet", "--keep", f"{folder}/demo"]
        subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)
        stale = differing(rendered(Path(folder) / "demo"), rendered(root))
    for name in stale:
        print(f"{name} is not current; run `make demo` and commit it", file=sys.stderr)
    return 1 if stale else 0


def main(arguments: list[str]) -> int:
    """Take over or check; the exit code."""
    if arguments == ["--check"]:
        return check(ROOT)
    take_over(rendered(Path(arguments[0])), ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
