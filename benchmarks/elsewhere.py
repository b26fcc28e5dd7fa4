"""Runs a program that knows only api.github.com, and leads it to a server on this machine.

`python benchmarks/elsewhere.py ADDRESS MODULE …` runs in the environment of the peers, which the
benchmark makes. Nothing of the program is changed but where its requests go.
"""

from __future__ import annotations

import runpy
import sys
from importlib import import_module
from typing import Any

HOME = ("https://api.github.com:443", "https://api.github.com")


def _led(url: str, address: str) -> str:
    """Where a request goes instead; any other host than GitHub's is refused."""
    for home in HOME:
        if url.startswith(home):
            return address + url.removeprefix(home)
    if url.startswith(address):
        return url
    raise ConnectionError(f"{url} is not on this machine")


def _lead_requests(address: str) -> None:
    session = import_module("requests").Session
    real = session.request

    def request(self: Any, method: str, url: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever requests takes and gives
        return real(self, method, _led(url, address), *args, **more)

    session.request = request


def _lead_httpx(address: str) -> None:
    httpx = import_module("httpx")
    real = httpx.AsyncHTTPTransport.handle_async_request

    async def handle(self: Any, request: Any) -> Any:  # noqa: ANN401 - whatever httpx takes and gives
        request.url = httpx.URL(_led(str(request.url), address))
        request.headers["Host"] = request.url.netloc.decode()
        return await real(self, request)

    httpx.AsyncHTTPTransport.handle_async_request = handle


if __name__ == "__main__":
    _, where, module, *sys.argv[1:] = sys.argv
    _lead_requests(where)
    _lead_httpx(where)
    runpy.run_module(module, run_name="__main__", alter_sys=True)
