"""Errors a person can do something about, each with the exit code it ends a command with."""

from __future__ import annotations


class UcopsError(Exception):
    """What happened, and what to do about it.

    Attributes:
        message: One sentence that says what happened and where.
        hint: One sentence that says what to do, or an empty string.
        details: Text for a terminal that comes before the message, or an empty string.
        exit_code: The process's exit code when the error ends a command.
    """

    exit_code = 1
    details = ""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(UcopsError):
    """Wrong usage, an unreadable configuration, or no use case found."""

    exit_code = 2


class GitHubError(UcopsError):
    """GitHub refused, failed or could not be reached, or the run stopped before its end."""

    exit_code = 3


class RefusedError(UcopsError):
    """A safety limit refused the run; nothing was written."""

    exit_code = 4
