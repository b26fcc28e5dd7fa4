"""The rules themselves: one module a group, one function a rule."""

from __future__ import annotations

from ucops.rules.families import (
    dependencies,
    fields,
    files,
    identity,
    planning,
    references,
    silencing,
    syntax,
    traps,
    values,
)

MODULES = (
    files,
    syntax,
    traps,
    fields,
    values,
    references,
    dependencies,
    identity,
    planning,
    silencing,
)
"""Every module that holds rules, in the order in which rules are listed."""
