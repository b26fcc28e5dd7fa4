"""A small folder of files, and what typing a command gives."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

CONFIG = """\
version: 1
preset: none
title: Go-to-market
limits: {writes_per_minute: none, writes_per_hour: none}
milestones: {sprint-3: {title: Sprint 3, due: 2026-12-18}}
roles: {tmm: {title: Technical marketing}}
bom:
  demo: {title: Demo video, role: tmm, stages: [awareness], audiences: [manager], priority: 1}
  deck: {title: Deck, role: tmm, stages: [awareness], audiences: [manager], priority: 1}
"""
CI = """\
title: Continuous integration
problem: Building by hand holds every change up.
status: active
tier: 1
team: {tmm: octo-tmm}
bom:
  demo: {milestone: sprint-3, checklist: [Cut]}
  deck: {depends_on: [demo]}
"""

Run = Callable[..., Result]
