"""`ucops preview` in real git repositories, alone and with the embedded GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from preview_data import CI, CONFIG, FILES, commit, git, repository, with_, written

from ucops import sandbox
from ucops.app.git import files_of, find_base
from ucops.cli import ucops

DAY = "2026-11-22"


def run(root: Path, *arguments: str, base: str = "main") -> Result:
    return CliRunner().invoke(
        ucops, ["preview", "--root", str(root), "--base", base, "--as-of", DAY, *arguments]
    )


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A repository on a branch whose demo video is due a week later."""
    root = repository(tmp_path / "gtm")
    git("switch", "--quiet", "--create", "proposal", at=root)
    written(root, {"usecases/ci.yaml": with_(CI, "due: 2026-12-11", "due: 2026-12-18")})
    return root


def test_uncommitted_changes_count_and_nothing_is_written(branch: Path) -> None:
    before = git("status", "--porcelain", at=branch), sorted(branch.rglob("*"))
    shown = run(branch)
    assert shown.exit_code == 0, shown.output
    assert "- **Demo video** moves from 11 Dec 2026 to 18 Dec 2026\n" in shown.stdout
    assert "Compared with main at" in shown.stdout
    assert (git("status", "--porcelain", at=branch), sorted(branch.rglob("*"))) == before


def test_the_comparison_is_with_where_the_branch_left_its_base(branch: Path) -> None:
    commit(branch)
    git("switch", "--quiet", "main", at=branch)
    written(branch, {"usecases/new.yaml": "title: New\nproblem: Of main alone.\n"})
    commit(branch)
    git("switch", "--quiet", "proposal", at=branch)
    shown = run(branch)
    assert "moves from 11 Dec 2026 to 18 Dec 2026" in shown.stdout
    assert "New" not in shown.stdout


def test_a_program_reads_json(branch: Path) -> None:
    house = "message_house: {short: In short}\nmotion: land"
    text = with_((branch / "usecases/ci.yaml").read_text(), "motion: land", house)
    text = with_(text, "A thousand builds a day", "Ten thousand builds a day")
    text = with_(text, 'tmm: "?"', "tmm: octo-x")
    text = with_(text, "solution-page: tbd", "solution-page: https://example.com")
    text = with_(text, "market_requirements:\n", "market_requirements:\n  m: {title: M}\n")
    written(branch, {"usecases/ci.yaml": text, "ucops.yaml": CONFIG.replace("12-18", "12-23")})
    shown = run(branch, "--format", "json")
    data = json.loads(shown.stdout)
    (case,) = data["changes"]["use_cases"]
    fields = {".".join(field["path"]): field for field in case["fields"]}
    assert data["version"] == 1
    assert list(data) == [
        *("version", "base", "mergeable", "findings", "first", "changes", "before", "after"),
        *("plan", "plan_note"),
    ]
    assert data["mergeable"]
    assert data["base"]["ref"] == "main"
    assert fields["message_house"]["after"]["short"] == "In short"
    assert fields["team.tmm"]["after"] == {"state": "named", "people": ["octo-x"]}
    assert fields["links.solution-page"]["before"] == [{"state": "tbd", "target": ""}]
    assert fields["proof_points"] == {"path": ["proof_points"], "before": None, "after": None}
    assert "Example Bank" not in shown.stdout
    item = next(one for one in case["items"] if one["key"] == "ci/demo-video")
    assert {"path": ["due"], "before": "2026-12-11", "after": "2026-12-18"} in item["fields"]
    assert data["changes"]["config"][0]["path"] == ["milestones", "sprint-3", "due"]
    assert (data["plan"], data["plan_note"]) == (None, "")
    assert data["before"]["ci"]["readiness"] == [1, 12]
    assert data["after"]["ci"]["journey_planned"] == [0, 9]


def test_an_error_ends_with_one(branch: Path) -> None:
    written(branch, {"usecases/ci.yaml": with_(CI, "tier: 2", "teir: 2")})
    shown = run(branch)
    assert shown.exit_code == 1
    assert "Not ready to merge: correct 1 error first." in shown.stdout
    assert "usecases/ci.yaml:3" in shown.stdout


def test_a_base_without_a_programme_makes_everything_new(tmp_path: Path) -> None:
    root = repository(tmp_path / "gtm", {"README.md": "Nothing yet.\n"})
    written(root, FILES)
    shown = run(root)
    assert shown.exit_code == 0, shown.output
    assert "> The base cannot be read (ucops.yaml does not exist): everything counts as new." in (
        shown.stdout
    )
    assert "**Use cases** 2 new" in shown.stdout


@pytest.mark.parametrize("broken", ["version: [\n", "version: 9\n"])
def test_a_base_with_broken_settings_is_said(tmp_path: Path, broken: str) -> None:
    root = repository(tmp_path / "gtm", {**FILES, "ucops.yaml": broken})
    written(root, FILES)
    shown = run(root)
    assert shown.exit_code == 0, shown.output
    assert "The base cannot be read (ucops.yaml" in shown.stdout


def test_a_programme_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    files = {f"marketing/gtm/{name}": text for name, text in FILES.items()}
    root = repository(tmp_path / "repository", files) / "marketing" / "gtm"
    written(root, {"usecases/ci.yaml": with_(CI, "tier: 2", "tier: 1"), "usecases/é.yaml": "a"})
    shown = CliRunner(env={"GITHUB_REPOSITORY": "acme/gtm"}).invoke(
        ucops, ["preview", "--root", str(root), "--base", "main", "--as-of", DAY]
    )
    head = git("rev-parse", "HEAD", at=root)
    assert f"https://github.com/acme/gtm/blob/{head}/marketing/gtm/usecases/ci.yaml" in shown.stdout
    assert "**Tier** 2 → 1" in shown.stdout


