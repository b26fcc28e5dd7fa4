"""The pages of a report against what Jinja2 alone takes: `python benchmarks/rendering.py ROOT`.

Prints the share. Jinja2 alone renders the same templates with the same data and filters, and
escapes HTML by markupsafe's own C code.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ucops import resources
from ucops.app.prepare import valid_catalog
from ucops.github.saved import load_snapshot
from ucops.pages.roadmap.page import shareable
from ucops.pages.roadmap.render import Page, pages
from ucops.pages.templating import Templates, render, templates
from ucops.progress.programme import measure

TRIES = 2


def main(root: Path) -> None:
    """Render everything both ways, in turns; the quicker of each counts."""
    saved = root / "snapshot.json"
    snapshot = load_snapshot(saved.read_text(), saved.name)
    programme = measure(valid_catalog(root, "nothing is rendered"), snapshot, dt.date(2026, 12, 1))
    data = list(pages(shareable(programme)))
    ours = templates([resources.templates()])
    alone = _alone(ours)
    times = [(_spent(data, _ours(ours)), _spent(data, alone)) for _ in range(TRIES)]
    print(min(one for one, _ in times) / min(one for _, one in times))


def _ours(ours: Templates) -> Callable[..., object]:
    """How a report renders a page."""
    return lambda name, views: render(ours, name, views)


def _alone(ours: Templates) -> Callable[..., object]:
    made = Environment(
        loader=FileSystemLoader(resources.templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    made.filters |= ours.environment.filters
    made.globals |= ours.environment.globals
    return lambda name, views: made.get_template(name).render(views)


def _spent(data: list[Page], draw: Callable[..., object]) -> float:
    before = time.process_time()
    for _, name, views in data:
        draw(name, views)
    return time.process_time() - before


if __name__ == "__main__":
    main(Path(sys.argv[1]))
