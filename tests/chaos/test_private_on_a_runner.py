"""On a runner no command names a customer whom only we may know, whatever way the name came in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from chaos_commands import CI, READING, WRITING, desk

pytestmark = pytest.mark.slow
NAMED = """\
proof_points:
  - {customer: Zq Bank & Co, result: Three times as fast, url: "https://zq.example/story"}
  - {customer: Zq Bank & Co, result: [broken}
feedback:
  - {date: 2026-11-20, from: Zq Bank & Co, text: "ZQ Bank & Co will not buy before January"}
  - {date: 2026-11-21, from: campaign, text: "As zq bank & co says", disposition: "Zq Bank & Co"}
"""
WHOLE = NAMED.replace("  - {customer: Zq Bank & Co, result: [broken}\n", "")
MORE = (
    ("validate", "--format", "github"),
    ("validate", "--format", "json"),
    ("show", "ci"),
    ("show", "ci", "--for", "product", "--format", "json"),
    ("find", "--query", "bank", "--format", "json"),
    ("digest", "--agenda", "ci", "--since", "2026-01-01", "--format", "json"),
    ("digest", "--agenda", "ci", "--since", "2026-01-01", "--format", "markdown"),
    ("query", "use_cases[0]"),
)


@pytest.mark.parametrize("text", [WHOLE, NAMED], ids=["files in order", "files that are broken"])
def test_no_command_on_a_runner_names_a_customer_of_ours(tmp_path: Path, text: str) -> None:
    with desk(tmp_path) as here:
        (tmp_path / "usecases/ci.yaml").write_text(CI + text)
        for command in (*READING, *WRITING, *MORE):
            result = here.type(*command)
            told = [line for line in result.output.splitlines() if "zq" in line.casefold()]
            assert not told, f"{command}: {told}"
        written = subprocess.run(
            ["grep", "-rliE", "zq ?bank|zq.example", "."],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        assert [name for name in written if not name.startswith("./.git/")] == [
            "./usecases/ci.yaml"
        ]


def test_at_home_the_team_sees_whom_it_talked_to(tmp_path: Path) -> None:
    with desk(tmp_path) as here:
        (tmp_path / "usecases/ci.yaml").write_text(CI + WHOLE)
        here.environment = {**here.environment, "GITHUB_ACTIONS": ""}
        agenda = here.type("digest", "--agenda", "ci", "--since", "2026-01-01").stdout
        assert "ZQ Bank & Co will not buy before January" in agenda
