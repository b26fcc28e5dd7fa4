"""A plan as Markdown for comments."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import planned, synced

from ucops import resources
from ucops.github.matched import Conflict
from ucops.pages.plan.markdown import LIMIT, applied_markdown, plan_markdown
from ucops.pages.templating import templates
from ucops.sync.apply import Control, apply
from ucops.sync.change import Change, Orphan, Plan, Warned

TEMPLATES = templates([resources.templates()])


def markdown(wanted: Any) -> str:
    return plan_markdown(planned(Fake(), wanted), TEMPLATES)


def test_the_first_line_counts() -> None:
    shown = markdown(desired(entry("ci", item("ci/demo"))))
    assert shown.splitlines()[0] == "**Plan: 14 to create.**"
    assert "<details><summary>ci: 2 changes</summary>" in shown


def test_nothing_to_do_is_one_line() -> None:
    github, wanted = Fake(), desired(entry("ci"))
    synced(github, wanted)
    assert plan_markdown(planned(github, wanted), TEMPLATES) == (
        "**No changes: GitHub matches the files.**\n"
    )


def test_nothing_pings_and_nothing_links() -> None:
    nasty = "@octo-lead fixes #12 <img src=x> [a](http://b) `c` acme/gtm#7 </details> GH-3"
    conflict = Conflict(keys=("ci",), message=nasty, hint=nasty)
    orphan = Orphan(key="ci/x", repository="acme/gtm", number=3, title=nasty, url="")
    made = Plan(
        repository="acme/gtm",
        changes=planned(Fake(), desired(entry("ci", item("ci/demo", title=nasty)))).changes,
        conflicts=(conflict,),
        orphans=(orphan,),
        warnings=(Warned(key="ci", message=nasty),),
    )
    shown = plan_markdown(made, TEMPLATES)
    for pattern in (r"@octo", r"#\d", r"(?<!\\)<img", r"GH-\d", r"(?<!\\)\]\("):
        assert not re.search(pattern, shown), pattern
    assert len(re.findall(r"(?<!\\)</details>", shown)) == shown.count("<details>")


def test_it_is_cut_at_a_use_case() -> None:
    many = desired(
        *(entry(f"u{one}", *(item(f"u{one}/i{two}") for two in range(25))) for one in range(40))
    )
    shown = markdown(many)
    assert len(shown) <= LIMIT
    assert re.search(r"\*\d+ more use cases would change", shown)
    assert shown.count("</details>") == shown.count("<details>")


FIELDS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a value": ({"title": ("Old *one*", None)}, [r"title: Old \*one\* → none"]),
    "a set": ({"labels": (["a", "b"], [])}, ["labels: a, b → none"]),
    "long ones": (
        {"title": ("y " * 90 + "old", "y " * 90 + "new")},
        [f"title: …{'y ' * 20}old → …{'y ' * 20}new"],
    ),
    "a body": ({"body": ("a", "b")}, ["body"]),
    "a record beside it": ({"record": ({}, {"x": 1}), "body": ("a", "b")}, ["body"]),
    "a record alone": ({"record": ({}, {"x": 1})}, ["only the hidden note that ucops keeps in it"]),
}


@pytest.mark.parametrize(("fields", "lines"), FIELDS.values(), ids=FIELDS)
def test_fields_show_from_and_to(fields: dict[str, Any], lines: list[str]) -> None:
    change = Change(
        action="update",
        kind="item",
        key="ci/demo",
        repository="acme/gtm",
        number=4,
        title="CI: Demo",
        fields=fields,
    )
    shown = plan_markdown(Plan(repository="acme/gtm", changes=(change,)), TEMPLATES)
    assert [line[4:] for line in shown.splitlines() if line.startswith("  - ")] == lines


def test_a_run_says_what_became_of_each_change() -> None:
    github = Fake()
    made = planned(github, desired(entry("ci", item("ci/demo"))))
    applied = apply(made, github, github, Control(max_writes=13))
    shown = applied_markdown(made, applied, TEMPLATES)
    assert shown.startswith("**Sync: 13 done, 0 failed, 1 skipped.**")
    assert "Stopped: 13 writes are done" in shown
    assert "- skipped: **create** item `ci/demo`" in shown
