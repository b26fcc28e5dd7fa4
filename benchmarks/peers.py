"""Others that do a part of the same work, measured on the same files and the same embedded GitHub.

`python benchmarks/peers.py [CHECKED] [SYNCED]` prints JSON, for so many use cases each. What syncs
gets the titles, parents and dependencies of the made programme as far as its format has them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "tests/shared"))

from catalogs import Writer, write_catalog
from fake.server import Sandbox, serve
from programmes import ITEMS, Programme
from timing import Series, Spent, floor, spent
from wider_github import widen

HERE = Path(__file__).parent
PINS = HERE / "peers.txt"
PLACE = HERE.parent / ".peers"
ROUNDS = 3
FINDINGS = (0, 1)
"""Exit codes of a program that had something to say about the files."""
CONFIG = "extends: default\nrules: {line-length: disable, document-start: disable}\n"
"""What yamllint is told: people's files have long lines and one document."""


def installed() -> Path:
    """The folder of the peers' programs, in an environment of their own; made where it is not."""
    stamp = PLACE / "installed.txt"
    if not stamp.is_file() or stamp.read_text() != PINS.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE], check=True)
        pip = [PLACE / "bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--requirement", PINS], check=True, stdout=sys.stderr)
        stamp.write_text(PINS.read_text())
    return PLACE / "bin"


def checked(use_cases: int, bin_: Path, folder: Path) -> Mapping[str, Series]:
    """What validation takes, as a multiple of the floor on the same files."""
    made = Programme(folder / "checked", use_cases, folder / "cache", HERE.parent / "src")
    write_catalog(made.root, use_cases, ITEMS)
    schema = folder / "usecase.schema.json"
    told = [sys.executable, "-m", "ucops", "schema", "usecase", "--root", made.root]
    schema.write_bytes(subprocess.run(told, check=True, capture_output=True).stdout)
    files = sorted((made.root / "usecases").iterdir())
    programs: Mapping[str, Callable[[], Spent]] = {
        "ucops": lambda: made.ucops("validate", "--format", "json"),
        "check-jsonschema": lambda: _ran(
            [bin_ / "check-jsonschema", "--schemafile", schema, *files]
        ),
        "yamllint": lambda: _ran([bin_ / "yamllint", "--config-data", CONFIG, *files]),
    }
    shares: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, run in programs.items():
            made.forget()
            least = floor(made.root).user
            shares[name].append(run().user / least)
    return {name: Series.of(values) for name, values in shares.items()}


def _ran(command: list[str | Path]) -> Spent:
    return spent(command, _calm(), fine=FINDINGS)


def _calm() -> Mapping[str, str]:
    return {
        key: value for key, value in os.environ.items() if not key.startswith(("GH_", "GITHUB"))
    }


@dataclass(frozen=True)
class Synced:
    """What a program did with an empty repository.

    Attributes:
        first, second: Requests of the first run, and of one with nothing to do.
        first_cpu, second_cpu: Seconds of CPU in the program.
        first_wall: Seconds on the clock.
        issues, under, scheduled, assigned, waiting: Issues that were there after both runs; those
            with a parent, a milestone, somebody assigned, something that they wait for.
    """

    first: int
    second: int
    first_cpu: float
    second_cpu: float
    first_wall: float
    issues: int
    under: int
    scheduled: int
    assigned: int
    waiting: int


def synced(use_cases: int, bin_: Path, folder: Path) -> Mapping[str, Synced]:
    """What filing a programme takes."""
    found = {}
    for name, command in {
        "ucops": _ucops,
        "planpilot": _planpilot,
        "gitscaffold": _gitscaffold,
    }.items():
        here = folder / name
        here.mkdir()
        with _github() as sandbox:
            arguments = command(sandbox, use_cases, bin_, here)
            environment = {**_calm(), **sandbox.environment, "HOME": str(here)}
            runs = []
            for _ in range(2):
                sandbox.service.requests.clear()
                took = spent(arguments, environment, folder=here)
                runs.append((len(sandbox.service.requests), took))
            found[name] = _outcome(sandbox, *runs)
    return found


@contextmanager
def _github() -> Iterator[Sandbox]:
    """A GitHub with a board, that speaks of itself as of api.github.com."""
    with serve(site="https://github.com") as sandbox:
        sandbox.people.create_board("Plan")
        yield sandbox


