"""Every GraphQL document that is sent to GitHub."""

from __future__ import annotations

import json

_DIRECTORY = """
query Directory($owner: String!, $name: String!{given}) {{
  viewer {{ login }}
  repository(owner: $owner, name: $name) {{
    id
    nameWithOwner
    isArchived
    isPrivate
    hasIssuesEnabled
    viewerPermission
    issues {{ totalCount }}{pages}
  }}
}}
"""
_LABELS = """
    {alias}: labels(first: 100, after: ${alias}) {{
      totalCount
      nodes {{ id name color description }}
      pageInfo {{ hasNextPage endCursor }}
    }}"""
_MILESTONES = """
    {alias}: milestones(first: 100, after: ${alias}) {{
      totalCount
      nodes {{ id number title description state dueOn issues(states: OPEN) {{ totalCount }} }}
      pageInfo {{ hasNextPage endCursor }}
    }}"""

NUMBERS = """
query Numbers($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: 100, after: $after) {
      nodes { number }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""
"""The numbers of all issues; a cursor keeps its place when something before it goes away."""

VIEWER = """
query Viewer {
  viewer { login }
}
"""

ISSUE_TYPES = """
query IssueTypes($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    issueTypes(first: 100) { nodes { id name isEnabled } }
  }
}
"""

CREATE_ISSUE = """
mutation CreateIssue($input: CreateIssueInput!) {
  createIssue(input: $input) {
    issue {
      id
      fullDatabaseId
      number
      url
      title
      body
      state
      createdAt
      updatedAt
      labels(first: 100) { nodes { name } }
      assignees(first: 20) { nodes { login } }
      milestone { title }
      issueType { name }
      parent { number repository { nameWithOwner } }
    }
  }
}
"""

BOARD = """
query Board($owner: String!, $number: Int!) {
  repositoryOwner(login: $owner) {
    ... on ProjectV2Owner {
      projectV2(number: $number) {
        id
        title
        viewerCanUpdate
        fields(first: 100) {
          nodes {
            ... on ProjectV2FieldCommon { id name dataType }
            ... on ProjectV2SingleSelectField { options { id name color description } }
          }
        }
      }
    }
  }
}
"""

CREATE_FIELD = """
mutation CreateField($input: CreateProjectV2FieldInput!) {
  createProjectV2Field(input: $input) {
    projectV2Field {
      ... on ProjectV2FieldCommon { id name dataType }
      ... on ProjectV2SingleSelectField { options { id name color description } }
    }
  }
}
"""

UPDATE_FIELD = """
mutation UpdateField($input: UpdateProjectV2FieldInput!) {
  updateProjectV2Field(input: $input) {
    projectV2Field {
      ... on ProjectV2FieldCommon { id name dataType }
      ... on ProjectV2SingleSelectField { options { id name color description } }
    }
  }
}
"""
"""The options given replace the field's: those that stay are named by their id."""

COMMENTS = """
query Comments($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Issue {
      id
      comments(last: 20) { nodes { body authorAssociation author { __typename login } } }
    }
  }
}
"""
"""The last twenty comments of each issue."""

_BLOCKERS = """
  {alias}: nodes(ids: ${alias}) {{
    ... on Issue {{
      id
      blockedBy(first: 20) {{
        nodes {{ number repository {{ nameWithOwner }} }}
        pageInfo {{ hasNextPage }}
      }}
    }}
  }}"""

_ASSIGNABLE = """
    {alias}: assignableUsers(query: ${alias}, first: 50) {{
      nodes {{ id login }}
      pageInfo {{ hasNextPage }}
    }}"""

_ADD_ITEM = """
  {alias}: addProjectV2ItemById(input: ${alias}) {{ item {{ id isArchived{held} }} }}"""
_HELD = " {alias}: fieldValueByName(name: {name}) {{ __typename }}"
_SET_VALUE = """
  {alias}: updateProjectV2ItemFieldValue(input: ${alias}) {{ projectV2Item {{ id }} }}"""
_CLEAR_VALUE = """
  {alias}: clearProjectV2ItemFieldValue(input: ${alias}) {{ projectV2Item {{ id }} }}"""


def directory(labels: int, milestones: int) -> str:
    """A repository with pages of its labels and milestones, a hundred each.

    They begin after the cursors `$l0`, `$l1` and so on, and `$m0`, `$m1` and so on.
    """
    parts = {f"l{index}": _LABELS for index in range(labels)}
    parts |= {f"m{index}": _MILESTONES for index in range(milestones)}
    given = "".join(f", ${alias}: String" for alias in parts)
    pages = "".join(part.format(alias=alias) for alias, part in parts.items())
    return _DIRECTORY.format(given=given, pages=pages)


def blockers(batches: int) -> str:
    """What blocks the issues with the ids in `$b0`, `$b1`, …: a hundred ids each."""
    aliases = [f"b{index}" for index in range(batches)]
    given = ", ".join(f"${alias}: [ID!]!" for alias in aliases)
    body = "".join(_BLOCKERS.format(alias=alias) for alias in aliases)
    return f"query Blockers({given}) {{{body}\n}}\n"


def assignable(people: int) -> str:
    """The people whose names match `$u0`, `$u1`, … and who can be assigned."""
    aliases = [f"u{index}" for index in range(people)]
    given = "".join(f", ${alias}: String!" for alias in aliases)
    body = "".join(_ASSIGNABLE.format(alias=alias) for alias in aliases)
    return (
        f"query Assignable($owner: String!, $name: String!{given}) {{\n"
        f"  repository(owner: $owner, name: $name) {{{body}\n  }}\n}}\n"
    )


def board_items(issues: int, fields: tuple[str, ...] = ()) -> str:
    """Put issues on a board, each by its input `$a0`, `$a1` and so on.

    Args:
        issues: How many.
        fields: Names of fields; `h0`, `h1` and so on tell whether an item has a value there.
    """
    held = "".join(
        _HELD.format(alias=f"h{index}", name=json.dumps(name)) for index, name in enumerate(fields)
    )
    aliases = [f"a{index}" for index in range(issues)]
    given = ", ".join(f"${alias}: AddProjectV2ItemByIdInput!" for alias in aliases)
    body = "".join(_ADD_ITEM.format(alias=alias, held=held) for alias in aliases)
    return f"mutation AddToBoard({given}) {{{body}\n}}\n"


def board_values(cleared: list[bool]) -> str:
    """Set or clear the fields of a board's items, each by its input `$v0`, `$v1` and so on."""
    types = {False: "UpdateProjectV2ItemFieldValueInput", True: "ClearProjectV2ItemFieldValueInput"}
    given = ", ".join(f"$v{index}: {types[clear]}!" for index, clear in enumerate(cleared))
    body = "".join(
        (_CLEAR_VALUE if clear else _SET_VALUE).format(alias=f"v{index}")
        for index, clear in enumerate(cleared)
    )
    return f"mutation BoardValues({given}) {{{body}\n}}\n"


LABELED = """
query Labeled($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Issue {
      id
      timelineItems(itemTypes: [LABELED_EVENT], last: 50) {
        nodes { ... on LabeledEvent { createdAt label { name } } }
      }
    }
  }
}
"""
"""Which labels issues got, and when: the last fifty of each."""
