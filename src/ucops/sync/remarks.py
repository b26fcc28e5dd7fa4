"""What a plan remarks on besides its changes: nothing of it has to be done."""

from __future__ import annotations

from collections.abc import Iterator

from ucops.github.snapshot import Gone, Snapshot
from ucops.sync.change import Warned
from ucops.sync.desired import Desired

LACKING = {
    "sub_issues": "this server knows no sub-issues: epics list their items instead",
    "types": "this server knows no issue types: none are set",
    "dependencies": "this server knows no issue dependencies: none are set",
    "boards": "this server knows no Projects boards: none is kept",
}
"""What is done without a feature."""

SHOWN = 5
"""How many issues one warning names."""

GONE = {
    "deleted": "was deleted",
    "moved": "was moved to another repository",
    "converted": "was turned into something else",
}


def gone_text(gone: Gone) -> str:
    """What became of an issue that was there before."""
    where = f" ({gone.location})" if gone.location else ""
    return f"was {gone.repository}#{gone.number}, which {GONE[gone.how]}{where}"


def strangers(desired: Desired, snapshot: Snapshot) -> Iterator[Warned]:
    """Outsiders' issues whose marker claims a key that the files want."""
    wanted = {key for one in desired.issues for key in (one.key, *one.previously)}
    places = [
        f"{one.repository}#{one.number} ({one.key}, by {one.author})"
        for one in snapshot.strangers if one.key in wanted
    ]  # fmt: skip
    if places:
        text = "filed by an outsider with a marker of ours, which is not believed"
        hint = "take over one that is right with ucops adopt"
        yield Warned(key="", message=f"{some(places)}: {text}; {hint}")


def some(names: list[str]) -> str:
    """The first few of many names."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
