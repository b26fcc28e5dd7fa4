"""`ucops find`, `ucops assets` and `ucops show`: what sellers and marketers look up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from rich.console import RenderableType

from ucops.app.named import entry_of, one_of, slug_of
from ucops.app.programme import read_programme
from ucops.app.run import Run
from ucops.library.assets import Wanted, assets, gaps
from ucops.library.find import Prospect, find
from ucops.model.config import Config
from ucops.model.titles import titles
from ucops.pages import library
from ucops.pages.brief import SAID, brief, brief_json, brief_markdown, brief_text
from ucops.pages.templating import Templates, folders, templates
from ucops.progress.programme import Programme

SECTIONS: Mapping[str, tuple[str, str]] = {
    "industry": ("industries", "industry"),
    "segment": ("segments", "segment"),
    "persona": ("personas", "persona"),
    "product": ("products", "product"),
    "type": ("collateral_types", "collateral type"),
}
"""Where the names stand that people look by, and what one of them is called."""
READERS = tuple(SAID)


def named(config: Config, asked: Mapping[str, str | None]) -> dict[str, str | None]:
    """What people ask for, as slugs: they write a slug or its title.

    Raises:
        UsageError: `ucops.yaml` knows none such.
    """
    return {
        name: text if text is None or name not in SECTIONS else _slug(config, name, text)
        for name, text in asked.items()
    }


def _slug(config: Config, name: str, text: str) -> str:
    section, kind = SECTIONS[name]
    return slug_of(titles(getattr(config, section)), text, kind)


def find_use_cases(
    run: Run, asked: Mapping[str, str | None], snapshot: Path | None, limit: int, format_: str
) -> str | RenderableType:
    """The use cases that fit a prospect best, in one of text, markdown and json.

    Raises:
        UsageError: The files are wrong, or something is asked for that they do not know.
        GitHubError: GitHub, which knows what is finished, cannot be read.
    """
    programme = read_programme(run, snapshot, None)
    prospect = Prospect(**named(programme.config, asked))  # type: ignore[arg-type]  # the options have the fields' names and values
    found = find(programme, prospect, limit)
    if format_ == "text":
        return library.fits_text(found)
    if format_ == "json":
        return library.fits_json(found)
    return library.fits_markdown(_templates(run, programme), found)


def list_assets(
    run: Run,
    asked: Mapping[str, str | None],
    snapshot: Path | None,
    format_: str,
    *,
    only_gaps: bool,
) -> str | RenderableType:
    """Finished and planned collateral, or the gaps, in one of text, markdown and json.

    Raises:
        UsageError: The files are wrong, or something is asked for that they do not know.
        GitHubError: GitHub, which knows what is finished, cannot be read.
    """
    programme = read_programme(run, snapshot, None)
    known = named(programme.config, asked)
    if use_case := known.get("use_case"):
        one_of([one.entry.id for one in programme.use_cases], use_case, "use case")
    wanted = Wanted(**known)  # type: ignore[arg-type]  # as above
    found, holes = assets(programme, wanted), gaps(programme, wanted)
    if format_ == "json":
        return library.gaps_json(holes) if only_gaps else library.assets_json(found)
    if format_ == "text":
        return library.gaps_text(holes) if only_gaps else library.assets_text(found)
    views = {"assets": () if only_gaps else found, "gaps": holes if only_gaps else ()}
    return library.assets_markdown(_templates(run, programme), views)


def show(
    run: Run, use_case: str, reader: str, snapshot: Path | None, as_of: dt.date | None, format_: str
) -> str | RenderableType:
    """One use case as a brief for one of `READERS`, in one of text, markdown and json.

    Raises:
        UsageError: There is no such use case, or the files are wrong.
        GitHubError: GitHub, which knows what is finished, cannot be read.
    """
    programme = read_programme(run, snapshot, as_of)
    entry_of({one.entry.id: one.entry for one in programme.every}, use_case)
    one = next(found for found in programme.every if found.entry.id == use_case)
    view = brief(one, programme, reader, internal="GITHUB_ACTIONS" not in run.environment)
    if format_ == "json":
        return brief_json(view)
    text = brief_markdown(_templates(run, programme), view)
    return brief_text(text) if format_ == "text" else text


def _templates(run: Run, programme: Programme) -> Templates:
    return templates(folders(run.root, programme.config.paths.templates))
