"""Templates come from the repository's own folder and the shipped one, and from nowhere else."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from ucops import confined, resources
from ucops.errors import UsageError
from ucops.pages.templating import Templates, folders, render, rendered, templates


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the machine's, outside of the repository."""
    path = tmp_path / "secret"
    path.write_text("TOKEN=12345")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "repository"
    (path / "templates").mkdir(parents=True)
    return path


def test_the_repository_s_own_folder_comes_first(root: Path) -> None:
    assert folders(root, "templates") == (root / "templates", resources.templates())
    assert folders(root, Path("none")) == (root / "none", resources.templates())


def test_a_template_that_is_a_link_out_of_its_folder_is_not_read(root: Path, secret: Path) -> None:
    own = root / "templates"
    (own / "epic.md.j2").symlink_to(secret)
    (own / "item.md.j2").write_text("{% include 'epic.md.j2' ignore missing %}")
    (own / "part.md.j2").write_text("a part")
    (own / "near.md.j2").symlink_to("part.md.j2")
    found = templates([own, resources.templates()])
    for name in ("epic.md.j2", "item.md.j2"):
        with pytest.raises(UsageError, match=r"epic\.md\.j2 is a symbolic link") as error:
            render(found, name, {})
        assert error.value.hint == "put a copy in its place"
    assert render(found, "near.md.j2", {}) == "a part\n"
    with pytest.raises(UsageError, match=r"secret cannot be used"):
        render(found, "../secret", {})


@pytest.mark.parametrize("own", ["templates", "below/templates"])
def test_a_folder_that_a_link_puts_elsewhere_is_refused(own: str, root: Path, secret: Path) -> None:
    (root / "templates").rmdir()
    (root / own.partition("/")[0]).symlink_to(secret.parent)
    with pytest.raises(UsageError, match="the folder of templates, is a symbolic link"):
        folders(root, own)


def test_a_folder_that_is_a_link_in_a_circle_holds_no_templates(root: Path) -> None:
    own = root / "templates"
    own.rmdir()
    own.symlink_to(own)
    found = templates(folders(root, "templates")).environment
    assert found.get_template("epic.md.j2").filename == str(resources.templates() / "epic.md.j2")


UMBRELLA = SimpleNamespace(
    programme=Markup("The *one*"), use_cases=(), report="ROADMAP.md", report_url="ROADMAP.md"
)


def refuse_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Templates) -> None:
        raise AssertionError("the sandbox is asked")

    monkeypatch.setattr(Templates, "environment", property(refused))


