"""What planpilot asks of GitHub that ucops never does, so that the embedded one can answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fake.server import Sandbox

from ucops.sandbox.acts import hierarchy, issues
from ucops.sandbox.entities import Issue, Label, Repository
from ucops.sandbox.graphql.mutations import Input, Payload, entity, mutation
from ucops.sandbox.graphql.paging import paged
from ucops.sandbox.graphql.scene import Info, Resolver, Scene
from ucops.sandbox.graphql.schema import published, schema

MORE = """
extend type Query {
  search(type: SearchType!, query: String!, first: Int, last: Int, after: String, before: String):
    SearchResultItemConnection!
}
enum SearchType { ISSUE }
union SearchResultItem = Issue
type SearchResultItemConnection {
  nodes: [SearchResultItem]
  edges: [SearchResultItemEdge]
  issueCount: Int!
  pageInfo: PageInfo!
}
type SearchResultItemEdge { node: SearchResultItem cursor: String! }

extend type Mutation {
  addBlockedBy(input: AddBlockedByInput!): AddBlockedByPayload
  addSubIssue(input: AddSubIssueInput!): AddSubIssuePayload
  addLabelsToLabelable(input: AddLabelsToLabelableInput!): AddLabelsToLabelablePayload
  createLabel(input: CreateLabelInput!): CreateLabelPayload
  updateIssue(input: UpdateIssueInput!): UpdateIssuePayload
}
input AddBlockedByInput { issueId: ID! blockingIssueId: ID! clientMutationId: String }
type AddBlockedByPayload { issue: Issue blockingIssue: Issue clientMutationId: String }
input AddSubIssueInput {
  issueId: ID! subIssueId: ID replaceParent: Boolean clientMutationId: String
}
type AddSubIssuePayload { issue: Issue subIssue: Issue clientMutationId: String }
input AddLabelsToLabelableInput { labelableId: ID! labelIds: [ID!]! clientMutationId: String }
type AddLabelsToLabelablePayload { clientMutationId: String }
input CreateLabelInput {
  repositoryId: ID! name: String! color: String! description: String clientMutationId: String
}
type CreateLabelPayload { label: Label clientMutationId: String }
input UpdateIssueInput {
  id: ID! title: String body: String issueTypeId: ID labelIds: [ID!] clientMutationId: String
}
type UpdateIssuePayload { issue: Issue clientMutationId: String }
extend input CreateIssueInput { projectV2Ids: [ID!] }

extend union ProjectV2FieldConfiguration = ProjectV2IterationField
type ProjectV2IterationField implements Node & ProjectV2FieldCommon {
  id: ID!
  name: String!
  dataType: ProjectV2FieldType!
  configuration: ProjectV2IterationFieldConfiguration!
}
type ProjectV2IterationFieldConfiguration { iterations: [ProjectV2IterationFieldIteration!]! }
type ProjectV2IterationFieldIteration {
  id: String! title: String! startDate: String! duration: Int!
}
"""
TERM = re.compile(r'(?:(\w+):)?(?:"([^"]*)"|(\S+))')


def widen(sandbox: Sandbox) -> None:
    """Let a sandbox answer it from now on."""
    text = published() + MORE
    made = schema(text)  # which is kept by its text, so that the sandbox finds these resolvers
    for kind, resolvers in RESOLVERS.items():
        fields: Mapping[str, Any] = getattr(made.type_map[kind], "fields", {})
        for name, resolve in resolvers.items():
            fields[name].resolve = resolve
    sandbox.service.schema = text


def _search(_root: None, info: Info, query: str, **_given: object) -> Sequence[Issue]:
    """Issues with a label and a text, which is all that is asked for."""
    here, terms = info.context, TERM.findall(query)
    labels = [name or plain for key, name, plain in terms if key == "label"]
    texts = [text for key, text, _ in terms if not key and text]
    found = (one for one in here.world.every(Issue) if not one.gone)
    return [one for one in found if _has(here, one, labels, texts)]


def _has(here: Scene, issue: Issue, labels: Sequence[str], texts: Sequence[str]) -> bool:
    names = {here.world.the(Label, label).name for label in issue.labels}
    return names.issuperset(labels) and all(text in (issue.body or "") for text in texts)


def _add_blocked_by(here: Scene, given: Input) -> Payload:
    issue, blocker = (entity(here, Issue, given[name]) for name in ("issueId", "blockingIssueId"))
    return {"issue": hierarchy.add_blocker(here.world, issue, blocker), "blockingIssue": blocker}


def _add_sub_issue(here: Scene, given: Input) -> Payload:
    parent, child = (entity(here, Issue, given[name]) for name in ("issueId", "subIssueId"))
    hierarchy.add_child(here.world, parent, child)
    return {"issue": parent, "subIssue": child}


def _add_labels(here: Scene, given: Input) -> Payload:
    issue = entity(here, Issue, given["labelableId"])
    added = (entity(here, Label, ident).id for ident in given["labelIds"])
    here.world.put(replace(issue, labels=tuple(dict.fromkeys((*issue.labels, *added)))))
    return {}


def _create_label(here: Scene, given: Input) -> Payload:
    place = entity(here, Repository, given["repositoryId"])
    label = Label(
        id=here.world.new_id(), repository=place.id, name=given["name"], color=given["color"]
    )
    return {"label": here.world.put(label)}


def _update_issue(here: Scene, given: Input) -> Payload:
    new = {name: given[name] for name in ("title", "body") if given.get(name) is not None}
    issue = entity(here, Issue, given["id"])
    return {"issue": issues.edit(here.world, issue, here.who.login or "ghost", new)}


RESOLVERS: Mapping[str, Mapping[str, Resolver]] = {
    "Query": {"search": paged(_search, numbered=False)},
    "Mutation": {
        "addBlockedBy": mutation(_add_blocked_by),
        "addSubIssue": mutation(_add_sub_issue),
        "addLabelsToLabelable": mutation(_add_labels),
        "createLabel": mutation(_create_label),
        "updateIssue": mutation(_update_issue),
    },
}
