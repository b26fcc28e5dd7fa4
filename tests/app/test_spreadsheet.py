"""Out to a spreadsheet and in from one: nothing is lost, nothing is guessed."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import tracking_sheet
import yaml
from fake import opened
from fake.inside import Time, through
from openpyxl import load_workbook

from ucops import resources
from ucops.app.plan import plan
from ucops.app.run import Run
from ucops.app.spreadsheet import Imported, export, import_, load_mapping, propose_mapping
from ucops.errors import UsageError
from ucops.exchange.sheets import BOM_FIELDS, NAMES
from ucops.exchange.tables import Table, read_sheets, write_tables
from ucops.reading.load import load
from ucops.rules.check import check
from ucops.sandbox.founding import REPOSITORY, TOKEN

FORMATS = ("all.xlsx", "all.json", "all")
USE_CASES = ("ci", "cd", "gitops", "vcc", "devsecops", "code-security")
"""Those that name one another, and no others."""
Edit = Callable[[dict[str, str]], None]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Some use cases of the example in a folder of their own."""
    root = tmp_path / "programme"
    (root / "usecases").mkdir(parents=True)
    for name in ("ucops.yaml", *(f"usecases/{one}.yaml" for one in USE_CASES)):
        shutil.copy(resources.example() / name, root / name)
    return Run(root=root, now=lambda: 1_796_000_000.0)


def texts(run: Run) -> dict[str, str]:
    return {path.name: path.read_text() for path in (run.root / "usecases").iterdir()}


def brought(run: Run, file: Path, **options: bool) -> Imported:
    chosen = {"dry_run": False, "skip_bad": False, **options}
    return import_(run, file, None, dry_run=chosen["dry_run"], skip_bad=chosen["skip_bad"])


def rows_of(run: Run, tmp_path: Path, edit: Edit) -> Path:
    """The BOM as CSV, with each of its rows edited."""
    file = tmp_path / "bom.csv"
    export(run, "bom", file, None, None)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
        names = reader.fieldnames or ()
    for row in rows:
        edit(row)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(rows)
    return file


def at(key: str, **cells: str) -> Edit:
    """Change the cells of one row."""

    def edit(row: dict[str, str]) -> None:
        if f"{row['use_case']}/{row['item']}" == key:
            row.update(cells)

    return edit


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_exported_changes_nothing(run: Run, tmp_path: Path, name: str) -> None:
    before = texts(run)
    for path in export(run, "all", tmp_path / name, None, None):
        done = brought(run, path)
        assert (done.changes, done.bad, done.written) == ((), (), False)
    assert texts(run) == before


def test_changed_cells_reach_the_file_and_nothing_else_moves(run: Run, tmp_path: Path) -> None:
    before = texts(run)
    file = rows_of(
        run,
        tmp_path,
        at("ci/getting-started-videos", due="2027-Q1", owner="@octo-new", priority="high"),
    )
    done = brought(run, file)
    assert done.written
    changed = {str(one.path[-1]): one.value for one in done.changes}
    assert changed == {"owner": "octo-new", "due": "2027-Q1"}  # its priority is 1 already
    item = next(
        one for one in load(run.root).catalog.items if one.key == "ci/getting-started-videos"
    )
    assert (item.responsible, item.priority) == ("octo-new", 1)
    assert item.due == dt.date(2027, 3, 31)
    after = texts(run)
    assert {name for name in before if before[name] != after[name]} == {"ci.yaml"}
    comments = [line for line in before["ci.yaml"].splitlines() if line.lstrip().startswith("#")]
    assert all(line in after["ci.yaml"].splitlines() for line in comments)


def test_a_new_row_becomes_an_item_of_its_own(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("use_case;item;title;role;due\nci;;Buyer's guide;tmm;2027-03-31\n")
    assert brought(run, file).written
    item = next(one for one in load(run.root).catalog.items if one.key == "ci/buyer-s-guide")
    assert (item.title, item.role, item.due) == ("Buyer's guide", "tmm", dt.date(2027, 3, 31))


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"due": "12/11/2027"}, "due", "may be"),
        ({"due": "ASAP"}, "due", "is no day"),
        ({"owner": "Maria G."}, "owner", "is a name and no login"),
        ({"deliverable": "done"}, "deliverable", "but not where it is"),
        ({"deliverable": "on the drive"}, "deliverable", "is no address"),
        ({"role": "tmmm"}, "role", "did you mean 'tmm'?"),
        ({"stages": "awarness"}, "stages", "did you mean 'awareness'?"),
        ({"priority": "4"}, "priority", "1 is first"),
        ({"title": ""}, "title", "was emptied"),
        ({"use_case": "cii"}, "", "did you mean 'ci'?"),
        ({"item": "Demo Video"}, "", "small letters"),
        ({"start": "2027-05-01", "due": "2027-04-01"}, "", "start"),
        ({"depends_on": "no-such-piece"}, "", "no-such-piece"),
    ],
)
def test_what_does_not_fit_is_named_with_its_row_and_writes_nothing(
    run: Run, tmp_path: Path, cells: dict[str, str], field: str, reason: str
) -> None:
    before = texts(run)
    done = brought(run, rows_of(run, tmp_path, at("ci/getting-started-videos", **cells)))
    (bad,) = done.bad
    assert (bad.number, bad.field) == (4, field)
    assert reason in bad.reason
    assert not done.written
    assert texts(run) == before


