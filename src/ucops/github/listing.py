"""Reading all issues of a repository, and not believing that the listing is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ucops.github import graphql, shapes
from ucops.github.client import Client
from ucops.github.errors import (
    DeletedError,
    MovedError,
    NotFoundError,
    StaleListingError,
    UnsupportedError,
)
from ucops.github.shapes import Listed
from ucops.github.snapshot import Gone, Issue, Label

LONGEST_PROBE = 500
"""How many numbers past the listing's end are looked at before the listing is given up."""

Wanted = Callable[[Listed], bool]


@dataclass
class Listing:
    """What a repository holds.

    Attributes:
        items: By number, those issues that may concern us.
        issues: The numbers of all issues.
        pull_requests: The numbers of all pull requests.
        latest: The numbers of those that were created since the listing began.
        sure: Whether no issue can be missing from it.
        labels: By name, those that were met on its pages.
    """

    repository: str
    items: dict[int, Listed] = field(default_factory=dict)
    issues: set[int] = field(default_factory=set)
    pull_requests: set[int] = field(default_factory=set)
    latest: set[int] = field(default_factory=set)
    sure: bool = True
    labels: dict[str, Label] = field(default_factory=dict)

    @property
    def highest(self) -> int:
        """The highest number met."""
        return max((*self.issues, *self.pull_requests), default=0)

    def add(self, found: Iterable[Listed], wanted: Wanted, begun: str = "") -> None:
        """Take note of issues and pull requests; what comes later is the newer word."""
        for each in found:
            number = each.issue.number
            if begun and each.issue.created_at >= begun:
                self.latest.add(number)
            (self.pull_requests if each.pull_request else self.issues).add(number)
            self.items.pop(number, None)
            if not each.pull_request and wanted(each):
                self.items[number] = each


def pages(
    client: Client,
    repository: str,
    labels: dict[str, Label] | None = None,
    **query: str | int,
) -> Iterator[list[Listed]]:
    """The pages of a repository's listing, pull requests included.

    Args:
        client: Asks GitHub.
        repository: `owner/name`.
        labels: Takes the labels that are met, by name.
        query: What to list, and in which order.
    """
    for page in client.pages(f"/repos/{repository}/issues", state="all", **query):
        if labels is not None:
            labels |= shapes.labels_worn(page, repository, labels)
        yield [shapes.listed(data, repository) for data in page]


def first_page(client: Client, repository: str, **query: str | int) -> tuple[list[Listed], bool]:
    """The first page of a repository's listing, and whether there are more."""
    page, more = client.first_page(f"/repos/{repository}/issues", state="all", **query)
    return [shapes.listed(data, repository) for data in page], more


def full(
    client: Client, repository: str, wanted: Wanted, *, begun: str = "", total: int | None = None
) -> Listing:
    """The whole listing, oldest first, and whatever is past its end.

    What is deleted, moved or converted while the pages are read moves the rest forward where pages
    are counted and not cut by a cursor: an issue at a page's edge is then on no page. The listing
    is sure when it holds as many issues as there were before it began.

    Args:
        client: Asks GitHub.
        repository: `owner/name`.
        wanted: Which items to keep.
        begun: When it begins, ISO 8601 by GitHub's clock.
        total: How many issues there are at that time, or None where that is not known.
    """
    listing, turned = Listing(repository), -1
    for page in pages(client, repository, listing.labels, sort="created", direction="asc"):
        listing.add(page, wanted, begun)
        turned += 1
    listing.add(beyond(client, repository, listing.highest), wanted, begun)
    counted = bool(begun) and total is not None
    there = len(listing.issues - listing.latest)
    listing.sure = there == total if counted else turned <= 0
    return listing


def complete(client: Client, listing: Listing, wanted: Wanted) -> None:
    """Look at every issue that a listing of numbers by cursor has and this one lacks."""
    for number in sorted(set(numbers(client, listing.repository)) - listing.issues):
        try:
            found = look(client, listing.repository, number)
        except NotFoundError:
            continue
        listing.add([found] if isinstance(found, Listed) else [], wanted)
    listing.sure = True


def numbers(client: Client, repository: str) -> Iterator[int]:
    """The numbers of all issues, in pages that nothing can fall between.

    Without GraphQL they are listed from the other end: whatever goes away then moves issues to
    pages that are still to come, or to such as the first listing has.
    """
    owner, _, name = repository.partition("/")
    about, after = f"the numbers of the issues of {repository}", None
    while True:
        given = {"owner": owner, "name": name, "after": after}
        try:
            data = client.query(about, graphql.NUMBERS, given).data
        except UnsupportedError:
            backwards = pages(client, repository, sort="created", direction="desc")
            yield from (it.issue.number for page in backwards for it in page if not it.pull_request)
            return
        with shapes.expecting(about):
            found = data["repository"]["issues"]
            yield from (int(node["number"]) for node in shapes.nodes(found))
            info = found["pageInfo"]
        if not info["hasNextPage"]:
            return
        after = info["endCursor"]


def beyond(client: Client, repository: str, highest: int) -> Iterator[Listed]:
    """What bears the numbers after the highest one known, until there is none.

    Listings may lag behind: an issue that was just created can be missing from them.
    """
    for number in range(highest + 1, highest + 1 + LONGEST_PROBE):
        try:
            found = look(client, repository, number)
        except NotFoundError:
            return
        if isinstance(found, Listed):
            yield found
    raise StaleListingError(
        f"the listing of {repository} ends {LONGEST_PROBE} numbers too early",
        "GitHub's listing lags far behind: try again later",
    )


def look(client: Client, repository: str, number: int) -> Listed | Gone:
    """One issue or pull request by its number; NotFoundError where there is none."""
    gone: Mapping[str, Any] = {"repository": repository, "number": number}
    try:
        data = client.get(f"/repos/{repository}/issues/{number}")
    except DeletedError:
        return Gone(how="deleted", **gone)
    except MovedError as moved:
        return Gone(how="moved", location=moved.location, **gone)
    return shapes.listed(data, repository)


def issue(client: Client, repository: str, number: int) -> Issue | Gone:
    """One issue by its number, or why it is not there any more."""
    try:
        found = look(client, repository, number)
    except NotFoundError:
        return Gone(repository=repository, number=number, how="deleted")
    if isinstance(found, Gone):
        return found
    if found.pull_request:
        return Gone(repository=repository, number=number, how="converted")
    return found.issue
