"""What of everything a plan is asked for: some use cases, and people of one repository."""

from __future__ import annotations

from ucops.errors import UsageError
from ucops.github.matched import Matched
from ucops.sync.desired import Desired
from ucops.sync.options import Options


def selected(desired: Desired, matched: Matched, options: Options) -> tuple[str, ...]:
    """The use cases to plan for.

    Raises:
        UsageError: One that is asked for is neither in the files nor among the orphans.
    """
    orphaned = {(live.issue.key or "").partition("/")[0] for live in matched.orphans}
    unknown = options.only - desired.use_cases.keys() - orphaned - desired.drafts
    if unknown:
        names = ", ".join(sorted(unknown))
        raise UsageError(f"no use case {names}", "a use case's id is the name of its file")
    return tuple(key for key in desired.use_cases if not options.only or key in options.only)


def people(known: frozenset[tuple[str, str]], repository: str) -> frozenset[str]:
    """The logins of one repository among pairs of repository and login."""
    return frozenset(login for name, login in known if name == repository)
