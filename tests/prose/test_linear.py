"""What reads people's text takes twice as long for twice as much, whatever it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module

import pytest
from counting import calls as counted_calls
from effort import grows

from ucops.github.body import carry_ticks
from ucops.prose.calls import calls
from ucops.prose.markdown import as_it_is, block, escape
from ucops.prose.openings import openings
from ucops.prose.visible import without_commands

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
SHORT, LONG = 1_000, 2_000
"""Characters, for what is counted."""
STEPS = 2.2
"""Twice as much text may take so many times the steps: the most of any token is 2.1."""


def test_there_are_a_hundred_tokens() -> None:
    assert len(set(WORDS)) >= 100


@pytest.mark.slow
@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)
def test_twice_as_much_text_takes_twice_as_many_steps(scan: Callable[[str], object]) -> None:
    """A step is a call of a function, Python's or C's: no other work on the machine changes it."""
    grown = {}
    for word in WORDS:
        short, long = (
            counted_calls(partial(scan, _filled(word, size))).all for size in (SHORT, LONG)
        )
        if long > STEPS * short:
            grown[word] = (short, long)
    assert grown == {}, "the steps for twice as much of these grew by more than twice"


@pytest.mark.slow
@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)
def test_no_regular_expression_goes_back_again_and_again(scan: Callable[[str], object]) -> None:
    """The steps inside a regular expression cannot be counted from outside: these are timed."""
    assert [word for word in WORDS if grows(partial(_scanned, scan, word))] == []


def _scanned(scan: Callable[[str], object], word: str, size: int) -> None:
    scan(_filled(word, size))


def _filled(word: str, size: int) -> str:
    return word * (size // len(word))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (without_commands, lambda size: "\n" * size + "x"),
        (without_commands, lambda size: "\r" * size + "x"),
        (lambda text: carry_ticks(text, text), lambda size: f"- [ ] a{' ' * size}b"),
    ],
)
def test_blanks_are_not_gone_back_over(
    read: Callable[[str], object], text: Callable[[int], str]
) -> None:
    assert not grows(lambda size: read(text(size * 5)))


@pytest.mark.parametrize(
    ("module", "name", "text"),
    [
        ("exchange.values", "_APART", lambda size: f"a{' ' * size}b"),
        ("github.granting", "_PERMISSION", lambda size: "_" * size),
        ("preview.private", "_PROOF", lambda size: " " * size + "x"),
        ("preview.private", "_PROOF", lambda size: f" proof: {' ' * size}x"),
        ("reading.closely", "_TOP_KEY", lambda size: f"a{' ' * size}x"),
        ("slips.signs", "_RANKED_TEXT", lambda size: f"# 1{' ' * size}x"),
    ],
)
def test_nor_are_they_by_patterns_that_are_far_down(
    module: str, name: str, text: Callable[[int], str]
) -> None:
    pattern: re.Pattern[str] = getattr(import_module(f"ucops.{module}"), name)
    use = pattern.findall if name in {"_APART", "_PERMISSION"} else pattern.match
    assert not grows(lambda size: use(text(size * 5)))
