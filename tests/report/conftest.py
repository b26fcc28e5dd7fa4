"""The data of this folder and of tests/progress can be imported by its name."""

from __future__ import annotations

import sys
from pathlib import Path

for name in ("progress", "report"):
    sys.path.insert(0, str(Path(__file__).parents[1] / name))
