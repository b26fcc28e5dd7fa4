"""A report that is known to be current is not made again, and whatever differs is noticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from programme_data import closed, issue, snapshot

from ucops.app import report as recipe
from ucops.app.report import Reported, report
from ucops.app.run import Run
from ucops.github.saved import dump_snapshot

DAY = dt.date(2026, 11, 22)
HELD = snapshot(issue("ci", 12), closed("ci/demo-video", 14))
OTHER = snapshot(issue("ci", 12), closed("ci/demo-video", 14), issue("ci/battlecard", 15))


class Programme:
    """A folder with a use case and a snapshot, and what is said in runs over it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.cache = root, root.parent / "cache"
        self.said: list[str] = []
        self.made = 0
        (root / "usecases").mkdir(parents=True)
        (root / "ucops.yaml").write_text("version: 1\ntitle: Use-case go-to-market\n")
        text = "title: Integration\nproblem: By hand it is slow.\nstatus: active\ntier: 3\n"
        (root / "usecases/ci.yaml").write_text(f"{text}bom: {{demo-video: {{due: 2026-12-11}}}}\n")
        (root / "snapshot.json").write_text(dump_snapshot(HELD))
        real = recipe.render_report

        def counted(*given: object) -> dict[str, str]:
            self.made += 1
            return real(*given)  # type: ignore[arg-type] - as it was called

        monkeypatch.setattr(recipe, "render_report", counted)

    def report(self, day: dt.date = DAY, *, check: bool = False) -> Reported:
        environment = {"UCOPS_CACHE_DIR": str(self.cache)}
        run = Run(root=self.root, environment=environment, say=self.said.append)
        return report(run, self.root / "snapshot.json", day, check=check)


@pytest.fixture
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programme:
    found = Programme(tmp_path / "programme", monkeypatch)
    found.report()
    found.report()
    assert found.made == 2
    return found


def test_what_was_found_to_be_current_is_not_made_again(programme: Programme) -> None:
    before = programme.said[-1]
    for check in (True, False):
        found = programme.report(check=check)
        assert (bool(found.stale), found.home, programme.made) == (False, "ROADMAP.md", 2)
        assert programme.said[-1] == before
    assert found.total == sum(1 for one in programme.root.rglob("*") if is_page(one))


def is_page(path: Path) -> bool:
    return path.name == "ROADMAP.md" or (path.is_file() and "roadmap" in path.parts)


def append(name: str, text: str = "\n") -> Callable[[Path], object]:
    def act(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        with (root / name).open("a") as file:
            file.write(text)

    return act


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page by hand": append("roadmap/ci.md"),
    "the roadmap by hand": append("ROADMAP.md"),
    "a chart that is gone": lambda root: (root / "roadmap/charts/ci.svg").unlink(),
    "a page left over": lambda root: (root / "roadmap/old.md").write_bytes(
        (root / "roadmap/ci.md").read_bytes()
    ),
    "the index by hand": append("roadmap/index.json"),
    "a use case": append("usecases/ci.yaml", "summary: It builds.\n"),
    "another use case": append("usecases/cd.yaml", "title: D\nproblem: It waits.\ntier: 3\n"),
    "the settings": append("ucops.yaml", "# A comment.\n"),
    "a template": append("templates/bar.svg.j2", "<svg/>"),
    "the snapshot": lambda root: (root / "snapshot.json").write_text(dump_snapshot(OTHER)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_has_the_report_made(change: str, programme: Programme) -> None:
    CHANGES[change](programme.root)
    programme.report(check=True)
    assert programme.made == 3


def test_another_day_has_the_report_made(programme: Programme) -> None:
    programme.report(DAY + dt.timedelta(days=1))
    assert programme.made == 3


def test_what_is_kept_is_believed_only_as_it_was_written(programme: Programme) -> None:
    (file,) = programme.cache.glob("*.report.lines")
    raw = file.read_bytes()
    for spoilt in (b"", raw.replace(b" [", b" {"), raw.replace(b"[", b'["x",')):
        file.write_bytes(spoilt)
        made = programme.made
        programme.report()
        assert programme.made == made + 1
