"""What this server can do: github.com by default, less for older Enterprise Servers."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Switches for what a server offers.

    Attributes:
        parent_issue_id: Whether GraphQL's `createIssue` takes `parentIssueId`.
        strict_assignees: Whether a person who cannot be assigned is an error and not dropped.
        cursors: Whether the pages of issues are cut by a cursor, and not counted.
    """

    sub_issues: bool = True
    dependencies: bool = True
    issue_types: bool = True
    boards: bool = True
    graphql: bool = True
    parent_issue_id: bool = True
    strict_assignees: bool = False
    cursors: bool = True

    def without(self, *names: str) -> Features:
        """These features less the named ones."""
        known = {field.name for field in fields(self)}
        if unknown := set(names) - known:
            raise ValueError(f"no such feature: {', '.join(sorted(unknown))}")
        return replace(self, **dict.fromkeys(names, False))


EVERYTHING = Features()
ENTERPRISE_SERVER = {
    "3.17": EVERYTHING.without(
        "sub_issues", "dependencies", "issue_types", "boards", "parent_issue_id", "cursors"
    ),
    "3.18": EVERYTHING.without(
        "sub_issues", "dependencies", "issue_types", "boards", "parent_issue_id", "cursors"
    ),
    "3.19": EVERYTHING.without("sub_issues", "issue_types", "boards", "parent_issue_id", "cursors"),
}
"""What the published descriptions of Enterprise Server lack, by version."""
