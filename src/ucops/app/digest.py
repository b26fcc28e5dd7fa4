"""`ucops digest`: what changed since a day, and the agenda of a meeting."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ucops.app.git import report_before
from ucops.app.named import one_of
from ucops.app.prepare import Files, connect
from ucops.app.programme import read_programme
from ucops.app.run import Run
from ucops.errors import GitHubError, UsageError
from ucops.model.catalog import Catalog
from ucops.pages.digest.agenda import agenda
from ucops.pages.digest.json import as_json
from ucops.pages.digest.slack import as_slack
from ucops.pages.digest.text import as_text
from ucops.pages.digest.view import Digest
from ucops.pages.digest.view import digest as whole
from ucops.pages.roadmap.page import shareable
from ucops.pages.templating import folders, render, templates
from ucops.progress.news import Earlier, News, earlier, news
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.state import UNDER_WAY

FORMATS = ("text", "markdown", "slack", "json")


def digest(
    run: Run,
    since: dt.date,
    as_of: dt.date | None,
    use_case: str | None,
    snapshot: Path | None,
    format_: str,
) -> str:
    """What changed, in one of `FORMATS`.

    Args:
        run: The surroundings.
        since: The first day that counts.
        as_of: The last one; None for today.
        use_case: The use case whose team meets; None for the whole programme.
        snapshot: The file of a snapshot; None to ask GitHub where there is a token.
        format_: How it is shown.

    Raises:
        UsageError: The days are in the wrong order, or there is no such use case.
    """
    if since > (as_of or run.today):
        raise UsageError(
            f"nothing can have changed since {since}: it is after {as_of or run.today}",
            "give an earlier day",
        )
    programme = read_programme(run, snapshot, as_of)
    if run.on_runner:  # whose log and summary more people read than are in the team's meeting
        programme = shareable(programme)
    known = Known(_before(run, programme, since), _begun(run, programme, snapshot))
    found, shown = _made(programme, since, use_case, known)
    if format_ == "json":
        return as_json(found, shown if use_case else None)
    if format_ == "markdown":
        return _markdown(run, programme, shown)
    return as_slack(shown) if format_ == "slack" else as_text(shown)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of earlier days: by the report before, and by the events of labels."""

    before: Earlier | None
    begun: Mapping[str, dt.date] | None


def _made(
    programme: Programme, since: dt.date, use_case: str | None, known: Known
) -> tuple[News, Digest]:
    if use_case is None:
        found = _news(programme, programme.use_cases, since, known)
        return found, whole(programme, found)
    every = {one.entry.id: one for one in programme.every}
    one = every[one_of(every, use_case, "use case")]
    found = _news(programme, [one], since, known)
    return found, agenda(programme, one, found)


def _news(
    programme: Programme, use_cases: Iterable[UseCaseProgress], since: dt.date, known: Known
) -> News:
    """What changed; files alone do not say what somebody works on."""
    found = news(use_cases, since, programme.as_of, before=known.before, begun=known.begun)
    return replace(found, started=None) if programme.from_files else found


def _begun(run: Run, programme: Programme, snapshot: Path | None) -> Mapping[str, dt.date] | None:
    """Key → since when somebody works on it; None where GitHub is not asked, or cannot say it."""
    if snapshot is not None or programme.from_files:
        return None
    working = {
        item.issue.node_id: item.item.key
        for one in programme.every
        for item in one.items
        if item.issue and item.state in UNDER_WAY
    }
    catalog = Catalog(programme.config, {})
    files = Files(root=run.root, catalog=catalog, repository=programme.repository)
    issues = [issue for issue in programme.filed.issues.values() if issue.node_id in working]
    try:
        days = connect(run, files).reader.begun(issues)
    except GitHubError as error:
        run.say(f"GitHub does not say since when work is under way: {error.message}")
        return None
    return {working[ident]: day for ident, day in days.items() if ident in working}


def _before(run: Run, programme: Programme, since: dt.date) -> Earlier | None:
    """What the report said that was committed last before a day, or the first one after it."""
    text = report_before(run.root, f"{programme.config.paths.pages}/index.json", since)
    try:
        document = json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
    return earlier(document) if isinstance(document, Mapping) else None


def _markdown(run: Run, programme: Programme, shown: Digest) -> str:
    found = templates(folders(run.root, programme.config.paths.templates), run.server_url)
    return render(found, "digest.md.j2", {"digest": shown})
