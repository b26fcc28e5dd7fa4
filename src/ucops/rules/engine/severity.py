"""How bad a finding is: the rule's own severity, the use case's status, the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ucops.rules.engine.finding import Level

if TYPE_CHECKING:
    from ucops.model.usecase import Status
    from ucops.model.values import Severity
    from ucops.rules.engine.registry import Rule


def severity_of(
    rule: Rule, status: Status, configured: Mapping[str, Severity], *, soft: bool = False
) -> Level | None:
    """The severity of one finding, or None when it is not reported.

    An error stays an error, whatever the configuration says. Rules of substance ask nothing of a
    retired use case and only inform about a draft.

    Args:
        rule: The rule that found something.
        status: Of the use case, `active` for `ucops.yaml`.
        configured: Severities by rule name, from `rules:` in `ucops.yaml`.
        soft: Whether the finding is a milder case, an info at most.
    """
    if rule.fixed:
        return "error"
    level = configured.get(rule.name, rule.severity)
    if level == "off" or (rule.substance and status == "retired"):
        return None
    if soft or (rule.substance and status == "draft"):
        return "info"
    return level
