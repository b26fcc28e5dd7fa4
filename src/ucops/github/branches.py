"""Branches and commits through GitHub's interface: nothing is pushed, and commits are signed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ucops.github.client import Client
from ucops.github.errors import InvalidRequestError, NotFoundError, OutcomeUnknownError
from ucops.github.granting import CONTENTS

COMMIT = """
mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommit:
    """A commit to make.

    Attributes:
        headline: Its subject.
        body: What stands below, trailers included; or empty.
        additions: Path → what the file holds then.
        deletions: The paths of files that are no more.
    """

    headline: str
    body: str = ""
    additions: Mapping[str, bytes]
    deletions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Branches:
    """The branches of one repository, `owner/name`.

    Every method raises a subclass of `ucops.errors.GitHubError`.
    """

    client: Client
    repository: str

    def head(self, branch: str) -> str | None:
        """The newest commit of a branch, or None for no such branch."""
        try:
            found = self.client.get(f"{self._path}/ref/heads/{quote(branch)}")
        except NotFoundError:
            return None
        return str(found["object"]["sha"])

    def commit(self, branch: str, upon: str, new: NewCommit) -> str:
        """Add a commit to a branch, and give its id.

        Raises:
            ChangedMeanwhileError: The branch does not end at `upon` any more.
            InvalidRequestError: The branch takes no direct commits.
        """
        sent = {
            "branch": {"repositoryNameWithOwner": self.repository, "branchName": branch},
            "expectedHeadOid": upon,
            "message": {"headline": new.headline, "body": new.body},
            "fileChanges": {
                "additions": [
                    {"path": path, "contents": b64encode(content).decode()}
                    for path, content in new.additions.items()
                ],
                "deletions": [{"path": path} for path in new.deletions],
            },
        }
        # Sent again it is harmless: the branch has moved by then, and it is refused.
        answer = self.client.mutate(
            "the commit", COMMIT, {"input": sent}, repeatable=True, needs=CONTENTS
        )
        made = (answer.data.get("createCommitOnBranch") or {}).get("commit") or {}
        if "oid" not in made:
            said = "; ".join(str(error.get("message")) for error in answer.errors)
            raise OutcomeUnknownError(f"GitHub does not say whether the commit was made: {said}")
        return str(made["oid"])

    def begin(self, branch: str, commit: str) -> None:
        """Let a branch, which may be there already, end at a commit."""
        sent = {"ref": f"refs/heads/{branch}", "sha": commit}
        try:
            self.client.write("POST", f"{self._path}/refs", sent, repeatable=False)
        except InvalidRequestError:
            self.move(branch, commit)

    def renew(self, branch: str, upon: str, new: NewCommit) -> str:
        """Let a branch, which may be there already, be one commit upon another; gives its id.

        It goes from one commit with all of it to the next: while the branch of a pull request ends
        where its base does, GitHub closes that.
        """
        self.begin(f"{branch}-next", upon)
        made = self.commit(f"{branch}-next", upon, new)
        self.begin(branch, made)
        self.delete(f"{branch}-next")
        return made

    def move(self, branch: str, commit: str) -> None:
        """Let a branch end at another commit, whatever it ended at before."""
        path = f"{self._path}/refs/heads/{quote(branch)}"
        self.client.write("PATCH", path, {"sha": commit, "force": True}, repeatable=True)

    def delete(self, branch: str) -> None:
        """Delete a branch; no error where there is none."""
        try:
            path = f"{self._path}/refs/heads/{quote(branch)}"
            self.client.write("DELETE", path, None, repeatable=True)
        except (InvalidRequestError, NotFoundError):
            return

    @property
    def _path(self) -> str:
        return f"/repos/{self.repository}/git"
