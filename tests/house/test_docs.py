"""What can be generated is generated, and current."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def test_the_generated_files_are_current(docs: ModuleType) -> None:
    assert docs.stale(ROOT, docs.documents()) == []


def test_missing_and_changed_files_are_named_and_mended(docs: ModuleType, tmp_path: Path) -> None:
    for name in ("changed", "kept"):
        (tmp_path / f"{name}.md").write_text("as it was\n")
    wanted = {
        "changed.md": "as it is\n",
        "kept.md": "as it was\n",
        "docs/reference/new.md": "new\n",
    }
    assert docs.stale(tmp_path, wanted) == ["changed.md", "docs/reference/new.md"]
    docs.write(tmp_path, wanted)
    assert docs.stale(tmp_path, wanted) == []


def test_the_command_line_page_has_every_command(docs: ModuleType) -> None:
    page = docs.cli_page()
    assert all(f"\n## ucops {name}\n" in page for name in docs.COMMANDS)
    assert max(len(line) for line in page.splitlines() if not line.startswith("|")) <= 100
