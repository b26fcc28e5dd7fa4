"""Comments on lines of a pull request, and the diff that they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ucops.sandbox.acts import branches, comments
from ucops.sandbox.entities import Issue, LineComment, Pull, Repository
from ucops.sandbox.git import Patch
from ucops.sandbox.refusals import unprocessable
from ucops.sandbox.world import World

HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")


def patches(world: World, pull: Pull) -> Sequence[Patch]:
    """What a pull request changes."""
    repository = world.the(Repository, pull.repository)
    git = branches.git_of(world, repository)
    return git.patches(pull.base, newest(world, pull))


def newest(world: World, pull: Pull) -> str:
    """The newest commit of its branch, which people may have pushed since it was opened."""
    repository = world.the(Repository, pull.repository)
    git = world.git.get(repository.id) if pull.head_repository == repository.full_name else None
    return (git and git.head(pull.head)) or pull.commit


def shown(patch: Patch) -> Iterator[tuple[int, str]]:
    """The lines of the new file that a diff shows, by number."""
    line = 0
    for text in patch.text.split("\n"):
        if hunk := HUNK.match(text):
            line = int(hunk[1])
        elif text.startswith(("+", " ")):
            yield line, text[1:]
            line += 1


def of(world: World, issue: Issue) -> list[LineComment]:
    """The comments on the lines of a pull request, the oldest first."""
    return [one for one in world.every(LineComment) if one.issue == issue.id]


def there(world: World, pull: Pull, comment: LineComment) -> bool:
    """Whether the lines of a comment are still what they were."""
    return _lines(world, pull, comment.path, comment.first, comment.last) == comment.lines


def review(
    world: World, pull: Pull, author: str, commit: str, sent: Sequence[Mapping[str, object]]
) -> tuple[int, list[LineComment]]:
    """Make a review of comments; all or none of them.

    Returns:
        The review's id, and the comments.
    """
    ident = world.new_id()
    made = [_made(world, pull, author, (commit, ident), one) for one in sent]
    return ident, [world.put(one) for one in made]


def _made(
    world: World, pull: Pull, author: str, of_review: tuple[str, int], sent: Mapping[str, object]
) -> LineComment:
    path, body, last = str(sent.get("path") or ""), str(sent.get("body") or ""), sent.get("line")
    first = sent.get("start_line", last)
    comments.check(body)
    if not isinstance(first, int) or not isinstance(last, int) or sent.get("side") == "LEFT":
        raise unprocessable("Pull request review thread line must be part of the diff")
    lines = _lines(world, pull, path, first, last)
    if not lines:
        raise unprocessable("Pull request review thread line must be part of the diff")
    return LineComment(
        id=world.new_id(),
        issue=pull.issue,
        author=author,
        path=path,
        first=first,
        last=last,
        lines=lines,
        body=body,
        commit=of_review[0],
        review=of_review[1],
        created_at=world.now(),
    )


def _lines(world: World, pull: Pull, path: str, first: int, last: int) -> tuple[str, ...]:
    """What stands in lines that the diff shows; nothing where it does not show them all."""
    found = next((dict(shown(one)) for one in patches(world, pull) if one.path == path), {})
    wanted = range(first, last + 1)
    return tuple(found[line] for line in wanted) if found.keys() >= set(wanted) else ()
