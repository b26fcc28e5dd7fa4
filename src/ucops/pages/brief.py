"""One use case as a brief: what a seller, product manager, executive or marketer needs of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import RenderableType
from rich.markdown import Markdown

from ucops.pages.roadmap.page import shareable, use_case_view
from ucops.pages.roadmap.parts import Around, Here
from ucops.pages.templating import Templates, render
from ucops.progress.index import index
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.prose.visible import json_text, readable

SAID: Mapping[str, tuple[str, ...]] = {
    "sales": (
        *("problem", "summary", "why_now", "budget", "personas", "industries", "segments"),
        *("motion", "journey", "funnel", "message_house", "discovery_questions", "objections"),
        *("status_quo", "competitors", "differentiators", "value_drivers", "proof_points"),
    ),
    "product": (
        *("problem", "summary", "market_requirements", "solution", "differentiators"),
        *("scenarios", "feedback", "competitors", "objectives"),
    ),
    "executive": (
        *("problem", "summary", "why_now", "budget", "value_drivers", "objectives", "measures"),
        *("sponsors", "since", "proof_points"),
    ),
    "marketing": (
        *("problem", "summary", "message_house", "personas", "industries", "segments"),
        *("analysts", "differentiators", "value_drivers", "proof_points", "links", "feedback"),
    ),
}
"""What of a use case's file each reader gets, in the order in which they need it."""
DERIVED: Mapping[str, tuple[str, ...]] = {
    "sales": ("ready_to_sell", "story"),
    "product": ("requirements", "market_requirements"),
    "executive": ("progress", "health", "done", "items_total", "next_due", "forecast", "seats"),
    "marketing": ("journey", "gaps", "links", "story", "done", "items_total"),
}
"""What of its figures, as index.json calls them."""


def brief(
    one: UseCaseProgress, programme: Programme, reader: str, *, internal: bool
) -> dict[str, Any]:
    """What the templates of briefs get.

    Args:
        one: The use case.
        programme: Where it belongs.
        reader: One of `SAID`.
        internal: Whether proof that may not be shown outside is in it, marked as internal.
    """
    shown = programme if internal else shareable(programme)
    mine = next(case for case in shown.every if case.entry.id == one.entry.id)
    return brief_view(Around(shown).at(f"{one.entry.id}.md"), mine, reader)


def brief_view(here: Here, mine: UseCaseProgress, reader: str) -> dict[str, Any]:
    """The same on a page of whatever is made of the whole programme."""
    return {
        "here": here.way,
        "programme": here.programme,
        "config": here.programme.config,
        "use_case": use_case_view(here, mine),
        "said": mine.entry.use_case,
        "facts": mine,
        "reader": reader,
    }


def brief_markdown(environment: Templates, view: Mapping[str, Any]) -> str:
    """A brief in Markdown, for a chat or a page."""
    given = {name: one for name, one in view.items() if name != "programme"}
    return render(environment, f"brief-{view['reader']}.md.j2", given)


def brief_text(markdown: str) -> RenderableType:
    """A brief for a terminal."""
    return Markdown("\n".join(map(readable, markdown.splitlines())), hyperlinks=False)


def brief_json(view: Mapping[str, Any]) -> str:
    """A brief for programs: what the file says and what is derived, by the fields' names."""
    reader, mine = view["reader"], view["facts"]
    use_case = mine.entry.use_case
    figures = next(
        one
        for section in ("use_cases", "drafts", "retired")
        for one in index(view["programme"]).get(section, ())
        if one["id"] == mine.entry.id
    )
    return json_text(
        {
            "version": 1,
            "id": mine.entry.id,
            "title": use_case.title,
            "tier": use_case.tier,
            "status": use_case.status,
            "for": reader,
            "said": use_case.model_dump(mode="json", by_alias=True, include=set(SAID[reader])),
            "derived": {name: figures[name] for name in DERIVED[reader] if name in figures},
        }
    )
