"""What rules look things up in: the loaded files, and what several rules derive from them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ucops.model.config import SECTIONS
from ucops.model.facts import as_written
from ucops.model.titles import titles
from ucops.rules.engine.form import is_error
from ucops.slips.repair import slug

if TYPE_CHECKING:
    from ucops.model.catalog import Entry, Item
    from ucops.model.config import Config
    from ucops.model.usecase import Status, UseCase
    from ucops.model.values import Seat
    from ucops.reading.load import Loaded
    from ucops.rules.engine.finding import Level
    from ucops.text.problem import Problem
    from ucops.text.source import Path

CONFIG_FILE = "ucops.yaml"
NOBODY_S_NAME = frozenset({"me", "myself", "us", "team", "our-team", "marketing", "sales", "self"})
"""What people write for somebody who is not named by it."""

Blamed = frozenset[tuple["Path", bool]]
BodyLength = Callable[["Entry", "Item | None"], int]
"""Takes a use case and one of its items, or None for the epic: characters of the issue's body."""


def texts_length(entry: Entry, item: Item | None) -> int:
    """The length of the longest texts alone that go into a body: the least that it has."""
    use_case = entry.use_case
    if item is None:
        return len(use_case.problem) + len(use_case.summary)
    return len(use_case.problem) + len(item.description) + sum(map(len, item.checklist))


@dataclass(frozen=True)
class Settings:
    """What several rules derive from the configuration alone."""

    config: Config

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """The titles of the entries of each section, by their names."""
        return {section: titles(getattr(self.config, section)) for section in SECTIONS}

    @cached_property
    def nobody(self) -> frozenset[str]:
        """What people write for somebody and names nobody: such words, departments and roles."""
        named = {**self.titles["departments"], **self.titles["roles"]}
        return frozenset({*NOBODY_S_NAME, *named, *map(slug, named.values())})


@dataclass(frozen=True)
class Context:
    """The loaded files and the day that they are judged on.

    Attributes:
        loaded: What was read.
        settings: What is derived from its configuration.
        levels: Every rule's name, and its own severity.
        as_of: The day for rules about age; None leaves those rules out.
        body_length: Measures an issue's body.
    """

    loaded: Loaded
    settings: Settings
    levels: Mapping[str, Level]
    as_of: dt.date | None = None
    body_length: BodyLength = texts_length

    @property
    def config(self) -> Config:
        """The configuration, its preset laid under it."""
        return self.settings.config

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every use case."""
        return tuple(self.loaded.catalog.entries.values())

    @cached_property
    def by_file(self) -> Mapping[str, Entry]:
        """Every use case by its file."""
        return {entry.file: entry for entry in self.entries}

    def status(self, file: str) -> Status:
        """What a use case's file says how far it is; `ucops.yaml` is always in use."""
        entry = self.by_file.get(file)
        return entry.use_case.status if entry else "active"

    @property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """The titles of the entries of each section of `ucops.yaml`, by their names."""
        return self.settings.titles

    @property
    def nobody(self) -> frozenset[str]:
        """What people write for somebody and names nobody: such words, departments and roles."""
        return self.settings.nobody

    @cached_property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is wrong with the form of each file that is not in order."""
        wrong: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.loaded.problems:
            wrong[problem.file].append(problem)
        return {file: tuple(problems) for file, problems in wrong.items()}

    @cached_property
    def _wrong(self) -> Mapping[str, tuple[Path, ...]]:
        return {
            file: tuple(problem.path for problem in problems if not problem.mended)
            for file, problems in self.problems.items()
        }

    def blamed(self, file: str) -> Blamed:
        """The values of a file that are known to be wrong, and whether they are kept."""
        return frozenset(
            (one.path, one.mended)
            for one in self.problems.get(file, ())
            if not one.on_key and is_error(one.rule)
        )

    def says(self, file: str, part: str, name: str) -> bool:
        """Whether a part of a file has an entry of a name, or may have.

        It may where the part is not all read, is no mapping, or goes by a misspelt key.

        Args:
            file: The file.
            part: The keys on the way to the part, such as `products: ci: features`.
            name: The entry's name.
        """
        source = self.loaded.sources[file]
        entries = source.data
        for step in part.split(": "):
            if not isinstance(entries, dict):
                return True
            entries = entries.get(step)
        if any(loses(problem, tuple(part.split(": "))) for problem in self.problems.get(file, ())):
            return True
        if isinstance(entries, dict):
            return any(str(key) == name and said is not None for key, said in entries.items())
        return entries is not None or not source.whole

    def left_out(self, entry: Entry, path: Path) -> bool:
        """Whether a use case says something at a path that does not fit the model."""
        return path in self._wrong.get(entry.file, ())

    def written(self, entry: Entry, path: Path) -> Path:
        """Where a use case's file says what the model holds at a path."""
        if entry.file not in self._wrong or not any(isinstance(step, int) for step in path):
            return path
        data = self.loaded.sources[entry.file].data
        return written_path(path, entry.use_case, data, self._wrong[entry.file])


