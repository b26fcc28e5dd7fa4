"""Reading a whole repository: `ucops.yaml` and every use-case file, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from ucops.errors import UsageError
from ucops.model.catalog import Catalog, Entry
from ucops.model.config import Config, Model
from ucops.model.resolve import assembled, resolve
from ucops.model.usecase import BomEntry, UseCase
from ucops.reading.files import UseCaseFile, find, strays
from ucops.reading.form import fitted
from ucops.reading.read import read
from ucops.reading.settings import load_config
from ucops.slips.suspicion import may_be_amiss
from ucops.text.collecting import no_collecting
from ucops.text.encoding import decode
from ucops.text.problem import Problem
from ucops.text.source import CONFIG_NAME, Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything the files say, and what is wrong with how they say it.

    Attributes:
        root: The folder that holds `ucops.yaml`.
        catalog: What could be read; the wrong pieces are left out.
        problems: What is wrong, by file and place.
        sources: The text of every file by its path relative to the root.
    """

    root: Path
    catalog: Catalog
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source]


@dataclass(frozen=True)
class Listing:
    """What there is to read: the settings, and which use-case files.

    Attributes:
        root: The folder that holds `ucops.yaml`.
        config: The settings.
        source: What `ucops.yaml` says, and where.
        wrong: What is wrong with how it says it.
        files: The use-case files, in the order of their names.
        problems: What is wrong with the names and places of files.
    """

    root: Path
    config: Config
    source: Source
    wrong: tuple[Problem, ...]
    files: tuple[UseCaseFile, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every file's path relative to the root, that of `ucops.yaml` included."""
        return frozenset({CONFIG_NAME, *(one.file for one in self.files)})

    @cached_property
    def _paths(self) -> Mapping[str, Path]:
        return {one.file: one.path for one in self.files}

    def text(self, file: str) -> str:
        """The text of a file, which is read again; empty where it cannot be."""
        if file == CONFIG_NAME:
            return self.source.text
        try:
            return decode(self._paths[file].read_bytes(), file)[0] or ""
        except OSError:
            return ""


def listing(root: Path) -> Listing:
    """Read `ucops.yaml`, and find every use-case file below `root`.

    Raises:
        UsageError: `ucops.yaml` is missing, unreadable or of an unknown version, or there is no
            use-case file.
    """
    config, source, problems = load_config(root)
    files, wrong = find(root, config.paths.usecases)
    misplaced = strays(root, config.paths.usecases, files) if files or not wrong else []
    if not files and not wrong:
        add = f"add a file {config.paths.usecases}/<id>.yaml with the lines title: … and problem: …"
        hints = [f"{one.file} looks like one: {one.hint}" for one in misplaced[:1]]
        raise UsageError(f"no use case found in {root / config.paths.usecases}", *(hints or [add]))
    return Listing(root, config, source, tuple(problems), tuple(files), (*wrong, *misplaced))


def load(root: Path, alike: Loaded | None = None) -> Loaded:
    """Read `ucops.yaml` and every use-case file below `root`.

    Args:
        root: The folder that holds `ucops.yaml`.
        alike: Another version of the same files: what did not change is taken from there, which
            saves time and memory.

    Raises:
        UsageError: `ucops.yaml` is missing, unreadable or of an unknown version, or there is no
            use-case file.
    """
    here = listing(root)
    return whole(here, known_of(alike, here.config) if alike else {})


def whole(here: Listing, *known: Known) -> Loaded:
    """Read all of the use-case files.

    Args:
        here: Which there are.
        known: What was read before.
    """
    loaded = part(here, here.files, *known)
    problems = sorted((*here.problems, *loaded.problems), key=_place)
    return replace(loaded, problems=tuple(problems))


def part(
    here: Listing,
    files: Iterable[UseCaseFile],
    *known: Known,
    given: Mapping[str, bytes] | None = None,
) -> Loaded:
    """Read some of the use-case files, as if there were no others.

    Args:
        here: The settings.
        files: The files.
        known: What was read before.
        given: What files hold that were read already.
    """
    problems = list(here.wrong)
    sources = {CONFIG_NAME: here.source}
    entries: dict[str, Entry] = {}
    with no_collecting():
        for file in files:
            raw = (given or {}).get(file.file)
            entry, source, wrong = _load_file(file, here.config, known, raw)
            problems += wrong
            sources[file.file] = source
            entries.setdefault(entry.id, entry)
    in_order = sorted(entries.values(), key=lambda entry: (entry.use_case.tier, entry.id))
    catalog = assembled(here.config, in_order)
    return Loaded(here.root, catalog, tuple(sorted(problems, key=_place)), sources)


Known = Mapping[str, tuple[Entry, Source]]
"""What was read before, by file."""


def known_of(alike: Loaded, config: Config) -> Known:
    """The files in order of another version, unless its configuration makes them mean another."""
    if alike.catalog.config != config:
        return {}
    wrong = {problem.file for problem in alike.problems}
    entries = alike.catalog.entries.values()
    return {one.file: (one, alike.sources[one.file]) for one in entries if one.file not in wrong}


def _load_file(
    file: UseCaseFile, config: Config, known: Iterable[Known], raw: bytes | None
) -> tuple[Entry, Source, list[Problem]]:
    try:
        raw = file.path.read_bytes() if raw is None else raw
    except OSError as error:
        source, use_case = Source(file.file, ""), UseCase(title=file.id, problem="")
        entry = Entry(file.id, file.file, use_case, resolve(config, file.id, use_case))
        return entry, source, [_unreadable(file, error)]
    for one in known:
        held = one.get(file.file)
        if held and held[1].text.encode() == raw:
            return *held, []
    return understood(raw, file.file, file.id, config)


def understood(
    raw: bytes, file: str, use_case_id: str, config: Config
) -> tuple[Entry, Source, list[Problem]]:
    """What the bytes of a use-case file say beside a configuration, and what is wrong with it."""
    source, use_case, problems = read_file(raw, file, use_case_id, config)
    if any(problem.correction for problem in problems):
        from ucops.reading.proof import Proof, Reading  # noqa: PLC0415 - most files never need it

        def again(text: str) -> Reading:
            source, _, problems = read_file(text.encode(), file, use_case_id, config)
            return Reading(source, problems)

        problems = Proof(Reading(source, problems), again).problems()
    entry = Entry(use_case_id, file, use_case, resolve(config, use_case_id, use_case))
    return entry, source, problems


def entry_of(source: Source, use_case_id: str, config: Config) -> Entry:
    """The use case of a file in which nothing is wrong, from what it says."""
    use_case = _called(UseCase.model_validate(source.data), use_case_id)
    return Entry(use_case_id, source.file, use_case, resolve(config, use_case_id, use_case))


def read_file(
    raw: bytes, file: str, use_case_id: str, config: Config
) -> tuple[Source, UseCase, list[Problem]]:
    """The text of a use-case file, what it says, and everything wrong, nothing of it proved."""
    source, problems = read(raw, file)
    use_case, wrong = read_use_case(source, use_case_id)
    if wrong:
        from ucops.reading.amiss import both  # noqa: PLC0415 - most files never need it
        from ucops.slips.names import named  # noqa: PLC0415 - as above

        problems = both(problems, named(wrong, source, config))
    return source, use_case, problems


def read_use_case(source: Source, use_case_id: str) -> tuple[UseCase, list[Problem]]:
    """The use case of a file, without what does not fit; the title falls back to the id."""
    instead = {"title": use_case_id, "problem": ""}
    if not isinstance(source.data, dict):
        return UseCase.model_validate(instead), []
    use_case, problems = fitted(UseCase, source.data, source, instead)
    noted, source.noted = source.noted, None
    if problems or noted is None or may_be_amiss(noted, source.text, source.file):
        from ucops.reading.amiss import with_slips  # noqa: PLC0415 - most files never need it

        problems = with_slips(problems, source.data, source)
    return _called(use_case, use_case_id), problems


def _called(use_case: UseCase, use_case_id: str) -> UseCase:
    """The use case by its id where its title is blank, and with shared names of fields."""
    if not use_case.title.strip():
        use_case = use_case.model_copy(update={"title": use_case_id})
    _share_names(use_case)
    return use_case


def _share_names(model: Model) -> None:
    """Let models that give the same fields share the names of these, which take much memory."""
    fields = () if model.__class__ is BomEntry else model.__dict__.values()  # it holds none
    for value in fields:
        kind = value.__class__
        if kind is dict or kind is tuple:
            for one in value.values() if kind is dict else value:
                if one.__class__.__class__ is _MODEL:
                    _share_names(one)
        elif kind.__class__ is _MODEL:
            _share_names(value)
    names = _shared(frozenset(model.__pydantic_fields_set__))
    object.__setattr__(model, "__pydantic_fields_set__", names)


_MODEL = type(Model)
"""The class of all classes of models: asked many times a file, where isinstance would be slow."""


@lru_cache(1 << 12)
def _shared(names: frozenset[str]) -> set[str]:
    """These names, the same set every time; models are frozen, so nobody adds to it."""
    return set(names)


def _unreadable(file: UseCaseFile, error: OSError) -> Problem:
    return Problem(
        rule="unreadable-file",
        file=file.file,
        message=f"it cannot be read: {error.strerror}",
        advice="look at its permissions",
    )


def _place(problem: Problem) -> tuple[str, int, int, str]:
    line, column = (problem.span.line, problem.span.column) if problem.span else (0, 0)
    return problem.file, line, column, problem.rule
