"""What a run of `validate` has to say: findings, what they were found in, and the verdict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ucops.model.facts import wanted
from ucops.prose.words import counted
from ucops.rules.engine.context import CONFIG_FILE
from ucops.rules.engine.finding import Finding, Level

if TYPE_CHECKING:
    from ucops.reading.load import Loaded

NOUNS: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "note"}
"""What a finding is called in words, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run's findings, ready to be shown.

    Attributes:
        findings: What is reported, sorted by file, line and rule.
        texts: The text of each file with a finding, for excerpts.
        files: How many use-case files were looked at.
        use_cases: How many of them could be read.
        items: How many BOM items these want.
        strict: Whether warnings stand in the way of a merge, too.
        color: Whether the text may be coloured.
        width: Columns of the terminal.
        prefix: What to put in front of file names for tools that start elsewhere, such as `gtm/`.
        mendable: How many findings `--fix` would mend.
        notes: Whether what is only noted is listed, and not just counted.
        quiet: Whether a person wants to read only of what stands in the way of a merge.
        elsewhere: How many errors are in files that are not reported on.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    use_cases: int = 0
    items: int = 0
    strict: bool = False
    color: bool = False
    width: int = 80
    prefix: str = ""
    mendable: int = 0
    notes: bool = True
    quiet: bool = False
    elsewhere: int = 0

    def count(self, level: Level) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity == level for finding in self.findings)

    def blocks(self, finding: Finding) -> bool:
        """Whether a finding stands in the way of a merge."""
        return finding.severity == "error" or (self.strict and finding.severity == "warning")

    @property
    def mergeable(self) -> bool:
        """Whether nothing stands in the way of a merge."""
        return not any(map(self.blocks, self.findings))


def report(
    loaded: Loaded, findings: tuple[Finding, ...], only: Collection[str] | None = None
) -> Report:
    """Put a report together, to be shown plain and in 80 columns unless it is told otherwise.

    Args:
        loaded: What was read.
        findings: What was found in it.
        only: The files that are reported on, relative to the root; None for all.
    """
    kept = tuple(one for one in findings if only is None or one.file in only)
    entries = [
        entry for entry in loaded.catalog.entries.values() if only is None or entry.file in only
    ]
    shown = {finding.file for finding in kept} & set(loaded.sources)
    read = {name for name in loaded.sources if only is None or name in only} - {CONFIG_FILE}
    return Report(
        findings=kept,
        texts={name: loaded.sources[name].text for name in shown},
        files=len(read),
        use_cases=len(entries),
        items=sum(len(wanted(entry)) for entry in entries),
    )


def verdict(report: Report) -> str:
    """Say whether a person may merge, and if not, what to do first."""
    if not report.mergeable:
        blocking = [counted(report.count("error"), "error")] if report.count("error") else []
        if report.strict and report.count("warning"):
            blocking.append(counted(report.count("warning"), "warning"))
        return f"Not ready to merge: correct the {' and the '.join(blocking)} first."
    if report.elsewhere:
        others = counted(report.elsewhere, "error")
        return f"Nothing to correct in these files; `ucops validate` finds {others} in others."
    return "Ready to merge."


def totals(report: Report) -> str:
    """Say what was looked at and how much was found."""
    looked = [counted(report.use_cases, "use case"), counted(report.items, "item")]
    found = [counted(report.count(level), noun) for level, noun in NOUNS.items()]
    return f"{', '.join(looked)}: {', '.join(found)}."
