"""A text for a team's chat channel, by the address that the chat gave for it."""

from __future__ import annotations

import http.client
import json
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ucops.errors import UcopsError, UsageError

VARIABLE = "UCOPS_WEBHOOK"
"""Names the address, which is a secret: whoever knows it may speak in the channel."""
TIMEOUT = 15.0
"""Seconds."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ChatError(UcopsError):
    """The chat could not be told; running it again does no harm but to say it twice."""

    exit_code = 3


class _Stay(HTTPRedirectHandler):
    """Follows nobody elsewhere: the text is for this channel."""

    def redirect_request(self, *_: object, **_more: object) -> None:
        """Take a redirect for a refusal."""
        return


def post(address: str, text: str) -> None:
    """Post a text, as Slack, Mattermost, Rocket.Chat and Google Chat take it.

    Raises:
        UsageError: The address is none, or not encrypted.
        ChatError: The chat refuses, or cannot be reached; the address is in no message.
    """
    parts = urlsplit(address)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in LOOPBACK):
        raise UsageError(
            f"{VARIABLE} is no https address", "copy it again from the chat's settings"
        )
    body = json.dumps({"text": text}).encode()
    request = Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - checked above
    try:
        build_opener(_Stay).open(request, timeout=TIMEOUT).close()
    except HTTPError as error:
        error.close()
        hint = "make a new address in the chat, and store it as the secret"
        raise ChatError(f"the chat refuses the text with {error.code}", hint) from None
    except (URLError, http.client.HTTPException, OSError) as error:
        kind = type(getattr(error, "reason", error)).__name__
        raise ChatError(f"the chat cannot be reached: {kind}", "try again later") from None
