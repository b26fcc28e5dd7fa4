"""Who we talk to and as whom, from the environment as GitHub Actions sets it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ucops.errors import UsageError
from ucops.github.cache import Cache
from ucops.github.client import Client, Exchange, Surroundings
from ucops.github.directory import Directory
from ucops.github.pace import Pace
from ucops.github.protocols import Reader, Writer
from ucops.github.reader import GitHubReader
from ucops.github.transport import open_transport
from ucops.github.writer import GitHubWriter
from ucops.model.config import Config

API_URL = "https://api.github.com"
SERVER_URL = "https://github.com"


@dataclass(frozen=True, slots=True)
class Clock:
    """The time.

    Attributes:
        now: Seconds since 1970.
        sleep: Waits so many seconds.
    """

    now: Callable[[], float]
    sleep: Callable[[float], None]


REAL_CLOCK = Clock(time.time, time.sleep)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A connection to one GitHub.

    Attributes:
        reader: All that plan needs.
        writer: For those who apply a plan.
        repository: The main repository, `owner/name`.
        server_url: Where people read it, such as `https://github.com`.
    """

    reader: Reader
    writer: Writer
    repository: str
    server_url: str


def _ignore(*_: object) -> None:
    """Watch nothing."""


def connect(
    environment: Mapping[str, str],
    config: Config,
    *,
    waiting: Callable[[str, float], None] = _ignore,
    observer: Callable[[Exchange], None] = _ignore,
    cache: Path | None = None,
    clock: Clock = REAL_CLOCK,
) -> Connection:
    """Connect as the environment says; nothing is sent yet.

    Args:
        environment: GITHUB_TOKEN or GH_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL,
            GITHUB_GRAPHQL_URL, GITHUB_SERVER_URL.
        config: Its `github.repository` goes before the environment's.
        waiting: Told the reason and the seconds before every pause.
        observer: Told of every exchange with GitHub.
        cache: The file that keeps the last listing between runs, or None for none.
        clock: Tells the time, and waits.
    """
    repository = repository_of(environment, config)
    secret = token_of(environment)
    api_url = _url(environment, "GITHUB_API_URL", API_URL)
    around = Surroundings(clock=clock.now, sleep=clock.sleep, waiting=waiting, observer=observer)
    pace = Pace(config.limits.writes_per_minute, config.limits.writes_per_hour)
    send = open_transport(secret, api_url, _graphql_url(environment, api_url))
    client = Client(send, around, pace, secret)
    directory = Directory(client)
    kept = Cache(cache, api_url) if cache else None
    return Connection(
        reader=GitHubReader(client, directory, kept),
        writer=GitHubWriter(client, directory, kept),
        repository=repository,
        server_url=_url(environment, "GITHUB_SERVER_URL", SERVER_URL),
    )


def repository_of(environment: Mapping[str, str], config: Config) -> str:
    """The main repository, `owner/name`."""
    found = config.github.repository or environment.get("GITHUB_REPOSITORY", "").strip()
    if not found:
        raise UsageError(
            "which repository is not said",
            "set github.repository in ucops.yaml, or GITHUB_REPOSITORY to owner/name",
        )
    if not re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", found):
        raise UsageError(f"GITHUB_REPOSITORY is {found!r}", "it has to be owner/name")
    return found


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


def _url(environment: Mapping[str, str], name: str, default: str) -> str:
    """An address from the environment, without a slash at its end."""
    url = environment.get(name, "").strip().rstrip("/") or default
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(
            f"{name} is {url!r}", "it has to be an address such as https://host/api/v3"
        )
    return url


def _graphql_url(environment: Mapping[str, str], api_url: str) -> str:
    """The GraphQL address: given, or beside the REST one (`/api/v3` → `/api/graphql`)."""
    return _url(environment, "GITHUB_GRAPHQL_URL", f"{api_url.removesuffix('/v3')}/graphql")
