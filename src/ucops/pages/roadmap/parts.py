"""The pieces that the roadmap and the use cases' pages have in common."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ucops.github.snapshot import Gone, Issue
from ucops.model.config import Config
from ucops.model.facts import RoleSeat, shown_name
from ucops.model.titles import titled
from ucops.pages.item import common
from ucops.pages.roadmap.views import ItemRow, Listing, Share, StateCount, UseCaseRow
from ucops.pages.words import HEALTH_WORDS, STATE_WORDS, day, percent
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.standing import Standing, once
from ucops.progress.state import LEFT_OUT
from ucops.progress.tally import Tally
from ucops.progress.workload import pressing

CHARTS = "charts"
"""The folder of charts below the folder of pages."""
_WAYS = 16_384
"""How many ways between files are remembered: every page leads to the same people and use cases."""
PAGES = ("*.md", "milestones/*.md", "people/*.md")
"""Where pages lie below the folder of pages."""


@dataclass(frozen=True)
class Around:
    """What all pages have around them, looked up once.

    Attributes:
        programme: What is reported on, without what is not public.
    """

    programme: Programme

    @cached_property
    def use_cases(self) -> Mapping[str, str]:
        """Id → title of every use case."""
        return {one.entry.id: one.entry.use_case.title for one in self.programme.every}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Key → title of every item."""
        return {one.item.key: one.item.title for case in self.programme.every for one in case.items}

    @cached_property
    def waiting(self) -> Mapping[str, Sequence[Standing]]:
        """Key → the unfinished items that wait for it."""
        found: dict[str, list[Standing]] = {}
        for _, standing in owned(self.programme.every):
            for key in standing.waits_for:
                found.setdefault(key, []).append(standing)
        return found

    @cached_property
    def owned(self) -> Sequence[Owned]:
        """Every item of the use cases that count, the most pressing first."""
        return owned(self.programme.use_cases)

    @cached_property
    def plates(self) -> Mapping[str | None, Sequence[Owned]]:
        """Login → the items that somebody is responsible for, the most pressing first."""
        found: dict[str | None, list[Owned]] = {}
        for pair in self.owned:
            found.setdefault(pair[1].item.responsible, []).append(pair)
        return found

    @cached_property
    def chairs(self) -> Mapping[str, Sequence[tuple[UseCaseProgress, RoleSeat, bool]]]:
        """Login → the seats that somebody holds, and whether as a backup."""
        found: dict[str, list[tuple[UseCaseProgress, RoleSeat, bool]]] = {}
        for one in self.programme.use_cases:
            for seat in one.seats:
                for at, login in enumerate(seat.people):
                    found.setdefault(login, []).append((one, seat, at > 0))
        return found

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Everybody who has a page, by their logins in small letters, as GitHub takes them."""
        return {
            login.casefold(): login for login in sorted({*filter(None, self.plates), *self.chairs})
        }

    def at(self, page: str) -> Here:
        """Where a page is, by its path from the root."""
        return Here(self, Way(page, self.programme.config, self.people, self.use_cases))


Owned = tuple[UseCaseProgress, Standing]


@dataclass(frozen=True, slots=True)
class Way:
    """How to get from a page to other files, and what things are called: templates' `here`.

    It is small, because a repository's own templates get it in another process, page by page.

    Attributes:
        page: The page's path relative to the root of the repository.
        config: What `ucops.yaml` says.
        people: Those who have a page, by their logins in small letters.
        use_cases: Id → title of every use case.
    """

    page: str
    config: Config
    people: Mapping[str, str]
    use_cases: Mapping[str, str]

    def to(self, path: str) -> str:
        """The way from this page to a file, given by its path from the root."""
        return _relative(path, posixpath.dirname(self.page))

    def to_page(self, use_case: str) -> str:
        """The way to a use case's page, by its id."""
        return self.to(page_path(self.config, use_case))

    def to_chart(self, name: str) -> str:
        """The way to a chart, by its file name."""
        return self.to(chart_path(self.config, name))

    def to_home(self) -> str:
        """The way to the roadmap."""
        return self.to(report_path(self.config))

    def to_library(self) -> str:
        """The way to the library of use cases."""
        return self.to(library_path(self.config, self.use_cases))

    def to_shelf(self, name: str) -> str:
        """The way to a further page of the library, by its name."""
        return self.to(shelf_path(self.config, name))

    def to_milestone(self, slug: str) -> str:
        """The way to a milestone's page, by its slug."""
        return self.to(milestone_path(self.config, slug))

    def to_person(self, login: str) -> str | None:
        """The way to a person's page; None for somebody without one."""
        known = login.casefold() in self.people
        return self.to(person_path(self.config, login)) if known else None

    def name(self, login: str) -> str:
        """What pages call somebody: the name that `people` gives, or the login."""
        return shown_name(login, self.config)

    def title(self, section: str, slug: str | None) -> str:
        """The title of an entry of `ucops.yaml`; its slug where it has none; empty for None."""
        entry = getattr(self.config, section).get(slug)
        return (titled(entry) if entry is not None else "") or slug or ""


