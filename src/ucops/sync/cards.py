"""Issues on the Projects board: several at once, and each remembered in its own body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.errors import GitHubError
from ucops.github.body import read_body
from ucops.github.protocols import CARDS_AT_ONCE, Board, BoardField, Card, Reader, Writer
from ucops.github.snapshot import Issue
from ucops.sync.card_record import Noted, state_of
from ucops.sync.change import Change
from ucops.sync.request import SetBoard

Batches = Mapping[str, Sequence[SetBoard]]
"""Key → all that are put on the board together with it."""


def batches(changes: Iterable[Change]) -> Batches:
    """Group what comes one after another, so many at once as GitHub takes."""
    found: dict[str, list[SetBoard]] = {}
    batch: list[SetBoard] = []
    for change in changes:
        if not isinstance(change.request, SetBoard):
            batch = []
            continue
        if len(batch) == CARDS_AT_ONCE:
            batch = []
        batch.append(change.request)
        found[change.key] = batch
    return found


@dataclass(slots=True)
class Cards:
    """Puts issues on the board.

    Attributes:
        fields: The fields that the board needs.
        batches: What is put on the board together.
        board: The board, once it was read and has these fields.
        done: Key → None for an issue that is on the board with its values, else what went wrong.
    """

    reader: Reader
    writer: Writer
    fields: Sequence[BoardField]
    batches: Batches
    board: Board | None = None
    done: dict[str, GitHubError | None] = field(default_factory=dict)

    def put(self, request: SetBoard, issues: Mapping[str, Issue]) -> None:
        """Put an issue on the board, and with it those of its batch that have issues by now.

        Raises:
            CardArchivedError: Its card is archived.
            GitHubError: GitHub refused or failed.
        """
        if request.key not in self.done:
            batch = self.batches.get(request.key, [request])
            there = [one for one in batch if one.key in issues and one.key not in self.done]
            cards = [_card(one, issues[one.key]) for one in there]
            results = self.writer.put_on_board(self._ready(request.project), cards)
            keys = (one.key for one in there)
            self.done |= dict(zip(keys, results, strict=True))
        error = self.done[request.key]
        if error is not None:
            raise error

    def unfit(self, request: SetBoard) -> Mapping[str, str]:
        """Fields among an issue's values that the board could not be given → how the board is."""
        board = self.board
        if board is None:
            return {}
        fields = {one.name: one for one in self.fields}
        return {
            name: state_of(board, fields[name])
            for name in request.values.keys() & board.unfit.keys()
        }

    def refused(self) -> Iterator[str]:
        """What GitHub said of fields that it would not give the board."""
        if self.board:
            misfits = self.board.misfits(self.fields)
            for name, why in self.board.unfit.items():
                if name not in misfits:
                    yield f"the board does not hold {name}: {why}"

    def _ready(self, project: str) -> Board:
        if self.board is None:
            found = self.reader.board(project)
            self.board = self.writer.ensure_board_fields(found, self.fields)
        return self.board


def _card(request: SetBoard, issue: Issue) -> Card:
    """What changes since it was set last; people may have moved the card otherwise."""
    noted, then = Noted.of(read_body(issue).record.board, request.project, issue), request.values
    before = noted.values
    names = sorted({*before, *then})
    return Card(
        issue,
        values={name: then.get(name) for name in names if before.get(name) != then.get(name)},
        kept={name: then[name] for name in names if before.get(name) == then.get(name)},
    )
