"""The weather of a storm: faults on the wire, small pages, and a time that stands still."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from chaos_files import WEB
from fake.faults import CHANCES, Fault, Faults, Kind, When
from fake.inside import Time
from fake.service import Service, opened

from ucops.sandbox.rest import paging

SMALL_PAGE = 7
"""Issues on a page, so that a programme of twenty is a listing of several pages."""

FAULTS = frozenset(
    {f"{kind} {when}" for kind, when in CHANCES}
    | {f"{kind} before" for kind in ("secondary", "primary", "lag", "repeat", "skip", "slow")}
)
"""Every fault that `trouble` can bring, as a tally names it."""


def trouble(dice: random.Random, faults: Faults) -> None:
    """Let some of the next requests meet faults of every kind."""
    if dice.random() < 0.25:
        return
    faults.seed(dice.getrandbits(32), dice.choice((0.02, 0.1, 0.3)), CHANCES)
    for _ in range(dice.randint(0, 5)):
        faults.script(_fault(dice))


def _fault(dice: random.Random) -> Fault:
    kind = dice.choice(
        (
            "listing",
            "listing",
            "listing",
            "secondary",
            "secondary",
            "primary",
            "slow",
            "broken",
            "broken",
        )
    )
    late = dice.randint(0, 40)
    match kind:
        case "listing":
            shift: Kind = dice.choice(("lag", "repeat", "skip"))
            count, after = dice.randint(1, 6), dice.randint(0, 2)
            return Fault(kind=shift, count=count, after_requests=after, times=3)
        case "secondary":
            named, status = dice.choice((None, 1, 30, 300)), dice.choice((403, 429))
            return Fault(kind="secondary", status=status, retry_after=named, after_requests=late)
        case "primary":
            return Fault(kind="primary", seconds=dice.choice((20, 90, 600)), after_requests=late)
        case "slow":
            return Fault(kind="slow", seconds=dice.choice((5, 29, 60)), after_requests=late)
    return _broken(dice)


def _broken(dice: random.Random) -> Fault:
    kind: Kind
    when: When
    kind, when = dice.choice(CHANCES)
    return Fault(
        kind=kind,
        when=when,
        writes=dice.choice((True, None)),
        status=dice.choice((500, 502, 504)),
        after_requests=dice.randint(0, 8),
        times=dice.choice((1, 1, 2, 5)),
    )


@contextmanager
def weather() -> Iterator[tuple[Service, Time]]:
    """A sandbox in which time stands still until somebody waits."""
    clock = Time()
    with opened(others=[WEB], clock=clock) as service:
        service.address = "http://127.0.0.1:1"
        yield service, clock


@contextmanager
def small_pages() -> Iterator[None]:
    """GitHub gives less of a listing at once than it is asked for."""
    with mock.patch.object(paging, "MOST", SMALL_PAGE):
        yield
