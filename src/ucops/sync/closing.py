"""Closing an issue, so that later runs can tell whether it was we who closed it."""

from __future__ import annotations

from ucops.github.body import read_body
from ucops.github.protocols import Writer
from ucops.github.snapshot import Issue
from ucops.sync.request import CloseIssue


def close(writer: Writer, request: CloseIssue, issue: Issue, original: Issue | None) -> Issue:
    """Close an issue; its body remembers when by GitHub's clock.

    That is known before only about, from the look at the issue right before. Where the answer was
    slow, or lost and the closing repeated, the body is written once more with the exact time. An
    issue that was closed before the first look was closed by somebody else.

    Raises:
        GitHubError: GitHub refused or failed.
    """
    looked: list[str] = []

    def text(time: str) -> str:
        looked.append(time)
        return request.text(time)

    closed = writer.close_issue(issue, request.reason, body=text, duplicate_of=original).issue
    then = closed.closed_at or ""
    if original is not None or then < looked[0] or read_body(closed).record.fits(then):
        return closed
    return writer.update_issue(closed, body=request.text(then)).issue
