"""Quotes and brackets that do not fit together."""

from __future__ import annotations

import re

from ucops.rules.engine.context import Context
from ucops.rules.engine.prose import texts
from ucops.rules.engine.rule import Hit, Hits, catalog_rule

_LONELY = re.compile(r'[^"]*[^"\d\s]"\s*')
"""One straight quote, at the end; behind a number it stands for inches."""


@catalog_rule("form", "warning")
def lonely_quote(context: Context) -> Hits:
    """Look at every text."""
    for file, source in context.loaded.sources.items():
        for path, text in texts(source) if '"' in source.text else ():
            if _LONELY.fullmatch(text):
                message = "This text ends with a quote that nothing opens."
                yield Hit(message, path, "delete it", file=file)
