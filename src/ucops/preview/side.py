"""One side of the comparison: what was loaded, what is wrong with it, and how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ucops.catalog.catalog import Catalog
from ucops.catalog.load import Loaded
from ucops.catalog.problem import FORM_SEVERITY
from ucops.github.snapshot import Snapshot
from ucops.progress.programme import UseCaseProgress, measure
from ucops.rules.check import check
from ucops.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Side:
    """The files before or after.

    Attributes:
        findings: What is wrong with them.
        texts: The text of every file, by its path relative to the root.
        unread: The files of which a part could not be read.
        progress: By use case.
    """

    catalog: Catalog
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    progress: Mapping[str, UseCaseProgress] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


def side(loaded: Loaded, as_of: dt.date, snapshot: Snapshot | None = None) -> Side:
    """Check and measure what was loaded.

    Args:
        loaded: What was read.
        as_of: The day that ages are judged on.
        snapshot: What GitHub holds; None as if nothing were filed.
    """
    programme = measure(loaded.catalog, snapshot, as_of)
    return Side(
        catalog=loaded.catalog,
        findings=check(loaded, as_of=as_of),
        texts={name: source.text for name, source in loaded.sources.items()},
        unread=frozenset(
            problem.file
            for problem in loaded.problems
            if FORM_SEVERITY.get(problem.rule, "error") == "error"
        ),
        progress={one.entry.id: one for one in programme.every},
    )


def empty(catalog: Catalog) -> Side:
    """The side of a base that holds nothing, or nothing that can be read."""
    return Side(Catalog(catalog.config, {}))
