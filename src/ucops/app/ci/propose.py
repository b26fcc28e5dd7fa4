"""The draft of what somebody proposes in an issue, in one pull request that follows the issue."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ucops.app.ci.checkout import Checkout, checkout_of
from ucops.app.ci.event import Event
from ucops.app.git import git, text_of
from ucops.app.new import Begun, UnreadableDraftError, begun_of, drafted
from ucops.app.prepare import connection, so_far
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.github.branches import NewCommit
from ucops.github.conversation import Pull
from ucops.github.errors import MissingPermissionError
from ucops.github.examined import Filed
from ucops.github.snapshot import Gone
from ucops.pages.proposal import MARKER, Proposal, headline, pull_text, thanks
from ucops.setup.proposal import NoProposalError

BRANCH = "ucops/proposal-"
"""With the issue's number, the branch of its draft: nothing of the issue's text is in a name."""
TRAILER = "Ucops-Issue"
"""Ends our commit's text: a branch whose newest commit lacks it was changed by somebody."""
TEAM = frozenset({"triage", "write", "maintain", "admin"})
"""Roles whose issues become drafts in a public repository, where anybody may file one."""
ACTIONS = "github-actions"
"""Whose pull requests start no check before somebody approves that: the built-in token's."""
OTHERWISE = "another title here, or a change to the file that is there"
_LOGIN = re.compile(r"[\w-]{1,100}")


@dataclass(frozen=True, slots=True)
class _Asked:
    """An issue, and the place where its draft is kept.

    Attributes:
        pull: The newest of its pull requests, be it open or not; None where there was none yet.
    """

    here: Checkout
    issue: Filed
    pull: Pull | None

    @property
    def number(self) -> int:
        return self.issue.issue.number

    @property
    def branch(self) -> str:
        return _branch(self.number)

    @property
    def told(self) -> Proposal:
        """What is told of it whatever becomes of it."""
        over = self.pull is not None and not self.pull.is_open
        return Proposal(
            state="over" if over else "waiting",
            pull=self.pull.number if self.pull else None,
            number=self.number,
            author=self.issue.author,
            page=f"{self.here.run.server_url}/{self.here.talk.repository}",
            workflow=_workflow(self.here.run),
            branch=self.branch,
            base=self.here.branch,
        )


def keep_proposal(run: Run, event: Event) -> str:
    """Let one pull request hold the draft that an issue proposes.

    The checkout is moved to the newest head, so this is for the clone of a workflow's run alone.

    Args:
        run: The surroundings.
        event: An issue was filed or edited, or a person asked for its draft by its number.

    Returns:
        What was done, in a sentence.

    Raises:
        UsageError: The event names no issue, or nothing can be read.
        NoProposalError: A person asked for the draft of an issue that was not filed with the form.
        GitHubError: GitHub cannot be asked or told.
    """
    number, by_hand = _number(event), event.name == "workflow_dispatch"
    here = checkout_of(run, event)
    here.to_newest()
    found = connection(run, so_far(run.root).config).examiner.issue(here.talk.repository, number)
    if isinstance(found, Gone):
        return f"Issue {number} is not there any more: {found.how}."
    if found.issue.state == "closed":
        return f"Issue {number} is closed: nothing is made of it."
    asked = _Asked(here, found, _pull(here, number))
    try:
        begun = _begun(asked)
    except NoProposalError:
        if by_hand:
            raise
        return f"Issue {number} does not propose a use case."
    if asked.told.state == "waiting" and (by_hand or _is_of_the_team(event, here)):
        return _answered(asked, _kept(asked, begun))
    return _answered(asked, asked.told)


def _number(event: Event) -> int:
    """The issue's number, of the event or of what a person typed."""
    number, typed = event.at("issue", "number"), event.text("inputs", "issue").strip().lstrip("#")
    if isinstance(number, int):
        return number
    if not re.fullmatch(r"[1-9][0-9]{0,9}", typed):
        raise UsageError("there is no issue to make a draft of", "give its number as `issue`")
    return int(typed)


def _is_of_the_team(event: Event, here: Checkout) -> bool:
    """Whether who filed or edited the issue belongs to those who may let a pull request be made."""
    if event.at("repository", "private") is True:  # whoever sees it was let in
        return True
    login = event.text("sender", "login")
    return bool(login) and here.talk.role(login) in TEAM


