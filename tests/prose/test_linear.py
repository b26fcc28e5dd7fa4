"""What reads people's text takes twice as long for twice as much, whatever it is made of."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from ucops.prose.calls import calls
from ucops.prose.markdown import as_it_is, block, escape
from ucops.prose.openings import openings

TOKENS = """\
a<!--
<!-- | <!-- -- | <? | <x> | <![CDATA[ | < | </ | <a | <a href= | & | &# | &#97; | @ | @a
# | #1 | GH- | GH | \\ | \\\\ | ` | `` | ``` | ~~~ | * | ** | _ | __ | [ | ] | ]( | [a](
![ | ( | ) | - | > | 1. | a | 0 | 0a1b2c3 | http:// | https://github.com/a/b/issues/1
www. | a@b.c | @@ | ## | a.b | -- | --- | --> | <!--> | = | <b> | </b> | <b><i> | <br>
<!a | <?x?> | <!--- | &amp; | &lt; | `a | a`b | *a | *a* | _a_b | [a][b] | [[ | ]] | []()
<http://a> | <a@b.c> | //github.com/a/b/issues/1 | /a/b/issues/1 | href="/a | x=" | ' | "
a | \u200b | \u202e | \u00e9 | \U0001f600 | --!> | <a b=" | <a b=' | \\( | \\@a | @* | #*
GH\\- | ](/a/b/issues/1 | ]]> | ?> | <!DOCTYPE | <div | <p> | <td> | <!-- > | &commat;
&#x40; | redirect.github.com
""".replace("\n", " | ")
WORDS = [one for one in TOKENS.replace("\n", " | ").split(" | ") if one]
SCANS: dict[str, Callable[[str], object]] = {
    "calls": lambda text: list(calls(text, "https://github.com")),
    "openings": openings,
    "block": lambda text: block.__wrapped__(text, "https://github.com"),
    "escaped": lambda text: escape(as_it_is("") + text),
}
SHORT, LONG = 1_000, 4_000
"""Characters: four times as many take four times as long, and sixteen times when it is squared."""
LEAST = 0.004
"""What takes less processor time than this, in seconds, has not grown."""


def test_there_are_a_hundred_tokens() -> None:
    assert len(set(WORDS)) >= 100


@pytest.mark.slow
@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)
def test_every_scan_is_linear(scan: Callable[[str], object]) -> None:
    """What seems to grow too fast is looked at again, larger: others work on this machine, too."""
    grown = [word for word in WORDS if _grows(scan, word, 1) and _grows(scan, word, 2)]
    assert grown == []


def _grows(scan: Callable[[str], object], token: str, times: int) -> bool:
    short, long = (_spent(scan, token, size * times) for size in (SHORT, LONG))
    return long > 8 * max(short, LEAST / 4)


def _spent(scan: Callable[[str], object], token: str, size: int) -> float:
    text = token * (size // len(token))
    begun = time.process_time()
    scan(text)
    return time.process_time() - begun
