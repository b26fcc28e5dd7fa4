"""The pieces that the roadmap and the use cases' pages have in common."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ucops.github.snapshot import Gone, Issue
from ucops.pages.item import common
from ucops.pages.roadmap.views import ItemRow, Listing, Share, StateCount, UseCaseRow
from ucops.pages.words import HEALTH_WORDS, STATE_WORDS, day, percent
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.standing import Standing
from ucops.progress.state import LEFT_OUT
from ucops.progress.tally import Tally
from ucops.progress.workload import pressing

CHARTS = "charts"
"""The folder of charts below the folder of pages."""


@dataclass(frozen=True, slots=True)
class Here:
    """The page that is being made: what is around it, and how to get from it to other files.

    Attributes:
        page: The page's path relative to the root of the repository.
        titles: Key → title of every item.
    """

    programme: Programme
    page: str
    titles: dict[str, str]

    def to(self, path: str) -> str:
        """The way from this page to a file, given by its path from the root."""
        return posixpath.relpath(path, posixpath.dirname(self.page) or ".")

    def to_page(self, use_case: str) -> str:
        """The way to a use case's page."""
        return self.to(page_path(self.programme, use_case))

    def to_chart(self, name: str) -> str:
        """The way to a chart, by its file name."""
        return self.to(chart_path(self.programme, name))


def page_path(programme: Programme, use_case: str) -> str:
    """Where a use case's page lies, from the root."""
    return _below(programme, f"{use_case}.md")


def chart_path(programme: Programme, name: str) -> str:
    """Where a chart lies, from the root.

    Names of charts that are not a use case's hold a dot, which no use case's id can hold.
    """
    return _below(programme, CHARTS, name)


def index_path(programme: Programme) -> str:
    """Where the index lies, from the root."""
    return _below(programme, "index.json")


def report_path(programme: Programme) -> str:
    """Where the roadmap lies, from the root."""
    return posixpath.normpath(programme.config.paths.report)


def _below(programme: Programme, *names: str) -> str:
    return posixpath.normpath(posixpath.join(programme.config.paths.pages, *names))


def share_view(count: Tally, bar: str | None = None) -> Share:
    """Done of total."""
    return Share(count.done, count.total, percent(count.progress), bar)


def state_counts(count: Tally) -> tuple[StateCount, ...]:
    """Items that count by state, the finished first."""
    return tuple(
        StateCount(word, count.states[state])
        for state, word in STATE_WORDS.items()
        if count.states[state] and state not in LEFT_OUT
    )


def row(here: Here, one: UseCaseProgress) -> UseCaseRow:
    """A use case's line in a list."""
    use_case, count = one.entry.use_case, one.count
    lead = one.seats[0] if one.seats else None
    return UseCaseRow(
        id=one.entry.id,
        title=use_case.title,
        page=here.to_page(one.entry.id),
        status=use_case.status,
        share=share_view(count, here.to_chart(f"{one.entry.id}.svg")),
        health=HEALTH_WORDS[one.health] if one.health else None,
        overdue=count.overdue,
        at_risk=count.at_risk,
        next_due=day(count.next_due),
        responsible=lead.people[0] if lead and lead.people else None,
        epic=reference(here, one.epic) if one.epic else None,
        epic_url=one.epic.url if one.epic else None,
        readiness=f"{one.readiness.score} of {len(one.readiness.points)}",
    )


def reference(here: Here, issue: Issue | Gone) -> str:
    """How an issue is called from this repository: `#12`, or `acme/pmm#12`."""
    same = issue.repository == here.programme.repository
    return f"#{issue.number}" if same else f"{issue.repository}#{issue.number}"


def item_row(here: Here, use_case: str, one: Standing) -> ItemRow:
    """One item in words."""
    return ItemRow(
        **common(one.item, use_case, here.programme.config),
        page=here.to_page(one.item.use_case),
        state=STATE_WORDS[one.state],
        health=HEALTH_WORDS[one.health] if one.open else None,
        issue=reference(here, one.issue) if one.issue else None,
        url=one.issue.url if one.issue else None,
        waits_for=tuple(here.titles.get(key, key) for key in one.waits_for),
        reason=_reason(one),
    )


def _reason(one: Standing) -> str:
    if one.item.skip is not None:
        return one.item.skip
    if one.item.retired is not None:
        return f"since {day(one.item.retired)}"
    return "closed as not planned" if one.state == "dropped" else ""


Owned = tuple[UseCaseProgress, Standing]


def owned(use_cases: Iterable[UseCaseProgress]) -> tuple[Owned, ...]:
    """Every item with its use case, the most pressing first: by due date, priority and key."""
    pairs = [(one, standing) for one in use_cases for standing in one.items]
    return tuple(sorted(pairs, key=lambda pair: pressing(pair[1])))


def listing(here: Here, pairs: Sequence[Owned], limit: int) -> Listing:
    """The first items of a list, in words."""
    shown = tuple(
        item_row(here, one.entry.use_case.title, standing) for one, standing in pairs[:limit]
    )
    return Listing(shown, max(0, len(pairs) - limit))


def upcoming(pairs: Iterable[Owned]) -> list[Owned]:
    """Unfinished items with a due date that has not passed, the nearest first."""
    return [
        pair
        for pair in pairs
        if pair[1].open and pair[1].item.due is not None and pair[1].health != "overdue"
    ]
