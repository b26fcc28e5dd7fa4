from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ucops.app.kept import Kept, kept_for

ROOT = Path("programme")


def kept_in(folder: Path) -> Kept:
    return kept_for(folder.parent / ROOT, {"UCOPS_CACHE_DIR": str(folder)})


def held(folder: Path) -> bool:
    """Whether something that is kept there is found by the next run."""
    kept = kept_in(folder)
    kept.put("a", [1])
    kept.save()
    return kept_in(folder).get("a") == [1]


def test_what_is_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    assert held(tmp_path / "cache")
    assert kept_in(tmp_path / "cache").get("b") is None
    other = kept_for(tmp_path / "another", {"UCOPS_CACHE_DIR": str(tmp_path / "cache")})
    assert other.get("a") is None


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CACHE_HOME": "{}/x", "HOME": "{}/h"}, "x/ucops"),
        ({"HOME": "{}/h"}, "h/.cache/ucops"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "{}/h"}, "h/.cache/ucops"),
        ({"UCOPS_CACHE_DIR": "{}/own", "XDG_CACHE_HOME": "{}/x"}, "own"),
    ],
)
def test_where_it_is_kept(environment: dict[str, str], folder: str, tmp_path: Path) -> None:
    given = {name: value.format(tmp_path) for name, value in environment.items()}
    kept = kept_for(tmp_path / ROOT, given)
    kept.put("a", 1)
    kept.save()
    assert [*(tmp_path / folder).glob("*.lines")]


def test_without_a_home_nothing_is_kept(tmp_path: Path) -> None:
    kept = kept_for(tmp_path, {})
    kept.put("a", 1)
    kept.save()
    assert kept.get("a") is None


def _inside(folder: Path) -> None:
    (folder.parent / ROOT).symlink_to(folder.parent)


def _shared(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def _no_folder(folder: Path) -> None:
    folder.write_text("in the way")


@pytest.mark.parametrize("arrange", [_inside, _shared, _no_folder])
def test_a_place_that_others_write_to_is_not_used(
    arrange: Callable[[Path], None], tmp_path: Path
) -> None:
    arrange(tmp_path / "cache")
    assert not held(tmp_path / "cache")


def test_somebody_elses_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert held(tmp_path / "cache")
    monkeypatch.setattr(os, "getuid", lambda: os.stat(tmp_path).st_uid + 1)  # noqa: PTH116 - of the folder itself
    assert not held(tmp_path / "cache")


def test_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise PermissionError

    kept = kept_in(tmp_path / "cache")
    kept.put("a", 1)
    monkeypatch.setattr("ucops.app.kept.write_whole", refused)
    kept.save()
    assert kept.get("a") == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"ucops 0\na 1\n",
        b"ucops 1\na {\n",
        b"ucops 1\na\n",
        b"ucops 1\na " + b"[" * 200_000,
        b"\xff",
    ],
)
def test_what_cannot_be_read_is_nothing(raw: bytes, tmp_path: Path) -> None:
    assert held(tmp_path / "cache")
    (file,) = (tmp_path / "cache").glob("*.lines")
    file.write_bytes(raw)
    assert kept_in(tmp_path / "cache").get("a") is None
    assert held(tmp_path / "cache")


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    for day in range(20):
        kept = kept_in(tmp_path / "cache")
        for number in range(10):
            kept.put(f"{day}-{number}", number)
        kept.save()
    (file,) = (tmp_path / "cache").glob("*.lines")
    assert len(file.read_text().splitlines()) == 1 + 10 * 2


def test_a_programme_that_nobody_checks_is_forgotten(tmp_path: Path) -> None:
    assert held(tmp_path / "cache")
    (old,) = (tmp_path / "cache").glob("*.lines")
    os.utime(old, (time.time() - 40 * 24 * 3600,) * 2)
    other = kept_for(tmp_path / "another", {"UCOPS_CACHE_DIR": str(tmp_path / "cache")})
    other.put("a", 1)
    other.save()
    assert old not in (tmp_path / "cache").glob("*.lines")


def test_a_place_in_the_repository_around_the_programme_is_not_used(tmp_path: Path) -> None:
    environment = {"UCOPS_CACHE_DIR": str(tmp_path / "top/cache")}
    root = tmp_path / "top/marketing"
    root.mkdir(parents=True)
    assert kept_for(root, environment).keeps
    (tmp_path / "top/.git").write_text("gitdir: elsewhere")
    assert not kept_for(root, environment).keeps


def test_where_nobody_says_who_may_write_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ucops.app.kept.sys.platform", "win32")
    monkeypatch.delattr(os, "getuid")
    assert not held(tmp_path / "cache")
