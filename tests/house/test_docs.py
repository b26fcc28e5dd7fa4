"""What can be generated is generated, and current."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def test_the_generated_files_are_current(docs: ModuleType) -> None:
    assert docs.stale(ROOT, docs.documents()) == []


def test_missing_changed_and_superfluous_files_are_named_and_mended(
    docs: ModuleType, tmp_path: Path
) -> None:
    rules = tmp_path / "docs" / "rules"
    rules.mkdir(parents=True)
    for name in ("gone", "changed", "kept"):
        (rules / f"{name}.md").write_text("as it was\n")
    wanted = {
        "docs/rules/changed.md": "as it is\n",
        "docs/rules/kept.md": "as it was\n",
        "docs/reference/new.md": "new\n",
    }
    assert docs.stale(tmp_path, wanted) == [
        "docs/reference/new.md",
        "docs/rules/changed.md",
        "docs/rules/gone.md",
    ]
    docs.write(tmp_path, wanted)
    assert docs.stale(tmp_path, wanted) == []
    assert not (rules / "gone.md").exists()


def test_the_command_line_page_has_every_command(docs: ModuleType) -> None:
    page = docs.cli_page()
    assert all(f"\n## ucops {name}\n" in page for name in docs.COMMANDS)
    assert max(len(line) for line in page.splitlines() if not line.startswith("|")) <= 100
