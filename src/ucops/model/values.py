"""Values that people write in several ways: placeholders, links, seats, dates, quantities."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Strict, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from ucops.model.patterns import AT_LEAST, RANGE, or_word

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LIMIT = 40
"""The longest slug, in characters: `usecase:` plus a slug has to fit GitHub's label limit of 50."""

OPEN_WORDS = frozenset(
    {"tbd", "url tbd", "?", "-", "", "coming soon", "url to be added", "placeholder"}
)
NOT_APPLICABLE_WORDS = frozenset({"n/a", "na"})

Stage = Literal["awareness", "consideration", "decision"]
Audience = Literal["executive", "manager", "contributor", "internal"]


def _whole(value: object) -> object:
    if isinstance(value, bool | float):
        raise PydanticCustomError("literal_error", "not one of the whole numbers allowed")
    return value


Priority = Annotated[Literal[1, 2, 3], BeforeValidator(_whole)]
Tier = Annotated[Literal[1, 2, 3], BeforeValidator(_whole)]
Maturity = Literal["ga", "partial_ga", "beta", "experimental", "not_implemented", "deprecated"]
Severity = Literal["error", "warning", "info", "off"]

STAGES: tuple[Stage, ...] = ("awareness", "consideration", "decision")
AUDIENCES: tuple[Audience, ...] = ("executive", "manager", "contributor")
"""The audiences of the buyer's journey; `internal` collateral serves the own team instead."""


class Placeholder(StrEnum):
    """A value that says there is none yet, or never will be."""

    OPEN = "open"
    NOT_APPLICABLE = "not-applicable"


def placeholder(value: object) -> Placeholder | None:
    """The placeholder that a written value stands for, or None when it is a value of its own."""
    if value is None:
        return Placeholder.OPEN
    if not isinstance(value, str):
        return None
    word = value.strip().casefold()
    if word in OPEN_WORDS:
        return Placeholder.OPEN
    return Placeholder.NOT_APPLICABLE if word in NOT_APPLICABLE_WORDS else None


def or_open(pattern: str) -> str:
    """A pattern for JSON Schema that placeholders match, too."""
    return or_word(pattern, OPEN_WORDS | NOT_APPLICABLE_WORDS)


@lru_cache(1 << 14)  # most names stand in many files, and a file has some 200
def _slug(value: str) -> str:
    if len(value) > SLUG_LIMIT or not SLUG.fullmatch(value):
        raise PydanticCustomError("slug", "not a slug: small letters, digits and single hyphens")
    return value


ItemKey = Annotated[
    str,
    WithJsonSchema({"type": "string", "pattern": rf"^(?:{SLUG.pattern}/)?{SLUG.pattern}$"}),
]
"""An item of the same use case, or of another one: `demo-video`, `ci/demo-video`."""

Slug = Annotated[
    str,
    AfterValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_LIMIT}),
]


T = TypeVar("T")


def _each(
    values: list[object], read: Callable[[object], T], title: str
) -> tuple[list[T], ValidationError | None]:
    """The entries of a list as they are read, and what is wrong with others, each at its place."""
    found: list[T] = []
    wrong: list[InitErrorDetails] = []
    for index, value in enumerate(values):
        try:
            found.append(read(value))
        except PydanticCustomError as error:
            wrong.append(InitErrorDetails(type=error, loc=(index,), input=value))
    return found, ValidationError.from_exception_data(title, wrong) if wrong else None


class LinkState(StrEnum):
    """How far a link is: there, in somebody's hands, known to be open, or not wanted."""

    PRESENT = "present"
    PENDING = "pending"
    TBD = "tbd"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: its state, and the address, channel or tracker that it names.

    Attributes:
        state: How far the link is.
        target: The address or chat channel when present, the tracker's address when pending,
            otherwise an empty string.
    """

    state: LinkState
    target: str = ""


def _link(value: object) -> Link:
    match placeholder(value), value:
        case Placeholder.OPEN, _:
            return Link(LinkState.TBD)
        case Placeholder.NOT_APPLICABLE, _:
            return Link(LinkState.NOT_APPLICABLE)
        case _, Link():
            return value
        case _, str():
            return Link(LinkState.PRESENT, value.strip())
        case _, {"pending": str() as tracker, **rest} if not rest and placeholder(tracker) is None:
            return Link(LinkState.PENDING, tracker.strip())
    raise PydanticCustomError("link", "not a link: an address, tbd, n/a or {pending: address}")


def _links(value: object) -> tuple[Link, ...]:
    """The links of a kind: one, or the entries of a list; each that is none is an error there."""
    if not isinstance(value, list):
        return value if isinstance(value, tuple) else (_link(value),)
    found, wrong = _each(value, _link, "Link")
    if wrong:
        raise wrong
    return tuple(found) or (_link(None),)


_ONE_LINK = [
    {"type": ["string", "null"]},
    {
        "type": "object",
        "properties": {"pending": {"type": "string", "not": {"pattern": or_open("")}}},
        "required": ["pending"],
        "additionalProperties": False,
    },
]
LinkValues = Annotated[
    tuple[Link, ...],
    BeforeValidator(_links),
    WithJsonSchema(
        {"anyOf": [*_ONE_LINK, {"type": "array", "minItems": 0, "items": {"anyOf": _ONE_LINK}}]}
    ),
]
"""The links of a kind in the order of the file: mostly one."""


class SeatState(StrEnum):
    """Whether a role of the activation team has its responsible person."""

    NAMED = "named"
    OPEN = "open"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Seat:
    """One role's seat in an activation team.

    Attributes:
        state: Named, open or not applicable.
        people: GitHub logins without `@`; the first is the directly responsible individual (DRI),
            the others are backups.
    """

    state: SeatState
    people: tuple[str, ...] = ()

    @property
    def responsible(self) -> str | None:
        """The DRI's login, or None for a seat without a person."""
        return self.people[0] if self.people else None


LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])){0,38}")
"""A GitHub login, with the underscore of enterprise-managed users."""


def _login(value: object) -> str:
    if isinstance(value, str) and LOGIN.fullmatch(value.strip().removeprefix("@")):
        return value.strip().removeprefix("@")
    raise PydanticCustomError("login", "not a GitHub login")


Login = Annotated[
    str,
    BeforeValidator(_login),
    WithJsonSchema({"type": "string", "pattern": rf"^\s*@?{LOGIN.pattern}\s*$"}),
]


APP = "[bot]"
"""What GitHub puts behind the name of an app."""


def _identity(value: object) -> str:
    if isinstance(value, str) and value.strip().endswith(APP):
        return f"{_login(value.strip().removesuffix(APP))}{APP}"
    return _login(value)


Identity = Annotated[
    str,
    BeforeValidator(_identity),
    WithJsonSchema({"type": "string", "pattern": rf"^\s*@?{LOGIN.pattern}(\[bot\])?\s*$"}),
]
"""The login of a person or, with `[bot]` behind it, of an app."""


def _person(value: object) -> str | None:
    return None if placeholder(value) else _login(value)


LOGIN_SCHEMA = {"type": ["string", "null"], "pattern": or_open(f"@?{LOGIN.pattern}")}
Person = Annotated[str | None, BeforeValidator(_person), WithJsonSchema(LOGIN_SCHEMA)]
"""A login, or None where a placeholder says that nobody is named yet."""


def _seat(value: object) -> Seat:
    if isinstance(value, Seat):
        return value
    match placeholder(value):
        case Placeholder.OPEN:
            return Seat(SeatState.OPEN)
        case Placeholder.NOT_APPLICABLE:
            return Seat(SeatState.NOT_APPLICABLE)
    people = _logins(value) if isinstance(value, list) else (_login(value),)
    return Seat(SeatState.NAMED, people) if people else Seat(SeatState.OPEN)


def _logins(names: list[object]) -> tuple[str, ...]:
    """The logins of a list, placeholders left out; each entry that is none is an error there."""
    people, wrong = _each(names, lambda name: None if placeholder(name) else _login(name), "Seat")
    if wrong:
        raise wrong
    return tuple(login for login in people if login is not None)


SeatValue = Annotated[
    Seat,
    BeforeValidator(_seat),
    WithJsonSchema(
        {"anyOf": [LOGIN_SCHEMA, {"type": "array", "minItems": 0, "items": LOGIN_SCHEMA}]}
    ),
]


def _optional_text(value: object) -> object:
    return None if placeholder(value) else value


OptionalText = Annotated[str | None, BeforeValidator(_optional_text)]
"""A text or address that may still be open: a placeholder is read as None."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many pieces a BOM item holds: `3`, `2-3` or `1+` (no upper bound)."""

    low: int
    high: int | None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+"
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def _quantity(value: object) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return Quantity(value, value)
    if isinstance(value, str) and (found := re.fullmatch(RANGE, value)):
        low, high = int(found[1]), int(found[2])
        if low <= high:
            return Quantity(low, high)
    if isinstance(value, str) and (found := re.fullmatch(AT_LEAST, value)):
        return Quantity(int(found[1]), None)
    raise PydanticCustomError("quantity", "not a quantity: 3, 2-3 or 1+")


QuantityValue = Annotated[
    Quantity,
    BeforeValidator(_quantity),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "string", "pattern": rf"^(?:{RANGE}|{AT_LEAST})$"},
            ]
        }
    ),
]


def _texts_by_slug(value: object) -> object:
    """Names with what is said of each; a list of names says nothing of them."""
    if not isinstance(value, list):
        if not isinstance(value, dict):
            raise PydanticCustomError("tuple_type", "not a list")
        return value
    names, wrong = _each(value, _name, "Names")
    if wrong:
        raise wrong
    return dict.fromkeys(names, "")


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "not a text")
    return _slug(value)


NAMES_OR_TEXTS = BeforeValidator(_texts_by_slug)
"""Lets a list of names stand for a mapping of names to texts."""


LIST = Strict(strict=False)
"""Marks a tuple field that a YAML list fills: `Annotated[tuple[X, ...], LIST]`."""


def _inside_path(value: str) -> str:
    path = PurePosixPath(value)
    unusable = re.search(r"[\x00-\x1f\x7f-\x9f\\]", value)
    if not value.strip() or path.is_absolute() or ".." in path.parts or unusable:
        raise PydanticCustomError("path", "not a path inside the repository")
    return value


InsidePath = Annotated[str, AfterValidator(_inside_path)]
"""A path inside the repository, relative to its root, with forward slashes."""
