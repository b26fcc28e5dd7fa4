"""Which paths go together, and what is said of those that do not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

PLACE = "give it a place of its own"
GITHUB_S = "This path leads into .github, where GitHub looks for workflows and forms."
WRONG = [
    ("{report: ucops.yaml}", "The report cannot take the place of ucops.yaml."),
    ("{report: ./UCOPS.yaml}", "The report cannot take the place of ucops.yaml."),
    ("{report: .git/config}", "This path leads into git's own folder."),
    ("{pages: .git}", "This path leads into git's own folder."),
    ("{report: usecases/ci.md}", "The report would lie in the folder that `usecases` names."),
    ("{pages: usecases}", "The pages would lie in the folder that `usecases` names."),
    ("{pages: Usecases/x}", "The pages would lie in the folder that `usecases` names."),
    ("{templates: usecases}", "The templates would lie in the folder that `usecases` names."),
    ("{report: templates/x.md}", "The report would lie in the folder that `templates` names."),
    ("{pages: templates}", "The pages would lie in the folder that `templates` names."),
    ("{templates: roadmap}", "The pages would lie in the folder that `templates` names."),
    ("{pages: .github/workflows}", GITHUB_S),
    ("{pages: .GitHub}", GITHUB_S),
    ("{report: .github/roadmap.md}", GITHUB_S),
    ("{report: roadmap/ci.md}", "The report would lie in the folder that `pages` names."),
    (
        "{report: docs/x/R.md, pages: docs}",
        "The report would lie in the folder that `pages` names.",
    ),
]
NO_PAGE = ["roadmap", "roadmap/index.json", "usecase.schema.json", "docs/.md/x", "."]
RIGHT = [
    "{report: docs/usecases.md, pages: docs/usecases}",
    "{pages: usecases-rendered}",
    "{pages: .gitlab/roadmap, report: .gitlab.MD}",
    "{templates: .github}",
    "{pages: .}",
    "{report: templates.md}",
    "{pages: docs, templates: docs/templates}",
    "{report: templates.md/x.md, pages: templates.md/x}",
]


def config(paths: str) -> str:
    return f"# usecases/a.yaml\n# ucops.yaml\nversion: 1\n\npaths: {paths}\n"


@pytest.mark.parametrize(("paths", "expected"), WRONG)
def test_a_path_to_another_s_place_is_said(
    said: Callable[[str, str], str], paths: str, expected: str
) -> None:
    text = " ".join(said(config(paths), "path-taken").split())
    assert re.fullmatch(rf"ucops:3:\d+ {re.escape(expected)} → {PLACE}", text)


@pytest.mark.parametrize("paths", RIGHT)
def test_a_path_to_a_place_of_its_own_is_fine(said: Callable[[str, str], str], paths: str) -> None:
    assert said(config(paths), "path-taken") == ""


@pytest.mark.parametrize("path", NO_PAGE)
def test_a_report_that_is_no_page_is_said_once(said: Callable[[str, str], str], path: str) -> None:
    text = " ".join(said(config(f"{{report: {path}}}"), "path-taken").split())
    assert text == (
        "ucops:3:17 The report is a page in Markdown. → give it a name that ends in .md"
    )


def test_each_path_is_said(said: Callable[[str, str], str]) -> None:
    text = said(config("{report: .git/x.md, pages: .github}"), "path-taken")
    assert [word for word in text.split() if word.startswith("ucops:")] == [
        "ucops:3:17",
        "ucops:3:35",
    ]


def test_use_cases_in_the_root_are_said(said: Callable[[str, str], str]) -> None:
    text = said(config("{usecases: ., report: r.md}"), "path-taken")
    assert text.startswith("ucops:3:19 The use cases cannot lie beside ucops.yaml.")
    assert text.count("ucops:") == 1


@pytest.mark.parametrize(
    ("paths", "column"), [("{pages: usecases}", 16), ("{templates: roadmap}", 20), ("x", 0)]
)
def test_it_is_shown_at_the_path_that_the_file_names(
    said: Callable[[str, str], str], paths: str, column: int
) -> None:
    text = said(config(paths), "path-taken")
    assert text.startswith(f"ucops:3:{column} ") if column else text == ""
