"""How findings are shown: to a person, to a program, to GitHub, to a code-scanning tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ucops.pages.findings.report import Report


def _rendered(format_: str, report: Report) -> str:
    """Render a report; each format is a module, which is imported once it is asked for."""
    module = import_module(f"{__name__}.{format_}")
    render: Callable[[Report], str] = getattr(module, f"render_{format_}")
    return render(report)


REPORTERS: Mapping[str, Callable[[Report], str]] = {
    name: partial(_rendered, name) for name in ("text", "json", "github", "sarif")
}
"""What renders a report, by the name of its format."""
