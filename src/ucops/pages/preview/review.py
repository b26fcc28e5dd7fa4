"""What a pull request is told, as data: bounded, and checked again wherever it comes from.

A run on a fork's pull request makes it without a right to write, and a run with that right shows
it. Whoever sends the pull request decides what the first one says, so that nothing here is markup:
texts of a bounded length, whose meaning the second one's own template gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ucops.pages.preview.first import first
from ucops.pages.preview.merging import merging
from ucops.pages.preview.sentences import config_line
from ucops.pages.preview.view import CaseView, Where, case_view
from ucops.pages.preview.words import Line, Titles
from ucops.preview.preview import Preview
from ucops.prose.markdown import code_in
from ucops.prose.words import cut, one_line
from ucops.rules.engine.finding import Finding, Level

LONG, SHORT, CODE = 1_000, 300, 2_000
"""The longest sentence, name and piece of code, in characters."""
FINDINGS, CASES, LINES = 50, 20, 30
"""The most findings of a kind, use cases, and sentences about one."""
SUGGESTIONS = 10
"""The most corrections that stand at their lines, to be taken over with one press."""
FIGURES = ("readiness", "journey_covered", "with_demo")
"""The figures that a pull request is told: how complete the story is, and what is covered."""
Short = Annotated[str, Field(max_length=SHORT)]
Long = Annotated[str, Field(max_length=LONG)]
LineNumber = Annotated[int, Field(ge=1, le=10_000_000)]


@dataclass(frozen=True, slots=True)
class Correction:
    """What should stand in the place of lines of a file: of all from the first to the last.

    Attributes:
        was: What stands there.
    """

    file: str
    first: int
    last: int
    was: str
    text: str

    @property
    def lines(self) -> range:
        """The lines that it takes the place of."""
        return range(self.first, self.last + 1)


Corrections = Sequence[Correction]


class Model(BaseModel):
    """A part of a review: nothing is converted, and nothing unknown is let in."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Said(Model):
    """One sentence about one thing."""

    subject: Short
    text: Long


class Fault(Model):
    """One finding.

    Attributes:
        correction: The line or lines as they should be, or empty where that is not known.
    """

    rule: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
    severity: Level
    message: Long
    hint: Long = ""
    file: Short
    line: LineNumber
    correction: Annotated[str, Field(max_length=CODE)] = ""


class Suggestion(Model):
    """A correction that can be taken over with one press.

    Attributes:
        file: Its path from the top of the repository.
        was: What stands in the lines from the first to the last.
        text: What stands there then.
    """

    rule: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
    message: Long
    file: Short
    first: LineNumber
    last: LineNumber
    was: Annotated[str, Field(max_length=CODE)]
    text: Annotated[str, Field(max_length=CODE)]


class Figure(Model):
    """One figure of a use case, before and after or both in one text."""

    name: Short
    text: Short
    differs: bool


class Case(Model):
    """One use case that differs."""

    title: Short
    kind: Short
    file: Short
    figures: Annotated[tuple[Figure, ...], Field(max_length=len(FIGURES))] = ()
    lines: Annotated[tuple[Said, ...], Field(max_length=LINES)] = ()


class Faults(Model):
    """The first findings of a kind, and how many more there are."""

    shown: Annotated[tuple[Fault, ...], Field(max_length=FINDINGS)] = ()
    more: Annotated[int, Field(ge=0)] = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.shown) + self.more


