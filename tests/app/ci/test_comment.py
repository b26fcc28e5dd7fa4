"""The one comment on a pull request, from whatever a run on a fork handed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake.people import People

from ucops.app.ci.comment import keep_comment, read_review
from ucops.app.ci.run import REVIEW
from ucops.errors import UsageError
from ucops.pages.preview.comment import MARKER

HEAD = "a" * 40
SAID: dict[str, Any] = {
    "base": "main",
    "commit": "0123abcd",
    "errors": 0,
    "merging": [{"subject": "Items", "text": "1 new"}],
}
RULES = "https://example.com/rules"
Made = Callable[..., dict[str, Any]]


def handed_over(stage: Any, said: object = None, name: str = REVIEW) -> str:
    """The folder of what a run handed over."""
    folder = stage.checkout.parent / "handed-over"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(SAID if said is None else said))
    return str(folder)


def commented(stage: Any) -> list[tuple[str, str]]:
    return [(one.author, one.body) for one in stage.service.world.comments(stage.people.issue(1))]


@pytest.fixture
def proposed(stage: Any) -> People:
    """The fork's pull request, which is number 1."""
    stage.people.of(login="octo-fan").propose("Dates", "patch-1", HEAD, fork="octo-fan/gtm")
    return stage.people


@pytest.mark.usefixtures("proposed")
def test_it_is_made_once_edited_in_place_and_left_alone(stage: Any, finished: Made) -> None:
    def keep(said: object) -> str:
        run = stage.run(UCOPS_REVIEW=handed_over(stage, said))
        return keep_comment(run, stage.event("workflow_run", **finished(HEAD)), RULES)

    assert keep(SAID) == "Commented on pull request 1."
    assert keep(SAID) == "The comment on pull request 1 says all this already."
    assert keep(SAID | {"errors": 2}) == "Edited the comment on pull request 1."
    ((author, body),) = commented(stage)
    assert author == "octo-bot"
    assert body.startswith(f"{MARKER}\n### ❌ Not ready to merge: 2 errors to correct\n")
    assert f"for `{HEAD[:8]}`" in body
    assert keep(SAID | {"merging": []}) == "Edited the comment on pull request 1."
    assert "Nothing to say any more" in commented(stage)[0][1]


@pytest.mark.usefixtures("proposed")
def test_where_there_is_nothing_to_say_nothing_is_said(stage: Any, finished: Made) -> None:
    run = stage.run(UCOPS_REVIEW=handed_over(stage, SAID | {"merging": []}))
    said = keep_comment(run, stage.event("workflow_run", **finished(HEAD)), RULES)
    assert said == "Nothing to say on pull request 1."
    assert commented(stage) == []


def test_a_comment_with_our_mark_by_somebody_else_is_not_ours(
    stage: Any, proposed: People, finished: Made
) -> None:
    proposed.comment(1, f"{MARKER}\nApproved by everybody")
    run = stage.run(UCOPS_REVIEW=handed_over(stage))
    keep_comment(run, stage.event("workflow_run", **finished(HEAD)), RULES)
    assert [author for author, _ in commented(stage)] == ["octo-person", "octo-bot"]
    assert "Approved" in commented(stage)[0][1]


@pytest.mark.parametrize(
    ("head", "repository", "branch"),
    [
        ("b" * 40, "octo-fan/gtm", "patch-1"),
        (HEAD, "octo-other/gtm", "patch-1"),
        (HEAD, "octo-fan/gtm", "patch-2"),
    ],
)
@pytest.mark.usefixtures("proposed")
def test_only_the_pull_request_whose_newest_commit_was_looked_at(
    stage: Any, finished: Made, head: str, repository: str, branch: str
) -> None:
    run = stage.run(UCOPS_REVIEW=handed_over(stage))
    event = stage.event("workflow_run", **finished(head, repository, branch))
    assert keep_comment(run, event, RULES).startswith("No open pull request")
    assert commented(stage) == []


def test_a_closed_pull_request_hears_nothing(stage: Any, proposed: People, finished: Made) -> None:
    proposed.close(1)
    run = stage.run(UCOPS_REVIEW=handed_over(stage))
    said = keep_comment(run, stage.event("workflow_run", **finished(HEAD)), RULES)
    assert said.startswith("No open pull request")


@pytest.mark.usefixtures("proposed")
def test_a_run_that_may_comments_itself(stage: Any, pull: Made) -> None:
    (stage.checkout.parent / REVIEW).write_text(json.dumps(SAID))
    event = stage.event("pull_request", **pull(1, HEAD))
    assert keep_comment(stage.run(), event, RULES) == "Commented on pull request 1."
    late = stage.event("pull_request", **pull(1, "c" * 40))
    assert keep_comment(stage.run(), late, RULES).startswith("No open pull request")


def test_without_a_pull_request_there_is_nothing_to_comment_on(stage: Any) -> None:
    with pytest.raises(UsageError, match="no pull request to comment on"):
        keep_comment(stage.run(), stage.event("push"), RULES)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"version": 2}, "version"),
        ({"errors": "2"}, "errors"),
        ({"errors": -1}, "errors"),
        ({"commit": "<!-- -->"}, "commit"),
        ({"more": 1}, "more"),
        ({"base": "x" * 301}, "base"),
        ({"merging": [{"subject": "x", "text": "y" * 1001}]}, "merging.0.text"),
        ({"merging": [{"subject": "x", "text": "y"}] * 11}, "merging"),
        ({"new": {"shown": [], "more": -3}}, "new.more"),
    ],
)
def test_what_is_not_of_the_form_is_refused(tmp_path: Path, change: Any, where: str) -> None:
    file = tmp_path / REVIEW
    file.write_text(json.dumps(SAID | change))
    with pytest.raises(UsageError) as refused:
        read_review(file)
    assert f"is no review of this version: {where}:" in refused.value.message


def test_only_one_plain_file_of_bounded_size_is_read(stage: Any, finished: Made) -> None:
    folder = Path(handed_over(stage))
    (folder / "more.txt").write_text("x")
    event = stage.event("workflow_run", **finished(HEAD))
    run = stage.run(UCOPS_REVIEW=str(folder))
    with pytest.raises(UsageError, match=r"is not ucops-review\.json alone"):
        keep_comment(run, event, RULES)
    (folder / "more.txt").unlink()
    (folder / REVIEW).write_text(" " * 1_000_001)
    with pytest.raises(UsageError, match="no plain file of at most"):
        keep_comment(run, event, RULES)
    (folder / REVIEW).unlink()
    (folder / REVIEW).symlink_to("/etc/hostname")
    with pytest.raises(UsageError, match="no plain file of at most"):
        keep_comment(run, event, RULES)
