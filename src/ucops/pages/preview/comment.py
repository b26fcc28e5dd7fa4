"""A review as the comment on its pull request: at most a screen when the change is small."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from ucops import resources
from ucops.pages.preview.review import FINDINGS, Case, Fault, Faults, Review
from ucops.pages.templating import Templates, render, templates
from ucops.prose.markdown import as_it_is, fenced
from ucops.prose.words import counted
from ucops.rules.all import rules

MARKER = "<!-- ucops-comment:v1 -->"
"""The first line of the comment, by which it is found again."""
LIMIT = 58_000
"""The longest text, in characters: GitHub takes 65,536."""
OPEN = 6
"""So many findings are shown at once; the others are folded, so that the comment stays a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a comment stands, and what its links lead to; never what the review itself says.

    Attributes:
        server: The address of GitHub.
        repository: Where the pull request's branch is, `owner/name`; empty for no links.
        commit: The commit of its head.
        run: The address of the run whose summary says everything, or empty.
        rules: The address of the folder of the rules' pages, or empty.
    """

    server: str = "https://github.com"
    repository: str = ""
    commit: str = ""
    run: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultView:
    """A finding as the template gets it."""

    severity: str
    rule: str
    page: str | None
    file: str
    line: int
    address: str | None
    message: str
    hint: str
    correction: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultsView:
    """Findings as the template gets them."""

    shown: Sequence[FaultView]
    more: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.shown) + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One figure in the table of figures."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One use case in the table of figures."""

    title: str
    address: str | None
    cells: Sequence[CellView]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One use case with what happens to it in words."""

    title: str
    address: str | None
    kind: str
    lines: Sequence[object]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much of everything is shown."""

    cases: int
    findings: int


def comment(review: Review, place: Place, limit: int = LIMIT) -> str:
    """Render the comment with the shipped template, its marker first.

    Args:
        review: What to tell.
        place: Where it stands.
        limit: The most characters.
    """
    environment = templates([resources.templates()], place.server)
    fit = _Fit(cases=len(review.cases), findings=FINDINGS)
    text = _whole(review, place, environment, fit)
    while len(text) > limit and fit.findings:
        fit = _tighter(fit)
        text = _whole(review, place, environment, fit)
    return text


def _tighter(fit: _Fit) -> _Fit:
    """Show less: what happens in words first, then findings."""
    return (
        replace(fit, cases=fit.cases // 2)
        if fit.cases
        else replace(fit, findings=fit.findings // 2)
    )


def quiet_comment(place: Place) -> str:
    """What a comment says that was there before there was nothing more to say."""
    commit = f" for `{place.commit[:8]}`" if place.commit else ""
    return f"{MARKER}\nNothing to say any more{commit}: merging changes no use case.\n"


def _whole(review: Review, place: Place, environment: Templates, fit: _Fit) -> str:
    view = partial(_fault, place=place, prefix=review.prefix)
    new = review.new.shown[: fit.findings]
    left = review.new.count - len(new)
    views = {
        "review": review,
        "verdict": _verdict(review),
        "remark": review.remark,
        "columns": _columns(review),
        "rows": list(_rows(review, place)),
        "new": _faults(new[:OPEN], 0, view),
        "rest": _faults(new[OPEN:], left, view),
        "notes": _cut(review.notes, fit.findings, view),
        "standing": _cut(review.standing, fit.findings, view),
        "details": [_details(one, review, place) for one in review.cases[: fit.cases] if one.lines],
        "base": as_it_is(f"`{review.commit[:8]}`"),  # hexadecimal, as its form says
        "commit": as_it_is(f"`{place.commit[:8]}`") if place.commit else "",
        "run": place.run,
    }
    return f"{MARKER}\n{render(environment, 'comment.md.j2', views)}"


def _verdict(review: Review) -> str:
    if review.errors:
        return f"❌ Not ready to merge: {counted(review.errors, 'error')} to correct"
    if review.new.count:
        return f"⚠️ Ready to merge, with {counted(review.new.count, 'new warning')}"
    return "✅ Ready to merge"


def _cut(faults: Faults, most: int, view: Callable[[Fault], FaultView]) -> FaultsView:
    shown = faults.shown[:most]
    return _faults(shown, faults.count - len(shown), view)


def _faults(shown: Sequence[Fault], more: int, view: Callable[[Fault], FaultView]) -> FaultsView:
    return FaultsView(shown=[view(one) for one in shown], more=more)


def _fault(fault: Fault, place: Place, prefix: str) -> FaultView:
    known = fault.rule in rules() and place.rules
    return FaultView(
        severity=fault.severity,
        rule=fault.rule,
        page=f"{place.rules}/{fault.rule}.md" if known else None,
        file=fault.file,
        line=fault.line,
        address=_address(place, f"{prefix}{fault.file}", fault.line),
        message=fault.message,
        hint=fault.hint,
        correction=fenced(fault.correction, "yaml", "  ") if fault.correction else Markup(""),
    )


def _address(place: Place, file: str, line: int = 0) -> str | None:
    """Where a file's line is in the pull request's own branch."""
    if not place.repository:
        return None
    at = f"#L{line}" if line else ""
    return f"{place.server}/{place.repository}/blob/{place.commit}/{quote(file)}{at}"


def _columns(review: Review) -> Sequence[str]:
    return list(dict.fromkeys(one.name for case in review.cases for one in case.figures))


def _rows(review: Review, place: Place) -> Iterator[RowView]:
    for case in review.cases:
        figures = {one.name: one for one in case.figures}
        if any(one.differs for one in case.figures) or len(review.cases) == 1:
            cells = [
                CellView(text=figures[name].text, differs=figures[name].differs)
                if name in figures
                else CellView(text="–", differs=False)
                for name in _columns(review)
            ]
            address = _address(place, f"{review.prefix}{case.file}")
            yield RowView(title=case.title, address=address, cells=cells)


def _details(case: Case, review: Review, place: Place) -> CaseView:
    return CaseView(
        title=case.title,
        address=_address(place, f"{review.prefix}{case.file}") if case.kind != "removed" else None,
        kind=case.kind,
        lines=case.lines,
    )
