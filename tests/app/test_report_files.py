from __future__ import annotations

import json
from pathlib import Path

import pytest

from ucops.app.last_report import read_index
from ucops.app.report_files import Stale, stale, write
from ucops.errors import UsageError
from ucops.pages.roadmap.render import MARKER
from ucops.progress.index import digest

FILES = {
    "ROADMAP.md": f"{MARKER}\n# Roadmap\n",
    "roadmap/ci.md": f"{MARKER}\n# CI\n",
    "roadmap/charts/ci.svg": f"{MARKER}\n<svg/>\n",
    "roadmap/index.json": json.dumps({"version": 1, "as_of": "2026-11-22", "done": 1}) + "\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, FILES, stale(tmp_path, "roadmap", FILES))
    return tmp_path


def test_a_first_report_is_written_whole(tmp_path: Path) -> None:
    found = stale(tmp_path, "roadmap", FILES)
    assert found == Stale(tuple(sorted(FILES)), ())
    write(tmp_path, FILES, found)
    there = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert there == FILES.keys()
    assert all((tmp_path / path).read_bytes() == text.encode() for path, text in FILES.items())


def test_a_current_report_is_left_alone(root: Path) -> None:
    assert not stale(root, "roadmap", FILES)


def test_an_index_that_differs_in_its_day_alone_is_current(root: Path) -> None:
    later = FILES | {
        "roadmap/index.json": json.dumps({"version": 1, "as_of": "2026-11-23", "done": 1})
    }
    assert not stale(root, "roadmap", later)
    changed = FILES | {
        "roadmap/index.json": json.dumps({"version": 1, "as_of": "2026-11-22", "done": 2})
    }
    assert stale(root, "roadmap", changed).changed == ("roadmap/index.json",)


def history(planned: int | None, done: int = 1) -> dict[str, str]:
    weeks = [{"week": "2026-W47", "done": done, "planned": planned}]
    document = {"version": 1, "as_of": "2026-11-22", "history": weeks}
    return {"roadmap/index.json": json.dumps({**document, "digest": digest(document)})}


def test_what_only_a_whole_clone_knows_makes_no_report_stale(root: Path) -> None:
    write(root, FILES, stale(root, "roadmap", FILES | history(3)))
    (root / "roadmap" / "index.json").write_text(history(3)["roadmap/index.json"])
    assert not stale(root, "roadmap", FILES | history(None))
    assert stale(root, "roadmap", FILES | history(3, done=2)).changed == ("roadmap/index.json",)
    forged = history(3)["roadmap/index.json"].replace("sha256:", "sha256:0")
    (root / "roadmap" / "index.json").write_text(forged)
    assert stale(root, "roadmap", FILES | history(3)).changed == ("roadmap/index.json",)


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_broken_index_is_written_anew(root: Path, text: str) -> None:
    (root / "roadmap/index.json").write_bytes(text.encode(errors="surrogateescape"))
    assert stale(root, "roadmap", FILES).changed == ("roadmap/index.json",)
    assert read_index(root / "roadmap/index.json") == {}


def test_an_index_is_read(root: Path) -> None:
    assert read_index(root / "roadmap/index.json") == {
        "version": 1,
        "as_of": "2026-11-22",
        "done": 1,
    }
    assert read_index(root / "nowhere.json") == {}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("ROADMAP.md", "# Our own plans\n"),
        ("roadmap/ci.md", f"\n{MARKER}\n"),
        ("roadmap/charts/ci.svg", "<svg/>"),
        ("roadmap/index.json", '{"name": "version"}'),
        ("roadmap/index.json", "{"),
    ],
)
def test_what_somebody_else_wrote_is_not_overwritten(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text)
    (root / ("roadmap/ci.md" if path == "ROADMAP.md" else "ROADMAP.md")).unlink()
    with pytest.raises(UsageError, match=f"nothing was written: {path} is there, and not rend"):
        write(root, FILES, stale(root, "roadmap", FILES))
    assert (root / path).read_text() == text
    assert not all((root / name).exists() for name in FILES)


