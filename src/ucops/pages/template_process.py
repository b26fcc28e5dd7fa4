"""The process in which a repository's own templates are rendered: `python -m` starts it."""

from __future__ import annotations

from functools import cache
from typing import Any

from ucops.confined import serve
from ucops.errors import UcopsError
from ucops.pages.templating import Templates, render_here


def answered(question: tuple[Templates, str, dict[str, Any]]) -> dict[str, str]:
    """What became of a template: its text, or what is wrong with it and what to do.

    Args:
        question: The templates, the name of one, and its views.
    """
    templates, name, views = question
    try:
        return {"text": render_here(_set_up_once(templates), name, views)}
    except UcopsError as error:
        return {"message": error.message, "hint": error.hint}


@cache
def _set_up_once(templates: Templates) -> Templates:
    return templates


if __name__ == "__main__":
    serve(answered)
