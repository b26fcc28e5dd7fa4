"""Which issue belongs to which use case and item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ucops.github.snapshot import Gone, Issue, Snapshot
from ucops.model.catalog import Catalog
from ucops.model.facts import former_keys


@dataclass(frozen=True, slots=True)
class Filed:
    """The issues of a snapshot, each at its place in the catalog.

    Attributes:
        issues: Key → its issue; an epic's key is its use case's id.
        orphans: Issues of ours that the files no longer ask for, in the order of the snapshot.
        duplicates: Issues that carry a key which another issue holds already.
        gone: Issues that were there before and are not any more.
    """

    issues: Mapping[str, Issue] = field(default_factory=dict)
    orphans: tuple[Issue, ...] = ()
    duplicates: tuple[Issue, ...] = ()
    gone: tuple[Gone, ...] = ()


def assign(catalog: Catalog, snapshot: Snapshot | None) -> Filed:
    """Find every key's issue: by its marker, by a former key, or by the number the file names."""
    if snapshot is None:
        return Filed()
    holders = _by_key(snapshot)
    numbers = {(issue.repository, issue.number): issue for issue in snapshot.issues}
    found: dict[str, Issue] = {}
    for key, former, place in _wanted(catalog, snapshot.repository):
        issue = next((holders[name][0] for name in (key, *former) if name in holders), None)
        issue = issue or numbers.get(place)
        if issue is not None:
            found[key] = issue
    taken = {(issue.repository, issue.number) for issue in found.values()}
    rest = [issue for issue in snapshot.issues if (issue.repository, issue.number) not in taken]
    return Filed(
        found,
        tuple(issue for issue in rest if issue.key and holders[issue.key][0] is issue),
        tuple(issue for issue in rest if issue.key and holders[issue.key][0] is not issue),
        snapshot.gone,
    )


def _by_key(snapshot: Snapshot) -> dict[str, list[Issue]]:
    """Key → the issues that carry it, the one that holds it first."""
    carriers: defaultdict[str, list[Issue]] = defaultdict(list)
    for issue in snapshot.issues:
        if issue.key is not None:
            carriers[issue.key].append(issue)
    epics = {
        (issue.repository, issue.number): issue.key
        for issue in snapshot.issues
        if issue.key is not None and "/" not in issue.key
    }

    def rank(issue: Issue) -> tuple[bool, int]:
        parent = (issue.parent_repository or issue.repository, issue.parent or 0)
        under_ours = epics.get(parent) == (issue.key or "").partition("/")[0]
        return not under_ours, issue.number

    return {key: sorted(issues, key=rank) for key, issues in carriers.items()}


def _wanted(
    catalog: Catalog, repository: str
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, int]]]:
    """Every key with its former keys and the place of the issue that its file names."""
    for entry in catalog.entries.values():
        yield entry.id, entry.use_case.previously, (repository, entry.use_case.issue or 0)
        for item in entry.items:
            yield (
                item.key,
                former_keys(catalog, item),
                (item.repository or repository, item.issue or 0),
            )
