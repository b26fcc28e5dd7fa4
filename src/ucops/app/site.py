"""`ucops report --site`: the same pages as a small web site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ucops.app.programme import read_programme
from ucops.app.run import Run
from ucops.disk import write_whole
from ucops.errors import UsageError
from ucops.pages.site import is_ours, leftovers, render_site
from ucops.pages.templating import folders


def site(run: Run, folder: Path, snapshot: Path | None, as_of: dt.date | None) -> int:
    """Write the site into a folder, and say how many files it has.

    Pages of an earlier site that are not needed any more are removed; nothing else is.

    Raises:
        UsageError: The folder holds something else, the files are wrong, or a template is.
        GitHubError: GitHub, which knows how far the work is, cannot be read.
    """
    if not is_ours(folder):
        raise UsageError(
            f"{folder} holds files that are not of such a site, and nothing was written",
            "name a folder that is empty or not there yet",
        )
    programme = read_programme(run, snapshot, as_of)
    files = render_site(programme, folders(run.root, programme.config.paths.templates))
    for path in leftovers(folder, files):
        (folder / path).unlink()
    for path, text in files.items():
        write_whole(folder / path, text)
    return len(files)