def test_names_and_links_of_the_base_are_kept(tmp_path: Path) -> None:
    root = tmp_path / "gtm"
    written(root, FILES)
    written(root, {"usecases/ordner/große.yaml": "title: T\nproblem: P\n"})
    (root / "usecases" / "link.yaml").symlink_to("ci.yaml")
    (root / "usecases" / "out.yaml").symlink_to("/etc/passwd")
    repository(root, {})
    with files_of(root, find_base(root, "HEAD")) as folder:
        for name in ("ci.yaml", "ordner/große.yaml", "link.yaml"):
            there = (folder / "usecases" / name).read_bytes()
            assert there == (root / "usecases" / name).read_bytes()
        assert (folder / "usecases" / "out.yaml").is_symlink()
        assert {one.name for one in folder.iterdir()} == {"ucops.yaml", "usecases"}
    assert not folder.exists()


@pytest.mark.parametrize("name", ["ucops.yaml", "usecases"])
def test_a_base_that_leads_out_of_the_repository_is_not_followed(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    written(outside, {**FILES, "usecases/secret.yaml": "title: Hidden one\nproblem: P\n"})
    root = tmp_path / "gtm"
    written(root, {file: text for file, text in FILES.items() if not file.startswith(name)})
    (root / name).symlink_to(outside / name)
    repository(root, {})
    (root / name).unlink()
    written(root, FILES)
    shown = run(root)
    assert shown.exit_code == 0, shown.output
    assert "**Use cases** 2 new" in shown.stdout
    assert "Hidden one" not in shown.stdout


def test_an_unknown_base_says_how_to_get_it(branch: Path) -> None:
    for name in ("nowhere", "--output=x"):
        shown = run(branch, base=name)
        assert shown.exit_code == 2
        assert f"git knows no commit, branch or tag '{name}'" in shown.stderr
        assert "git fetch origin" in shown.stderr


def test_a_shallow_clone_says_how_to_get_the_rest(branch: Path, tmp_path: Path) -> None:
    commit(branch)
    shallow = tmp_path / "shallow"
    git("clone", "--quiet", "--depth=1", f"file://{branch}", str(shallow), at=tmp_path)
    shown = run(shallow, base="origin/main")
    assert shown.exit_code == 2
    assert "fetch-depth: 0" in shown.stderr
    git("fetch", "--quiet", "--depth=1", "origin", "main:other", at=shallow)
    shown = run(shallow, base="other")
    assert shown.exit_code == 2
    assert "'other' and HEAD have no common commit" in shown.stderr
    assert "fetch-depth: 0" in shown.stderr


def test_outside_of_a_repository_nothing_can_be_compared(tmp_path: Path) -> None:
    shown = run(written(tmp_path / "gtm", FILES))
    assert shown.exit_code == 2
    assert "is not in a git repository" in shown.stderr


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    root = written(tmp_path / "gtm", FILES)
    git("init", "--quiet", at=root)
    shown = run(root)
    assert shown.exit_code == 2
    assert "no commit yet" in shown.stderr


def test_without_git(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(branch))
    shown = run(branch)
    assert shown.exit_code == 2
    assert "git is not installed" in shown.stderr


def test_a_clone_that_lacks_an_object_is_named(branch: Path) -> None:
    blob = git("rev-parse", "HEAD:usecases/ci.yaml", at=branch)
    (branch / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    shown = run(branch)
    assert shown.exit_code == 2
    assert f"the clone lacks {blob}" in shown.stderr


def test_with_a_token_the_plan_is_shown(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sandbox.serve(None) as github:
        for name, value in github.environment.items():
            monkeypatch.setenv(name, value)
        shown = run(branch)
        data = json.loads(run(branch, "--format", "json").stdout)
        assert not any(recorded.wrote for recorded in github.requests)
    assert shown.exit_code == 0, shown.output
    assert "### On GitHub after the merge" in shown.stdout
    assert {"create", "update"} <= data["plan"]["summary"].keys()
    assert "Use case: Continuous integration" in shown.stdout


@pytest.mark.parametrize("broken", [False, True])
def test_where_github_cannot_be_reached_a_sentence_says_so(
    branch: Path, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "t" * 40)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme gtm" if broken else "acme/gtm")
    monkeypatch.setenv("GITHUB_API_URL", "nowhere")
    shown = run(branch)
    assert shown.exit_code == 0, shown.output
    assert "There is no plan: " in shown.stdout
    assert "moves from 11 Dec 2026 to 18 Dec 2026" in shown.stdout


def test_with_errors_the_plan_has_to_wait(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "t" * 40)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/gtm")
    written(branch, {"usecases/ci.yaml": with_(CI, "tier: 2", "teir: 2")})
    shown = run(branch)
    assert shown.exit_code == 1
    assert "The plan follows when the errors are corrected." in shown.stdout


def test_a_branch_s_own_templates_do_not_judge_it(
    branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that prints what it likes in place of the preview, and one that never ends."""
    liar = "Approved by security."
    for name in ("preview", "preview-section", "plan", "plan-section", "findings", "macros"):
        written(branch, {f"templates/{name}.md.j2": liar})
    monkeypatch.chdir(branch)
    shown = run(branch)
    assert shown.exit_code == 0, shown.output
    assert liar not in shown.stdout
    assert "### Look at this first" in shown.stdout
    assert "templates/plan.md.j2" in shown.stdout
    assert "moves from 11 Dec 2026 to 18 Dec 2026" in shown.stdout
