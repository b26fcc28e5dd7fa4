"""Links and paths that are none."""

from __future__ import annotations

from ucops.model import shape
from ucops.slips.misfit import Misfit, Said, left_edge, shown
from ucops.slips.misread import misread, trapped


def not_link(misfit: Misfit) -> Said:
    """What to say about something else where a link belongs."""
    rule = misread(misfit.value, misfit.raw)
    if rule is not None:
        return trapped(rule, misfit)
    if isinstance(misfit.value, dict) and misfit.raw.startswith("{pending:"):
        spaced = misfit.raw.replace("{pending:", "{pending: ").replace(":  ", ": ")
        if misfit.raw != spaced:
            return Said("missing-space", "there is no space after the colon", misfit.write(spaced))
    if misfit.name in shape.keys(misfit.model, ()):
        return Said("unknown-key", f"{misfit.name} is not a kind of link", left_edge(misfit))
    hint = "write an address, tbd, n/a, or {pending: address of the issue}"
    return Said("bad-link", f"{shown(misfit)} is not a link", hint)


def outside(misfit: Misfit) -> Said:
    """What to say about a path that leads out of the repository."""
    message = f"{shown(misfit)} does not lie inside the repository"
    return Said("path-outside", message, "write a path relative to ucops.yaml, without ..")
