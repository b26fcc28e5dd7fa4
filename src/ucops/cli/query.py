"""`ucops query`: a question to the published facts, in one line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.query import query
from ucops.app.questions import QUESTIONS
from ucops.cli.common import as_of_option, common_options, format_option, session, snapshot_option
from ucops.cli.output import give, show
from ucops.cli.terminal import look
from ucops.pages.terminal.answer import answered, listed
from ucops.pages.terminal.layout import laid_out
from ucops.prose.visible import json_text


@click.command()
@click.argument("question", required=False)
@click.argument("about", required=False)
@click.option(
    "--published",
    is_flag=True,
    help="Ask the committed report, index.json, and read nothing anew.",
)
@snapshot_option()
@as_of_option()
@format_option("text", "json")
@common_options
def command(
    question: str | None,
    about: str | None,
    *,
    published: bool,
    snapshot: Path | None,
    as_of: dt.date | None,
    format_: str,
) -> None:
    """Answer a QUESTION from the facts behind the report.

    QUESTION is one of those that `ucops query` lists when it is called without any, or an
    expression in JMESPath over index.json; ABOUT is the item, person or the like that a question is
    about. In an expression, $today, $month, $monday, $quarter and $last_quarter stand for days.
    """
    if question is None:
        rows = {name: (one.about, one.text) for name, one in QUESTIONS.items()}
        if format_ == "json":
            known = [{"name": n, "about": a, "question": q} for n, (a, q) in rows.items()]
            give(json_text({"version": 1, "questions": known}))
        else:
            show(laid_out([listed(rows)], **look()), color=session().color)
        return
    found = query(session().run(), question, about, snapshot, as_of, published=published)
    if format_ == "json":
        give(json_text(found))
    elif found:
        show(laid_out([answered(found)], **look()), color=session().color)
    else:
        session().say("nothing")
