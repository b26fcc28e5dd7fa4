"""`ucops find`: the use cases that fit a prospect."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.library import find_use_cases
from ucops.cli.common import common_options, format_option, session, snapshot_option
from ucops.cli.output import give, show
from ucops.cli.terminal import look
from ucops.model.values import STAGES
from ucops.pages.terminal.layout import laid_out
from ucops.progress.facets import FUNNEL


@click.command()
@click.argument("words", nargs=-1)
@click.option("--industry", metavar="SLUG", help="Where the prospect works; a title will do, too.")
@click.option("--segment", metavar="SLUG", help="The size of their company.")
@click.option("--persona", metavar="SLUG", help="Whom you talk to.")
@click.option("--stage", type=click.Choice(STAGES), help="Where they are in the buyer's journey.")
@click.option("--product", metavar="SLUG", help="What they ask about or use.")
@click.option("--funnel", type=click.Choice(FUNNEL), help="What you want to use it for.")
@click.option("--query", default="", metavar="TEXT", help="Words of theirs.")
@click.option("--limit", type=click.IntRange(1, 100), default=3, show_default=True)
@snapshot_option("Read what is finished from this saved snapshot.")
@format_option("text", "markdown", "json")
@common_options
def command(
    words: tuple[str, ...],
    query: str,
    limit: int,
    snapshot: Path | None,
    format_: str,
    **asked: str | None,
) -> None:
    """Find the two or three use cases that fit a prospect, with the reasons for their rank.

    WORDS are the prospect's own, as in `ucops find slow builds`; --query says the same.

    Each comes with what to say, to ask, to show, and what proves it; proof is public only.
    """
    asked["query"] = " ".join((*words, query)).strip()
    found = find_use_cases(session().run(), asked, snapshot, limit, format_)
    if isinstance(found, str):
        give(found)
    else:
        show(laid_out([found], **look()), color=session().color)
