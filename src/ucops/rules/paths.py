"""The paths of the settings: what is rendered stays apart from what people write."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from ucops.rules.engine.context import CONFIG_FILE, Context
from ucops.rules.engine.rule import Hit, Hits, settings_rule

APART = (
    ("report", "usecases"),
    ("report", "templates"),
    ("report", "pages"),
    ("pages", "usecases"),
    ("pages", "templates"),
    ("templates", "usecases"),
)
"""What must not lie in whose folder."""


@settings_rule("form", "error")
def path_taken(context: Context) -> Hits:
    """Compare the paths with each other, and with what is git's and ucops' own."""
    paths = {name: _parts(path) for name, path in context.config.paths.model_dump().items()}
    told = set[str]()
    for hit in chain(_alone(paths), _overlapping(context, paths)):
        name = str(hit.path[-1])
        if name not in told:
            told.add(name)
            yield hit


def _alone(paths: dict[str, tuple[str, ...]]) -> Iterator[Hit]:
    """What is wrong with a path whatever the others are."""
    for name, parts in paths.items():
        if parts[:1] == (".git",):
            yield _hit(name, "This path leads into git's own folder.")
        if parts[:1] == (".github",) and name in {"report", "pages"}:
            message = "This path leads into .github, where GitHub looks for workflows and forms."
            yield _hit(name, message)
    if not paths["usecases"]:
        yield _hit("usecases", "The use cases cannot lie beside ucops.yaml.")
    if paths["report"] == (CONFIG_FILE,):
        yield _hit("report", "The report cannot take the place of ucops.yaml.")
    if not PurePosixPath(*paths["report"]).name.endswith(".md"):
        yield _hit("report", "The report is a page in Markdown.", "give it a name that ends in .md")


def _overlapping(context: Context, paths: dict[str, tuple[str, ...]]) -> Iterator[Hit]:
    written = context.loaded.sources[CONFIG_FILE].data
    own = written.get("paths") if isinstance(written, dict) else None
    for inner, outer in APART:
        folder = paths[outer]
        if folder and paths[inner][: len(folder)] == folder:
            named = inner if isinstance(own, dict) and inner in own else outer
            yield _hit(named, f"The {inner} would lie in the folder that `{outer}` names.")


def _hit(name: str, message: str, hint: str = "give it a place of its own") -> Hit:
    return Hit(message, ("paths", name), hint)


def _parts(path: str) -> tuple[str, ...]:
    """A path's parts in small letters: some disks know no other difference."""
    return PurePosixPath(path.casefold()).parts
