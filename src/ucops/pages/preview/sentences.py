"""What happens to use cases and settings in sentences, as a product marketer says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ucops.model.catalog import Entry
from ucops.model.config import SECTIONS, Model
from ucops.model.facts import FILED, as_written, furthest, seat_of
from ucops.model.reference import section_named
from ucops.model.usecase import UseCase
from ucops.pages.preview.items import NAMED, item_lines, passing
from ucops.pages.preview.words import (
    LINK_WORDS,
    Line,
    Titles,
    address_in,
    change,
    in_words,
    quoted,
    seat,
    title_of,
)
from ucops.preview.difference import FieldChange, Path, UseCaseChange
from ucops.preview.lookalikes import Lookalike
from ucops.preview.preview import CasePreview
from ucops.prose.words import counted, listed

NOT_ENTRIES = frozenset({"rules", "team", "links"})
"""Mappings that hold values; the entries of all others are things with titles."""
NOUNS = {
    "solution": ("product in its solution", "products in its solution"),
    "analysts": ("analyst report", "analyst reports"),
    "feedback": ("piece of feedback", "pieces of feedback"),
}
"""What entries are called where they are counted, if the section's name does not say it."""


def case_lines(case: CasePreview, titles: Titles) -> list[Line]:
    """Everything that happens to a use case, the most important first."""
    if not case.told:
        return []
    return [*map(_likely, case.likely), *lines(case.change, titles)]


def _likely(one: Lookalike) -> Line:
    noun, kept = ("item", "issue") if one.item else ("use case", "epic and issues")
    text = f"if this is the former {noun} {one.former}, write previously: [{one.former}]"
    return Line(one.title, f"{text}, to keep its {kept}")


def lines(case: UseCaseChange, titles: Titles) -> list[Line]:
    """What happens to a use case, without what it may have been before."""
    match case.before, case.after:
        case None, Entry() as after:
            return [*_whole(after, titles), *item_lines(case, titles)]
        case Entry() as before, None:
            return [*_removed(before), *item_lines(_left_only(case), titles)]
        case Entry() as before, Entry() as after:
            return [*_changed(case, before, after, titles)]
    return []


def _left_only(case: UseCaseChange) -> UseCaseChange:
    """Of a use case that is removed, only the items that live on elsewhere are told one by one."""
    kept = tuple(one for one in case.items if one.kind == "left")
    return UseCaseChange(case.kind, case.id, case.before, None, items=kept)


def _changed(case: UseCaseChange, before: Entry, after: Entry, titles: Titles) -> Iterator[Line]:
    renamed = case.kind == "renamed"
    if renamed:
        yield Line("Renamed", f"{before.id} is {after.id} now; its issues stay the same")
    fields = [one for one in case.fields if not renamed or one.path != ("previously",)]
    fields.sort(key=_importance)
    yield from (_line(field, case, titles) for field in fields)
    was, now = (len(one.use_case.market_requirements) for one in (before, after))
    if was != now and any(one.path[0] == "market_requirements" for one in fields):
        yield Line("Market requirements", f"{was} → {now} in all")
    passed = {field.path[1] for field in fields if field.path[0] == "team"}
    yield from item_lines(case, titles, passed)


_FIRST = ("status", "tier", "title", "problem", "summary", "file")
_LAST = ("team", "links")


def _importance(field: FieldChange) -> int:
    name = field.path[0]
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + (1 + _LAST.index(name) if name in _LAST else 0)


def _line(field: FieldChange, case: UseCaseChange, titles: Titles) -> Line:
    match field.path:
        case ("status",):
            return _status(field, case)
        case ("tier",):
            return _tier(field, case)
        case ("team", role):
            return _seat(role, case, titles)
        case ("links", kind):
            return _link(field, kind, titles)
        case ("previously",):
            return Line("Former ids", change(field.before, field.after, titles))
    return _told(field, titles, [one.use_case for one in (case.after, case.before) if one])


def config_line(field: FieldChange, titles: Titles) -> Line:
    """What happens to one setting."""
    return _told(field, titles, [titles.after.config, titles.before.config])


def _told(field: FieldChange, titles: Titles, sides: Sequence[Model]) -> Line:
    """What happens to a value: the entries that it stands in are the subject, by their titles."""
    subject, path = _subject(field.path, sides, titles)
    section = section_named(type(sides[0]), field.path)
    happens = change(field.before, field.after, titles, section)
    if not subject:
        return Line(in_words(" ".join(path)).capitalize(), happens, address_in(field.after))
    if not path:
        entry = "new" if field.before is None else "removed"
        return Line(subject, happens if None not in (field.before, field.after) else entry)
    label = DAYS.get(path[-1]) or in_words(" ".join(path))
    return Line(subject, f"{label} {happens}", address_in(field.after))


DAYS = {"start": "its first day", "due": "its last day"}
"""What the days of a milestone are called."""


