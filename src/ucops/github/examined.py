"""What a look at a repository found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ucops.github.snapshot import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Whether a token may do something.

    Attributes:
        granted: None where that cannot be told.
        needed: What GitHub would accept, in its own words, such as `issues=write`; or empty.
    """

    granted: bool | None
    needed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutToken:
    """What GitHub says of a token.

    Attributes:
        expires: When it ends; None where it does not, or that is not said.
        scopes: What a classic token may do, such as `repo`; None for tokens of other kinds.
    """

    expires: dt.datetime | None = None
    scopes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """A workflow as GitHub knows it.

    Attributes:
        path: Its file, such as `.github/workflows/sync.yml`.
        state: `active`, `disabled_inactivity` (after 60 quiet days), `disabled_manually` …
        url: Its page.
    """

    path: str
    state: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An issue, and who filed it.

    Attributes:
        author: The login.
        author_id: The number that GitHub knows the author by, whatever the login becomes; 0 where
            that is not said.
    """

    issue: Issue
    author: str
    author_id: int = 0
