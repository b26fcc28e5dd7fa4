"""The reader against the sandbox: what a snapshot holds, costs, and does not believe."""

from __future__ import annotations

import math

import pytest
from fake.faults import Fault
from fake.server import Sandbox
from github_box import asked, body, connected, create

from ucops.errors import GitHubError
from ucops.github import errors, listing
from ucops.github.snapshot import Gone, Issue, Snapshot

REPO = "acme/gtm"


def read(box: Sandbox, **how: object) -> Snapshot:
    return connected(box).reader.snapshot([REPO], **how)  # type: ignore[arg-type]


def keys(snapshot: Snapshot) -> list[str | None]:
    return [issue.key for issue in snapshot.issues]


def test_an_empty_repository(box: Sandbox) -> None:
    snapshot = read(box)
    assert (snapshot.repository, snapshot.issues, snapshot.listed) == (REPO, (), 0)
    assert snapshot.taken_at.endswith("Z")


def test_what_an_issue_says(box: Sandbox) -> None:
    connection = connected(box)
    connection.writer.create_label(REPO, "role:tmm", "ededed", "Technical marketing")
    connection.writer.create_milestone(REPO, "Sprint 3", "", "2026-12-18T08:00:00Z")
    epic = create(connection, "ci").issue
    create(
        connection,
        "ci/demo-video",
        labels=("role:tmm",),
        assignees=("octo-tmm",),
        milestone="Sprint 3",
        parent=epic,
    )
    first, second = read(box).issues
    assert (first.key, first.parent, first.state) == ("ci", None, "open")
    assert (second.key, second.parent, second.parent_repository) == ("ci/demo-video", 1, None)
    assert (second.labels, second.assignees) == (("role:tmm",), ("octo-tmm",))
    assert second.milestone == "Sprint 3"
    snapshot = read(box)
    assert [label.name for label in snapshot.labels] == ["role:tmm"]
    assert [(one.title, one.due_on) for one in snapshot.milestones] == [
        ("Sprint 3", "2026-12-18T08:00:00Z")
    ]
    assert all(one.node_id for one in (*snapshot.labels, *snapshot.milestones))


def test_only_what_concerns_us_is_kept_in_a_stable_order(box: Sandbox) -> None:
    people = box.people
    people.open_pull_request("A change")
    people.open_issue("Somebody's")
    people.open_issue("Epic", body("ci"))
    people.open_issue("Item without a marker")
    people.move_under(4, 3)
    people.open_issue("Item", body("ci/x"))
    people.open_issue("Parent of an item")
    people.move_under(5, 6)
    people.open_issue("Named in a file")
    snapshot = read(box, named=[("ACME/gtm", 7)])
    assert [issue.number for issue in snapshot.issues] == [3, 4, 5, 6, 7]
    assert keys(snapshot) == ["ci", None, "ci/x", None, None]
    assert snapshot.listed == 7
    assert [issue.number for issue in read(box, everything=True).issues] == [2, 3, 4, 5, 6, 7]


def test_a_marker_further_down_counts_where_nobody_holds_its_key(box: Sandbox) -> None:
    box.people.open_issue("Typed above", f"Hello\n{body('ci')}")
    box.people.open_issue("A copy", f"As in\n{body('cd')}")
    box.people.open_issue("The one", body("cd"))
    box.people.label(1, "ucops:epic")
    box.people.label(2, "ucops:epic")
    assert keys(read(box)) == ["ci", None, "cd"]


def test_an_issue_that_nothing_ties_to_us_may_quote_a_marker(box: Sandbox) -> None:
    box.people.open_issue("A question", f"What is this?\n{body('ci')}")
    assert keys(read(box)) == []


@pytest.mark.parametrize("form", ["2", "9" * 5000])
def test_a_marker_of_a_later_form_concerns_its_issue_alone(box: Sandbox, form: str) -> None:
    box.people.open_issue("New", body("ci").replace("ucops:v1", f"ucops:v{form}"))
    box.people.open_issue("Ours", body("cd"))
    found = read(box)
    assert keys(found) == ["cd"]
    assert [(one.number, one.key) for one in found.newer] == [(1, "ci")]


