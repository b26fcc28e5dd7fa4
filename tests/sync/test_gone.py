"""What an earlier report knew and GitHub does not show: gone for sure, or no conclusion."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fake.faults import Fault, Sent
from fake.people import People
from fake.server import Sandbox
from sync_files import Run

from ucops.github.missing import MOST_LOOKS, SAMPLES

MAIN = "acme/gtm"


def remember(root: Path, places: dict[str, int], repository: str = MAIN) -> None:
    """The index of an earlier report."""
    rows = [
        {"key": key, "repository": repository, "number": number} for key, number in places.items()
    ]
    (root / "roadmap").mkdir(exist_ok=True)
    index = {"version": 1, "repository": repository, "use_cases": [], "orphans": rows}
    (root / "roadmap/index.json").write_text(json.dumps(index))


GOING: dict[str, Callable[[People, int], object]] = {
    "was deleted": lambda people, number: people.delete(number),
    "was moved to another repository": lambda people, number: people.transfer(number, "acme/web"),
    # GitHub shows 404 for it, which is all that is known.
    "was acme/gtm#2": lambda people, number: people.convert_to_discussion(number),
}


@pytest.mark.parametrize("how", GOING)
def test_all_known_issues_gone_at_once_stop_before_the_first_write(
    run: Run, root: Path, sandbox: Sandbox, how: str
) -> None:
    run("sync", "--yes")
    remember(root, {"ci": 1, "ci/demo": 2, "ci/deck": 3, "ci/x": 4, "ci/y": 5})
    for number in (1, 2, 3):
        GOING[how](sandbox.people, number)
    for command in (["plan"], ["sync", "--yes"], ["status"], ["report"]):
        assert "issues that the last report knew are gone" in run(*command, code=4).stderr
    assert sandbox.people.issues() == []


@pytest.mark.parametrize("how", GOING)
def test_when_every_known_issue_is_gone_each_is_named_and_filed_anew_by_force(
    run: Run, root: Path, sandbox: Sandbox, how: str
) -> None:
    run("sync", "--yes")
    remember(root, {"ci": 1, "ci/demo": 2, "ci/deck": 3})
    for number in (1, 2, 3):
        GOING[how](sandbox.people, number)
    shown = run("sync", "--dry-run", "--force").stdout
    assert how in shown
    assert shown.count("it is filed anew") == 3
    run("sync", "--yes", "--force")
    assert len(sandbox.people.issues()) == 3
    remember(root, {"ci": 4, "ci/demo": 5, "ci/deck": 6})
    assert "No changes" in run("plan").stdout


def test_an_empty_listing_of_issues_that_are_there_stops(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    run("sync", "--yes")
    remember(root, {"ci": 1, "ci/demo": 2, "ci/deck": 3})
    for command in (["plan"], ["sync", "--yes"], ["sync", "--yes", "--force"]):
        sandbox.faults.script(Fault(kind="lag", count=3))
        sandbox.faults.script(Fault(kind="error", path="/issues/1$", status=404))
        assert "listing" in run(*command, code=3).stderr
        sandbox.faults.clear()
    assert len(sandbox.people.issues()) == 3


def test_more_than_can_be_looked_at_is_refused_until_it_is_forced(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    known = {f"old/i{number}": number for number in range(1, MOST_LOOKS + 50)}
    remember(root, {**known, "ci": MOST_LOOKS + 60})
    refused = run("plan", code=4).stderr
    assert "ucops sync --force" in refused
    looks = [one for one in sandbox.requests if "/issues/" in one.path]
    assert len(looks) <= 2 * SAMPLES
    assert "ucops sync --force" in run("sync", "--yes", code=4).stderr
    assert sandbox.people.issues() == []
    dry = run("sync", "--dry-run", "--force").stdout
    assert "ci was acme/gtm#260, which was deleted" in dry
    run("sync", "--yes", "--force")
    assert len(sandbox.people.issues()) == 3


def test_two_that_are_gone_are_filed_anew(run: Run, root: Path, sandbox: Sandbox) -> None:
    run("sync", "--yes")
    remember(root, {"ci/demo": 2, "ci/deck": 3})
    for number in (2, 3):
        sandbox.people.delete(number)
    assert run("plan").stdout.count("it is filed anew") == 2


FORGED: dict[str, Callable[[Path], object]] = {
    "another repository": lambda file: file.write_text(
        json.dumps(
            {
                "version": 1,
                "repository": MAIN,
                "issues": [{"key": "ci", "repository": "evil/repo", "number": 1}],
            }
        )
    ),
    "a way up": lambda file: file.write_text(
        json.dumps(
            {
                "version": 1,
                "repository": MAIN,
                "issues": [{"key": "ci", "repository": "../../user", "number": 1}],
            }
        )
    ),
    "deep": lambda file: file.write_text("[" * 100_000),
    "a link to a device": lambda file: file.symlink_to("/dev/zero"),
    "a long number": lambda file: file.write_text('{"version": ' + "1" * 5000 + "}"),
}


@pytest.mark.parametrize("how", FORGED)
def test_the_report_is_evidence_and_no_setting(
    run: Run, root: Path, sandbox: Sandbox, how: str
) -> None:
    (root / "roadmap").mkdir(exist_ok=True)
    FORGED[how](root / "roadmap/index.json")
    run("plan")
    run("sync", "--yes")
    assert len(sandbox.people.issues()) == 3
    assert not [one for one in sandbox.requests if "evil" in one.path or ".." in one.path]
    assert "No changes" in run("plan").stdout


def test_a_forged_issue_that_the_report_names_is_not_believed(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    outsider = sandbox.people.of(login="outsider")
    outsider.open_issue("Buy here", "<!-- ucops:v1 key=ci/demo was={} -->")
    remember(root, {"ci/demo": 1})
    said = " ".join(run("plan", code=1).stdout.split())
    assert "acme/gtm#1 carries the marker of ci/demo, and outsider, who filed it" in said
    assert "under github.trusted" in said
    run("sync", "--yes", code=1)
    assert sandbox.people.issue(1).title == "Buy here"
    assert len(sandbox.people.issues()) == 3


def test_force_believes_no_listing_that_one_look_disproves(
    run: Run, root: Path, sandbox: Sandbox
) -> None:
    run("sync", "--yes")
    remember(root, {f"old/i{number}": number for number in range(1, MOST_LOOKS + 50)} | {"ci": 1})
    sandbox.faults.script(Fault(kind="lag", count=3))
    # Past the listing's end it finds nothing either: that look is answered as if #1 were not there.
    sandbox.faults.script(Fault(kind="error", path="/issues/1$", status=404))
    assert "lacks issue #1" in run("sync", "--yes", "--force", code=3).stderr
    assert len(sandbox.people.issues()) == 3


def test_a_repository_that_was_renamed_or_cannot_be_seen_is_no_empty_one(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("sync", "--yes")
    remember(root, {"ci": 1, "ci/demo": 2, "ci/deck": 3})
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/elsewhere")
    assert "acme/elsewhere" in run("sync", "--yes", code=3).stderr
    monkeypatch.setenv("GITHUB_REPOSITORY", MAIN)
    sandbox.people.create_token("foreign", "stranger")
    sandbox.people.hide()
    monkeypatch.setenv("GITHUB_TOKEN", "foreign")
    assert "there is no repository" in run("sync", "--yes", code=3).stderr


def test_a_report_of_another_repository_is_mentioned(run: Run, root: Path) -> None:
    remember(root, {"ci": 1}, "acme/old")
    assert "acme/old" in run("plan").stderr
    run("sync", "--yes")
    assert "acme/old" not in run("plan").stderr


def test_nothing_is_filed_on_the_word_of_a_listing_that_may_lack_it(
    run: Run, sandbox: Sandbox
) -> None:
    """Something is deleted while pages are read, and the epic falls between two of them."""
    sandbox.service.features = sandbox.service.features.without("cursors")
    for number in range(100):
        sandbox.people.open_issue(f"Somebody's {number}")
    run("sync", "--yes")
    seen: list[Sent] = []

    def lose(sent: Sent) -> None:
        if sent.listing:
            seen.append(sent)
            if len(seen) == 2:
                sandbox.people.delete(1)

    sandbox.faults.before(None, lose)
    run("sync", "--yes")
    assert len(seen) >= 4
    assert len(sandbox.people.issues()) == 102
