"""How many requests runs send, to the request: benchmarks/asking.py counts larger programmes."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from asking import Asked, asked

HELD = [
    Asked(4, 25, 104, 104, creating=104, arranging=43, reading=4, cold=5, warm=3, changed=7),
    # More labels than a page of 100 takes.
    Asked(95, 1, 190, 190, creating=190, arranging=108, reading=4, cold=4, warm=3, changed=6),
]
WARM = 5
"""Requests of a plan with the cache of the sync before, whatever there is of everything."""
BEYOND = 6
"""Requests of a plan without a cache, beside a page for each hundred issues."""


@pytest.mark.slow
@pytest.mark.parametrize("held", HELD, ids=lambda held: f"{held.use_cases} × {held.items}")
def test_no_run_asks_more_than_is_held(held: Asked) -> None:
    now = asked(held.use_cases, held.items)
    assert now.creating == now.filed
    assert now.cold <= -(-now.issues // 100) + BEYOND
    assert now.warm <= WARM
    before = asdict(held)
    changed = {name: (before[name], count) for name, count in asdict(now).items()}
    different = {name: both for name, both in changed.items() if both[0] != both[1]}
    assert not different, (
        f"with {held.use_cases} use cases of {held.items} items the requests are not those that "
        f"are held (held, now): {different}. Fewer: write the new counts into HELD in "
        "tests/speed/test_requests.py. More: find what asks again for what is known, or write them "
        "there and say in the commit what people get for it"
    )