def _outcome(sandbox: Sandbox, first: tuple[int, Spent], second: tuple[int, Spent]) -> Synced:
    issues = sandbox.world.issues(sandbox.people.repository)
    return Synced(
        first=first[0],
        second=second[0],
        first_cpu=first[1].cpu,
        second_cpu=second[1].cpu,
        first_wall=first[1].wall,
        issues=len(issues),
        under=sum(one.parent is not None for one in issues),
        scheduled=sum(one.milestone is not None for one in issues),
        assigned=sum(bool(one.assignees) for one in issues),
        waiting=sum(bool(one.blocked_by) for one in issues),
    )


def _titles(use_cases: int) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """Slug and title of each use case, and slug, title and predecessor of each of its pieces."""
    for number in range(1, use_cases + 1):
        writer = Writer(number)
        items = [(one.slug, one.title, one.depends_on) for one in writer.items(ITEMS)]
        yield f"use-case-{number:04}", f"{writer.topic.capitalize()} no. {number}", items


def _ucops(sandbox: Sandbox, use_cases: int, bin_: Path, here: Path) -> list[str | Path]:
    del sandbox, bin_
    write_catalog(here, use_cases, ITEMS)
    return [sys.executable, "-m", "ucops", "sync", "--yes", "--root", here]


def _planpilot(sandbox: Sandbox, use_cases: int, bin_: Path, here: Path) -> list[str | Path]:
    widen(sandbox)
    items: list[dict[str, Any]] = []
    for slug, title, pieces in _titles(use_cases):
        ids = [f"{slug}-{piece}" for piece, _, _ in pieces]
        items.append(_plan_item(slug, "EPIC", title, sub_item_ids=ids))
        for piece, name, needed in pieces:
            after = [needed.replace("/", "-") if "/" in needed else f"{slug}-{needed}"]
            more = {"parent_id": slug, "depends_on": after if needed else []}
            items.append(_plan_item(f"{slug}-{piece}", "STORY", name, **more))
    (here / "plan.json").write_text(json.dumps({"items": items}))
    config = {
        "provider": "github",
        "target": sandbox.repository,
        "auth": "token",
        "token": sandbox.token,
        "board_url": f"https://github.com/orgs/{sandbox.repository.split('/')[0]}/projects/1",
        "plan_paths": {"unified": "plan.json"},
        "validation_mode": "partial",
        "field_config": {"create_type_map": {"EPIC": "Epic", "STORY": "Feature", "TASK": "Task"}},
    }
    (here / "planpilot.json").write_text(json.dumps(config))
    return _led(sandbox, bin_, "planpilot", "sync", "--config", "planpilot.json", "--apply")


def _plan_item(slug: str, kind: str, title: str, **more: object) -> dict[str, Any]:
    text = {"goal": title, "requirements": [title], "acceptance_criteria": [title]}
    return {"id": slug, "type": kind, "title": title, **text, **more}


def _gitscaffold(sandbox: Sandbox, use_cases: int, bin_: Path, here: Path) -> list[str | Path]:
    lines = ["# Programme", "## Features"]
    for _, title, pieces in _titles(use_cases):
        lines += [f"### {title}", "", "**Tasks:**", *(f"- {name}" for _, name, _ in pieces)]
    (here / "ROADMAP.md").write_text("\n".join(lines) + "\n")
    more = ("--token", sandbox.token, "--repo", sandbox.repository, "--no-ai", "--yes")
    return _led(sandbox, bin_, "scaffold", "sync", "ROADMAP.md", *more)


def _led(sandbox: Sandbox, bin_: Path, module: str, *arguments: str) -> list[str | Path]:
    sandbox.service.address = "https://api.github.com"
    return [bin_ / "python", HERE / "elsewhere.py", sandbox.server_url, module, *arguments]


if __name__ == "__main__":
    check, sync = (int(size) for size in (*sys.argv[1:], 250, 4)[:2])
    with tempfile.TemporaryDirectory() as folder:
        programs = installed()
        result = {
            "checked": {
                name: asdict(one) for name, one in checked(check, programs, Path(folder)).items()
            },
            "synced": {
                name: asdict(one) for name, one in synced(sync, programs, Path(folder)).items()
            },
        }
    print(json.dumps(result))
