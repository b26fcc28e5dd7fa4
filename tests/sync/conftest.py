"""The helpers of this folder can be imported by their names; commands typed at a sandbox."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake.server import Sandbox, serve

from ucops.cli import ucops

sys.path.insert(0, str(Path(__file__).parent))

from sync_files import CI, CONFIG, Run


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with serve(others=["acme/web"]) as running:
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text(CONFIG)
    (tmp_path / "usecases/ci.yaml").write_text(CI)
    return tmp_path


@pytest.fixture
def run(sandbox: Sandbox, root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line against the sandbox."""
    for name, value in sandbox.environment.items():
        monkeypatch.setenv(name, value)

    def typed(*arguments: str, code: int = 0, answer: str | None = None) -> Result:
        result = CliRunner().invoke(ucops, [*arguments, "--root", str(root)], input=answer)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return typed
