"""Plans and runs against the fake, in few words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sync_fake import Fake

from ucops.github.snapshot import Issue
from ucops.sync.applied import Applied
from ucops.sync.apply import apply
from ucops.sync.change import Change, Plan
from ucops.sync.desired import Desired
from ucops.sync.options import Options
from ucops.sync.plan import plan


def planned(github: Fake, wanted: Desired, **options: Any) -> Plan:
    return plan(wanted, github.snapshot(named=_named(wanted)), Options(**options))


def _named(wanted: Desired) -> list[tuple[str, int]]:
    return [(one.repository, one.adopt) for one in wanted.issues if one.adopt is not None]


def synced(github: Fake, wanted: Desired, **options: Any) -> Applied:
    return apply(planned(github, wanted, **options), github, github)


def short(change: Change) -> str:
    return f"{change.action} {change.kind} {change.key}"


def person(github: Fake, key: str, **fields: Any) -> Issue:
    issue = github.by_key(key)
    for name, value in fields.items():
        if callable(value):
            fields[name] = value(getattr(issue, name))
    github.edit(issue.repository, issue.number, **fields)
    return issue


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda body: body.replace(old, new)
