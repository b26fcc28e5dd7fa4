"""Issues that go away while a listing is read: no other issue is taken for missing by that."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from fake.faults import Fault, Sent
from fake.people import People
from fake.server import Sandbox, serve
from github_box import asked, body, connected
from github_fakes import graphql, reply, rest_issue, scripted

from ucops.github import listing
from ucops.github.snapshot import Snapshot

REPO = "acme/gtm"


@dataclass
class Clock:
    """A minute behind, so that issues are older than the reading that begins right after."""

    ahead: float = -60.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def box(clock: Clock) -> Iterator[Sandbox]:
    with serve(others=["acme/tmm"], clock=clock) as running:
        yield running


LOSING: dict[str, Callable[[People, int], object]] = {
    "deleted": lambda people, number: people.delete(number),
    "moved": lambda people, number: people.transfer(number, "acme/tmm"),
    "converted": lambda people, number: people.convert_to_discussion(number),
}


def fill(box: Sandbox, count: int) -> None:
    """Every fifth issue a pull request, every second one of ours."""
    for number in range(1, count + 1):
        if number % 5 == 0:
            box.people.open_pull_request(f"Change {number}")
        else:
            text = body(f"uc/i{number}") if number % 2 else None
            box.people.open_issue(f"Issue {number}", text)


def during(box: Sandbox, *acts: Callable[[], object]) -> None:
    """Do something right before the second page of the listing is read."""
    pages: list[Sent] = []

    def hook(sent: Sent) -> None:
        if sent.listing:
            pages.append(sent)
            for act in acts if len(pages) == 2 else ():
                act()

    box.faults.clear()
    box.faults.before(None, hook)


def losing(box: Sandbox, how: str, *numbers: int) -> None:
    during(box, *(lambda number=number: LOSING[how](box.people, number) for number in numbers))


def read(box: Sandbox, **how: object) -> Snapshot:
    return connected(box).reader.snapshot([REPO], **how)  # type: ignore[arg-type]


def ours(snapshot: Snapshot) -> set[int]:
    return {issue.number for issue in snapshot.issues}


def there(box: Sandbox) -> set[int]:
    return {one.number for one in box.people.issues() if "ucops:v1" in (one.body or "")}


@pytest.mark.parametrize("how", LOSING)
def test_a_cursor_keeps_its_place(box: Sandbox, how: str) -> None:
    fill(box, 250)
    losing(box, how, 2)
    assert ours(read(box)) == there(box)


@pytest.mark.parametrize("how", LOSING)
@pytest.mark.parametrize("graphql_there", [True, False])
def test_counted_pages_lack_an_issue_and_a_thorough_reading_finds_it(
    box: Sandbox, how: str, *, graphql_there: bool
) -> None:
    box.service.features = box.service.features.without(
        "cursors", *([] if graphql_there else ["graphql"])
    )
    fill(box, 250)
    losing(box, how, 2, 4, 6)
    first = read(box)
    assert there(box) - ours(first) == {101, 103}
    assert first.unsure == (REPO,)
    losing(box, how, 8, 12, 14)
    whole = read(box, thorough=True)
    assert ours(whole) == there(box)
    assert whole.unsure == ()


def test_an_issue_filed_meanwhile_does_not_stand_in_for_one_that_was_skipped(
    box: Sandbox, clock: Clock
) -> None:
    box.service.features = box.service.features.without("cursors")
    fill(box, 250)

    def file() -> None:
        clock.ahead = 1
        box.people.open_issue("New", body("uc/new"))

    during(box, lambda: box.people.delete(2), file)
    first = read(box)
    assert 101 not in ours(first)
    assert first.unsure == (REPO,)
    assert ours(read(box, thorough=True)) == there(box)


@pytest.mark.parametrize("cursors", [True, False])
def test_an_undisturbed_listing_is_sure_and_thoroughness_costs_nothing(
    box: Sandbox, *, cursors: bool
) -> None:
    if not cursors:
        box.service.features = box.service.features.without("cursors")
    fill(box, 250)
    assert read(box, thorough=True).unsure == ()
    assert "query Numbers" not in asked(box)
    assert len(box.requests) <= math.ceil(250 / 100) + 6


def test_a_single_page_is_sure_where_nobody_counts(box: Sandbox) -> None:
    box.service.features = box.service.features.without("graphql", "cursors")
    fill(box, 90)
    assert read(box).unsure == ()
    fill(box, 90)
    assert read(box).unsure == (REPO,)


def test_an_issue_of_the_numbers_that_is_gone_by_now_is_left_out() -> None:
    page = {
        "nodes": [{"number": 1}, {"number": 2}],
        "pageInfo": {"hasNextPage": True, "endCursor": "2"},
    }
    last = {"nodes": [{"number": 3}, {"number": 4}], "pageInfo": {"hasNextPage": False}}
    client, script, _ = scripted(
        graphql({"repository": {"issues": page}}),
        graphql({"repository": {"issues": last}}),
        reply(404, {}),
        reply(410, {"message": "deleted"}),
        reply(200, rest_issue(4)),
    )
    found = listing.Listing(REPO, issues={1})
    listing.complete(client, found, lambda _: True)
    assert (found.issues, found.sure) == ({1, 4}, True)
    assert len(script.sent) == 5


def test_changes_are_listed_from_where_the_page_before_ended() -> None:
    """What is changed again while a cached listing is brought up to date hides nothing."""
    client, script, _ = scripted(
        reply(
            200,
            [
                rest_issue(n, updated_at=f"2026-11-01T00:{n // 60:02}:{n % 60:02}Z")
                for n in range(1, 101)
            ],
            link='<https://api/issues?page=2>; rel="next"',
        ),
        reply(200, [rest_issue(101, updated_at="2026-11-01T00:02:00Z")]),
    )
    from ucops.github import cache

    pages = list(cache._changes(client, REPO, "2026-11-01T00:00:00Z"))
    assert [len(page or []) for page in pages] == [100, 1]
    assert script.sent[1].query["since"] == "2026-11-01T00:00:40Z"


def test_a_fault_that_skips_is_healed_too(box: Sandbox) -> None:
    fill(box, 250)
    box.faults.script(Fault(kind="skip", count=2, after_requests=1))
    assert read(box).unsure == (REPO,)
    box.faults.script(Fault(kind="skip", count=2, after_requests=1))
    assert ours(read(box, thorough=True)) == there(box)
