"""Writes catalogs of any size: `python benchmarks/catalogs.py DIR USE_CASES ITEMS`.

Every use case is active, filled in like a real one, and has exactly the number of items asked for.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

PRESET = Path(__file__).parent.parent / "src/ucops/model/presets/gtm.yaml"
STAGES = ("awareness", "consideration", "decision")
AUDIENCES = ("executive", "manager", "contributor")
TYPES = ("video", "deck", "white-paper", "demo", "page", "case-study", "roi-calculator")
ROLES = ("pmm", "tmm", "content", "devrel", "reference", "campaign", "enablement")

CONFIG = """\
version: 1
preset: gtm
title: A programme of {use_cases} use cases
limits: {{creates: none, closes: none, close_percent: none,
  writes_per_minute: none, writes_per_hour: none}}
personas:
  dev-lead: {{title: Development team lead, audience: manager, kind: user}}
  cio: {{title: Chief information officer, audience: executive, kind: buyer}}
industries: {{fintech: Financial services, retail: Retail}}
products:
  suite:
    title: The suite
    features: {{pipelines: {{title: Pipelines}}, boards: {{title: Boards}}}}
milestones:
  quarter-1: {{title: First quarter, start: 2027-01-01, due: 2027-03-31}}
  quarter-2: {{title: Second quarter, start: 2027-04-01, due: 2027-06-30}}
{removed}"""

USE_CASE = """\
# Use case number {number} of a made-up programme.
title: Use case number {number}
problem: >
  Team {number} wants to ship what it builds sooner, but every change waits for a person with
  the right keys, and nobody can say what the waiting costs.
summary: Let change number {number} flow without waiting.
tier: {tier}
status: active
motion: land
journey: staff-led
budget: Application development
value_drivers:
  speed-{number}: {{title: Deliver sooner, metric: lead time, baseline: 6 weeks, target: 1 week}}
personas: [dev-lead, cio]
industries: [fintech]
segments: [enterprise, smb]
market_requirements:
{requirements}solution:
  suite: {{features: [pipelines], how: "Runs pipeline {number} for every change."}}
differentiators:
  one-place: {{title: All in one place, value: "No hand-over {number}", proof: tbd, demo: tbd}}
message_house:
  positioning: For team {number}, the shortest way from an idea to its effect.
  short: Team {number} ships daily.
  long: Team {number} ships daily, sees what each change costs, and sleeps well.
competitors: {{other: {{title: The other one, comparison: "https://example.com/{number}/other"}}}}
discovery_questions:
  - How long does change {number} wait?
  - Who may release on a Friday?
proof_points:
  - {{customer: Example {number}, segment: smb, result: "{number} builds a day", public: true}}
scenarios:
  first-run:
    title: Get a first run of {number}
    primary_actor: Developer
    steps: [Pushes a branch, Reads the result]
    extensions:
      2a: {{condition: The run fails, steps: [Reads the log]}}
team:
  pmm: octo-pmm
  tmm: [octo-tmm, octo-backup]
  content: octo-content
  devrel: "?"
links:
  resource-page: https://example.com/{number}/resources
  solution-page: tbd
  chat: "#use-case-{number}"
bom:
{items}"""

REQUIREMENT = """\
  requirement-{index}: {{title: "Requirement {index} of {number}", jobs: [do job {index}]}}
"""

ITEM = """\
  item-{index:03}:
    title: Piece {index} for {number}
    description: Tells part {index} of the story of {number}.
    type: {type}
    role: {role}
    stages: [{stage}]
    audiences: [{audience}]
    priority: {priority}
    start: 2027-01-{day:02}
    due: 2027-03-{day:02}
    milestone: quarter-1
    market_requirements: [requirement-{requirement}]
{depends_on}"""


def use_case(number: int, items: int) -> str:
    """The text of one use-case file."""
    requirements = (REQUIREMENT.format(index=index, number=number) for index in range(1, 9))
    return USE_CASE.format(
        number=number,
        tier=number % 3 + 1,
        requirements="".join(requirements),
        items="".join(_item(number, index) for index in range(1, items + 1)) or "  {}\n",
    )


def _item(number: int, index: int) -> str:
    return ITEM.format(
        number=number,
        index=index,
        type=TYPES[index % len(TYPES)],
        role=ROLES[index % len(ROLES)],
        stage=STAGES[index % 3],
        audience=AUDIENCES[(index + number) % 3],
        priority=index % 3 + 1,
        day=index % 28 + 1,
        depends_on=f"    depends_on: [item-{index - 1:03}]\n" if index > 1 else "",
        requirement=index % 8 + 1,
    )


def write_catalog(root: Path, use_cases: int, items: int) -> None:
    """Write `ucops.yaml` and that many use cases with that many items each below `root`."""
    folder = root / "usecases"
    folder.mkdir(parents=True, exist_ok=True)
    preset = yaml.safe_load(PRESET.read_text())
    removed = yaml.safe_dump({"bom": dict.fromkeys(preset["bom"])}, sort_keys=False)
    (root / "ucops.yaml").write_text(CONFIG.format(use_cases=use_cases, removed=removed))
    for number in range(1, use_cases + 1):
        (folder / f"use-case-{number:04}.yaml").write_text(use_case(number, items))


if __name__ == "__main__":
    write_catalog(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
