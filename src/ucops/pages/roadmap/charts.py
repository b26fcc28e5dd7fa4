"""Bars of items by state, as data for the chart templates."""

from __future__ import annotations

from collections.abc import Iterator

from ucops.pages.roadmap.parts import chart_path, share_view, state_counts
from ucops.pages.roadmap.views import ChartView, Segment
from ucops.pages.words import HEALTH_WORDS, TIERS, day
from ucops.progress.programme import Programme
from ucops.progress.tally import Tally, tally

THEMES = ("light", "dark")


def charts(programme: Programme) -> Iterator[tuple[str, str, ChartView]]:
    """Every chart: its path from the root, its template and its view."""
    for theme in THEMES:
        view = chart(programme.config.title, programme.count, theme)
        yield chart_path(programme, f"overview.{theme}.svg"), "overview.svg.j2", view
    for one in programme.every:
        view = chart(one.entry.use_case.title, one.count)
        yield chart_path(programme, f"{one.entry.id}.svg"), "bar.svg.j2", view
    for tier, title in TIERS.items():
        members = [one for one in programme.use_cases if one.entry.use_case.tier == tier]
        if members:
            count = tally(standing for one in members for standing in one.items)
            yield chart_path(programme, f"tier.{tier}.svg"), "bar.svg.j2", chart(title, count)
    for milestone in programme.milestones:
        view = chart(milestone.milestone.title, milestone.count)
        yield chart_path(programme, f"milestone.{milestone.id}.svg"), "bar.svg.j2", view


def chart(title: str, count: Tally, theme: str = "light") -> ChartView:
    """One bar of items by state."""
    return ChartView(
        title=title,
        theme=theme,
        share=share_view(count),
        health=HEALTH_WORDS[count.health],
        overdue=count.overdue,
        at_risk=count.at_risk,
        next_due=day(count.next_due),
        segments=tuple(_segments(count)),
    )


def _segments(count: Tally) -> Iterator[Segment]:
    start = 0.0
    for state in state_counts(count):
        width = 100 * state.count / count.total
        yield Segment(state.state, state.count, round(start, 2), round(width, 2))
        start += width
