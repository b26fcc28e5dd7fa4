"""One side of the comparison: what was loaded, what is wrong with it, and how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ucops.github.snapshot import Snapshot
from ucops.model.catalog import Catalog, Entry
from ucops.progress.programme import UseCaseProgress, measure
from ucops.reading.load import Loaded
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.form import is_error
from ucops.text.source import Source


@dataclass(frozen=True, slots=True)
class Side:
    """The files before or after.

    Attributes:
        findings: What is wrong with them.
        texts: The text of every file, by its path relative to the root.
        unread: The files of which a part could not be read.
        broken: The files of which whole sections could not be read.
        sections: The sections that were read, by file.
        progress: By use case.
    """

    catalog: Catalog
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    progress: Mapping[str, UseCaseProgress] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    def lost(self, entry: Entry | None) -> bool:
        """Whether whole sections of a use case's file could not be read."""
        return entry is not None and entry.file in self.broken

    def misread(self, entry: Entry | None) -> bool:
        """Whether a part of a use case's file could not be read."""
        return entry is not None and entry.file in self.unread

    def sections_of(self, entry: Entry | None) -> frozenset[str]:
        """The sections of a use case's file that were read."""
        return self.sections.get(entry.file, frozenset()) if entry else frozenset()


def side(loaded: Loaded, findings: tuple[Finding, ...], as_of: dt.date) -> Side:
    """What was loaded, measured as if nothing were filed.

    Args:
        loaded: What was read.
        findings: What is wrong with it.
        as_of: The day that ages are judged on.
    """
    made = Side(
        catalog=loaded.catalog,
        findings=findings,
        texts={name: source.text for name, source in loaded.sources.items()},
        unread=frozenset(problem.file for problem in loaded.problems if is_error(problem.rule)),
        broken=frozenset(
            name
            for name, source in loaded.sources.items()
            if not (source.whole and isinstance(source.data, dict))
        ),
        sections={name: _sections(source) for name, source in loaded.sources.items()},
    )
    return measured(made, None, as_of)


def _sections(source: Source) -> frozenset[str]:
    return frozenset(map(str, source.data)) if isinstance(source.data, dict) else frozenset()


def measured(side: Side, snapshot: Snapshot | None, as_of: dt.date) -> Side:
    """The side with its progress by what GitHub holds."""
    programme = measure(side.catalog, snapshot, as_of)
    return replace(side, progress={one.entry.id: one for one in programme.every})


def empty(catalog: Catalog) -> Side:
    """The side of a base that holds nothing, or nothing that can be read."""
    return Side(Catalog(catalog.config, {}))
