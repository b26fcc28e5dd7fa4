"""Comments that silence a rule, and severities in `ucops.yaml`."""

from __future__ import annotations

from ucops.rules.engine.context import Context
from ucops.rules.engine.names import did_you_mean
from ucops.rules.engine.rule import Hit, Hits, settings_rule


@settings_rule("silencing", "error")
def unknown_rule(context: Context) -> Hits:
    """Look at the names under `rules:`."""
    for name in context.config.rules:
        if name not in context.levels:
            hint = did_you_mean(name, list(context.levels), "`ucops rules` lists them")
            message = f"There is no rule '{name}'."
            yield Hit(message, ("rules", name), hint, on_key=True)


@settings_rule("silencing", "warning")
def fixed_severity(context: Context) -> Hits:
    """Look at the severities under `rules:`."""
    for name, severity in context.config.rules.items():
        if severity != "error" and context.levels.get(name) == "error":
            yield Hit(
                f"'{name}' is an error and stays one.",
                ("rules", name),
                "take the line out",
            )
