"""YAML is read the same with libyaml and without."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ucops.reading.load import load

TOP = Path(__file__).parents[2]
EXAMPLES = sorted((TOP / "tests/examples/invalid").glob("*/*.yaml"))
WITHOUT = """
import json, sys
sys.modules["yaml._yaml"] = None
from pathlib import Path
from ucops.reading.read import read
from ucops.reading.load import load
from ucops.text.compose import HAS_LIBYAML
assert not HAS_LIBYAML
found = {}
for name in sys.argv[2:]:
    source, problems = read(Path(name).read_bytes(), "a.yaml")
    found[name] = [repr(source.data), sorted({one.rule for one in problems})]
print(json.dumps([found, len(load(Path(sys.argv[1])).catalog.entries)]))
"""
DIFFER = 0.02
"""Where YAML stops, the two say so in other words, and now and then at another place."""


def read_here(path: Path) -> list[object]:
    from ucops.reading.read import read

    source, problems = read(path.read_bytes(), "a.yaml")
    return [repr(source.data), sorted({one.rule for one in problems})]


def test_files_are_read_without_libyaml() -> None:
    command = [sys.executable, "-c", WITHOUT, str(TOP), *map(str, EXAMPLES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found, count = json.loads(done.stdout)
    assert count == len(load(TOP).catalog.entries)
    other = [path.name for path in EXAMPLES if found[str(path)] != read_here(path)]
    assert len(other) <= DIFFER * len(EXAMPLES), other
