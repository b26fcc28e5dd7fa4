"""Comments that silence a rule, and severities in `ucops.yaml`."""

from __future__ import annotations

from ucops.rules.engine.context import CONFIG_FILE, Context
from ucops.rules.engine.registry import Hit, Hits, catalog_rule, documented, rules
from ucops.rules.engine.wording import did_you_mean

SILENCE_WITHOUT_REASON = documented(
    "silence-without-reason",
    "silencing",
    "warning",
    summary="A comment that silences a rule does not say why.",
    why="Whoever reads the line next has to know whether the reason still holds.",
    wrong="""
        links:
          resource-page: http://example.com/ci  # ucops: ignore[insecure-link]
        """,
    right="""
        links:
          resource-page: http://example.com/ci  # ucops: ignore[insecure-link] moves next month
        """,
)
SILENCE_WITHOUT_EFFECT = documented(
    "silence-without-effect",
    "silencing",
    "warning",
    summary="A comment silences a rule that finds nothing there.",
    why="A comment that is left behind would hide the next mistake on its line.",
    wrong="""
        links:
          resource-page: https://example.com/ci  # ucops: ignore[insecure-link] moves next month
        """,
    right="""
        links:
          resource-page: https://example.com/ci
        """,
)
SILENCE_OF_ERROR = documented(
    "silence-of-error",
    "silencing",
    "warning",
    summary="A comment tries to silence an error.",
    why="An error would do harm further on, so it is always reported; the comment has no effect.",
    wrong="""
        team:
          pmm: octo-pmm
          boss: octo-lead  # ucops: ignore[unknown-role] we call it so
        """,
    right="""
        team:
          pmm: [octo-pmm, octo-lead]
        """,
)
SILENCE_OF_UNKNOWN_RULE = documented(
    "silence-of-unknown-rule",
    "silencing",
    "warning",
    summary="A comment names no rule, or one that does not exist.",
    why="Such a comment silences nothing, although it looks as if it did.",
    wrong="""
        links:
          resource-page: http://example.com/ci  # ucops: ignore[insecure-links] moves next month
        """,
    right="""
        links:
          resource-page: http://example.com/ci  # ucops: ignore[insecure-link] moves next month
        """,
)


@catalog_rule(
    "silencing",
    "error",
    summary="`rules:` in ucops.yaml names a rule that does not exist.",
    why="The severity that was meant to change stays what it was.",
    wrong="""
        # ucops.yaml
        version: 1
        rules: {requirements-count: info}
        """,
    right="""
        # ucops.yaml
        version: 1
        rules: {requirement-count: info}
        """,
)
def unknown_rule(context: Context) -> Hits:
    """Look at the names under `rules:`."""
    for name in context.config.rules:
        if name not in rules():
            hint = did_you_mean(name, rules(), "`ucops rules` lists them")
            message = f"There is no rule '{name}'."
            yield Hit(message, ("rules", name), hint, on_key=True, file=CONFIG_FILE)


@catalog_rule(
    "silencing",
    "warning",
    summary="`rules:` in ucops.yaml tries to change the severity of an error.",
    why="Errors would do harm further on, so they stay errors; the line has no effect.",
    wrong="""
        # ucops.yaml
        version: 1
        rules: {unknown-role: warning}
        """,
    right="""
        # ucops.yaml
        version: 1
        rules: {requirement-count: info}
        """,
)
def fixed_severity(context: Context) -> Hits:
    """Look at the severities under `rules:`."""
    for name, severity in context.config.rules.items():
        if severity != "error" and name in rules() and rules()[name].fixed:
            yield Hit(
                f"'{name}' is an error and stays one.",
                ("rules", name),
                "take the line out",
                file=CONFIG_FILE,
            )
