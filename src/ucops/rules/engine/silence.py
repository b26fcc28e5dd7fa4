"""Comments that silence a rule at one place: `# ucops: ignore[rule-name] why`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from ucops.rules.engine.finding import Finding
from ucops.rules.engine.names import did_you_mean
from ucops.text.compose import tokens

if TYPE_CHECKING:
    from ucops.rules.engine.rule import Rule
    from ucops.text.source import Source

_COMMENT = re.compile(
    r"(?:^|(?<=\s))#[ \t]*ucops:[ \t]*ignore\b[ \t]*(?:\[(?P<names>[^\]\n]*)\])?(?P<why>[^\n]*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Silence:
    """One comment that silences rules.

    Attributes:
        file: The file that it stands in.
        line: Its line, from 1.
        column: Where it starts, in code points from 1.
        end_column: The column after its last character.
        target: The line whose findings it silences: its own, or the next one with something on it;
            0 where nothing follows.
        names: The rules' names.
        why: The reason given, or an empty string.
    """

    file: str
    line: int
    column: int
    end_column: int
    target: int
    names: tuple[str, ...]
    why: str

    def covers(self, finding: Finding) -> bool:
        """Whether the comment silences a finding at its target; it never silences an error."""
        return finding.severity != "error" and finding.rule in self.names


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a silence: the rule that it breaks, and what to say."""

    rule: str
    silence: Silence
    message: str
    hint: str


def silences_of(source: Source) -> Iterator[Silence]:
    """Every silence of a file."""
    return _silences_in(source) if "ucops:" in source.text else iter(())


def by_silence(
    findings: Iterable[Finding], silences: Iterable[Silence]
) -> Iterator[tuple[Finding, Silence | None]]:
    """Each finding with the comment that silences it, or None."""
    by_line = _by_line(silences)
    for finding in findings:
        here = [one for at in finding.lines for one in by_line.get((finding.file, at), ())]
        yield finding, next((one for one in here if one.covers(finding)), None)


def complaints(
    findings: Sequence[Finding], silences: Iterable[Silence], rules: Mapping[str, Rule]
) -> Iterator[Complaint]:
    """Say what is wrong with the silences themselves.

    Args:
        findings: Everything that was found, the silenced ones included.
        silences: The comments.
        rules: Every rule by name.
    """
    lines: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        for line in finding.lines:
            lines[finding.file, line].append(finding)
    for silence in silences:
        at_target = lines.get((silence.file, silence.target), [])
        if not silence.names:
            yield Complaint(
                "silence-of-unknown-rule",
                silence,
                "This comment does not say what to ignore.",
                "name the rule: # ucops: ignore[rule-name] why",
            )
        elif not silence.why:
            yield Complaint(
                "silence-without-reason",
                silence,
                "This comment does not say why.",
                "add a few words after the bracket for the next reader",
            )
        for name in silence.names:
            yield from _about(name, silence, at_target, rules)


def _about(
    name: str, silence: Silence, at_target: Iterable[Finding], rules: Mapping[str, Rule]
) -> Iterator[Complaint]:
    rule = rules.get(name)
    if rule is None:
        hint = did_you_mean(name, rules, "`ucops rules` lists them")
        message = f"There is no rule '{name}'."
        yield Complaint("silence-of-unknown-rule", silence, message, hint)
    elif rule.fixed:
        message = f"'{name}' is an error, and errors cannot be silenced."
        yield Complaint(
            "silence-of-error",
            silence,
            message,
            "correct the line, or take the comment out if it is right already",
        )
    elif not any(silence.covers(finding) and finding.rule == name for finding in at_target):
        message = f"There is nothing to ignore here: '{name}' finds nothing."
        yield Complaint("silence-without-effect", silence, message, "take the comment out")


def _by_line(silences: Iterable[Silence]) -> dict[tuple[str, int], list[Silence]]:
    by_line: dict[tuple[str, int], list[Silence]] = defaultdict(list)
    for silence in silences:
        by_line[silence.file, silence.target].append(silence)
    return by_line


def _silences_in(source: Source) -> Iterator[Silence]:
    starts, ends = _texts_in(source.text)
    targets = _targets(source.lines)
    for found in _COMMENT.finditer(source.text):
        around = bisect_right(starts, found.start()) - 1
        if around >= 0 and found.start() < ends[around]:
            continue
        line, column = source.position(found.start())
        alone = not source.lines[line - 1][: column - 1].strip()
        names = (name.strip() for name in (found["names"] or "").split(","))
        yield Silence(
            source.file,
            line,
            column,
            column + len(found[0].rstrip()),
            targets[line] if alone else line,
            tuple(dict.fromkeys(filter(None, names))),
            found["why"].strip(" \t\r:-–—"),
        )


def _targets(lines: Sequence[str]) -> dict[int, int]:
    """For each line, the next one that is neither empty nor only a comment, else 0."""
    targets, following = {}, 0
    for number in range(len(lines), 0, -1):
        targets[number] = following
        text = lines[number - 1].strip()
        if text and not text.startswith("#"):
            following = number
    return targets


def _texts_in(text: str) -> tuple[list[int], list[int]]:
    """Where texts begin and end, in code points: there are no comments there."""
    starts, ends = [], []
    try:
        for token in tokens(text):
            if isinstance(token, yaml.ScalarToken):
                starts.append(token.start_mark.index)
                ends.append(token.end_mark.index)
    except yaml.YAMLError:
        return starts, ends  # what was read so far; behind it nothing is known to be text
    return starts, ends
