"""Refusals of GitHub turned into errors that say what, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ucops.errors import GitHubError
from ucops.github import granting
from ucops.github.errors import (
    ArchivedError,
    BadCredentialsError,
    ChangedMeanwhileError,
    DeletedError,
    InvalidRequestError,
    IssuesDisabledError,
    MissingPermissionError,
    MovedError,
    NotFoundError,
    SingleSignOnError,
    UnsupportedError,
)

SWITCH_ON = "an administrator switches them on under Settings → General → Features → Issues"
UNARCHIVE = (
    "an administrator unarchives it under Settings → General → Danger Zone; or name another one "
    "in ucops.yaml (github.repository, or roles.*.repository)"
)

_SECONDARY = re.compile(
    r"secondary rate limit|abuse detection|rate limit exceeded|submitted too quickly", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"doesn't exist on type|doesn't accept argument|is not defined (on|by)|isn't a defined input"
    r"|No such type",
    re.IGNORECASE,
)
_UNKNOWN_CODES = {
    "undefinedField",
    "undefinedType",
    "argumentNotAccepted",
    "variableMismatch",
    "missingRequiredArguments",
}


def is_secondary_limit(text: str) -> bool:
    """Whether a refusal speaks of the limit for going too fast."""
    return _SECONDARY.search(text) is not None


def refusal(
    what: object, status: int, headers: Mapping[str, str], data: object, needs: str = ""
) -> GitHubError:
    """The error for a REST answer that is neither a success, a limit nor a failure.

    Args:
        what: The request.
        status: The answer's status.
        headers: Its headers, in small letters.
        data: What it says, decoded.
        needs: The right that it takes, where the answer does not say it.
    """
    said = _said(data) or f"status {status}"
    match status:
        case 401:
            return _bad_credentials(what)
        case 403:
            return _forbidden(what, said, _wanted(headers) or needs, headers)
        case 404:
            return _not_found(what, _wanted(headers))
        case 410:
            return _gone(what, said)
        case 301 | 302 | 307 | 308:
            where = headers.get("x-moved-to") or headers.get("location", "")
            return MovedError(f"GitHub sends {what} elsewhere: {where}", location=where)
    return InvalidRequestError(f"GitHub refused {what}: {said}")


def _gone(what: object, said: str) -> GitHubError:
    if "disabled" not in said.lower():
        return DeletedError(f"it was deleted ({what})")
    return IssuesDisabledError(
        f"issues are switched off ({what})",
        SWITCH_ON,
    )


def _bad_credentials(what: object) -> GitHubError:
    return BadCredentialsError(
        f"GitHub does not accept the token ({what})",
        "it may be mistyped, expired or revoked: set GITHUB_TOKEN to a valid one",
    )


def _forbidden(
    what: object, said: str, wanted: str, headers: Mapping[str, str] | None = None
) -> GitHubError:
    if sso := (headers or {}).get("x-github-sso"):
        address = re.search(r"url=(\S+)", sso)
        return SingleSignOnError(
            f"the organisation wants the token authorised for its single sign-on ({what})",
            f"open {address[1]}" if address else "authorise it under Settings → Developer settings",
        )
    if "archived" in said.lower():
        return ArchivedError(
            f"the repository is archived and read-only ({what})",
            UNARCHIVE,
        )
    hint = granting.granting(wanted, said)
    return MissingPermissionError(
        f"the token may not do this: {what}: {said}", hint, permissions=wanted
    )


def _wanted(headers: Mapping[str, str]) -> str:
    """The permissions that would do, as GitHub names them: `issues=write`."""
    return headers.get("x-accepted-github-permissions") or headers.get(
        "x-accepted-oauth-scopes", ""
    )


def _not_found(what: object, wanted: str) -> GitHubError:
    needs = f" (it needs {granting.named(wanted)})" if wanted else ""
    return NotFoundError(
        f"GitHub finds nothing at {what}",
        f"check the name, and whether the token may see it{needs}",
        permissions=wanted,
    )


def _said(data: object) -> str:
    """GitHub's own words: its message, and what is wrong with which field."""
    if not isinstance(data, dict):
        return ""
    details = [_detail(error) for error in data.get("errors") or () if error]
    message = str(data.get("message") or "")
    return f"{message} ({'; '.join(details)})" if details else message


def _detail(error: object) -> str:
    if not isinstance(error, dict):
        return str(error)
    named = " ".join(str(error[name]) for name in ("field", "code") if error.get(name))
    return ": ".join(part for part in (named, str(error.get("message") or "")) if part)


def is_graphql_limit(error: Mapping[str, Any]) -> bool:
    """Whether a GraphQL error speaks of a limit of requests."""
    return error.get("type") == "RATE_LIMITED" or is_secondary_limit(str(error.get("message")))


def harmless(errors: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the data beside these errors can be used: single things that are not to be seen."""
    return all(error.get("type") in {"NOT_FOUND", "FORBIDDEN"} for error in errors)


def graphql_refusal(
    what: object, errors: Sequence[Mapping[str, Any]], needs: str = ""
) -> GitHubError | None:
    """The error for a GraphQL answer without data; None when it does not say what was done.

    Args:
        what: The request.
        errors: GitHub's errors, which name no right.
        needs: The right that it takes.
    """
    if unknown := next((error for error in errors if _is_unknown(error)), None):
        return UnsupportedError(f"this server does not know all of {what}: {unknown['message']}")
    said = "; ".join(str(error.get("message")) for error in errors)
    if any((error.get("extensions") or {}).get("saml_failure") for error in errors):
        return _forbidden(what, said, needs, {"x-github-sso": "required"})
    return _of_kind(str(errors[0].get("type")), what, said, needs)


def _of_kind(kind: str, what: object, said: str, needs: str) -> GitHubError | None:
    """The error for a kind of GraphQL error; None for one that is not known."""
    match kind:
        case "NOT_FOUND":
            return NotFoundError(f"GitHub does not find what {what} names: {said}")
        case "FORBIDDEN" | "INSUFFICIENT_SCOPES":
            return _forbidden(what, said, needs)
        case "STALE_DATA":
            return ChangedMeanwhileError(f"GitHub refused {what}: {said}")
        case "UNPROCESSABLE" | "VALIDATION" | "BAD_USER_INPUT":
            return InvalidRequestError(f"GitHub refused {what}: {said}")
    return None


def _is_unknown(error: Mapping[str, Any]) -> bool:
    code = (error.get("extensions") or {}).get("code")
    return code in _UNKNOWN_CODES or _UNKNOWN.search(str(error.get("message"))) is not None
