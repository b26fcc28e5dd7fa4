"""Who we talk to and as whom, from the environment as GitHub Actions sets it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from ucops.errors import UsageError
from ucops.github.cache import Cache
from ucops.github.client import Client, Surroundings
from ucops.github.directory import Directory
from ucops.github.examiner import Examiner
from ucops.github.pace import Pace
from ucops.github.protocols import Reader, Writer
from ucops.github.reader import GitHubReader
from ucops.github.transport import Send, is_loopback, open_transport
from ucops.github.writer import GitHubWriter
from ucops.model.config import Limits

INSECURE = "UCOPS_INSECURE_HTTP"
"""Lets a server be spoken to without encryption that is not on this machine."""
API_URL = "https://api.github.com"
Transport = Callable[[str, str, str], Send]
"""Opens a way to send requests, from the token and the addresses of REST and GraphQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A connection to one GitHub.

    Attributes:
        reader: All that plan needs.
        writer: For those who apply a plan.
        examiner: For those who look at settings and rights.
    """

    reader: Reader
    writer: Writer
    examiner: Examiner


def connect(  # noqa: PLR0913 - each of them is one thing about the connection
    environment: Mapping[str, str],
    limits: Limits,
    around: Surroundings,
    *,
    cache: Path | None = None,
    read_only: bool = False,
    trusted: Collection[str] = (),
    transport: Transport = open_transport,
) -> Connection:
    """Connect as the environment says; nothing is sent yet.

    Args:
        environment: GITHUB_TOKEN or GH_TOKEN, GITHUB_API_URL, GITHUB_GRAPHQL_URL.
        limits: How fast to write.
        around: The time, a way to wait, and who is told of pauses and requests.
        cache: The file that keeps the last listing between runs, or None for none.
        read_only: Whether that file is only read.
        trusted: Further logins whose markers are believed.
        transport: Opens the way there.
    """
    client = open_client(environment, limits, around, transport=transport)
    api_url = address(environment, "GITHUB_API_URL", API_URL)
    directory = Directory(client, trusted=frozenset(map(str.lower, trusted)))
    kept = Cache(cache, api_url, read_only) if cache else None
    return Connection(
        reader=GitHubReader(client, directory, kept),
        writer=GitHubWriter(client, directory, kept),
        examiner=Examiner(client, directory),
    )


def open_client(
    environment: Mapping[str, str],
    limits: Limits,
    around: Surroundings,
    *,
    transport: Transport = open_transport,
) -> Client:
    """The client alone, for what neither plans nor carries out; see `connect`."""
    secret = token_of(environment)
    api_url = address(environment, "GITHUB_API_URL", API_URL)
    send = transport(secret, api_url, _graphql_url(environment, api_url))
    pace = Pace(limits.writes_per_minute or 0, limits.writes_per_hour or 0)
    return Client(send, around, pace, secret)


def token_of(environment: Mapping[str, str]) -> str:
    """The token; it is never shown."""
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        if token := environment.get(name, "").strip():
            if not re.fullmatch(r"[!-~]+", token):
                raise UsageError(
                    f"{name} holds characters that no token has", "copy the token again"
                )
            return token
    raise UsageError(
        "no token for GitHub: neither GITHUB_TOKEN nor GH_TOKEN is set",
        "set GITHUB_TOKEN to one that may read and write issues",
    )


def address(environment: Mapping[str, str], name: str, default: str) -> str:
    """An address from the environment, without a slash at its end.

    Raises:
        UsageError: It is none.
    """
    url = environment.get(name, "").strip().rstrip("/") or default
    if not (parts := _parts(url)) or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(
            f"{name} is {url!r}", "it has to be an address such as https://host/api/v3"
        )
    if parts.username is not None:
        raise UsageError(f"{name} holds a login", "take out what stands before the @ of its host")
    insecure = parts.scheme == "http" and not is_loopback(parts.hostname)
    if insecure and environment.get(INSECURE) != "1":
        raise UsageError(
            f"{name} is {url}, which is not encrypted: everybody on the way could read the token",
            f"use https, or set {INSECURE}=1 if that is meant",
        )
    return url


def _parts(url: str) -> SplitResult | None:
    """The parts of an address; None for what is none, such as one with a port of letters."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return None if port == 0 else parts


def _graphql_url(environment: Mapping[str, str], api_url: str) -> str:
    """The GraphQL address: given, or beside the REST one (`/api/v3` → `/api/graphql`)."""
    return address(environment, "GITHUB_GRAPHQL_URL", f"{api_url.removesuffix('/v3')}/graphql")
