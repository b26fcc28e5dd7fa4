"""A correction as a comment at its lines, which GitHub offers to commit with one press."""

from __future__ import annotations

from ucops import resources
from ucops.pages.preview.review import Suggestion
from ucops.pages.templating import render, templates
from ucops.prose.markdown import fenced
from ucops.rules.all import rules

MARKER = "<!-- ucops-suggestion:v1 -->"
"""The first line of each, by which it is found again."""


def suggestion_text(told: Suggestion, rule_pages: str, server: str) -> str:
    """The comment: what is wrong, and the lines as they should be.

    Args:
        told: The correction, which a fork may have written.
        rule_pages: The address of the folder of the rules' pages, or empty.
        server: The address of GitHub.
    """
    known = told.rule in rules() and rule_pages
    views = {
        "told": told,
        "page": f"{rule_pages}/{told.rule}.md" if known else None,
        "block": fenced(told.text, "suggestion"),
    }
    environment = templates([resources.templates()], server)
    return f"{MARKER}\n{render(environment, 'suggestion.md.j2', views)}".strip()
