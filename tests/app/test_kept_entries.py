"""A use case that is known from an earlier run is what reading its file anew gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.examples import write
from tests.rules.test_corpus import EXAMPLES
from tests.rules.test_one_by_one import lay_out

from ucops.app.kept import Kept
from ucops.app.kept_entries import KeptEntries
from ucops.app.prepare import valid_catalog
from ucops.reading.load import Loaded, listing, load, whole

HEAD = "title: A\nproblem: B\n"


def again(root: Path, kept: Kept) -> Loaded:
    """Load once, so that what was read is kept, and once more from there."""
    here = listing(root)
    KeptEntries(here, kept).keep(whole(here))
    return whole(here, KeptEntries(here, kept))


def assert_same(root: Path, kept: Kept) -> None:
    before, after = load(root), again(root, kept)
    assert after.catalog == before.catalog
    assert after.problems == before.problems
    for file, source in before.sources.items():
        other = after.sources[file]
        assert (other.text, other.whole, other.data) == (source.text, source.whole, source.data)
        assert other.locate(("title",)) == source.locate(("title",))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "kept.lines")


def test_the_living_example(kept: Kept) -> None:
    root = EXAMPLES.parents[1]
    assert_same(root, kept)
    assert {*KeptEntries(listing(root), kept)} == listing(root).names - {"ucops.yaml"}


@pytest.mark.slow
def test_the_corpus(tmp_path: Path, kept: Kept) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    lay_out(tmp_path / "usecases")
    assert_same(tmp_path, kept)


@pytest.mark.parametrize(
    "text",
    [
        "measures: {speed: {title: Speed, values: {2026-01-31: 12.5, 2026-02-28: 13}}}\n",
        "bom: {webcast: {due: 2027-03-01}}\nsummary: 'ümläute „und“ \\u2028'\n",
        "discovery_questions: [$, a]\nlinks: {topic-page: https://example.com/a}\n",
    ],
)
def test_days_and_odd_keys_come_back(text: str, tmp_path: Path, kept: Kept) -> None:
    write(tmp_path, {"usecases/a.yaml": HEAD + text})
    assert not [one for one in load(tmp_path).problems if one.file != "ucops.yaml"]
    assert_same(tmp_path, kept)
    assert KeptEntries(listing(tmp_path), kept).get("usecases/a.yaml") is not None


def test_a_file_in_which_something_is_wrong_is_read_again(tmp_path: Path, kept: Kept) -> None:
    write(tmp_path, {"usecases/a.yaml": HEAD + "tiers: 1\n"})
    assert_same(tmp_path, kept)
    assert KeptEntries(listing(tmp_path), kept).get("usecases/a.yaml") is None
    (tmp_path / "usecases/a.yaml").write_text(HEAD)
    assert_same(tmp_path, kept)
    (tmp_path / "usecases/a.yaml").write_text(HEAD + "tier: 2\n")
    assert KeptEntries(listing(tmp_path), kept).get("usecases/a.yaml") is None


def test_a_plan_of_what_is_known_is_the_plan(tmp_path: Path) -> None:
    root = EXAMPLES.parents[1]
    environment = {"UCOPS_CACHE_DIR": str(tmp_path / "cache")}
    plain = valid_catalog(root, "nothing was planned")
    for _ in range(2):
        assert valid_catalog(root, "nothing was planned", environment=environment) == plain
    assert [*(tmp_path / "cache").glob("*.entries.lines")]
