"""Pull requests and what is said below them, and issues that are about a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from ucops.github.client import Client
from ucops.github.errors import NotFoundError, ServerFailedError

VIEWER = "query Viewer { viewer { login } }"
BOT = "[bot]"
"""REST puts this behind the login of an app, and GraphQL does not."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment."""

    id: int
    author: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """A pull request.

    Attributes:
        head: The newest commit of its branch.
        head_repository: Where that branch is, `owner/name`; empty where it is gone.
        base_repository: Where it is to be merged.
    """

    number: int
    head: str
    head_repository: str
    base_repository: str
    is_open: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What can be read and said in one repository, `owner/name`.

    Every method raises a subclass of `ucops.errors.GitHubError`.
    """

    client: Client
    repository: str

    def me(self) -> str:
        """The login that is written with."""
        data = self.client.query("the token's login", VIEWER, {}).data
        login = data.get("viewer", {}).get("login")
        if not isinstance(login, str) or not login:
            raise ServerFailedError("GitHub does not say whose token this is")
        return login

    def comments(self, number: int) -> Iterator[Comment]:
        """The comments below an issue or pull request, the oldest first."""
        for page in self.client.pages(f"{self._path}/issues/{number}/comments"):
            for one in page:
                yield Comment(one["id"], _login(one), one.get("body") or "")

    def say(self, number: int, body: str) -> None:
        """Add a comment."""
        path = f"{self._path}/issues/{number}/comments"
        self.client.write("POST", path, {"body": body}, repeatable=False)

    def mine(self, number: int, marker: str) -> Comment | None:
        """The comment that we keep: it has our mark *and* is by us, as anybody can copy a mark."""
        me, told = self.me(), self.comments(number)
        ours = (it for it in told if it.body.startswith(marker) and self.wrote(me, it.author))
        return next(ours, None)

    def keep(self, number: int, mine: Comment | None, body: str) -> Literal["made", "edited", ""]:
        """Let the comment that we keep say this; an empty answer where it does already."""
        if mine is None:
            self.say(number, body)
            return "made"
        if mine.body.replace("\r\n", "\n").strip() == body.strip():
            return ""
        self.correct(mine, body)
        return "edited"

    def correct(self, comment: Comment, body: str) -> None:
        """Give a comment another text."""
        path = f"{self._path}/issues/comments/{comment.id}"
        self.client.write("PATCH", path, {"body": body}, repeatable=True)

    def pull(self, number: int) -> Pull | None:
        """A pull request, or None where there is none of that number."""
        try:
            return _pull(self.client.get(f"{self._path}/pulls/{number}"))
        except NotFoundError:
            return None

    def pulls(self, head: str, state: str = "open") -> list[Pull]:
        """The pull requests from a branch, `owner:branch`, the newest first."""
        found, _ = self.client.first_page(f"{self._path}/pulls", state=state, head=head)
        return [_pull(one) for one in found]

    def open_pull(self, title: str, body: str, head: str, base: str) -> int:
        """Open a pull request from a branch of this repository, and give its number."""
        sent = {"title": title, "body": body, "head": head, "base": base}
        made = self.client.write("POST", f"{self._path}/pulls", sent, repeatable=False)
        return int(made["number"])

    def edit_pull(self, number: int, **fields: str) -> None:
        """Change fields of a pull request."""
        self.client.write("PATCH", f"{self._path}/pulls/{number}", fields, repeatable=True)

    def role(self, login: str) -> str:
        """What a person may do here: `none`, `read`, `triage`, `write`, `maintain` or `admin`."""
        path = f"{self._path}/collaborators/{quote(login, safe='')}/permission"
        try:
            found = self.client.get(path)
        except NotFoundError:
            return "none"
        return str(found.get("role_name") or found.get("permission") or "none")

    def default_branch(self) -> str:
        """The branch that the programme lives on."""
        return str(self.client.get(self._path).get("default_branch") or "main")

    def labelled(self, label: str) -> list[Mapping[str, Any]]:
        """The open issues that wear a label, the oldest first, as GitHub sends them."""
        found, _ = self.client.first_page(
            f"{self._path}/issues", state="open", labels=label, direction="asc"
        )
        return [one for one in found if "pull_request" not in one]

    def file_issue(self, title: str, body: str, label: str) -> int:
        """File an issue with one label, which GitHub makes where it is missing."""
        sent = {"title": title, "body": body, "labels": [label]}
        made = self.client.write("POST", f"{self._path}/issues", sent, repeatable=False)
        return int(made["number"])

    def edit_issue(self, number: int, **fields: str) -> None:
        """Change fields of an issue."""
        self.client.write("PATCH", f"{self._path}/issues/{number}", fields, repeatable=True)

    def wrote(self, me: str, author: str) -> bool:
        """Whether an author is who we write as, as a bot or not."""
        return author.removesuffix(BOT).casefold() == me.removesuffix(BOT).casefold()

    @property
    def _path(self) -> str:
        return f"/repos/{self.repository}"


def author_of(issue: Mapping[str, Any]) -> str:
    """Who filed an issue."""
    return _login(issue)


def _login(thing: Mapping[str, Any]) -> str:
    return str((thing.get("user") or {}).get("login") or "")


def _pull(data: Mapping[str, Any]) -> Pull:
    return Pull(
        number=int(data["number"]),
        head=str(data["head"]["sha"]),
        head_repository=str((data["head"].get("repo") or {}).get("full_name") or ""),
        base_repository=str((data["base"].get("repo") or {}).get("full_name") or ""),
        is_open=data.get("state") == "open",
        title=str(data.get("title") or ""),
    )
