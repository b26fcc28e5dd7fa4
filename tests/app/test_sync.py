"""The recipe of `ucops sync`, on an embedded GitHub without sockets: what is asked and said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fake import Service, opened
from fake.inside import Time, through

from ucops.app.adopt import adopt
from ucops.app.plan import Planned, plan
from ucops.app.report import report
from ucops.app.run import Run
from ucops.app.snapshot import snapshot
from ucops.app.sync import Person, Wishes, sync
from ucops.errors import RefusedError
from ucops.sandbox.founding import REPOSITORY, TOKEN
from ucops.sync.applied import Outcome

FILES = {
    "ucops.yaml": "version: 1\npreset: none\n",
    "usecases/ci.yaml": """\
title: Continuous integration
problem: Building by hand holds every change up.
status: active
bom:
  demo: {title: Demo video}
  deck: {title: Deck}
""",
}
WISHES: Wishes = {
    "dry_run": False,
    "yes": False,
    "only": (),
    "expect": None,
    "force": False,
    "max_writes": 0,
    "close_orphans": False,
    "cache": None,
    "journal": None,
    "format_": "text",
}


class Watcher:
    """A person who answers in one way, and remembers what they were asked and told."""

    def __init__(self, *, agrees: bool = True, stops_after: int = 1000) -> None:
        self.agrees, self.stops_after = agrees, stops_after
        self.asked: list[tuple[int, str]] = []
        self.told: list[str] = []

    @property
    def person(self) -> Person:
        return Person(
            agrees=self._agrees,
            interrupts=lambda: len(self.told) >= self.stops_after,
            watches=self._watches,
        )

    def _agrees(self, planned: Planned, where: str) -> bool:
        self.asked.append((len(planned.plan.changes), where))
        return self.agrees

    @contextmanager
    def _watches(self, total: int) -> Iterator[Callable[[Outcome], None]]:
        self.total = total
        yield lambda outcome: self.told.append(f"{outcome.status} {outcome.change.key}")


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def service(time: Time) -> Iterator[Service]:
    with opened(clock=time) as running:
        yield running


@pytest.fixture
def run(service: Service, time: Time, tmp_path: Path) -> Run:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return Run(
        root=tmp_path,
        environment={"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": REPOSITORY},
        now=time,
        sleep=time.sleep,
        transport=lambda *_: through(service, time),
    )


def writes(service: Service) -> int:
    return sum(request.wrote for request in service.requests)


def test_a_person_who_agrees_is_asked_once_and_told_of_every_change(run: Run) -> None:
    watcher = Watcher()
    synced = sync(run, WISHES, watcher.person)
    assert watcher.asked == [(watcher.total, f"{REPOSITORY} on github.com as octo-bot")]
    assert len(watcher.told) == watcher.total
    assert {told.split()[0] for told in watcher.told} == {"done"}
    assert (synced.exit_code, synced.refused) == (0, False)
    assert sync(run, WISHES, watcher.person).applied is None
    assert len(watcher.asked) == 1


def test_nothing_is_written_when_a_person_says_no(run: Run, service: Service) -> None:
    said: list[str] = []
    synced = sync(replace(run, say=said.append), WISHES, Watcher(agrees=False).person)
    assert (synced.exit_code, synced.refused, writes(service)) == (1, True, 0)
    assert said == [
        f"{REPOSITORY} on github.com, as GITHUB_REPOSITORY says",
        "as octo-bot",
        "Nothing was written.",
    ]


def test_a_person_can_stop_it_and_the_next_run_goes_on(run: Run) -> None:
    wishes: Wishes = {**WISHES, "yes": True}
    watcher = Watcher(stops_after=3)
    assert sync(run, wishes, watcher.person).exit_code == 130
    assert not watcher.asked
    assert sync(run, wishes, Watcher().person).exit_code == 0
    assert not plan(run).plan.changes


def test_what_expect_refuses_is_not_written(run: Run, service: Service) -> None:
    with pytest.raises(RefusedError, match="nothing was written"):
        sync(run, {**WISHES, "yes": True, "expect": "sha256:0"}, Watcher().person)
    assert writes(service) == 0


def test_waits_are_said_in_time_that_nobody_waits_for(run: Run, time: Time) -> None:
    limited = FILES["ucops.yaml"] + "limits: {writes_per_minute: 1}\n"
    (run.root / "ucops.yaml").write_text(limited)
    said: list[str] = []
    began = time.now
    sync(replace(run, say=said.append), {**WISHES, "yes": True}, Watcher().person)
    assert any(line.startswith("waiting ") for line in said)
    assert time.now > began


def test_every_request_is_traced(run: Run) -> None:
    traced: list[str] = []
    plan(replace(run, trace=traced.append))
    assert any(line.startswith("GET /repos/") and " 200 " in line for line in traced)


def test_a_snapshot_stands_for_github(run: Run, tmp_path: Path) -> None:
    sync(run, {**WISHES, "yes": True}, Watcher().person)
    file = tmp_path / "held.json"
    assert len(snapshot(run, file).issues) == 3
    offline = Run(root=run.root, now=run.now)
    assert not plan(offline, snapshot=file).plan.changes
    assert report(offline, file, None, check=False).stale.changed
    assert not report(run, None, None, check=True).stale


def test_an_issue_is_taken_over(run: Run) -> None:
    sync(run, {**WISHES, "yes": True, "max_writes": 0, "only": ("ci",)}, Watcher().person)
    assert adopt(run, "ci/demo", "2").number == 2
