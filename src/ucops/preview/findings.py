"""Which findings a branch brings, which it resolves, and which stay."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ucops.rules.engine.finding import Finding

_LINE = re.compile(r"\bline \d+")
_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings of both sides against each other.

    Attributes:
        new: What the branch brings or makes worse, errors first.
        standing: What was there before, as far as it is an error or in a changed file.
        resolved: What the branch resolves. In a file that it brings an error into, nothing is known
            to be: the error may hide what is wrong besides.
    """

    new: tuple[Finding, ...]
    standing: tuple[Finding, ...]
    resolved: tuple[Finding, ...]


def compare(
    before: Iterable[Finding],
    after: Iterable[Finding],
    moved: Mapping[str, str],
    files: Collection[str],
) -> Compared:
    """Tell what is new from what was there, however lines have moved.

    Args:
        before: The findings of the base.
        after: The findings of the branch.
        moved: File now → the file it was before, where that is another one.
        files: The files that the branch changes.
    """
    old: dict[tuple[str, ...], list[Finding]] = {}
    for finding in before:
        old.setdefault(_same(finding, finding.file), []).append(finding)
    new: list[Finding] = []
    standing: list[Finding] = []
    for finding in after:
        known = old.get(_same(finding, moved.get(finding.file, finding.file)))
        if not known or _rank(known.pop()) > _rank(finding):
            new.append(finding)
        elif finding.severity == "error" or finding.file in files:
            standing.append(finding)
    unsure = {moved.get(one.file, one.file) for one in new if one.severity == "error"}
    rest = (one for left in old.values() for one in left if one.file not in unsure)
    return Compared(_worst_first(new), _worst_first(standing), _worst_first(rest))


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then notes, each in the order of their places."""
    return tuple(sorted(findings, key=lambda found: (_rank(found), found.file, found.line)))


def _rank(finding: Finding) -> int:
    return _SEVERITIES.index(finding.severity)


def _same(finding: Finding, file: str) -> tuple[str, ...]:
    """What makes two findings the same one, wherever in the file it stands."""
    return finding.rule, file, finding.path, _LINE.sub("line", finding.message)
