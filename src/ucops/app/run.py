"""What one run of a command is handed: folder, environment, clock, and a voice to people.

Recipes look for none of these themselves, so that a test can hand them others.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ucops.github.connect import Transport

SERVER_URL = "https://github.com"


def _nobody(_text: str) -> None:
    """Listen to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The surroundings of one run.

    Attributes:
        root: The folder that holds `ucops.yaml`.
        environment: The process's variables, as GitHub Actions sets them.
        say: Tells a person something beside the data.
        trace: Told of every request; most people do not want to know.
        now: Seconds since 1970.
        sleep: Waits so many seconds.
        listing: A file from `sync --cache` that readings may start from, or None.
        transport: Opens the way to GitHub; None for the real one.
    """

    root: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    say: Callable[[str], None] = _nobody
    trace: Callable[[str], None] = _nobody
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    listing: Path | None = None
    transport: Transport | None = None

    @property
    def today(self) -> dt.date:
        """The day that it is in UTC."""
        return self.moment.date()

    @property
    def moment(self) -> dt.datetime:
        """The time in UTC."""
        return dt.datetime.fromtimestamp(self.now(), dt.UTC)

    @property
    def server_url(self) -> str:
        """Where GitHub's pages are, without a slash at the end."""
        return (self.environment.get("GITHUB_SERVER_URL") or SERVER_URL).rstrip("/")

    @property
    def on_runner(self) -> bool:
        """Whether a workflow runs it, on what others may have proposed."""
        return self.environment.get("GITHUB_ACTIONS") == "true"

    @property
    def has_token(self) -> bool:
        """Whether GitHub can be asked."""
        return any(self.environment.get(name, "").strip() for name in ("GITHUB_TOKEN", "GH_TOKEN"))
