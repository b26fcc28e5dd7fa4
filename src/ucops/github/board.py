"""Projects boards: reading one, and keeping our fields on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ucops.errors import GitHubError
from ucops.github import graphql, shapes
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import (
    CardArchivedError,
    InvalidRequestError,
    NotFoundError,
    ServerFailedError,
    UnsupportedError,
)
from ucops.github.granting import BOARDS
from ucops.github.protocols import CARD_VALUES_AT_ONCE, Board, BoardField, Card, FieldKind

FILLED = "Status"
"""The field that every board has, and that GitHub's own workflows fill on a new item."""

Value = tuple[int, Mapping[str, Any]]
"""A card's place, and the input that sets or clears one of its values."""

Item = tuple[str, Mapping[str, str]]
"""A card's id, and the values that it lost because somebody took it off the board."""

_KINDS: Mapping[str, FieldKind] = {
    "TEXT": "text",
    "DATE": "date",
    "SINGLE_SELECT": "single_select",
}
_ARCHIVED = re.compile(r"\barchived\b", re.IGNORECASE)
"""What GitHub says of a card that is archived."""

_COLORS = ("GRAY", "BLUE", "GREEN", "YELLOW", "ORANGE", "RED", "PINK", "PURPLE")


def read(client: Client, directory: Directory, project: str) -> Board:
    """A board by `owner/number`."""
    owner, _, number = project.partition("/")
    about = f"the Projects board {project}"
    try:
        given = {"owner": owner, "number": int(number)}
        data = client.query(about, graphql.BOARD, given, needs=BOARDS).data
    except UnsupportedError:
        directory.lacks.add("boards")
        raise
    found = (data.get("repositoryOwner") or {}).get("projectV2")
    if not found:
        raise NotFoundError(
            f"GitHub finds no Projects board {project}",
            "check github.project; the token needs the right to projects, which the token that "
            "GitHub Actions gives a workflow never has",
        )
    with shapes.expecting(about):
        fields = [_field(node) for node in shapes.nodes(found["fields"]) if "name" in node]
        return Board(
            node_id=str(found["id"]),
            title=str(found["title"]),
            writable=found.get("viewerCanUpdate") is not False,
            fields={field.name: field for field in fields},
        )


def _field(node: Mapping[str, Any]) -> BoardField:
    return BoardField(
        name=str(node["name"]),
        kind=_KINDS.get(str(node.get("dataType")), "other"),
        node_id=str(node["id"]),
        options={str(each["name"]): str(each["id"]) for each in node.get("options") or ()},
        looks={
            str(each["name"]): (str(each["color"]), str(each.get("description") or ""))
            for each in node.get("options") or ()
        },
    )


def ensure_fields(client: Client, board: Board, wanted: Sequence[BoardField]) -> Board:
    """The board with all fields and options that are wanted; what it has otherwise stays."""
    fields = dict(board.fields)
    unfit = dict(board.misfits(wanted))
    for field in wanted:
        if field.name in unfit:
            continue
        try:
            fields[field.name] = _ensured(client, board, field)
        except InvalidRequestError as error:
            unfit[field.name] = error.message
    return replace(board, fields=fields, unfit=unfit)


def _ensured(client: Client, board: Board, field: BoardField) -> BoardField:
    there = board.named(field.name)
    if there is None:
        return _create(client, board, field)
    missing = [name for name in field.options if name not in there.options]
    return _extend(client, there, missing) if missing and there.kind == field.kind else there


def _create(client: Client, board: Board, field: BoardField) -> BoardField:
    given: dict[str, Any] = {
        "projectId": board.node_id,
        "name": field.name,
        "dataType": field.kind.upper(),
    }
    if field.kind == "single_select":
        given["singleSelectOptions"] = [
            _option(name, _color(index)) for index, name in enumerate(field.options)
        ]
    return _write_field(
        client, f"creating the board's field {field.name}", graphql.CREATE_FIELD, given
    )


def _extend(client: Client, field: BoardField, missing: Sequence[str]) -> BoardField:
    """Add options; those that are there are named by id, or their values would be lost."""
    options = [
        _option(name, *field.looks[name]) | {"id": node_id}
        for name, node_id in field.options.items()
    ]
    options += [_option(name, _color(len(options) + index)) for index, name in enumerate(missing)]
    given = {"fieldId": field.node_id, "singleSelectOptions": options}
    return _write_field(
        client, f"adding options to the board's field {field.name}", graphql.UPDATE_FIELD, given
    )


def _option(name: str, color: str, description: str = "") -> dict[str, str]:
    return {"name": name, "color": color, "description": description}


def _color(index: int) -> str:
    return _COLORS[index % len(_COLORS)]


def _write_field(client: Client, about: str, document: str, given: Mapping[str, Any]) -> BoardField:
    repeatable = document == graphql.UPDATE_FIELD
    data = client.mutate(
        about, document, {"input": given}, repeatable=repeatable, needs=BOARDS
    ).data
    with shapes.expecting(about):
        (payload,) = data.values()
        field = _field(payload["projectV2Field"])
    if field.kind == "other":
        raise InvalidRequestError(f"{about} gave no such field")
    return field


