"""Which repository a command speaks to: the files name it, the environment, or the git remote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ucops.app.run import Run
from ucops.app.target import UnnamedError, target
from ucops.errors import UsageError
from ucops.model.config import Config

NAMED = Config(version=1, github={"repository": "acme/files"})
UNNAMED = Config(version=1)
SERVER = "https://git.acme.example"


def cloned(folder: Path, address: str) -> Path:
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "-C", folder, "remote", "add", "origin", address], check=True)
    return folder


@pytest.mark.parametrize(
    ("config", "environment", "found"),
    [
        (
            NAMED,
            {"GITHUB_REPOSITORY": "acme/env"},
            ("acme/files", "github.repository in ucops.yaml"),
        ),
        (UNNAMED, {"GITHUB_REPOSITORY": " acme/env "}, ("acme/env", "GITHUB_REPOSITORY")),
        (UNNAMED, {}, ("acme/clone", "the git remote origin")),
        (UNNAMED, {"GITHUB_REPOSITORY": ""}, ("acme/clone", "the git remote origin")),
    ],
)
def test_who_names_the_repository(
    tmp_path: Path, config: Config, environment: dict[str, str], found: tuple[str, str]
) -> None:
    run = Run(root=cloned(tmp_path, "https://github.com/acme/clone"), environment=environment)
    there = target(run, config)
    assert (there.repository, there.source) == found
    assert str(there) == f"{found[0]} on github.com"


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/acme/gtm",
        "https://github.com/acme/gtm.git",
        "https://octo:s3cret@github.com/acme/gtm.git/",
        "git@github.com:acme/gtm.git",
        "ssh://git@github.com/acme/gtm",
        "ssh://git@github.com:22/acme/gtm.git",
        "git+ssh://git@GitHub.com/acme/gtm.git",
    ],
)
def test_every_way_in_which_git_spells_an_address(tmp_path: Path, address: str) -> None:
    assert target(Run(root=cloned(tmp_path, address)), UNNAMED).repository == "acme/gtm"


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/acme/gtm",
        "git@github.com.example:acme/gtm.git",
        "https://github.com/acme",
        "https://github.com/acme/gtm/more",
        "/srv/git/acme/gtm.git",
        "file:///srv/git/gtm.git",
        "../gtm",
    ],
)
def test_a_clone_of_something_else_names_nothing(tmp_path: Path, address: str) -> None:
    with pytest.raises(UnnamedError, match="which repository is not said"):
        target(Run(root=cloned(tmp_path, address)), UNNAMED)


def test_the_remote_has_to_be_on_the_host_that_commands_speak_to(tmp_path: Path) -> None:
    root = cloned(tmp_path, "git@git.acme.example:acme/gtm.git")
    run = Run(root=root, environment={"GITHUB_SERVER_URL": f"{SERVER}/"})
    assert str(target(run, UNNAMED)) == "acme/gtm on git.acme.example"
    assert target(run, UNNAMED).server_url == SERVER


def test_no_git_and_no_clone_name_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnnamedError):
        target(Run(root=tmp_path), UNNAMED)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnnamedError):
        target(Run(root=tmp_path), UNNAMED)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"GITHUB_REPOSITORY": "acme gtm"}, "GITHUB_REPOSITORY is 'acme gtm'"),
        ({"GITHUB_REPOSITORY": "gtm"}, "'gtm'"),
        ({"GITHUB_REPOSITORY": "a/b/c"}, "'a/b/c'"),
        ({"GITHUB_REPOSITORY": "a/b", "GITHUB_SERVER_URL": "x"}, "GITHUB_SERVER_URL is 'x'"),
    ],
)
def test_a_variable_that_makes_no_sense_is_named(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        target(Run(root=tmp_path, environment=environment), UNNAMED)
    assert caught.value.hint


def test_a_workflow_speaks_to_its_own_repository_unless_it_says_otherwise(tmp_path: Path) -> None:
    here = {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/env"}
    with pytest.raises(UsageError, match="is acme/files, and this workflow runs in acme/env") as no:
        target(Run(root=tmp_path, environment=here), NAMED)
    assert "UCOPS_REPOSITORY to acme/files" in no.value.hint
    allowed = here | {"UCOPS_REPOSITORY": "Acme/files"}
    assert target(Run(root=tmp_path, environment=allowed), NAMED).repository == "acme/files"
    same = here | {"GITHUB_REPOSITORY": "Acme/Files"}
    assert target(Run(root=tmp_path, environment=same), NAMED).repository == "acme/files"
