"""Comments on lines of a pull request: where they may stand, which there are, and one more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ucops.github import shapes
from ucops.github.client import Client

_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineComment:
    """A comment on lines of a file as the pull request's branch has it.

    Attributes:
        first, last: Its lines; 0 for one whose lines were changed since.
        id, author: 0 and empty for one that is yet to be made.
        answered: Whether somebody replied to it.
    """

    path: str
    first: int
    last: int
    body: str
    id: int = 0
    author: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class LineComments:
    """The comments on lines of one pull request of a repository, `owner/name`.

    Every method raises a subclass of `ucops.errors.GitHubError`.
    """

    client: Client
    repository: str
    number: int

    def there(self) -> list[LineComment]:
        """All that there are, replies aside."""
        found = [one for page in self.client.pages(f"{self._path}/comments") for one in page]
        with shapes.expecting(f"the comments on lines of pull request {self.number}"):
            answered = {one["in_reply_to_id"] for one in found if one.get("in_reply_to_id")}
            return [_comment(one, answered) for one in found if not one.get("in_reply_to_id")]

    def commentable(self, paths: Collection[str]) -> dict[str, dict[int, str]]:
        """The lines of files that a comment may stand on, those that the diff shows: by number."""
        found: dict[str, dict[int, str]] = {}
        for page in self.client.pages(f"{self._path}/files"):
            with shapes.expecting(f"the files of {self._path}"):
                for one in page:
                    if one["filename"] in paths:
                        found[one["filename"]] = dict(shown(one.get("patch") or ""))
            if len(found) == len(paths):
                break
        return found

    def add(self, commit: str, comments: Sequence[LineComment]) -> None:
        """Add several in one review, which tells people once.

        Raises:
            InvalidRequestError: One of them stands on a line that the diff does not show.
        """
        sent = {
            "commit_id": commit,
            "event": "COMMENT",
            "body": "",
            "comments": list(map(_sent, comments)),
        }
        self.client.write("POST", f"{self._path}/reviews", sent, repeatable=False)

    def remove(self, comment: LineComment) -> None:
        """Remove one."""
        path = f"/repos/{self.repository}/pulls/comments/{comment.id}"
        self.client.write("DELETE", path, None, repeatable=True)

    @property
    def _path(self) -> str:
        return f"/repos/{self.repository}/pulls/{self.number}"


def shown(patch: str) -> Iterator[tuple[int, str]]:
    """The lines of the new file that a patch shows, changed or around a change, by number."""
    line = 0
    for text in patch.split("\n"):
        if hunk := _HUNK.match(text):
            line = int(hunk[1])
        elif text.startswith(("+", " ")):
            yield line, text[1:]
            line += 1


def _comment(data: Mapping[str, Any], answered: Collection[int]) -> LineComment:
    last = int(data.get("line") or 0)
    return LineComment(
        id=int(data["id"]),
        author=str((data.get("user") or {}).get("login") or ""),
        path=str(data["path"]),
        first=int(data.get("start_line") or last),
        last=last,
        body=str(data.get("body") or "").replace("\r\n", "\n").strip(),
        answered=data["id"] in answered,
    )


def _sent(one: LineComment) -> dict[str, object]:
    sent: dict[str, object] = {"path": one.path, "line": one.last, "side": "RIGHT"}
    if one.first != one.last:
        sent |= {"start_line": one.first, "start_side": "RIGHT"}
    return sent | {"body": one.body}
