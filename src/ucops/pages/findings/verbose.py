"""What `validate --verbose` tells besides the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ucops.model.config import Config
from ucops.pages.findings.report import NOUNS
from ucops.prose.visible import printable
from ucops.prose.words import counted
from ucops.reading.load import Listing
from ucops.rules.check import Checked
from ucops.rules.engine.context import CONFIG_FILE
from ucops.rules.engine.finding import Finding, Level


def told(here: Listing, checked: Checked, files: Iterable[str], seconds: float) -> Iterator[str]:
    """What was looked at, file by file, what is silenced and why, and how long it took.

    Args:
        here: What there was to read.
        checked: What was found.
        files: Those that are reported on.
        seconds: How long reading and checking took.
    """
    yield f"reading {here.root / CONFIG_FILE}: {_settings(here.config)}"
    files = sorted(files)
    by_file: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in checked.findings:
        by_file.get(finding.file, []).append(finding)
    yield from (f"{printable(file)}: {_counts(found)}" for file, found in by_file.items())
    for finding, why in checked.silenced:
        if finding.file in by_file:
            reason = printable(why) or "without a reason"
            yield f"{printable(finding.file)}:{finding.line}: {finding.rule} is silenced: {reason}"
    yield f"checked {counted(len(files), 'file')} in {seconds:.2f} s"


def _settings(config: Config) -> str:
    changed = [f"{rule} is {level}" for rule, level in sorted(config.rules.items())]
    return "; ".join([f"use cases in {printable(config.paths.usecases)}", *changed])


def _counts(findings: Collection[Finding]) -> str:
    counts: Counter[Level] = Counter(finding.severity for finding in findings)
    said = [counted(counts[level], noun) for level, noun in NOUNS.items() if counts[level]]
    return ", ".join(said) or "clean"
