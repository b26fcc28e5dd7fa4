"""What `find` and `assets` show, for a terminal, for Markdown and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ucops.library.assets import Asset, Gap
from ucops.library.find import Fit
from ucops.pages.templating import Templates, render
from ucops.pages.words import STATE_WORDS, day
from ucops.prose.markdown import plain
from ucops.prose.visible import json_text
from ucops.prose.words import counted, listed

NOTHING = "No use case fits. Ask for less, or in other words."


def fits_json(found: Iterable[Fit]) -> str:
    """The use cases that fit, best first, for programs."""
    return json_text({"version": 1, "results": [asdict(fit) for fit in found]})


def fits_markdown(environment: Templates, found: Sequence[Fit]) -> str:
    """The same for a chat or a page."""
    return render(environment, "find.md.j2", {"results": found})


def fits_text(found: Sequence[Fit]) -> RenderableType:
    """The same for a terminal."""
    if not found:
        return Text(NOTHING)
    return Group(*(part for number, fit in enumerate(found, 1) for part in _fit(number, fit)))


def _fit(number: int, fit: Fit) -> Iterator[RenderableType]:
    head = Text(f"{number}. {plain(fit.title)}", style="bold")
    head.append(f"  ({fit.id})", "not bold dim")
    yield head
    lines: list[tuple[str, str]] = [("why", "; ".join(fit.reasons)), ("say", fit.say)]
    lines += [("ask", question) for question in fit.ask]
    lines += [("show", f"{one.title} {one.deliverable or ''}".strip()) for one in fit.show]
    lines += [
        ("proof", f"{one.customer}: {one.result or ''} {one.url or ''}".strip())
        for one in fit.proof
    ]
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column()
    said = ""
    for label, text in lines:
        if text:
            table.add_row("" if label == said else label, plain(text))
            said = label
    yield Padding(table, (0, 0, 1, 3))


def assets_json(found: Iterable[Asset]) -> str:
    """Collateral for programs; days as index.json writes them."""
    return json_text({"version": 1, "assets": [_plain(asdict(one)) for one in found]})


def gaps_json(found: Iterable[Gap]) -> str:
    """Gaps for programs, as in index.json."""
    return json_text({"version": 1, "gaps": [asdict(one) for one in found]})


def _plain(asset: dict[str, Any]) -> dict[str, Any]:
    days = {name: asset[name] for name in ("due", "fresh_until")}
    return asset | {name: value and value.isoformat() for name, value in days.items()}


def assets_markdown(environment: Templates, views: Mapping[str, Sequence[Any]]) -> str:
    """Collateral, or gaps, as tables."""
    return render(environment, "assets.md.j2", {**views, "state_words": STATE_WORDS})


def assets_text(found: Sequence[Asset]) -> RenderableType:
    """Collateral for a terminal."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column("Piece", ratio=3)
    table.add_column("For", ratio=2)
    table.add_column("State", no_wrap=True)
    table.add_column("Due or where", ratio=2, overflow="fold")
    for one in found:
        where = one.deliverable or day(one.due) or ""
        said = f"{plain(one.title)}\n{listed(one.use_cases)}"
        meant = listed([*one.stages, *one.audiences])
        table.add_row(said, meant, str(STATE_WORDS[one.state]), plain(where))
    return Group(table, Text(f"{counted(len(found), 'piece')}.", style="dim"))


def gaps_text(found: Sequence[Gap]) -> RenderableType:
    """Gaps for a terminal."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for heading in ("Use case", "Stage", "Audience"):
        table.add_column(heading)
    for gap in found:
        table.add_row(gap.use_case, gap.stage, gap.audience)
    return Group(
        table, Text(f"{counted(len(found), 'gap')}: nothing there, nothing planned.", "dim")
    )
