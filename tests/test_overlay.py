"""Templates come from the repository's own folder and the shipped one, and from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound

from ucops import resources
from ucops.errors import UsageError
from ucops.pages.issue.bodies import environment
from ucops.pages.overlay import Overlay, folders
from ucops.pages.templating import templates

Make = Callable[[list[Path]], Environment]


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


@pytest.mark.parametrize(
    "make",
    [
        lambda places: Environment(loader=Overlay(places), autoescape=True),
        templates,
        lambda places: environment(*places),
    ],
)
def test_a_template_that_is_a_link_out_of_its_folder_is_not_read(
    make: Make, root: Path, secret: Path
) -> None:
    own = root / "templates"
    (own / "epic.md.j2").symlink_to(secret)
    (own / "item.md.j2").write_text("{% include 'epic.md.j2' ignore missing %}")
    (own / "part.md.j2").write_text("a part")
    (own / "near.md.j2").symlink_to("part.md.j2")
    found = make([own, resources.templates()])
    for name in ("epic.md.j2", "item.md.j2"):
        with pytest.raises(UsageError, match=r"epic\.md\.j2 is a symbolic link") as error:
            found.get_template(name).render()
        assert error.value.hint == "put a copy in its place"
    assert found.get_template("near.md.j2").render() == "a part"
    with pytest.raises(TemplateNotFound):
        found.get_template("../secret")


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
    found = templates(folders(root, "templates"))
    assert found.get_template("epic.md.j2").filename == str(resources.templates() / "epic.md.j2")