class Review(Model):
    """All that a pull request is told.

    Attributes:
        base: What it is compared with, as a name.
        commit: The first characters of the commit that it left there.
        prefix: The way from the top of the repository to the root, with a slash at its end.
        errors: How many errors stand in the way of a merge.
        first: What it changes of how ucops itself works, such as limits or templates.
        merging: What merging changes.
        new: The warnings and errors that it brings.
        notes: What it brings that is only good to know.
        standing: What was there before.
        resolved: How many findings it resolves.
        settings: What happens to `ucops.yaml`.
        remark: What could not be compared or planned, or empty.
        suggestions: The corrections for those warnings and errors, the worst first.
    """

    version: Literal[1] = 1
    base: Short
    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{0,40}$")]
    prefix: Short = ""
    errors: Annotated[int, Field(ge=0)]
    first: Annotated[tuple[Said, ...], Field(max_length=CASES)] = ()
    merging: Annotated[tuple[Said, ...], Field(max_length=10)] = ()
    new: Faults = Faults()
    notes: Faults = Faults()
    standing: Faults = Faults()
    resolved: Annotated[int, Field(ge=0)] = 0
    cases: Annotated[tuple[Case, ...], Field(max_length=CASES)] = ()
    cases_more: Annotated[int, Field(ge=0)] = 0
    settings: Annotated[tuple[Said, ...], Field(max_length=CASES)] = ()
    remark: Long = ""
    suggestions: Annotated[tuple[Suggestion, ...], Field(max_length=SUGGESTIONS)] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing that a person has to read."""
        return not (self.errors or self.first or self.merging or self.new.count or self.remark)


def review(
    preview: Preview,
    where: Where,
    corrections: Corrections,
    plan: Mapping[str, Any] | None = None,
    remark: str = "",
    files: Collection[str] = (),
) -> Review:
    """What a pull request is told of a preview.

    Args:
        preview: Both sides compared.
        where: Where the reader finds the files.
        corrections: What should stand in the place of lines with findings.
        plan: What sync would do, as `plan --format json` gives it; None where nobody asked.
        remark: What could not be compared or planned, or empty.
        files: Every file that the branch changes.
    """
    titles = Titles(preview.before.catalog, preview.after.catalog, preview.as_of)
    views = [case_view(case, where, titles) for case in preview.cases]
    found = preview.findings
    wrong = [one for one in found.new if one.severity != "info"]
    return Review(
        base=_short(where.ref),
        commit=where.commit[:8],
        prefix=_short(where.prefix),
        errors=preview.after.errors,
        first=tuple(map(_said, first(preview, files)[:CASES])),
        merging=tuple(_said(line) for line in merging(preview, plan)),
        new=_faults(wrong, corrections),
        notes=_faults([one for one in found.new if one.severity == "info"], corrections),
        standing=_faults(found.standing, ()),
        resolved=len(found.resolved),
        cases=tuple(
            _case(view, case.file) for view, case in zip(views, preview.cases, strict=True)
        )[:CASES],
        cases_more=max(0, len(views) - CASES),
        settings=tuple(
            _said(config_line(one, titles)) for one in preview.difference.config[:CASES]
        ),
        remark=_long(remark),
        suggestions=tuple(_suggestions(wrong, corrections, where.prefix))[:SUGGESTIONS],
    )


def _short(text: str) -> str:
    return cut(one_line(text), SHORT)


def _long(text: str) -> str:
    return cut(one_line(text), LONG)


def _said(line: Line) -> Said:
    return Said(subject=_short(line.subject), text=_long(line.text))


def _faults(found: Sequence[Finding], corrections: Corrections) -> Faults:
    shown = tuple(_fault(one, corrections) for one in found[:FINDINGS])
    return Faults(shown=shown, more=len(found) - len(shown))


def _fault(one: Finding, corrections: Corrections) -> Fault:
    hint, code = code_in(one.hint)
    found = _correction(one, corrections)
    code = found.text if found else code
    return Fault(
        rule=one.rule,
        severity=one.severity,
        message=_long(one.message),
        hint=_long(hint),
        file=_short(one.file),
        line=one.line,
        correction=code if len(code) <= CODE else "",
    )


def _correction(one: Finding, corrections: Corrections) -> Correction | None:
    fits = (it for it in corrections if it.file == one.file and one.line in it.lines and it.text)
    return next(fits, None)


def _suggestions(
    found: Iterable[Finding], corrections: Corrections, prefix: str
) -> Iterator[Suggestion]:
    """Each correction once, with the worst of what it corrects."""
    told: set[Correction] = set()
    for one in sorted(found, key=lambda one: one.severity != "error"):
        correction = _correction(one, corrections)
        longest = max(len(correction.was), len(correction.text)) if correction else 0
        if correction and correction not in told and longest <= CODE:
            told.add(correction)
            yield Suggestion(
                rule=one.rule,
                message=_long(one.message),
                file=_short(f"{prefix}{one.file}"),
                first=correction.first,
                last=correction.last,
                was=correction.was,
                text=correction.text,
            )


def _case(view: CaseView, file: str) -> Case:
    figures = tuple(
        Figure(name=one.name, text=_short(one.text), differs=one.differs)
        for one in view.measures
        if one.key in FIGURES
    )
    return Case(
        title=_short(view.title),
        kind=view.kind,
        file=_short(file),
        figures=figures,
        lines=tuple(map(_said, view.lines[:LINES])),
    )
