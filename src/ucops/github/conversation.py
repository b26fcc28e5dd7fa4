"""Pull requests and what is said below them, and issues that are about a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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

    def pulls(self, head: str) -> list[Pull]:
        """The open pull requests from a branch, `owner:branch`."""
        found, _ = self.client.first_page(f"{self._path}/pulls", state="open", head=head)
        return [_pull(one) for one in found]

    def open_pull(self, title: str, body: str, head: str, base: str) -> int:
        """Open a pull request from a branch of this repository, and give its number."""
        sent = {"title": title, "body": body, "head": head, "base": base}
        made = self.client.write("POST", f"{self._path}/pulls", sent, repeatable=False)
        return int(made["number"])

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
    )
