"""The way to GitHub: the only module that knows PyGithub, and loads it when it is first needed.

PyGithub encodes, authenticates and sends; it is told to repeat nothing, to wait for nothing and to
follow no redirect. All requests go one after another over one connection.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import SplitResult, urlsplit

from ucops import __version__
from ucops.github.answers import Answer, Broken, Request
from ucops.github.errors import CertificateError
from ucops.text.collecting import no_collecting

if TYPE_CHECKING:
    from github.Requester import (
        HTTPRequestsConnectionClass,
        HTTPSRequestsConnectionClass,
        Requester,
        RequestsResponse,
    )
    from requests import Response

    Connection = HTTPRequestsConnectionClass | HTTPSRequestsConnectionClass

Send = Callable[[Request], Answer | Broken]
"""Sends a request once. `Broken` stands for no answer; CertificateError is raised."""

TIMEOUT = 30
"""Seconds without a byte after which an answer is given up."""

LARGEST = 64 * 1024 * 1024
"""Bytes of an answer: a hundred issues with the longest bodies have 26 million at most."""
_PIECE = 1 << 16

HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
MOVED_TO = "x-moved-to"


class _Unredirected:
    """A connection of PyGithub's that hides where a redirect leads, so that it is not followed.

    PyGithub follows a 301 by itself, without the query and with the same verb: a transferred
    issue would be read, or written, as if it were the one that was asked for.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def request(self, *what: object) -> None:
        self._connection.request(*what)  # type: ignore[arg-type]  # passed on as it came

    def getresponse(self) -> RequestsResponse:
        response = self._connection.getresponse()
        if "location" in response.headers:
            response.headers[MOVED_TO] = response.headers.pop("location")
        return response


def open_transport(token: str, api_url: str, graphql_url: str) -> Send:
    """A way to send requests to one GitHub.

    Args:
        token: Sent with every request; it appears nowhere else.
        api_url: The REST address, such as `https://api.github.com` or `https://host/api/v3`.
        graphql_url: The whole GraphQL address.
    """
    with no_collecting():
        import github  # noqa: PLC0415 - a tenth of a second that most commands do not need

    client = github.Github(
        auth=github.Auth.Token(token),
        base_url=api_url.rstrip("/"),
        user_agent=f"ucops/{__version__}",
        timeout=TIMEOUT,
        per_page=100,
        retry=None,
        seconds_between_requests=0,
        seconds_between_writes=0,
    )
    rest = _connect(urlsplit(api_url))
    graphql = rest if _same_host(api_url, graphql_url) else _connect(urlsplit(graphql_url))

    def send(request: Request) -> Answer | Broken:
        if request.is_graphql:
            return _exchange(client.requester, graphql, request, graphql_url)
        return _exchange(client.requester, rest, request, request.path)

    return send


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one)[:2] == urlsplit(other)[:2]


def _connect(url: SplitResult) -> _Unredirected:
    from github import Requester as wire  # noqa: N813, PLC0415 - loaded with PyGithub only

    host = url.hostname or ""
    name = f"[{host}]" if ":" in host else host
    connection: Connection
    if url.scheme == "https":
        connection = wire.HTTPSRequestsConnectionClass(name, url.port, timeout=TIMEOUT, pool_size=1)
    else:
        connection = wire.HTTPRequestsConnectionClass(name, url.port, timeout=TIMEOUT, pool_size=1)
    connection.session.stream = True
    connection.session.hooks["response"] = [_bounded]
    connection.session.trust_env = not (url.scheme == "http" and is_loopback(host))
    return _Unredirected(connection)


def _bounded(response: Response, *_: object, **__: object) -> Response:
    """Read an answer, but no more of it than any answer of GitHub's has, once it is unpacked.

    Raises:
        ValueError: It is larger.
    """
    pieces, size = [], 0
    for piece in response.iter_content(_PIECE):
        size += len(piece)
        if size > LARGEST:
            response.close()
            raise ValueError(f"the answer has more than {LARGEST // 1024**2} MB")
        pieces.append(piece)
    response._content = b"".join(pieces)  # noqa: SLF001 - as requests does itself
    return response


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, which no proxy leads to."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _exchange(
    requester: Requester, connection: _Unredirected, request: Request, url: str
) -> Answer | Broken:
    import requests  # noqa: PLC0415 - loaded with PyGithub only

    try:
        status, headers, text = requester.requestJson(
            request.verb,
            url,
            parameters=dict(request.query),
            headers=dict(HEADERS),
            input=request.body,
            cnx=cast("HTTPSRequestsConnectionClass", connection),
        )
    except requests.exceptions.SSLError as error:
        raise _distrust(url, error) from None
    except (requests.exceptions.RequestException, ValueError, AssertionError) as error:
        return _no_answer(request, error)
    return Answer(status=status, headers=_plain(headers), text=text)


def _plain(headers: Mapping[str, Any]) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}


def _distrust(url: str, error: Exception) -> CertificateError:
    return CertificateError(
        f"the certificate of the GitHub host is not trusted here ({url}): {_root_cause(error)}",
        "let REQUESTS_CA_BUNDLE name a file with your organisation's root certificate",
    )


def _no_answer(request: Request, error: Exception) -> Broken:
    import requests  # noqa: PLC0415 - loaded with PyGithub only

    cause = _root_cause(error)
    never_sent = {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"}
    refused = isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.ProxyError)
    if refused or type(cause).__name__ in never_sent:
        return Broken(f"GitHub cannot be reached for {request}: {cause}", arrived=False)
    return Broken(f"no answer to {request}: {cause}")


def _root_cause(error: BaseException) -> BaseException:
    """The innermost error of those that requests and urllib3 wrap around each other."""
    inner = getattr(error, "reason", None) or next(
        (each for each in error.args if isinstance(each, BaseException)), None
    )
    return _root_cause(inner) if isinstance(inner, BaseException) else error
