"""What an answer of GitHub means, without sending anything."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from ucops.errors import GitHubError
from ucops.github import refusals
from ucops.github.errors import UnsupportedError
from ucops.github.examined import AboutToken

SECONDARY_PAUSE = 60.0
"""Seconds of silence that GitHub asks for when it names no time itself."""


_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""How JSON spells half of a sign beyond the first 65,536: in pairs it is a whole one."""

Json = Any
"""Decoded JSON of somebody else's: whoever reads it checks its shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something to send.

    Attributes:
        path: Below the API's address, beginning with a slash, or a whole address.
        repeatable: Whether sending it twice does no harm.
        writes: How many content writes it counts as for GitHub's limits; 0 for a question.
        about: What it is, where the path does not say it (a GraphQL operation).
        needs: The right that it takes, as GitHub names it, where its answer does not.
    """

    verb: str
    path: str
    query: Mapping[str, str | int] = field(default_factory=dict)
    body: Json = None
    repeatable: bool = True
    writes: int = 0
    about: str = ""
    needs: str = ""

    @property
    def is_graphql(self) -> bool:
        """Whether it goes to the GraphQL address."""
        return self.path == "graphql"

    def __str__(self) -> str:
        return self.about or f"{self.verb} {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Fine:
    """It worked.

    Attributes:
        data: The decoded answer, or None for an empty one.
        next_page: The address of the next page, or an empty string.
        errors: GraphQL errors beside data that is there in part.
    """

    data: Json
    next_page: str = ""
    errors: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """A limit: nothing was done, and it may be sent again after a pause.

    Attributes:
        seconds: How long to be silent.
        reason: Which limit.
        exact: Whether GitHub named the time; otherwise repeated pauses have to grow.
    """

    seconds: float
    reason: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """GitHub failed or could not be understood; whether it did what was asked is unknown.

    Attributes:
        arrived: False when the request certainly never got there.
    """

    reason: str
    arrived: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """A clear no: nothing was done."""

    error: GitHubError


Verdict = Fine | Wait | Broken | Refused


def judge(request: Request, answer: Answer, now: float) -> Verdict:
    """Say what an answer means; `now` is in seconds since 1970."""
    wait = _limit(answer, now)
    if wait:
        return wait
    status = answer.status
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
        return Broken(f"GitHub answered {status} to {request}")
    if status == HTTPStatus.NOT_FOUND and request.is_graphql:
        return Refused(UnsupportedError("this server has no GraphQL at GITHUB_GRAPHQL_URL"))
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        said = _json(answer)
        return Refused(refusals.refusal(request, status, answer.headers, said, request.needs))
    if not answer.text.strip():
        return Broken(f"GitHub answered nothing to {request}") if request.is_graphql else Fine(None)
    return _understood(request, answer, now)


def _understood(request: Request, answer: Answer, now: float) -> Verdict:
    try:
        data = _decoded(answer.text)
    except (ValueError, RecursionError):
        return Broken(f"the answer to {request} is not JSON: is the API's address right?")
    if request.is_graphql:
        return _graphql(request, answer, data, now)
    return Fine(data, next_page(answer.headers.get("link", "")))


def _decoded(text: str) -> Json:
    """What a JSON text says; half a sign, which no file could hold, is replaced."""
    data = json.loads(text)
    return _without_halves(data) if _HALF.search(text) else data


def _without_halves(data: Json) -> Json:
    match data:
        case str():
            return data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_without_halves(each) for each in data]
        case dict():
            return {_without_halves(key): _without_halves(each) for key, each in data.items()}
    return data


def _json(answer: Answer) -> object:
    try:
        return _decoded(answer.text)
    except (ValueError, RecursionError):
        return {}


def next_page(link: str) -> str:
    """The address that a Link header gives for the next page, or an empty string."""
    for part in link.split(","):
        address, _, relation = part.partition(";")
        if 'rel="next"' in relation:
            return address.strip().strip("<>")
    return ""


def _limit(answer: Answer, now: float) -> Wait | None:
    """The pause that a refusal for a limit asks for."""
    if answer.status not in {HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}:
        return None
    if (pause := _seconds(answer.headers.get("retry-after"))) is not None:
        return Wait(pause, "secondary rate limit")
    if answer.headers.get("x-ratelimit-remaining") == "0":
        return Wait(until_reset(answer.headers, now), "hourly request limit")
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or refusals.is_secondary_limit(answer.text):
        return Wait(SECONDARY_PAUSE, "secondary rate limit", exact=False)
    return None


def _seconds(value: str | None) -> float | None:
    try:
        return max(float(value), 1.0) if value is not None else None
    except ValueError:
        return SECONDARY_PAUSE


def server_time(headers: Mapping[str, str]) -> str:
    """What time it was on the server, as ISO 8601 in UTC; empty where it does not say."""
    try:
        return in_utc(parsedate_to_datetime(headers.get("date", "")).astimezone(dt.UTC))
    except (ValueError, OverflowError):
        return ""


def about_token(headers: Mapping[str, str]) -> AboutToken | None:
    """What an answer says of the token itself; None where it says nothing.

    https://docs.github.com/en/rest/overview/troubleshooting, *X-OAuth-Scopes*; the day comes as
    `2027-01-29 09:00:00 UTC` or with an offset such as `+0100`.
    """
    scopes = headers.get("x-oauth-scopes")
    written = headers.get("github-authentication-token-expiration", "").replace("UTC", "+0000")
    try:
        expires = dt.datetime.strptime(written.strip(), "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        expires = None
    if scopes is None and expires is None:
        return None
    named = None if scopes is None else frozenset(filter(None, map(str.strip, scopes.split(","))))
    return AboutToken(expires=expires, scopes=named)


def in_utc(moment: dt.datetime) -> str:
    """A moment of UTC as GitHub writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def until_reset(headers: Mapping[str, str], now: float) -> float:
    """Seconds until the limit is full again; a minute where that is not said."""
    reset = _seconds(headers.get("x-ratelimit-reset"))
    return max(reset - now + 1.0, 1.0) if reset is not None else SECONDARY_PAUSE


def _graphql(request: Request, answer: Answer, data: object, now: float) -> Verdict:
    if not isinstance(data, dict):
        return Broken(f"the answer to {request} is no GraphQL answer")
    errors = tuple(error for error in data.get("errors") or () if isinstance(error, dict))
    content = data.get("data") or {}
    there = any(value is not None for value in content.values())
    if not errors:
        # A question may be answered with null alone, a mutation may not.
        empty = not content or (request.writes and not there)
        return Broken(f"the answer to {request} is empty") if empty else Fine(content)
    if any(refusals.is_graphql_limit(error) for error in errors):
        return _graphql_wait(answer, now)
    if there and (request.writes or refusals.harmless(errors)):
        return Fine(content, errors=errors)
    refused = refusals.graphql_refusal(request, errors, request.needs)
    return Refused(refused) if refused else Broken(f"{request} failed: {errors[0].get('message')}")


def _graphql_wait(answer: Answer, now: float) -> Wait:
    if (pause := _seconds(answer.headers.get("retry-after"))) is not None:
        return Wait(pause, "secondary rate limit")
    if answer.headers.get("x-ratelimit-remaining") == "0":
        return Wait(until_reset(answer.headers, now), "hourly GraphQL limit")
    return Wait(SECONDARY_PAUSE, "secondary rate limit", exact=False)