def test_several_repositories_and_parents_across_them(box: Sandbox) -> None:
    connection = connected(box)
    epic = create(connection, "ci").issue
    create(connection, "ci/demo", repository="acme/tmm", parent=epic)
    snapshot = connection.reader.snapshot([REPO, "acme/tmm"])
    item = snapshot.issues[1]
    assert (item.repository, item.parent, item.parent_repository) == ("acme/tmm", 1, REPO)


def test_a_sub_issue_in_a_repository_that_is_not_listed(box: Sandbox) -> None:
    connection = connected(box)
    epic = create(connection, "ci").issue
    create(connection, "ci/demo", repository="acme/tmm", parent=epic)
    assert keys(read(box)) == ["ci", "ci/demo"]


@pytest.mark.parametrize("blockers", [1, 60])
def test_what_blocks_what(box: Sandbox, blockers: int) -> None:
    box.people.open_issue("Blocked", body("ci/blocked"))
    for number in range(2, blockers + 2):
        box.people.open_issue(f"Blocker {number}")
        box.people.block(1, number)
    found = read(box).issues[0].blocked_by
    assert sorted(found) == sorted(f"{REPO}#{number}" for number in range(2, blockers + 2))


def test_blockers_by_rest_where_graphql_knows_none(box: Sandbox) -> None:
    box.people.open_issue("Blocked", body("ci/blocked"))
    box.people.open_issue("Blocker", body("ci/blocker"))
    box.people.block(1, 2)
    box.service.features = box.service.features.without("graphql")
    assert read(box).issues[0].blocked_by == (f"{REPO}#2",)


def worn(box: Sandbox, names: list[str]) -> None:
    """A repository whose labels beyond the first page are all on issues."""
    for name in names:
        box.people.create_label(name, "abcdef", f"What {name} says")
    for at in range(100, len(names), 50):
        number = box.people.open_issue(f"Wears those from {at} on").number
        for name in names[at : at + 50]:
            box.people.label(number, name)


def directory_questions(box: Sandbox, since: int) -> int:
    return asked(box, since).count("query Directory")


def test_labels_that_issues_wear_are_not_asked_for(box: Sandbox) -> None:
    names = [f"label-{number:03}" for number in range(150)]
    worn(box, names)
    since = len(box.requests)
    found = read(box).labels
    assert directory_questions(box, since) == 1
    assert [one.name for one in found] == names
    assert {one.description for one in found} == {f"What {name} says" for name in names}
    assert all(one.node_id and one.color == "abcdef" for one in found)


def test_a_label_that_no_issue_wears_has_the_rest_asked_for(box: Sandbox) -> None:
    names = [f"label-{number:03}" for number in range(250)]
    worn(box, names)
    box.people.create_label("nobody-wears-it")
    since = len(box.requests)
    assert {one.name for one in read(box).labels} == {*names, "nobody-wears-it"}
    assert directory_questions(box, since) == 3


def fill(box: Sandbox, issues: int, pulls: int, labels: int) -> None:
    for number in range(issues):
        box.people.open_issue(f"Issue {number}", body(f"uc/i{number}") if number % 2 else None)
    for number in range(pulls):
        box.people.open_pull_request(f"Change {number}")
    for number in range(labels):
        box.people.create_label(f"label-{number}")


@pytest.mark.parametrize(
    ("issues", "pulls", "labels"),
    [(0, 0, 0), (99, 0, 9), (100, 0, 0), (101, 0, 0), (150, 160, 290)],
)
def test_nothing_to_do_costs_few_requests(
    box: Sandbox, issues: int, pulls: int, labels: int
) -> None:
    fill(box, issues, pulls, labels)
    for number in range(4, min(issues, 40), 4):
        box.people.block(number, number - 2)
    connection = connected(box)
    snapshot = connection.reader.snapshot([REPO], known={})
    assert len(snapshot.issues) >= issues // 2
    assert len(snapshot.labels) == labels
    assert len(box.requests) <= math.ceil((issues + pulls) / 100) + 6
    assert connection.reader.counts().writes == 0
    assert connection.reader.counts().reads == len(box.requests)
    assert not any(each.wrote for each in box.requests)


