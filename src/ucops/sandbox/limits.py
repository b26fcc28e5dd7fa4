"""GitHub's rate limits: requests by the hour, creations by the minute and the hour."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from ucops.sandbox.refusals import Refusal

MINUTE = 60.0
HOUR = 3600.0


@dataclass(slots=True, kw_only=True)
class Limits:
    """How much a client may do; 0 means without limit.

    Attributes:
        primary: Requests an hour, REST and GraphQL each.
        creates_per_minute: Requests a minute that create content.
        creates_per_hour: Requests an hour that create content.
        retry_after: Seconds that a refusal for creations names, or None to name none.
        status: The status of such a refusal, 403 or 429.
    """

    clock: Callable[[], float]
    primary: int = 5000
    creates_per_minute: int = 0
    creates_per_hour: int = 0
    retry_after: int | None = 60
    status: int = 403
    used: dict[str, int] = field(default_factory=dict)
    reset: float = 0.0
    _created: deque[float] = field(default_factory=deque)

    def charge(self, resource: str) -> None:
        """Count a request, or refuse it when the hour's requests are used up."""
        self._turn()
        if self.remaining(resource) <= 0:
            raise Refusal(403, "API rate limit exceeded for user.", kind="RATE_LIMITED")
        self.used[resource] = self.used.get(resource, 0) + 1

    def refund(self, resource: str) -> None:
        """Give a request back: a 304 is free."""
        self.used[resource] -= 1

    def charge_creation(self) -> None:
        """Count a request that creates content, or refuse it as too much at once."""
        now = self.clock()
        while self._created and self._created[0] <= now - HOUR:
            self._created.popleft()
        minute = sum(moment > now - MINUTE for moment in self._created)
        if self._over(minute, self.creates_per_minute) or self._over(
            len(self._created), self.creates_per_hour
        ):
            raise secondary(self.status, self.retry_after)
        self._created.append(now)

    def remaining(self, resource: str) -> int:
        """Requests left in this hour."""
        return max(self._most - self.used.get(resource, 0), 0)

    def headers(self, resource: str) -> dict[str, str]:
        """The x-ratelimit headers."""
        self._turn()
        return {f"X-RateLimit-{name.title()}": str(it) for name, it in self._of(resource)} | {
            "X-RateLimit-Resource": resource
        }

    def overview(self) -> dict[str, object]:
        """The answer of `GET /rate_limit`."""
        self._turn()
        names = ("core", "graphql", "search")
        resources = {name: dict(self._of(name)) for name in names}
        return {"resources": resources, "rate": resources["core"]}

    @property
    def _most(self) -> int:
        return self.primary or 1_000_000

    def _of(self, resource: str) -> list[tuple[str, int]]:
        return [
            ("limit", self._most),
            ("remaining", self.remaining(resource)),
            ("reset", int(self.reset)),
            ("used", self.used.get(resource, 0)),
        ]

    def _turn(self) -> None:
        if self.clock() >= self.reset:
            self.used = {}
            self.reset = self.clock() + HOUR

    @staticmethod
    def _over(count: int, limit: int) -> bool:
        return bool(limit) and count >= limit


def secondary(status: int, retry_after: int | None) -> Refusal:
    """The refusal of a client that does too much at once."""
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
    message = (
        "You have exceeded a secondary rate limit and have been temporarily blocked from"
        " content creation. Please retry your request again later."
    )
    return Refusal(status, message, kind="RATE_LIMITED", headers=headers)
