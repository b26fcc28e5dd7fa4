"""What `tools/mutate.py` breaks, and that every change it is told to leave alone is still there."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
MODULE = '''\
MOST = 3


def chosen(names: list[str]) -> list[str]:
    """The names to show, the first few of them."""
    kept = [name.strip() for name in names if name]
    if not kept or len(kept) > MOST:
        print(kept)
    return max(kept)
'''
CHANGES = """\
1 MOST = 3  →  MOST = 4
1 MOST = 3  →  MOST = 2
6 chosen: name.strip()  →  name
6 chosen: for name in names if name  →  for name in names
7 chosen: if not kept or len(kept) > MOST: print(kept)  →  if not (not kept or len(kept) > MOST): print(kept)
7 chosen: not kept or len(kept) > MOST  →  len(kept) > MOST
7 chosen: not kept or len(kept) > MOST  →  not kept
7 chosen: not kept or len(kept) > MOST  →  not kept and len(kept) > MOST
7 chosen: not kept  →  kept
7 chosen: len(kept) > MOST  →  len(kept) >= MOST
7 chosen: len(kept) > MOST  →  len(kept) <= MOST
8 chosen: print(kept)  →  pass
9 chosen: return max(kept)  →  return None
9 chosen: max(kept)  →  min(kept)
"""  # noqa: E501 - a change is one line


@pytest.fixture
def mutants(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(TOOLS)
    monkeypatch.delitem(sys.modules, "mutants", raising=False)
    return importlib.import_module("mutants")


def test_a_module_is_broken_in_these_ways(mutants: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(MODULE)
    changes = list(mutants.mutants(tmp_path / "module.py"))
    assert "".join(f"{one.line} {one.name}\n" for one in changes) == CHANGES


def test_a_change_is_compiled_into_the_module(mutants: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(MODULE)
    said = []
    for one in mutants.mutants(tmp_path / "module.py"):
        names: dict[str, object] = {}
        exec(one.code, names)  # noqa: S102 - the module above
        said.append(names["MOST"])
    assert said == [4, 2, *[3] * 12]


def test_a_long_change_is_cut_to_what_differs(mutants: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(f"A = {' + '.join('abcdefghijklmnopqrstuvwx')} + 1\n")
    start = "…q + r + s + t + u + v + w"
    shown = [one.change for one in mutants.mutants(tmp_path / "module.py")]
    assert f"{start} + x + 1  →  {start} + x - 1" in shown


def test_every_explained_change_is_one_that_can_be_made(mutants: ModuleType) -> None:
    known = mutants.reasons()
    changes = [one for name in known for one in mutants.mutants(mutants.RULES / name)]
    assert mutants.unused(known, changes) == []
    assert all(mutants.is_explained(one, known) for one in changes if one.name in known[one.module])
    assert all(why.endswith(".") for whys in known.values() for why in whys.values())
