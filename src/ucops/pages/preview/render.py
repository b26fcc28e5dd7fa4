"""A preview as Markdown for a pull request: whole use cases, within what a comment may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ucops import resources
from ucops.pages.preview.first import first
from ucops.pages.preview.merging import merging
from ucops.pages.preview.sentences import config_line
from ucops.pages.preview.view import Findings, Where, case_view, head
from ucops.pages.preview.words import Titles
from ucops.pages.templating import Templates, render, templates
from ucops.preview.preview import Preview
from ucops.prose.markdown import as_it_is
from ucops.rules.engine.finding import Finding

LIMIT = 58_000
"""The longest text, in characters: GitHub takes 65,536, and a comment may wrap it."""
FINDINGS = 50
"""The most findings of each kind that are shown."""
SETTINGS = 40
"""The most changes of `ucops.yaml` that are shown."""
PLAN = 15_000
"""The longest plan, in characters."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the comparison.

    Attributes:
        base_note: Why the base could not be read, or empty.
        plan: What sync would do, as Markdown; empty where nobody asked.
        plan_data: The same for programs, as `plan --format json` gives it; None where nobody asked.
        plan_note: Why there is no plan, or empty.
        files: The files that the branch changes, relative to the root.
    """

    base_note: str = ""
    plan: str = ""
    plan_data: Mapping[str, object] | None = None
    plan_note: str = ""
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much of everything is shown."""

    cases: int
    findings: int = FINDINGS
    settings: int = SETTINGS
    plan: bool = True


def markdown(preview: Preview, where: Where, aside: Aside, limit: int = LIMIT) -> str:
    """Render a preview, cut at the end of a use case where it would be too long.

    The shipped templates say what a branch changes: its own are among what is to be judged.

    Args:
        preview: What to show.
        where: Where the reader finds the files.
        aside: What stands beside the comparison.
        limit: The most characters.

    Raises:
        UsageError: A template is wrong.
    """
    environment = templates([resources.templates()], where.server)
    titles = titles_of(preview)
    sections = [
        render(environment, "preview-section.md.j2", {"case": case_view(case, where, titles)})
        for case in preview.cases
    ]
    fit = _Fit(cases=len(sections))
    text = _whole(preview, where, aside, environment, sections, fit)
    while len(text) > limit and fit != _LEAST:
        fit = _tighter(fit)
        text = _whole(preview, where, aside, environment, sections, fit)
    return text


def titles_of(preview: Preview) -> Titles:
    """What slugs and keys are called on both sides."""
    return Titles(preview.before.catalog, preview.after.catalog, preview.as_of)


_LEAST = _Fit(cases=0, findings=0, settings=0, plan=False)


def _tighter(fit: _Fit) -> _Fit:
    """Show less: use cases first, then the plan, settings and findings."""
    if fit.cases:
        return replace(fit, cases=fit.cases - max(1, fit.cases // 10))
    if fit.plan:
        return replace(fit, plan=False)
    return replace(fit, findings=fit.findings // 2, settings=fit.settings // 2)


def _whole(
    preview: Preview,
    where: Where,
    aside: Aside,
    environment: Templates,
    sections: Sequence[str],
    fit: _Fit,
) -> str:
    found, settings = preview.findings, preview.difference.config
    titles, most = titles_of(preview), fit.settings
    views = {
        "merging": list(merging(preview, aside.plan_data)),
        "first": first(preview, aside.files)[:SETTINGS],
        "head": head(preview, where),
        "address": where.address,
        "base_note": aside.base_note,
        "new": _findings([one for one in found.new if one.severity != "info"], fit),
        "notes": _findings([one for one in found.new if one.severity == "info"], fit),
        "standing": _findings(found.standing, fit),
        "config": [config_line(one, titles) for one in settings[:most]],
        "config_more": max(0, len(settings) - most),
        "sections": [as_it_is(section) for section in sections[: fit.cases]],
        "sections_more": len(sections) - fit.cases,
        "untold": preview.untold[:most],
        "untold_more": max(0, len(preview.untold) - most),
        "plan": as_it_is(aside.plan) if fit.plan else "",
        "plan_note": aside.plan_note if fit.plan else _NO_ROOM,
    }
    return render(environment, "preview.md.j2", views)


def _findings(found: Sequence[Finding], fit: _Fit) -> Findings:
    rows = tuple(found[: fit.findings])
    return Findings(rows, len(found) - len(rows))


_NO_ROOM = "There is no room for the plan here: ucops plan shows it."
