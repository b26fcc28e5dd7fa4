"""Files that ship with ucops: templates, the rules' pages and the example programme."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent.parent
"""The top of the repository when ucops runs from a checkout."""


def templates() -> Path:
    """The folder of the shipped templates."""
    return _shipped(PACKAGE / "templates", CHECKOUT / "templates")


def rule_pages() -> Path:
    """The folder of the rules' pages, `<name>.md`."""
    return _shipped(PACKAGE / "pages" / "rules", CHECKOUT / "docs" / "rules")


def example() -> Path:
    """The folder of the example programme: `ucops.yaml` and `usecases/`."""
    return _shipped(PACKAGE / "example", CHECKOUT)


def _shipped(installed: Path, checkout: Path) -> Path:
    return installed if installed.is_dir() else checkout
