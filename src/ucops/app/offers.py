"""What people said on GitHub that belongs into the files: offered in a sync's summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ucops.app.mended_files import diff
from ucops.app.prepare import Prepared
from ucops.app.run import Run
from ucops.errors import GitHubError, UsageError
from ucops.github.protocols import Reader
from ucops.github.snapshot import Snapshot
from ucops.reading.mend import Mended
from ucops.sync.offers import Offer, Offers, places
from ucops.text.editing import put, written


def offers(run: Run, prepared: Prepared, snapshot: Snapshot, reader: Reader) -> Offers:
    """Addresses of finished pieces, as comments of people give them who may write there.

    GitHub is asked only where an issue without an address in the files has comments. A sync does
    not fail for what it cannot be told.
    """
    asked = places(prepared.catalog, snapshot)
    try:
        said = reader.delivered([place.issue for place in asked.values()]) if asked else {}
    except GitHubError as error:
        run.say(f"GitHub does not say what was commented: {error.message}")
        return Offers()
    found = (
        Offer(place.item.key, place.entry.file, said[node_id], place.issue)
        for node_id, place in asked.items()
        if node_id in said
    )
    return _with_lines(run.root, found)


def _with_lines(root: Path, found: Iterable[Offer]) -> Offers:
    """The offers, and the lines that carry them out."""
    texts: dict[str, tuple[bytes, str]] = {}
    every = [_put_in(root, texts, offer) for offer in found]
    mended = {file: Mended(raw, text.encode()) for file, (raw, text) in texts.items()}
    return Offers(tuple(every), diff(mended))


def _put_in(root: Path, texts: dict[str, tuple[bytes, str]], offer: Offer) -> Offer:
    """Put an address into the text of its file; where that cannot be, say what to write."""
    slug = offer.key.partition("/")[2]
    try:
        raw, text = texts.get(offer.file) or _text(root / offer.file)
        changed = put(text, ("bom", slug, "deliverable"), offer.said.address)
        texts[offer.file] = (raw, changed)
    except (OSError, UnicodeDecodeError, UsageError):
        line = f"bom: {{{slug}: {{deliverable: {written(offer.said.address)}}}}}"
        return replace(offer, by_hand=line)
    return offer


def _text(path: Path) -> tuple[bytes, str]:
    raw = path.read_bytes()
    return raw, raw.decode()
