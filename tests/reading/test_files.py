"""Which files are use cases, and what is wrong with their names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from programme import USE_CASE, write

from ucops.errors import UsageError
from ucops.reading.load import load


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ci.yml", "ci.yaml"),
        ("ci.YAML", "ci.yaml"),
        ("ci.Yml", "ci.yaml"),
        ("ci.ymal", "ci.yaml"),
        ("ci.yaml.txt", "ci.yaml"),
        ("ci", "ci.yaml"),
        ("C I.yaml", "c-i.yaml"),
        ("Ci.yaml", "ci.yaml"),
        ("ci_x.yaml", "ci-x.yaml"),
        (".yaml", "a-name.yaml"),
        ("ü.yaml", "ue.yaml"),
        (f"{'a' * 41}.yaml", f"{'a' * 40}.yaml"),
        (f"{'a' * 39}-b.yaml", f"{'a' * 39}.yaml"),
    ],
)
def test_a_name_that_is_no_id_says_what_to_rename(tmp_path: Path, name: str, hint: str) -> None:
    found = load(write(tmp_path, {f"usecases/{name}": USE_CASE, "usecases/ok.yaml": USE_CASE}))
    [problem] = found.problems
    assert (problem.rule, problem.file) == ("file-name", f"usecases/{name}")
    assert problem.hint == f"rename it to {hint}"
    assert len(found.catalog.entries) == 2


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "LICENSE",
        ".DS_Store",
        ".gitkeep",
        ".ci.yaml.swp",
        "picture.png",
        ".git/ci.yaml",
        ".notes/a.md",
        "ok.yaml~",
        "~$ci.docx",
    ],
)
def test_what_is_no_use_case_by_its_name_is_none_of_ours(tmp_path: Path, name: str) -> None:
    found = load(write(tmp_path, {f"usecases/{name}": "[", "usecases/ok.yaml": USE_CASE}))
    assert found.problems == ()
    assert list(found.catalog.entries) == ["ok"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("data-science.yaml ", "rename it to data-science.yaml"),
        ("data-science.yaml (1)", "rename it to data-science.yaml"),
        ("data-science.yaml.bak", "rename it to data-science.yaml"),
        ("data-science.yaml~", "rename it to data-science.yaml"),
        ("Onboarding", "name it onboarding.yaml if it is a use case"),
        ("Data Science", "name it data-science.yaml if it is a use case"),
        ("data_science", "name it data-science.yaml if it is a use case"),
        ("data-science.docx", "name it data-science.yaml if it is a use case"),
        ("data-science.json", "name it data-science.yaml if it is a use case"),
        ("ok.yaml.orig", "delete it"),
        ("ok.yaml (2)", "delete it"),
    ],
)
def test_nothing_is_left_out_without_a_word(tmp_path: Path, name: str, hint: str) -> None:
    files = {f"usecases/{name}": USE_CASE, "usecases/ok.yaml": USE_CASE}
    [problem] = load(write(tmp_path, files)).problems
    assert (problem.rule, problem.file) == ("file-name", f"usecases/{name}")
    assert hint in problem.hint


def test_a_hidden_folder_with_a_use_case_is_named(tmp_path: Path) -> None:
    files = {"usecases/.drafts/ci.yaml": USE_CASE, "usecases/ok.yaml": USE_CASE}
    [problem] = load(write(tmp_path, files)).problems
    assert (problem.rule, problem.file) == ("file-name", "usecases/.drafts")
    assert "dot" in problem.message


def test_folders_carry_no_meaning_and_tiers_order(tmp_path: Path) -> None:
    write(tmp_path, {"usecases/a.yaml": USE_CASE, "usecases/x/y/b.yaml": USE_CASE + "tier: 1\n"})
    found = load(tmp_path)
    assert [(entry.id, entry.file) for entry in found.catalog.entries.values()] == [
        ("b", "usecases/x/y/b.yaml"),
        ("a", "usecases/a.yaml"),
    ]
    assert sorted(found.sources) == ["ucops.yaml", "usecases/a.yaml", "usecases/x/y/b.yaml"]


def test_one_id_twice_is_reported_at_each(tmp_path: Path) -> None:
    write(tmp_path, {"usecases/x/ci.yaml": USE_CASE, "usecases/y/ci.yaml": "title: B\nproblem: no"})
    found = load(tmp_path)
    assert [(one.rule, one.file) for one in found.problems] == [
        ("duplicate-id", "usecases/x/ci.yaml"),
        ("duplicate-id", "usecases/y/ci.yaml"),
        ("yes-no-word", "usecases/y/ci.yaml"),
    ]
    assert "usecases/y/ci.yaml" in found.problems[0].message
    assert found.catalog.entries["ci"].file == "usecases/x/ci.yaml"


def test_ids_that_differ_in_letter_case_are_one(tmp_path: Path) -> None:
    write(tmp_path, {"usecases/a/CI.yaml": USE_CASE, "usecases/b/ci.yaml": USE_CASE})
    rules = [(one.rule, one.file) for one in load(tmp_path).problems]
    assert ("duplicate-id", "usecases/a/CI.yaml") in rules
    assert ("duplicate-id", "usecases/b/ci.yaml") in rules


def test_links_may_not_lead_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(USE_CASE)
    root = write(tmp_path / "root", {"usecases/ok.yaml": USE_CASE, "shared/in.yaml": USE_CASE})
    folder = root / "usecases"
    (folder / "out.yaml").symlink_to(outside / "secret.yaml")
    (folder / "in.yaml").symlink_to(root / "shared/in.yaml")
    (folder / "folder").symlink_to(outside)
    (folder / "gone.yaml").symlink_to(root / "nowhere")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    found = load(root)
    assert [(one.rule, one.file) for one in found.problems] == [
        ("symlink", "usecases/folder"),
        ("unreadable-file", "usecases/gone.yaml"),
        ("unreadable-file", "usecases/loop.yaml"),
        ("symlink", "usecases/out.yaml"),
    ]
    assert list(found.catalog.entries) == ["in", "ok"]


@pytest.mark.parametrize("folder", ["usecases", "content/usecases"])
def test_the_folder_itself_may_not_lead_out(tmp_path: Path, folder: str) -> None:
    outside = write(tmp_path / "outside", {"usecases/ci.yaml": USE_CASE})
    config = f"version: 1\npaths: {{usecases: {folder}}}\n"
    root = write(tmp_path / "root", {"shared/cd.yaml": USE_CASE}, config)
    link = root / folder.split("/", maxsplit=1)[0]
    link.symlink_to(outside / "usecases" if "/" not in folder else outside)
    found = load(root)
    assert [(one.rule, one.file) for one in found.problems] == [("symlink", folder)]
    assert list(found.sources) == ["ucops.yaml"]
    link.unlink()
    if "/" not in folder:
        link.symlink_to("shared")
        assert list(load(root).sources) == ["ucops.yaml", "usecases/cd.yaml"]


def test_the_configuration_may_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("version: 1\nsecret: 12345\n")
    root = write(tmp_path / "root", {"usecases/ci.yaml": USE_CASE})
    (root / "ucops.yaml").rename(root / "real.yaml")
    (root / "ucops.yaml").symlink_to("real.yaml")
    assert load(root).problems == ()
    (root / "ucops.yaml").unlink()
    (root / "ucops.yaml").symlink_to("../outside.yaml")
    with pytest.raises(UsageError, match="leads out of its folder") as raised:
        load(root)
    assert "12345" not in f"{raised.value.message}{raised.value.hint}"


def test_the_configuration_is_an_ordinary_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"usecases/ci.yaml": USE_CASE})
    (root / "ucops.yaml").unlink()
    os.mkfifo(root / "ucops.yaml")
    with pytest.raises(UsageError, match="not an ordinary file"):
        load(root)
    (root / "ucops.yaml").unlink()
    (root / "ucops.yaml").symlink_to("ucops.yaml")
    with pytest.raises(UsageError, match=r"cannot be read|does not exist"):
        load(root)


def test_what_is_no_ordinary_file_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"usecases/ok.yaml": USE_CASE})
    os.mkfifo(tmp_path / "usecases/pipe.yaml")
    [problem] = load(tmp_path).problems
    assert (problem.rule, problem.file) == ("unreadable-file", "usecases/pipe.yaml")


def test_a_name_of_other_bytes_can_be_printed(tmp_path: Path) -> None:
    write(tmp_path, {"usecases/ok.yaml": USE_CASE})
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/usecases/\xff.yaml")).write_text(USE_CASE)
    [problem] = load(tmp_path).problems
    assert problem.file == "usecases/\\xff.yaml"


def test_a_file_that_cannot_be_opened_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"usecases/ok.yaml": USE_CASE, "usecases/locked.yaml": USE_CASE})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "locked.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = load(tmp_path)
    assert [(one.rule, one.file) for one in found.problems] == [
        ("unreadable-file", "usecases/locked.yaml")
    ]
    assert found.catalog.entries["locked"].use_case.title == "locked"


def test_a_folder_that_cannot_be_listed_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"usecases/ok.yaml": USE_CASE, "usecases/locked/a.yaml": USE_CASE})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    [problem] = load(tmp_path).problems
    assert (problem.rule, problem.file) == ("unreadable-file", "usecases/locked")


@pytest.mark.parametrize("files", [{}, {"usecases/README.md": "x"}])
def test_no_use_case_ends_the_run(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    with pytest.raises(UsageError, match="no use case found") as caught:
        load(write(tmp_path, files))
    assert "title" in caught.value.hint


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("ci.yaml", "move it to usecases/ci.yaml"),
        ("Cloud Cost.yml", "move it to usecases/cloud-cost.yaml"),
        ("use-cases/ci.yaml", "move it to usecases/ci.yaml"),
        ("drafts/ci.yaml.txt", "move it to usecases/ci.yaml"),
    ],
)
def test_a_use_case_in_another_place_says_where_to_move_it(
    tmp_path: Path, file: str, hint: str
) -> None:
    [problem] = load(write(tmp_path, {file: USE_CASE, "usecases/ok.yaml": USE_CASE})).problems
    assert (problem.rule, problem.file, problem.hint) == ("misplaced-file", file, hint)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("mkdocs.yaml", "title: Our handbook\nnav: []\n"),
        ("ci.md", USE_CASE),
        (".github/ci.yaml", USE_CASE),
        ("shop/usecases/ci.yaml", USE_CASE),
        ("tools/use-case.yaml.j2", USE_CASE),
        ("ci.yaml", f"# ucops: ignore[misplaced-file] an example for newcomers\n{USE_CASE}"),
    ],
)
def test_what_lies_beside_use_cases_and_is_none_is_left_alone(
    tmp_path: Path, file: str, text: str
) -> None:
    assert load(write(tmp_path, {file: text, "usecases/ok.yaml": USE_CASE})).problems == ()


def test_where_there_is_no_use_case_one_in_the_root_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load(write(tmp_path, {"ci.yaml": USE_CASE}))
    assert error.value.hint == "ci.yaml looks like one: move it to usecases/ci.yaml"
