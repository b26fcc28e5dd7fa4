"""`ucops team` and `ucops codeowners`: who holds which seat, and who reviews which file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from rich.console import RenderableType

from ucops.app.named import one_of
from ucops.app.run import Run
from ucops.disk import write_whole
from ucops.errors import UsageError
from ucops.exchange.codeowners import codeowners as lines_of
from ucops.exchange.codeowners import merged
from ucops.pages.team import Grid, as_json, as_markdown, grid, shown
from ucops.reading.load import load


def team(run: Run, person: str | None, format_: str, *, only_open: bool) -> str | RenderableType:
    """Every role's seat in every use case, in one of text, markdown and json.

    Args:
        run: The run.
        person: Only this login's seats.
        format_: How they are shown.
        only_open: Only seats that nobody holds.

    Raises:
        UsageError: Nobody of that login holds a seat.
    """
    found = grid(load(run.root).catalog)
    if person is not None:
        found = found.of(_login(found, person))
    found = found.unfilled() if only_open else found
    if format_ == "text":
        return shown(found)
    return as_json(found) if format_ == "json" else as_markdown(found)


def _login(found: Grid, person: str) -> str:
    """The login as the files spell it: GitHub does not look at letter case."""
    spelled = {login.casefold(): login for login in found.people}
    wanted = person.removeprefix("@").casefold()
    return spelled.get(wanted) or one_of(found.people, person, "person with a seat")


def codeowners(run: Run, roles: Collection[str], output: Path | None) -> str:
    """The lines for CODEOWNERS, or the file that they were written into.

    Args:
        run: The run.
        roles: Whose seats answer for a file; by default the first role, which leads the team.
        output: A file to write them into, whose other lines stay.

    Raises:
        UsageError: There is no such role, or the file cannot be written.
    """
    catalog = load(run.root).catalog
    known = catalog.config.roles
    if not known:
        raise UsageError("there are no roles, so nobody answers for a file", "add `roles:`")
    wanted = [one_of(known, role, "role") for role in roles] or [next(iter(known))]
    lines = lines_of(catalog, wanted)
    if output is None:
        return lines
    try:
        before = output.read_text(encoding="utf-8") if output.exists() else ""
    except UnicodeDecodeError as error:
        raise UsageError(f"{output} is not a text file", "name the CODEOWNERS file") from error
    write_whole(output, merged(before, lines))
    run.say(f"wrote {output}")
    return ""
