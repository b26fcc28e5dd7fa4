"""`ucops query`: a question to the published facts, in one line. Only here is JMESPath known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from ucops.app.last_report import read_index
from ucops.app.programme import read_programme
from ucops.app.questions import QUESTIONS, Question
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.likeness import nearest
from ucops.progress.index import index
from ucops.reading.settings import load_config

_HELP = "ucops query lists the questions; https://jmespath.org says how to write an expression"
SOON = dt.timedelta(weeks=2)


def query(
    run: Run,
    asked: str,
    about: str | None,
    snapshot: Path | None,
    as_of: dt.date | None,
    *,
    published: bool,
) -> Any:  # noqa: ANN401 - whatever an expression may find
    """What a named question or an expression finds in the facts; None where there is nothing.

    Args:
        run: The surroundings.
        asked: The name of a question, or an expression in JMESPath.
        about: What a named question is about.
        snapshot: The file of a snapshot; None to ask GitHub where there is a token.
        as_of: The day to judge on; None for today.
        published: Whether the committed report is asked, and nothing is read anew.

    Raises:
        UsageError: The expression cannot be read, or what it is about is missing.
    """
    question = _question(asked, about)
    _read(question.expression, {**days(run.today), "about": ""})
    if published:
        facts = _published(run)
        day = as_of or dt.date.fromisoformat(facts["as_of"])
    else:
        programme = read_programme(run, snapshot, as_of, past=True)
        facts, day = index(programme), programme.as_of
    return _read(question.expression, {**days(day), "about": about or ""}).search(facts)


def days(today: dt.date) -> dict[str, str]:
    """What stands for a day in an expression: `$today`, `$month`, `$monday` and others."""
    quarter = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    before = quarter - dt.timedelta(1)
    monday = today - dt.timedelta(today.weekday())
    found = {
        "today": today,
        "in_two_weeks": today + SOON,
        "monday": monday,
        "before_monday": monday - dt.timedelta(1),
        "quarter": quarter,
        "last_quarter": before.replace(month=before.month - 2, day=1),
    }
    month = today.isoformat()[:7]
    return {name: day.isoformat() for name, day in found.items()} | {"month": month}


def _question(asked: str, about: str | None) -> Question:
    question = QUESTIONS.get(asked) or Question("", asked, about="")
    if question.about and not about:
        raise UsageError(
            f"'{asked}' asks about something that is not said",
            f"ucops query {asked} {question.about}",
        )
    if about and "$about" not in question.expression:
        raise UsageError(f"'{asked}' asks about nothing in particular", f"leave out '{about}'")
    return question


def _published(run: Run) -> Mapping[str, Any]:
    """The facts behind the committed report."""
    path = run.root / load_config(run.root)[0].paths.pages / "index.json"
    facts = read_index(path)
    if "use_cases" not in facts or not isinstance(facts.get("as_of"), str):
        raise UsageError(f"there is no report at {path}", "make one with: ucops report")
    return facts


def _read(expression: str, words: Mapping[str, str]) -> ParsedResult:
    """Understand an expression, with words in the place of what stands for them."""
    literals = {name: _literal(word) for name, word in words.items()}
    try:
        return jmespath.compile(Template(expression).safe_substitute(literals))
    except JMESPathError as error:
        reason = str(error).strip().splitlines()[0].rstrip(":")
        near = nearest(expression, QUESTIONS)
        raise UsageError(
            f"'{expression}' is neither the name of a question nor an expression: {reason}",
            f"did you mean '{near}'?" if near else _HELP,
        ) from error


def _literal(word: str) -> str:
    """A text as JMESPath writes it; a backquote would end it."""
    return "`" + json.dumps(word).replace("`", "\\u0060") + "`"
