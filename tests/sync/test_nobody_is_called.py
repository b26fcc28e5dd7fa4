"""What goes to GitHub calls nobody and refers to nothing, whatever the files and issues say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import sync_catalogs
from click.testing import CliRunner
from preview_data import CI, CONFIG, git, repository, with_, written
from stirring import DISGUISES, stirred
from sync_fake import Fake
from sync_runs import planned

from ucops import resources
from ucops.cli import ucops
from ucops.github.matched import Conflict
from ucops.pages.issue.bodies import bodies
from ucops.pages.plan.markdown import plan_markdown
from ucops.pages.templating import templates
from ucops.reading.load import load
from ucops.sync.change import Orphan, Plan, Warned
from ucops.sync.desired import desired_state
from ucops.sync.request import CreateIssue

OURS = "https://github.com/acme/gtm/blob/"


def hostile(text: str) -> str:
    """The use case with a text in many of its fields."""
    said = json.dumps(f"It is slow. {text}")
    shown = with_(CI, "Continuous integration", said)
    shown = with_(shown, CI.splitlines()[1].removeprefix("problem: "), said)
    shown = with_(shown, "Benchmark report", said).replace("[Outline]", f"[{said}]")
    shown = with_(shown, "A thousand builds a day", said)
    shown = with_(shown, '"How long does a build take?"', said)
    return f"{shown}    description: {said}\nsummary: {said}\n"


@pytest.mark.parametrize("text", DISGUISES)
def test_issues_call_nobody(tmp_path: Path, text: str) -> None:
    root = written(tmp_path, {"ucops.yaml": CONFIG, "usecases/ci.yaml": hostile(text)})
    catalog = load(root).catalog
    rendered = bodies(root, catalog, "acme/gtm", "https://github.com")
    wanted = desired_state(catalog, rendered, "acme/gtm")
    created = [
        change.request
        for change in planned(Fake(), wanted).changes
        if isinstance(change.request, CreateIssue)
    ]
    assert created
    for request in created:
        assert not [one for one in stirred(request.body.region or "") if not one.startswith(OURS)]


def test_comments_and_summaries_call_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "gtm")
    git("switch", "--quiet", "--create", "proposal", at=root)
    for number, text in enumerate(DISGUISES):
        written(root, {f"usecases/u{number}.yaml": hostile(text)})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    CliRunner().invoke(ucops, ["validate", "--root", str(root), "--format", "github"])
    arguments = ["preview", "--root", str(root), "--base", "main", "--as-of", "2026-11-22"]
    shown = CliRunner().invoke(ucops, arguments)
    assert "It is slow" in shown.stdout
    assert not stirred(shown.stdout)
    assert not stirred((tmp_path / "summary.md").read_text())


@pytest.mark.parametrize("text", DISGUISES)
def test_plans_call_nobody(text: str) -> None:
    made = Plan(
        repository="acme/gtm",
        changes=planned(
            Fake(), sync_catalogs.desired(sync_catalogs.entry("ci", title=text))
        ).changes,
        conflicts=(Conflict(keys=("ci",), message=text, hint=text),),
        orphans=(Orphan(key="ci/x", repository="acme/gtm", number=3, title=text, url=""),),
        warnings=(Warned(key="ci", message=text),),
    )
    assert not stirred(plan_markdown(made, templates([resources.templates()])))


STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def test_no_sign_of_a_plan_steers_a_terminal_or_turns_the_text() -> None:
    """GitHub takes any title, and a plan's Markdown is looked at in logs and terminals, too."""
    text = "a\x1b[31m\x9b1m\x07\u202ecod.exe\u2066\u200f\rz"
    changes = planned(Fake(), sync_catalogs.desired(sync_catalogs.entry("ci"))).changes
    hostile_changes = tuple(
        replace(one, title=text, reason=text, key=text, fields={"title": (text, text)})
        for one in changes
    )
    made = Plan(
        repository="acme/gtm",
        changes=hostile_changes,
        conflicts=(Conflict(keys=(text,), message=text, hint=text),),
        orphans=(Orphan(key=text, repository="acme/gtm", number=3, title=text, url=""),),
        warnings=(Warned(key=text, message=text),),
    )
    shown = plan_markdown(made, templates([resources.templates()]))
    assert "cod.exe" in shown
    assert not STEERING.search(shown)
