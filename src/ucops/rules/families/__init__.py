"""The rules themselves: one module a group, one function a rule."""

from __future__ import annotations

from ucops.rules.families import (
    coverage,
    dates,
    dependencies,
    doubles,
    evidence,
    fields,
    files,
    identity,
    limits,
    links,
    offer,
    passages,
    passwords,
    paths,
    people,
    planning,
    quotes,
    references,
    requirements,
    safety,
    scenarios,
    silencing,
    story,
    syntax,
    traps,
    values,
    writing,
)

MODULES = (
    files, syntax, quotes, traps, fields, values, paths, writing, limits, references, offer,
    dependencies, identity, doubles, dates, planning, people,
    requirements, coverage, story, evidence, scenarios, passages, links, safety, passwords,
    silencing,
)  # fmt: skip
"""Every module that holds rules, in the order in which rules are listed."""
