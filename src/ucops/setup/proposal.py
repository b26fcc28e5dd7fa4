"""From the issue that somebody filed with the form *Propose a use case* to a draft.

GitHub writes a form's answers into the issue's body as Markdown: for each field a heading of the
third level with its label, then the answer, or `_No response_`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yaml import YAMLError

from ucops.errors import UsageError
from ucops.model.config import TIERS, Config
from ucops.model.titles import titles
from ucops.model.values import SLUG_LIMIT, Tier
from ucops.prose.visible import seen
from ucops.prose.words import one_line
from ucops.setup.draft import PROBLEM, Draft
from ucops.text.compose import compose
from ucops.text.data import Builder, UnbuildableError

TITLE_PREFIX = "Proposed use case:"
NO_ANSWER = "_No response_"
MOST_NOTES = 60
"""Lines of evidence that go into the file as comments; the issue has the rest."""
_HEADING = re.compile(r"### +(?=\S)")


class NoProposalError(UsageError):
    """The issue was not filed with the form."""


def fields(form: str) -> dict[str, str]:
    """The fields of an issue form: label → id.

    Raises:
        UsageError: It is no issue form.
    """
    try:
        root = compose(form)
        data: Any = Builder().build(root) if root else {}
        asked = [one for one in data["body"] if one["type"] != "markdown"]
        return {str(one["attributes"]["label"]): str(one["id"]) for one in asked}
    except (YAMLError, UnbuildableError, KeyError, TypeError) as error:
        hint = "compare it with the one that ucops init writes into an empty folder"
        raise UsageError("the issue form cannot be read", hint) from error


def answers(body: str, labels: Mapping[str, str]) -> dict[str, str]:
    """What was answered: a field's id → text; fields without an answer are left out.

    Only headings that are the form's own begin a field, so that an answer may have headings, too.
    """
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in seen(body).split("\n"):
        heading = _HEADING.match(line)
        field = labels.get(line[heading.end() :].rstrip(" ")) if heading else None
        if field is not None and field not in found:
            lines = found[field] = []
        else:
            lines.append(line)
    told = {name: "\n".join(text).strip() for name, text in found.items()}
    return {name: text for name, text in told.items() if text and text != NO_ANSWER}


def proposed(
    title: str, told: Mapping[str, str], config: Config, *, origin: str, use_case: str = ""
) -> Draft:
    """The draft that an issue proposes.

    Args:
        title: The issue's title, for want of an answer.
        told: What `answers` found.
        config: Knows personas.
        origin: The issue's address.
        use_case: The id; by default, made of the title.

    Raises:
        NoProposalError: The issue says neither a title nor a problem.
    """
    if not told.keys() & {"title", "problem"}:
        raise NoProposalError(
            f"{origin} was not filed with the form *Propose a use case*",
            "name the use case yourself: ucops new ID --title …",
        )
    named = one_line(told.get("title", title.removeprefix(TITLE_PREFIX)))
    buyer = persona(told.get("buyer", ""), config)
    return Draft(
        id=use_case or slug(named),
        title=named,
        problem=told.get("problem", PROBLEM),
        tier=_tier(told.get("tier", "")),
        personas=(buyer,) if buyer else (),
        notes=tuple(_notes(told, origin, known=bool(buyer))),
    )


def persona(text: str, config: Config) -> str:
    """The persona that a text names, by slug or title; empty where it is none for certain."""
    names = {title.casefold(): name for name, title in titles(config.personas).items()}
    return text if text in config.personas else names.get(text.strip().casefold(), "")


def slug(title: str) -> str:
    """An id made of a title: `Continuous integration (CI)` → `continuous-integration-ci`."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and len("-".join(words)) > SLUG_LIMIT:
        words.pop()
    return "-".join(words)


def _tier(text: str) -> Tier:
    return next((tier for tier in TIERS if text.startswith(str(tier))), TIERS[-1])


def _notes(told: Mapping[str, str], origin: str, *, known: bool) -> Iterator[str]:
    yield f"Proposed in {origin}"
    if "buyer" in told and not known:
        yield f"Who decides or pays: {one_line(told['buyer'])}"
    evidence = told.get("evidence", "").splitlines()
    if evidence:
        yield "Evidence:"
        yield from _shortened(evidence)


def _shortened(lines: Iterable[str]) -> Iterator[str]:
    every = [f"  {line}" for line in lines]
    yield from every[:MOST_NOTES]
    if len(every) > MOST_NOTES:
        yield "  … the rest is in the issue"
