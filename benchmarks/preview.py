"""What comparing a branch with its base takes: `python benchmarks/preview.py [SIZE] [CHANGED]`.

Writes a catalog of SIZE use cases (1,000) with 25 items each into a repository, changes so
many of them (400) in a second commit, and prints the CPU time and the peak memory of `ucops
preview`, beside those of `ucops validate` on the same files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from catalogs import write_catalog

ITEMS = 25
MEMORY_LIMIT = 300
"""Megabytes."""
IDENTITY = ("-c", "user.name=octo", "-c", "user.email=octo@example.com")
OFFLINE = {
    name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GH_"))
}


def git(root: Path, *arguments: str) -> None:
    """Run git quietly."""
    subprocess.run(["git", "-C", str(root), *IDENTITY, *arguments], check=True, capture_output=True)


def write_branch(root: Path, use_cases: int, changed: int) -> None:
    """Commit a catalog, then a change to some of its files: later dates, and another word."""
    write_catalog(root, use_cases, ITEMS)
    git(root, "init", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "-m", "Begin")
    for file in sorted((root / "usecases").iterdir())[:changed]:
        text = file.read_text().replace("due: 2027-03-0", "due: 2027-04-1")
        file.write_text(text.replace("Reads the result", "Reads the results"))
    git(root, "commit", "--all", "-m", "Change")


def measured(root: Path, *arguments: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one command in a process of its own."""
    command = [sys.executable, "-m", "ucops", *arguments, "--root", str(root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=OFFLINE) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def main(use_cases: int = 1000, changed: int = 400) -> int:
    """Measure, print, and say by the exit code whether the bound is kept."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_branch(root, use_cases, changed)
        print(f"{use_cases:,} use cases of {ITEMS} items, {changed:,} of them changed")
        peak = 0.0
        for name, *arguments in (("validate",), ("preview", "--base", "HEAD~1")):
            seconds, peak = measured(root, name, *arguments)
            print(f"{name:10} {seconds:6.2f} s  {peak:4.0f} MB")
    kept = peak <= MEMORY_LIMIT
    print(f"bound {MEMORY_LIMIT} MB: {'kept' if kept else 'NOT kept'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