def _subject(path: Path, sides: Sequence[Model], titles: Titles) -> tuple[str, Path]:
    """The entries on the way to a value, such as `Product “CI”, feature “Builds”`, and the rest."""
    named: list[str] = []
    held: Sequence[object] = sides
    at = 0
    while len(path) > at + 1 and path[at] not in NOT_ENTRIES:
        section, slug = path[at : at + 2]
        sections = [getattr(one, section, None) for one in held]
        held = [one[slug] for one in sections if isinstance(one, dict) and slug in one]
        if not any(isinstance(one, Model | str) for one in held):
            break
        at += 2
        title = next(filter(None, map(title_of, held)), None)
        title = title or titles.title(section_named(type(sides[0]), path[:at]), slug)
        named.append(f"{_noun(section)} {quoted(title)}")
    subject = ", ".join(named)
    return subject[:1].upper() + subject[1:], path[at:]


def _noun(section: str) -> str:
    """What one entry of a section is called: `industries` → `industry`."""
    if section in SECTIONS:
        return SECTIONS[section].noun
    words = in_words(section)
    return f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")


def _status(field: FieldChange, case: UseCaseChange) -> Line:
    text = f"{field.before} → {field.after}"
    if field.after in FILED and field.before not in FILED and case.after:
        text += f": {_will_be_created(case.after)}"
    elif field.after == "retired":
        text += ": its epic and open issues, if there are any, will be closed as not planned"
    elif field.before in FILED and field.after not in FILED:
        text += ": what is filed on GitHub becomes an orphan"
    return Line("Status", text)


def _will_be_created(entry: Entry) -> str:
    issues = len(as_written(entry).open)
    return f"an epic and {counted(issues, 'issue')} will be created"


def _tier(field: FieldChange, case: UseCaseChange) -> Line:
    came = sum(one.kind == "added" and one.after.standard for one in case.items if one.after)
    went = sum(one.kind == "removed" and one.before.standard for one in case.items if one.before)
    parts = [
        counted(came, "more standard item", "more standard items") if came else "",
        counted(went, "standard item fewer", "standard items fewer") if went else "",
    ]
    effect = " and ".join(filter(None, parts)) or "the same standard items"
    return Line("Tier", f"{field.before} → {field.after}: {effect}")


def _seat(role: str, case: UseCaseChange, titles: Titles) -> Line:
    sides = ((case.before, titles.before), (case.after, titles.after))
    seats = [seat_of(one.use_case, role, side.config) for one, side in sides if one]
    was, now = map(seat, seats)
    holders = [one.people[0] if one.people else None for one in seats]
    items = passing(case, role)
    theirs = f", with {counted(items, 'item')}" if items else ""
    if was == now:
        text = f"is {now} as before, only written otherwise"
    elif None in holders:
        text = f"is {now} now (was {was}){theirs}"
    elif holders[0] != holders[1]:
        text = f"passes from {was} to {now}{theirs}"
    else:
        text = f"{was} → {now}"
    return Line(f"Seat {titles.title('roles', role)}", text)


def _link(field: FieldChange, kind: str, titles: Titles) -> Line:
    was, now = (
        furthest(one if isinstance(one, tuple) else ()) for one in (field.before, field.after)
    )
    before, after = LINK_WORDS[was.state], LINK_WORDS[now.state]
    same = "only written otherwise" if was.target == now.target else "at another address"
    text = f"{after}, {same}" if before == after else f"{before} → {after}"
    return Line(f"Link {titles.title('link_kinds', kind)}", text, now.target or None)


def _whole(entry: Entry, titles: Titles) -> Iterator[Line]:
    """A use case that is new, in a few sentences."""
    case = entry.use_case
    yield Line("New use case", f"tier {case.tier}, {case.status}, in {entry.file}")
    if case.status in FILED:
        yield Line("On GitHub", _will_be_created(entry))
    held = [seat_of(case, role, titles.after.config) for role in case.team]
    team = [f"{one.title} {seat(one)}" for one in held]
    if team:
        yield Line("Team", listed(team, NAMED))
    yield Line("It holds", listed(_held(case), NAMED) or "a title and a problem")


def _held(case: UseCase) -> Iterator[str]:
    """What a use case says, section by section, counted; team and items are told apart."""
    for section in UseCase.model_fields:
        value = getattr(case, section)
        if value and isinstance(value, dict | tuple) and section not in _TOLD_APART:
            yield counted(len(value), *NOUNS.get(section, (_noun(section), in_words(section))))


_TOLD_APART = frozenset({"team", "bom", "previously"})


def _removed(entry: Entry) -> Iterator[Line]:
    items, tier = counted(len(entry.items), "item"), entry.use_case.tier
    yield Line("Removed", f"with its {items}; tier {tier}")
    if entry.use_case.status in FILED:
        yield Line(
            "On GitHub",
            "what is filed becomes an orphan; it stays open until sync is told to close orphans",
        )
