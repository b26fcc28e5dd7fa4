"""One pull request with the draft of what an issue proposes, which follows the issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ucops.app.ci.propose import keep_proposal
from ucops.errors import UsageError
from ucops.github.conversation import Conversation
from ucops.pages.proposal import MARKER
from ucops.setup.proposal import NoProposalError

BODY = """\
### Title

Invoice approval, fixes #1

### The customer's problem

Invoices wait two weeks. @acme/everybody `$(touch /tmp/x)` ${{ secrets.GITHUB_TOKEN }}

### Tier

2: secondary
"""
FILE = "usecases/invoice-approval-fixes-1.yaml"
BRANCH = "ucops/proposal-1"
Keep = Callable[..., str]


@pytest.fixture
def filed(stage: Any) -> Any:
    """Issue 1, filed with the form by somebody who belongs to the team."""
    stage.people.invite("octo-idea", "triage")
    return stage.people.of(login="octo-idea").open_issue("Proposed use case: x", BODY)


@pytest.fixture
def keep(stage: Any) -> Keep:
    """Let the workflow run because of what somebody did to the issue."""

    def kept(sender: str = "octo-idea", number: int = 1) -> str:
        event = stage.event("issues", issue={"number": number}, sender={"login": sender})
        return keep_proposal(stage.run(), event)

    return kept


def by_hand(stage: Any, typed: str) -> str:
    return keep_proposal(stage.run(), stage.event("workflow_dispatch", inputs={"issue": typed}))


def said(stage: Any, number: int = 1) -> str:
    (comment,) = stage.service.world.comments(stage.people.issue(number))
    assert comment.body.startswith(MARKER)
    return str(comment.body)


def writes(stage: Any) -> int:
    return sum(one.wrote for one in stage.service.requests)


@pytest.mark.usefixtures("filed")
def test_a_filled_form_becomes_a_draft_in_a_pull_request(stage: Any, keep: Keep) -> None:
    assert keep() == "Issue 1: pull request 2 has its draft."
    text = stage.bare.file(BRANCH, FILE).decode()
    assert 'title: "Invoice approval, fixes #1"\n' in text
    assert "tier: 2" in text
    commit = stage.bare.text(BRANCH)
    author = stage.people.issue(1).author
    assert commit.startswith("Propose the use case invoice-approval-fixes-1\n")
    assert "\nCo-authored-by: octo-idea <" in commit
    assert commit.endswith(f"+{author}@users.noreply.github.com>")
    assert stage.bare.log(BRANCH)[1:] == stage.bare.log("main")
    pull = stage.people.issue(2)
    assert pull.title == "Propose the use case invoice-approval-fixes-1"
    assert (pull.body or "").endswith("Closes #1\n")
    assert "Approve workflows" not in (pull.body or "")
    assert "fixes #" not in f"{pull.title}{pull.body}{commit}"
    assert f"#2 adds `{FILE}`" in said(stage)


@pytest.mark.usefixtures("filed")
def test_it_follows_the_issue_in_place(stage: Any, keep: Keep) -> None:
    keep()
    before, first = writes(stage), stage.bare.head(BRANCH)
    assert keep() == "Issue 1: pull request 2 has its draft."
    assert (writes(stage), stage.bare.head(BRANCH)) == (before, first)

    stage.people.edit(1, body=BODY.replace("Invoice approval, fixes #1", "Approvals"))
    stage.bare.commit("main", "Meanwhile", {"notes.txt": b"x"}, [])
    assert keep() == "Issue 1: pull request 2 has its draft."
    files = stage.bare.files(BRANCH)
    assert "usecases/approvals.yaml" in files
    assert FILE not in files
    assert stage.bare.log(BRANCH)[:2] == ["Propose the use case approvals", "Meanwhile"]
    assert stage.people.issue(2).title == "Propose the use case approvals"
    assert "`usecases/approvals.yaml`" in said(stage)
    assert [one.number for one in stage.service.world.issues(stage.people.repository)] == [1, 2]


@pytest.mark.usefixtures("filed")
def test_what_somebody_edited_or_closed_stays_as_it_is(stage: Any, keep: Keep) -> None:
    keep()
    theirs = stage.bare.commit(BRANCH, "Say more", {FILE: b"title: Mine\nproblem: Mine.\n"}, [])
    stage.people.edit(1, body=BODY.replace("two weeks", "three weeks"))
    assert keep() == "Issue 1: somebody has edited its draft, which stays as it is."
    assert stage.bare.head(BRANCH) == theirs
    assert "Somebody has edited the draft in pull request #2" in said(stage)
    stage.people.close(2)
    assert keep() == "Issue 1: pull request 2 is closed, and stays so."
    assert stage.bare.head(BRANCH) == theirs


def test_a_stranger_s_issue_waits_for_somebody_of_the_team(stage: Any, keep: Keep) -> None:
    stage.people.invite("octo-fan", "read")
    stage.people.of(login="octo-fan").open_issue("Proposed use case: x", BODY)
    waits = "Issue 1: who filed it is not of the team, so a person has to ask for its draft."
    assert keep("octo-fan") == keep("octo-fan") == waits
    assert stage.bare.head(BRANCH) is None
    assert "/actions/workflows/propose.yml) with the number 1" in said(stage)
    assert by_hand(stage, "#1") == "Issue 1: pull request 2 has its draft."
    assert "#2 adds" in said(stage)
    stage.people.of(login="octo-fan").edit(1, body=BODY.replace("two weeks", "now"))
    first = stage.bare.head(BRANCH)
    assert keep("octo-fan") == waits
    assert stage.bare.head(BRANCH) == first
    assert "is a draft in pull request #2. Somebody of the team" in said(stage)


def test_whoever_sees_a_private_repository_may_propose(stage: Any) -> None:
    stage.people.invite("octo-fan", "read")
    stage.people.of(login="octo-fan").open_issue("x", BODY)
    event = stage.event("issues", issue={"number": 1}, sender={"login": "octo-fan"})
    event.payload["repository"]["private"] = True
    assert keep_proposal(stage.run(), event) == "Issue 1: pull request 2 has its draft."


def test_other_issues_hear_nothing(stage: Any, keep: Keep) -> None:
    stage.people.open_issue("It is broken", "### Steps\n\nNone")
    assert keep() == "Issue 1 does not propose a use case."
    with pytest.raises(NoProposalError, match="Propose a use case"):
        by_hand(stage, "1")
    stage.people.close(1)
    assert keep() == "Issue 1 is closed: nothing is made of it."
    assert keep(number=7) == "Issue 7 is not there any more: deleted."
    assert writes(stage) == 0


@pytest.mark.parametrize("typed", ["", "x", "0", "-1", "1; true", "9" * 11])
def test_only_a_number_names_an_issue(stage: Any, typed: str) -> None:
    with pytest.raises(UsageError, match="no issue to make a draft of"):
        by_hand(stage, typed)


@pytest.mark.usefixtures("filed")
def test_what_cannot_be_a_draft_is_said_below_the_issue(stage: Any, keep: Keep) -> None:
    taken = {FILE: b"title: Taken\nproblem: By another one.\n"}
    stage.bare.commit("main", "Take it", taken, [])
    assert "there is a use case invoice-approval-fixes-1 already" in keep()
    assert "No draft can be made of your proposal yet" in said(stage)
    assert "What helps: another title here" in said(stage)
    assert stage.bare.head(BRANCH) is None
    stage.people.edit(1, body=BODY.replace("Invoice approval, fixes #1", "承認"))
    assert keep() == "Issue 1: pull request 2 has its draft."
    assert "usecases/proposal-1.yaml" in stage.bare.files(BRANCH)


@pytest.mark.usefixtures("filed")
def test_where_only_people_open_pull_requests_the_way_is_shown(stage: Any, keep: Keep) -> None:
    stage.people.forbid_pull_requests_by_actions()
    assert keep().startswith("Issue 1: its draft is on ucops/proposal-1")
    assert "/compare/main...ucops/proposal-1?expand=1" in said(stage)
    assert any("not permitted to create" in line for line in stage.said)
    stage.people.propose("By hand", BRANCH, stage.bare.head(BRANCH))
    assert keep() == "Issue 1: pull request 2 has its draft."
    assert stage.people.issue(2).title == "By hand"


def test_of_the_built_in_token_it_is_said_that_a_check_waits(monkeypatch: Any, stage: Any) -> None:
    monkeypatch.setattr(Conversation, "me", lambda _: "github-actions[bot]")
    stage.people.invite("octo-idea", "triage")
    stage.people.of(login="octo-idea").open_issue("x", BODY)
    by_hand(stage, "1")
    assert "*Approve workflows to run*" in (stage.people.issue(2).body or "")