@pytest.mark.parametrize("text", ['{"version": 2}', "[]", "{"])
def test_a_page_that_is_named_like_data_does_not_replace_it(tmp_path: Path, text: str) -> None:
    files = {"usecase.schema.json": f"{MARKER}\n# Roadmap\n"}
    (tmp_path / "usecase.schema.json").write_text(text)
    assert stale(tmp_path, "roadmap", files).changed == ("usecase.schema.json",)


def test_a_folder_in_a_file_s_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "ROADMAP.md").mkdir()
    with pytest.raises(UsageError, match=r"nothing was written: ROADMAP\.md is there"):
        write(tmp_path, FILES, stale(tmp_path, "roadmap", FILES))


@pytest.mark.parametrize("path", FILES)
def test_an_empty_file_and_one_that_a_merge_left_its_marks_in_are_written_anew(
    root: Path, path: str
) -> None:
    for text in ("", FILES[path][:90].replace(",", ",\n<<<<<<< HEAD", 1)):
        (root / path).write_text(text)
        write(root, FILES, stale(root, "roadmap", FILES))
        assert (root / path).read_text() == FILES[path]


def test_only_what_was_generated_is_removed(root: Path) -> None:
    for name, text in {
        "roadmap/gone.md": f"{MARKER}\n# Gone\n",
        "roadmap/charts/gone.svg": f"{MARKER}\n<svg/>\n",
        "roadmap/notes.md": "# Notes of ours\n",
        "roadmap/charts/ours.svg": "<svg/>",
    }.items():
        (root / name).write_text(text)
    found = stale(root, "roadmap", FILES)
    assert found == Stale((), ("roadmap/charts/gone.svg", "roadmap/gone.md"))
    write(root, FILES, found)
    left = {path.name for path in (root / "roadmap").rglob("*") if path.is_file()}
    assert left == {"ci.md", "ci.svg", "index.json", "notes.md", "ours.svg"}


def test_a_changed_file_keeps_its_mode(root: Path) -> None:
    (root / "ROADMAP.md").chmod(0o640)
    changed = FILES | {"ROADMAP.md": "# New\n"}
    write(root, changed, stale(root, "roadmap", changed))
    assert (root / "ROADMAP.md").stat().st_mode & 0o777 == 0o640
    assert (root / "ROADMAP.md").read_text() == "# New\n"
    assert (root / "roadmap/ci.md").stat().st_mode & 0o400


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no room")

    changed = FILES | {"ROADMAP.md": "# New\n"}
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no room"):
        write(root, changed, stale(root, "roadmap", changed))
    assert (root / "ROADMAP.md").read_text() == FILES["ROADMAP.md"]
    assert sorted(path.name for path in root.iterdir()) == ["ROADMAP.md", "roadmap"]


@pytest.mark.parametrize("way", ["folder", "file"])
def test_nothing_is_written_through_a_link_into_a_folder_that_acts(
    tmp_path: Path, way: str
) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    if way == "folder":
        (tmp_path / "roadmap").symlink_to(tmp_path / ".github/workflows")
    else:
        (tmp_path / "ROADMAP.md").symlink_to(tmp_path / ".github/workflows/evil.yml")
    with pytest.raises(UsageError, match="leads elsewhere by a symbolic link"):
        write(tmp_path, FILES, stale(tmp_path, "roadmap", FILES))
    assert list((tmp_path / ".github/workflows").iterdir()) == []


def test_nothing_is_written_or_removed_through_a_link_out_of_the_repository(
    tmp_path: Path,
) -> None:
    root, elsewhere = tmp_path / "repository", tmp_path / "elsewhere"
    for folder in (root, elsewhere):
        folder.mkdir()
    (elsewhere / "left.md").write_text(f"{MARKER}\n")
    (root / "roadmap").symlink_to(elsewhere)
    files = {"ROADMAP.md": "a roadmap", "roadmap/ci.md": "a page"}
    found = stale(root, "roadmap", files)
    for what in (found, Stale((), found.removed)):
        with pytest.raises(UsageError, match="leads elsewhere by a symbolic link"):
            write(root, files, what)
    assert [path.name for path in elsewhere.iterdir()] == ["left.md"]
    assert [path.name for path in root.iterdir()] == ["roadmap"]
