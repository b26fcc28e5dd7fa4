"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ucops.disk import write_whole


def test_a_new_file_in_new_folders(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.md"
    write_whole(file, "Café\n")
    assert file.read_bytes() == "Café\n".encode()
    assert [one.name for one in file.parent.iterdir()] == ["b.md"]


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("before")
    file.chmod(0o640)
    write_whole(file, "after")
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("after", 0o640)


def test_a_link_leads_where_it_led(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.md"
    link.symlink_to("there/file.md")
    write_whole(link, "text")
    assert link.is_symlink()
    assert (tmp_path / "there" / "file.md").read_text() == "text"


def test_nothing_is_left_of_a_text_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_text("before")

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, "after")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("a.md", "before")]


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "text")
    assert os.read(reading, 9) == b"text"
    os.close(reading)
    assert pipe.is_fifo()