def blames(blamed: Blamed, path: Path, *, kept: bool) -> bool:
    """Whether a value, or one that it is part of, is known to be wrong as it stands.

    Args:
        blamed: The values that are.
        path: Where the value stands.
        kept: Whether a value counts as wrong, too, that was read as it was probably meant.
    """
    if not blamed:
        return False
    above = (path[:end] for end, _ in enumerate(path, start=1))
    return (kept and (path, True) in blamed) or any((one, False) in blamed for one in above)


def feature_path(context: Context, entry: Entry, product: str, feature: str) -> Path:
    """Where a use case names a feature: as an entry of a list, or as a key with a text."""
    path: Path = ("solution", product, "features")
    said = context.loaded.sources[entry.file].data
    for step in path:
        said = said.get(step) if isinstance(said, dict) else None
    return (*path, said.index(feature) if isinstance(said, list) else feature)


def written_seats(use_case: UseCase) -> Iterator[tuple[Path, Seat]]:
    """Every seat that a file names, with its place: of the team, then of the sponsors."""
    yield from ((("team", role), seat) for role, seat in use_case.team.items())
    yield from ((("sponsors", part), seat) for part, seat in use_case.sponsors.items())


def settings(context: Context) -> dict[str, object]:
    """What `ucops.yaml` itself says, without its preset."""
    data = context.loaded.sources[CONFIG_FILE].data
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def removed(context: Context, section: str) -> set[str]:
    """The preset's entries that `ucops.yaml` takes out of a section."""
    entries = settings(context).get(section)
    said = entries if isinstance(entries, dict) else {}
    return {str(slug) for slug, entry in said.items() if entry is None}


def loses(problem: Problem, part: Path) -> bool:
    """Whether a part of a file, or the name of an entry of it, is not read as it was meant."""
    return any(
        path[: len(part)] == part
        and (len(path) == len(part) or (len(path) == len(part) + 1 and problem.on_key))
        for path in (problem.path, problem.meant)
    )


def unfinished(entry: Entry) -> tuple[Item, ...]:
    """The items that a use case has yet to make: of one that lives on, and no other one's."""
    if entry.use_case.status == "retired":
        return ()
    return tuple(item for item in as_written(entry).open if item.shared is None)


def item_path(entry: Entry, item: Item, *fields: str) -> tuple[str, ...]:
    """Where a file says something about an item: its first field there, else its entry or `bom`."""
    written = entry.use_case.bom.get(item.slug)
    if written is None:
        return ("bom",)
    field = next((name for name in fields if name in written.model_fields_set), None)
    return ("bom", item.slug, field) if field else ("bom", item.slug)


def written_path(path: Path, model: object, data: object, wrong: tuple[Path, ...]) -> Path:
    """Where in a file something stands that the model holds at a path.

    The model leaves out list entries that do not fit, so the ones behind them have moved up.

    Args:
        path: Where the model holds it.
        model: What was read.
        data: What the file says.
        wrong: The paths in the file where something does not fit.
    """
    written: Path = ()
    for step in path:
        place = step
        if isinstance(step, int) and isinstance(data, list) and isinstance(model, Sequence):
            place = _kept(len(data), len(model), written, wrong)[step]
        model, data = _inside(model, step), _inside(data, place)
        written = (*written, place)
    return written


@lru_cache(maxsize=64)
def _kept(count: int, kept: int, at: Path, wrong: tuple[Path, ...]) -> tuple[int, ...]:
    """Which of a list's entries were kept: those with nothing wrong, then those wrong deep down."""
    below = [one for one in wrong if one[: len(at)] == at and len(one) > len(at)]
    suspects = dict.fromkeys(one[len(at)] for one in sorted(below, key=len))
    dropped = set(list(suspects)[: count - kept])
    return tuple(index for index in range(count) if index not in dropped)


def _inside(holder: object, step: str | int) -> object:
    match holder:
        case dict():
            return holder.get(step)
        case list() | tuple() if isinstance(step, int) and step < len(holder):
            return holder[step]
        case _:
            return getattr(holder, str(step), None)
