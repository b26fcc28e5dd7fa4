"""The first day of each use case's file in git, through renames; nothing where nobody can know."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

from ucops.app.git import first_days


def git(root: Path, *arguments: str, on: str = "2026-01-01") -> None:
    who = ("-c", "user.name=octo", "-c", "user.email=octo@example.com")
    when = {"GIT_AUTHOR_DATE": f"{on}T12:00:00Z", "GIT_COMMITTER_DATE": f"{on}T12:00:00Z"}
    subprocess.run(["git", "-C", root, *who, *arguments], check=True, env=when, capture_output=True)


def committed(root: Path, on: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-m", on, on=on)


def programme(top: Path) -> Path:
    """A folder below the top of a repository, whose files came, were renamed and came anew."""
    root, cases = top / "gtm", top / "gtm" / "usecases"
    cases.mkdir(parents=True)
    git(top, "init", "-q")
    text = "title: T\nproblem: A long enough problem that git sees the file again.\n"
    (cases / "old.yaml").write_text(text)
    committed(top, "2026-01-02")
    (cases / "old.yaml").rename(cases / "ci.yaml")
    (cases / "cd é.yaml").write_text("title: Another\nproblem: P\n")
    committed(top, "2026-03-04")
    (cases / "ci.yaml").write_text(f"{text}tier: 1\n")
    committed(top, "2026-05-06")
    return root


def test_a_file_is_as_old_as_its_first_name(tmp_path: Path) -> None:
    days = first_days(programme(tmp_path / "top"), "usecases")
    assert days["usecases/ci.yaml"] == dt.date(2026, 1, 2)
    assert days["usecases/cd é.yaml"] == dt.date(2026, 3, 4)


def test_nobody_knows_without_git_or_the_whole_history(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert first_days(tmp_path / "plain", "usecases") == {}
    root = programme(tmp_path / "top")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root.parent}", "shallow")
    assert first_days(tmp_path / "shallow" / "gtm", "usecases") == {}
