from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

import pytest

from ucops.app import halves
from ucops.app.halves import PAYS, in_halves

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one process does it elsewhere")
MANY = range(PAYS)
HERE = os.getpid()


@pytest.fixture(autouse=True)
def processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})


def test_the_other_half_is_done_elsewhere_and_everything_once() -> None:
    said: list[str] = []
    done = dict(in_halves(MANY, lambda one: [one * 2, os.getpid() == HERE], said.append))
    assert done == {one: [one * 2, one < PAYS // 2] for one in MANY}
    assert said == []


@pytest.mark.parametrize("count", [0, 1, PAYS - 1])
def test_for_few_things_one_process_is_enough(count: int) -> None:
    done = list(in_halves(range(count), lambda _one: os.getpid(), print))
    assert done == [(one, HERE) for one in range(count)]


def _refused() -> int:
    raise OSError("no more processes")


@pytest.mark.parametrize(
    ("name", "instead"),
    [("sched_getaffinity", lambda _process: {0}), ("fork", _refused)],
    ids=["one processor", "no process"],
)
def test_without_a_second_process_all_is_done_here(
    name: str, instead: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, name, instead)
    assert {there for _, there in in_halves(MANY, lambda _one: os.getpid(), print)} == {HERE}


def _ends(one: int) -> int:
    if one == PAYS - 10 and os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return one


def _fails(one: int) -> int:
    if one == PAYS - 10 and os.getpid() != HERE:
        raise ValueError
    return one


@pytest.mark.parametrize(("work", "how"), [(_ends, "by signal 9"), (_fails, "with code 1")])
def test_what_a_process_leaves_is_done_here_and_said(work: Callable[[int], int], how: str) -> None:
    said: list[str] = []
    assert dict(in_halves(MANY, work, said.append)) == {one: one for one in MANY}
    (line,) = said
    assert how in line


def test_an_error_here_ends_the_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    wait = os.waitpid
    monkeypatch.setattr(halves.os, "waitpid", lambda *given: ended.append(given[0]) or wait(*given))

    def work(one: int) -> int:
        while os.getpid() != HERE:
            signal.pause()
        raise KeyboardInterrupt(one)

    with pytest.raises(KeyboardInterrupt):
        list(in_halves(MANY, work, print))
    assert len(ended) == 1