@pytest.mark.parametrize("hidden", [1, 3])
def test_issues_that_the_listing_does_not_show_yet_are_found_by_number(
    box: Sandbox, hidden: int
) -> None:
    fill(box, 5, 0, 0)
    box.faults.script(Fault(kind="lag", count=hidden))
    assert keys(read(box)) == ["uc/i1", "uc/i3"]


def test_a_listing_that_repeats_an_issue(box: Sandbox) -> None:
    fill(box, 120, 0, 0)
    box.faults.script(Fault(kind="repeat", count=3, after_requests=1))
    found = read(box)
    assert len(found.issues) == len({issue.number for issue in found.issues}) == 60


def test_a_known_issue_that_the_listing_skips_stops_the_run(box: Sandbox) -> None:
    fill(box, 120, 0, 0)
    box.faults.script(Fault(kind="skip", count=2, after_requests=1))
    with pytest.raises(errors.StaleListingError, match=r"#102 \(uc/i101\)"):
        read(box, known={f"uc/i{n}": (REPO, n + 1) for n in range(1, 120, 2)})


def test_an_epic_s_skipped_sub_issue_is_found_through_the_epic(box: Sandbox) -> None:
    box.people.open_issue("Epic", body("ci"))
    fill(box, 120, 0, 0)
    box.people.move_under(102, 1)
    box.faults.script(Fault(kind="skip", count=3, after_requests=1))
    assert 102 in [issue.number for issue in read(box).issues if issue.parent == 1]


def test_a_server_that_counts_no_sub_issues_is_said_to_lack_them(box: Sandbox) -> None:
    box.people.open_issue("Epic", body("ci"))
    assert read(box).lacks == ()
    box.service.features = box.service.features.without("sub_issues")
    assert read(box).lacks == ("sub_issues",)


def test_a_server_that_counts_sub_issues_and_lists_none_stops_nothing(box: Sandbox) -> None:
    """It lost the feature, or an administrator switched it off, and what was there is counted."""
    connection = connected(box)
    epic = create(connection, "ci").issue
    create(connection, "ci/demo", repository="acme/tmm", parent=epic)
    box.service.features = box.service.features.without("sub_issues", "silence")
    assert keys(read(box)) == ["ci"]


def test_known_issues_that_are_gone_are_named(box: Sandbox) -> None:
    for number in range(1, 6):
        box.people.open_issue(f"Issue {number}", body(f"ci/i{number}"))
    box.people.delete(1)
    box.people.transfer(2, "acme/tmm")
    box.people.convert_to_discussion(3)
    box.people.open_pull_request("A change")
    known = {f"ci/i{number}": (REPO, number) for number in range(1, 7)}
    gone = read(box, known=known, trusting=True).gone
    assert [(each.key, each.number) for each in gone] == [
        ("ci/i1", 1),
        ("ci/i2", 2),
        ("ci/i3", 3),
        ("ci/i6", 6),
    ]
    assert [each.how for each in gone][:2] == ["deleted", "moved"]
    assert gone[1].location
    assert gone[3].how == "converted"


def test_a_known_issue_without_its_marker_is_kept(box: Sandbox) -> None:
    box.people.open_issue("Epic", "emptied by hand")
    assert [issue.number for issue in read(box, known={"ci": (REPO, 1)}).issues] == [1]


def test_a_known_issue_elsewhere_is_read_by_its_number(box: Sandbox) -> None:
    box.people.of("acme/tmm").open_issue("Item", body("ci/x"))
    assert keys(read(box, known={"ci/x": ("acme/tmm", 1)})) == ["ci/x"]


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("kind", ["drop", "error", "garbage", "truncate"])
def test_a_failed_page_is_read_again_and_never_taken_for_an_end(
    box: Sandbox, kind: str, at: int
) -> None:
    fill(box, 120, 0, 0)
    box.faults.script(Fault(kind=kind, after_requests=at))  # type: ignore[arg-type]
    assert len(read(box).issues) == 60


def test_a_page_that_keeps_failing_stops_the_run(box: Sandbox) -> None:
    fill(box, 120, 0, 0)
    box.faults.script(Fault(kind="error", path="/issues$", after_requests=1, times=9))
    with pytest.raises(errors.ServerFailedError):
        read(box)


