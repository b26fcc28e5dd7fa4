from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

GOOD = "title: Continuous integration\nproblem: Every change waits for a build by hand.\n"
WRONG = GOOD + "team: {pnm: octo-pmm}\n"
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def repository(in_tmp: Path) -> Path:
    (in_tmp / "usecases").mkdir()
    (in_tmp / "ucops.yaml").write_text("version: 1\n")
    (in_tmp / "usecases/ci.yaml").write_text(GOOD)
    return in_tmp


def git(repository: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=octo", "-c", "user.email=octo@example.com"]
    subprocess.run(["git", *identity, *arguments], cwd=repository, check=True, capture_output=True)


@pytest.mark.usefixtures("repository")
def test_drafts_without_errors_may_be_merged(invoke: Invoke) -> None:
    result = invoke("validate", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("Ready to merge.\n")


def test_an_error_ends_with_1(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/ci.yaml").write_text(WRONG)
    result = invoke("validate")
    assert result.exit_code == 1
    assert "There is no role 'pnm' in ucops.yaml." in result.stdout
    assert "\x1b[" not in result.stdout


def test_a_warning_ends_with_1_only_when_strict(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/ci.yaml").write_text(GOOD + "status: active\n")
    assert invoke("validate", *DAY).exit_code == 0
    assert invoke("validate", *DAY, "--strict").exit_code == 1


def test_quiet_says_only_what_went_wrong(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/ci.yaml").write_text(GOOD + "status: active\n")
    assert "no-number" in invoke("validate", *DAY).stdout
    assert invoke("validate", *DAY, "-q").stdout == ""
    assert "no-number" in invoke("validate", *DAY, "-q", "--strict").stdout
    (repository / "usecases/ci.yaml").write_text(WRONG + "status: active\n")
    result = invoke("-q", "validate", *DAY)
    assert result.exit_code == 1
    assert "unknown-role" in result.stdout
    assert "no-number" not in result.stdout


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif"])
def test_every_format_has_the_same_exit_code(
    repository: Path, invoke: Invoke, format_: str
) -> None:
    assert invoke("validate", "--format", format_).exit_code == 0
    (repository / "usecases/ci.yaml").write_text(WRONG)
    result = invoke("validate", "--format", format_)
    assert result.exit_code == 1
    assert "unknown-role" in result.stdout


@pytest.mark.usefixtures("repository")
def test_json_is_only_json(invoke: Invoke) -> None:
    document = json.loads(invoke("validate", "--format", "json").stdout)
    assert document["version"] == 1
    assert document["summary"]["files"] == 1
    assert document["summary"]["errors"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "there is no nowhere"),
        (["/"], "/ is not below"),
        (["--changed-since", "nowhere"], "git knows no commit"),
        (["--changed-since", "--output=x"], "git knows no commit"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--as-of", "yesterday"], "'yesterday' does not match"),
    ],
)
def test_wrong_usage_ends_with_2(
    repository: Path, invoke: Invoke, arguments: list[str], message: str
) -> None:
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Start")
    result = invoke("validate", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_path_that_is_a_link_out_of_the_repository(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/out.yaml").symlink_to("/etc/hostname")
    result = invoke("validate", "usecases/out.yaml")
    assert result.exit_code == 2
    assert "by a symbolic link" in " ".join(result.stderr.split())


def test_no_use_case_ends_with_2(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/ci.yaml").unlink()
    assert invoke("validate").exit_code == 2


def test_the_root_may_be_named(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert invoke("validate", "--root", str(repository)).exit_code == 0


def summary(result: Result) -> dict[str, int]:
    found: dict[str, int] = json.loads(result.stdout)["summary"]
    return found


@pytest.mark.parametrize(
    ("paths", "files", "errors"),
    [
        ([], 2, 2),
        (["usecases/ci.yaml"], 1, 1),
        (["usecases"], 2, 2),
        (["."], 2, 2),
        (["usecases/old"], 1, 1),
        (["ucops.yaml"], 0, 0),
    ],
)
def test_paths_say_what_is_reported(
    repository: Path, invoke: Invoke, paths: list[str], files: int, errors: int
) -> None:
    (repository / "usecases/ci.yaml").write_text(WRONG)
    (repository / "usecases/old").mkdir()
    (repository / "usecases/old/cd.yaml").write_text(WRONG)
    found = summary(invoke("validate", "--format", "json", *paths))
    assert (found["files"], found["errors"]) == (files, errors)


def test_what_a_named_file_refers_to_is_checked(repository: Path, invoke: Invoke) -> None:
    bom = "bom:\n  a: {title: A, depends_on: [cd/b]}\n"
    (repository / "usecases/ci.yaml").write_text(GOOD + bom)
    (repository / "usecases/cd.yaml").write_text(GOOD + "bom:\n  b: {title: B}\n")
    assert invoke("validate", "usecases/ci.yaml").exit_code == 0
    (repository / "usecases/cd.yaml").write_text(GOOD)
    assert invoke("validate", "usecases/ci.yaml").exit_code == 1


def test_changed_since_reports_on_what_differs(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/cd.yaml").write_text(WRONG)
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Start")
    assert invoke("validate", "--changed-since", "main").exit_code == 0
    (repository / "usecases/ci.yaml").write_text(WRONG)
    (repository / "usecases/new one.yaml").write_text(WRONG)
    result = invoke("validate", "--changed-since", "main", "--format", "json")
    files = {finding["file"] for finding in json.loads(result.stdout)["findings"]}
    assert files == {"usecases/ci.yaml", "usecases/new one.yaml"}
    both = invoke("validate", "--changed-since", "main", "--format", "json", "usecases/ci.yaml")
    assert summary(both)["files"] == 1


def test_a_report_that_was_changed_by_hand_is_named(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/ci.yaml").write_text(GOOD)
    invoke("report", "--as-of", "2026-11-22")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Start")
    (repository / "usecases/ci.yaml").write_text(GOOD + "tier: 2\n")
    invoke("report", "--as-of", "2026-11-23")
    index = repository / "roadmap/index.json"
    assert "report-by-hand" not in invoke("validate", "--changed-since", "main").stdout
    for forged in (index.read_text().replace('"epic": null', '"epic": 7'), "<<<<<<<", ""):
        index.write_text(forged)
        result = invoke("validate", "--changed-since", "main", "--format", "json")
        found = [one for one in json.loads(result.stdout)["findings"] if one["file"] != "x"]
        assert "report-by-hand" in [one["rule"] for one in found]
        assert result.exit_code == 0


def test_a_command_to_copy_runs_nothing_that_a_branch_wrote(
    repository: Path, invoke: Invoke
) -> None:
    """A branch can name the folder of its pages."""
    config = repository / "ucops.yaml"
    config.write_text(config.read_text() + 'paths: {pages: "$(touch pwned)"}\n')
    (repository / "usecases/ci.yaml").write_text(GOOD)
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Start")
    (repository / "$(touch pwned)").mkdir()
    (repository / "$(touch pwned)/index.json").write_text("{}")
    said = " ".join(invoke("validate", "--changed-since", "main").stdout.split())
    assert "git checkout main -- '$(touch pwned)/index.json'" in said


def test_without_git_the_message_says_so(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(repository))
    result = invoke("validate", "--changed-since", "main")
    assert result.exit_code == 2
    assert "git is not installed" in result.stderr


def test_the_step_summary_gets_everything(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository / "summary.md"))
    (repository / "summary.md").write_text("before\n")
    (repository / "usecases/ci.yaml").write_text(WRONG)
    invoke("validate", "--format", "github")
    text = (repository / "summary.md").read_text()
    assert text.startswith("before\n## Not ready to merge")
    assert "unknown-role" in text


def test_a_step_summary_that_cannot_be_written_changes_no_verdict(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository / "nowhere" / "summary.md"))
    result = invoke("validate", "--format", "github")
    assert result.exit_code == 0
    assert result.stderr == "the summary of the run cannot be written: No such file or directory\n"
    (repository / "usecases/ci.yaml").write_text(WRONG)
    assert invoke("validate", "--format", "github").exit_code == 1


def test_other_formats_leave_the_step_summary_alone(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository / "summary.md"))
    invoke("validate")
    assert not (repository / "summary.md").exists()


def test_annotations_name_files_from_the_workspace(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "usecases/ci.yaml").write_text(WRONG)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.parent))
    result = invoke("validate", "--format", "github")
    assert f"::error file={repository.name}/usecases/ci.yaml,line=3" in result.stdout


def test_bodies_are_measured_as_they_are_rendered(repository: Path, invoke: Invoke) -> None:
    """The text alone fits; that people named in it are not pinged makes it longer."""
    (repository / "usecases/ci.yaml").write_text(f"{GOOD}summary: '{'@octo-a ' * 8_000}'\n")
    assert "body-too-long" in invoke("validate", "--verbose", *DAY).stdout
    (repository / "usecases/ci.yaml").write_text(f"{GOOD}summary: {'xocto-a ' * 8_000}\n")
    assert "body-too-long" not in invoke("validate", "--verbose", *DAY).stdout


OTHER = GOOD + "bom:\n  a: {title: A, depends_on: [ci/b]}\n"
NEEDED = GOOD + "bom:\n  b: {title: B}\n"


@pytest.mark.parametrize("how", ["the file goes", "the item goes"])
def test_what_a_change_breaks_elsewhere_is_reported(
    repository: Path, invoke: Invoke, how: str
) -> None:
    (repository / "usecases/old.yaml").write_text(WRONG)
    (repository / "usecases/cd.yaml").write_text(OTHER)
    (repository / "usecases/ci.yaml").write_text(NEEDED)
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Start")
    assert invoke("validate", "--changed-since", "main").exit_code == 0
    if how == "the file goes":
        (repository / "usecases/ci.yaml").unlink()
    else:
        (repository / "usecases/ci.yaml").write_text(GOOD)
    result = invoke("validate", "--changed-since", "main", "--format", "json", *DAY)
    errors = [one for one in json.loads(result.stdout)["findings"] if one["severity"] == "error"]
    assert [(one["rule"], one["file"]) for one in errors] == [
        ("unknown-dependency", "usecases/cd.yaml")
    ]
    assert result.exit_code == 1


def test_errors_in_files_that_are_not_asked_for_are_counted(
    repository: Path, invoke: Invoke
) -> None:
    (repository / "usecases/cd.yaml").write_text(f"{WRONG}tier: 9\n")
    (repository / "README.md").write_text("Hello\n")
    for path in ("usecases/ci.yaml", "README.md"):
        result = invoke("validate", path)
        assert result.exit_code == 0
        assert "finds 2 errors in others" in " ".join(result.stdout.split())
        assert "Ready" not in result.stdout
    (repository / "usecases/cd.yaml").write_text(GOOD)
    assert invoke("validate", "usecases/ci.yaml").stdout.endswith("Ready to merge.\n")


def test_where_the_base_cannot_be_read_every_error_is_reported(
    repository: Path, invoke: Invoke
) -> None:
    (repository / "usecases/cd.yaml").write_text(WRONG)
    (repository / "ucops.yaml").write_text("version: 9\n")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Start")
    (repository / "ucops.yaml").write_text("version: 1\n")
    result = invoke("validate", "--changed-since", "main")
    assert result.exit_code == 1
    assert "usecases/cd.yaml" in result.stdout


def test_a_link_within_the_repository_goes_by_both_its_names(
    repository: Path, invoke: Invoke
) -> None:
    (repository / "usecases/cd.yaml").write_text(WRONG)
    (repository / "usecases/link.yaml").symlink_to("cd.yaml")
    (repository / "also").symlink_to("usecases")
    for path in ("usecases/link.yaml", "also/cd.yaml"):
        assert invoke("validate", path).exit_code == 1


def test_a_path_without_anything_to_check_is_said(repository: Path, invoke: Invoke) -> None:
    (repository / "README.md").write_text("Hello\n")
    result = invoke("validate", "README.md")
    assert (result.exit_code, result.stderr) == (0, "README.md holds nothing that is checked\n")


def test_verbose_tells_what_was_looked_at_and_what_is_silenced(
    repository: Path, invoke: Invoke
) -> None:
    (repository / "ucops.yaml").write_text("version: 1\nrules: {no-date: off}\n")
    link = "links: {topic-page: http://a.example/b}  # ucops: ignore[insecure-link] moves soon\n"
    (repository / "usecases/ci.yaml").write_text(GOOD + link)
    (repository / "usecases/cd.yaml").write_text(WRONG)
    result = invoke("validate", "-v", *DAY)
    said = result.stderr.splitlines()
    assert said[0] == f"reading {repository / 'ucops.yaml'}: use cases in usecases; no-date is off"
    assert [re.sub(r"\d+ note", "N note", line) for line in said[1:-1]] == [
        "ucops.yaml: clean",
        "usecases/cd.yaml: 1 error, 1 warning, N notes",
        "usecases/ci.yaml: 1 warning, N notes",
        "usecases/ci.yaml:3: insecure-link is silenced: moves soon",
    ]
    assert re.fullmatch(r"checked 3 files in \d+\.\d\d s", said[-1])
    some = invoke("validate", "-v", *DAY, "usecases/cd.yaml").stderr
    assert "ci.yaml" not in some
    assert "checked 1 file in" in some
    assert invoke("validate", *DAY).stderr == ""


def test_a_draft_of_two_lines_is_welcomed(repository: Path, invoke: Invoke) -> None:
    (repository / "usecases/ci.yaml").write_text(GOOD)
    said = invoke("validate", *DAY).stdout
    assert said.startswith("Well begun. ")
    assert "notes on what may still be said: --verbose lists them." in said
    assert len(said.splitlines()) == 3


def test_what_was_found_is_kept_unless_that_is_not_wanted(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UCOPS_CACHE_DIR", str(repository.parent / f"{tmp_path.name}-kept"))
    folder = Path(repository.parent / f"{tmp_path.name}-kept")
    (repository / "usecases/ci.yaml").write_text(WRONG)
    assert invoke("validate", "--no-cache").exit_code == 1
    assert not folder.exists()
    said = invoke("validate").stdout
    (file,) = folder.glob("*.lines")
    before = file.stat().st_mtime_ns
    assert invoke("validate").stdout == said
    assert file.stat().st_mtime_ns == before
    (repository / "usecases/ci.yaml").write_text(GOOD)
    assert invoke("validate").exit_code == 0
