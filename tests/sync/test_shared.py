"""What is shared is filed once, by the use case whose it is, and named by the others' epics."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from programme import write
from sync_catalogs import CONFIG, catalog, config, desired_of, entry, item
from sync_fake import Fake
from sync_runs import planned, synced

from ucops.model.catalog import Catalog
from ucops.model.resolve import assembled, resolve
from ucops.reading.load import load

VCC = entry("vcc", bom={"story": {"title": "Story", "role": "pmm"}}, team={"pmm": "octo-pmm"})
CI = entry(
    "ci",
    bom={"bank": {"shared": "vcc/story"}, "video": {"title": "Video", "depends_on": ["bank"]}},
)


def files() -> Catalog:
    made = [replace(one, items=resolve(config(), one.id, one.use_case)) for one in (CI, VCC)]
    return assembled(config(), made)


def test_it_is_filed_once_and_waited_for_where_it_is_made() -> None:
    github, wanted = Fake(), desired_of(files())
    synced(github, wanted)
    assert sorted(one.key or "" for one in github.snapshot().issues) == [
        "ci",
        "ci/video",
        "vcc",
        "vcc/story",
    ]
    assert github.by_key("ci/video").blocked_by == (
        f"acme/gtm#{github.by_key('vcc/story').number}",
    )
    assert planned(github, wanted).changes == ()


def test_the_epic_names_it_with_a_link() -> None:
    github = Fake()
    synced(github, desired_of(files()))
    link = "[VCC](https://github.example/acme/gtm/blob/HEAD/usecases/vcc.yaml) (`vcc/story`)"
    assert f"- Story: filed with {link}" in github.by_key("ci").body


def test_who_has_no_account_is_not_assigned_and_the_issue_says_who_it_is() -> None:
    people = {"octo-pmm": {"name": "Maria Example", "github": "none"}}
    one = item("ci/demo", responsible="octo-pmm")
    github, wanted = Fake(), desired_of(catalog(entry("ci", one), people=people))
    synced(github, wanted)
    assert github.by_key("ci/demo").assignees == ()
    assert "| Responsible | Maria Example |" in github.by_key("ci/demo").body
    assert planned(github, wanted).changes == ()


def test_a_seat_may_be_filled_under_another_name_of_its_role(tmp_path: Path) -> None:
    roles = CONFIG["roles"] | {"pr": {"title": "Press", "aliases": ["corp-comms"]}}
    text = f"version: 1\npreset: none\nroles: {roles}\n".replace("'", '"')
    case = "title: T\nproblem: P\nteam: {corp-comms: octo-pr}\nbom: {note: {title: N, role: pr}}\n"
    found = load(write(tmp_path, {"usecases/ci.yaml": case}, text))
    (note,) = found.catalog.entries["ci"].items
    assert note.responsible == "octo-pr"