def explained(box: Sandbox) -> GitHubError:
    with pytest.raises(GitHubError) as caught:
        read(box)
    assert caught.value.exit_code == 3
    return caught.value


def test_why_a_repository_cannot_be_read(box: Sandbox) -> None:
    box.people.open_issue("Issue")
    box.people.disable_issues()
    assert isinstance(explained(box), errors.IssuesDisabledError)


def test_a_repository_that_is_not_there(box: Sandbox) -> None:
    with pytest.raises(errors.NotFoundError, match="acme/nowhere"):
        connected(box).reader.snapshot(["acme/nowhere"])


def test_bad_credentials(box: Sandbox) -> None:
    connection = connected(box, environment={"GITHUB_TOKEN": "wrong"})
    with pytest.raises(errors.BadCredentialsError) as caught:
        connection.reader.snapshot([REPO])
    assert "GITHUB_TOKEN" in caught.value.hint


def test_a_server_without_graphql(box: Sandbox) -> None:
    fill(box, 3, 0, 120)
    box.people.create_milestone("Sprint 3")
    whole = read(box)
    box.service.features = box.service.features.without("graphql")
    plain = read(box)
    assert plain.issues == whole.issues
    assert {label.name for label in plain.labels} == {label.name for label in whole.labels}
    assert plain.milestones == whole.milestones


def test_an_enterprise_server_s_addresses(box: Sandbox) -> None:
    fill(box, 120, 0, 0)
    connection = connected(box, environment=box.enterprise_environment)
    assert len(connection.reader.snapshot([REPO]).issues) == 60


def test_one_issue_by_its_number(box: Sandbox) -> None:
    box.people.open_issue("Epic", body("ci"))
    box.people.open_pull_request("A change")
    reader = connected(box).reader
    found = listing.issue(reader.client, REPO, 1)
    assert isinstance(found, Issue)
    assert found.key == "ci"
    for number, how in ((2, "converted"), (3, "deleted")):
        missing = listing.issue(reader.client, REPO, number)
        assert isinstance(missing, Gone)
        assert missing.how == how
    box.people.transfer(1, "acme/tmm")
    moved = listing.issue(reader.client, REPO, 1)
    assert isinstance(moved, Gone)
    assert moved.how == "moved"


@pytest.mark.parametrize("lag", [0, 1, 2])
def test_looking_for_what_may_have_been_created(box: Sandbox, lag: int) -> None:
    fill(box, 4, 0, 0)
    box.people.open_issue("New", body("ci/new"))
    box.faults.script(Fault(kind="lag", count=lag, times=2))
    found = connected(box).reader.find_created(REPO, "ci/new", after_number=4)
    assert found
    assert found.number == 5


def test_looking_in_vain(box: Sandbox) -> None:
    fill(box, 2, 0, 0)
    assert connected(box).reader.find_created(REPO, "ci/new", after_number=2) is None
    assert asked(box).count("GET /repos/acme/gtm/issues") == 3


def test_who_can_be_assigned(box: Sandbox) -> None:
    reader = connected(box).reader
    logins = ["octo-tmm", "Octo-PMM", "nobody-here"]
    assert reader.assignable(REPO, logins) == {"octo-tmm", "Octo-PMM"}
    before = len(box.requests)
    assert reader.assignable(REPO, logins) == {"octo-tmm", "Octo-PMM"}
    assert len(box.requests) == before
    box.service.features = box.service.features.without("graphql")
    assert connected(box).reader.assignable(REPO, logins) == {"octo-tmm", "Octo-PMM"}


def test_what_a_repository_is(box: Sandbox) -> None:
    found = connected(box).reader.repository(REPO)
    assert (found.name, found.archived, found.has_issues) == (REPO, False, True)
    assert found.permission in {"admin", "write"}
    box.service.features = box.service.features.without("graphql")
    assert connected(box).reader.repository(REPO) == found


def test_issue_types(box: Sandbox) -> None:
    reader = connected(box).reader
    assert "task" in reader.directory.types(REPO)
    box.service.features = box.service.features.without("issue_types")
    reader = connected(box).reader
    with pytest.raises(errors.UnsupportedError):
        reader.directory.types(REPO)
    assert reader.directory.lacks == {"types"}