def test_the_rest_is_written_on_demand(run: Run, tmp_path: Path) -> None:
    def edit(row: dict[str, str]) -> None:
        at("ci/demo-video", due="no day")(row)
        at("cd/demo-video", due="2027-03-31")(row)

    done = brought(run, rows_of(run, tmp_path, edit), skip_bad=True)
    assert done.written
    assert len(done.bad) == 1
    item = next(one for one in load(run.root).catalog.items if one.key == "cd/demo-video")
    assert item.due == dt.date(2027, 3, 31)


def test_a_dry_run_shows_the_difference_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    before = texts(run)
    file = rows_of(run, tmp_path, at("ci/demo-video", due="2027-03-31"))
    done = brought(run, file, dry_run=True)
    assert "+" in done.diff
    assert "2027-03-31" in done.diff
    assert texts(run) == before


def test_a_strange_column_and_a_row_that_stands_twice_are_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("use_case,item,ownr\nci,demo-video,x\nci,demo-video,y\n")
    strange, twice = brought(run, file).bad
    assert (strange.field, "did you mean 'owner'?" in strange.reason) == ("ownr", True)
    assert (twice.number, "as row 2 is" in twice.reason) == (3, True)


def test_a_sheet_of_another_shape_is_told_how_to_go_on(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("Asset,Who\nDeck,Maria\n")
    (bad,) = brought(run, file).bad
    assert "--propose-map" in bad.reason


def test_teams_links_and_requirements_come_in(run: Run, tmp_path: Path) -> None:
    for name, text in {
        "team": 'use_case,role,people\nci,devrel,"octo-devrel, octo-backup"\n',
        "links": "use_case,link_kind,address\ncd,solution-page,https://example.com/cd\n",
        "requirements": 'use_case,requirement,title,jobs\nci,new-one,New one,"Do a, do b"\n',
    }.items():
        (tmp_path / f"{name}.csv").write_text(text)
        assert brought(run, tmp_path / f"{name}.csv").written, name
    entries = load(run.root).catalog.entries
    assert entries["ci"].use_case.team["devrel"].people == ("octo-devrel", "octo-backup")
    assert entries["cd"].use_case.links["solution-page"][0].target == "https://example.com/cd"
    assert entries["ci"].use_case.market_requirements["new-one"].jobs == ("Do a", "do b")


def test_what_looks_like_a_formula_is_a_text(tmp_path: Path) -> None:
    table = Table("bom", ("title",), (("=HYPERLINK(1)",), ("+1",), ("plain",)))
    for name in ("one.csv", "one.xlsx", "one.json"):
        ((path, raw),) = write_tables(tmp_path / name, [table]).items()
        path.write_bytes(raw)
        (sheet,) = read_sheets(path)
        assert [row[0] for row in sheet.rows] == ["title", "=HYPERLINK(1)", "+1", "plain"]
    assert b"'=HYPERLINK" in (tmp_path / "one.csv").read_bytes()
    assert load_workbook(tmp_path / "one.xlsx")["bom"]["A2"].data_type == "s"


def test_a_workbook_helps_whoever_fills_it_in(run: Run, tmp_path: Path) -> None:
    (path,) = export(run, "all", tmp_path / "all.xlsx", None, None)
    book = load_workbook(path)
    assert tuple(book.sheetnames) == NAMES
    sheet = book["bom"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    assert sheet.conditional_formatting
    assert len(sheet.data_validations.dataValidation) >= 4
    due = [cell.value for cell in sheet["L"]][1:]
    assert any(isinstance(value, dt.datetime) for value in due)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"x", "is no spreadsheet"),
        ("a.xlsx", b"not a workbook", "no workbook"),
        ("a.json", b"[1]", "holds no sheets"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=words):
        read_sheets(tmp_path / name)


def test_a_messy_tracking_sheet_comes_in_with_a_mapping(run: Run, tmp_path: Path) -> None:
    file, map_file = tmp_path / "tracking.xlsx", tmp_path / "map.yaml"
    tracking_sheet.write(file)
    proposal = propose_mapping(run, file)
    said = yaml.safe_load(proposal)
    assert said["shape"] == "matrix"
    assert said["headings"] == 3
    assert said["columns"] == {
        "Asset": "title",
        "Team": "role",
        "Stage": "stages",
        "Prio": "priority",
    }
    assert said["use_cases"] == {"CI": "ci", "Continuous delivery": "cd", "GitOps": "gitops"}
    assert said["people"] == {"Maria G.": "?"}
    assert "Old use case" in proposal.partition("Not read")[2]

    said["people"] = {"Maria G.": "octo-maria"}
    said["colors"] = {tracking_sheet.GREEN: "done"}
    map_file.write_text(yaml.safe_dump(said))
    mapping = load_mapping(map_file)
    first = import_(run, file, mapping, dry_run=False, skip_bad=False)
    assert not first.written
    reasons = {(one.number, one.field): one.reason for one in first.bad}
    assert "where it is stands nowhere" in reasons[5, "Continuous delivery"]
    assert "may be" in reasons[6, "CI"] or "neither" in reasons[6, "CI"]
    assert "neither" in reasons[7, "Continuous delivery"]
    assert "where it is stands nowhere" in reasons[10, "CI"]

    second = import_(run, file, mapping, dry_run=False, skip_bad=True)
    assert second.written
    loaded = load(run.root)
    assert not [one for one in check(loaded) if one.severity == "error"]
    items = {one.key: one for one in loaded.catalog.items}
    assert items["ci/demo-video"].due == dt.date(2027, 1, 29)
    assert items["cd/demo-video"].due == dt.date(2027, 1, 29)
    assert items["ci/pitch-deck"].deliverable == "https://docs.example/ci-deck"
    assert items["gitops/pitch-deck"].skip
    assert items["cd/battlecard"].responsible == "octo-maria"
    assert items["gitops/battlecard"].due == dt.date(2027, 3, 31)
    assert items["gitops/piece-7"].deliverable == "https://docs.example/seven"
    again = import_(run, file, mapping, dry_run=True, skip_bad=True)
    assert again.changes == ()

    planned = planned_keys(run)
    assert {"cd/battlecard", "cd/piece-6"} <= planned
    assert "gitops/pitch-deck" not in planned


def planned_keys(run: Run) -> set[str]:
    """What a sync of the imported files would file on an embedded GitHub, where nothing is yet."""
    time = Time()
    with opened(clock=time) as service:
        there = replace(
            run,
            environment={"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": REPOSITORY},
            now=time,
            sleep=time.sleep,
            transport=lambda *_: through(service, time),
        )
        whole = plan(there).plan
        assert not whole.conflicts
        return {change.key for change in whole.changes if change.action == "create"}


def test_a_sheet_with_a_row_for_each_use_case_comes_in(run: Run, tmp_path: Path) -> None:
    file, map_file = tmp_path / "plan.csv", tmp_path / "map.yaml"
    file.write_text(
        "Use case,Owner,Infographic,Webcast,Buyer guide\n"
        "Continuous integration,octo-x,2027-03-31,n/a,https://docs.example/guide\n"
        "gitops,,octo-writer,,Q2 2027\n"
    )
    said = yaml.safe_load(propose_mapping(run, file))
    assert said["shape"] == "use-cases"
    assert said["pieces"] == ["Infographic", "Webcast", "Buyer guide"]
    map_file.write_text(yaml.safe_dump(said))
    done = import_(run, file, load_mapping(map_file), dry_run=False, skip_bad=False)
    assert (done.bad, done.written) == ((), True)
    items = {one.key: one for one in load(run.root).catalog.items}
    assert items["ci/infographic"].due == dt.date(2027, 3, 31)
    assert items["ci/webcast"].skip
    assert items["ci/buyer-guide"].deliverable == "https://docs.example/guide"
    assert items["gitops/infographic"].responsible == "octo-writer"
    assert items["gitops/buyer-guide"].due == dt.date(2027, 6, 30)


@pytest.mark.parametrize(
    ("text", "words"),
    [("shape: cube\n", "shape"), ("[", "cannot be read"), ("shape: matrix\nwords: 1\n", "words")],
)
def test_a_wrong_mapping_says_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(text)
    with pytest.raises(UsageError, match=words):
        load_mapping(file)


def test_every_column_of_the_bom_is_a_field_or_for_reading(run: Run, tmp_path: Path) -> None:
    (path,) = export(run, "bom", tmp_path / "bom.json", None, None)
    (first, *_) = json.loads(path.read_text())["sheets"]["bom"]
    assert list(first) == ["use_case", "item", *BOM_FIELDS, "state", "responsible", "issue"]
