"""The writer against the sandbox: what is sent, how often, and what GitHub drops."""

from __future__ import annotations

import pytest
from fake.faults import Fault, Kind
from fake.server import Sandbox
from github_box import asked, body, connected, create
from github_fakes import issue, reply, rest_issue, scripted

from ucops.github import errors
from ucops.github.answers import Answer
from ucops.github.connect import Connection
from ucops.github.directory import Directory
from ucops.github.protocols import Dropped
from ucops.github.snapshot import Issue
from ucops.github.writer import GitHubWriter

REPO = "acme/gtm"
CREATE = "mutation CreateIssue"


@pytest.fixture
def connection(box: Sandbox) -> Connection:
    """A connection that has read the repository, as every run has before it writes."""
    found = connected(box)
    found.reader.snapshot([REPO])
    return found


def ours(connection: Connection) -> list[Issue]:
    return list(connection.reader.snapshot([REPO]).issues)


def test_one_request_creates_an_issue_with_all_it_needs(
    box: Sandbox, connection: Connection
) -> None:
    connection.writer.create_label(REPO, "role:tmm", "ededed", "")
    connection.writer.create_milestone(REPO, "Sprint 3", "", None)
    epic = create(connection, "ci").issue
    connection.reader.assignable(REPO, ["octo-tmm"])
    connection.reader.directory.types(REPO)
    before = len(box.requests)
    written = create(
        connection,
        "ci/demo",
        labels=("Role:TMM",),
        assignees=("octo-tmm",),
        parent=epic,
        milestone="Sprint 3",
        type="task",
    )
    assert asked(box, before) == [CREATE]
    assert (written.dropped, written.parent_set) == (Dropped(), True)
    assert not written.dropped
    assert written.issue == ours(connection)[1]
    assert written.issue.type == "Task"


