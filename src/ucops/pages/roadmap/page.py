"""A use case's view: what its page says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import Markup

from ucops.exchange.diagrams import flow, sequence
from ucops.model.config import Config
from ucops.model.facts import Cell, KeyLink, Requirement, RoleSeat, count_requirements
from ucops.model.reference import ANY, Reference, names_in, references
from ucops.model.titles import titles
from ucops.model.usecase import UseCase
from ucops.model.values import STAGES
from ucops.pages.roadmap.events import Event, history
from ucops.pages.roadmap.gantt import Gantt, use_case_gantt
from ucops.pages.roadmap.parts import (
    Here,
    item_row,
    listing,
    owned,
    report_path,
    row,
    share_view,
    state_counts,
    upcoming,
)
from ucops.pages.roadmap.views import ItemRow, Listing, Share, StateCount, UseCaseRow
from ucops.pages.words import TIERS
from ucops.preview.private import internal_customers, quiet_feedback
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.readiness import Readiness
from ucops.progress.standing import Standing
from ucops.progress.tally import tally
from ucops.prose import markdown
from ucops.prose.markdown import as_it_is


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat of the activation team.

    Attributes:
        role: The role's title.
        state: named, open or not needed.
        people: Logins; the first is responsible, the others are backups.
        by_lead: Whether the role's lead stands in for somebody of the team.
    """

    role: str
    state: str
    people: tuple[str, ...]
    by_lead: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """One key link.

    Attributes:
        title: The link kind's title.
        state: there, in work, open or not needed.
        target: The address or chat channel, the address of the work on it, or an empty string.
    """

    title: str
    state: str
    target: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one stage of the buyer's journey.

    Attributes:
        title: The stage, or what stands for several or none.
        items: The items that count.
        share: Done of them.
    """

    title: str
    items: tuple[ItemRow, ...]
    share: Share


@dataclass(frozen=True, slots=True)
class UseCaseView:
    """One use case: what `use-case.md.j2` gets as `use_case`.

    Attributes:
        row: Its line in the roadmap.
        tier: Such as `Tier 1 · key`.
        problem: In the customer's terms; Markdown that is safe already.
        summary: What it is, or an empty string.
        personas: Titles.
        names: Titles of all that it names in `ucops.yaml`, by field: `names.industries`.
        value_drivers: Each in one line, with its number.
        states: Items that count by state, the finished first.
        chart: Its chart without the ending, relative to this page.
        gantts: The dated items that are still to come.
        requirements: Its market requirements, with what there is to show for each.
        with_demo, with_comparison, with_roi: Requirements with a finished one.
        seats: Its activation team.
        open_seats: Seats without anybody.
        links: Its key links.
        open_links: Links that are known to be missing.
        readiness: The twelve tests and their outcome.
        said: All that its file says, but for the proof points that are not public.
        facts: All that is derived for it.
        pieces: Finished pieces that can be shown to customers, by priority.
        users, buyers: Titles of the personas that work with it, and that decide about it.
        history: What happened to its deliverables, the newest first.
        diagrams: Its scenarios in Mermaid, a sequence diagram and a flow chart, by their keys.
        home: The roadmap, relative to this page.
        from_files: Whether every state is what the files alone say, because GitHub was not asked.
        file: Its file, relative to this page.
        groups: The BOM by stage, without what is left out.
        left_out: Items that are skipped, retired or dropped.
        attention: Overdue, at risk or blocked.
        upcoming: The items that are due next.
        undated: How many unfinished items have no date.
        coverage: Stage × audience, three rows of three cells.
    """

    row: UseCaseRow
    home: str
    from_files: bool
    file: str
    tier: str
    problem: str
    summary: str
    personas: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    value_drivers: tuple[str, ...]
    states: tuple[StateCount, ...]
    chart: str
    groups: tuple[Group, ...]
    left_out: tuple[ItemRow, ...]
    attention: Listing
    upcoming: Listing
    undated: int
    gantts: tuple[Gantt, ...]
    coverage: tuple[tuple[Cell, ...], ...]
    requirements: tuple[Requirement, ...]
    with_demo: int
    with_comparison: int
    with_roi: int
    seats: tuple[SeatView, ...]
    open_seats: int
    links: tuple[LinkView, ...]
    open_links: int
    readiness: Readiness
    said: UseCase
    facts: UseCaseProgress
    pieces: tuple[ItemRow, ...]
    users: tuple[str, ...]
    buyers: tuple[str, ...]
    history: tuple[Event, ...]
    diagrams: Mapping[str, tuple[Markup, Markup]]


SHOWN = 20
"""The most items in the list of what needs attention."""
NEXT = 5
"""The items named as due next."""
EVENTS = 20
"""The most events in a page's history."""
WHOLE = "The whole journey"
NO_STAGE = "No stage given"


