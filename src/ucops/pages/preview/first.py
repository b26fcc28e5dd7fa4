"""What a branch changes of how ucops itself works: shown first, in words.

Such a change is small to look at and reaches far: who proposes it may mean something else by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from ucops.model.config import Config, Limits
from ucops.pages.preview.words import Line
from ucops.preview.preview import Preview
from ucops.prose.words import listed

_PATHS = {
    "usecases": "Use cases are read from",
    "templates": "Templates are read from",
    "report": "The roadmap is written to",
    "pages": "The report's pages are written to",
}
_WHAT_LIMITS_DO = {
    "creates": "one sync may create more issues",
    "closes": "one sync may close more issues",
    "close_percent": "one sync may close a larger share of the issues",
    "writes_per_minute": "a sync may write faster",
    "writes_per_hour": "a sync may write faster",
}


def first(preview: Preview, files: Collection[str]) -> tuple[Line, ...]:
    """Changes of limits, repositories, trust, paths, templates and the report's index.

    Args:
        preview: What the branch changes.
        files: The files that it changes, relative to the root.
    """
    before, after = preview.before.catalog.config, preview.after.catalog.config
    return (
        *_limits(before.limits, after.limits),
        *_repositories(before, after),
        *_trust(before, after),
        *_paths(before, after),
        *_templates(before, after, files),
        *_index(before, after, files),
    )


def _limits(before: Limits, after: Limits) -> Iterator[Line]:
    for name, does in _WHAT_LIMITS_DO.items():
        was, now = getattr(before, name), getattr(after, name)
        if was == now:
            continue
        if now is None or (was is not None and now > was):
            said = (
                f"is raised from {was} to {_limit(now)}: {does}, from the merge after this one on"
            )
        else:
            said = f"is lowered from {_limit(was)} to {now}"
        yield Line(f"The limit {name}", said)


def _limit(value: int | None) -> str:
    return "no limit at all" if value is None else str(value)


def _repositories(before: Config, after: Config) -> Iterator[Line]:
    was, now = before.github.repository, after.github.repository
    if was != now:
        own = "the repository that the workflow runs in"
        yield Line("Issues are filed", f"in {now or own}, no longer in {was or own}")
    for slug, role in after.roles.items():
        former = before.roles[slug].repository if slug in before.roles else None
        if role.repository != former:
            place = role.repository or "the main repository"
            yield Line(f"Items of {role.title}", f"are filed in {place}")
    if before.github.project != after.github.project:
        yield Line("The board", f"is {after.github.project or 'none'} now")


def _trust(before: Config, after: Config) -> Iterator[Line]:
    if more := sorted(set(after.github.trusted) - set(before.github.trusted)):
        yield Line(listed(more), "may write hidden marks that are believed (github.trusted)")


def _paths(before: Config, after: Config) -> Iterator[Line]:
    for name, said in _PATHS.items():
        was, now = getattr(before.paths, name), getattr(after.paths, name)
        if was != now:
            yield Line(said, f"{now}, no longer {was}")


def _templates(before: Config, after: Config, files: Collection[str]) -> Iterator[Line]:
    folders = {before.paths.templates, after.paths.templates}
    if changed := sorted(one for one in files if any(_is_below(one, it) for it in folders)):
        said = "change what issues and pages look like; this preview is rendered without them"
        yield Line(listed(changed), said)


def _index(before: Config, after: Config, files: Collection[str]) -> Iterator[Line]:
    indexes = {f"{config.paths.pages}/index.json" for config in (before, after)}
    for file in sorted(indexes.intersection(files)):
        yield Line(file, "changes: only ucops report writes it, for it is what was filed")


def _is_below(file: str, folder: str) -> bool:
    return PurePosixPath(folder) in PurePosixPath(file).parents
