"""How GitHub says no: one exception, and the shapes of its bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DOCUMENTATION = "https://docs.github.com/rest"

WORDS = {
    "missing_field": "can't be blank",
    "already_exists": "has already been taken",
    "invalid": "is invalid",
}


class Refusal(Exception):  # noqa: N818 - GitHub's answer, not a mistake of the program
    """A request that GitHub refuses.

    Attributes:
        status: The HTTP status.
        body: The JSON body.
        headers: Headers beside the usual ones.
        kind: GraphQL's `type` of the error.
        detail: What GraphQL says instead of the message, if anything.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "UNPROCESSABLE",
        headers: Mapping[str, str] | None = None,
        **body: object,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind
        self.headers = dict(headers or {})
        self.detail = ""
        self.body: dict[str, object] = {
            "message": message,
            **body,
            "documentation_url": DOCUMENTATION,
            "status": str(status),
        }


def not_found() -> Refusal:
    """There is no such thing, or the caller may not know of it."""
    return Refusal(404, "Not Found", kind="NOT_FOUND")


def gone(message: str = "This issue was deleted") -> Refusal:
    """It was there and is no more."""
    return Refusal(410, message, kind="NOT_FOUND")


def moved(url: str) -> Refusal:
    """It is somewhere else now."""
    return Refusal(301, "Moved Permanently", headers={"Location": url}, url=url)


def bad_credentials() -> Refusal:
    """The token is unknown."""
    return Refusal(401, "Bad credentials", kind="UNAUTHORIZED")


def forbidden(permission: str, message: str) -> Refusal:
    """The token lacks a permission, which the answer names."""
    headers = {"X-Accepted-GitHub-Permissions": permission}
    return Refusal(403, message, kind="FORBIDDEN", headers=headers)


def invalid(
    resource: str, field: str, code: str, message: str | None = None, value: object = None
) -> Refusal:
    """A field that GitHub does not accept, in the shape of its validation errors."""
    error: dict[str, Any] = {"resource": resource, "field": field, "code": code}
    if message is not None:
        error["message"] = message
    if value is not None:
        error["value"] = value if isinstance(value, str | int | list) else str(value)
    refusal = Refusal(422, "Validation Failed", errors=[error])
    refusal.detail = message or f"{field.capitalize()} {WORDS[code]}"
    return refusal


def unprocessable(message: str) -> Refusal:
    """A request that reads well and cannot be done."""
    return Refusal(422, message)
