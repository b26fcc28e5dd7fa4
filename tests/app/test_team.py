"""Who holds which seat, and who reviews which file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ucops.app.run import Run
from ucops.app.team import codeowners, team
from ucops.errors import UsageError
from ucops.exchange.codeowners import BEGIN, END, merged
from ucops.pages.terminal.layout import laid_out

CONFIG = """\
version: 1
preset: none
roles: {pmm: {title: Product marketing, lead: octo-lead}, pr: {title: "Press | relations"}}
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "ucops.yaml").write_text(CONFIG)
    (tmp_path / "usecases").mkdir()
    texts = {
        "ci": "team: {pmm: [octo-a, octo-b]}\n",
        "cd": "team: {pr: n/a}\n",
        "old": "status: retired\n",
    }
    for name, text in texts.items():
        (tmp_path / f"usecases/{name}.yaml").write_text(
            f"title: {name.upper()}\nproblem: P.\n{text}"
        )
    return Run(root=tmp_path)


def seats(run: Run, person: str | None = None, *, only_open: bool = False) -> list[object]:
    found = json.loads(str(team(run, person, "json", only_open=only_open)))["seats"]
    return [(one["use_case"], one["role"], one["state"], one["people"]) for one in found]


def test_a_seat_is_open_only_where_no_lead_fills_it(run: Run) -> None:
    assert seats(run) == [
        ("cd", "pmm", "named", ["octo-lead"]),
        ("cd", "pr", "not-applicable", []),
        ("ci", "pmm", "named", ["octo-a", "octo-b"]),
        ("ci", "pr", "open", []),
    ]
    assert seats(run, only_open=True) == [("ci", "pr", "open", [])]


def test_one_person_s_seats_are_found_whatever_the_letter_case(run: Run) -> None:
    assert seats(run, "@Octo-B") == [("ci", "pmm", "named", ["octo-a", "octo-b"])]
    with pytest.raises(UsageError, match="no person with a seat 'octo-x'"):
        team(run, "octo-x", "json", only_open=False)


def test_the_table_names_people_and_mentions_nobody(run: Run) -> None:
    assert team(run, None, "markdown", only_open=False) == (
        "| Role | CD | CI |\n"
        "| :-- | :-- | :-- |\n"
        "| Product marketing | octo-lead (leads the role) | octo-a, octo-b |\n"
        "| Press &#124; relations | – | **open** |\n"
    )


def test_the_terminal_shows_a_sign_for_each_seat(run: Run) -> None:
    grid = team(run, None, "text", only_open=False)
    said = laid_out([grid], color=False, width=80).splitlines()
    assert said[:3] == [
        " Role               1  2",
        " Product marketing  ◐  ●",
        " Press | relations  –  ○",
    ]
    assert said[-1].startswith("1 open seat.")


def test_a_file_is_answered_for_by_who_leads_its_team(run: Run) -> None:
    assert codeowners(run, (), None).splitlines() == [
        BEGIN,
        "/usecases/cd.yaml @octo-lead",
        "/usecases/ci.yaml @octo-a @octo-b",
        "/usecases/old.yaml @octo-lead",
        END,
    ]
    assert "# /usecases/ci.yaml has nobody" in codeowners(run, ["pr"], None)
    with pytest.raises(UsageError, match="no role 'prr'"):
        codeowners(run, ["prr"], None)


def test_lines_of_others_stay_in_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "CODEOWNERS"
    file.write_text("* @octo-all")
    codeowners(run, (), file)
    once = file.read_text()
    assert once.startswith("* @octo-all\n\n" + BEGIN)
    file.write_text(once + "/docs @octo-docs\n")
    codeowners(run, ("pr",), file)
    again = file.read_text()
    assert again.count(BEGIN) == 1
    assert again.startswith("* @octo-all\n")
    assert again.endswith(END + "\n/docs @octo-docs\n")
    assert merged(again, once[once.index(BEGIN) :]) == once + "/docs @octo-docs\n"
