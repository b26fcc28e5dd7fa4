"""Issues that were there before, or are named, and that no listing holds: gone, or overlooked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ucops.errors import RefusedError
from ucops.github import listing
from ucops.github.client import Client
from ucops.github.errors import NotFoundError, StaleListingError
from ucops.github.identity import Place
from ucops.github.identity import place as place_of
from ucops.github.listing import Listing
from ucops.github.shapes import Listed
from ucops.github.snapshot import Gone

FEWEST = 3
"""How many known issues have to be gone at once before that is doubted."""

MOST_LOOKS = 200
"""How many missing issues are looked at one by one."""

SAMPLES = 20
"""How many are looked at, roughly, when more are missing."""


def missing(
    client: Client,
    listings: Sequence[Listing],
    known: Mapping[str, tuple[str, int]],
    kept: Collection[Place],
    *,
    trusting: bool,
) -> tuple[tuple[Gone, ...], list[Listed]]:
    """Look at the issues that were there before, or are named, and that no listing holds.

    Of very many only some are looked at: when one of them is there, the listing is stale; when
    they are gone, all are taken for gone if that is asked for.
    """
    gone: list[Gone] = []
    found = []
    keys = {(name.lower(), number): key for key, (name, number) in known.items()}
    spelled = {each.repository.lower(): each for each in listings}
    absent = [place for place in sorted(kept) if not _holds(spelled.get(place[0]), place)]
    looked_at = absent if len(absent) <= MOST_LOOKS else absent[:: len(absent) // SAMPLES]
    for place in looked_at:
        there = spelled.get(place[0])
        item = _look(client, there.repository if there else place[0], place[1])
        if isinstance(item, Gone):
            gone.append(replace(item, key=keys.get(place, "")))
        elif there and place[1] not in there.issues:
            raise _stale(there.repository, place[1], keys.get(place, "named in the files"))
        else:
            found.append(item)
    unseen = sorted({*absent} - {*looked_at})
    lost = sum(place in keys for place in absent) - sum(place in keys for place in _at(found))
    if lost >= FEWEST and 2 * lost > len(known) and not trusting:
        raise _all_gone(lost, len(known))
    if unseen and not trusting:
        raise _too_many(len(absent), len(kept), len(looked_at))
    names = {place: each.repository for place, each in spelled.items()}
    gone += [_gone(names.get(place[0], place[0]), place[1], keys) for place in unseen]
    return tuple(gone), found


def _at(found: Sequence[Listed]) -> set[Place]:
    return {place_of(item.issue) for item in found}


def _all_gone(lost: int, known: int) -> RefusedError:
    return RefusedError(
        f"nothing was written: {lost} of the {known} issues that the last report knew are gone",
        "look whether the repository and the token are the right ones; if the issues are really "
        "gone, look at ucops sync --dry-run --force, and file them anew with: ucops sync --force",
    )


def _look(client: Client, repository: str, number: int) -> Listed | Gone:
    gone = _gone(repository, number)
    try:
        found = listing.look(client, repository, number)
    except NotFoundError:
        return gone
    if isinstance(found, Listed) and found.pull_request:
        return replace(gone, how="converted")
    return found


def _holds(there: Listing | None, place: Place) -> bool:
    return there is not None and place[1] in there.issues and place[1] in there.items


def _gone(repository: str, number: int, keys: Mapping[Place, str] | None = None) -> Gone:
    key = (keys or {}).get((repository.lower(), number), "")
    return Gone(repository=repository, number=number, how="deleted", key=key)


def _too_many(missing: int, known: int, looked_at: int) -> StaleListingError:
    return StaleListingError(
        f"{missing} of the {known} issues that the last report knew are missing; the {looked_at} "
        "of them that were looked at are gone",
        "look whether the repository is the right one; if they are all gone, file them anew with: "
        "ucops sync --force",
    )


def _stale(repository: str, number: int, key: str) -> StaleListingError:
    return StaleListingError(
        f"the listing of {repository} lacks issue #{number} ({key}), which is there",
        "GitHub's listing lags behind, nothing was concluded from it: try again in a minute",
    )
