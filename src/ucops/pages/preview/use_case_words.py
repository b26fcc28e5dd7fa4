"""What happens to a use case, as a product marketer says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ucops.model.catalog import Entry, Item
from ucops.model.config import Model
from ucops.model.facts import FILED
from ucops.model.usecase import ProofPoint, UseCase
from ucops.model.values import Link, LinkState, Seat, SeatState
from ucops.pages.preview.item_lines import NAMED, Told, item_lines, passing
from ucops.pages.preview.words import (
    LINK_WORDS,
    Line,
    Names,
    address_in,
    counted,
    in_words,
    list_change,
    listed,
    quoted,
    said,
    seat,
    slugs_change,
    text_change,
)
from ucops.preview.change import FieldChange, UseCaseChange

SLUGS = frozenset({"personas", "industries", "segments", "previously"})
"""Lists of names; most of them have a title in the section of the same name."""
ENTRIES = {
    "value_drivers": "Value driver",
    "market_requirements": "Market requirement",
    "solution": "Solution",
    "differentiators": "Differentiator",
    "competitors": "Competitor",
    "scenarios": "Scenario",
    "measures": "Measure",
}
"""Mappings of a use case, and what one entry is called."""


def lines(change: UseCaseChange, names: Names) -> list[Line]:
    """Everything that happens to a use case, the most important first."""
    match change.before, change.after:
        case None, Entry() as after:
            return [*_whole(after, names), *item_lines(change, names, Told(frozenset()))]
        case Entry() as before, None:
            return [*_removed(before), *item_lines(_left_only(change), names, Told(frozenset()))]
        case Entry() as before, Entry() as after:
            return _changed(change, before, after, names)
    return []


def _left_only(change: UseCaseChange) -> UseCaseChange:
    """Of a use case that is removed, only the items that live on elsewhere are told one by one."""
    kept = tuple(one for one in change.items if one.kind == "left")
    return UseCaseChange(change.kind, change.id, change.before, None, items=kept)


def _changed(change: UseCaseChange, before: Entry, after: Entry, names: Names) -> list[Line]:
    found: list[Line] = []
    if change.kind == "renamed":
        found.append(Line("Renamed", f"{before.id} is {after.id} now; its issues stay the same"))
    fields = [f for f in change.fields if change.kind != "renamed" or f.path != ("previously",)]
    fields.sort(key=_importance)
    roles = frozenset(field.path[1] for field in fields if field.path[0] == "team")
    found += [_line(field, change, names) for field in fields]
    if any(field.path[0] == "market_requirements" for field in fields):
        found += _counts(before.use_case, after.use_case)
    found += item_lines(change, names, Told(roles))
    return found


_FIRST = ("status", "tier", "title", "problem", "summary", "file")
_LAST = ("team", "links")


def _importance(field: FieldChange) -> int:
    name = field.path[0]
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + (1 + _LAST.index(name) if name in _LAST else 0)


def _line(field: FieldChange, change: UseCaseChange, names: Names) -> Line:
    match field.path:
        case ("status",):
            return _status(field, change)
        case ("tier",):
            return _tier(field, change)
        case ("team", role):
            return _seat(field, role, change, names)
        case ("links", kind):
            return _link(field, kind, names)
        case (section, slug, *rest) if section in ENTRIES:
            subject = f"{ENTRIES[section]} {quoted(_title(change, section, slug))}"
            return _entry_line(field, subject, rest, names)
    return Line(_label(field.path), _value(field, names), address_in(field.after))


def _label(path: Sequence[str]) -> str:
    return "Former ids" if path == ("previously",) else in_words(" ".join(path)).capitalize()


def _value(field: FieldChange, names: Names) -> str:
    """What happens to a value of any kind."""
    slugs = field.path[-1] in SLUGS
    match field.before, field.after:
        case (tuple() as was, tuple() as now) if slugs:
            section = field.path[-1]
            return slugs_change(names.titles(section, was), names.titles(section, now))
        case (tuple() as was, tuple() as now):
            return list_change(was, now) + _public(was, now)
        case (str() | None as was, str() | None as now):
            return text_change(was, now)
        case None, Model():
            return "new"
        case Model(), None:
            return "removed"
    return f"{said(field.before, names)} → {said(field.after, names)}"


def _public(before: Iterable[object], after: Iterable[object]) -> str:
    """Of proof points only, how many may be shown: what they say stays where it is."""
    was, now = (
        sum(isinstance(one, ProofPoint) and one.public for one in side) for side in (before, after)
    )
    return f", public: {was} → {now}" if was != now else ""


def _title(change: UseCaseChange, section: str, slug: str) -> str:
    """What an entry is called now, or was."""
    for entry in (change.after, change.before):
        found = getattr(entry.use_case, section).get(slug) if entry else None
        if title := getattr(found, "title", None):
            return str(title)
    return slug


def _entry_line(field: FieldChange, subject: str, rest: Sequence[str], names: Names) -> Line:
    if not rest:
        return Line(subject, "new" if field.before is None else "removed")
    text = f"{in_words(' '.join(rest))} {_value(field, names)}"
    return Line(subject, text, address_in(field.after))


def _status(field: FieldChange, change: UseCaseChange) -> Line:
    text = f"{field.before} → {field.after}"
    if field.after in FILED and field.before not in FILED and change.after:
        text += f": {_will_be_created(change.after)}"
    elif field.after == "retired":
        text += ": its epic and open issues, if there are any, will be closed as not planned"
    elif field.before in FILED and field.after not in FILED:
        text += ": what is filed on GitHub becomes an orphan"
    return Line("Status", text)


def _will_be_created(entry: Entry) -> str:
    return f"an epic and {counted(to_file(entry.items), 'issue')} will be created"


def to_file(items: Iterable[Item]) -> int:
    """How many items get an issue when their use case becomes active."""
    return sum(not (item.skip or item.retired or item.deliverable) for item in items)


def _tier(field: FieldChange, change: UseCaseChange) -> Line:
    came = sum(one.kind == "added" and one.after.standard for one in change.items if one.after)
    went = sum(one.kind == "removed" and one.before.standard for one in change.items if one.before)
    parts = [
        counted(came, "more standard item", "more standard items") if came else "",
        counted(went, "standard item fewer", "standard items fewer") if went else "",
    ]
    effect = " and ".join(filter(None, parts)) or "the same standard items"
    return Line("Tier", f"{field.before} → {field.after}: {effect}")


def _seat(field: FieldChange, role: str, change: UseCaseChange, names: Names) -> Line:
    title = names.title("roles", role)
    was, now = _named(field.before), _named(field.after)
    items = passing(change, role)
    theirs = f", with {counted(items, 'item')}" if items else ""
    if now and not was:
        text = f"is {seat(now)} now (was {seat(_as_seat(field.before))}){theirs}"
    elif was and now and was.people[0] != now.people[0]:
        text = f"passes from {seat(was)} to {seat(now)}{theirs}"
    elif was and now:
        text = f"{seat(was)} → {seat(now)}"
    else:
        before, after = seat(_as_seat(field.before)), seat(_as_seat(field.after))
        text = f"is {after} now (was {before}){theirs}"
        if before == after:
            text = f"is {after} as before, only written otherwise"
    return Line(f"Seat {title}", text)


def _as_seat(value: object) -> Seat | None:
    return value if isinstance(value, Seat) else None


def _named(value: object) -> Seat | None:
    return value if isinstance(value, Seat) and value.state is SeatState.NAMED else None


def _link(field: FieldChange, kind: str, names: Names) -> Line:
    was = field.before if isinstance(field.before, Link) else Link(LinkState.TBD)
    now = field.after if isinstance(field.after, Link) else Link(LinkState.TBD)
    if was.state != now.state:
        text = f"{LINK_WORDS[was.state]} → {LINK_WORDS[now.state]}"
    elif was.target != now.target:
        text = f"{LINK_WORDS[now.state]}, at another address"
    else:
        text = f"{LINK_WORDS[now.state]}, only written otherwise"
    return Line(f"Link {names.title('link_kinds', kind)}", text, now.target or None)


def _counts(before: UseCase, after: UseCase) -> Iterator[Line]:
    was, now = len(before.market_requirements), len(after.market_requirements)
    if was != now:
        yield Line("Market requirements", f"{was} → {now} in all")


def _whole(entry: Entry, names: Names) -> Iterator[Line]:
    """A use case that is new, in a few sentences."""
    case = entry.use_case
    yield Line("New use case", f"tier {case.tier}, {case.status}, in {entry.file}")
    if case.status in FILED:
        yield Line("On GitHub", _will_be_created(entry))
    team = [f"{names.title('roles', role)} {seat(one)}" for role, one in case.team.items()]
    if team:
        yield Line("Team", listed(team, NAMED))
    held = [
        counted(len(getattr(case, name)), *nouns)
        for name, nouns in _TOLD.items()
        if getattr(case, name)
    ]
    yield Line("It holds", listed(held, NAMED) or "a title and a problem")


_TOLD: dict[str, tuple[str] | tuple[str, str]] = {
    "value_drivers": ("value driver",),
    "market_requirements": ("market requirement",),
    "solution": ("product in its solution", "products in its solution"),
    "differentiators": ("differentiator",),
    "competitors": ("competitor",),
    "scenarios": ("scenario",),
    "measures": ("measure",),
    "personas": ("persona",),
    "industries": ("industry", "industries"),
    "segments": ("segment",),
    "analysts": ("analyst report",),
    "discovery_questions": ("discovery question",),
    "objections": ("objection",),
    "proof_points": ("proof point",),
    "feedback": ("piece of feedback", "pieces of feedback"),
    "links": ("link",),
}
"""What a new use case may hold, and what one of it is called."""


def _removed(entry: Entry) -> Iterator[Line]:
    yield Line(
        "Removed", f"with its {counted(len(entry.items), 'item')}; tier {entry.use_case.tier}"
    )
    if entry.use_case.status in FILED:
        yield Line(
            "On GitHub",
            "what is filed becomes an orphan; it stays open until sync is told to close orphans",
        )
