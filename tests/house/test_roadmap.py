"""The tool that keeps the committed roadmap the one that the demo renders."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_what_differs_is_named_and_taken_over(roadmap: ModuleType, tmp_path: Path) -> None:
    demo, here = tmp_path / "demo", tmp_path / "here"
    write(demo, {"ROADMAP.md": "new", "roadmap/ci.md": "same", "roadmap/charts/ci.svg": "new"})
    write(here, {"ROADMAP.md": "old", "roadmap/ci.md": "same", "roadmap/gone.md": "old"})
    write(here, {"README.md": "mine"})
    wanted = roadmap.rendered(demo)
    assert roadmap.differing(wanted, roadmap.rendered(here)) == [
        "ROADMAP.md",
        "roadmap/charts/ci.svg",
        "roadmap/gone.md",
    ]
    roadmap.take_over(wanted, here)
    assert roadmap.rendered(here) == wanted
    assert (here / "README.md").read_text() == "mine"
