"""What is written is read: every field has a reader, and what is private has none.

The files in every_field/ fill all fields, texts with a word of their own that begins with `zz`, and
private ones with a word that begins with `zq`.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner
from programme_data import issue, snapshot
from pydantic import BaseModel

from ucops import resources
from ucops.app.digest import FORMATS as DIGESTS
from ucops.cli import ucops
from ucops.model.catalog import Catalog
from ucops.model.config import Config
from ucops.model.usecase import UseCase
from ucops.pages.issue.bodies import bodies
from ucops.pages.roadmap.render import render_report
from ucops.progress.programme import measure
from ucops.reading.load import load

FOLDER = Path(__file__).parent / "every_field"
TODAY = dt.date(2026, 11, 22)
HOW_SYNC_WORKS = "what a sync does and what it may do, not what people read"
IDENTITY = "finds the issue that is there already"

INTERNAL = {
    "preset": "what the settings are laid over",
    "paths.usecases": "where the files are read",
    "paths.templates": "where templates are read",
    "paths.report": "by default the same",
    "paths.pages": "by default the same",
    "github.repository": "the snapshot says where the issues are",
    "github.issue_types.epic": HOW_SYNC_WORKS,
    "github.issue_types.item": HOW_SYNC_WORKS,
    "github.project": HOW_SYNC_WORKS,
    "github.umbrella": "the title of an issue above the epics",
    "github.trusted.0": HOW_SYNC_WORKS,
    "github.dependencies": HOW_SYNC_WORKS,
    "limits.creates": HOW_SYNC_WORKS,
    "limits.closes": HOW_SYNC_WORKS,
    "limits.close_percent": HOW_SYNC_WORKS,
    "limits.writes_per_minute": HOW_SYNC_WORKS,
    "limits.writes_per_hour": HOW_SYNC_WORKS,
    "roles.zz-role.aliases.0": "another name under which a seat may be filled",
    "people.octo-outside.github": "keeps somebody from being assigned",
    "rules.no-number": "how a finding is judged",
    "previously.0": IDENTITY,
    "issue": IDENTITY,
    "bom.zz-own.previously.0": IDENTITY,
    "bom.zz-own.issue": IDENTITY,
    "proof_points.0.public": "without it, the customer's name stays inside",
}
"""Fields that no page, issue or index shows, by their places in the files, and why."""


def outputs(catalog: Catalog) -> str:
    """All that ucops gives out of these files: pages, charts, index, bodies of issues."""
    held = snapshot(issue("alpha", 1), issue("alpha/zz-standard", 2))
    files = render_report(measure(catalog, held, TODAY), [resources.templates()])
    texts = bodies(FOLDER, catalog, "acme/gtm", "https://github.example")
    issues = [texts.epic(catalog, entry) for entry in catalog.entries.values()]
    issues += [texts.item(catalog, item) for item in catalog.items]
    return "\n".join([*files.values(), *issues])


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(FOLDER).catalog


def models(value: object) -> Iterator[BaseModel]:
    """A model, and all models in it."""
    if isinstance(value, BaseModel):
        yield value
        yield from models([getattr(value, name) for name in type(value).model_fields])
    elif isinstance(value, dict | tuple | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from models(one)


def kinds(of: object) -> Iterator[type[BaseModel]]:
    """Every model that stands somewhere in a type."""
    if isinstance(of, type) and issubclass(of, BaseModel):
        yield of
        for field in of.model_fields.values():
            yield from kinds(field.annotation)
    for inner in get_args(of):
        yield from kinds(inner)


def test_the_files_fill_every_field(catalog: Catalog) -> None:
    """Each field of each model is set at least once, wherever in the files it stands."""
    written: dict[type, set[str]] = {
        kind: set() for root in (UseCase, Config) for kind in kinds(root)
    }
    cases = [entry.use_case for entry in catalog.entries.values()]
    for model in models([*cases, catalog.config]):
        written[type(model)] |= model.model_fields_set
    missing = {kind.__name__: kind.model_fields.keys() - names for kind, names in written.items()}
    assert {name: fields for name, fields in missing.items() if fields} == {}
    assert len(written) > 30


def test_every_word_that_is_written_is_given_out(catalog: Catalog) -> None:
    given_out = outputs(catalog)
    words = {
        word
        for file in FOLDER.rglob("*.yaml")
        for word in re.findall(r"\bzz[a-z]+\b(?!-)", file.read_text(encoding="utf-8"))
    }
    missing = {word for word in words if word not in given_out}
    assert missing == {"zzumbrella"}, "see INTERNAL for those that are not shown"
    assert len(words) > 90


def test_nothing_private_is_given_out(catalog: Catalog) -> None:
    assert not re.search(r"\bzq", outputs(catalog))


READERS = ("sales", "product", "executive", "marketing")
COMMANDS = (
    ("report",),
    ("status",),
    ("status", "alpha"),
    ("status", "--format", "json"),
    *(("digest", "--since", "2026-01-01", "--format", one) for one in DIGESTS),
    *(("digest", "--since", "2026-01-01", "--agenda", "alpha", "--format", one) for one in DIGESTS),
    *(("find", "--query", "zzproblem", "--format", one) for one in ("text", "markdown", "json")),
    *(
        ("show", "alpha", "--for", reader, "--format", one)
        for reader in READERS
        for one in ("text", "markdown", "json")
    ),
    *(("assets", "--format", one) for one in ("text", "markdown", "json")),
    ("assets", "--gaps"),
    *(
        ("scenarios", "alpha", "--format", one)
        for one in ("gherkin", "mermaid", "markdown", "stories")
    ),
    ("export", "all", "-o", "all.json"),
    ("team",),
    ("codeowners",),
    ("validate", "--format", "github"),
    ("validate", "--format", "json"),
    ("validate", "--format", "sarif"),
)


def test_no_command_gives_out_what_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for command in COMMANDS:
        ran = CliRunner().invoke(ucops, list(command))
        assert ran.exit_code in (0, 1), f"{command}: {ran.output}"
        assert not re.search(r"\bzq", ran.output), command
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".yaml"]
    assert len(written) > 10
    assert not [path.name for path in written if re.search(rb"\bzq", path.read_bytes())]


Place = tuple[str | int, ...]


def places(data: object, at: Place = ()) -> Iterator[tuple[Place, object]]:
    """Every single value of a file, and where it is."""
    entries = data.items() if isinstance(data, dict) else enumerate(data)  # type: ignore[arg-type] # a list
    for key, value in entries:
        if isinstance(value, dict | list):
            yield from places(value, (*at, key))
        else:
            yield (*at, key), value


def without(data: Any, place: Place) -> Any:
    """A file's data without one value."""
    first, *rest = place
    copy = dict(data) if isinstance(data, dict) else list(data)
    if rest:
        copy[first] = without(data[first], tuple(rest))
    else:
        del copy[first]
    return copy


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ucops.yaml", "usecases/alpha.yaml"])
def test_without_a_value_something_that_is_given_out_changes(name: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    before = outputs(load(tmp_path).catalog)
    data = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    unread = []
    for place, value in places(data):
        if str(value).startswith("zz") or place == ("version",):
            continue  # a word of its own, which the test above looks for; the version is needed
        (tmp_path / name).write_text(yaml.safe_dump(without(data, place)), encoding="utf-8")
        loaded = load(tmp_path)
        if not loaded.problems and outputs(loaded.catalog) == before:
            unread.append(".".join(map(str, place)))
    assert not [place for place in unread if place not in INTERNAL and not is_private(place)]


def is_private(place: str) -> bool:
    """Whether it is of the proof point that is not public."""
    return place.startswith("proof_points.1.")
