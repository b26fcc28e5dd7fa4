"""The built packages are whole, and work far away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = {
    "ucops/__init__.py",
    "ucops/py.typed",
    "ucops/model/presets/gtm.yaml",
    "ucops/setup/files/gitignore",
    "ucops/setup/files/validate.yml",
    "ucops/example/ucops.yaml",
    "ucops/example/usecases/ci.yaml",
    "ucops/templates/roadmap.md.j2",
}


def build(kind: str, to: Path) -> Path:
    """Build the wheel or the source distribution without network; return the file."""
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", to, ROOT],
        check=True,
        capture_output=True,
    )
    (file,) = to.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of executables of an environment that holds only the wheel.

    What the wheel depends on is borrowed from the environment of the tests, since there is no
    network; the project itself is not, because an editable installation is not borrowed with it.
    """
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site,) = folder.glob("lib/python3.*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-index", wheel],
        check=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    return folder / "bin"


def test_the_wheel_carries_everything_it_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert names >= SHIPPED
    files = (file for file in (ROOT / "templates").rglob("*") if file.is_file())
    templates = {f"ucops/{file.relative_to(ROOT).as_posix()}" for file in files}
    assert templates <= names
    pages = {f"ucops/pages/rules/{file.name}" for file in (ROOT / "docs/rules").iterdir()}
    assert pages <= names
    assert not any(name.startswith(("tests/", "tools/")) for name in names)


def test_the_wheel_says_which_commit_it_was_made_of(wheel: Path) -> None:
    head = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    )
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("ucops/COMMIT").decode() == head.stdout


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, source],
        check=True,
        capture_output=True,
    )
    (again,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert first.namelist() == second.namelist()


def test_the_wheel_works_from_any_folder(installed: Path, in_tmp: Path) -> None:
    where = [installed / "python", "-c", "import ucops; print(ucops.__file__)"]
    place = subprocess.run(where, check=True, capture_output=True, text=True).stdout
    assert place.startswith(str(installed.parent))
    page = subprocess.run(
        [installed / "ucops", "--help"], check=True, capture_output=True, text=True
    )
    assert "demo" in page.stdout
    assert list(in_tmp.iterdir()) == []