def test_shipped_templates_run_free_and_all_others_in_the_sandbox(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_the_sandbox(monkeypatch)
    shipped = templates(folders(root, "templates"))
    assert "The *one*" in "".join(shipped.render("umbrella.md.j2", {"view": UMBRELLA}))
    (root / "templates/other.md.j2").write_text("ours")
    own = templates(folders(root, "templates"))
    for name in ("other.md.j2", "umbrella.md.j2"):
        with pytest.raises(AssertionError, match="the sandbox is asked"):
            own.render(name, {"view": UMBRELLA})


def test_a_template_that_turns_up_late_is_not_run_free(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = templates(folders(root, "templates"))
    assert not found.confined
    for name in ("umbrella.md.j2", "late.md.j2", "late.txt"):
        (root / "templates" / name).write_text("late")
    assert "The *one*" in "".join(found.render("umbrella.md.j2", {"view": UMBRELLA}))
    refuse_the_sandbox(monkeypatch)
    for name in ("late.md.j2", "late.txt"):
        with pytest.raises(AssertionError, match="the sandbox is asked"):
            found.render(name, {})


def test_what_is_wrong_with_a_shipped_template_is_said_by_the_sandbox() -> None:
    found = templates([resources.templates()])
    with pytest.raises(UsageError, match=r"epic\.md\.j2, line 4: 'view' is undefined"):
        render(found, "epic.md.j2", {})


BROKEN = {
    "division": "{{ 1 // 0 }}",
    "too much": "{{ 10.0 ** 1000 }}",
    "a long range": "{% for one in range(1000000) %}{% endfor %}",
    "a change": "{{ [].pop() }}",
    "an unknown name": "{{ nothing.at.all }}",
    "an unknown filter": "{{ 1 | nonsense }}",
    "a wrong argument": "{{ 1 | join }}",
    "no end": "{% for one in [] %}",
    "no memory": "{{ ('x' * 10 ** 15) }}",
    "something private": "{{ ''.__class__.__mro__ }}",
    "itself": "{% import 'broken.md.j2' as b %}",
    "a macro without end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "an inclusion of itself": "{% include 'broken.md.j2' %}",
    "a division by nothing": "{{ 1 / 0 }}",
    "a long text": "{{ 'x' * 10 ** 10 }}",
    "a deep list": "{{ '[' * 100000 }}{% set a = [[[[]]]] %}{{ a.b.c }}",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_whatever_goes_wrong_names_the_file_and_the_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "broken.md.j2").write_text(f"one\n{text}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"broken\.md\.j2, line \d+: .") as error:
        render(templates([tmp_path]), "broken.md.j2", {})
    assert "line 2" in error.value.message or "{% for" in text
    assert error.value.hint.startswith("correct it in the folder of templates")


def test_what_is_missing_or_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.md.j2").write_bytes(b"\xe9")
    for name in ("latin.md.j2", "missing.md.j2"):
        with pytest.raises(UsageError, match=f"the template {name} cannot be used"):
            render(templates([tmp_path]), name, {})


def test_values_are_escaped_for_the_kind_of_file(tmp_path: Path) -> None:
    for name in ("a.md.j2", "a.svg.j2"):
        (tmp_path / name).write_text("{{ text }} {{ safe }}\r\n\n", encoding="utf-8")
    views = {"text": "*a* <b>", "safe": Markup("*c*\r\n<d>")}
    found = templates([tmp_path])
    assert render(found, "a.md.j2", views) == "\\*a\\* &lt;b&gt; *c*\n<d>\n"
    assert render(found, "a.svg.j2", views) == "*a* &lt;b&gt; *c*\n<d>\n"
    assert rendered(found, "a.md.j2", views) == Markup("\\*a\\* &lt;b&gt; *c*\n<d>")


ENDLESS = {
    "a loop": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a large number": "{{ 9 ** (9 ** 9) }}",
    "a search": "{{ ('a' * 3000000) | wordwrap(2) | length }}"
    "{% for a in range(9999) %}{{ ('a ' * 300000) | wordcount }}{% endfor %}",
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_what_does_not_end_is_ended(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "SECONDS", 0.5)
    (tmp_path / "broken.md.j2").write_text(text)
    (tmp_path / "sound.md.j2").write_text("x")
    found, began = templates([tmp_path]), time.monotonic()
    with pytest.raises(UsageError, match=r"broken\.md\.j2 cannot be used: it takes longer than"):
        render(found, "broken.md.j2", {})
    assert time.monotonic() - began < 20
    assert render(found, "sound.md.j2", {}) == "x\n"


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="it is Linux that shows and limits this")


@LINUX
def test_memory_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "large.md.j2").write_text("{{ ('x' * 700000000) | length }}")
    with pytest.raises(UsageError, match=r"line 1: it needs more than 512 MB of memory"):
        render(templates([tmp_path]), "large.md.j2", {})


def test_a_page_has_a_largest_size(tmp_path: Path) -> None:
    (tmp_path / "large.md.j2").write_text("{% for a in range(99999) %}{{ 'x' * 99 }}{% endfor %}")
    with pytest.raises(UsageError, match="it writes more than 2 MB"):
        render(templates([tmp_path]), "large.md.j2", {})


def test_all_of_them_have_a_limit(tmp_path: Path) -> None:
    found = confined.Confined("ucops.pages.template_process")
    found.left = 0.0
    (tmp_path / "slow.md.j2").write_text(ENDLESS["a loop"])
    with pytest.raises(confined.ConfinedError, match="all of its kind take longer than 60 seconds"):
        found.ask((templates([tmp_path]), "slow.md.j2", {}))


@LINUX
def test_the_process_knows_no_secret_and_is_not_started_for_shipped_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "sesame")
    found = confined.Confined("ucops.pages.template_process")
    assert not templates([tmp_path / "none", resources.templates()]).confined
    (tmp_path / "own.md.j2").write_text("x")
    assert found.ask((templates([tmp_path]), "own.md.j2", {})) == {"text": "x\n"}
    assert found.process
    environment = Path(f"/proc/{found.process.pid}/environ").read_text()
    found.close()
    assert "PATH=" in environment
    assert "sesame" not in environment
