"""The pages of `docs/rules/`, made from the registry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from ucops import resources
from ucops.pages.findings.summary import environment
from ucops.rules.engine.mendable import MENDABLE
from ucops.rules.engine.registry import Rule, rules

if TYPE_CHECKING:
    from jinja2 import Template

FAMILIES = {
    "syntax": "Files, encoding and syntax",
    "traps": "What YAML reads differently from people",
    "form": "Form",
    "references": "References",
    "identity": "Identity",
    "planning": "Planning",
    "substance": "Substance",
    "safety": "Safety of text",
    "silencing": "Silencing and severities",
}
"""The families' titles, in the order in which they are listed."""


def render_docs() -> dict[str, str]:
    """Every page by its file name, an index included."""
    page, index = _template("rule.md.j2"), _template("rules.md.j2")
    pages = {f"{rule.name}.md": _clean(page.render(page_view(rule))) for rule in rules().values()}
    grouped = groupby(sorted(rules().values(), key=_order), key=attrgetter("family"))
    families = [(FAMILIES[family], list(of_family)) for family, of_family in grouped]
    pages["README.md"] = _clean(index.render(families=families, count=len(rules())))
    return pages


def page_view(rule: Rule) -> Mapping[str, object]:
    """What the template of a page gets: the rule, what is said about it, and its examples."""
    return {
        "rule": rule,
        "family": FAMILIES[rule.family],
        "mending": MENDABLE.get(rule.name, ""),
        "wrong": visible(rule.wrong),
        "right": visible(rule.right),
    }


def visible(example: str, longest: int = 30) -> str:
    """An example as it can be shown: what nobody sees is spelt out, and what repeats is cut."""
    lines = [
        "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)
        for line in example.splitlines()
    ]
    shown = [line if len(line) <= 100 else f"{line[:60]} …" for line in lines]  # noqa: PLR2004 - the width of a page
    return "\n".join(shown[:longest] + ["…"] * (len(shown) > longest))


def _order(rule: Rule) -> int:
    return list(FAMILIES).index(rule.family)


def _template(name: str) -> Template:
    return environment(resources.templates()).get_template(name)


def _clean(text: str) -> str:
    return text.strip() + "\n"
