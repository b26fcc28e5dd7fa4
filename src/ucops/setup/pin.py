"""Which action the workflows call: a repository, and a commit that nobody can move."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ucops import HOME, __version__
from ucops.errors import UsageError

OURS = urlsplit(HOME).path.strip("/")
"""The repository of the action, `owner/name`."""
_ACTION = re.compile(r"([\w.-]+/[\w.-]+)@([0-9a-f]{40})", re.IGNORECASE)

_SHARED = r"\.github/workflows/(validate|comment|sync|report|propose|scan|site)\.yml(?=@|\s|$)"


@dataclass(frozen=True, slots=True)
class Pin:
    """An action at a commit.

    Attributes:
        repository: `owner/name`.
        commit: 40 hexadecimal digits.
        version: What people call that commit, such as `v1.2.0`; a comment in the workflows.
    """

    repository: str
    commit: str
    version: str = f"v{__version__}"

    def __str__(self) -> str:
        return f"{self.repository}@{self.commit}"


def pin(text: str) -> Pin:
    """Read `OWNER/REPO@COMMIT`.

    Raises:
        UsageError: It is something else, such as a tag, which can be moved.
    """
    found = _ACTION.fullmatch(text.strip())
    if not found:
        raise UsageError(
            f"{text!r} does not name an action at a commit",
            "write --action OWNER/REPO@COMMIT, the commit with all of its 40 digits",
        )
    return Pin(found[1], found[2].lower())


def called_in(text: str) -> frozenset[str]:
    """Which of our workflows a workflow calls, such as `sync`: ours by their files' names."""
    return frozenset(re.findall(rf"^\s*uses:\s*\S*/{_SHARED}", text, re.MULTILINE))


def pins_in(text: str) -> tuple[tuple[str, str], ...]:
    """The repositories and references that a workflow calls, such as `("acme/ucops", "v1")`."""
    return tuple(
        re.findall(r"^\s*(?:- )?uses:\s*([\w.-]+/[\w.-]+)[^@\s]*@(\S+)", text, re.MULTILINE)
    )
