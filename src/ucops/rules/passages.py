"""Texts that nobody has written yet, or that were written for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.model.values import placeholder
from ucops.prose.words import counted
from ucops.rules.engine.context import Context
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.file import File, Search
from ucops.rules.engine.rule import Hit, Hits, catalog_rule, text_rule, use_case_rule
from ucops.text.source import Span

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.rules.engine.facts import CaseFacts, Passage
    from ucops.text.source import Path

TEMPLATE = Search(
    re.compile(
        r"\blorem ipsum\b|\btitle of the (?:use case|item)\b|\bdescribe the problem in\b"
        r"|\basdf|\bxxx+\b|\b(?:todo|fixme)\b"
        r"|[<\[{](?:your|insert|enter|fill in|name of|tbd|tbc|tba)\b"
        r"|\A\W*(?:describe|insert|explain|enter) (?:\w+ ){0,4}here\b"
        r"|\A\W*(?:\w+ ){0,3}(?:your text|replace this)\b(?: \w+){0,3}\W*\Z"
        r"|\{\{\s*[\w. -]+\}\}",
        re.IGNORECASE,
    ),
    signs=(
        "lorem",
        "title of the",
        "asdf",
        "xxx",
        "todo",
        "fixme",
        "<your",
        "[your",
        "{your",
        "<insert",
        "[insert",
        "{insert",
        "<name of",
        "[name of",
        "{name of",
        "describe",
        "insert ",
        "explain",
        "your text",
        "replace this",
        "enter ",
        "<enter",
        "[enter",
        "{enter",
        "fill in",
        "{{",
        "<tb",
        "[tb",
        "{tb",
    ),
)
NOTHING = Search(
    re.compile(
        r"(?<![\w.])(?:\.{2,}|…+|tb[ac]|to be (?:announced|confirmed|defined|done))(?![\w.])",
        re.IGNORECASE,
    ),
    signs=("..", "…", "tba", "tbc", "to be "),
    skip=frozenset(
        {
            "team",
            "owner",
            "lead",
            "links",
            "url",
            "deliverable",
            "demo",
            "comparison",
            "proof",
            "due",
            "start",
            "date",
            "reviewed",
            "retired",
            "values",
        }
    ),
)
"""A text that is nothing but this says nothing; links, people and days have their own rules."""
SHARE = 0.6
"""The share of a passage that makes it a copy."""


@text_rule("substance", "warning", yields_to="not-an-address")
def template_text(file: File) -> Hits:
    """Look for the usual words of templates in all texts, and for texts that are still to come."""
    for path, found in file.matches(TEMPLATE):
        message = f"'{found[0]}' looks like text of a template."
        yield Hit(message, path, "write your own text, or take the line out")
    for path, found in file.matches(NOTHING):
        if found[0] == found.string.strip():
            message = f"'{found[0]}' says nothing."
            yield Hit(message, path, "write the text, or take the line out")


@use_case_rule("substance", "warning")
def placeholder_as_text(entry: Entry, context: Context) -> Hits:
    """Look at the texts that are shown as they are."""
    del context
    use_case = entry.use_case
    shown: list[tuple[str, Path]] = [(use_case.title, ("title",)), (use_case.problem, ("problem",))]
    if "summary" in use_case.model_fields_set:
        shown.append((use_case.summary, ("summary",)))
    for slug, one in use_case.market_requirements.items():
        shown.append((one.title, ("market_requirements", slug, "title")))
    for slug, item in use_case.bom.items():
        if item.title is not None:
            shown.append((item.title, ("bom", slug, "title")))
    for text, path in shown:
        if text and placeholder(text) is not None:
            yield Hit(f"'{text}' is shown as it is.", path, "write the text")


@use_case_rule("substance", "warning")
def item_without_title(entry: Entry, context: Context) -> Hits:
    """Look at the items that are not standard ones."""
    for slug, item in entry.use_case.bom.items():
        named = slug in context.config.bom or item.title or item.shared
        if not named and not item.retired:
            yield Hit(f"The item '{slug}' has no title.", ("bom", slug), "add one", on_key=True)


@catalog_rule("substance", "warning")
def copied_text(everything: Everything) -> Hits:
    """Compare runs of words of the longer texts with those of the use cases before."""
    first: dict[str, str] = {}
    for case in everything.living:
        copies: list[tuple[Passage, str]] = []
        runs_of_case: list[str] = []
        for passage in case.passages:
            runs = passage.each_run()
            origins = [first[run] for run in runs if run in first]
            if len(origins) >= SHARE * len(runs):
                origin = max(set(origins), key=lambda one: (origins.count(one), one))
                copies.append((passage, origin))
            runs_of_case += runs
        for run in runs_of_case:
            first.setdefault(run, case.file)
        yield from _copied(case, copies)


def _copied(case: CaseFacts, copies: list[tuple[Passage, str]]) -> Iterator[Hit]:
    if copies:
        passage, origin = copies[0]
        more = f", and {counted(len(copies) - 1, 'more passage')} like it" if copies[1:] else ""
        message = f"This passage is nearly the same as in {origin}{more}."
        hint = "say what is true of this use case"
        yield Hit(message, passage.path, hint, file=case.file, at=Span(*passage.span))