def shareable(programme: Programme) -> Programme:
    """The programme without what is not public: what customers did not allow to be shown.

    That is their proof points, and their names in what people said.
    """
    every = tuple(proof for one in programme.every for proof in one.entry.use_case.proof_points)
    customers = internal_customers(every)

    def quiet(some: Iterable[UseCaseProgress]) -> tuple[UseCaseProgress, ...]:
        return tuple(_shareable(one, customers) for one in some)

    return replace(
        programme,
        use_cases=quiet(programme.use_cases),
        drafts=quiet(programme.drafts),
        retired=quiet(programme.retired),
    )


def _shareable(one: UseCaseProgress, customers: Collection[str]) -> UseCaseProgress:
    use_case = one.entry.use_case
    public = tuple(proof for proof in use_case.proof_points if proof.public)
    feedback = quiet_feedback(use_case.feedback, customers)
    said = use_case.model_copy(update={"proof_points": public, "feedback": feedback})
    return replace(one, entry=replace(one.entry, use_case=said))


def use_case_view(here: Here, one: UseCaseProgress) -> UseCaseView:
    """Say how one use case stands."""
    use_case, config = one.entry.use_case, here.programme.config
    grouped = _by_stage(one.items)
    shown = count_requirements(one.requirements)
    items = owned([one])
    pressing = [pair for pair in items if _presses(pair[1])]
    names = _names(use_case, config)
    return UseCaseView(
        row=row(here, one),
        home=here.way.to(report_path(here.programme.config)),
        from_files=here.programme.from_files,
        file=here.way.to(one.entry.file),
        tier=TIERS[use_case.tier],
        problem=markdown.block(use_case.problem),
        summary=use_case.summary,
        personas=names["personas"],
        names=names,
        value_drivers=_value_drivers(use_case),
        states=state_counts(one.count),
        chart=here.way.to_chart(one.entry.id),
        groups=tuple(_group(here, one, title, items) for title, items in grouped),
        left_out=tuple(_items(here, one, (s for s in one.items if not s.counted))),
        attention=listing(here, pressing, SHOWN),
        upcoming=listing(here, upcoming(items), NEXT),
        undated=one.count.undated,
        gantts=use_case_gantt(grouped, config.milestones),
        coverage=tuple(one.coverage[start : start + 3] for start in (0, 3, 6)),
        requirements=one.requirements,
        with_demo=shown.with_demo,
        with_comparison=shown.with_comparison,
        with_roi=shown.with_roi,
        seats=tuple(_seat(seat) for seat in one.seats),
        open_seats=sum(seat.open for seat in one.seats),
        links=tuple(view for link in one.links for view in _links(link)),
        open_links=sum(link.open for link in one.links),
        readiness=one.readiness,
        said=use_case,
        facts=one,
        pieces=tuple(_items(here, one, _pieces(one))),
        users=_personas(use_case, config, "user"),
        buyers=_personas(use_case, config, "buyer"),
        history=history(here, [one], EVENTS),
        diagrams={
            slug: (as_it_is(sequence(one)), as_it_is(flow(one)))
            for slug, one in use_case.scenarios.items()
            if one.steps
        },
    )


