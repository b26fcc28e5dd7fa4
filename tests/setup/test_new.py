"""`ucops new`: a draft of a title, or of what somebody proposes in an issue."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from effort import grows
from fake import People, opened
from fake.inside import Time, through
from hypothesis import given
from hypothesis import strategies as st

from ucops.app import new as recipe
from ucops.app.run import Run
from ucops.cli import ucops
from ucops.errors import UsageError
from ucops.github.examined import Filed
from ucops.github.snapshot import Gone
from ucops.reading.load import load, read_use_case
from ucops.reading.read import read
from ucops.rules.check import check
from ucops.sandbox.founding import REPOSITORY, TOKEN
from ucops.setup.draft import Draft, draft_text
from ucops.setup.proposal import answers, fields, slug
from ucops.setup.texts import FORM, filled

BODY = """\
### Title

Continuous integration

### The customer's problem

We want better code sooner: builds are made by hand.

### Not a field

- It hurts # every day

### Tier

2: secondary

### Who decides or pays?

chief information officer

### Evidence

Two lost deals.
See https://example.com/report

"""
New = Callable[..., Result]


@pytest.fixture
def new(tmp_path: Path) -> New:
    """Run `ucops new` in a programme without use cases."""
    (tmp_path / "ucops.yaml").write_text("version: 1\n")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(ucops, ["--root", str(tmp_path), "new", *arguments])

    return run


@pytest.fixture
def issue(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Let GitHub hold one issue, whatever its number."""

    def hold(title: str, body: str) -> None:
        url = "https://github.com/o/r/issues/7"
        held = SimpleNamespace(title=title, body=body, url=url, number=7)
        examiner = SimpleNamespace(issue=lambda _repo, _n: Filed(issue=held, author="octo-idea"))  # type: ignore[arg-type]  # all that is read of an issue
        monkeypatch.setattr(recipe, "connection", lambda *_: SimpleNamespace(examiner=examiner))
        monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")

    return hold


def test_a_title_makes_a_valid_draft(new: New, tmp_path: Path) -> None:
    result = new("ci", "--title", "Continuous integration: fast", "--tier", "1")
    assert result.exit_code == 0, result.output
    entry = load(tmp_path).catalog.entries["ci"]
    assert (entry.use_case.title, entry.use_case.tier, entry.use_case.status) == (
        "Continuous integration: fast",
        1,
        "draft",
    )
    assert {one.severity for one in check(load(tmp_path))} <= {"info"}


def test_the_schema_is_named_from_wherever_the_file_is(new: New, tmp_path: Path) -> None:
    (tmp_path / "ucops.yaml").write_text("version: 1\npaths: {usecases: gtm/cases}\n")
    new("ci", "--title", "CI")
    first = (tmp_path / "gtm/cases/ci.yaml").read_text().partition("\n")[0]
    assert first.endswith("$schema=../../usecase.schema.json")


def test_a_proposal_becomes_a_draft(
    new: New, issue: Callable[[str, str], None], tmp_path: Path
) -> None:
    issue("Proposed use case: CI", BODY)
    result = new("--from-issue", "7", "--format", "json")
    told = json.loads(result.stdout)
    assert told == {
        "version": 1,
        "id": "continuous-integration",
        "title": "Continuous integration",
        "tier": 2,
        "file": "usecases/continuous-integration.yaml",
        "issue": 7,
        "author": "octo-idea",
    }
    use_case = load(tmp_path).catalog.entries["continuous-integration"].use_case
    assert use_case.personas == ("cio",)
    assert use_case.problem.strip() == (
        "We want better code sooner: builds are made by hand.\n\n"
        "### Not a field\n\n- It hurts # every day"
    )
    text = (tmp_path / told["file"]).read_text()
    assert "# Proposed in https://github.com/o/r/issues/7" in text
    assert "#   See https://example.com/report" in text


def test_the_issue_is_read_from_github(tmp_path: Path) -> None:
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    with opened() as service:
        people = People(service.world, REPOSITORY)
        number = people.open_issue("Proposed use case: CI", BODY).number
        run = Run(
            root=tmp_path,
            environment={"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": REPOSITORY},
            transport=lambda *_: through(service, Time()),
        )
        begun = recipe.new(run, None, None, None, number)
        assert begun.author == people.issue(number).author
        people.delete(number)
        with pytest.raises(UsageError, match=f"{REPOSITORY}#{number} is not there: deleted"):
            recipe.new(run, "other", None, None, number)
        with pytest.raises(UsageError, match="is not there"):
            recipe.new(run, "other", None, None, 99)
    assert load(tmp_path).catalog.entries["continuous-integration"].use_case.tier == 2


