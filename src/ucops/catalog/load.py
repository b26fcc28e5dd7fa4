"""Reading a whole repository: `ucops.yaml` and every use-case file, whatever they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ucops.catalog.catalog import Catalog, Entry
from ucops.catalog.config import Config
from ucops.catalog.form import read_model
from ucops.catalog.preset import laid_over, preset
from ucops.catalog.problem import Problem
from ucops.catalog.read import read
from ucops.catalog.resolve import resolve
from ucops.catalog.source import Source
from ucops.catalog.usecase import UseCase
from ucops.errors import UsageError

CONFIG_NAME = "ucops.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything the files say, and what is wrong with how they say it.

    Attributes:
        root: The folder that holds `ucops.yaml`.
        catalog: What could be read; the wrong pieces are left out.
        problems: What is wrong, by file and place.
        sources: The text of every file by its path relative to the root.
    """

    root: Path
    catalog: Catalog
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source]


def load(root: Path) -> Loaded:
    """Read `ucops.yaml` and every use-case file below `root`.

    Raises:
        UsageError: `ucops.yaml` is missing, unreadable or of an unknown version, or there is no
            use-case file.
    """
    source, problems = read(root / CONFIG_NAME, CONFIG_NAME)
    if not isinstance(source.data, dict) or source.data.get("version") != 1:
        raise UsageError(f"{CONFIG_NAME} cannot be read", "start it with: version: 1")
    name = source.data.get("preset", "gtm")
    raw = laid_over(preset(str(name)), source.data)
    config, wrong = read_model(Config, raw, source)
    problems += wrong
    config = config.model_copy(update={"title": config.title or root.resolve().name})
    sources = {CONFIG_NAME: source}
    entries: list[Entry] = []
    folder = root / config.paths.usecases
    for path in sorted(folder.rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        source, wrong = read(path, file)
        problems += wrong
        sources[file] = source
        use_case, wrong = read_model(UseCase, source.data, source, name=path.stem)
        problems += wrong
        entries.append(Entry(path.stem, file, use_case, resolve(config, path.stem, use_case)))
    if not entries:
        raise UsageError(f"no use case found in {config.paths.usecases}")
    entries.sort(key=lambda entry: (entry.use_case.tier, entry.id))
    catalog = Catalog(config, {entry.id: entry for entry in entries})
    return Loaded(root, catalog, tuple(problems), sources)
