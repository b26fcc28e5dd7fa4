"""Programmes as files: one small one by hand, its mixed update, and any number by chance."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

MAIN, WEB = "acme/gtm", "acme/web"

CONFIG = """\
version: 1
preset: none
title: Go-to-market
limits: {creates: none, closes: none, close_percent: none,
  writes_per_minute: none, writes_per_hour: none}
milestones:
  sprint-3: {title: Sprint 3, due: 2026-12-18}
  sprint-4: {title: Sprint 4, start: 2027-01-04, due: 2027-01-22}
roles:
  pmm: {title: Product marketing}
  tmm: {title: Technical marketing}
  web: {title: Web, repository: acme/web}
bom:
  demo: {title: Demo video, role: tmm, checklist: [Cut, Reviewed]}
  deck: {title: Customer deck, role: pmm}
  page: {title: Solution page, role: web}
"""

TYPES = "issue_types: {epic: Initiative, item: Task}"
"""Issue types, of which the organisation has one."""


def config(*, board: bool = False, types: bool = False, limited: bool = False) -> str:
    """The configuration with a Projects board, issue types, and limits that are met at times."""
    kept = ["project: acme/1"] * board + [TYPES] * types
    base = CONFIG.replace("closes: none, close_percent: none", "closes: 2") if limited else CONFIG
    return f"{base}github: {{{', '.join(kept)}}}\n" if kept else base


Values = dict[str, Any]


def use_case(title: str, **more: Any) -> Values:
    """The values of one use-case file."""
    return {
        "title": title,
        "problem": "Building by hand holds every change up.",
        "status": "active",
        "tier": 1,
        "team": {"pmm": "octo-pmm", "tmm": "octo-tmm"},
        "bom": {},
        **more,
    }


SMALL = {
    "ci": use_case(
        "Continuous integration",
        bom={
            "demo": {"milestone": "sprint-3"},
            "deck": {"depends_on": ["demo"], "milestone": "sprint-4"},
            "page": {"depends_on": ["deck"]},
            "film": {"title": "Customer film", "role": "pmm"},
        },
    ),
    "cd": use_case(
        "Continuous delivery",
        tier=2,
        bom={
            "demo": {"depends_on": ["ci/demo"]},
            "deck": {},
            "page": {},
            "story": {"title": "Customer story", "role": "pmm"},
        },
    ),
}
"""Two use cases with four items each."""

UPDATED = {
    "ci": use_case(
        "Continuous integration, faster",
        tier=2,
        team={"pmm": "octo-new", "tmm": "octo-tmm"},
        bom={
            "demo": {"milestone": "sprint-4", "deliverable": "https://example.com/demo"},
            "deck": {"skip": "The film replaces it"},
            "page": {},
            "movie": {
                "title": "Customer movie",
                "role": "pmm",
                "previously": ["ci/film"],
                "milestone": "sprint-4",
            },
            "sheet": {"title": "One-pager", "role": "pmm", "depends_on": ["page"]},
        },
    ),
    "cd": use_case(
        "Continuous delivery",
        tier=2,
        bom={
            "demo": {"depends_on": ["ci/page"]},
            "deck": {"retired": "2026-11-20"},
            "page": {},
            "story": {"title": "Customer story", "role": "tmm"},
        },
    ),
}
"""The same later: renamed, delivered, skipped, retired, added, moved and newly assigned."""

TITLES = ("Continuous integration", "Ship @octo-x faster", "Less <!-- ucops:end --> waiting")
ORDER = ("demo", "deck", "page")
PEOPLE = ("octo-pmm", "octo-tmm", "octo-new", "octo-friend")


def write(root: Path, use_cases: dict[str, Values], config: str = CONFIG) -> Path:
    """Write a programme, in place of what is there."""
    folder = root / "usecases"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.yaml"):
        old.unlink()
    (root / "ucops.yaml").write_text(config)
    for name, values in use_cases.items():
        (folder / f"{name}.yaml").write_text(json.dumps(values, indent=2))
    return root


def by_chance(dice: random.Random) -> dict[str, Values]:
    """A valid programme of up to three use cases."""
    names = dice.sample(("ci", "cd", "ops"), dice.randint(1, 3))
    return {name: _use_case(dice, name) for name in names}


def _use_case(dice: random.Random, name: str) -> Values:
    bom = {slug: _item(dice, name, slug) for slug in ORDER}
    bom["story"] = {"title": "Customer story", "role": dice.choice(("pmm", "tmm", "web"))}
    return use_case(
        f"{name.upper()}: {dice.choice(TITLES)}",
        status=dice.choice(("active", "active", "active", "paused", "draft", "retired")),
        tier=dice.randint(1, 3),
        team={role: dice.choice(PEOPLE) for role in ("pmm", "tmm", "web")},
        bom=bom,
    )


def _item(dice: random.Random, name: str, slug: str) -> Values:
    if dice.random() < 0.15:
        return {"skip": "Not here"}
    earlier = ORDER[: ORDER.index(slug)]
    values: Values = {"priority": dice.randint(1, 3)}
    if dice.random() < 0.5:
        values["milestone"] = dice.choice(("sprint-3", "sprint-4"))
    if earlier and dice.random() < 0.4:
        values["depends_on"] = [f"{name}/{dice.choice(earlier)}"]
    if dice.random() < 0.15:
        values["deliverable"] = f"https://example.com/{name}/{slug}"
    elif dice.random() < 0.1:
        values["retired"] = "2026-11-20"
    return values