def test_what_is_given_goes_before_what_the_issue_says(
    new: New, issue: Callable[[str, str], None], tmp_path: Path
) -> None:
    issue("x", BODY.replace("chief information officer", "the mayor"))
    new("ci", "--title", "CI", "--tier", "1", "--from-issue", "7")
    use_case = load(tmp_path).catalog.entries["ci"].use_case
    assert (use_case.title, use_case.tier, use_case.personas) == ("CI", 1, ())
    assert "# Who decides or pays: the mayor" in (tmp_path / "usecases/ci.yaml").read_text()


def test_an_issue_of_another_kind_is_refused(
    new: New, issue: Callable[[str, str], None], tmp_path: Path
) -> None:
    issue("It is broken", "Please help.")
    result = new("--from-issue", "7")
    assert (result.exit_code, "Propose a use case" in result.output) == (2, True)
    assert not (tmp_path / "usecases").exists()


def test_a_title_without_letters_that_an_id_can_have_asks_for_one(
    new: New, issue: Callable[[str, str], None]
) -> None:
    issue("x", BODY.replace("Continuous integration", "継続的"))
    result = new("--from-issue", "7")
    assert (result.exit_code, "id" in result.output) == (2, True)
    assert new("ci", "--from-issue", "7").exit_code == 0


def test_an_answer_cannot_stand_in_for_another(
    new: New, issue: Callable[[str, str], None], tmp_path: Path
) -> None:
    issue("x", f"{BODY}\n### Title\n\nSomething else\n")
    new("ci", "--from-issue", "7")
    use_case = load(tmp_path).catalog.entries["ci"].use_case
    assert use_case.title == "Continuous integration"


def test_what_makes_no_valid_file_is_not_written(new: New, tmp_path: Path) -> None:
    result = new("ci", "--title", "a\x07b")
    assert (result.exit_code, "no valid file can be made of that" in result.output) == (1, True)
    assert not (tmp_path / "usecases").exists()


def test_an_issue_that_is_gone_is_said(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Gone(repository="o/r", number=7, how="deleted")
    examiner = SimpleNamespace(issue=lambda _repo, _n: gone)
    monkeypatch.setattr(recipe, "connection", lambda *_: SimpleNamespace(examiner=examiner))
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    result = new("--from-issue", "7")
    assert (result.exit_code, "o/r#7" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ci",), "--title"),
        (("CI", "--title", "CI"), "small letters"),
        (("x" * 41, "--title", "CI"), "at most 40"),
        (("taken", "--title", "CI"), "usecases/taken.yaml"),
        (("old", "--title", "CI"), "former id of taken"),
    ],
)
def test_an_id_has_to_be_right_and_new(
    new: New, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "usecases").mkdir()
    taken = "title: T\nproblem: P.\npreviously: [old]\n"
    (tmp_path / "usecases/taken.yaml").write_text(taken)
    result = new(*arguments)
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert (tmp_path / "usecases/taken.yaml").read_text() == taken


def test_a_form_that_is_none_says_so() -> None:
    for text in ("a: [", "body: 1", "", "body: [{type: input}]"):
        with pytest.raises(UsageError, match="the issue form cannot be read"):
            fields(text)


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_whatever_is_proposed_makes_a_file_that_says_it(problem: str, evidence: str) -> None:
    """Any answer comes back as the problem, line ends and unseen signs aside."""
    body = f"### The customer's problem\n\n{problem}\n\n### Evidence\n\n{evidence}"
    told = answers(body, fields(filled(FORM, {})))
    if "problem" not in told:
        return
    draft = Draft(
        id="a",
        title="T: [x",
        problem=told["problem"],
        notes=tuple(told.get("evidence", "").splitlines()),
    )
    source, problems = read(draft_text(draft, "usecases/a.yaml").encode(), "usecases/a.yaml")
    use_case, _ = read_use_case(source, "a")
    assert use_case.title == "T: [x"
    assert [one.rule for one in problems if one.rule in {"bad-yaml", "unreadable"}] == []
    assert use_case.problem.split() == told["problem"].split()


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Continuous integration (CI)", "continuous-integration-ci"),
        ("A" * 30 + " " + "b" * 30, "a" * 30),
        ("VC&C", "vc-c"),
        ("Übung macht Größe", "ubung-macht-grosse"),
    ],
)
def test_an_id_is_made_of_a_title(title: str, wanted: str) -> None:
    assert slug(title) == wanted


def test_a_heading_is_read_in_one_go_whatever_stands_in_it() -> None:
    labels = fields(filled(FORM, {}))
    assert not grows(lambda size: answers(f"### a{' ' * size * 10}b", labels))
    assert answers("###   Title   \n\nA title", labels) == {"title": "A title"}