def _begun(asked: _Asked) -> Begun:
    """What the issue proposes; a title without Latin letters gives no id."""
    root = asked.here.run.root
    begun = begun_of(root, so_far(root).config, asked.issue)
    named = begun.draft.id or f"proposal-{asked.number}"
    return replace(begun, draft=replace(begun.draft, id=named))


def _workflow(run: Run) -> str:
    """The file of the workflow that calls this one: `o/r/.github/workflows/propose.yml@ref`."""
    path = run.environment.get("GITHUB_WORKFLOW_REF", "").partition("@")[0]
    return path.rpartition("/")[2] or "propose.yml"


def _branch(number: int) -> str:
    return f"{BRANCH}{number}"


def _pull(here: Checkout, number: int) -> Pull | None:
    """The pull request of an issue: an open one, else the newest."""
    pulls = here.talk.pulls(f"{here.owner}:{_branch(number)}", state="all")
    return next((one for one in pulls if one.is_open), pulls[0] if pulls else None)


def _kept(asked: _Asked, begun: Begun) -> Proposal:
    """Bring the draft's branch and pull request up to date, and say what became of them."""
    here, told = asked.here, asked.told
    tip = here.fetched(asked.branch) if here.branches.head(asked.branch) else ""
    if tip and not _is_ours(asked, tip):
        return replace(told, state="theirs")
    try:
        begun = drafted(here.run.root, so_far(here.run.root), begun)
    except UnreadableDraftError as error:
        return replace(told, state="refused", error=error)
    except UsageError as error:  # about the id, which is made of the title
        return replace(told, state="refused", error=UsageError(error.message, OTHERWISE))
    new = _commit_of(asked, begun)
    if not (tip and here.holds(tip, new)):
        here.branches.renew(asked.branch, here.to_newest(), new)
    return _opened(asked, new.headline, replace(told, file=next(iter(new.additions))))


def _is_ours(asked: _Asked, tip: str) -> bool:
    """Whether a branch ends with our own commit: nobody has worked on it."""
    text = text_of(git(asked.here.top, "log", "-1", "--format=%B", tip))
    return f"{TRAILER}: {asked.number}" in text.splitlines()


def _commit_of(asked: _Asked, begun: Begun) -> NewCommit:
    author, ident = asked.issue.author, asked.issue.author_id
    lines = [f"{TRAILER}: {asked.number}"]
    if ident and _LOGIN.fullmatch(author):  # the address that GitHub knows everybody by
        lines.append(f"Co-authored-by: {author} <{ident}+{author}@users.noreply.github.com>")
    return NewCommit(
        headline=headline(begun.draft.id),
        body="\n".join(lines),
        additions={(asked.here.below / begun.file).as_posix(): begun.text.encode()},
    )


def _opened(asked: _Asked, title: str, told: Proposal) -> Proposal:
    """The same with a pull request; where only people may open one, without."""
    here, pull = asked.here, asked.pull
    if pull is not None:
        if pull.title != title and pull.title.startswith(headline("")):  # else it is somebody's own
            here.talk.edit_pull(pull.number, title=title, body=_text(here, told))
        return replace(told, state="proposed")
    try:
        number = here.talk.open_pull(title, _text(here, told), asked.branch, here.branch)
    except MissingPermissionError as error:
        here.run.say(f"a person has to open the pull request: {error.message}")
        return replace(told, state="ready")
    return replace(told, state="proposed", pull=number)


def _text(here: Checkout, told: Proposal) -> str:
    """What the pull request says."""
    waits = here.talk.wrote(here.talk.me(), ACTIONS)
    return pull_text(replace(told, waits=waits), here.run.server_url)


def _answered(asked: _Asked, told: Proposal) -> str:
    """Say below the issue what became of it, in the one comment that is ours."""
    talk, text = asked.here.talk, thanks(told, asked.here.run.server_url)
    talk.keep(asked.number, talk.mine(asked.number, MARKER), text)
    return f"Issue {asked.number}: {_SAID[told.state].format(told=told)}"


_SAID = {
    "proposed": "pull request {told.pull} has its draft.",
    "ready": "its draft is on {told.branch}, and a person has to open the pull request.",
    "theirs": "somebody has edited its draft, which stays as it is.",
    "over": "pull request {told.pull} is closed, and stays so.",
    "waiting": "who filed it is not of the team, so a person has to ask for its draft.",
    "refused": "no draft can be made of it: {told.error.message}.",
}
