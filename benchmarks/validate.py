"""How long validating takes, against the time PyYAML needs to read the same files once.

`python benchmarks/validate.py [USE_CASES] [ITEMS]` writes a catalog of that size (1,000 × 25) into
a temporary folder and prints both times, their ratio and the peak memory of validating.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from catalogs import write_catalog

RATIO_LIMIT = 2.5
MEMORY_LIMIT = 300
"""Megabytes."""


def read_plainly(root: Path) -> None:
    """Read every file once, as fast as PyYAML can."""
    for path in sorted(root.rglob("*.yaml")):
        with path.open("rb") as file:
            yaml.load(file, Loader=yaml.CSafeLoader)


def load_only(root: Path) -> None:
    """Load the catalog."""
    import_module("ucops.reading.load").load(root)


def validate(root: Path) -> None:
    """Load the catalog and check every rule."""
    loaded = import_module("ucops.reading.load").load(root)
    lengths = import_module("ucops.pages.issue.lengths").Lengths
    body_length = lengths(root, loaded.catalog, "acme/gtm", "https://github.com").of
    findings = import_module("ucops.rules.check").check(loaded, body_length=body_length)
    print(f"  {len(findings):,} findings", file=sys.stderr)


TASKS: dict[str, Callable[[Path], None]] = {
    "plain": read_plainly,
    "load": load_only,
    "validate": validate,
}


def run_task(name: str, root: Path) -> None:
    """Do one task in this process; print its CPU seconds and the peak memory in megabytes."""
    start = time.process_time()
    TASKS[name](root)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(seconds, peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


def measured(name: str, root: Path) -> tuple[float, float]:
    """The better of two runs, each in a process of its own: CPU seconds and megabytes."""
    runs = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, __file__, "--task", name, str(root)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        seconds, peak = map(float, done.stdout.split())
        runs.append((seconds, peak))
    return min(runs)


def main(use_cases: int = 1000, items: int = 25) -> int:
    """Measure, print, and say by the exit code whether the bounds are kept."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_catalog(root, use_cases, items)
        print(f"{use_cases:,} use cases of {items} items")
        plain, _ = measured("plain", root)
        print(f"yaml.load with CSafeLoader {plain:6.2f} s")
        ratio = peak = 0.0
        for name in ("load", "validate"):
            seconds, peak = measured(name, root)
            ratio = seconds / plain
            print(f"{name:26} {seconds:6.2f} s  {ratio:4.2f} ×  {peak:4.0f} MB")
    kept = ratio <= RATIO_LIMIT and peak <= MEMORY_LIMIT
    print(f"bounds {RATIO_LIMIT} × and {MEMORY_LIMIT} MB: {'kept' if kept else 'NOT kept'}")
    return 0 if kept else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        run_task(sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main(*map(int, sys.argv[1:3])))
