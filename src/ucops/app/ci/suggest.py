"""Corrections at their lines in a pull request: taken away when mended, and never said twice.

GitHub offers to commit a suggestion only in a comment on a line that the diff shows, not in the one
comment below. So that they stay quiet, they are few and certain, new ones come in one review, and
those that stand there already are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ucops.github.conversation import Conversation
from ucops.github.errors import InvalidRequestError, MissingPermissionError, NotFoundError
from ucops.github.line_comments import LineComment, LineComments
from ucops.pages.preview.comment import Place
from ucops.pages.preview.review import Suggestion
from ucops.pages.preview.suggestion import MARKER, suggestion_text
from ucops.prose.words import counted

ENDINGS = frozenset({".yaml", ".yml"})
"""Files that are corrected, unless they are below `.github`."""


def keep_suggestions(
    talk: Conversation, number: int, told: Sequence[Suggestion], place: Place
) -> str:
    """Let these corrections, and no others of ours, stand at their lines.

    Args:
        talk: The repository.
        number: The pull request.
        told: What is to be corrected; a fork may have written it.
        place: Its newest commit, which was looked at, and where links lead.

    Returns:
        What was done, in a sentence; empty where nothing was.

    Raises:
        GitHubError: GitHub cannot be asked or told.
    """
    lines = LineComments(talk.client, talk.repository, number)
    there = _ours(talk, lines)
    wanted = {_comment(one, place): one for one in told if _is_yaml(one)}
    done = {_said(one) for one in there}
    for one in there:
        if not one.answered and _said(one) not in set(map(_said, wanted)):
            lines.remove(one)
    new = {one: about for one, about in wanted.items() if _said(one) not in done}
    return _added(lines, place.commit, list(_fitting(lines, new)))


def _ours(talk: Conversation, lines: LineComments) -> list[LineComment]:
    found = [one for one in lines.there() if one.body.startswith(MARKER)]
    me = talk.me() if found else ""
    return [one for one in found if talk.wrote(me, one.author)]


def _is_yaml(told: Suggestion) -> bool:
    """Whether it is about a file that we would correct: a fork may ask for others."""
    path = PurePosixPath(told.file)
    return path.suffix in ENDINGS and ".github" not in path.parts and told.first <= told.last


def _comment(told: Suggestion, place: Place) -> LineComment:
    text = suggestion_text(told, place.rules, place.server)
    return LineComment(path=told.file, first=told.first, last=told.last, body=text)


def _said(one: LineComment) -> tuple[str, int, int, str]:
    """What makes two the same."""
    return one.path, one.first, one.last, one.body


def _fitting(lines: LineComments, new: Mapping[LineComment, Suggestion]) -> Iterator[LineComment]:
    """Those whose lines the diff shows, as they were looked at.

    What was looked at is what merging makes, in which a file may have other lines than in the
    branch.
    """
    shown = lines.commentable({one.path for one in new}) if new else {}
    for one, told in new.items():
        there = shown.get(one.path, {})
        if [there.get(line) for line in range(one.first, one.last + 1)] == told.was.split("\n"):
            yield one


def _added(lines: LineComments, commit: str, new: Sequence[LineComment]) -> str:
    """Add them in one review; where GitHub takes none, the one comment has them all the same."""
    if not new:
        return ""
    try:
        lines.add(commit, new)
    except (InvalidRequestError, MissingPermissionError, NotFoundError) as error:
        return f"No correction stands at its lines: {error.message}"
    return f"{counted(len(new), 'correction')} at the lines."
