"""What a survey finds is what checking everything at once finds, in the first run and later."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.rules.examples import write
from tests.rules.test_any_input import CONFIG, USE_CASES, mutated
from tests.rules.test_corpus import EXAMPLES
from tests.rules.test_one_by_one import lay_out

from ucops.app import survey as surveying
from ucops.app.halves import PAYS
from ucops.app.kept import Kept
from ucops.app.run import Run
from ucops.app.survey import Surveyor, body_lengths
from ucops.errors import UsageError
from ucops.reading.load import listing, load
from ucops.rules.check import checked

TODAY = dt.date(2026, 11, 22)
HEAD = "title: {id}\nproblem: Every change waits for a build by hand.\nstatus: active\n"
SHARING = {
    "usecases/ci.yaml": HEAD.format(id="CI")
    + "bom:\n  film: {title: A film, due: 2027-01-31, owner: octo-a}\n",
    "usecases/cd.yaml": HEAD.format(id="CD")
    + "bom:\n  film: {shared: ci/film}\n  talk: {title: A talk, depends_on: [ci/film, gitops/x]}\n",
    "usecases/gitops.yaml": HEAD.format(id="GitOps") + "bom: {x: {title: An x, due: 2026-12-01}}\n",
}


class Counting(Surveyor):
    """Counts the files that are looked at."""

    looked = 0

    def _look(self, *arguments: object) -> surveying.Looked:
        Counting.looked += 1
        return super()._look(*arguments)  # type: ignore[arg-type] # handed on as they are


def survey(root: Path, kept: Kept, day: dt.date | None = TODAY) -> int:
    """Look at everything, compare it with the other way, and say how many files were looked at."""
    Counting.looked = 0
    run = Run(root=root)
    found = Counting(run, listing(root), day, kept).survey()
    loaded = load(root)
    lengths = body_lengths(run, loaded.catalog)
    assert found.checked == checked(loaded, as_of=day, body_length=lengths)
    return Counting.looked


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.lines"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "root", SHARING)
    return tmp_path / "root"


@pytest.mark.slow
def test_the_corpus(tmp_path: Path, file: Path) -> None:
    root = tmp_path / "root"
    (root / "usecases").mkdir(parents=True)
    (root / "ucops.yaml").write_text("version: 1\n")
    lay_out(root / "usecases")
    assert len(listing(root).files) > PAYS  # half of them are looked at in another process
    assert survey(root, Kept(file)) > 0
    assert survey(root, Kept(file)) == 0


def test_the_living_example(file: Path) -> None:
    root = EXAMPLES.parents[1]
    assert survey(root, Kept(file)) == len(listing(root).files)
    assert survey(root, Kept(file)) == 0
    survey(root, Kept(file), None)


@settings(max_examples=25, deadline=None)
@given(mutated(USE_CASES))
def test_any_change_to_a_use_case(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "root")
        write(root, {**SHARING, "usecases/a.yaml": text, "ucops.yaml": CONFIG})
        for _ in range(2):
            try:
                survey(root, Kept(Path(folder, "kept.lines")))
            except UsageError:
                return


def test_one_file_that_changed_is_looked_at_alone(root: Path, file: Path) -> None:
    assert survey(root, Kept(file)) == len(SHARING)
    (root / "usecases/gitops.yaml").write_text(HEAD.format(id="G") + "bom: {y: {title: A y}}\n")
    assert survey(root, Kept(file)) == 1
    assert survey(root, Kept(file)) == 0


def test_what_a_file_shares_with_another_is_looked_at_with_it(root: Path, file: Path) -> None:
    survey(root, Kept(file))
    (root / "usecases/ci.yaml").write_text(HEAD.format(id="CI") + "bom: {film: {title: It}}\n")
    assert survey(root, Kept(file)) == 2
    (root / "usecases/ci.yaml").unlink()
    assert survey(root, Kept(file)) == 1


def test_a_new_file_takes_the_place_of_another_of_its_id(root: Path, file: Path) -> None:
    (root / "usecases/z").mkdir()
    (root / "usecases/ci.yaml").rename(root / "usecases/z/ci.yaml")
    survey(root, Kept(file))
    (root / "usecases/ci.yaml").write_text(HEAD.format(id="Another"))
    assert survey(root, Kept(file)) == 3
    (root / "usecases/ci.yaml").unlink()
    assert survey(root, Kept(file)) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "ucops.yaml").write_text("version: 1\nrules: {no-number: off}\n"),
        lambda root: write(root, {"templates/item.md.j2": "x" * 70_000, **SHARING}),
    ],
    ids=["settings", "templates"],
)
def test_what_all_answers_depend_on_makes_them_new(
    root: Path, file: Path, change: Callable[[Path], None]
) -> None:
    survey(root, Kept(file))
    change(root)
    assert survey(root, Kept(file)) == len(SHARING)


def test_another_tool_asks_anew(root: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey(root, Kept(file))
    monkeypatch.setattr(surveying, "of_tool", lambda: "another one")
    assert survey(root, Kept(file)) == len(SHARING)


def test_the_day_matters_only_where_something_is_said_of_it(root: Path, file: Path) -> None:
    late = HEAD.format(id="Late") + "bom: {a: {title: A, due: 2026-06-10}}\n"
    write(root, {**SHARING, "usecases/late.yaml": late})
    assert survey(root, Kept(file)) == 4
    assert survey(root, Kept(file), TODAY + dt.timedelta(days=20)) == 1
    assert survey(root, Kept(file), TODAY + dt.timedelta(days=31)) == 4
    assert survey(root, Kept(file), TODAY - dt.timedelta(days=1)) == 4
    assert survey(root, Kept(file), None) == 4


def test_a_long_body_is_measured_beside_what_it_names(root: Path, file: Path) -> None:
    text = HEAD.format(id="Long") + f"bom: {{a: {{title: A, description: {'x ' * 33_000}, "
    write(root, {**SHARING, "usecases/long.yaml": text + "depends_on: [ci/film, none/a]}}\n"})
    assert survey(root, Kept(file)) == 4
    assert survey(root, Kept(file)) == 0


def test_a_base_is_known_where_it_is_the_same(root: Path, tmp_path: Path, file: Path) -> None:
    kept = Kept(file)
    survey(root, kept)
    write(tmp_path / "base/root", SHARING)
    Counting.looked = 0
    run = Run(root=root)
    before = Counting(run, listing(root), TODAY, kept)
    found = replace(before, here=listing(tmp_path / "base/root")).survey()
    assert Counting.looked == 0
    assert found.checked == before.survey().checked


@pytest.mark.parametrize("row", [b"1", b"[]", b"[1,2,3]", b'["a",1,1,1]', b"[[],[],[],[],[],[]]"])
def test_what_somebody_else_wrote_among_it_is_nothing(root: Path, file: Path, row: bytes) -> None:
    (root / "usecases/gitops.yaml").write_text(HEAD.format(id="CI"))
    survey(root, Kept(file))
    head, *lines = file.read_bytes().splitlines()
    spoiled = [b"%b %b" % (line.partition(b" ")[0], row) for line in lines]
    file.write_bytes(b"\n".join([head, *spoiled, b""]))
    assert survey(root, Kept(file)) == len(SHARING)
