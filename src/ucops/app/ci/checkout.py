"""The clone that a workflow's run has, and what is put upon the newest head: never by a push."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ucops.app.ci.event import Event
from ucops.app.git import git, text_of
from ucops.app.prepare import connect_alone
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.github.branches import Branches, NewCommit
from ucops.github.connect import token_of
from ucops.github.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Checkout:
    """A fresh clone of a repository, and the ways to speak to it.

    Attributes:
        top: The top of the clone.
        branch: The default branch.
    """

    run: Run
    top: Path
    branch: str
    branches: Branches
    talk: Conversation

    @property
    def below(self) -> Path:
        """The way from the top to the folder with `ucops.yaml`."""
        return self.run.root.resolve().relative_to(self.top.resolve())

    @property
    def owner(self) -> str:
        """Whose repository it is."""
        return self.talk.repository.partition("/")[0]

    def fetched(self, branch: str) -> str:
        """Fetch a branch, and name the commit that it ends at."""
        signed_in = _signed_in(self.run)
        git(self.top, "fetch", "--quiet", "--depth=1", "origin", branch, variables=signed_in)
        return text_of(git(self.top, "rev-parse", "FETCH_HEAD")).strip()

    def to_newest(self) -> str:
        """Move the clone to the newest head of the default branch, and name that."""
        head = self.fetched(self.branch)
        git(self.top, "checkout", "--quiet", "--force", "--detach", head)
        return head

    def holds(self, commit: str, new: NewCommit) -> bool:
        """Whether a fetched commit has everything already that another one would bring."""
        listed = text_of(git(self.top, "ls-tree", "-r", "-z", "--name-only", commit)).split("\0")
        return not set(new.deletions) & set(listed) and all(
            path in listed and git(self.top, "cat-file", "blob", f"{commit}:{path}") == content
            for path, content in new.additions.items()
        )


def checkout_of(run: Run, event: Event) -> Checkout:
    """The clone that a run is in.

    Raises:
        UsageError: It has changes of its own, or git cannot read it.
    """
    client = connect_alone(run)
    talk = Conversation(client, event.repository)
    branch = event.text("repository", "default_branch") or talk.default_branch()
    top = Path(text_of(git(run.root, "rev-parse", "--show-toplevel")).strip())
    if text_of(git(top, "status", "--porcelain", "--untracked-files=no")).strip():
        raise UsageError(
            "the checkout has changes that are not committed",
            "run it in a fresh clone: it moves the checkout to the newest head",
        )
    return Checkout(run, top, branch, Branches(client, event.repository), talk)


def _signed_in(run: Run) -> Mapping[str, str]:
    """What lets git read a private repository for one command, and leaves nothing on the disk."""
    secret = b64encode(f"x-access-token:{token_of(run.environment)}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{run.server_url}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {secret}",
        "GIT_TERMINAL_PROMPT": "0",
    }
