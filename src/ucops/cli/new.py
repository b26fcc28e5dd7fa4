"""`ucops new`: begin a use case."""

from __future__ import annotations

from typing import cast

import click

from ucops.app.new import Begun, new
from ucops.cli.common import common_options, format_option, session
from ucops.cli.output import give
from ucops.model.config import TIERS
from ucops.model.values import Tier
from ucops.prose.visible import json_text


@click.command()
@click.argument("use_case", metavar="[ID]", required=False)
@click.option("--title", metavar="T", help="The customer's aim, in a few words.")
@click.option(
    "--tier",
    type=click.Choice([str(tier) for tier in TIERS]),
    help="1 key, 2 secondary, 3 situational (default: 3, or as the issue says).",
)
@click.option(
    "--from-issue",
    type=click.IntRange(min=1),
    metavar="N",
    help="Take what issue N says, filed with the form 'Propose a use case'.",
)
@format_option("text", "json")
@common_options
def command(
    use_case: str | None, title: str | None, tier: str | None, from_issue: int | None, format_: str
) -> None:
    """Begin a use case: write its file, a draft that is valid as it stands.

    ID becomes the file's name, and the name of the use case for ever: small letters, digits and
    hyphens. With --from-issue, ID and title are taken from the issue where they are not given.
    """
    chosen = cast("Tier", int(tier)) if tier else None
    begun = new(session().run(), use_case, title, chosen, from_issue)
    if format_ == "json":
        give(json_text(_facts(begun)))
    else:
        session().say(f"{begun.file} is there: a draft, so nothing is filed for it yet")


def _facts(begun: Begun) -> dict[str, object]:
    return {
        "version": 1,
        "id": begun.draft.id,
        "title": begun.draft.title,
        "tier": begun.draft.tier,
        "file": begun.file,
        "issue": begun.issue,
        "author": begun.author or None,
    }