@dataclass(frozen=True, slots=True)
class Here:
    """The page that is being made, and what is around it.

    Attributes:
        around: What is the same on every page.
        way: How to get from it to others.
    """

    around: Around
    way: Way

    @property
    def programme(self) -> Programme:
        """What is reported on."""
        return self.around.programme

    def item(self, key: str) -> str:
        """The title of an item, by its key."""
        return self.around.titles.get(key, key)

    def waiting(self, key: str) -> Sequence[Standing]:
        """The unfinished items that wait for an item."""
        return self.around.waiting.get(key, ())


@lru_cache(maxsize=_WAYS)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def page_path(config: Config, use_case: str) -> str:
    """Where a use case's page lies, from the root."""
    return _below(config, f"{use_case}.md")


def chart_path(config: Config, name: str) -> str:
    """Where a chart lies, from the root.

    Names of charts that are not a use case's hold a dot, which no use case's id can hold.
    """
    return _below(config, CHARTS, name)


def index_path(config: Config) -> str:
    """Where the index lies, from the root."""
    return _below(config, "index.json")


def library_path(config: Config, use_cases: Container[str]) -> str:
    """Where the library of use cases lies; its name gives way to a use case that is called so."""
    return _below(config, "use-cases.library.md" if "library" in use_cases else "library.md")


def shelf_path(config: Config, name: str) -> str:
    """Where a further page of the library lies; it has a dot, which no use case's id can hold."""
    return _below(config, f"library.{name}.md")


def grids_path(config: Config, number: int) -> str:
    """Where a page of grids lies, from the root; it has a dot, which no use case's id can hold."""
    return _below(config, f"grids.{number}.md")


def milestone_path(config: Config, slug: str) -> str:
    """Where a milestone's page lies, from the root."""
    return _below(config, "milestones", f"{slug}.md")


def person_path(config: Config, login: str) -> str:
    """Where a person's page lies, from the root; GitHub takes letters of either case for one."""
    return _below(config, "people", f"{login.casefold()}.md")


def report_path(config: Config) -> str:
    """Where the roadmap lies, from the root."""
    return posixpath.normpath(config.paths.report)


def _below(config: Config, *names: str) -> str:
    return _joined(config.paths.pages, *names)


@lru_cache(maxsize=_WAYS)
def _joined(*names: str) -> str:
    return posixpath.normpath(posixpath.join(*names))


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
        page=here.way.to_page(one.entry.id),
        status=use_case.status,
        share=share_view(count, here.way.to_chart(f"{one.entry.id}.svg")),
        health=HEALTH_WORDS[one.health] if one.health else None,
        overdue=count.overdue,
        at_risk=count.at_risk,
        next_due=day(count.next_due),
        responsible=lead.people[0] if lead and lead.people else None,
        epic=reference(here, one.epic) if one.epic else None,
        epic_url=one.epic.url if one.epic else None,
        readiness=f"{one.readiness.score} of {len(one.readiness.points)}",
        ready_to_sell=one.ready_to_sell,
    )


def reference(here: Here, issue: Issue | Gone) -> str:
    """How an issue is called from this repository: `#12`, or `acme/pmm#12`."""
    same = issue.repository == here.programme.repository
    return f"#{issue.number}" if same else f"{issue.repository}#{issue.number}"


def item_row(here: Here, use_case: str, one: Standing) -> ItemRow:
    """One item in words."""
    return ItemRow(
        **common(one.item, use_case, here.programme.config),
        page=here.way.to_page(one.item.use_case),
        state=STATE_WORDS[one.state],
        health=HEALTH_WORDS[one.health] if one.open else None,
        issue=reference(here, one.issue) if one.issue else None,
        url=one.issue.url if one.issue else None,
        waits_for=tuple(here.item(key) for key in one.waits_for),
        reason=_reason(one),
        shared=one.item.shared.partition("/")[0] if one.item.shared else None,
    )


def _reason(one: Standing) -> str:
    if one.item.skip is not None:
        return one.item.skip
    if one.item.retired is not None:
        return f"since {day(one.item.retired)}"
    return "closed as not planned" if one.state == "dropped" else ""


def owned(use_cases: Iterable[UseCaseProgress]) -> tuple[Owned, ...]:
    """Every piece with its use case, the most pressing first: by due date, priority and key."""
    pairs = {standing.item.key: (one, standing) for one in use_cases for standing in one.items}
    pieces = once(standing for _, standing in pairs.values())
    return tuple(pairs[one.item.key] for one in sorted(pieces, key=pressing))


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
