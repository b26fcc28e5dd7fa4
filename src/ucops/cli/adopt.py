"""`ucops adopt`: take over an existing issue, or propose which."""

from __future__ import annotations

import click

from ucops.app.adopt import Suggested, adopt, suggest
from ucops.cli.common import common_options, format_option, session
from ucops.cli.output import give, show
from ucops.errors import UsageError
from ucops.prose.visible import json_text, readable


@click.command()
@click.argument("key", required=False)
@click.argument("issue", required=False)
@click.option(
    "--suggest",
    "suggesting",
    is_flag=True,
    help="Propose pairs of keys and existing issues by their titles.",
)
@format_option("text", "json")
@common_options
def command(key: str | None, issue: str | None, *, suggesting: bool, format_: str) -> None:
    """Take over an existing ISSUE for KEY.

    KEY is a use case's id or an item's key such as ci/demo-video, ISSUE a number, owner/name#42
    or an address. What people wrote in the issue stays.
    """
    as_json = format_ == "json"
    if suggesting:
        if key or issue:
            raise UsageError("--suggest takes no KEY and no ISSUE")
        _show(suggest(session().run()), as_json=as_json)
    elif key and issue:
        _adopt(key, issue, as_json=as_json)
    else:
        raise UsageError("KEY and ISSUE are needed", "ucops adopt ci/demo-video 42, or --suggest")


def _adopt(key: str, issue: str, *, as_json: bool) -> None:
    done = adopt(session().run(), key, issue)
    for warning in done.warnings:
        session().say(f"warning: {warning}")
    if as_json:
        facts = {"key": key, "repository": done.repository, "number": done.number}
        give(json_text({"version": 1, **facts, "warnings": list(done.warnings)}))
    session().say(f"{key} is {done.repository}#{done.number} now")


def _show(suggested: Suggested, *, as_json: bool) -> None:
    if as_json:
        pairs = [
            {
                "key": pair.key,
                "repository": pair.issue.repository,
                "number": pair.issue.number,
                "title": pair.issue.title,
                "likeness": round(pair.likeness, 2),
            }
            for pair in suggested.pairs
        ]
        give(json_text({"version": 1, "pairs": pairs}))
        return
    for pair in suggested.pairs:
        at_home = pair.issue.repository == suggested.repository
        place = f"{'' if at_home else f'{pair.issue.repository}#'}{pair.issue.number}"
        # Whoever copies the command takes no word of a stranger's along: some shells, such as zsh,
        # run what stands behind a #.
        show(f"{pair.likeness:.0%}  {readable(pair.issue.title)}\n")
        show(f"  ucops adopt {pair.key} {place}\n")
    session().say(f"{len(suggested.pairs)} likely pairs; run the lines that are right")
