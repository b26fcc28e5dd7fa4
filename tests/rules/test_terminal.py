from __future__ import annotations

import pytest
from rich.text import Text

from ucops.pages.findings.terminal import Terminal


@pytest.mark.parametrize(("width", "columns"), [(10, 40), (40, 40), (41, 41), (100, 100)])
def test_lines_are_as_long_as_the_terminal_but_never_below_forty(width: int, columns: int) -> None:
    terminal = Terminal(color=False, width=width)
    terminal.say(Text("x" * 300))
    assert max(map(len, terminal.text().splitlines())) == columns


def test_nothing_is_coloured_that_nobody_coloured() -> None:
    terminal = Terminal(color=True, width=80)
    terminal.say("12 items, 'one' of them done on 2026-12-01")
    assert terminal.text() == "12 items, 'one' of them done on 2026-12-01\n"


def test_blanks_at_the_ends_of_lines_are_left_out() -> None:
    terminal = Terminal(color=False, width=80)
    terminal.say("one  \ntwo ")
    assert terminal.text() == "one\ntwo\n"
