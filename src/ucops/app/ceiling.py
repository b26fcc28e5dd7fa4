"""How far the limits of `ucops.yaml` count: as far as the commit before allowed them, too.

So raising a limit and using it are two merges, and each of them can be looked at.
"""

from __future__ import annotations

from ucops.app.git import changed_in, file_of, is_in_git
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.model.config import Limits
from ucops.reading.settings import read_config
from ucops.sync.limits import Allowed, allowed
from ucops.text.source import CONFIG_NAME


def limits_of(run: Run, now: Limits) -> Allowed:
    """The limits that count in a run.

    Where nothing says what was there before, as in a clone of one commit, the defaults are the
    most. Without git, on somebody's own machine, there is no before.

    Args:
        run: The surroundings.
        now: What `ucops.yaml` says.
    """
    if not is_in_git(run.root) and not run.on_runner:
        return allowed(now, now)
    return allowed(now, _before(run))


def _before(run: Run) -> Limits:
    """What the first parent of HEAD says; HEAD itself where the file has changed since."""
    commit = "HEAD" if changed_in(run.root, "HEAD", CONFIG_NAME) else "HEAD^1"
    raw = file_of(run.root, commit, CONFIG_NAME)
    if raw is None:
        return Limits()
    try:
        return read_config(raw, run.root)[0].limits
    except UsageError:
        return Limits()
