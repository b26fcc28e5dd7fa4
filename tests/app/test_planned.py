"""What was planned in past weeks, from the history of the files in git."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from ucops.app import planned as module
from ucops.app.planned import planned
from ucops.progress.history import Week
from ucops.reading.load import load

TODAY = dt.date(2026, 11, 25)
MONDAYS = [dt.date(2026, 11, 2) + dt.timedelta(weeks=n) for n in range(4)]
WEEKS = [Week(monday, 0, 0, 0) for monday in MONDAYS]


def save(root: Path, items: int, status: str = "active") -> None:
    bom = "".join(f"  item-{n}: {{title: Item {n}}}\n" for n in range(items))
    text = f"title: CI\nproblem: P\nstatus: {status}\nbom:\n{bom}  old: {{retired: 2026-01-01}}\n"
    (root / "ucops.yaml").write_text("version: 1\npreset: none\n")
    (root / "usecases").mkdir(exist_ok=True)
    (root / "usecases" / "ci.yaml").write_text(text)


def commit(root: Path, on: str) -> None:
    env = {"GIT_COMMITTER_DATE": f"{on}T12:00:00Z", "PATH": "/usr/bin:/bin"}
    who = ["-c", "user.name=Octo", "-c", "user.email=octo@acme.example"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "Plan"]):
        subprocess.run(["git", "-C", root, *words], check=True, env=env)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two items on Tuesday of the second week, three on its Sunday, five since."""
    folder = tmp_path / "clone"
    folder.mkdir()
    for items, on in ((2, "2026-11-10"), (3, "2026-11-15"), (4, "2026-11-24")):
        save(folder, items)
        commit(folder, on)
    save(folder, 5)
    return folder


def asked(root: Path) -> list[int | None]:
    found = planned(root, load(root).catalog, WEEKS, TODAY)
    return [found.get(monday) for monday in MONDAYS]


def test_each_week_says_what_the_files_wanted_at_its_end(root: Path) -> None:
    assert asked(root) == [None, 3, 3, 5]


def test_drafts_want_nothing(root: Path) -> None:
    save(root, 4, "draft")
    assert asked(root)[-1] == 0


def test_a_shared_piece_is_wanted_once(root: Path) -> None:
    text = "title: CD\nproblem: P\nstatus: active\nbom: {same: {shared: ci/item-1}}\n"
    (root / "usecases" / "cd.yaml").write_text(text)
    assert asked(root)[-1] == 5


def test_a_folder_below_the_top_of_the_clone_is_found(root: Path) -> None:
    below = root / "programme"
    below.mkdir()
    save(below, 7)
    commit(root, "2026-11-17")
    assert asked(below) == [None, None, 7, 7]


def test_a_shallow_clone_and_no_clone_know_the_running_week_only(
    root: Path, tmp_path: Path
) -> None:
    shallow, bare = tmp_path / "shallow", tmp_path / "bare"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{root}", shallow], check=True)
    bare.mkdir()
    save(bare, 1)
    assert asked(shallow) == [None, None, None, 4]
    assert asked(bare) == [None, None, None, 1]


def test_files_that_cannot_be_read_any_more_say_nothing(root: Path) -> None:
    (root / "ucops.yaml").write_text("version: 2\n")
    commit(root, "2026-11-16")
    save(root, 5)
    assert asked(root) == [None, 3, None, 5]


def test_older_weeks_are_left_out_where_there_is_too_much_to_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(root, 6)
    commit(root, "2026-11-18")
    monkeypatch.setattr(module, "FILES", 1)
    assert asked(root) == [None, None, 6, 6]
