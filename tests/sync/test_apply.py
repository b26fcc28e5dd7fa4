"""Carrying a plan out: failures, unknown outcomes, stops, and going on afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

from ucops.errors import GitHubError
from ucops.github.errors import (
    BadCredentialsError,
    InvalidRequestError,
    LimitReachedError,
    OutcomeUnknownError,
    ServerFailedError,
    UnsupportedError,
)
from ucops.github.protocols import Dropped, NewIssue, Written
from ucops.sync.applied import Applied
from ucops.sync.apply import Control, StopAskedError, apply
from ucops.sync.desired import Desired

WANTED = desired(
    entry(
        "ci",
        item("ci/demo", milestone="sprint-3", responsible="octo-tmm"),
        item("ci/deck", depends_on=("ci/demo", "cd/page")),
    ),
    entry("cd", item("cd/page", repository="acme/web"), item("cd/deck")),
)


def unclear() -> GitHubError:
    return OutcomeUnknownError("no clear answer")


class Killed(BaseException):
    """The process is gone."""


def state(github: Fake) -> dict[str, object]:
    """Everything that matters, without numbers, which depend on the order of events."""
    keys = {place: one.key for place, one in github.issues.items()}
    return {
        "issues": sorted(
            (
                one.key,
                one.repository,
                one.title,
                one.body,
                one.state,
                sorted(one.labels),
                one.assignees,
                one.milestone,
                keys.get((one.parent_repository or one.repository, one.parent or 0)),
                sorted(
                    str(keys[name.partition("#")[0], int(name.partition("#")[2])])
                    for name in one.blocked_by
                ),
            )
            for one in github.issues.values()
        ),
        "labels": sorted(github.labels),
        "milestones": sorted(one.title for one in github.milestones.values()),
    }


@pytest.fixture(scope="module")
def undisturbed() -> Fake:
    github = Fake()
    synced(github, WANTED)
    return github


def test_a_second_run_has_nothing_to_do(undisturbed: Fake) -> None:
    assert planned(undisturbed, WANTED).changes == ()


def writes_needed() -> int:
    github = Fake()
    synced(github, WANTED)
    return github.writes


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("count", range(1, writes_needed() + 1))
def test_killed_at_any_write_and_run_again_ends_the_same(
    undisturbed: Fake, when: str, count: int
) -> None:
    github = Fake()

    def kill(at: str, number: int) -> None:
        if (at, number) == (when, count):
            raise Killed

    github.fault = kill
    with pytest.raises(Killed):
        synced(github, WANTED)
    github.fault = lambda _when, _count: None
    assert synced(github, WANTED).exit_code == 0
    assert state(github) == state(undisturbed)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("count", range(1, writes_needed() + 1))
def test_a_failure_at_any_write_never_ends_in_a_duplicate(
    undisturbed: Fake, when: str, count: int
) -> None:
    github = Fake()

    def fail(at: str, number: int) -> None:
        if (at, number) == (when, count):
            raise (
                OutcomeUnknownError("no clear answer")
                if at == "after"
                else ServerFailedError("502")
            )

    github.fault = fail
    applied = synced(github, WANTED)
    assert applied.exit_code in (0, 3)
    assert synced(github, WANTED).exit_code == 0
    assert state(github) == state(undisturbed)


def test_an_unknown_create_that_was_done_goes_on_at_once(undisturbed: Fake) -> None:
    github = FailingCreate(unclear, done=True)
    applied = synced(github, WANTED)
    assert applied.exit_code == 0
    assert state(github) == state(undisturbed)


def test_an_unknown_create_that_was_not_done_leaves_out_what_depends_on_it() -> None:
    github = FailingCreate(unclear, done=False)
    applied = synced(github, WANTED)
    assert applied.exit_code == 3
    statuses = {short(one.change): one.status for one in applied.outcomes}
    assert statuses["create epic ci"] == "failed"
    assert statuses["create item ci/demo"] == "skipped"
    assert statuses["create item cd/page"] == "done", "another use case goes on"
    assert synced(github, WANTED).exit_code == 0


class FailingCreate(Fake):
    """A GitHub whose first create of an epic fails."""

    def __init__(self, error: Callable[[], GitHubError], *, done: bool) -> None:
        super().__init__()
        self.error: Callable[[], GitHubError] | None = error
        self.done = done

    def create_issue(self, new: NewIssue) -> Written:
        error, self.error = self.error, None
        if error is None:
            return super().create_issue(new)
        if self.done:
            super().create_issue(new)
        raise error()


def failing(github: Fake, error: Callable[[], GitHubError], only: str = "") -> Applied:
    """A run in which every create of an issue fails, or only those of a title."""

    class Failing(Fake):
        def create_issue(self, new: NewIssue) -> Written:
            if only in new.title:
                raise error()
            return super().create_issue(new)

    failing_github = Failing()
    failing_github.__dict__ |= github.__dict__
    return apply(planned(github, WANTED), failing_github, failing_github)


MANY = desired(*(entry(f"u{number}", item(f"u{number}/a")) for number in range(9)))


def test_three_failures_of_the_server_in_a_row_end_the_run() -> None:
    github = Fake()
    github.failing["create_issue"] = ServerFailedError("GitHub answered 502")
    applied = apply(planned(github, MANY), github, github)
    assert applied.exit_code == 3
    assert "3 times in a row" in applied.stopped
    assert applied.count("failed") == 3


@pytest.mark.parametrize(
    "error", [LimitReachedError("the limit is used up", wait=900), BadCredentialsError("bad")]
)
def test_what_everything_would_meet_ends_the_run(error: GitHubError) -> None:
    applied = failing(Fake(), lambda: error)
    assert applied.exit_code == 3
    assert applied.stopped == error.message
    assert applied.count("failed") == 1


def test_a_refused_create_leaves_the_rest_alone() -> None:
    applied = failing(Fake(), lambda: InvalidRequestError("no"), only="CI: Deck")
    assert applied.exit_code == 3
    failed = [one for one in applied.outcomes if one.status == "failed"]
    assert [(short(one.change), one.error) for one in failed] == [("create item ci/deck", "no")]
    assert {short(one.change) for one in applied.outcomes if one.status == "skipped"} == {
        "block item ci/deck"
    }


def test_max_writes_ends_the_run_and_the_next_goes_on(undisturbed: Fake) -> None:
    github = Fake()
    for _ in range(40):
        before = github.writes
        made = planned(github, WANTED)
        applied = apply(made, github, github, Control(max_writes=3))
        assert github.writes - before <= 3
        if not applied.stopped:
            break
        assert applied.exit_code == 3
    assert state(github) == state(undisturbed)


def test_interrupted_after_the_request_in_flight() -> None:
    github = Fake()
    made = planned(github, WANTED)
    control = Control(interrupted=lambda: github.writes >= 5)
    applied = apply(made, github, github, control)
    assert applied.exit_code == 130
    assert applied.count("done") == 5
    assert applied.count("skipped") == len(made.changes) - 5


def test_interrupted_while_it_waits() -> None:
    github = Fake()

    def stop(when: str, count: int) -> None:
        if (when, count) == ("before", 4):
            raise StopAskedError("interrupted")

    github.fault = stop
    applied = synced(github, WANTED)
    assert applied.exit_code == 130
    assert applied.count("failed") == 0


def test_a_person_who_cannot_be_assigned_is_remembered_and_named() -> None:
    github = Fake()
    github.refused = {"octo-tmm"}
    applied = synced(github, WANTED)
    assert applied.exit_code == 0
    assert "octo-tmm" in applied.warnings[0]
    made = planned(github, WANTED)
    assert made.changes == ()
    assert "did not take the people octo-tmm" in made.warnings[0].message


def test_a_person_who_is_known_to_be_refused_is_not_asked_for() -> None:
    github = Fake()
    github.refused = {"octo-tmm"}
    people = frozenset({("acme/gtm", "octo-tmm")})
    applied = synced(github, WANTED, unassignable=people)
    assert applied.warnings == ()
    assert planned(github, WANTED).changes == ()
    github.refused = set()
    synced(github, WANTED, assignable=people)
    assert github.by_key("ci/demo").assignees == ("octo-tmm",)
    assert planned(github, WANTED).changes == ()


def test_labels_that_could_not_be_created_are_asked_for_again() -> None:
    github = Fake()
    github.failing = {
        "create_label": GitHubError("not now"),
        "create_milestone": ServerFailedError("502"),
    }
    assert synced(github, WANTED).exit_code == 3
    assert github.by_key("ci/demo").labels == ()
    github.failing = {}
    assert synced(github, WANTED).exit_code == 0
    assert "ucops:item" in github.by_key("ci/demo").labels
    assert github.by_key("ci/demo").milestone == "Sprint 3"
    assert planned(github, WANTED).changes == ()


def test_dropped_labels_milestone_and_type_do_not_come_back_in_the_next_plan() -> None:
    class Triage(Fake):
        def create_issue(self, new: NewIssue) -> Written:
            bare = replace(new, labels=(), milestone=None, type=None, assignees=())
            written = super().create_issue(bare)
            dropped = Dropped(
                labels=new.labels, assignees=new.assignees, milestone=new.milestone, type=new.type
            )
            return replace(written, dropped=dropped)

    wanted = desired(
        entry("ci", item("ci/demo", milestone="sprint-3", responsible="octo-tmm")),
        github={"issue_types": {"epic": "Epic", "item": "Task"}},
    )
    wanted = typed(wanted)
    github = Triage()
    applied = synced(github, wanted)
    assert applied.exit_code == 0
    said = {warning.partition(" the ")[2].partition(" ")[0] for warning in applied.warnings}
    assert said == {"labels", "people", "milestone", "type"}
    assert len(applied.warnings) == 4
    made = planned(github, wanted)
    assert made.changes == ()
    assert {one.key for one in made.warnings} == {"ci", "ci/demo"}


def typed(wanted: Desired) -> Desired:
    assert all(issue.type for issue in wanted.issues)
    return wanted


def test_a_parent_that_cannot_be_set_is_set_by_the_next_run(undisturbed: Fake) -> None:
    github = Apart()
    github.failing["set_parent"] = InvalidRequestError("Priority has already been taken")
    applied = synced(github, WANTED)
    assert applied.exit_code == 3
    assert "not under its epic" in next(one.error for one in applied.outcomes if one.error)
    github.failing = {}
    synced(github, WANTED)
    assert state(github) == state(undisturbed)


def test_a_server_without_sub_issues_is_no_failure() -> None:
    github = Apart()
    github.failing["set_parent"] = UnsupportedError("no sub-issues here")
    assert synced(github, WANTED).exit_code == 0


class Apart(Fake):
    """A GitHub that does not take the parent along with a create."""

    def create_issue(self, new: NewIssue) -> Written:
        written = super().create_issue(replace(new, parent=None))
        return replace(written, parent_set=new.parent is None)


def test_conflicts_end_with_1_and_the_rest_is_done() -> None:
    github = Fake()
    synced(github, WANTED)
    person(github, "ci/demo", body="", title="Other")
    person(github, "ci/deck", title="Mine")
    applied = synced(github, WANTED)
    assert applied.exit_code == 1
    assert github.by_key("ci/deck").title == "CI: Deck"


def test_failures_with_a_success_between_them_do_not_end_the_run() -> None:
    class Flaky(Fake):
        def create_issue(self, new: NewIssue) -> Written:
            if new.parent is None and new.title[-1] in "12":
                raise ServerFailedError("502")
            return super().create_issue(new)

    github = Flaky()
    wanted = desired(*(entry(f"{name}{number}") for name in "abc" for number in (1, 2, 3)))
    applied = apply(planned(github, wanted), github, github)
    assert applied.stopped == ""
    assert applied.count("failed") == 6
