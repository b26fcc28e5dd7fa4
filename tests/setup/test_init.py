"""`ucops init`: an empty folder becomes a repository that works, and stays people's own."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ucops.app import init as recipe
from ucops.cli import ucops
from ucops.errors import UsageError
from ucops.reading.load import load
from ucops.rules.check import check
from ucops.setup import scaffold
from ucops.setup.pin import Pin
from ucops.setup.renewal import RECORD, recorded, recorded_version

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ACTION = f"ucops/ucops@{COMMIT}"
SCRIPTS = Path(sys.executable).parent
DOCS = Path(__file__).parents[2] / "docs"
WRITTEN = {
    ".gitattributes",
    ".github/ISSUE_TEMPLATE/propose-use-case.yml",
    ".github/dependabot.yml",
    ".github/ucops-init.json",
    ".github/workflows/comment.yml",
    ".github/workflows/propose.yml",
    ".github/workflows/report.yml",
    ".github/workflows/sync.yml",
    ".github/workflows/validate.yml",
    ".gitignore",
    ".vscode/settings.json",
    "config.schema.json",
    "ucops.yaml",
    "usecase.schema.json",
    "usecases/first-use-case.yaml",
}
FORM_AND_BOT = ("ISSUE_TEMPLATE/propose-use-case.yml", "dependabot.yml")
Init = Callable[..., Result]


@pytest.fixture
def init(tmp_path: Path) -> Init:
    """Run `ucops init` in an empty folder, its action named."""

    def run(*arguments: str, action: str = ACTION, **more: object) -> Result:
        line = ["init", str(tmp_path), "--action", action, *arguments]
        return CliRunner().invoke(ucops, line, **more)  # type: ignore[arg-type]  # passed on as they are

    return run


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_an_empty_folder_becomes_green(init: Init, tmp_path: Path) -> None:
    result = init()
    assert result.exit_code == 0, result.output
    assert files(tmp_path).keys() == WRITTEN
    found = check(load(tmp_path))
    assert {finding.severity for finding in found} <= {"info"}


def test_what_the_first_page_begins_raises_no_warning(init: Init, tmp_path: Path) -> None:
    init()
    (line,) = re.findall(r"^ucops (new .*)$", (DOCS / "start.md").read_text(), re.MULTILINE)
    begun = CliRunner().invoke(ucops, ["--root", str(tmp_path), *shlex.split(line)])
    assert begun.exit_code == 0, begun.output
    checked = CliRunner().invoke(ucops, ["--root", str(tmp_path), "validate"])
    assert ": 0 errors, 0 warnings, " in checked.output


def test_twice_changes_nothing(init: Init, tmp_path: Path) -> None:
    init()
    before = files(tmp_path)
    result = init()
    assert "Nothing to write: everything is current." in result.output
    assert files(tmp_path) == before


def test_the_workflows_call_the_action_and_pass_the_checks_of_others(
    init: Init, tmp_path: Path
) -> None:
    init()
    workflows = sorted((tmp_path / ".github" / "workflows").iterdir())
    for file in workflows:
        call = f"uses: {ACTION.partition('@')[0]}/.github/workflows/{file.name}@{COMMIT} # v"
        assert call in file.read_text()
    form, bot = (tmp_path / ".github" / name for name in FORM_AND_BOT)
    checks = [
        ["actionlint", *workflows],
        ["zizmor", "--offline", "--strict-collection", "--persona", "pedantic", tmp_path],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows],
        ["check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", form],
        ["check-jsonschema", "--builtin-schema", "vendor.dependabot", bot],
    ]
    for name, *arguments in checks:
        done = subprocess.run(
            [SCRIPTS / str(name), *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_people_changed_stays_and_what_is_ours_is_renewed(init: Init, tmp_path: Path) -> None:
    init()
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / ".github/dependabot.yml").unlink()
    (tmp_path / "ucops.yaml").write_text("version: 1\ntitle: Ours\npersonas: {cfo: null}\n")
    newer = f"ucops/ucops@{'f' * 40}"
    result = init(action=newer)
    assert "~ .github/workflows/sync.yml" in result.output
    assert "~ usecase.schema.json" in result.output  # one persona less to choose from
    assert "= .gitignore  (left: somebody changed it)" in result.output
    assert "= .github/dependabot.yml  (left out: somebody removed it)" in result.output
    assert "ucops.yaml\n" not in result.output
    assert "What remains" not in result.output
    assert newer.partition("@")[2] in (tmp_path / ".github/workflows/sync.yml").read_text()
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert not (tmp_path / ".github/dependabot.yml").exists()


def test_what_was_there_before_is_never_written_over(init: Init, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    result = init()
    assert "= .gitignore  (left: it was there before)" in result.output
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_line_ends_that_git_changed_are_no_change(init: Init, tmp_path: Path) -> None:
    init()
    file = tmp_path / ".gitignore"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "Nothing to write: everything is current." in init().output


def test_force_asks_about_each_file(
    init: Init, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (".gitignore", ".gitattributes"):
        (tmp_path / name).write_text("mine\n")
    assert init("--force").exit_code == 2  # nobody can be asked
    monkeypatch.setattr("ucops.cli.init.is_terminal", lambda: True)
    result = init("--force", input="n\ny\n")
    assert ".gitattributes: it was there before. Write over it? [y/N]" in result.output
    assert (tmp_path / ".gitattributes").read_text() == "mine\n"
    assert (tmp_path / ".gitignore").read_text() != "mine\n"


def test_a_dry_run_writes_nothing(init: Init, tmp_path: Path) -> None:
    result = init("--dry-run")
    assert "14 files to write." in result.output
    assert files(tmp_path) == {}


def test_links_lead_to_the_very_pages(init: Init, tmp_path: Path) -> None:
    git(tmp_path, "init", "--initial-branch", "trunk")
    git(tmp_path, "remote", "add", "origin", "git@github.com:octo-acme/gtm.git")
    result = init("--format", "json")
    told = json.loads(result.stdout)
    assert (told["repository"], told["branch"]) == ("https://github.com/octo-acme/gtm", "trunk")
    addresses = [task["url"] for task in told["next"]]
    assert "https://github.com/octo-acme/gtm/settings/actions" in addresses
    assert "branches: [trunk]" in (tmp_path / ".github/workflows/sync.yml").read_text()


def test_the_default_branch_is_the_one_of_the_remote(init: Init, tmp_path: Path) -> None:
    git(tmp_path, "init", "--initial-branch", "trunk")
    git(tmp_path, "remote", "add", "origin", "git@github.com:octo-acme/gtm.git")
    git(tmp_path, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release")
    init()
    assert "branches: [release]" in (tmp_path / ".github/workflows/sync.yml").read_text()


def test_a_folder_inside_a_repository_is_told_about(tmp_path: Path) -> None:
    git(tmp_path, "init")
    result = CliRunner().invoke(ucops, ["init", str(tmp_path / "gtm"), "--action", ACTION])
    assert "this is gtm/: move the folder .github" in " ".join(result.output.split())


def test_a_programme_without_roles_has_no_owners(init: Init, tmp_path: Path) -> None:
    (tmp_path / "ucops.yaml").write_text("version: 1\npreset: none\n")
    assert init().exit_code == 0
    assert not (tmp_path / scaffold.OWNERS).exists()


def test_a_server_of_ones_own_needs_a_copy_of_the_action(tmp_path: Path) -> None:
    git(tmp_path, "init")
    git(tmp_path, "remote", "add", "origin", "https://ghe.acme.example/octo/gtm.git")
    result = CliRunner().invoke(ucops, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert "--action OWNER/REPO@COMMIT" in result.output
    result = CliRunner().invoke(ucops, ["init", str(tmp_path), "--action", ACTION])
    assert "https://ghe.acme.example/octo/gtm/settings" in result.output
    report = (tmp_path / ".github/workflows/report.yml").read_text()
    assert "cache-mode" not in report
    assert f'with: {{home: ucops/ucops, commit: "{COMMIT}"}}' in report


@pytest.mark.parametrize("action", ["ucops/ucops@v1", "ucops@" + COMMIT, ACTION[:-1], "x"])
def test_an_action_that_can_be_moved_is_refused(init: Init, action: str) -> None:
    result = init(action=action)
    assert (result.exit_code, "OWNER/REPO@COMMIT" in result.output) == (2, True)


def test_without_a_commit_of_our_own_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipe, "own_pin", lambda: None)
    result = CliRunner().invoke(ucops, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert "--action ucops/ucops@COMMIT" in result.output
    monkeypatch.setattr(recipe, "own_pin", lambda: Pin("ucops/ucops", COMMIT))
    assert CliRunner().invoke(ucops, ["init", str(tmp_path)]).exit_code == 0


def test_people_of_the_teams_are_asked_about_changes(init: Init, tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    (tmp_path / "usecases/ci.yaml").write_text(
        "title: CI\nproblem: Slow.\nteam: {pmm: [octo-pmm, octo-backup], tmm: octo-tmm}\n"
    )
    init()
    owners = (tmp_path / scaffold.OWNERS).read_text().splitlines()
    assert "/usecases/ci.yaml @octo-pmm @octo-backup" in owners
    assert not (tmp_path / "usecases/first-use-case.yaml").exists()


def test_a_file_that_leads_elsewhere_is_not_written_through(init: Init, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to("/etc/hostname")
    assert init().exit_code == 2


def test_a_record_that_cannot_be_read_says_so(init: Init, tmp_path: Path) -> None:
    init()
    (tmp_path / RECORD).write_text("[]")
    result = init()
    assert (result.exit_code, RECORD in result.output) == (2, True)


@pytest.mark.parametrize("name", ["ucops.yaml", "draft.yaml"])
def test_what_is_commented_out_is_right_when_it_is_not(name: str, tmp_path: Path) -> None:
    """Take the # from every line that may be needed, and the file is valid still."""
    scaffolded = scaffold.first_config(), scaffold.draft_text(scaffold.FIRST, "usecases/a.yaml")
    config, draft = (_uncommented(text) for text in scaffolded)
    (tmp_path / "usecases").mkdir()
    own = config if name == "ucops.yaml" else scaffolded[0]
    (tmp_path / "ucops.yaml").write_text(own)
    (tmp_path / "usecases/a.yaml").write_text(draft if name == "draft.yaml" else scaffolded[1])
    found = [one for one in check(load(tmp_path)) if one.severity == "error"]
    assert found == []
    assert "octo-pmm" in (own if name == "ucops.yaml" else draft)


def _uncommented(text: str) -> str:
    keys = (f"# {key}" for key in ("milestones:", "roles:", "personas:", "products:", "summary:"))
    more = (f"# {key}" for key in ("industries:", "segments:", "team:", "bom:", "discovery_que"))
    wanted = (*keys, *more, "# proof_points:", "#  ")
    lines = text.splitlines()
    return "\n".join(line[2:] if line.startswith(wanted) else line for line in lines) + "\n"


def test_a_record_nested_without_end_is_one_that_cannot_be_read() -> None:
    text = "[" * 200_000
    assert recorded_version(text) is None
    with pytest.raises(UsageError, match="cannot be read"):
        recorded(text)
