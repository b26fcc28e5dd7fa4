"""Templates: a sandbox that escapes people's text, and errors that name the template's line."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from markupsafe import escape as escape_xml

from ucops.errors import UsageError
from ucops.pages import markdown, words
from ucops.pages.overlay import Overlay

ENDING = ".j2"
MARKUP_ENDINGS = (".svg.j2", ".html.j2")
_REMEDY = "correct it in the folder of templates, or remove it there to use the shipped one"
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a template of somebody's own can run into."""


def templates(folders: Sequence[Path]) -> Environment:
    """The templates in these folders; one in an earlier folder hides its namesakes."""
    environment = ImmutableSandboxedEnvironment(
        loader=Overlay(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=_escaped,
    )
    environment.filters |= {
        "mermaid": markdown.mermaid,
        "path": markdown.path,
        "percent": words.percent,
        "counted": words.counted,
        "day": words.day,
        "iso": dt.date.isoformat,
    }
    environment.globals |= {"link": markdown.link, "page": markdown.page}
    return environment


def render(environment: Environment, name: str, views: Mapping[str, Any]) -> str:
    """Render one template.

    Raises:
        UsageError: The template is missing or wrong; names its file and line.
    """
    try:
        text = environment.get_template(name).render(views)
    except _FAULTS as error:
        raise UsageError(f"{_place(error, name)}: {error}", _REMEDY) from error
    return text.strip("\n") + "\n"


@pass_context
def _escaped(context: Context, value: object) -> Markup:
    """What a template prints, escaped for its kind of file unless it is marked as safe."""
    if isinstance(value, Markup):
        return value
    text = "" if value is None else str(value)
    if (context.name or "").endswith(MARKUP_ENDINGS):
        return escape_xml(markdown.plain(text))
    return markdown.escape(text)


def _place(error: Exception, name: str) -> str:
    """The template's file and line that the error comes from."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}, line {error.lineno}"
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(ENDING)
    ]
    if not frames:
        return f"the template {name} cannot be used"
    return f"{frames[-1].filename}, line {frames[-1].lineno}"
