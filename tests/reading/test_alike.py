"""Another version of the files that was read before saves reading what did not change."""

from __future__ import annotations

from pathlib import Path

from ucops.reading.load import Loaded, load

GOOD = "title: A\nproblem: B.\nstatus: active\nbom:\n  x: {title: X}\n  y: {title: Y}\n"
FILES = {
    "ucops.yaml": "version: 1\ntitle: P\n",
    "usecases/same.yaml": GOOD,
    "usecases/other.yaml": GOOD,
    "usecases/wrong.yaml": GOOD + "nonsense: 1\n",
    "usecases/marked.yaml": "\ufeff" + GOOD,
}


def written(root: Path, **changes: str) -> Path:
    for name, text in {**FILES, **changes}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_what_is_in_order_and_did_not_change_is_taken_over(tmp_path: Path) -> None:
    first = load(written(tmp_path))
    again = load(written(tmp_path, **{"usecases/other.yaml": GOOD + "tier: 1\n"}), alike=first)
    same = {name for name in again.sources if again.sources[name] is first.sources[name]}
    assert same == {"usecases/same.yaml"}
    assert again.catalog.entries["same"] is first.catalog.entries["same"]
    assert_the_same(again, load(tmp_path))


def test_a_byte_order_mark_is_a_change(tmp_path: Path) -> None:
    first = load(written(tmp_path))
    again = load(written(tmp_path, **{"usecases/same.yaml": "\ufeff" + GOOD}), alike=first)
    assert_the_same(again, load(tmp_path))
    assert "byte-order-mark" in {one.rule for one in again.problems if "same" in one.file}


def test_other_settings_make_every_file_mean_something_else(tmp_path: Path) -> None:
    first = load(written(tmp_path))
    config = FILES["ucops.yaml"] + "roles: {pmm: {title: Other}}\n"
    again = load(written(tmp_path, **{"ucops.yaml": config}), alike=first)
    assert not any(again.sources[name] is first.sources[name] for name in again.sources)
    assert_the_same(again, load(tmp_path))


def assert_the_same(one: Loaded, other: Loaded) -> None:
    assert (one.catalog, one.problems) == (other.catalog, other.problems)
    assert {name: source.text for name, source in one.sources.items()} == {
        name: source.text for name, source in other.sources.items()
    }


def test_items_with_the_same_fields_share_their_names(tmp_path: Path) -> None:
    bom = load(written(tmp_path)).catalog.entries["same"].use_case.bom
    assert bom["x"].model_fields_set == {"title"}
    assert bom["x"].model_fields_set is bom["y"].model_fields_set