@pytest.mark.parametrize("kind", ["error", "drop", "garbage", "truncate"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_create_without_a_clear_answer_is_sent_once(
    box: Sandbox, connection: Connection, kind: Kind, when: str
) -> None:
    if kind in {"garbage", "truncate"}:
        when = "after"
    box.faults.script(Fault(kind=kind, when=when, operation=CREATE))  # type: ignore[arg-type]
    with pytest.raises(errors.OutcomeUnknownError):
        create(connection, "ci")
    assert asked(box).count(CREATE) == 1
    found = connection.reader.find_created(REPO, "ci", 0)
    assert (found is not None) == (when == "after")


@pytest.mark.parametrize("features", [(), ("graphql",)])
def test_a_create_answered_with_nonsense_is_an_unknown_outcome(
    box: Sandbox, features: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    box.service.features = box.service.features.without(*features)
    connection = connected(box)
    connection.reader.snapshot([REPO])
    nonsense = Answer(status=200, headers={}, text='{"data": {"createIssue": {"issue": 1}}}')
    client = connection.writer.client  # type: ignore[attr-defined]
    monkeypatch.setattr(client, "send", lambda _: nonsense)
    with pytest.raises(errors.OutcomeUnknownError):
        create(connection, "ci")


def test_a_create_that_a_limit_refused_is_sent_again(box: Sandbox, connection: Connection) -> None:
    box.faults.script(Fault(kind="secondary", operation=CREATE, retry_after=3))
    assert create(connection, "ci").issue.number == 1
    assert asked(box).count(CREATE) == 2


def test_what_is_not_there_is_left_out_and_reported(connection: Connection) -> None:
    written = create(
        connection,
        "ci",
        labels=("no-such",),
        assignees=("nobody-here",),
        milestone="Never",
        type="Nothing",
    )
    assert written.dropped == Dropped(
        labels=("no-such",), assignees=("nobody-here",), milestone="Never", type="Nothing"
    )
    assert written.dropped
    assert written.issue.number == 1


@pytest.mark.parametrize("lacking", ["parent_issue_id", "issue_types", "graphql"])
def test_a_server_that_cannot_take_all_at_once_gets_it_the_old_way(
    box: Sandbox, lacking: str
) -> None:
    box.service.features = box.service.features.without(lacking)
    box.people.create_label("role:tmm")
    box.people.create_milestone("Sprint 3")
    connection = connected(box)
    connection.reader.snapshot([REPO])
    writer = connection.writer
    epic = create(connection, "ci", type="Task").issue
    keys = ("ci/one", "ci/two")
    for key in keys:
        written = create(
            connection,
            key,
            parent=epic,
            labels=("role:tmm",),
            assignees=("octo-tmm", "nobody"),
            milestone="Sprint 3",
        )
        assert written.dropped == Dropped(assignees=("nobody",))
        assert not written.parent_set
        writer.set_parent(written.issue, epic)
    assert [(issue.key, issue.parent) for issue in ours(connection)[1:]] == [
        (key, epic.number) for key in keys
    ]
    attempts = [each for each in box.requests if each.operation == CREATE and not each.wrote]
    assert len(attempts) <= 1


def test_a_create_by_rest_is_sent_once_too(box: Sandbox) -> None:
    box.service.features = box.service.features.without("graphql")
    connection = connected(box)
    connection.reader.snapshot([REPO])
    box.faults.script(Fault(kind="error", when="after", method="POST", path="/issues$"))
    with pytest.raises(errors.OutcomeUnknownError):
        create(connection, "ci")
    assert len(ours(connection)) == 1


LOOK_AND_PATCH = [f"GET /repos/{REPO}/issues/1", f"PATCH /repos/{REPO}/issues/1"]


def test_an_update_is_one_patch_of_what_changes(box: Sandbox, connection: Connection) -> None:
    connection.writer.create_label(REPO, "tier:1", "ededed", "")
    connection.writer.create_milestone(REPO, "Sprint 3", "", None)
    one_issue = create(connection, "ci").issue
    before = len(box.requests)
    written = connection.writer.update_issue(
        one_issue,
        title="New",
        body=body("ci", "new"),
        labels=("tier:1",),
        assignees=("octo-tmm",),
        milestone="Sprint 3",
        type="Task",
    )
    assert asked(box, before) == ["query IssueTypes", *LOOK_AND_PATCH]
    assert not written.dropped
    assert (written.issue.title, written.issue.milestone) == ("New", "Sprint 3")
    assert written.issue == ours(connection)[0]
    cleared = connection.writer.update_issue(written.issue, milestone=None, type=None, assignees=())
    assert (cleared.issue.milestone, cleared.issue.type, cleared.issue.assignees) == (
        None,
        None,
        (),
    )
    assert cleared.issue.labels == ("tier:1",)
    assert box.requests[-1].sent == {"milestone": None, "type": None, "assignees": []}


def test_an_update_is_repeated_after_a_failure(box: Sandbox, connection: Connection) -> None:
    one_issue = create(connection, "ci").issue
    box.faults.script(Fault(kind="error", when="after", method="PATCH", times=2))
    assert connection.writer.update_issue(one_issue, title="New").issue.title == "New"
    assert asked(box).count(f"PATCH /repos/{REPO}/issues/1") == 3


def test_an_update_says_what_github_dropped(box: Sandbox, connection: Connection) -> None:
    one_issue = create(connection, "ci").issue
    written = connection.writer.update_issue(one_issue, assignees=("octo-tmm", "nobody-here"))
    assert written.dropped == Dropped(assignees=("nobody-here",))
    before = len(box.requests)
    with pytest.raises(errors.InvalidRequestError, match="no milestone 'Never'"):
        connection.writer.update_issue(one_issue, milestone="Never")
    assert len(box.requests) == before


def test_what_an_answer_leaves_out_is_kept(connection: Connection) -> None:
    epic = create(connection, "ci").issue
    item = create(connection, "ci/x", parent=epic).issue
    blocker = create(connection, "ci/y", parent=epic).issue
    connection.writer.add_blocked_by(item, blocker)
    item = ours(connection)[1]
    after = connection.writer.update_issue(item, title="New").issue
    assert (after.parent, after.blocked_by) == (1, (f"{REPO}#3",))


def test_closing_is_one_patch_with_reason_and_body(box: Sandbox, connection: Connection) -> None:
    one_issue = create(connection, "ci").issue
    before = len(box.requests)
    after = connection.writer.close_issue(
        one_issue, "not_planned", body=lambda _: body("ci", "retired")
    ).issue
    assert asked(box, before) == LOOK_AND_PATCH
    assert (after.state, after.state_reason) == ("closed", "not_planned")
    assert "retired" in after.body
    assert connection.writer.update_issue(after, state="open").issue.state == "open"


def test_closing_a_duplicate_names_the_one_it_repeats(box: Sandbox, connection: Connection) -> None:
    one, other = create(connection, "ci").issue, create(connection, "ci").issue
    after = connection.writer.close_issue(other, "duplicate", duplicate_of=one).issue
    assert (after.state, after.state_reason) == ("closed", "duplicate")
    assert box.requests[-1].sent["duplicate_issue_id"] == one.id


def test_parents(connection: Connection) -> None:
    one, two, item = (create(connection, key).issue for key in ("ci", "cd", "ci/x"))
    writer = connection.writer

    def parent() -> int | None:
        return {issue.key: issue.parent for issue in ours(connection)}["ci/x"]

    writer.set_parent(item, one)
    writer.set_parent(item, one)
    assert parent() == one.number
    with pytest.raises(errors.InvalidRequestError):
        writer.set_parent(item, two)
    writer.set_parent(item, two, replace=True)
    assert parent() == two.number
    writer.remove_parent(item, two)
    writer.remove_parent(item, two)
    writer.remove_parent(item, one)
    assert parent() is None


def test_blockers(connection: Connection) -> None:
    item, blocker = create(connection, "ci/x").issue, create(connection, "ci/y").issue
    writer = connection.writer
    writer.add_blocked_by(item, blocker)
    writer.add_blocked_by(item, blocker)
    assert ours(connection)[0].blocked_by == (f"{REPO}#2",)
    writer.remove_blocked_by(item, blocker)
    writer.remove_blocked_by(item, blocker)
    assert ours(connection)[0].blocked_by == ()
    with pytest.raises(errors.InvalidRequestError):
        writer.add_blocked_by(item, item)


@pytest.mark.parametrize("when", ["before", "after"])
def test_links_are_repeated_after_a_failure(
    box: Sandbox, connection: Connection, when: str
) -> None:
    item, blocker = create(connection, "ci/x").issue, create(connection, "ci/y").issue
    for path in ("blocked_by$", "sub_issues$"):
        box.faults.script(Fault(kind="drop", when=when, method="POST", path=path))  # type: ignore[arg-type]
    connection.writer.add_blocked_by(item, blocker)
    connection.writer.set_parent(item, blocker)
    found = ours(connection)[0]
    assert (found.blocked_by, found.parent) == ((f"{REPO}#2",), 2)


@pytest.mark.parametrize("feature", ["sub_issues", "dependencies"])
def test_a_server_without_links_is_noticed_once(box: Sandbox, feature: str) -> None:
    box.service.features = box.service.features.without(feature, "parent_issue_id")
    connection = connected(box)
    item, other = create(connection, "ci/x").issue, create(connection, "ci/y").issue
    act = {
        "sub_issues": connection.writer.set_parent,
        "dependencies": connection.writer.add_blocked_by,
    }[feature]
    before = len(box.requests)
    for _ in range(2):
        with pytest.raises(errors.UnsupportedError, match="this server knows no"):
            act(item, other)
    assert len(box.requests) - before == 2
    assert connection.writer.directory.lacks == {feature}


def test_a_link_to_an_issue_that_is_gone(box: Sandbox, connection: Connection) -> None:
    item, other = create(connection, "ci/x").issue, create(connection, "ci/y").issue
    box.people.convert_to_discussion(2)
    with pytest.raises((errors.NotFoundError, errors.DeletedError)):
        connection.writer.set_parent(item, other)
    assert connection.writer.directory.lacks == frozenset()


def test_labels(box: Sandbox, connection: Connection) -> None:
    writer = connection.writer
    label = writer.create_label(REPO, "usecase:ci", "ededed", "Use case CI")
    assert writer.create_label(REPO, "UseCase:CI", "000000", "") == label
    changed = writer.update_label(label, name="use case/ci", color="123456", description="")
    assert (changed.name, changed.color, changed.description) == ("use case/ci", "123456", "")
    assert writer.update_label(changed, description="x").description == "x"
    assert create(connection, "ci", labels=("use case/ci",)).dropped == Dropped()
    assert box.people.issue(1).labels


def test_milestones(connection: Connection) -> None:
    writer = connection.writer
    made = writer.create_milestone(REPO, "Sprint 3", "Three weeks", "2026-12-18T08:00:00Z")
    assert writer.create_milestone(REPO, "Sprint 3", "", None) == made
    moved = writer.update_milestone(made, title="Sprint 4", due_on=None)
    assert (moved.number, moved.title, moved.due_on) == (made.number, "Sprint 4", None)
    assert writer.update_milestone(moved, state="closed").state == "closed"
    assert create(connection, "ci", milestone="Sprint 4").dropped == Dropped()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_label_or_milestone_whose_create_got_no_answer_is_looked_for(
    box: Sandbox, connection: Connection, when: str
) -> None:
    for path in ("labels$", "milestones$"):
        box.faults.script(Fault(kind="drop", when=when, method="POST", path=path))  # type: ignore[arg-type]
    acts = (
        lambda: connection.writer.create_label(REPO, "tier:1", "ededed", ""),
        lambda: connection.writer.create_milestone(REPO, "Sprint 3", "", None),
    )
    for act in acts:
        if when == "before":
            with pytest.raises(errors.OutcomeUnknownError):
                act()
        assert act()
    posts = [each for each in asked(box) if each.startswith("POST")]
    assert len(posts) == (4 if when == "before" else 2)


def test_an_archived_repository(box: Sandbox, connection: Connection) -> None:
    one_issue = create(connection, "ci").issue
    box.people.archive()
    with pytest.raises(errors.ArchivedError):
        connection.writer.update_issue(one_issue, title="New")


def test_a_read_only_token(box: Sandbox, connection: Connection) -> None:
    one_issue = create(connection, "ci").issue
    token = box.people.create_token("read-only", permissions={"issues": "read"})
    reading = connected(box, environment={"GITHUB_TOKEN": token.value})
    assert len(reading.reader.snapshot([REPO]).issues) == 1
    with pytest.raises(errors.MissingPermissionError):
        reading.writer.update_issue(one_issue, title="New")
    with pytest.raises(errors.MissingPermissionError) as caught:
        create(reading, "cd")
    assert "read-only" not in caught.value.message


def test_requests_are_counted(box: Sandbox, connection: Connection) -> None:
    create(connection, "ci")
    assert connection.writer.counts() == connection.reader.counts()
    assert connection.writer.counts().writes == 1
    counts = connection.writer.counts()
    assert counts.reads + counts.writes == len(box.requests)


def test_a_server_that_knows_no_duplicates_closes_as_not_planned() -> None:
    refused = reply(422, {"message": "state_reason is not included in the list"})
    closed = rest_issue(2, state="closed", state_reason="not_planned")
    there = reply(200, rest_issue(2))
    client, script, _ = scripted(there, refused, there, reply(200, closed), there, refused)
    writer = GitHubWriter(client, Directory(client))
    written = writer.close_issue(issue(2), "duplicate", duplicate_of=issue(1))
    assert written.issue.state_reason == "not_planned"
    assert [request.body for request in script.sent if request.body] == [
        {"state": "closed", "state_reason": "duplicate", "duplicate_issue_id": 1001},
        {"state": "closed", "state_reason": "not_planned"},
    ]
    with pytest.raises(errors.InvalidRequestError):
        writer.close_issue(issue(2), "completed")
