"""The agenda of an activation team's meeting: its four points, filled from what changed.

The points are those of the field: the resource page and new content, feedback from the field,
feedback from campaigns and events, and strategy, improvements and next priorities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ucops.model.config import Config
from ucops.model.usecase import Feedback
from ucops.pages.digest.view import NOTHING, Digest, Line, Section, intro, lines, names, turns
from ucops.pages.words import day
from ucops.progress.news import News
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.prose.words import counted, one_line

CAMPAIGNS = ("campaign", "event", "webinar", "webcast", "conference", "booth", "fair")
"""Words in the source of feedback that comes from campaigns; all other feedback is the field's."""
PAGE = "resource-page"
"""The kind of link to the page that the meeting begins with."""


def agenda(programme: Programme, one: UseCaseProgress, found: News) -> Digest:
    """The meeting of one use case's team."""
    use_case, config = one.entry.use_case, programme.config
    team = dict.fromkeys(seat.people[0] for seat in one.seats if seat.people)
    said = [feedback for feedback in use_case.feedback if _wanted(feedback, found)]
    return Digest(
        title=f"Activation team: {use_case.title}",
        intro=(*intro(found, one.count, one.forecast), f"The team: {names(team, config) or '–'}."),
        sections=tuple(
            Section(f"{number}. {title}", points, "" if points else NOTHING)
            for number, (title, points) in enumerate(
                (
                    ("Resource page and new content", tuple(_content(one, found, config))),
                    ("Feedback from the field", _feedback(said, campaigns=False)),
                    ("Feedback from campaigns and events", _feedback(said, campaigns=True)),
                    ("Strategy and next priorities", tuple(_priorities(one, found, config))),
                ),
                start=1,
            )
        ),
    )


def _content(one: UseCaseProgress, found: News, config: Config) -> Iterator[Line]:
    """The resource page, and what is new, under way, planned anew, or no longer fresh."""
    for link in one.links:
        if link.kind == PAGE:
            yield Line(link.title, link.link.target or None, (link.link.state.value,))
    title = one.entry.use_case.title
    for events, verb in (
        (found.finished, "finished"),
        (found.started or (), "started"),
        (found.added, "added"),
    ):
        yield from lines(events, config, verb, title)
    for item in one.items:
        if item.state == "needs-refresh":
            yield Line(item.item.title, item.item.deliverable, ("needs a refresh",))


def _wanted(feedback: Feedback, found: News) -> bool:
    """Whether it is new, or still without an answer."""
    new = feedback.date is not None and found.since <= feedback.date <= found.as_of
    return new or not feedback.disposition


def _feedback(said: Iterable[Feedback], *, campaigns: bool) -> tuple[Line, ...]:
    return tuple(
        Line(
            one_line(one.text),
            None,
            (day(one.date) or "", str(one.disposition or "no answer yet")),
            who=one_line(one.source),
        )
        for one in said
        if any(word in one.source.casefold() for word in CAMPAIGNS) is campaigns
    )


def _priorities(one: UseCaseProgress, found: News, config: Config) -> Iterator[Line]:
    """Whose turn it is, and what is open in team, links, journey and story."""
    yield from turns(found.turns, config, one.entry.use_case.title)
    seats = [seat.title for seat in one.seats if seat.open]
    links = [link.title for link in one.links if link.open]
    gaps = [f"{cell.stage} for {cell.audience}s" for cell in one.coverage if cell.gap]
    for noun, some in (("open seat", seats), ("open link", links), ("gap", gaps)):
        if some:
            yield Line(f"{counted(len(some), noun)}: {', '.join(some)}")
    for remedy in one.readiness.missing:
        yield Line(remedy, None, ("completes the story",))
