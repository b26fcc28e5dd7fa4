"""How fast to ask and to write: GitHub's budgets of an hour, and its writes a minute."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from ucops.github.answers import Answer, Request, until_reset

MINUTE = 60.0
HOUR = 3600.0


@dataclass
class Pace:
    """The writes of the last hour, and what they leave room for.

    Attributes:
        per_minute, per_hour: The most writes in any such time; 0 for no limit.
    """

    per_minute: int = 80
    per_hour: int = 500
    _sent: deque[float] = field(default_factory=deque)

    def note(self, now: float, writes: int) -> None:
        """Remember that so many writes were sent."""
        self._sent.extend([now] * writes)
        while self._sent and self._sent[0] <= now - HOUR:
            self._sent.popleft()

    def delay(self, now: float) -> tuple[float, str]:
        """Seconds until one more write fits, and which limit says so; 0 for at once."""
        return max(
            (self._wait(now, self.per_minute, MINUTE), f"{self.per_minute} writes a minute"),
            (self._wait(now, self.per_hour, HOUR), f"{self.per_hour} writes an hour"),
        )

    def _wait(self, now: float, limit: int, window: float) -> float:
        if not limit or len(self._sent) < limit:
            return 0.0
        return max(self._sent[-limit] + window - now, 0.0)


@dataclass
class Budgets:
    """Until when GitHub takes no more requests: those of REST and of GraphQL are apart."""

    _closed: dict[bool, float] = field(default_factory=dict)

    def heed(self, request: Request, answer: Answer, now: float) -> None:
        """Remember a budget that is used up, before GitHub has to refuse."""
        if answer.headers.get("x-ratelimit-remaining") == "0":
            self._closed[request.is_graphql] = now + until_reset(answer.headers, now)

    def closed_until(self, request: Request) -> float:
        """Until when a request has to wait, in seconds since 1970; told once, then forgotten."""
        return self._closed.pop(request.is_graphql, 0.0)