def _presses(standing: Standing) -> bool:
    late = standing.open and standing.health in {"overdue", "at-risk"}
    return late or standing.state == "blocked"


def _by_stage(items: Iterable[Standing]) -> list[tuple[str, list[Standing]]]:
    """Items that count, by the first stage they serve; those for every stage come first."""
    groups: dict[str, list[Standing]] = {WHOLE: [], **{stage.capitalize(): [] for stage in STAGES}}
    groups[NO_STAGE] = []
    for standing in items:
        if standing.counted:
            groups[_stage(standing)].append(standing)
    return [(title, members) for title, members in groups.items() if members]


def _stage(standing: Standing) -> str:
    stages = standing.item.stages
    if len(set(stages)) == len(STAGES):
        return WHOLE
    return min(stages, key=STAGES.index).capitalize() if stages else NO_STAGE


def _group(here: Here, one: UseCaseProgress, title: str, items: Sequence[Standing]) -> Group:
    return Group(title, tuple(_items(here, one, items)), share_view(tally(items)))


def _items(here: Here, one: UseCaseProgress, items: Iterable[Standing]) -> Iterator[ItemRow]:
    return (item_row(here, one.entry.use_case.title, standing) for standing in items)


def _names(use_case: UseCase, config: Config) -> Mapping[str, tuple[str, ...]]:
    """Field → the titles of the entries of `ucops.yaml` that the use case names in it."""
    own = _own_names()
    found: dict[str, tuple[str, ...]] = {str(one.pattern[0]): () for one in own}
    for reference in own:
        titled = titles(getattr(config, reference.names.section))
        for path, name in names_in(use_case, reference):
            found[str(path[0])] = (*found[str(path[0])], titled.get(name, name))
    return found


@cache
def _own_names() -> tuple[Reference, ...]:
    """The places of a use case itself where names stand, and not of its parts."""
    every = references(UseCase)
    return tuple(one for one in every if one.pattern[1:] in {(), (ANY,)} and not one.on_key)


def _value_drivers(use_case: UseCase) -> tuple[str, ...]:
    """Each value driver in one line: `Deliver faster: lead time from 6 weeks to 1 week`."""
    return tuple(
        _joined(
            driver.title or slug.replace("-", " "), driver.metric, driver.baseline, driver.target
        )
        for slug, driver in use_case.value_drivers.items()
    )


def _joined(title: str, metric: str | None, baseline: str | None, target: str | None) -> str:
    change = [f"from {baseline}" if baseline else "", f"to {target}" if target else ""]
    told = " ".join(part for part in (metric or "", *change) if part)
    return f"{title}: {told}" if told else title


def _seat(seat: RoleSeat) -> SeatView:
    words = {"named": "named", "open": "open", "not-applicable": "not needed"}
    return SeatView(seat.title, words[seat.state], seat.people, seat.by_lead)


def _links(link: KeyLink) -> Iterator[LinkView]:
    """A view for each link of a kind, or one that says that there is none."""
    words = {
        "present": "there",
        "pending": "in work",
        "tbd": "open",
        "not-applicable": "not needed",
    }
    for one in link.every or (link.link,):
        yield LinkView(link.title, words[one.state], one.target)


def _pieces(one: UseCaseProgress) -> list[Standing]:
    """What can be shown to a customer: finished, with an address, and not for the own team."""
    found = (s for s in one.items if s.finished and s.item.deliverable)
    shown = (s for s in found if set(s.item.audiences) - {"internal"})
    return sorted(shown, key=lambda standing: standing.item.priority)


def _personas(use_case: UseCase, config: Config, kind: str) -> tuple[str, ...]:
    """Titles of the personas of one kind."""
    known = (config.personas[slug] for slug in use_case.personas if slug in config.personas)
    return tuple(one.title for one in known if one.kind == kind)
