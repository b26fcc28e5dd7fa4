"""What those rules need to know of a file that look at all use cases beside each other.

It is little, plain, and fit for JSON: a file's facts are kept where the file itself is not, between
runs as well as for the rest of one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import starmap
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from ucops.model.resolve import full_key
from ucops.prose.words import day
from ucops.rules.engine.place import place
from ucops.slips.suspicion import logins

if TYPE_CHECKING:
    from ucops.model.catalog import Entry, Item
    from ucops.model.usecase import BomEntry, Status, UseCase
    from ucops.rules.engine.context import Context
    from ucops.rules.engine.file import File
    from ucops.text.source import Path

FIRST_NAME = re.compile(r"[A-Z][a-z]{2,14}")
"""A word that is rather a first name than a login; those are mostly in small letters."""
WORDS = re.compile(r"\w+")
RUN = 6
"""How many words in a row are compared."""
SHORTEST = 15
"""Words of the shortest passage that is compared."""
_DIGITS = 8
_PLACED = ("due", "milestone", "deliverable")
"""The fields of an item that rules over all use cases point at."""


class ItemFacts(NamedTuple):
    """What is known of an item; days are in ISO 8601.

    Attributes:
        needs: The names under `depends_on` as they are written, and where each stands in the list.
        shared: The name of the item that it is, as it is written.
        said: Those of the fields that rules point at which the file gives; None where the item
            stands in the standard bill of materials alone.
    """

    slug: str
    title: str
    standard: bool
    due: str | None
    due_in_words: str
    milestone: str | None
    responsible: str | None
    deliverable: str | None
    skipped: bool
    retired: bool
    issue: int | None
    repository: str | None
    shared: str | None
    needs: tuple[tuple[str, int], ...]
    previously: tuple[str, ...]
    said: tuple[str, ...] | None

    @property
    def wanted(self) -> bool:
        """Whether it is neither skipped nor retired."""
        return not (self.skipped or self.retired)

    @property
    def to_make(self) -> bool:
        """Whether it is still to be made, and here."""
        return self.wanted and self.deliverable is None and self.shared is None

    def at(self, *fields: str) -> Path:
        """Where the file says something about it: a field of these, else its entry or `bom`."""
        if self.said is None:
            return ("bom",)
        field = next((name for name in fields if name in self.said), None)
        return ("bom", self.slug, field) if field else ("bom", self.slug)


class Proof(NamedTuple):
    """A proof point: whose it is, and where it stands in the list."""

    customer: str
    public: bool
    segment: str | None
    industry: str | None
    number: int


class Passage(NamedTuple):
    """A longer text: where it stands, in steps and in lines and columns, and its runs of words.

    Each run of six words is a number of eight hexadecimal digits, a hundredth of their memory.
    """

    path: Path
    span: tuple[int, int, int, int]
    runs: str

    def each_run(self) -> list[str]:
        """The runs one by one."""
        return [self.runs[at : at + _DIGITS] for at in range(0, len(self.runs), _DIGITS)]


class CaseFacts(NamedTuple):
    """What is known of a use case.

    Attributes:
        former: Every former key that it names, with its place: its own, then those of its items.
    """

    id: str
    file: str
    tier: int
    status: Status
    title: str
    issue: int | None
    previously: tuple[str, ...]
    former: tuple[tuple[str, Path], ...]
    items: tuple[ItemFacts, ...]
    proofs: tuple[Proof, ...]
    passages: tuple[Passage, ...]

    @property
    def names_issue(self) -> bool:
        """Whether it names an issue that it takes over."""
        return self.issue is not None or any(item.issue is not None for item in self.items)

    @property
    def living(self) -> bool:
        """Whether it is not retired."""
        return self.status != "retired"


class People(NamedTuple):
    """Who a file names: what reads like a first name, with its place, and everybody else."""

    first_names: tuple[tuple[Path, str], ...]
    others: tuple[str, ...]


def case_facts(file: File, entry: Entry, context: Context) -> CaseFacts:
    """What is known of a use case.

    Args:
        file: Its file.
        entry: The use case.
        context: Says where in the file stands what the model holds.
    """
    use_case = entry.use_case
    points = range(len(use_case.proof_points))
    written = [int(context.written(entry, ("proof_points", index))[-1]) for index in points]
    return CaseFacts(
        id=entry.id,
        file=entry.file,
        tier=use_case.tier,
        status=use_case.status,
        title=use_case.title,
        issue=use_case.issue,
        previously=use_case.previously,
        former=tuple(_former(entry, context)),
        items=tuple(_item(entry, item, context) for item in entry.items),
        proofs=tuple(
            Proof(one.customer, one.public, one.segment, one.industry, written[index])
            for index, one in enumerate(use_case.proof_points)
        ),
        passages=tuple(_passages(file, use_case)) if use_case.status != "retired" else (),
    )


def _former(entry: Entry, context: Context) -> Iterator[tuple[str, Path]]:
    for index, name in enumerate(entry.use_case.previously):
        yield name, context.written(entry, ("previously", index))
    for slug, item in entry.use_case.bom.items():
        for index, name in enumerate(item.previously):
            path = context.written(entry, ("bom", slug, "previously", index))
            yield full_key(entry.id, name), path


def _item(entry: Entry, item: Item, context: Context) -> ItemFacts:
    said = entry.use_case.bom.get(item.slug)
    return ItemFacts(
        slug=item.slug,
        title=item.title,
        standard=item.standard,
        due=None if item.due is None else intern(item.due.isoformat()),
        due_in_words="" if item.due is None else intern(day(item.due)),
        milestone=_once(item.milestone),
        responsible=_once(item.responsible),
        deliverable=item.deliverable,
        skipped=item.skip is not None,
        retired=item.retired is not None,
        issue=item.issue,
        repository=item.repository,
        shared=said.shared if said else None,
        needs=tuple(_needs(entry, item.slug, said, context)) if said else (),
        previously=item.previously,
        said=tuple(one for one in _PLACED if one in said.model_fields_set) if said else None,
    )


def _once(text: str | None) -> str | None:
    """A text that many items say, held in memory once."""
    return text and intern(text)


def _needs(entry: Entry, slug: str, said: BomEntry, context: Context) -> Iterator[tuple[str, int]]:
    for index, name in enumerate(said.depends_on):
        yield name, int(context.written(entry, ("bom", slug, "depends_on", index))[-1])


def _passages(file: File, use_case: UseCase) -> Iterator[Passage]:
    for path, text in _longer_texts(use_case):
        if runs := _runs(text):
            at = place(file.source, path)
            yield Passage(path, (at.line, at.column, at.end_line, at.end_column), runs)


def _longer_texts(use_case: UseCase) -> Iterator[tuple[Path, str]]:
    yield ("problem",), use_case.problem
    yield ("summary",), use_case.summary
    if use_case.message_house:
        for field in ("positioning", "short", "long"):
            yield ("message_house", field), getattr(use_case.message_house, field) or ""
    for slug, requirement in use_case.market_requirements.items():
        yield ("market_requirements", slug, "description"), requirement.description
    for slug, solution in use_case.solution.items():
        yield ("solution", slug, "how"), solution.how
    for slug, one in use_case.differentiators.items():
        yield ("differentiators", slug, "value"), one.value or ""


def _runs(text: str) -> str:
    """The runs of words in a text, as numbers; a short text has none."""
    words = WORDS.findall(text.casefold())
    if len(words) < SHORTEST:
        return ""
    starts = range(len(words) - RUN + 1)
    return "".join(f"{zlib.crc32(' '.join(words[at : at + RUN]).encode()):08x}" for at in starts)


def people(file: File) -> People:
    """Who a file names."""
    data = file.source.data if isinstance(file.source.data, dict) else {}
    named = [(path, login.strip().removeprefix("@")) for path, login in logins(data)]
    first = tuple((path, login) for path, login in named if FIRST_NAME.fullmatch(login))
    others = {login: None for _, login in named if not FIRST_NAME.fullmatch(login)}
    return People(first, tuple(others))


def case_of(row: list[Any]) -> CaseFacts:
    """The facts of a use case from what JSON makes of them."""
    case = CaseFacts(*row)
    return case._replace(
        former=tuple((key, tuple(path)) for key, path in case.former),
        items=tuple(map(_item_of, case.items)),
        proofs=tuple(starmap(Proof, case.proofs)),
        passages=tuple(Passage(tuple(path), at, runs) for path, at, runs in case.passages),
    )


def _item_of(row: Sequence[Any]) -> ItemFacts:
    values = [*row]
    values[3:7] = map(_once, row[3:7])  # from `due` to `responsible`
    return ItemFacts(*values)


def people_of(row: list[Any]) -> People:
    """Who a file names, from what JSON makes of it."""
    first, others = row
    return People(tuple((tuple(path), login) for path, login in first), tuple(others))
