from __future__ import annotations

import stat
from collections import Counter
from pathlib import Path

import pytest

from ucops.app.mended_files import count_mendable, diff, mended_files, write
from ucops.errors import UsageError
from ucops.reading.load import load

GOOD = "title: X\nproblem: Y\n"
WRONG = "title: no\nproblem: Y\nlinks: {topic-page: TBD}\n"
RIGHT = 'title: "no"\nproblem: Y\nlinks: {topic-page: tbd}\n'
FILE = "usecases/a.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    (tmp_path / FILE).write_text(WRONG)
    (tmp_path / "usecases/b.yaml").write_text(GOOD)
    return tmp_path


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "usecases").iterdir())


def test_only_what_changes_is_named_and_nothing_is_written(root: Path) -> None:
    mended = mended_files(root, ["ucops.yaml", FILE, "usecases/b.yaml", "usecases/gone.yaml"])
    assert list(mended) == [FILE]
    assert mended[FILE].after.decode() == RIGHT
    assert (root / FILE).read_text() == WRONG


def test_writing_keeps_the_mode_and_leaves_nothing_behind(root: Path) -> None:
    (root / FILE).chmod(0o640)
    write(root, mended_files(root, [FILE]))
    assert (root / FILE).read_text() == RIGHT
    assert stat.S_IMODE((root / FILE).stat().st_mode) == 0o640
    assert names(root) == ["a.yaml", "b.yaml"]


def test_a_link_is_refused_before_anything_is_written(root: Path) -> None:
    (root / "usecases/c.yaml").symlink_to("a.yaml")
    with pytest.raises(UsageError, match=r"usecases/c\.yaml is a symbolic link") as caught:
        write(root, mended_files(root, [FILE, "usecases/c.yaml"]))
    assert "mend the file that it points at" in caught.value.hint
    assert (root / FILE).read_text() == WRONG


def test_a_folder_that_leads_out_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "in").mkdir()
    (root / FILE).rename(tmp_path / "out/a.yaml")
    (tmp_path / "in/ucops.yaml").write_text("version: 1\n")
    (tmp_path / "in/usecases").symlink_to(tmp_path / "out")
    with pytest.raises(UsageError, match=r"usecases/a\.yaml leads out of the repository"):
        write(tmp_path / "in", mended_files(tmp_path / "in", [FILE]))
    assert (tmp_path / "out/a.yaml").read_text() == WRONG


def test_what_somebody_else_has_written_meanwhile_stays(root: Path) -> None:
    (root / "usecases/b.yaml").write_text(WRONG)
    mended = mended_files(root, [FILE, "usecases/b.yaml"])
    (root / "usecases/b.yaml").write_text(WRONG + "tier: 2\n")
    with pytest.raises(UsageError, match=r"usecases/b\.yaml was changed while it was mended"):
        write(root, mended)
    assert (root / FILE).read_text() == WRONG
    assert (root / "usecases/b.yaml").read_text() == WRONG + "tier: 2\n"
    assert names(root) == ["a.yaml", "b.yaml"]


def test_a_file_that_goes_away_meanwhile_is_named(root: Path) -> None:
    mended = mended_files(root, [FILE])
    (root / FILE).unlink()
    with pytest.raises(UsageError, match=r"usecases/a\.yaml cannot be (read|written)"):
        write(root, mended)


def test_a_file_that_cannot_be_mended_is_not_written(root: Path) -> None:
    (root / FILE).write_text(WRONG + "summary: 'X\n")
    mended = mended_files(root, [FILE])
    assert mended[FILE].obstacle
    assert diff(mended) == ""
    before = (root / FILE).stat().st_ino
    write(root, mended)
    assert (root / FILE).stat().st_ino == before


def test_a_read_only_file_is_refused_before_anything_is_written(root: Path) -> None:
    (root / "usecases/b.yaml").write_text(WRONG)
    (root / "usecases/b.yaml").chmod(0o444)
    with pytest.raises(UsageError, match=r"usecases/b\.yaml is read-only; nothing was written"):
        write(root, mended_files(root, [FILE, "usecases/b.yaml"]))
    assert (root / FILE).read_text() == WRONG


def test_what_fails_while_writing_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match=r"usecases/a\.yaml cannot be written: No space left"):
        write(root, mended_files(root, [FILE]))
    assert names(root) == ["a.yaml", "b.yaml"]
    assert (root / FILE).read_text() == WRONG


def test_a_diff_has_only_the_lines_that_were_wrong(root: Path) -> None:
    assert diff(mended_files(root, [FILE])) == (
        "--- a/usecases/a.yaml\n+++ b/usecases/a.yaml\n@@ -1,3 +1,3 @@\n"
        '-title: no\n+title: "no"\n problem: Y\n'
        "-links: {topic-page: TBD}\n+links: {topic-page: tbd}\n"
    )


def test_a_diff_shows_line_ends_as_they_are(root: Path) -> None:
    (root / FILE).write_bytes(b"title: X\r\nproblem: no")
    assert diff(mended_files(root, [FILE])).endswith(
        " title: X\r\n-problem: no\n\\ No newline at end of file\n"
        '+problem: "no"\n\\ No newline at end of file\n'
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (GOOD, 0),
        (GOOD + "links: {topic-page: TBD}\n", 0),
        (WRONG, 1),
        (GOOD + "team: {pmm: @octo}\ntier: '1'\nsumary: X\n", 2),
        (GOOD + "summary: 'X\ntier: '1'\n", 0),
    ],
)
def test_findings_that_can_be_mended_are_counted(root: Path, text: str, count: int) -> None:
    (root / FILE).write_text(text)
    loaded = load(root)
    mendable = Counter(one.file for one in loaded.problems if one.is_mended)
    assert count_mendable(loaded.root, mendable) == count
    assert count_mendable(loaded.root, {}) == 0
