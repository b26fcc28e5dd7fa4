"""A snapshot that is known to be in step is not compared again, and whatever differs is noticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from catalogs import write_catalog
from filed import write_snapshot

from ucops.app import plan as recipe
from ucops.app.plan import Planned, plan
from ucops.app.run import Run

Plan = Callable[..., Planned]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "programme"
    write_catalog(folder, 2, 2)
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The plans that were made, and not known."""
    found: list[object] = []
    real = recipe.plan_for

    def noted(*given: object) -> object:
        found.append(real(*given))  # type: ignore[arg-type] - as it was called
        return found[-1]

    monkeypatch.setattr(recipe, "plan_for", noted)
    return found


@pytest.fixture
def planned(root: Path, made: list[object]) -> Plan:
    """Plan against the snapshot, as was done before."""
    saved = write_snapshot(root)

    def again(*only: str) -> Planned:
        environment = {"UCOPS_CACHE_DIR": str(root.parent / "cache")}
        return plan(Run(root=root, environment=environment), only, saved)

    first = again()
    assert not first.plan.changes
    assert len(made) == 1
    return again


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_what_is_known_to_be_in_step_is_shown_as_before(
    format_: str, planned: Plan, made: list[object], root: Path
) -> None:
    known = planned()
    assert len(made) == 1
    next((root.parent / "cache").glob("*.plan.lines")).unlink()
    assert planned().shown(format_) == known.shown(format_)
    assert len(made) == 2
    assert known.address.startswith("https://github.com/")


def test_a_use_case_that_changed_is_planned_for(
    planned: Plan, made: list[object], root: Path
) -> None:
    file = min((root / "usecases").iterdir())
    file.write_text(file.read_text() + "\n# A comment.\n")
    assert not planned().plan.changes
    file.write_text(file.read_text().replace("title:", "title: Another", 1))
    for count in (3, 4):
        assert planned().plan.changes
        assert len(made) == count


def test_an_issue_that_somebody_edited_is_planned_for(
    planned: Plan, made: list[object], root: Path
) -> None:
    (saved,) = root.glob("*.json")
    text = saved.read_text()
    saved.write_text(text.replace("**To deliver:**", "**Not to deliver:**", 1))
    assert len(planned().plan.changes) == 1
    saved.write_text(text)
    assert not planned().plan.changes
    assert len(made) == 2


def test_a_part_is_another_plan(planned: Plan, made: list[object], root: Path) -> None:
    name = min((root / "usecases").iterdir()).stem
    for _ in range(2):
        assert not planned(name).plan.changes
    assert len(made) == 2
