"""Every file of a programme looked at by itself, then all beside each other by their facts.

Only one file is in memory at a time, and one that did not change since an earlier run is not read
again. What is found is what `rules.check.check` finds in everything at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ucops.app.fingerprint import digest, of_folder, of_tool
from ucops.app.halves import in_halves
from ucops.app.kept import Kept
from ucops.app.run import Run
from ucops.model.catalog import Catalog, Entry
from ucops.pages.issue.lengths import Lengths, NotAloneError
from ucops.reading.files import UseCaseFile
from ucops.reading.load import Known, Listing, Loaded, part
from ucops.rules.all import rules
from ucops.rules.check import Checked, concluded, context_of
from ucops.rules.engine.context import BodyLength, Context
from ucops.rules.engine.facts import CaseFacts, Proof
from ucops.rules.engine.file import File
from ucops.rules.engine.judging import place_of
from ucops.rules.engine.rule import Hit
from ucops.rules.inspect import Inspected, depends_on_day, inspect, of_plain, plain
from ucops.text.collecting import no_collecting
from ucops.text.source import CONFIG_NAME, Source, Span

if TYPE_CHECKING:
    from ucops.text.problem import Problem

UNNAMED = "owner/repository"
"""Stands in links to the files where nothing names the repository."""
NEAR = 100
"""So many files are kept at hand after they were read: some 10 MB."""
AHEAD = dt.timedelta(days=30)
"""So long an answer is kept where nothing is said of the day, on its first day nor its last."""


Each = Mapping[str, Inspected]


class Looked(NamedTuple):
    """A file, and what was found in it.

    Attributes:
        found: What there is to know of it.
        beside: What the files of other use cases hold that it depends on, by id.
        days: The first and the last day for which it holds; empty where it always does.
    """

    found: Inspected
    beside: Mapping[str, str]
    days: tuple[str, ...]


@dataclass(frozen=True)
class Survey:
    """A programme that was looked over.

    Attributes:
        here: Which files there are.
        each: What there is to know of each of them, `ucops.yaml` first.
        checked: What is wrong.
    """

    here: Listing
    each: Each
    checked: Checked

    @cached_property
    def cases(self) -> tuple[CaseFacts, ...]:
        """Every use case."""
        return tuple(one.case for one in self.each.values() if one.case)

    @property
    def proofs(self) -> Iterator[Proof]:
        """Every proof point."""
        return (proof for case in self.cases for proof in case.proofs)


@dataclass(frozen=True)
class Surveyor:
    """Looks over the files of a programme.

    Attributes:
        run: The surroundings.
        here: The files.
        as_of: The day that ages are judged on; None leaves those rules out.
        kept: What is known from earlier runs.
        known: What was read before.
    """

    run: Run
    here: Listing
    as_of: dt.date | None
    kept: Kept
    known: Known = field(default_factory=dict)

    def survey(self, more: Callable[[Each], Iterable[Problem]] = lambda _each: ()) -> Survey:
        """Look at every file, then at all of them beside each other.

        Args:
            more: Says what is wrong beside that, of what there is to know of each file.
        """
        with no_collecting():
            each = dict(self._each())
            problems = (*self.here.problems, *more(each))
            asked = rules().values()
            checked = concluded(each, self._settings, asked, self._read, self._locate, problems)
        self.kept.save()
        self._near.clear()
        return Survey(self.here, each, checked)

    def _each(self) -> Iterator[tuple[str, Inspected]]:
        config = File(self.here.source, None)
        yield CONFIG_NAME, inspect(config, self._settings, rules().values())
        found = {file.file: self._known(file) for file in self.here.files}
        unknown = [file for file in self.here.files if found[file.file] is None]
        for at, (key, *row) in in_halves(unknown, self._row, self.run.say):
            file = unknown[at].file
            self._keys[file] = key
            found[file] = of_plain(row[0], file, self.here.config.home)
            if key:
                self.kept.put(key, row)
        yield from ((file, one) for file, one in found.items() if one)

    def _row(self, file: UseCaseFile) -> tuple[object, ...]:
        """What is kept of a file that is not known, behind its key."""
        raw = _bytes(file)
        looked = self._look(file, raw)
        return self._key_of(file, raw), plain(looked.found), looked.beside, looked.days

    def _key_of(self, file: UseCaseFile, raw: bytes | None) -> str:
        """What the answer of a file is kept under; empty for one that cannot be read."""
        return "" if raw is None else digest(self._key, file.file, str(self._counts(file)), raw)

    @cached_property
    def _settings(self) -> Context:
        return self._context(self._part())

    def _context(self, loaded: Loaded) -> Context:
        return context_of(loaded, self.as_of, body_lengths(self.run, loaded.catalog))

    def _locate(self, hit: Hit) -> Span:
        """The place of a hit, for which its file is read again unless it is known."""
        key = digest(self._keys.get(hit.file, self._key), str(hit.path), str(hit.on_key))
        match self.kept.get(key):
            case [int(line), int(column), int(end_line), int(end_column)]:
                return Span(line, column, end_line, end_column)
        span = place_of(self._read(hit.file).loaded.sources[hit.file], hit)
        self.kept.put(key, (span.line, span.column, span.end_line, span.end_column))
        return span

    def _read(self, name: str) -> Context:
        """A file read again, as if there were no others."""
        return self._context(self._part(*(one for one in self.here.files if one.file == name)))

    @cached_property
    def _first(self) -> Mapping[str, UseCaseFile]:
        """The file of each use case."""
        return {file.id: file for file in reversed(self.here.files)}

    def _counts(self, file: UseCaseFile) -> bool:
        """Whether a file is its use case's: of two with one id, the first one is."""
        return self._first[file.id] is file

    def _holds(self, use_case: str) -> str:
        """What the file of a use case holds, as a digest; empty where there is none."""
        if use_case not in self._digests:
            file = self._first.get(use_case)
            self._digests[use_case] = digest(_bytes(file) or b"") if file else ""
        return self._digests[use_case]

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {}

    @cached_property
    def _keys(self) -> dict[str, str]:
        """What each file's answer is kept under."""
        return {}

    @cached_property
    def _key(self) -> str:
        """All that every file's answer depends on."""
        config, environment = self.here.config, self.run.environment
        return digest(
            of_tool(),
            self.here.source.text,
            config.title,
            environment.get("GITHUB_REPOSITORY", ""),
            self.run.server_url,
            of_folder(self.run.root / config.paths.templates),
            str(self.as_of is None),
        )

    def _known(self, file: UseCaseFile) -> Inspected | None:
        """What was found in a file in an earlier run, where it still holds."""
        key = self._keys[file.file] = self._key_of(file, _bytes(file))
        row = self.kept.get(key)
        if row is None:
            return None
        try:
            found, beside, days = row
            holds = not days or days[0] <= str(self.as_of) <= days[1]
            holds = holds and all(self._holds(one) == there for one, there in beside.items())
            return of_plain(found, file.file, self.here.config.home) if holds else None
        except (TypeError, ValueError, LookupError, AttributeError):
            return None  # somebody has written to the file that it is kept in

    def _look(self, file: UseCaseFile, raw: bytes | None) -> Looked:
        """Read a file and look at it, where it needs them beside the use cases that it names."""
        given = {} if raw is None else {file.file: raw}
        loaded = self._part(file, given=given)
        if not self._counts(file):
            loaded = replace(loaded, catalog=Catalog(self.here.config, {}))
            return self._look_at(file, self._alone(loaded), {})
        entry = loaded.catalog.entries[file.id]
        if names := _others(entry, (item.shared for item in entry.items)):
            loaded = self._part(file, *self._files(names), given=given)
        with suppress(NotAloneError):
            return self._look_at(file, self._alone(loaded), self._beside(names))
        names = self._named(entry)
        context = self._context(self._part(file, *self._files(names), given=given))
        return self._look_at(file, context, self._beside(names))

    @cached_property
    def _near(self) -> dict[str, tuple[Entry, Source]]:
        """Some files that were read and are in order, the latest last: they may be asked again."""
        return {}

    def _part(self, *files: UseCaseFile, given: Mapping[str, bytes] | None = None) -> Loaded:
        """Some files, as if there were no others; those at hand are not read again."""
        loaded = part(self.here, files, self._near, self.known, given=given)
        for file in files if len(files) == 1 else ():
            if not loaded.problems and self._counts(file):
                self._near[file.file] = loaded.catalog.entries[file.id], loaded.sources[file.file]
        if len(self._near) > NEAR:
            del self._near[next(iter(self._near))]
        return loaded

    def _files(self, use_cases: Iterable[str]) -> list[UseCaseFile]:
        return [self._first[one] for one in sorted(use_cases) if one in self._first]

    def _beside(self, use_cases: Iterable[str]) -> dict[str, str]:
        return {one: self._holds(one) for one in sorted(use_cases)}

    def _alone(self, loaded: Loaded) -> Context:
        """What rules look things up in that know little but one file: no body is rendered."""
        return replace(self._settings, loaded=loaded)

    def _look_at(self, file: UseCaseFile, context: Context, beside: Mapping[str, str]) -> Looked:
        source, entry = context.loaded.sources[file.file], context.by_file.get(file.file)
        seen = File(source, entry)
        found = inspect(seen, context, rules().values())
        return Looked(found, beside, self._days(seen, context))

    def _days(self, file: File, context: Context) -> tuple[str, ...]:
        if self.as_of is None:
            return ()
        last = self.as_of if depends_on_day(file, context, AHEAD) else self.as_of + AHEAD
        return str(self.as_of), str(last)

    def _named(self, entry: Entry) -> set[str]:
        """The other use cases that one names, and those that these name."""
        named = _named_by(entry)
        there = self._part(*self._files(named))
        return named.union(*map(_named_by, there.catalog.entries.values())) - {entry.id}


def body_lengths(run: Run, catalog: Catalog) -> BodyLength:
    """What measures bodies as `plan` would render them here, without asking GitHub."""
    named = catalog.config.github.repository or run.environment.get("GITHUB_REPOSITORY")
    return Lengths(run.root, catalog, named or UNNAMED, run.server_url).of


def _named_by(entry: Entry) -> set[str]:
    keys = (key for item in entry.items for key in (*item.depends_on, item.shared))
    return _others(entry, keys)


def _others(entry: Entry, keys: Iterable[str | None]) -> set[str]:
    """The other use cases whose items some keys are of."""
    return {key.partition("/")[0] for key in keys if key} - {entry.id}


def _bytes(file: UseCaseFile) -> bytes | None:
    try:
        return file.path.read_bytes()
    except OSError:
        return None
