"""A small programme that the tests of the preview change in one place at a time."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

from ucops.pages.preview.sentences import lines
from ucops.pages.preview.view import Where
from ucops.pages.preview.words import Titles
from ucops.preview.difference import UseCaseChange, difference
from ucops.preview.preview import Preview, preview
from ucops.preview.side import Side, side
from ucops.reading.load import Loaded, load
from ucops.rules.check import check

TODAY = dt.date(2026, 11, 22)
WHERE = Where(
    "origin/main", "0123456789abcdef", "https://github.com/acme/gtm/blob/fedcba9876543210"
)
CONFIG = """\
version: 1
preset: none
title: Use-case go-to-market
milestones:
  sprint-3: {title: Sprint 3, start: 2026-11-30, due: 2026-12-18}
  sprint-4: {title: Sprint 4, due: 2027-01-29}
roles:
  pmm: {title: Product marketing, lead: octo-lead}
  tmm: {title: Technical marketing}
personas:
  dev-lead: {title: Development lead}
  cio: {title: Chief information officer}
link_kinds:
  solution-page: {title: Solution page}
products:
  ci: {title: CI, features: {pipelines: {title: Pipelines, maturity: beta}}}
collateral_types:
  video: {title: Video}
  deck: {title: Deck}
bom:
  demo-video: {title: Demo video, type: video, role: tmm, priority: 1, tiers: [1, 2]}
  pitch-deck: {title: Pitch deck, role: pmm, tiers: [1]}
  white-paper: {title: White paper, role: tmm, tiers: [1]}
  brief: {title: Brief, role: tmm}
"""
CI = """\
title: Continuous integration
problem: Every change is held up by builds and tests that somebody starts by hand on one server.
tier: 2
status: active
motion: land
personas: [dev-lead]
value_drivers:
  speed: {title: Deliver faster, metric: lead time, baseline: tbd, target: 1 week}
market_requirements:
  automation: {title: Build automation}
discovery_questions: ["How long does a build take?"]
proof_points:
  - {customer: Example Bank, result: A thousand builds a day, public: false}
team:
  pmm: octo-pmm
  tmm: "?"
links:
  solution-page: tbd
measures:
  arr: {title: New ARR, unit: kUSD, target: 500}
bom:
  demo-video: {due: 2026-12-11, milestone: sprint-3}
  benchmark:
    title: Benchmark report
    role: tmm
    due: 2026-12-18
    stages: [consideration]
    checklist: [Outline]
"""
VCC = """\
title: Version control
problem: Nobody knows which copy of a file is the right one.
tier: 3
status: draft
bom:
  talk: {title: Talk, role: pmm}
"""
FILES = {"ucops.yaml": CONFIG, "usecases/ci.yaml": CI, "usecases/vcc.yaml": VCC}


def written(root: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def loaded(root: Path, **changes: str | None) -> Loaded:
    """The programme with other texts in some files; None leaves a file out."""
    names = {"config": "ucops.yaml"}
    files: dict[str, str | None] = dict(FILES)
    files |= {names.get(name, f"usecases/{name}.yaml"): text for name, text in changes.items()}
    return load(written(root, {name: text for name, text in files.items() if text is not None}))


def with_(text: str, old: str, new: str) -> str:
    """A text with one place changed, which has to be there."""
    assert old in text
    return text.replace(old, new, 1)


def checked_side(loaded: Loaded) -> Side:
    """One side of a comparison."""
    return side(loaded, check(loaded, as_of=TODAY), TODAY)


def compared(root: Path, before: dict[str, str | None], after: dict[str, str | None]) -> Preview:
    """The preview from one set of texts to another."""
    was, now = loaded(root / "before" / "gtm", **before), loaded(root / "after" / "gtm", **after)
    return preview(checked_side(was), checked_side(now), TODAY)


def told(was: Loaded, now: Loaded) -> dict[str, list[str]]:
    """What is said about every use case that differs, by id: `subject: text`."""
    names = Titles(was.catalog, now.catalog, TODAY)

    def sentences(change: UseCaseChange) -> list[str]:
        return [f"{line.subject}: {line.text}" for line in lines(change, names)]

    return {one.id: sentences(one) for one in difference(was.catalog, now.catalog).use_cases}


def git(*arguments: str, at: Path) -> str:
    """What a git command says."""
    who = ("-c", "user.name=octo", "-c", "user.email=octo@example.com")
    done = subprocess.run(
        ["git", "-C", at, *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def repository(root: Path, files: dict[str, str] | None = None) -> Path:
    """A git repository with one commit on main."""
    written(root, FILES if files is None else files)
    git("init", "--quiet", "--initial-branch=main", at=root)
    commit(root)
    return root


def commit(root: Path) -> None:
    """Commit everything."""
    git("add", "--all", at=root)
    git("commit", "--quiet", "--message", "Change", at=root)