def put(client: Client, board: Board, cards: Sequence[Card]) -> list[GitHubError | None]:
    """Put issues on the board and set their values by name, a few requests for all of them.

    An issue that is there already stays the same item, and a value set twice is the same value:
    both are repeated when GitHub fails.

    Returns:
        What GitHub would not do, for each of the issues.
    """
    items, failed = _added(client, board, cards)
    values = [
        (place, _value(board, item, name, value))
        for place, (item, lost) in items.items()
        for name, value in {**lost, **cards[place].values}.items()
        if name in board.fields and name not in board.unfit
    ]
    for start in range(0, len(values), CARD_VALUES_AT_ONCE):
        failed |= _set(client, values[start : start + CARD_VALUES_AT_ONCE])
    return [failed.get(place) for place in range(len(cards))]


def _added(
    client: Client, board: Board, cards: Sequence[Card]
) -> tuple[dict[int, Item], dict[int, GitHubError]]:
    """By their places, the items' ids with what they lost, and what kept others from the board."""
    given = {
        f"a{place}": {"projectId": board.node_id, "contentId": card.issue.node_id}
        for place, card in enumerate(cards)
    }
    names = ", ".join(f"{card.issue.repository}#{card.issue.number}" for card in cards)
    about = f"adding {names} to the board"
    fields = tuple(sorted({name for card in cards for name in card.kept} - board.unfit.keys()))
    held = tuple(board.fields[name].name for name in fields)
    document = graphql.board_items(len(cards), held)
    try:
        found = client.mutate(about, document, given, repeatable=True, needs=BOARDS)
    except InvalidRequestError as error:
        if len(cards) == 1:
            return {}, {0: _refusal(error.message)}
        return _each_alone(client, board, cards)
    failed = _failures(found.errors, {alias: int(alias[1:]) for alias in given})
    items: dict[int, Item] = {}
    with shapes.expecting(about):
        for place, card in enumerate(cards):
            if place in failed:
                continue
            item = found.data[f"a{place}"]["item"]
            if item.get("isArchived"):
                failed[place] = _archived(board)
            else:
                items[place] = str(item["id"]), _lost(card, item, fields)
    return items, failed


def _each_alone(
    client: Client, board: Board, cards: Sequence[Card]
) -> tuple[dict[int, Item], dict[int, GitHubError]]:
    """The same for cards that were all refused together: why, each says by itself."""
    alone = [_added(client, board, [card]) for card in cards]
    items = {place: found[0] for place, (found, _) in enumerate(alone) if found}
    return items, {place: failed[0] for place, (_, failed) in enumerate(alone) if failed}


def _archived(board: Board) -> GitHubError:
    return CardArchivedError(f"the card is archived on the board {board.title!r}")


def _lost(card: Card, item: Mapping[str, Any], fields: Sequence[str]) -> Mapping[str, str]:
    """What was set before, where an item has none of it: somebody took it off the board."""
    held = {name for index, name in enumerate(fields) if item[f"h{index}"]}
    asked = card.kept.keys() - {FILLED} or card.kept.keys()
    return {} if asked & held else card.kept


def _set(client: Client, values: Sequence[Value]) -> dict[int, GitHubError]:
    """Set or clear values; a request that is too much for GitHub is halved."""
    try:
        found = client.mutate(
            "setting the board's fields",
            graphql.board_values(["value" not in given for _, given in values]),
            {f"v{index}": given for index, (_, given) in enumerate(values)},
            repeatable=True,
            needs=BOARDS,
        )
    except ServerFailedError:
        if len(values) == 1:
            raise
    except InvalidRequestError as error:
        if len(values) == 1:
            return {values[0][0]: _refusal(error.message)}
    else:
        return _failures(found.errors, {f"v{at}": place for at, (place, _) in enumerate(values)})
    half = len(values) // 2
    return _set(client, values[:half]) | _set(client, values[half:])


def _failures(
    errors: Sequence[Mapping[str, Any]], places: Mapping[str, int]
) -> dict[int, GitHubError]:
    """What went wrong, by the places of the aliases; without one, it concerns them all."""
    failed: dict[int, GitHubError] = {}
    for error in errors:
        alias = str((error.get("path") or [""])[0])
        concerned = [places[alias]] if alias in places else {*places.values()}
        said = f"GitHub did not set all of the board's fields: {error.get('message')}"
        failed |= {place: _refusal(said) for place in concerned}
    return failed


def _refusal(said: str) -> GitHubError:
    return CardArchivedError(said) if _ARCHIVED.search(said) else InvalidRequestError(said)


def _value(board: Board, item: str, name: str, value: str | None) -> dict[str, Any]:
    field = board.fields[name]
    given: dict[str, Any] = {
        "projectId": board.node_id,
        "itemId": item,
        "fieldId": field.node_id,
    }
    if value is None:
        return given
    if field.kind == "single_select":
        return given | {"value": {"singleSelectOptionId": field.options[value]}}
    return given | {"value": {field.kind: value}}
