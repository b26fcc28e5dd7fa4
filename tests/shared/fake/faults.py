"""Faults: what goes wrong between a client and GitHub, scripted or by a seeded chance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal[
    "error", "drop", "garbage", "truncate", "secondary", "primary", "lag", "repeat", "skip", "slow"
]
When = Literal["before", "after"]
KINDS: tuple[Kind, ...] = (
    "error",
    "drop",
    "garbage",
    "truncate",
    "secondary",
    "primary",
    "lag",
    "repeat",
    "skip",
    "slow",
)
CHANCES: tuple[tuple[Kind, When], ...] = (
    ("error", "before"),
    ("error", "after"),
    ("drop", "before"),
    ("drop", "after"),
    ("garbage", "after"),
    ("truncate", "after"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong, with the requests it is for.

    Attributes:
        kind: `error` answers with `status`; `drop` cuts the connection; `garbage` and `truncate`
            spoil the answer; `secondary` and `primary` refuse for a rate limit; `lag` leaves the
            newest `count` issues out of a listing; `repeat` and `skip` shift a listing's page by
            `count` entries; `slow` answers after `seconds`.
        when: Whether the request is applied first (`after`) or not at all (`before`).
        method: Only requests of this method.
        path: Only requests whose path matches this regular expression.
        operation: Only GraphQL requests whose operation (`mutation CreateIssue`) matches this one.
        writes: Only requests that can write (True) or only others (False).
        after_requests: How many fitting requests pass first.
        times: How many requests it hits.
        retry_after: Seconds that `secondary` names; None names none.
    """

    kind: Kind
    when: When = "before"
    method: str | None = None
    path: str | None = None
    operation: str | None = None
    writes: bool | None = None
    after_requests: int = 0
    times: int = 1
    status: int = 502
    retry_after: int | None = None
    seconds: float = 0.0
    count: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}")

    def fits(self, request: Sent) -> bool:
        """Whether a request is one that it is for."""
        return (
            self.method in {None, request.method}
            and re.search(self.path or "", request.path) is not None
            and (self.operation is None or _matches(self.operation, request.operation))
            and self.writes in {None, request.writes}
            and (request.listing or self.kind not in {"lag", "repeat", "skip"})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a fault may look at: a request, numbered from 1.

    Attributes:
        operation: The GraphQL operation, such as `mutation CreateIssue`, or None.
        writes: Whether it can write: a mutation, or a REST method other than GET.
        listing: Whether it lists issues.
    """

    number: int
    method: str
    path: str
    operation: str | None
    writes: bool
    listing: bool


Hook = Callable[[Sent], None]


@dataclass(slots=True)
class Faults:
    """The faults in force. `script` adds some, `seed` adds chance, `clear` ends them all."""

    _scripted: list[Fault] = field(default_factory=list)
    _random: random.Random | None = None
    _rate: float = 0.0
    _kinds: tuple[tuple[Kind, When], ...] = CHANCES
    _hooks: list[tuple[When, int | None, Hook]] = field(default_factory=list)
    injected: list[tuple[Sent, Fault]] = field(default_factory=list)

    def script(self, *faults: Fault) -> None:
        """Add faults; a request meets the first that fits it."""
        self._scripted.extend(faults)

    def seed(self, seed: int, rate: float, kinds: Iterable[tuple[Kind, When]] = CHANCES) -> None:
        """Let every request fail with a chance of `rate` (0 to 1), the same way for one seed."""
        self._random = random.Random(seed)  # noqa: S311 - repeatable chance, not secrecy
        self._rate = rate
        self._kinds = tuple(kinds)

    def before(self, number: int | None, hook: Hook) -> None:
        """Call the hook before request `number` (None: every one) is applied."""
        self._hooks.append(("before", number, hook))

    def after(self, number: int | None, hook: Hook) -> None:
        """Call the hook after request `number` is applied and before it is answered."""
        self._hooks.append(("after", number, hook))

    def clear(self) -> None:
        """End all faults, chances and hooks."""
        self._scripted.clear()
        self._hooks.clear()
        self._random = None

    def call_hooks(self, when: When, request: Sent) -> None:
        """Call the hooks of a request."""
        for at, number, hook in tuple(self._hooks):
            if at == when and number in {None, request.number}:
                hook(request)

    def take(self, request: Sent) -> Fault | None:
        """The fault that a request meets, counted as used up."""
        found = self._from_script(request) or self._from_chance()
        if found is not None:
            self.injected.append((request, found))
        return found

    def _from_script(self, request: Sent) -> Fault | None:
        for place, fault in enumerate(self._scripted):
            if not fault.fits(request):
                continue
            if fault.after_requests:
                self._scripted[place] = replace(fault, after_requests=fault.after_requests - 1)
                continue
            if fault.times <= 1:
                del self._scripted[place]
            else:
                self._scripted[place] = replace(fault, times=fault.times - 1)
            return fault
        return None

    def _from_chance(self) -> Fault | None:
        if self._random is None or self._random.random() >= self._rate:
            return None
        kind, when = self._random.choice(self._kinds)
        status = self._random.choice((500, 502, 504))
        return Fault(kind=kind, when=when, status=status)


def _matches(pattern: str, operation: str | None) -> bool:
    return operation is not None and re.search(pattern, operation) is not None
