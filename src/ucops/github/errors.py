"""What can go wrong with GitHub: one class for each thing that can be done about it."""

from __future__ import annotations

from ucops.errors import GitHubError


class BadCredentialsError(GitHubError):
    """The token is wrong, expired or revoked: give another one."""


class SingleSignOnError(GitHubError):
    """The organisation wants the token authorised for its single sign-on."""


class MissingPermissionError(GitHubError):
    """The token may not do this; `permissions` names what GitHub would accept."""

    def __init__(self, message: str, hint: str = "", *, permissions: str = "") -> None:
        super().__init__(message, hint)
        self.permissions = permissions


class ArchivedError(GitHubError):
    """The repository is archived: nothing in it can be written."""


class NotFoundError(GitHubError):
    """It is not there, or the token must not see it; `permissions` names what would show it."""

    def __init__(self, message: str, hint: str = "", *, permissions: str = "") -> None:
        super().__init__(message, hint)
        self.permissions = permissions


class DeletedError(GitHubError):
    """It was there and is gone for good (410)."""


class IssuesDisabledError(GitHubError):
    """The repository has its issues switched off."""


class MovedError(GitHubError):
    """It has another address now; `location` names it."""

    def __init__(self, message: str, hint: str = "", *, location: str = "") -> None:
        super().__init__(message, hint)
        self.location = location


class ChangedMeanwhileError(GitHubError):
    """Somebody changed what was about to be replaced: read it again."""


class InvalidRequestError(GitHubError):
    """GitHub understood the request and refused its content (400, 409, 422)."""


class FullError(InvalidRequestError):
    """GitHub takes no more of them: sub-issues under an issue, blockers of one."""


class CardArchivedError(InvalidRequestError):
    """The card is archived: it is off the board's views, and its values cannot be set."""


class LimitReachedError(GitHubError):
    """A limit asks for a longer pause than a run should sit through: run again later.

    Attributes:
        wait: How long until GitHub takes requests again, in seconds.
    """

    def __init__(self, message: str, hint: str = "", *, wait: float = 0.0) -> None:
        super().__init__(message, hint)
        self.wait = wait


class ServerFailedError(GitHubError):
    """GitHub failed, answered nonsense or did not answer, and nothing was changed by it."""


class UnreachableError(ServerFailedError):
    """The host could not be reached: the request never arrived."""


class CertificateError(GitHubError):
    """The host's certificate is not trusted on this machine."""


class OutcomeUnknownError(GitHubError):
    """A request that must not be repeated got no clear answer: look before trying again."""


class UnsupportedError(GitHubError):
    """This server does not know the feature."""


class StaleListingError(GitHubError):
    """A listing lacks an issue that is there: nothing may be concluded from it."""
