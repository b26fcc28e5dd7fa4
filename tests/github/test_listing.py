from __future__ import annotations

import pytest
from github_fakes import reply, rest_issue, scripted

from ucops.github import errors, listing, shapes
from ucops.github.answers import Answer, Request
from ucops.github.client import Client
from ucops.github.snapshot import Gone

REPO = "acme/gtm"


def everything(_: object) -> bool:
    return True


def test_a_listing_that_never_ends_is_given_up() -> None:
    client, _, time = scripted()

    def send(request: Request) -> Answer:
        number = int(request.path.rpartition("/")[2])
        return reply(200, rest_issue(number))

    client = Client(send, client.around, client.pace)
    with pytest.raises(errors.StaleListingError, match="500 numbers too early"):
        list(listing.beyond(client, REPO, 0))
    assert time.slept == []


def test_numbers_that_are_gone_do_not_end_the_search() -> None:
    client, _, _ = scripted(
        reply(410, {"message": "This issue was deleted"}),
        reply(301, {}, x_moved_to="https://api.github.com/repositories/2/issues/1"),
        reply(200, rest_issue(8)),
        reply(404, {}),
    )
    assert [item.issue.number for item in listing.beyond(client, REPO, 5)] == [8]


def test_the_later_word_counts() -> None:
    there = listing.Listing(REPO)
    there.add([shapes.listed(rest_issue(1, title="old"), REPO)], everything)
    there.add([shapes.listed(rest_issue(1, title="new"), REPO)], everything)
    assert [item.issue.title for item in there.items.values()] == ["new"]
    there.add([shapes.listed(rest_issue(1), REPO)], lambda _: False)
    assert (there.items, there.issues, there.highest) == ({}, {1}, 1)


def test_an_issue_by_its_number() -> None:
    client, _, _ = scripted(
        reply(200, rest_issue(1)),
        reply(200, rest_issue(2, pull_request={})),
        reply(404, {}),
        reply(410, {"message": "deleted"}),
    )
    first = listing.issue(client, REPO, 1)
    assert not isinstance(first, Gone)
    found = [listing.issue(client, REPO, number) for number in (2, 3, 4)]
    assert [each.how for each in found if isinstance(each, Gone)] == [
        "converted",
        "deleted",
        "deleted",
    ]


@pytest.mark.parametrize("page", [{"message": "hello"}, [1], [{}], [{"number": "x"}], [None]])
def test_pages_of_another_shape_stop_the_run(page: object) -> None:
    client, _, _ = scripted(reply(200, page))
    with pytest.raises(errors.ServerFailedError):
        listing.full(client, REPO, everything)


def test_fields_that_a_server_does_not_know() -> None:
    found = shapes.listed(rest_issue(1), REPO)
    assert (found.children, found.blockers, found.issue.parent, found.issue.type) == (
        None,
        None,
        None,
        None,
    )


def test_fields_that_it_knows() -> None:
    data = rest_issue(
        2,
        parent_issue_url="https://ghe.example/api/v3/repos/Acme/Tmm/issues/7",
        sub_issues_summary={"total": 3},
        issue_dependencies_summary={"blocked_by": 0, "total_blocked_by": 2},
        labels=["plain", {"name": "object"}],
        state="closed",
        state_reason="not_planned",
        type={"name": "Task"},
        locked=True,
        body=None,
    )
    found = shapes.listed(data, REPO)
    assert (found.children, found.blockers) == (3, 2)
    assert (found.issue.parent, found.issue.parent_repository) == (7, "Acme/Tmm")
    assert found.issue.labels == ("plain", "object")
    assert (found.issue.state, found.issue.state_reason) == ("closed", "not_planned")
    assert (found.issue.type, found.issue.locked, found.issue.body) == ("Task", True, "")
    older = shapes.listed(rest_issue(1, issue_dependencies_summary={"blocked_by": 1}), REPO)
    assert older.blockers == 1


def test_an_issue_of_another_repository_says_so() -> None:
    data = rest_issue(1, repository_url="https://api.github.com/repos/acme/tmm")
    assert shapes.listed(data, REPO).issue.repository == "acme/tmm"
    assert shapes.listed(rest_issue(1), "Acme/GTM").issue.repository == "Acme/GTM"
