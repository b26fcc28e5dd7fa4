"""Reading all issues of a repository, and not believing that the listing is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ucops.github import shapes
from ucops.github.client import Client
from ucops.github.errors import (
    DeletedError,
    MovedError,
    NotFoundError,
    StaleListingError,
)
from ucops.github.shapes import Listed
from ucops.github.snapshot import Gone, Issue

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
    """

    repository: str
    items: dict[int, Listed] = field(default_factory=dict)
    issues: set[int] = field(default_factory=set)
    pull_requests: set[int] = field(default_factory=set)

    @property
    def highest(self) -> int:
        """The highest number met."""
        return max((*self.issues, *self.pull_requests), default=0)

    def add(self, found: Iterable[Listed], wanted: Wanted) -> None:
        """Take note of issues and pull requests; what comes later is the newer word."""
        for each in found:
            number = each.issue.number
            (self.pull_requests if each.pull_request else self.issues).add(number)
            self.items.pop(number, None)
            if not each.pull_request and wanted(each):
                self.items[number] = each


def pages(client: Client, repository: str, **query: str | int) -> Iterator[list[Listed]]:
    """The pages of a repository's listing, pull requests included."""
    for page in client.pages(f"/repos/{repository}/issues", state="all", **query):
        yield [shapes.listed(data, repository) for data in page]


def full(client: Client, repository: str, wanted: Wanted) -> Listing:
    """The whole listing, oldest first, and whatever is past its end."""
    listing = Listing(repository)
    for page in pages(client, repository, sort="created", direction="asc"):
        listing.add(page, wanted)
    listing.add(beyond(client, repository, listing.highest), wanted)
    return listing


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
