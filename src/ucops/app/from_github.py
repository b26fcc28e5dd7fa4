"""`ucops import --from-github`: drafts from epics that exist."""

from __future__ import annotations

from ucops.app.prepare import Files, connection, read_snapshot, so_far
from ucops.app.run import Run
from ucops.app.target import target
from ucops.disk import write_whole
from ucops.errors import UsageError
from ucops.exchange.from_issues import Drafted, Found, drafts
from ucops.reading.files import leads_out


def import_from_github(run: Run, selector: str, *, dry_run: bool) -> Found:
    """Draft a use-case file for each epic that a label, a milestone or a number names.

    Args:
        run: The surroundings.
        selector: A label, the title of a milestone, or `#12`.
        dry_run: Whether nothing is written.

    Raises:
        UsageError: The repository is not named, or nothing is found.
        GitHubError: GitHub cannot be read.
    """
    catalog = so_far(run.root)
    found = target(run, catalog.config)
    files = Files(root=run.root, catalog=catalog, repository=found.repository)
    reader = connection(run, catalog.config).reader
    snapshot = read_snapshot(files, reader, say=run.say, everything=True)
    made = drafts(snapshot, selector, catalog.config, set(catalog.entries))
    if not made.drafts and not made.left_out:
        raise UsageError(
            f"nothing in {found.repository} is called '{selector}'",
            "name a label, the title of a milestone, or an epic such as #12",
        )
    if not dry_run:
        _write(run, catalog.config.paths.usecases, made.drafts)
    return made


def _write(run: Run, folder: str, made: list[Drafted]) -> None:
    """Write the files; none where one would take the place of another."""
    paths = {run.root / folder / f"{one.id}.yaml": one.text for one in made}
    for path in paths:
        if path.exists() or leads_out(path.parent, run.root):
            raise UsageError(f"{path} cannot be written, and nothing was", "move it away first")
    for path, text in paths.items():
        write_whole(path, text)
